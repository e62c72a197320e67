"""Titles in the first stage: from what is sought to what each term of the other side can be worth.

A query knows how close each node is to what is sought, so each term bounds the profession's value for the employer and
the wish's for the person. Titles that mean no occupation meet by their words alone, and so do titles of the same words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from math import log
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.opensearch.parts import EVERYBODY, SLACK, Band, Part, Query, alike, all_of, has, logarithm
from indexer.opensearch.titles import LEVELS, UNTOLD, VAGUE, Age, age_term, ages
from scoring.closeness import SAME, SAME_WORDS, WORDS_ALONE, WORDS_COUNT_FROM, WORDS_ENOUGH, Side
from scoring.columns.resumes import ResumeColumns
from scoring.columns.texts import Ragged
from scoring.columns.titleindex import TitleIndex
from scoring.columns.titles import TitleColumns
from scoring.columns.vacancies import VacancyColumns
from scoring.criteria.profession import ANY_WORK, PRIOR
from scoring.rank import CAP, LEAST, Scorer
from scoring.suitability import BAND_FROM

TELLING = 0.21
"""Weight from which a stem must be shared by titles whose cosine is `SAME`: 1 - cos >= w**2 / 2 where it is not."""
REMEMBERED = 256
"""Titles of vacancies whose parts are kept, some 50 kB each."""
Floats = NDArray[np.float32]


def for_offer(
    scorer: Scorer, offer: VacancyColumns, month: int, shares: tuple[float, float], floor: float
) -> list[Part]:
    """Two parts: what the people's titles are worth to the employer, and to themselves.

    Args:
        scorer: knows how close titles are.
        offer: the one vacancy.
        month: of the day of the search, since January 1900.
        shares: exponents of the profession's value and of the wish's.
        floor: documents with bounds below it need not be found.
    """
    return list(_of_title(scorer, _Title(offer.titles, int(offer.title[0])), month, shares, floor))


class _Title:
    """A title, equal to every one of which the same is known: titles come again, their parts are made once."""

    def __init__(self, titles: TitleColumns, row: int) -> None:
        self.titles = titles
        self.row = row
        known = (titles.nodes, titles.confidence, titles.stems, titles.weights, titles.vague)
        self._known = tuple(column[row].tobytes() for column in known)

    def __eq__(self, other: object) -> bool:
        """Whether the same is known of both."""
        return isinstance(other, _Title) and self._known == other._known

    def __hash__(self) -> int:
        """By what is known."""
        return hash(self._known)


@lru_cache(maxsize=REMEMBERED)
def _of_title(scorer: Scorer, title: _Title, month: int, shares: tuple[float, float], floor: float) -> tuple[Part, ...]:
    sought = _Sought.of(scorer, title.titles, title.row, "vacancy")
    terms, values = sought.terms()
    every = ages(month)
    found = _Found()
    for age in every:
        found.terms(_names(f".{age.term}", len(sought.values))[terms], values * age.employer, values * age.person)
    for group in _groups(every):
        same = sought.same([f".{age.term}" for age in group])
        if same:
            found.add(same, SAME * max(age.employer for age in group), SAME * max(age.person for age in group))
    for query, value in sought.by_words([f".{age.term}" for age in every]):
        found.add(query, value, value)
    found.add(has("told", VAGUE), ANY_WORK, ANY_WORK)
    found.add(has("told", UNTOLD) if sought.known else EVERYBODY, PRIOR, PRIOR)
    return tuple(found.parts(shares, floor))


def for_person(
    scorer: Scorer, person: ResumeColumns, month: int, shares: tuple[float, float], floor: float
) -> list[Part]:
    """Two parts: what a person's titles are worth to the employers, and to the person; arguments as `for_offer`."""
    found = _Found()
    every = {age.term: age for age in ages(month)}
    own: dict[int, list[Age]] = {}
    for title, kind, end in zip(person.works.values.tolist(), person.work_kind, person.work_end, strict=True):
        own.setdefault(title, []).append(every[age_term(int(kind), int(end))])
    for title, when in own.items():
        if person.titles.vague[title]:
            continue
        employer, wish = max(age.employer for age in when), max(age.person for age in when)
        sought = _Sought.of(scorer, person.titles, title, "resume")
        terms, values = sought.terms()
        found.terms(_names("", len(sought.values))[terms], values * employer, values * wish)
        same = sought.same([""])
        if same:
            found.add(same, SAME * employer, SAME * wish)
        for query, value in sought.by_words([""]):
            found.add(query, value * employer, value * wish)
    told = any(person.titles.nodes[title, 0] for title in own)
    vague = any(person.titles.vague[title] for title in own)
    least = ANY_WORK if vague else PRIOR
    found.add(has("told", UNTOLD) if told and not vague else EVERYBODY, least, least)
    return found.parts(shares, floor)


