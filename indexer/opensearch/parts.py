"""Parts of an upper bound, and what the engine makes of them.

The bound of a pair is a sum of logarithms, one a part: profession, wish, pay, working time, way. A part has bands: a
filter and the most that a document matching it can have. The best band that matches counts; a document that matches
none has `least`. Scores may not be negative, so a band scores what it lies above `least`, which is added afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil, exp, inf, log
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.rank import LEAST

Query = dict[str, Any]

TERM = {"type": "keyword", "doc_values": False}
"""Mapping of a field that is only matched."""
SILENT = "?"
"""The term of what a record does not state: no document gains by lacking a field."""
SLACK = 1e-4
"""Room for the engine's 32-bit scores, for every sum of bands."""
EVERYBODY: Query = {"match_all": {}}


@dataclass(frozen=True)
class Band:
    """Documents that match `query` have no more than `most`, a logarithm."""

    query: Query
    most: float


@dataclass(frozen=True)
class Part:
    """One part of the bound; `needed` where a document outside all bands cannot be listed."""

    least: float
    bands: tuple[Band, ...] = ()
    needed: bool = False

    @property
    def most(self) -> float:
        """The most that any document can have."""
        return max((band.most for band in self.bands), default=self.least)


@dataclass(frozen=True)
class First:
    """The first stage: the engine's query, and what is added to a score to make the bound of the total's logarithm."""

    query: Query
    base: float


def logarithm(value: float, share: float) -> float:
    """The part of a total's logarithm that a value brings."""
    return share * log(max(value, LEAST))


def part(values: Iterable[tuple[Query, float]], least: float, share: float) -> Part:
    """A part from values in 0..1: those of bands, and the one outside of them."""
    floor = logarithm(least, share)
    bands = [Band(query, logarithm(value, share)) for query, value in values]
    return Part(floor, tuple(band for band in bands if band.most > floor))


def union(parts: Sequence[Part]) -> Part:
    """A part no lower than any of these: of one question asked in several ways."""
    first = parts[0]
    if len(parts) == 1:
        return first
    least = max(one.least for one in parts)
    bands = {str(band): band for one in parts for band in one.bands if band.most > least}
    return replace(first, least=least, bands=tuple(bands.values()))


def first(parts: Sequence[Part], floor: float = -inf) -> First:
    """The query of all parts together; its score plus `base` is the bound.

    Args:
        parts: all of a bound.
        floor: documents with bounds below it need not be found, so that what no other part can make up for is left out.
    """
    most = sum(one.most for one in parts)
    parts = [_above(one, floor - (most - one.most) - SLACK) for one in parts]
    must = [_best(one) for one in parts if one.needed]
    should = [_best(one) for one in parts if not one.needed and one.bands]
    query: Query = {"bool": {"must": must or [{"constant_score": {"filter": EVERYBODY, "boost": 0.0}}]}}
    if should:
        query["bool"]["should"] = should
    return First(query, sum(one.least for one in parts))


def _above(one: Part, floor: float) -> Part:
    """A part without the bands below a floor; where the documents outside of all bands lie below it, one is needed."""
    bands = tuple(band for band in one.bands if band.most >= floor)
    return replace(one, bands=bands, needed=one.needed or one.least < floor)


def _best(one: Part) -> Query:
    by_most: dict[float, list[Query]] = {}
    for band in one.bands:
        by_most.setdefault(_rounded(band.most - one.least), []).append(band.query)
    scored = [
        {"constant_score": {"filter": any_of(queries), "boost": boost}}
        for boost, queries in sorted(by_most.items(), reverse=True)
    ]
    if not scored:
        return {"match_none": {}}
    return scored[0] if len(scored) == 1 else {"dis_max": {"queries": scored}}


def _rounded(boost: float) -> float:
    """Up to four digits: bands as good as equal become one."""
    return ceil(boost * 1e4) / 1e4


def any_of(queries: Sequence[Query]) -> Query:
    """What matches one of them; terms of one field are asked at once."""
    terms: dict[str, list[str]] = {}
    others = []
    for query in queries:
        asked: Mapping[str, Any] = query.get("terms", {})
        if asked:
            for field, values in asked.items():
                terms.setdefault(field, []).extend(values)
        else:
            others.append(query)
    together = [has(field, *dict.fromkeys(values)) for field, values in terms.items()] + others
    return together[0] if len(together) == 1 else {"bool": {"should": together}}


def all_of(*queries: Query) -> Query:
    """What matches all of them."""
    return queries[0] if len(queries) == 1 else {"bool": {"filter": list(queries)}}


def has(field: str, *terms: str) -> Query:
    """What has one of the terms in a field."""
    return {"terms": {field: list(terms)}}


def graded(field: str, terms: Sequence[str], values: NDArray[Any], share: float) -> Iterator[tuple[Query, float]]:
    """Terms of a field with their values, up to the next step: what is about as good is asked at once."""
    if share <= 0:
        return
    for most, some in alike(share * np.log(np.maximum(values, LEAST))):
        yield has(field, *(terms[at] for at in some)), exp(most / share)


def alike(logs: NDArray[Any]) -> Iterator[tuple[float, list[int]]]:
    """The places of logarithms that are about as much, with the most of them; steps are finer near the top."""
    steps = np.select([logs > -0.1, logs > -0.4], [0.005, 0.02], 0.05)
    stepped = np.round(np.minimum(np.ceil(logs / steps - 1e-6) * steps + 2e-6, 0), 6)
    order = np.argsort(stepped, kind="stable")
    ends = np.flatnonzero(np.diff(stepped[order])) + 1
    for some in np.split(order, ends) if len(order) else ():
        yield float(stepped[some[0]]), some.tolist()
