"""A Russian and a Kazakh title of one profession: do both mean the same group?

Only pairs with different spellings are counted: a word that both languages write alike says nothing of Kazakh.
`top1`: the first group of both is the same. `mrr`: 1 / the place that the first group of one title has among the groups
of the other, averaged over both directions; 0 where it is not named. The file has the columns ru, kk and, if any,
source, and stays outside the project.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from typing import Any

from scoring.evaluation.judged import table
from scoring.evaluation.titles import DEPTH
from scoring.language.letters import clean
from scoring.occupations.titles import TitleFinder


@dataclass(frozen=True)
class Pair:
    """Both titles, the groups named for each (best first), and where the pair comes from."""

    ru: str
    kk: str
    groups_ru: tuple[str, ...]
    groups_kk: tuple[str, ...]
    source: str

    @property
    def same(self) -> bool:
        """Whether the first groups are the same; silence on either side is a miss."""
        return self.groups_ru[:1] == self.groups_kk[:1] != ()

    @property
    def reciprocal(self) -> float:
        """The mean reciprocal rank of both directions."""
        return (_reciprocal(self.groups_ru, self.groups_kk) + _reciprocal(self.groups_kk, self.groups_ru)) / 2


def title_pairs(path: Path, finder: TitleFinder) -> tuple[list[Pair], int]:
    """The pairs with different spellings, and how many pairs the file has.

    Raises:
        JudgedSetError: the file cannot be read or has no such columns.
    """
    rows = table(path, "ru", "kk")
    different = [row for row in rows if clean(row["ru"]) != clean(row["kk"])]
    return [
        Pair(row["ru"], row["kk"], groups(row["ru"], finder), groups(row["kk"], finder), row.get("source") or "")
        for row in different
    ], len(rows)


def evaluate_pairs(path: Path, finder: TitleFinder) -> dict[str, Any]:
    """The figures of `evaluate --pairs`."""
    pairs, rows = title_pairs(path, finder)
    parts = defaultdict(list)
    for pair in pairs:
        parts[pair.source].append(pair)
    return {
        "rows": rows,
        **_figures(pairs),
        "silent_ru": sum(not pair.groups_ru for pair in pairs),
        "silent_kk": sum(not pair.groups_kk for pair in pairs),
        "by_source": {name: _figures(part) for name, part in sorted(parts.items())},
    }


def groups(title: str, finder: TitleFinder) -> tuple[str, ...]:
    """The groups that a title may mean, each once, best first."""
    return tuple(dict.fromkeys(finder.code(one.node) for one in finder.find(title, DEPTH)))


def _figures(pairs: Sequence[Pair]) -> dict[str, Any]:
    if not pairs:
        return {"pairs": 0, "top1": None, "mrr": None}
    return {
        "pairs": len(pairs),
        "top1": round(mean(pair.same for pair in pairs), 4),
        "mrr": round(mean(pair.reciprocal for pair in pairs), 4),
    }


def _reciprocal(wanted: Sequence[str], named: Sequence[str]) -> float:
    return 1 / (named.index(wanted[0]) + 1) if wanted and wanted[0] in named else 0.0