class _Found:
    """What documents are worth to the employer and to the person, by term of `nodes` or by query."""

    def __init__(self) -> None:
        self._asked: list[NDArray[np.object_]] = []
        self._values: list[tuple[Floats, Floats]] = []

    def add(self, query: Query, employer: float, person: float) -> None:
        """Documents that match are worth no more than this."""
        self.terms(np.array([query], object), np.array([employer], np.float32), np.array([person], np.float32))

    def terms(self, terms: NDArray[np.object_], employer: Floats, person: Floats) -> None:
        """Documents with one of these terms are worth no more than this."""
        self._asked.append(terms)
        self._values.append((employer, person))

    def parts(self, shares: tuple[float, float], floor: float) -> list[Part]:
        """The employer's part, without whose bands nobody can be found, and the person's."""
        asked = np.concatenate(self._asked)
        employer, person = (np.minimum(np.concatenate(one), 1) for one in zip(*self._values, strict=True))
        floor, least = max(floor - SLACK, log(BAND_FROM[0])), logarithm(0.0, shares[1])
        logs = np.log(CAP(employer)) + shares[0] * np.log(np.maximum(employer, LEAST))
        wishes = shares[1] * np.log(np.maximum(person, LEAST))
        return [Part(floor, _bands(asked, logs, floor), needed=True), Part(least, _bands(asked, wishes, least + 1e-9))]


def _bands(asked: NDArray[np.object_], logs: NDArray[Any], floor: float) -> tuple[Band, ...]:
    """A band for all that is worth about as much; what lies below `floor` is left out."""
    kept = logs >= floor
    asked, bands = asked[kept], []
    for most, some in alike(logs[kept]):
        terms = [one for one in asked[some] if isinstance(one, str)]
        queries = [one for one in asked[some] if not isinstance(one, str)]
        bands += [Band(one, most) for one in ([has("nodes", *dict.fromkeys(terms))] if terms else []) + queries]
    return tuple(bands)


@dataclass(frozen=True)
class _Sought:
    """One title that is sought: what each node and level of the other side brings, and its own words."""

    values: NDArray[np.float32]
    stems: Sequence[tuple[str, float]]
    known: bool

    @classmethod
    def of(cls, scorer: Scorer, titles: TitleColumns, title: int, side: Side) -> _Sought:
        """What a title of a side seeks."""
        nodes = len(scorer.knowledge.classifier.nodes)
        values = scorer.closeness.near(titles, [title], side, _index(nodes), nodes * len(LEVELS))
        values = np.where(values >= WORDS_COUNT_FROM - 1e-6, values + np.float32(SAME_WORDS), values)
        stems = zip(titles.stems[title].tolist(), titles.weights[title].tolist(), strict=True)
        words = [(str(stem), weight) for stem, weight in stems if stem]
        return cls(values.reshape(nodes, len(LEVELS)), words, bool(titles.nodes[title, 0]))

    def terms(self) -> tuple[NDArray[np.intp], Floats]:
        """Which of the terms of all nodes and levels (`_names`) count, and the closeness that they can bring."""
        counted = np.flatnonzero(self.values)
        return counted, self.values.ravel()[counted]

    def same(self, ages: Sequence[str]) -> Query | None:
        """Documents with all telling words of the title, under one of some ages."""
        telling = [stem for stem, weight in self.stems if weight > TELLING]
        if not telling or not self.known:
            return None
        return all_of(*(has("stems", *(f"{stem}{age}" for age in ages)) for stem in telling))

    def by_words(self, ages: Sequence[str]) -> Iterator[tuple[Query, float]]:
        """Documents with words of the title, for titles of which one means no occupation."""
        for size in range(1, len(self.stems) + 1):
            for some in combinations(self.stems, size):
                alike = min(sum(weight**2 for _, weight in some) ** 0.5, 1.0)
                if alike < WORDS_ENOUGH - 1e-3:
                    continue
                if self.known:
                    wanted = [has("plain_stems", stem) for stem, _ in some]
                else:
                    wanted = [has("stems", *(f"{stem}{age}" for age in ages)) for stem, _ in some]
                yield all_of(*wanted), WORDS_ALONE * alike


@lru_cache(maxsize=64)
def _names(age: str, nodes: int) -> NDArray[np.object_]:
    """The terms of all nodes and levels at an age; node by node."""
    return np.array([f"{node}.{level}{age}" for node in range(nodes) for level in range(len(LEVELS))], object)


@lru_cache(maxsize=2)
def _index(nodes: int) -> TitleIndex:
    """Titles of one node and one level each, without words: what any title may bring by its meaning."""
    none = np.zeros(0, np.int32)
    every = np.arange(nodes * len(LEVELS), dtype=np.int32)
    return TitleIndex(
        Ragged(np.arange(nodes + 1, dtype=np.int64) * len(LEVELS), every),
        np.tile(np.array(LEVELS, np.float32) + np.float32(1e-6), nodes),
        none,
        Ragged(np.zeros(1, np.int64), none),
        np.zeros(0, np.float32),
        none,
    )


def _groups(ages: Sequence[Age]) -> Iterable[list[Age]]:
    """Ages that are worth about as much."""
    groups: dict[tuple[float, float], list[Age]] = {}
    for age in ages:
        groups.setdefault((round(age.employer, 1), age.person), []).append(age)
    return groups.values()
