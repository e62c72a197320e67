"""What is asked of an engine and what it answers; the same for every engine."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

import numpy as np

from scoring.columns.vacancies import VacancyColumns
from scoring.criteria.base import Pairs
from scoring.rank import Musts, Scores
from scoring.records import Kind, Resume, Vacancy
from scoring.whatif import Relaxation


@dataclass(frozen=True)
class Request:
    """One search: `weights` by criterion, `musts` (None: what each vacancy suggests), how many, as of which day."""

    weights: Mapping[str, float]
    as_of: date
    limit: int = 20
    musts: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Found:
    """One record found: its id, the pairs and scores of which it is entry `at`, the musts that held."""

    id: str
    pairs: Pairs
    scored: Scores
    at: int
    musts: tuple[str, ...]

    @property
    def pair(self) -> Pairs:
        """The one pair."""
        return self.pairs.take(np.array([self.at]))

    @property
    def scores(self) -> Scores:
        """The exact scores of the one pair."""
        return self.scored.take(np.array([self.at]))


def best_first(total: float, unknowns: int, record: str) -> tuple[float, int, str]:
    """The order of every list: by total, then fewer unknowns, then id; a key to sort by."""
    return (-total, unknowns, record)


@dataclass(frozen=True)
class Ranking:
    """The best in order; `considered` counts all live records of the other side, `exact` says that none was missed."""

    items: list[Found]
    considered: int
    exact: bool


class Engine(Protocol):
    """Finds; the scorer decides."""

    def shortlist(self, vacancy: Vacancy, request: Request) -> Ranking:
        """The best resumes for a vacancy, which need not be stored."""
        ...

    def suitable(self, resume: Resume, request: Request) -> Ranking:
        """The best vacancies for a resume, which need not be stored."""
        ...


Progress = Callable[[Kind, int], None]
"""Called with the number of records of a kind done since the last call."""
Ladder = Callable[[VacancyColumns, Sequence[str]], list[Relaxation]]
"""Which relaxations of a vacancy are worth asking after, given the musts that hold."""


class Finder(Engine, Protocol):
    """An engine as a service uses it."""

    @property
    def name(self) -> str:
        """Which engine it is."""
        ...

    def musts(self, vacancy: Vacancy, request: Request) -> tuple[str, ...]:
        """The musts that hold for a vacancy in a search."""
        ...

    def what_if(self, vacancy: Vacancy, request: Request, ladder: Ladder) -> tuple[list[Relaxation], int, list[int]]:
        """The relaxations of a vacancy, how many people are suitable now, and how many after each of them."""
        ...

    def version(self) -> str:
        """The index and the newest change that it knows, for a stored shortlist to name."""
        ...

    def ready(self) -> bool:
        """Whether there is an index that this code can use."""
        ...

    def fold_if_due(self, progress: Progress = ...) -> bool:
        """Makes the index where there is none, or where that is due; whether it did."""
        ...

    def rebuild(self, progress: Progress = ...) -> str:
        """A new index from all records of the source; returns its name."""
        ...

    def status(self) -> dict[str, Any]:
        """What there is to tell of the index."""
        ...

    def check(self) -> Sequence[str]:
        """What is wrong with the index."""
        ...


__all__ = ["Engine", "Finder", "Found", "Ladder", "Musts", "Progress", "Ranking", "Request"]
