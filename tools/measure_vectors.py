"""Do vectors pay? The figures of docs/decisions/vectors.md.

    python -m tools.measure_vectors [--model NAME] [--pairs FILE.tsv] [--synonyms FILE.tsv]

Ways to the occupation of a title are compared: the title finder, the nearest known title by vectors, and the finder
with vectors where it finds nothing or is unsure. The two files are evaluation data that the project may not hold
(`laiyq evaluate --pairs`, `--synonyms`). Then skills: what becomes of the criterion `other` when an asked skill also
counts as named where a phrase of the resume is near enough; the threshold is chosen on two judged sets and the third is
reported. Two tables in Markdown go to standard output.
"""

from __future__ import annotations

import argparse
import csv
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from math import comb
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np

from indexer.encoder import Encoder, load_encoder
from scoring.evaluation.pairs import evaluate_pairs, title_pairs
from scoring.evaluation.synonyms import evaluate_synonyms, synonyms
from scoring.evaluation.titles import evaluate_titles
from scoring.knowledge import Knowledge
from scoring.occupations.titles import Found, TitleFinder
from tools.measure_skills import skills

UNSURE = 0.5
"""Confidence of the finder's best group below which vectors are asked."""
NEAR = (0.5, 0.6, 0.7)
"""Cosines from which a known title is near enough to be taken for what is meant."""
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

    def cosines(self, title: str, nodes: Sequence[int]) -> list[float]:
        """Of each node, the cosine of its nearest title."""
        cosines = self._vectors @ self._encoder.encode([title])[0]
        return [float(cosines[self._nodes == node].max(initial=-1.0)) for node in nodes]


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


class Ordered:
    """The finder; where it is unsure, what it found is ordered by confidence + cosine of the nearest title."""

    def __init__(self, finder: TitleFinder, nearest: Nearest, unsure: float) -> None:
        self._finder, self._nearest, self._unsure = finder, nearest, unsure
        self.code = finder.code

    def find(self, title: str, limit: int = 4) -> list[Found]:
        """As the finder's."""
        found = self._finder.find(title, 12)
        if not found or found[0].confidence >= self._unsure:
            return found[:limit]
        near = self._nearest.cosines(title, [one.node for one in found])
        return [one for _, one in sorted(zip(near, found, strict=True), key=_worth)][:limit]


def _worth(one: tuple[float, Found]) -> float:
    return -(one[0] + one[1].confidence)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def measured(finder: Any, knowledge: Knowledge, files: argparse.Namespace) -> Ways:
    """The figures of one way to find."""
    titles = evaluate_titles(FOLDER / "titles.dev.tsv", finder)
    found: Ways = {"titles.dev": {name: titles[name] for name in ("rows", "top1", "top3", "none_accuracy")}}
    if files.pairs:
        pairs = evaluate_pairs(files.pairs, finder)
        found["pairs"] = {name: pairs[name] for name in ("pairs", "top1", "mrr", "silent_ru", "silent_kk")}
    if files.synonyms:
        found["synonyms"] = evaluate_synonyms(files.synonyms, replace(knowledge, finder=finder))["titles"]
    return found


def won_and_lost(ordered: Ordered, knowledge: Knowledge, files: argparse.Namespace) -> dict[str, str]:
    """Title by title, what ordering with vectors mends and breaks, with the two-sided sign test."""
    other = replace(knowledge, finder=ordered)
    counted: dict[str, tuple[list[bool], list[bool]]] = {}
    if files.pairs:
        before, after = (title_pairs(files.pairs, one.finder)[0] for one in (knowledge, other))
        counted["pairs, same group"] = [one.same for one in before], [one.same for one in after]
    if files.synonyms:
        rows, changed = (synonyms(files.synonyms, one) for one in (knowledge, other))
        counted["synonyms, same group"] = [one.same for one in rows], [one.same for one in changed]
        counted["synonyms, same or near"] = [one.near for one in rows], [one.near for one in changed]
    return {name: _sign(*sides) for name, sides in counted.items()}


