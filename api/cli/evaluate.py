"""`laiyq evaluate`: figures over a judged directory, a file of titles or a file of texts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from api.cli.options import JsonOption, day
from api.cli.output import emit, say, stdout
from api.wiring import knowledge
from scoring.evaluation import report
from scoring.evaluation.run import AS_OF, Ranked
from scoring.evaluation.texts import evaluate_texts
from scoring.evaluation.titles import evaluate_titles
from scoring.rank import Scorer


def evaluate(
    folders: Annotated[list[Path] | None, typer.Argument(metavar="DIR...", help="Judged directories.")] = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="The day of the judgements.", show_default=str(AS_OF))
    ] = None,
    run: Annotated[Path | None, typer.Option("--run", metavar="FILE", help="Every pair as ranked, NDJSON.")] = None,
    baseline: Annotated[bool, typer.Option("--baseline", help="Beside BM25 and character TF-IDF.")] = False,
    titles: Annotated[
        Path | None, typer.Option("--titles", metavar="FILE.tsv", help="Titles and their groups.")
    ] = None,
    texts: Annotated[Path | None, typer.Option("--texts", metavar="FILE.jsonl", help="Texts and their facts.")] = None,
    json_: JsonOption = False,
) -> None:
    """Measure ranking and verdicts on judged sets."""
    if titles:
        emit(evaluate_titles(titles, knowledge().finder))
    elif texts:
        emit(evaluate_texts(texts, knowledge().finder))
    elif not folders:
        raise typer.BadParameter("name a judged directory, or --titles or --texts", param_hint="DIR")
    else:
        _judged(folders, day(on) if on else AS_OF, run, baseline=baseline, json_=json_)


def _judged(folders: list[Path], as_of: date, run: Path | None, *, baseline: bool, json_: bool) -> None:
    scorer = Scorer(knowledge())
    found: dict[str, Any] = {}
    ranked: list[Ranked] = []
    for folder in folders:
        figures, pairs = report.evaluate(folder, scorer, as_of)
        if baseline:
            figures["baselines"] = report.baselines(folder)
        found[str(folder)] = figures
        ranked += pairs
    if run:
        run.write_text("".join(_line(one) for one in ranked), "utf-8")
    if json_:
        emit(found if len(folders) > 1 else found[str(folders[0])])
    else:
        _print(found)


def _line(one: Ranked) -> str:
    return (
        json.dumps(
            {
                "vacancy": one.vacancy,
                "resume": one.resume,
                "rank": one.rank,
                "total": one.total,
                "verdicts": one.verdicts,
            }
        )
        + "\n"
    )


def _print(found: Mapping[str, Any]) -> None:
    table = Table("set", "ranking", *report.MEASURES, "criteria", box=None)
    for folder, figures in found.items():
        low, high = figures["intervals"]["ndcg@10"]
        accuracy = f"{figures['criteria_accuracy']:.3f}"
        table.add_row(Path(folder).name, "laiyq", *_row(figures), accuracy)
        for name, others in figures.get("baselines", {}).items():
            table.add_row("", name, *_row(others), "")
        say(f"{Path(folder).name}: {figures['queries']} vacancies; nDCG@10 95 % interval {low:.3f}-{high:.3f}")
    stdout.print(table)
    _print_criteria(found)


def _row(figures: Mapping[str, Any]) -> Iterable[str]:
    return (f"{figures[name]:.3f}" for name in report.MEASURES)


def _print_criteria(found: Mapping[str, Any]) -> None:
    names = list(next(iter(found.values()))["criteria"])
    table = Table("criterion accuracy", *names, box=None)
    for folder, figures in found.items():
        table.add_row(Path(folder).name, *(f"{figures['criteria'][name]['accuracy']:.3f}" for name in names))
    stdout.print(table)


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(evaluate)
