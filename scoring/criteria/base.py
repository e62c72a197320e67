"""What a criterion is made of: pairs, facets, verdicts, near-miss curves.

A criterion judges *facets*; one facet not met makes the criterion not met, else one unknown makes it unknown, else it
is met. The value follows the facets too, with an unknown facet at its prior. Every rule is written elementwise, so that
one vacancy against many resumes, one resume against many vacancies, and pair by pair are the same lines of code.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any, NamedTuple, TypeVar

import msgspec
import numpy as np
from numpy.typing import NDArray

from scoring.columns.resumes import ResumeColumns
from scoring.columns.vacancies import VacancyColumns

Bools = NDArray[np.bool_]
Bytes = NDArray[np.int8]
Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
Rows = NDArray[np.signedinteger[Any]]
"""Positions to pick by, of whatever width."""
Kind = TypeVar("Kind", bound=np.generic)

NOT_MET, UNKNOWN, MET = -1, 0, 1
VERDICTS = {NOT_MET: "not_met", UNKNOWN: "unknown", MET: "met"}


@dataclass(frozen=True)
class Curve:
    """Points (x, value), straight lines between, constant outside; `unit` says what x is."""

    unit: str
    points: tuple[tuple[float, float], ...]

    def __call__(self, x: Floats) -> Floats:
        """Values for x, float32, elementwise."""
        return np.interp(x, *self._lines).astype(np.float32)

    @cached_property
    def _lines(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        xs, ys = zip(*self.points, strict=True)
        return np.array(xs, np.float64), np.array(ys, np.float64)


@dataclass(frozen=True)
class Pairs:
    """`vacancy[i]` of `vacancies` against `resume[i]` of `resumes`: n pairs.

    An index array of length 1 stands for n times the same row: what is read of that side is then one value, and the
    rules, written elementwise, spread it over the others.

    `title_closeness(vacancies, resumes, vacancy_titles, resume_titles)` is the knowledge of occupations at work,
    elementwise float32.
    `month` is the month of `as_of` since January 1900.
    """

    vacancies: VacancyColumns
    resumes: ResumeColumns
    vacancy: Ints
    resume: Ints
    month: int
    title_closeness: Callable[[VacancyColumns, ResumeColumns, Ints, Ints], Floats]
    extra_minutes: float = 0.0
    """Minutes added to what every person allows: the wider commute of a what-if question."""

    def __len__(self) -> int:
        """How many pairs."""
        one, other = len(self.vacancy), len(self.resume)
        return max(one, other) if one and other else 0

    def take(self, rows: Rows) -> Pairs:
        """Some of the pairs."""
        if len(self.vacancy) == 1:
            return replace(self, resume=self.resume[rows])
        return replace(self, vacancy=self.vacancy[rows], resume=picked(self.resume, rows))

    def spread(self) -> Pairs:
        """The same pairs with both index arrays of length n."""
        count = len(self)
        return replace(self, vacancy=spread(self.vacancy, count), resume=spread(self.resume, count))


def picked(values: NDArray[Kind], rows: Rows) -> NDArray[Kind]:
    """Some of n values; an array of length 1 stands for all of them and stays."""
    return values if len(values) == 1 else values[rows]


def spread(values: NDArray[Kind], count: int) -> NDArray[Kind]:
    """N values; an array of length 1 is repeated."""
    return values if len(values) == count else values.repeat(count)


class Facet(NamedTuple):
    """One thing asked, over n pairs: verdict int8, value float32 (prior where unknown), asked bool; each [n] or [1]."""

    verdict: Bytes
    value: Floats
    asked: Bools

    def take(self, rows: Rows) -> Facet:
        """The facet of some of the pairs."""
        return Facet(picked(self.verdict, rows), picked(self.value, rows), picked(self.asked, rows))


class Judged(NamedTuple):
    """A criterion over n pairs: verdict int8[n], value float32[n], asked bool[n]; the facets by name."""

    verdict: Bytes
    value: Floats
    asked: Bools
    facets: Mapping[str, Facet]

    def take(self, rows: Rows) -> Judged:
        """The criterion of some of the pairs."""
        facets = {name: one.take(rows) for name, one in self.facets.items()}
        return Judged(self.verdict[rows], self.value[rows], self.asked[rows], facets)

    @classmethod
    def joined(cls, parts: Sequence[Judged]) -> Judged:
        """The criterion of several batches of pairs, one after another."""
        counts = [len(one.verdict) for one in parts]
        names = parts[0].facets
        return cls(
            np.concatenate([one.verdict for one in parts]),
            np.concatenate([one.value for one in parts]),
            np.concatenate([one.asked for one in parts]),
            {name: _joined([one.facets[name] for one in parts], counts) for name in names},
        )


NOT_ASKED = Facet(np.ones(1, np.int8), np.ones(1, np.float32), np.zeros(1, bool))
"""A facet that none of the pairs asks for: met, 1."""
ALWAYS = np.ones(1, bool)
"""`asked` of a facet that every pair asks for."""


def _joined(parts: Sequence[Facet], counts: Sequence[int]) -> Facet:
    """A facet of several batches of so many pairs; one that no batch asks stays so."""
    if all(one is NOT_ASKED for one in parts):
        return NOT_ASKED
    columns = zip(*parts, strict=True)
    return Facet(
        *(np.concatenate([spread(one, count) for one, count in zip(column, counts, strict=True)]) for column in columns)
    )


def facet(asked: Bools, known: Bools, met: Bools, value: Floats, prior: float) -> Facet:
    """Not asked -> met, 1; asked but unknown -> unknown, prior; else by `met` with the near-miss value."""
    verdict = np.where(known, np.where(met, _MET, _NOT_MET), _UNKNOWN)
    worth = np.where(known, value, np.float32(prior))
    if len(asked) > 1 or not asked[0]:
        verdict, worth = np.where(asked, verdict, _MET), np.where(asked, worth, _WHOLE)
    return Facet(verdict, worth, asked)


_MET, _UNKNOWN, _NOT_MET, _WHOLE = np.int8(MET), np.int8(UNKNOWN), np.int8(NOT_MET), np.float32(1)


def join(facets: Mapping[str, Facet], count: int) -> Judged:
    """The criterion of `count` pairs from its facets: the least verdict, the product of values."""
    told = [one for one in facets.values() if one is not NOT_ASKED] or [NOT_ASKED]
    verdict, value, asked = told[0]
    for one in told[1:]:
        verdict, value, asked = np.minimum(verdict, one.verdict), value * one.value, asked | one.asked
    return Judged(spread(verdict, count), spread(value, count), spread(asked, count), facets)


Members = tuple[Any, ...]
"""A stated set as Python; what its members are is between the builder of the column and the rule."""
SetRule = Callable[[Members, Members], tuple[int, float]]
"""A rule on two stated sets: (asked, held) -> (verdict, value)."""
Answers = dict[tuple[str, str], tuple[int, float, bool]]
"""(asked, held) -> verdict, value, whether anything is asked."""


def by_sets(pairs: Pairs, asked_column: Ints, held_column: Ints, rule: SetRule, seen: Answers) -> Facet:
    """A facet whose sides are interned sets: the rule runs once for each distinct pair of sets and is looked up by row.

    Args:
        pairs: of whom.
        asked_column: the vacancies' column of sets.
        held_column: the resumes' column of sets.
        rule: what two stated sets mean.
        seen: keeps what the rule answered for texts of sets, over queries.
    """
    asked_sets, held_sets = pairs.vacancies.sets, pairs.resumes.sets
    asked, held = asked_column[pairs.vacancy], held_column[pairs.resume]
    if not states(pairs, asked_column):
        return NOT_ASKED
    held_count = len(held_sets)
    distinct, back = np.unique(asked.astype(np.int64) * held_count + held, return_inverse=True)
    answers = []
    for code in distinct.tolist():
        one, other = asked_sets.known(code // held_count), held_sets.known(code % held_count)
        answer = seen.get((one, other))
        if answer is None:
            answer = seen[(one, other)] = (*rule(parse(one), parse(other)), one != "[]")
        answers.append(answer)
    verdicts, values, told = zip(*answers, strict=True)
    return Facet(np.array(verdicts, np.int8)[back], np.array(values, np.float32)[back], np.array(told, bool)[back])


def states(pairs: Pairs, column: Ints) -> bool:
    """Whether one of the vacancies states anything in a column of sets."""
    sets = column[pairs.vacancy]
    distinct = sets if len(sets) == 1 else np.unique(sets)
    return any(pairs.vacancies.sets.known(one) != "[]" for one in distinct.tolist())


@lru_cache(maxsize=100_000)
def parse(text: str) -> Members:
    """A set's JSON text as a tuple."""
    return msgspec.json.decode(text, type=Members)


def worst(answers: Iterable[tuple[int, float]]) -> tuple[int, float]:
    """Several answers as one, as `join` does for facets; none -> met, 1."""
    verdict, value = MET, 1.0
    for one, worth in answers:
        verdict, value = min(verdict, one), value * worth
    return verdict, value
