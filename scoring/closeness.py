"""How close a resume's title is to a vacancy's title: occupations first, words second.

The closeness of the nodes that both titles mean decides; words shared by chance add nothing. Within one occupation the
same words bring the pair to 1. Titles that the knowledge does not know meet by their words alone, and only where most
agree.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from scoring.columns.resumes import ResumeColumns
from scoring.columns.titleindex import TitleIndex
from scoring.columns.titles import TitleColumns
from scoring.columns.vacancies import VacancyColumns

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
Positions = NDArray[np.int64]
Side = Literal["vacancy", "resume"]

SAME_WORDS = 0.07
"""What the same words add within one occupation."""
WORDS_COUNT_FROM = 0.75
SAME = 0.98
"""Cosine of words from which two titles are one title, however many groups it may belong to."""
WORDS_ALONE = 0.9
LEAST_COUNTED = 0.3
WORDS_ENOUGH = 0.6
"""Cosine of words from which two unknown titles are taken for related."""
ROUNDING = 1e-6
SECOND_MEANING = 0.4
"""Part of a meaning's strength that hangs on its confidence relative to the title's best one."""
FEW = 12
"""Distinct titles of a side up to which each is compared with all of the other at once."""


def strength(titles: TitleColumns | _Side) -> Floats:
    """float32[n, 4]: how far each node of a title may be believed: relative to its best node, and in itself."""
    best = titles.confidence.max(axis=1, keepdims=True, initial=0.0)
    relative = titles.confidence / np.where(best > 0, best, 1)
    # Shares of one well-known title add up: it is known what it may mean, only not which of them.
    trust = np.interp(titles.confidence.sum(axis=1, keepdims=True), (0.2, 0.6), (0.6, 1.0))
    value = (1 - SECOND_MEANING + SECOND_MEANING * relative) * trust
    return np.where(titles.nodes > 0, value, 0).astype(np.float32)


class Closeness:
    """`closeness(vacancies, resumes, vacancy_titles, resume_titles)`: float32, elementwise."""

    def __init__(self, matrix: Floats) -> None:
        self._matrix = matrix
        self._strength = lru_cache(maxsize=64)(strength)
        self._joined = lru_cache(maxsize=4096)(self._join)

    def __call__(
        self, vacancies: VacancyColumns, resumes: ResumeColumns, vacancy_titles: Ints, resume_titles: Ints
    ) -> Floats:
        """Closeness of each pair of titles; either array may have length 1."""
        titles_v, titles_r = vacancies.titles, resumes.titles
        distinct_v = vacancy_titles if len(vacancy_titles) == 1 else np.unique(vacancy_titles)
        if len(distinct_v) == 1:
            return self._one_to_many(titles_v, int(distinct_v[0]), titles_r, resume_titles, "vacancy")
        distinct_r, back = np.unique(resume_titles, return_inverse=True)
        if len(distinct_r) <= FEW:
            found = np.empty(len(vacancy_titles), np.float32)
            for number, title in enumerate(distinct_r.tolist()):
                here = np.flatnonzero(back == number) if len(distinct_r) > 1 else slice(None)
                found[here] = self._one_to_many(titles_r, title, titles_v, vacancy_titles[here], "resume")
            return found
        codes = vacancy_titles.astype(np.int64) * len(titles_r.texts) + resume_titles
        distinct, back = np.unique(codes, return_inverse=True)
        one, other = np.divmod(distinct, len(titles_r.texts))
        return self._pairs(titles_v, one, titles_r, other)[back]

    def near(self, one: TitleColumns, titles: Sequence[int], side: Side, index: TitleIndex, count: int) -> Floats:
        """float32[count]: how close each of `count` indexed titles is to the nearest of some titles of a `side`.

        For one title it is the closeness itself; for several a bound, since the nearest in occupation and the nearest
        in words need not be one title. What is less close than `LEAST_COUNTED` is 0.
        """
        told = [title for title in titles if not one.vague[title]]
        found = np.zeros(count, np.float32)
        if not told:
            return found
        joined = np.maximum.reduce([self._joined(_Side(one), title, side) for title in told])
        rows = np.flatnonzero(joined[: len(index.nodes.offsets) - 1] >= LEAST_COUNTED - ROUNDING)
        positions, owner = index.nodes.positions(rows)
        np.maximum.at(found, index.nodes.values[positions], joined[rows][owner] * index.strengths[positions])
        alike = np.maximum.reduce([_alike_by_stems(one, title, index, count) for title in told])
        close = np.flatnonzero(found >= LEAST_COUNTED - ROUNDING)
        known = _value(found[close], alike[close], np.ones(len(close), bool))
        found[:] = 0
        found[close] = known
        unknown = index.unknown if all(one.nodes[title, 0] for title in told) else np.arange(count)
        found[unknown] = np.maximum(found[unknown], _by_words(alike[unknown]))
        return found

    def _join(self, side: _Side, title: int, which: Side) -> Floats:
        """float32[nodes]: how close a title is to each node of the other side, by the best of its own nodes."""
        strong = self._strength(side)[title]
        joined = np.zeros(len(self._matrix), np.float32)
        for node, weight in zip(side.nodes[title].tolist(), strong, strict=True):
            if node:
                line = self._matrix[:, node] if which == "vacancy" else self._matrix[node]
                np.maximum(joined, line * weight, out=joined)
        return joined

    def _one_to_many(self, one: TitleColumns, title: int, others: TitleColumns, many: Ints, side: Side) -> Floats:
        """The same numbers as `_pairs`, for one title of a `side` against many of the other."""
        if one.vague[title]:
            return np.zeros(len(many), np.float32)
        nodes = others.nodes[many]
        best = (self._joined(_Side(one), title, side)[nodes] * self._strength(_Side(others))[many]).max(
            axis=1, initial=0
        )
        known = (nodes[:, 0] > 0) & bool(one.nodes[title, 0])
        # Words are compared only where they can count: within a close occupation, or where a title is unknown.
        which = np.flatnonzero(~known | (best >= LEAST_COUNTED))
        found: Floats = np.minimum(best, np.float32(1 - SAME_WORDS))
        found[which] = _value(best[which], _alike_to(one, title, others, many[which]), known[which])
        found[others.vague[many] > 0] = 0
        return found

    def _pairs(self, vacancies: TitleColumns, one: Positions, resumes: TitleColumns, other: Positions) -> Floats:
        best = self._by_nodes(vacancies, one, resumes, other)
        alike = _alike(vacancies, one, resumes, other)
        known = (vacancies.nodes[one, 0] > 0) & (resumes.nodes[other, 0] > 0)
        found = _value(best, alike, known)
        return np.where((vacancies.vague[one] | resumes.vague[other]) > 0, np.float32(0), found)

    def _by_nodes(self, vacancies: TitleColumns, one: Positions, resumes: TitleColumns, other: Positions) -> Floats:
        strong_v, strong_r = self._strength(_Side(vacancies)), self._strength(_Side(resumes))
        best = np.zeros(len(one), np.float32)
        for i in range(vacancies.nodes.shape[1]):
            node, weight = vacancies.nodes[one, i], strong_v[one, i]
            if not node.any():
                continue
            for j in range(resumes.nodes.shape[1]):
                value = self._matrix[resumes.nodes[other, j], node] * weight * strong_r[other, j]
                np.maximum(best, value, out=best)
        return best


class _Side:
    """Titles with identity as their hash, so that what is made of them is remembered per columns."""

    def __init__(self, titles: TitleColumns) -> None:
        self.titles = titles
        self.nodes = titles.nodes
        self.confidence = titles.confidence

    def __hash__(self) -> int:
        return id(self.titles)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Side) and other.titles is self.titles


def _value(best: Floats, alike: Floats, known: NDArray[np.bool_]) -> Floats:
    """Closeness from that of the nodes and the cosine of the words; `known` says whether both occupations are."""
    words = np.where(best >= WORDS_COUNT_FROM, np.float32(SAME_WORDS) * alike, np.float32(0))
    by_node = np.minimum(best, np.float32(1 - SAME_WORDS)) + words
    same = (alike >= SAME) & (best >= LEAST_COUNTED)
    by_node = np.where(same, np.maximum(by_node, np.float32(SAME)), by_node)
    return by_node if known.all() else np.where(known, by_node, _by_words(alike))


def _by_words(alike: Floats) -> Floats:
    return np.where(alike >= WORDS_ENOUGH, np.float32(WORDS_ALONE) * alike, np.float32(0))


def _alike(vacancies: TitleColumns, one: Positions, resumes: TitleColumns, other: Positions) -> Floats:
    """Cosine of the weighted stems of both titles."""
    total = np.zeros(len(one), np.float32)
    for i in range(vacancies.stems.shape[1]):
        stem, weight = vacancies.stems[one, i], vacancies.weights[one, i]
        if not stem.any():
            continue
        for j in range(resumes.stems.shape[1]):
            same = (stem != 0) & (stem == resumes.stems[other, j])
            total += np.where(same, weight * resumes.weights[other, j], np.float32(0))
    return np.minimum(total, np.float32(1))


def _alike_to(one: TitleColumns, title: int, others: TitleColumns, which: Ints) -> Floats:
    """`_alike` of one title and some others."""
    stems = others.stems[which]
    total = np.zeros(len(which), np.float32)
    for stem, weight in zip(one.stems[title].tolist(), one.weights[title], strict=True):
        if stem:
            row, place = np.nonzero(stems == stem)
            total[row] += weight * others.weights[which[row], place]
    return np.minimum(total, np.float32(1))


def _alike_by_stems(one: TitleColumns, title: int, index: TitleIndex, count: int) -> Floats:
    """`_alike` of one title and all the titles of an index."""
    total = np.zeros(count, np.float32)
    for stem, weight in zip(one.stems[title].tolist(), one.weights[title], strict=True):
        at = int(np.searchsorted(index.stems, stem)) if stem else len(index.stems)
        if at < len(index.stems) and index.stems[at] == stem:
            here = slice(int(index.titles.offsets[at]), int(index.titles.offsets[at + 1]))
            total[index.titles.values[here]] += weight * index.weights[here]
    return np.minimum(total, np.float32(1))