def _sign(before: Sequence[bool], after: Sequence[bool]) -> str:
    won = sum(new and not old for old, new in zip(before, after, strict=True))
    lost = sum(old and not new for old, new in zip(before, after, strict=True))
    tails = 2 * sum(comb(won + lost, count) for count in range(min(won, lost) + 1)) / 2 ** (won + lost)
    return f"{won} won, {lost} lost, p = {min(tails, 1):.2f}"


def _milliseconds(find: Callable[[str], Sequence[Found]], titles: Sequence[str]) -> float:
    start = perf_counter()
    for title in titles:
        find(title)
    return (perf_counter() - start) * 1000 / len(titles)


def _titles_table(found: Ways) -> Iterator[str]:
    yield "| way | titles.dev top-1 | top-3 | none right | pairs top-1 | MRR | synonyms same | same or near | silent |"
    yield "|---|---|---|---|---|---|---|---|---|"
    for name, way in found["ways"].items():
        pairs, grouped = way.get("pairs", {}), way.get("synonyms", {})
        figures = [way["titles.dev"][one] for one in ("top1", "top3", "none_accuracy")]
        figures += [pairs.get(one) for one in ("top1", "mrr")]
        figures += [grouped.get(one) for one in ("same", "same_or_near", "silent")]
        yield f"| {name} | {' | '.join('-' if one is None else f'{one:.3f}' for one in figures)} |"
    yield ""
    vectors, finder = found["milliseconds"]
    yield f"{vectors:.1f} ms a title by vectors, {finder:.2f} ms by the finder."
    yield ""
    yield "| ordered with vectors | title by title, two-sided sign test |"
    yield "|---|---|"
    for name, counted in found["signs"].items():
        yield f"| {name} | {counted} |"


def _skills_table(found: Ways) -> Iterator[str]:
    yield "| set left out | chosen on the others | accuracy of `other`: without | with | nDCG@10: without | with |"
    yield "|---|---|---|---|---|---|"
    for name, one in found["skills"]["sets"].items():
        (right, gain), (changed, gained) = one["without"], one["with"]
        yield f"| {name} | {one['chosen']} | {right:.3f} | {changed:.3f} | {gain:.3f} | {gained:.3f} |"
    yield ""
    yield "| cosine from which a skill is named, all sets | " + " | ".join(found["skills"]["mean"]) + " |"
    yield "|---|" + "---|" * len(found["skills"]["mean"])
    for part, label in ((0, "accuracy of `other`"), (1, "nDCG@10")):
        yield f"| {label} | " + " | ".join(f"{one[part]:.3f}" for one in found["skills"]["mean"].values()) + " |"


def main() -> None:
    """Measures and prints."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--model", default=os.environ.get("LAIYQ_ENCODER"))
    arguments.add_argument("--pairs", type=Path)
    arguments.add_argument("--synonyms", type=Path)
    files = arguments.parse_args()
    knowledge, encoder = Knowledge.load(), load_encoder(files.model)
    nearest = Nearest(knowledge, encoder)
    ways: dict[str, Any] = {"finder": knowledge.finder, "vectors": nearest}
    for near in NEAR:
        ways[f"finder; nothing found: vectors from {near}"] = Both(knowledge.finder, nearest, 1e-9, near)
    for near in NEAR:
        ways[f"finder; below {UNSURE}: vectors from {near}"] = Both(knowledge.finder, nearest, UNSURE, near)
    ways[f"finder; below {UNSURE}: ordered with vectors"] = Ordered(knowledge.finder, nearest, UNSURE)
    found: Ways = {"ways": {name: measured(way, knowledge, files) for name, way in ways.items()}}
    titles = [row["title"] for row in _rows(FOLDER / "titles.dev.tsv")]
    found["milliseconds"] = (
        _milliseconds(nearest.find, titles),
        _milliseconds(TitleFinder(knowledge.classifier).find, titles),
    )
    found["signs"] = won_and_lost(Ordered(knowledge.finder, nearest, UNSURE), knowledge, files)
    found["skills"] = skills([FOLDER / name for name in "ABC"], knowledge, encoder)
    for line in (*_titles_table(found), "", *_skills_table(found)):
        print(line)  # noqa: T201 - what the script is for


if __name__ == "__main__":
    main()
