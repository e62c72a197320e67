"""What is asked of an engine and what it answers; the same for every engine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

import numpy as np

from scoring.criteria.base import Pairs
from scoring.rank import Musts, Scores
from scoring.records import Resume, Vacancy


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


__all__ = ["Engine", "Found", "Musts", "Ranking", "Request"]
