"""What is asked of an engine and what it answers; the same for every engine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

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
    """One record found: its id, the one pair and its exact scores (both of length 1), the musts that held."""

    id: str
    pair: Pairs
    scores: Scores
    musts: tuple[str, ...]


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
