"""Pairs -> verdicts, both fits, totals -> the exact best k.

Each side's fit is a weighted geometric mean of its criteria, so that one thing badly missed is not bought off by the
others; the total is the geometric mean of both fits, so that a low side pulls it down. The whole is capped by an
increasing function of the profession's value: no salary makes a driver a nurse.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from scoring.closeness import Closeness
from scoring.columns.codes import month_of
from scoring.columns.resumes import ResumeColumns
from scoring.columns.vacancies import VacancyColumns
from scoring.columns.words import Words
from scoring.criteria import experience, other, profession, qualification, salary, schedule, transport
from scoring.criteria.base import MET, NOT_MET, UNKNOWN, Bools, Curve, Floats, Ints, Judged, Pairs, Rows, parse
from scoring.criteria.memory import Memory
from scoring.criteria.musts import excluded
from scoring.criteria.works import Works
from scoring.knowledge import Knowledge
from scoring.weights import CRITERIA, EMPLOYER, PERSON

CAP = Curve(
    "value of the profession",
    ((0.0, 0.05), (0.3, 0.22), (0.5, 0.48), (0.7, 0.68), (0.75, 0.9), (0.9, 1.0), (1.0, 1.0)),
)
Musts = Mapping[int, Sequence[str]]
"""The musts of vacancy rows."""
LEAST = 0.02
"""Below this a value counts as this, so that one zero does not erase all differences."""
ROUND = 1e-6


@dataclass(frozen=True)
class Scores:
    """n pairs scored: the seven criteria by name, `wish` apart; fits and `total` float64[n]; `excluded` by a must."""

    criteria: Mapping[str, Judged]
    wish: Judged
    employer_fit: NDArray[np.float64]
    candidate_fit: NDArray[np.float64]
    total: NDArray[np.float64]
    excluded: Bools

    def take(self, rows: Rows) -> Scores:
        """The scores of some of the pairs."""
        return Scores(
            {name: one.take(rows) for name, one in self.criteria.items()},
            self.wish.take(rows),
            self.employer_fit[rows],
            self.candidate_fit[rows],
            self.total[rows],
            self.excluded[rows],
        )

    @classmethod
    def joined(cls, parts: Sequence[Scores]) -> Scores:
        """The scores of several batches of pairs, one after another."""
        if len(parts) == 1:
            return parts[0]
        return cls(
            {name: Judged.joined([one.criteria[name] for one in parts]) for name in parts[0].criteria},
            Judged.joined([one.wish for one in parts]),
            *(
                np.concatenate([getattr(one, name) for one in parts])
                for name in ("employer_fit", "candidate_fit", "total", "excluded")
            ),
        )

    def unknowns(self) -> NDArray[np.int64]:
        """How many criteria of each pair are unknown."""
        found: NDArray[np.int64] = np.sum([one.verdict == UNKNOWN for one in self.criteria.values()], axis=0)
        return found


class Scorer:
    """The one exact scorer; engines narrow, it decides. What it remembers of answered rules changes no result."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.closeness = Closeness(knowledge.classifier.closeness)
        self.memory = Memory(knowledge.close, Words(knowledge).phrases)

    def pairs(
        self, vacancies: VacancyColumns, resumes: ResumeColumns, vacancy: Rows | int, resume: Rows | int, as_of: date
    ) -> Pairs:
        """Pairs of rows; one row of a side is paired with all of the other."""
        one, two = (np.atleast_1d(side).astype(np.int32, copy=False) for side in (vacancy, resume))
        return Pairs(vacancies, resumes, one, two, month_of(as_of), self.closeness)

    def suggested(self, vacancies: VacancyColumns, rows: Ints) -> dict[int, tuple[str, ...]]:
        """The musts that the vacancies of some rows suggest."""
        numbers = zip(rows.tolist(), vacancies.musts[rows].tolist(), strict=True)
        return {row: parse(vacancies.sets.known(number)) if number >= 0 else () for row, number in numbers}

    def judge(self, pairs: Pairs) -> dict[str, Judged]:
        """All criteria of the pairs by name, `wish` among them."""
        works = Works.of(pairs)
        employer, wish = profession.judge(pairs, works)
        return {
            "profession": employer,
            "qualification": qualification.judge(pairs, self.memory),
            "experience": experience.judge(pairs, works),
            "salary": salary.judge(pairs),
            "schedule": schedule.judge(pairs),
            "transport": transport.judge(pairs),
            "other": other.judge(pairs, self.memory),
            "wish": wish,
        }

    def score(self, pairs: Pairs, weights: Mapping[str, float], musts: Musts | None = None) -> Scores:
        """Scores of the pairs; `musts` gives the musts of each vacancy row (None: nothing is a must)."""
        return combine(pairs, self.judge(pairs), weights, musts, self.memory)


def combine(
    pairs: Pairs,
    criteria: Mapping[str, Judged],
    weights: Mapping[str, float],
    musts: Musts | None,
    memory: Memory,
) -> Scores:
    """Fits and totals from judged criteria."""
    cap = CAP(criteria["profession"].value)
    employer = _fit(criteria, EMPLOYER, weights) * cap
    candidate = _fit(criteria, PERSON, weights) * cap
    total = np.round(np.sqrt(employer * candidate) / ROUND) * ROUND
    out = excluded(pairs, criteria, musts, memory) if musts is not None else np.zeros(len(pairs), bool)
    return Scores({name: criteria[name] for name in CRITERIA}, criteria["wish"], employer, candidate, total, out)


def _fit(criteria: Mapping[str, Judged], names: Sequence[str], weights: Mapping[str, float]) -> NDArray[np.float64]:
    """The weighted geometric mean of the asked criteria of one side; 1 where nothing is asked."""
    judged = [(criteria[name], weights[name]) for name in names]
    logs = sum(_log(one) * (weight * one.asked) for one, weight in judged)
    total = sum(weight * one.asked for one, weight in judged)
    fit: NDArray[np.float64] = np.exp(logs / np.where(total > 0, total, 1))
    return fit


def _log(one: Judged) -> NDArray[np.float64]:
    return np.log(np.maximum(one.value, LEAST), dtype=np.float64)


__all__ = ["MET", "NOT_MET", "UNKNOWN", "Floats", "Scorer", "Scores"]
