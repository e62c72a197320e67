"""The figures of `laiyq evaluate` as tables on the screen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from rich.table import Table

from api.cli.output import say, stdout
from scoring.evaluation.criteria import VERDICTS
from scoring.evaluation.measured import MEASURES
from scoring.evaluation.page import SECTORS

Figures = Mapping[str, Any]


def sets(found: Mapping[str, Figures]) -> None:
    """Ranking and criteria of each set; sectors, languages and confusions of the last, which is all together."""
    table = Table("set", "ranking", *MEASURES, "criteria", box=None)
    for folder, figures in found.items():
        table.add_row(Path(folder).name, "laiyq", *_row(figures))
        for name, others in {**figures.get("baselines", {}), **figures.get("ablation", {})}.items():
            table.add_row("", name, *_row(others))
        if interval := figures["intervals"]["ndcg@10"]:
            low, high = interval
            say(f"{Path(folder).name}: {figures['queries']} vacancies; nDCG@10 95 % interval {low:.3f}-{high:.3f}")
    stdout.print(table)
    _criteria(found)
    whole = list(found.values())[-1]
    _slices(whole)
    _confusions(whole)


def outside(found: Mapping[str, Figures]) -> None:
    """Each figure on a line of its own, parts indented by their names."""
    for name, figures in found.items():
        table = Table(name, "", box=None)
        for path, value in _flat(figures):
            table.add_row(path, value)
        stdout.print(table)


def _criteria(found: Mapping[str, Figures]) -> None:
    names = list(next(iter(found.values()))["criteria"])
    table = Table("criterion accuracy", *(Path(folder).name for folder in found), box=None)
    for name in names:
        table.add_row(name, *(f"{figures['criteria'][name]['accuracy']:.3f}" for figures in found.values()))
    stdout.print(table)


def _slices(figures: Figures) -> None:
    table = Table("part", "vacancies", "pairs", *MEASURES, "criteria", box=None)
    for sector, part in figures["by_sector"].items():
        table.add_row(f"{sector} {SECTORS[sector]}", str(part["queries"]), str(part["pairs"]), *_row(part))
    for side, parts in figures["by_language"].items():
        for name, part in parts.items():
            table.add_row(f"{side} in {name}", str(part["queries"]), str(part["pairs"]), *_row(part))
    stdout.print(table)


def _confusions(figures: Figures) -> None:
    table = Table("label -> verdict", *figures["confusions"], box=None)
    for label in VERDICTS:
        for verdict in VERDICTS:
            if label != verdict:
                counts = (one[label][verdict] for one in figures["confusions"].values())
                table.add_row(f"{label} -> {verdict}", *(str(count or "") for count in counts))
    stdout.print(table)


def _row(figures: Figures) -> Iterator[str]:
    yield from (f"{figures[name]:.3f}" for name in MEASURES)
    yield f"{figures['criteria_accuracy']:.3f}" if "criteria_accuracy" in figures else ""


def _flat(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for name, part in value.items():
            yield from _flat(part, f"{path} {name}".lstrip())
    elif isinstance(value, list | tuple):
        yield path, ", ".join(text for one in value for _, text in _flat(one))
    else:
        yield path, f"{value:.3f}" if isinstance(value, float) else str(value)
