"""The exact best k from an engine that answers in the order of bounds.

The first wave asks for few, and only for who could be suitable, which leaves most of the index untouched. Its rows are
scored exactly, part by part; as soon as the k-th total lies above the bound of the next row, nothing behind it can
enter. Otherwise the next wave asks from the top again, for more or from a lower floor on: each wave is one view of the
index, while pages of several views could miss a record that moved between them. The last wave is as large as the
engine allows; if even that does not settle it, the answer says that it is not exact.
"""

from __future__ import annotations

import base64
from collections.abc import Callable
from math import inf, log
from typing import Any, NamedTuple

from indexer.opensearch.gateway import Answer
from indexer.opensearch.packing import unpack
from indexer.opensearch.parts import SLACK
from indexer.opensearch.queries import PACKED
from indexer.search import best_first
from scoring.criteria.base import Pairs
from scoring.rank import Scores
from scoring.records import Kind
from scoring.suitability import BAND_FROM, SUITABLE_FROM, listed

WAVES = (400, 2_000, 10_000)
"""Rows asked for; an index gives no more than 10,000 in one answer (index.max_result_window)."""

PART = 160
"""Rows that are scored first; each part after that is twice as large."""

Score = Callable[[Any], tuple[Pairs, Scores]]
"""Pairs and exact scores of all rows of some columns."""


class Page(NamedTuple):
    """What one wave brought, the highest bound first: packed rows, logarithms of their bounds."""

    rows: list[bytes]
    bounds: list[float]


Fetch = Callable[[int, float], Page]
"""The best documents: at most so many, with bounds from this one on."""


class Hit(NamedTuple):
    """A listed row: entry `at` of the pairs and scores, row `row` of the page."""

    total: float
    unknowns: int
    id: str
    row: int
    at: int
    pairs: Pairs
    scores: Scores

    def order(self) -> tuple[float, int, str]:
        """See `best_first`."""
        return best_first(self.total, self.unknowns, self.id)


class Best(NamedTuple):
    """All listed rows that were scored, in order; `exact` says that nobody is missed among those asked for."""

    hits: list[Hit]
    exact: bool


def best(fetch: Fetch, kind: Kind, score: Score, limit: int) -> Best:
    """The best `limit` listed rows (band 1 or more).

    Args:
        fetch: asks the engine.
        kind: of the rows.
        score: the one exact scorer.
        limit: how many.
    """
    floor = log(SUITABLE_FROM)
    sizes = [size for size in WAVES if size > limit] or [WAVES[-1]]
    while True:
        page = fetch(sizes[0], floor - SLACK)
        whole = len(page.rows) < sizes[0]
        # Who did not come lies below the floor, or not above the last that came.
        beyond = floor - 2 * SLACK if whole else page.bounds[-1]
        hits, reached = _scored(page, kind, score, limit, beyond)
        if reached > beyond + SLACK:
            return Best(hits, exact=True)
        sizes = sizes if whole else sizes[1:]
        if not sizes:
            return Best(hits, exact=False)
        floor = reached


def _scored(page: Page, kind: Kind, score: Score, limit: int, beyond: float) -> tuple[list[Hit], float]:
    """The listed rows of a page in order, and the logarithm of the last total of those asked for.

    Where they are fewer, it is that of the least total that is listed.

    Parts are scored until no row that follows can enter; `beyond` bounds those that are not on the page.
    """
    hits: list[Hit] = []
    reached, start, size = log(BAND_FROM[0]), 0, PART
    while start < len(page.rows):
        columns = unpack(kind, page.rows[start : start + size])
        hits = sorted([*hits, *listed_of(columns.ids, score(columns), start)], key=Hit.order)
        start, size = start + size, 2 * size
        if len(hits) >= limit:
            reached = max(log(hits[limit - 1].total), reached)
            if reached > max(beyond, *page.bounds[start : start + 1], -inf) + SLACK:
                break
    return hits, reached


def page(answer: Answer, base: float) -> Page:
    """The rows of an answer; `base` makes a score a bound."""
    found = answer["hits"]["hits"]
    return Page([packed(hit) for hit in found], [hit["_score"] + base for hit in found])


def packed(hit: Answer) -> bytes:
    """The packed row of a hit."""
    # The engine leaves the padding out; too much of it does no harm.
    return base64.b64decode(hit["fields"][PACKED][0] + "==")


def listed_of(ids: Any, scored: tuple[Pairs, Scores], first: int = 0) -> list[Hit]:
    """The listed ones of scored rows, of which the first is row `first` of a page; in order."""
    pairs, scores = scored
    unknowns = scores.unknowns()
    kept = listed(scores, len(ids)).tolist()
    found = [Hit(float(scores.total[at]), int(unknowns[at]), ids[at], first + at, at, pairs, scores) for at in kept]
    return sorted(found, key=Hit.order)
