"""Records that are asked with: as columns, and the musts that hold. The same for every engine."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import numpy as np

from indexer.embedded.build import columns_of
from indexer.search import Request
from scoring.columns.resumes import ResumeColumns
from scoring.columns.vacancies import VacancyColumns
from scoring.criteria.base import Pairs
from scoring.rank import Scorer
from scoring.records import Kind, Record, Resume, Vacancy

Musts = Callable[[Pairs], dict[int, tuple[str, ...]]]
"""The musts of the vacancies of some pairs, by row."""
REMEMBERED = 1024
"""Records whose columns are kept: a list is often asked for again, with other weights."""


class Asking:
    """Columns of one row of the records that are asked with; each is read once, however often it is asked with."""

    def __init__(self, scorer: Scorer) -> None:
        self._scorer = scorer
        self._columns = lru_cache(maxsize=REMEMBERED)(self._columns_of_one)

    def offer(self, vacancy: Vacancy) -> VacancyColumns:
        """A vacancy as columns."""
        found = self._columns(vacancy)
        assert isinstance(found, VacancyColumns)  # noqa: S101 - of a vacancy
        return found

    def person(self, resume: Resume) -> ResumeColumns:
        """A resume as columns."""
        found = self._columns(resume)
        assert isinstance(found, ResumeColumns)  # noqa: S101 - of a resume
        return found

    def musts(self, vacancy: Vacancy, request: Request) -> tuple[str, ...]:
        """The musts that hold for a vacancy in a search: as changed, else as it suggests."""
        if request.musts is not None:
            return request.musts
        return tuple(self._scorer.suggested(self.offer(vacancy), np.zeros(1, np.int32))[0])

    def _columns_of_one(self, record: Record) -> VacancyColumns | ResumeColumns:
        kind: Kind = "vacancy" if isinstance(record, Vacancy) else "resume"
        return columns_of(kind, [record], self._scorer.knowledge)


def musts_at(pairs: Pairs, at: int, musts: Musts) -> tuple[str, ...]:
    """The musts that held for one of some pairs."""
    return musts(pairs.take(np.array([at]))).popitem()[1]


def musts_of(scorer: Scorer, request: Request) -> Musts:
    """What gives the musts of the vacancies of some pairs, by row: as changed, else as each suggests."""

    def musts(pairs: Pairs) -> dict[int, tuple[str, ...]]:
        if request.musts is None:
            return scorer.suggested(pairs.vacancies, pairs.vacancy)
        return dict.fromkeys(np.unique(pairs.vacancy).tolist(), request.musts)

    return musts
