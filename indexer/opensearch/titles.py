"""Titles as terms: the occupations that they mean, how far, and when; and their words.

A term says "one of my titles means this node, so far, as a wish or as work that ended then".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np

from indexer.opensearch.parts import TERM
from scoring.closeness import strength
from scoring.columns.codes import OPEN_END
from scoring.columns.resumes import WISH, ResumeColumns
from scoring.columns.titles import TitleColumns
from scoring.columns.vacancies import VacancyColumns
from scoring.criteria.profession import AGE_OF_WORK, RECENT_MONTHS, WISH_ALONE, WORK_ALONE

FIELDS: dict[str, Any] = dict.fromkeys(("nodes", "stems", "plain_stems", "told"), TERM)
LEVELS = (0.5, 0.7, 0.8, 0.9, 0.96, 1.0)
"""Upper ends of the levels of how far a title means a node."""
PERIOD_MONTHS = 24
"""Work is told apart by the two years in which it ended."""
OLDEST, NEWEST = 53, 66
"""Periods since January 1900: all work that ended before 2008 is one, and all that ends after 2031 or lasts."""
VAGUE, UNTOLD = "vague", "untold"
_WISHED = "w"


class Age(NamedTuple):
    """When a title counts: its term, and what that is worth to the employer and to the person."""

    term: str
    employer: float
    person: float


def of_resumes(columns: ResumeColumns) -> Iterator[dict[str, Any]]:
    """The fields of resumes: every wish and every job."""
    words = _Words(columns.titles)
    for row in range(len(columns)):
        span = slice(int(columns.works.offsets[row]), int(columns.works.offsets[row + 1]))
        titles = columns.works.values[span].tolist()
        ages = map(age_term, columns.work_kind[span].tolist(), columns.work_end[span].tolist())
        yield words.fields([(title, f".{age}") for title, age in zip(titles, ages, strict=True)])


def of_vacancies(columns: VacancyColumns) -> Iterator[dict[str, Any]]:
    """The fields of vacancies: their one title."""
    words = _Words(columns.titles)
    for title in columns.title.tolist():
        yield words.fields([(title, "")])


class _Words:
    """The terms of distinct titles, made once each."""

    def __init__(self, titles: TitleColumns) -> None:
        self._titles = titles
        self._levels = np.searchsorted(np.array(LEVELS) + 1e-6, strength(titles))
        self._terms = lru_cache(maxsize=None)(self._made)

    def fields(self, titles: Sequence[tuple[int, str]]) -> dict[str, Any]:
        """The fields of a record with these titles, each with the term of its age."""
        made: dict[str, set[str]] = {"nodes": set(), "stems": set(), "plain_stems": set()}
        for title, age in titles:
            nodes, stems = self._terms(title)
            made["nodes"].update(f"{node}{age}" for node in nodes)
            made["stems"].update(f"{stem}{age}" for stem in stems)
            made["plain_stems"].update(stems if not nodes else ())
        told = [VAGUE] if any(self._titles.vague[title] for title, _ in titles) else []
        told += [] if made["nodes"] else [UNTOLD]
        return {"told": told, **{field: sorted(terms) for field, terms in made.items()}}

    def _made(self, title: int) -> tuple[list[str], list[str]]:
        if self._titles.vague[title]:
            return [], []
        nodes = zip(self._titles.nodes[title].tolist(), self._levels[title].tolist(), strict=True)
        stems = self._titles.stems[title].tolist()
        return [f"{node}.{level}" for node, level in nodes if node], [str(stem) for stem in stems if stem]


def age_term(kind: int, end: int) -> str:
    """The term of a title's age: of a wish, or of work by the month in which it ended."""
    if kind == WISH:
        return _WISHED
    return str(NEWEST if end == OPEN_END else min(max(end // PERIOD_MONTHS, OLDEST), NEWEST))


def ages(month: int) -> list[Age]:
    """All ages as of a month since January 1900, each by the newest title that it may hold."""
    found = [Age(_WISHED, WISH_ALONE, 1.0)]
    for period in range(NEWEST, OLDEST - 1, -1):
        age = max(month - (period + 1) * PERIOD_MONTHS + 1, 0) if period < NEWEST else 0
        worth = float(AGE_OF_WORK(np.array([age], np.float32))[0])
        found.append(Age(str(period), worth, WORK_ALONE if age <= RECENT_MONTHS else 0.0))
    return found
