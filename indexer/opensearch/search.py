"""The exact best k from an engine that answers in the order of bounds.

The first wave asks for few. Its rows are scored exactly; as soon as the k-th total lies above the bound of the last row
that came, nothing that was not retrieved can enter. Otherwise the next wave asks from the top again, for more: each
wave is one view of the index, while pages of several views could miss a record that moved between them. The last wave
is as large as the engine allows; if even that does not settle it, the answer says that it is not exact.
"""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import dataclass
from math import log
from typing import Any, NamedTuple

from indexer.opensearch.gateway import Answer
from indexer.opensearch.packing import unpack
from indexer.opensearch.parts import SLACK
from indexer.opensearch.queries import PACKED
from scoring.criteria.base import Pairs
from scoring.rank import Scores
from scoring.records import Kind
from scoring.suitability import BAND_FROM, listed

WAVES = (400, 2_000, 10_000)
"""Rows asked for; an index gives no more than 10,000 in one answer (index.max_result_window)."""

Score = Callable[[Any], tuple[Pairs, Scores]]
"""Pairs and exact scores of all rows of some columns."""


class Page(NamedTuple):
    """What one wave brought, the highest bound first: packed rows, logarithms of their bounds."""

    rows: list[bytes]
    bounds: list[float]


Fetch = Callable[[int, float], Page]
"""The best documents: at most so many, with bounds from this one on."""


class Hit(NamedTuple):
    """A listed row: entry `at` of scored pairs."""

    total: float
    unknowns: int
    id: str
    at: int

    def order(self) -> tuple[float, int, str]:
        """The order of hits: total, then fewer unknowns, then id."""
        return (-self.total, self.unknowns, self.id)


@dataclass(frozen=True)
class Best:
    """The best, in order, with the scored pairs that they belong to (None where no row came).

    `exact` says that nothing better can have been missed.
    """

    hits: list[Hit]
    scored: tuple[Pairs, Scores] | None
    exact: bool


def best(fetch: Fetch, kind: Kind, score: Score, limit: int) -> Best:
    """The best `limit` listed rows (band 1 or more).

    Args:
        fetch: asks the engine.
        kind: of the rows.
        score: the one exact scorer.
        limit: how many.
    """
    least = log(BAND_FROM[0])
    floor = least
    sizes = [size for size in WAVES if size > limit] or [WAVES[-1]]
    for size in sizes:
        page = fetch(size, floor - SLACK)
        if not page.rows:
            return Best([], None, exact=True)
        columns = unpack(kind, page.rows)
        scored = score(columns)
        hits = best_of(columns.ids, scored[1], limit)
        if len(hits) == limit:
            floor = max(log(hits[-1].total), least)
        exact = len(page.rows) < size or page.bounds[-1] + SLACK < floor
        if exact or size == sizes[-1]:
            return Best(hits, scored, exact)
    raise AssertionError  # the last size returns


def page(answer: Answer, base: float) -> Page:
    """The rows of an answer; `base` makes a score a bound."""
    found = answer["hits"]["hits"]
    return Page([packed(hit) for hit in found], [hit["_score"] + base for hit in found])


def packed(hit: Answer) -> bytes:
    """The packed row of a hit."""
    # The engine leaves the padding out; too much of it does no harm.
    return base64.b64decode(hit["fields"][PACKED][0] + "==")


def best_of(ids: Any, scores: Scores, limit: int) -> list[Hit]:
    """The best `limit` of scored rows in order."""
    unknowns = scores.unknowns()
    found = [Hit(float(scores.total[at]), int(unknowns[at]), ids[at], at) for at in listed(scores, limit).tolist()]
    return sorted(found, key=Hit.order)[:limit]
