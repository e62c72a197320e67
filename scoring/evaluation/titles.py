"""How well titles are understood: a judged list of titles against what the finder says."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scoring.occupations.titles import TitleFinder

NONE = "none"
CONFIDENT = 0.5
"""A row that means no occupation is right when nothing is named with this confidence."""
DEPTH = 12
"""Nodes asked for a title: branches of one group stand for one answer, so three groups may be a dozen nodes."""


@dataclass(frozen=True)
class Judged:
    """A judged row and whether the finder was right about it: with its first group, within its first three."""

    title: str
    lang: str
    kind: str
    none: bool
    top1: bool
    top3: bool


def judged_titles(path: Path, finder: TitleFinder) -> list[Judged]:
    """The rows of a file with the columns title, lang, codes (";" between acceptable groups, or "none") and kind."""
    with path.open(encoding="utf-8", newline="") as file:
        return [_judged(row, finder) for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]


def evaluate_titles(path: Path, finder: TitleFinder) -> dict[str, Any]:
    """The figures of `evaluate --titles`: shares of rows, 4 decimals; `none_accuracy` is null where no row is none."""
    rows = judged_titles(path, finder)
    none = [row for row in rows if row.none]
    return {
        "rows": len(rows),
        **_figures(rows),
        "none_accuracy": _share(row.top1 for row in none) if none else None,
        "by_lang": _by(rows, "lang"),
        "by_kind": _by(rows, "kind"),
    }


def _judged(row: dict[str, str], finder: TitleFinder) -> Judged:
    found = finder.find(row["title"], DEPTH)
    codes = list(dict.fromkeys(finder.code(one.node) for one in found))
    accepted = set(row["codes"].split(";"))
    none = NONE in accepted
    if none:
        top1 = top3 = not any(one.confidence >= CONFIDENT for one in found)
    else:
        top1, top3 = (not accepted.isdisjoint(codes[:depth]) for depth in (1, 3))
    return Judged(row["title"], row["lang"], row["kind"], none, top1, top3)


def _figures(rows: list[Judged]) -> dict[str, float]:
    return {"top1": _share(row.top1 for row in rows), "top3": _share(row.top3 for row in rows)}


def _by(rows: list[Judged], field: str) -> dict[str, dict[str, float]]:
    parts: dict[str, list[Judged]] = defaultdict(list)
    for row in rows:
        parts[getattr(row, field)].append(row)
    return {name: {"rows": len(part), **_figures(part)} for name, part in sorted(parts.items())}


def _share(right: Iterable[bool]) -> float:
    values = list(right)
    return round(sum(values) / len(values), 4) if values else 0.0
