"""`laiyq evaluate`: figures over judged directories, or over a file of titles, texts, title pairs or synonyms.

`laiyq evaluate --record` measures the sets that the package carries and writes `fixtures/judged/figures.toml` and the
tables of docs/evaluation.md anew. That is done on purpose, after a figure rose, or fell for a reason that the commit
names; a test compares what the code reaches with what is recorded. Add `--pairs`, `--synonyms` and `--considered` to
record those too; where they are not given, what was recorded of them stays.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from api.cli import evaluation_tables as tables
from api.cli.options import JsonOption, day
from api.cli.output import emit, say
from api.settings import Settings
from api.wiring import knowledge
from fixtures import judged_path
from scoring.evaluation import figures, page, report
from scoring.evaluation.considered import evaluate_considered
from scoring.evaluation.everything import TOGETHER, evaluate_beside, evaluate_folder, recordable
from scoring.evaluation.nearest import Encode
from scoring.evaluation.pairs import evaluate_pairs
from scoring.evaluation.run import AS_OF, Ranked
from scoring.evaluation.synonyms import evaluate_synonyms
from scoring.evaluation.texts import evaluate_texts
from scoring.evaluation.titles import evaluate_titles
from scoring.rank import Scorer

FILES: dict[str, Callable[[Path, Scorer], dict[str, Any]]] = {
    "titles": lambda path, scorer: evaluate_titles(path, scorer.knowledge.finder),
    "texts": lambda path, scorer: evaluate_texts(path, scorer.knowledge.finder),
    "pairs": lambda path, scorer: evaluate_pairs(path, scorer.knowledge.finder),
    "synonyms": lambda path, scorer: evaluate_synonyms(path, scorer.knowledge),
    "considered": evaluate_considered,
}
OUTSIDE = ("pairs", "synonyms", "considered")
"""Data that is not the project's to ship: measured only where it is given."""


FoldersArgument = Annotated[list[Path] | None, typer.Argument(metavar="DIR...", help="Judged directories.")]
DayOption = Annotated[
    str | None, typer.Option("--on", metavar="DATE", help="The day of the judgements.", show_default=str(AS_OF))
]
RunOption = Annotated[Path | None, typer.Option("--run", metavar="FILE", help="Every pair as ranked, NDJSON.")]
BaselineOption = Annotated[bool, typer.Option("--baseline", help="Beside BM25 and TF-IDF.")]
AblationOption = Annotated[
    bool, typer.Option("--ablation", help="Beside itself with less of its knowledge, and with vectors more.")
]
TitlesOption = Annotated[Path | None, typer.Option("--titles", metavar="FILE.tsv", help="Titles and their groups.")]
TextsOption = Annotated[Path | None, typer.Option("--texts", metavar="FILE.jsonl", help="Texts and their facts.")]
PairsOption = Annotated[
    Path | None, typer.Option("--pairs", metavar="FILE.tsv", help="Russian and Kazakh titles of one profession.")
]
SynonymsOption = Annotated[
    Path | None, typer.Option("--synonyms", metavar="FILE.tsv", help="Titles grouped as one profession.")
]
ConsideredOption = Annotated[
    Path | None, typer.Option("--considered", metavar="DIR", help="People considered for several vacancies.")
]
RecordOption = Annotated[bool, typer.Option("--record", help="Write the recorded figures anew, on purpose.")]


def evaluate(
    folders: FoldersArgument = None,
    on: DayOption = None,
    run: RunOption = None,
    baseline: BaselineOption = False,
    ablation: AblationOption = False,
    titles: TitlesOption = None,
    texts: TextsOption = None,
    pairs: PairsOption = None,
    synonyms: SynonymsOption = None,
    considered: ConsideredOption = None,
    record: RecordOption = False,
    json_: JsonOption = False,
) -> None:
    """Measure ranking, verdicts and reading on judged data."""
    given = {"titles": titles, "texts": texts, "pairs": pairs, "synonyms": synonyms, "considered": considered}
    files = _there(given)
    if record:
        _record({name: path for name, path in files.items() if name in OUTSIDE})
    elif files:
        _of_files(files, json_=json_)
    elif folders:
        beside = [name for name, wanted in (("baselines", baseline), ("ablation", ablation)) if wanted]
        _of_sets(folders, day(on) if on else AS_OF, run, beside, json_=json_)
    else:
        names = ", ".join(f"--{name}" for name in FILES)
        raise typer.BadParameter(f"name a judged directory, or one of {names}", param_hint="DIR")


def _there(given: dict[str, Path | None]) -> dict[str, Path]:
    files = {name: path for name, path in given.items() if path}
    for name, path in files.items():
        if not path.exists():
            raise typer.BadParameter(f"{path} is not there: nothing is measured", param_hint=f"--{name}")
    return files


def _of_files(files: dict[str, Path], *, json_: bool) -> None:
    scorer = Scorer(knowledge())
    found = {name: FILES[name](path, scorer) for name, path in files.items()}
    if json_ or not files.keys() <= set(OUTSIDE):
        emit(found if len(found) > 1 else next(iter(found.values())))
    else:
        tables.outside(found)


def _of_sets(folders: list[Path], as_of: date, run: Path | None, beside: list[str], *, json_: bool) -> None:
    scorer = Scorer(knowledge())
    found: dict[str, Any] = {}
    ranked: list[Ranked] = []
    vacancies = []
    for folder in folders:
        measured, pairs = report.evaluate(folder, scorer, as_of)
        found[str(folder)] = report.summary(measured)
        vacancies += measured
        ranked += pairs
    whole = found[str(folders[0])]
    if len(folders) > 1:
        whole = found[TOGETHER] = report.summary(vacancies)
    if "baselines" in beside:
        whole["baselines"] = report.baselines(folders)
    if "ablation" in beside:
        whole["ablation"] = report.ablation(folders, scorer, as_of, _encode())
    if run:
        run.write_text("".join(_line(one) for one in ranked), "utf-8")
    if json_:
        emit(found if len(folders) > 1 else whole)
    else:
        tables.sets(found)


def _record(files: dict[str, Path]) -> None:
    scorer, folder = Scorer(knowledge()), judged_path()
    path, text = folder / figures.FILE, folder.parents[1] / "docs" / "evaluation.md"
    before = figures.load(path)
    for name in OUTSIDE:
        if name not in files:
            say(f"--{name} is not given: {'its recorded figures stay' if name in before else 'not measured'}")
    kept = {name: before[name] for name in OUTSIDE if name in before}
    found = evaluate_folder(folder, scorer) | evaluate_beside(folder, scorer, _encode()) | kept
    found |= {name: FILES[name](one, scorer) for name, one in files.items()}
    for name, (was, now) in (figures.fallen(before, found) if before else {}).items():
        say(f"lower than recorded: {name} {was:.4f} -> {now:.4f}")
    figures.save(path, recordable(found))
    if text.exists():
        text.write_text(page.renewed(text.read_text("utf-8"), figures.load(path)), "utf-8")
    say(f"recorded in {path.name}{' and docs/evaluation.md' if text.exists() else ''}")


def _encode() -> Encode:
    from indexer.encoder import load_encoder

    return load_encoder(Settings.read().encoder).encode


def _line(one: Ranked) -> str:
    pair = {"vacancy": one.vacancy, "resume": one.resume, "rank": one.rank, "total": one.total}
    return json.dumps({**pair, "verdicts": one.verdicts}) + "\n"


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(evaluate)
