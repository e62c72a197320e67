"""Do vectors pay? The figures of docs/decisions/vectors.md.

    python -m tools.measure_vectors [--model FOLDER] [--pairs FILE.tsv] [--synonyms FILE.tsv]

Three ways to the occupation of a title are compared: the title finder, the nearest known title by vectors, and the
finder with vectors where it finds nothing or is unsure. Then skills: what becomes of the criterion `other` when an
asked skill also counts as named where a phrase of the resume is near enough; the threshold is chosen on two judged sets
and the third is reported.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from statistics import mean
from time import perf_counter
from typing import Any

import numpy as np

from indexer.encoder import Encoder, load_encoder
from scoring.evaluation.titles import evaluate_titles
from scoring.knowledge import Knowledge
from scoring.occupations.classifier import Classifier
from scoring.occupations.titles import Found, TitleFinder
from tools.measure_skills import skills

UNSURE = 0.5
"""Confidence of the finder's best group below which vectors are asked."""
THRESHOLDS = (0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75)
FOLDER = Path("fixtures/judged")

Ways = dict[str, Any]


class Nearest:
    """A finder by vectors: the nodes of the nearest known titles with the cosine as confidence."""

    def __init__(self, knowledge: Knowledge, encoder: Encoder) -> None:
        self._titles = knowledge.classifier.titles
        self._nodes = np.array([title.node for title in self._titles])
        self._finder = knowledge.finder
        self._encoder = encoder
        self._vectors = encoder.encode([title.text for title in self._titles])
        self.code = knowledge.finder.code

    def find(self, title: str, limit: int = 4) -> list[Found]:
        """The nodes of the nearest titles, best first."""
        cosines = self._vectors @ self._encoder.encode([title])[0]
        found: dict[int, Found] = {}
        for at in np.argsort(-cosines)[:60]:
            node = int(self._nodes[at])
            found.setdefault(node, Found(node, float(cosines[at]), self._titles[at].text))
        return list(found.values())[:limit]


class Both:
    """The finder; where its best node is below `unsure`, a node by vectors if it is nearer than `near`."""

    def __init__(self, finder: TitleFinder, nearest: Nearest, unsure: float, near: float) -> None:
        self._finder, self._nearest, self._unsure, self._near = finder, nearest, unsure, near
        self.code = finder.code

    def find(self, title: str, limit: int = 4) -> list[Found]:
        """As the finder's."""
        found = self._finder.find(title, limit)
        if (found and found[0].confidence >= self._unsure) or self._finder.is_vague(title):
            return found
        close = [one for one in self._nearest.find(title, limit) if one.confidence >= self._near]
        nodes = {one.node for one in close}
        return (close + [one for one in found if one.node not in nodes])[:limit]


def pairs(path: Path, finder: Any) -> dict[str, float]:
    """Titles of one work in two languages: the same group first, over pairs that are spelt differently."""
    rows = [row for row in _rows(path) if row["ru"].casefold() != row["kk"].casefold()]
    found = [[_code(finder, row[lang]) for lang in ("ru", "kk")] for row in rows]
    return {
        "rows": len(rows),
        "same": mean(one is not None and one == other for one, other in found),
        "both found": mean(None not in both for both in found),
    }


def synonyms(path: Path, knowledge: Knowledge, finder: Any) -> dict[str, float]:
    """Titles of one profession: the group that most of them mean, or a neighbour of it."""
    groups: dict[str, list[str]] = defaultdict(list)
    for row in _rows(path):
        groups[row["group"]].append(row["title"])
    right = told = same = 0
    rows = sum(map(len, groups.values()))
    for titles in groups.values():
        codes = [_code(finder, title) for title in titles]
        most = Counter(code for code in codes if code).most_common(1)
        told += sum(code is not None for code in codes)
        if most:
            same += sum(code == most[0][0] for code in codes)
            right += sum(code is not None and neighbours(knowledge, most[0][0], code) for code in codes)
    return {"rows": rows, "same": same / rows, "same or neighbouring": right / rows, "found": told / rows}


def neighbours(knowledge: Knowledge, one: str, other: str) -> bool:
    """Whether two groups are one, or a line of the knowledge joins them."""
    return one == other or frozenset((one, other)) in _lines(knowledge.classifier)


@lru_cache(maxsize=1)
def _lines(classifier: Classifier) -> set[frozenset[str]]:
    return {frozenset((classifier.nodes[line.source].code, line.target.partition("/")[0])) for line in classifier.lines}


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def _code(finder: Any, title: str) -> str | None:
    found = finder.find(title, 1)
    return finder.code(found[0].node) if found else None


def measured(finder: Any, knowledge: Knowledge, files: argparse.Namespace) -> Ways:
    """The figures of one way to find."""
    titles = evaluate_titles(FOLDER / "titles.dev.tsv", finder)
    found: Ways = {"titles.dev": {name: titles[name] for name in ("rows", "top1", "top3", "none_accuracy")}}
    if files.pairs:
        found["pairs"] = pairs(files.pairs, finder)
    if files.synonyms:
        found["synonyms"] = synonyms(files.synonyms, knowledge, finder)
    return found


def _milliseconds(find: Callable[[str], Sequence[Found]], titles: Sequence[str]) -> float:
    start = perf_counter()
    for title in titles:
        find(title)
    return (perf_counter() - start) * 1000 / len(titles)


def main() -> None:
    """Measures and prints JSON."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--model", default=None)
    arguments.add_argument("--pairs", type=Path)
    arguments.add_argument("--synonyms", type=Path)
    files = arguments.parse_args()
    knowledge, encoder = Knowledge.load(), load_encoder(files.model)
    nearest = Nearest(knowledge, encoder)
    ways: dict[str, Any] = {"finder": knowledge.finder, "vectors": nearest}
    for near in THRESHOLDS:
        ways[f"finder, vectors from {near} where nothing is found"] = Both(knowledge.finder, nearest, 1e-9, near)
    for near in THRESHOLDS:
        ways[f"finder, vectors from {near} below {UNSURE}"] = Both(knowledge.finder, nearest, UNSURE, near)
    found: dict[str, Any] = {name: measured(way, knowledge, files) for name, way in ways.items()}
    titles = [row["title"] for row in _rows(FOLDER / "titles.dev.tsv")]
    found["milliseconds a title by vectors"] = _milliseconds(nearest.find, titles)
    found["skills"] = skills([FOLDER / name for name in "ABC"], knowledge, encoder)
    print(json.dumps(found, ensure_ascii=False, indent=1))  # noqa: T201 - what the script is for


if __name__ == "__main__":
    main()
