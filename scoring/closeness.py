"""How close a resume's title is to a vacancy's title: occupations first, words second.

The closeness of the nodes that both titles mean decides; words shared by chance add nothing. Within one occupation the
same words bring the pair to 1. Titles that the knowledge does not know meet by their words alone, and only where most
agree.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from scoring.columns.resumes import ResumeColumns
from scoring.columns.titles import TitleColumns
from scoring.columns.vacancies import VacancyColumns

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

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
        self._tables = lru_cache(maxsize=512)(self._table)

    def __call__(
        self, vacancies: VacancyColumns, resumes: ResumeColumns, vacancy_titles: Ints, resume_titles: Ints
    ) -> Floats:
        """Closeness of each pair of titles; one vacancy title against many is looked up in a table."""
        if not len(vacancy_titles):
            return np.zeros(0, np.float32)
        first = int(vacancy_titles[0])
        if (vacancy_titles == first).all():
            table: Floats = self._tables(_Side(vacancies.titles), first, _Side(resumes.titles))
            return table[resume_titles]
        codes = vacancy_titles.astype(np.int64) * len(resumes.titles.texts) + resume_titles
        distinct, back = np.unique(codes, return_inverse=True)
        one, other = np.divmod(distinct, len(resumes.titles.texts))
        return self._pairs(vacancies.titles, one, resumes.titles, other)[back]

    def _table(self, vacancies: _Side, title: int, resumes: _Side) -> Floats:
        """One vacancy title against every title of the other side: the same numbers as `_pairs`, less work.

        The nodes of the vacancy are joined first (one value a node of the knowledge), and words are compared only where
        they can count: within a close occupation, or where a title is unknown.
        """
        if vacancies.titles.vague[title]:
            return np.zeros(len(resumes.nodes), np.float32)
        strong_v, strong_r = self._strength(vacancies), self._strength(resumes)
        nodes = vacancies.nodes[title]
        joined = np.zeros(len(self._matrix), np.float32)
        for node, weight in zip(nodes.tolist(), strong_v[title], strict=True):
            if node:
                np.maximum(joined, self._matrix[:, node] * weight, out=joined)
        best = (joined[resumes.nodes] * strong_r).max(axis=1, initial=0.0)
        unknown = (resumes.nodes[:, 0] == 0) | (nodes[0] == 0)
        found = np.where(unknown, 0, np.minimum(best, 1 - SAME_WORDS)).astype(np.float32)
        which = np.flatnonzero(unknown | (best >= LEAST_COUNTED))
        found[which] = self._pairs(vacancies.titles, np.full(len(which), title), resumes.titles, which)
        found[resumes.titles.vague > 0] = 0
        return found

    def table(self, vacancies: VacancyColumns, title: int, resumes: ResumeColumns) -> Floats:
        """float32[titles of resumes]: one vacancy title against all; remembered."""
        return self._tables(_Side(vacancies.titles), title, _Side(resumes.titles))

    def bounds(self, vacancies: VacancyColumns, resumes: ResumeColumns, titles: Ints) -> Floats:
        """float32[titles of vacancies]: no less than the closeness of each to the nearest of a person's titles.

        A bound to prune by: words are not compared, they are granted where they could count.
        """
        strong_v, strong_r = self._strength(_Side(vacancies.titles)), self._strength(_Side(resumes.titles))
        joined = np.zeros(len(self._matrix), np.float32)
        for title in titles.tolist():
            for node, weight in zip(resumes.titles.nodes[title].tolist(), strong_r[title], strict=True):
                if node:
                    np.maximum(joined, self._matrix[node] * weight, out=joined)
        best = (joined[vacancies.titles.nodes] * strong_v).max(axis=1, initial=0.0) + ROUNDING
        found = np.minimum(best, 1 - SAME_WORDS) + np.where(best >= WORDS_COUNT_FROM, SAME_WORDS, 0)
        found = np.where(best >= LEAST_COUNTED, np.maximum(found, SAME), found).astype(np.float32)
        if (resumes.titles.nodes[titles, 0] == 0).any():
            return np.where(found > WORDS_ALONE, found, np.float32(WORDS_ALONE))
        known = vacancies.titles.nodes[:, 0] > 0
        return np.where(known, found, np.float32(WORDS_ALONE))

    def _pairs(
        self, vacancies: TitleColumns, one: NDArray[np.int64], resumes: TitleColumns, other: NDArray[np.int64]
    ) -> Floats:
        best = self._by_nodes(vacancies, one, resumes, other)
        alike = _alike(vacancies, one, resumes, other)
        known = (vacancies.nodes[one, 0] > 0) & (resumes.nodes[other, 0] > 0)
        by_node = np.minimum(best, 1 - SAME_WORDS) + SAME_WORDS * alike * (best >= WORDS_COUNT_FROM)
        by_words = np.where(alike >= WORDS_ENOUGH, WORDS_ALONE * alike, 0)
        found = np.where(
            known, np.where((alike >= SAME) & (best >= LEAST_COUNTED), np.maximum(by_node, SAME), by_node), by_words
        )
        return np.where((vacancies.vague[one] | resumes.vague[other]) > 0, 0, found).astype(np.float32)

    def _by_nodes(
        self, vacancies: TitleColumns, one: NDArray[np.int64], resumes: TitleColumns, other: NDArray[np.int64]
    ) -> Floats:
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
    """Titles with identity as their hash, so that tables are remembered per columns."""

    def __init__(self, titles: TitleColumns) -> None:
        self.titles = titles
        self.nodes = titles.nodes
        self.confidence = titles.confidence

    def __hash__(self) -> int:
        return id(self.titles)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Side) and other.titles is self.titles


def _alike(vacancies: TitleColumns, one: NDArray[np.int64], resumes: TitleColumns, other: NDArray[np.int64]) -> Floats:
    """Cosine of the weighted stems of both titles."""
    total = np.zeros(len(one), np.float32)
    for i in range(vacancies.stems.shape[1]):
        stem, weight = vacancies.stems[one, i], vacancies.weights[one, i]
        if not stem.any():
            continue
        for j in range(resumes.stems.shape[1]):
            same = (stem != 0) & (stem == resumes.stems[other, j])
            total += np.where(same, weight * resumes.weights[other, j], 0).astype(np.float32)
    return np.minimum(total, 1).astype(np.float32)
