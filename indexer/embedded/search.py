"""The exact best k of a segment without scoring every row.

A pair's total is capped by a stated increasing function of its profession value (scoring.rank.CAP), and the profession
value by the closeness of the best title. So rows are scored in bands of falling closeness, and when the k-th total lies
above the cap of the next band, nothing that was left can enter. Rows of unknown profession are a band of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexer.embedded.segment import AnySegment
from scoring.criteria.base import Pairs
from scoring.criteria.profession import ANY_WORK
from scoring.rank import CAP, Scores
from scoring.suitability import BAND_FROM, band

EDGES = (0.9, 0.75, 0.6, 0.45, 0.3, 0.15, 0.0)
"""Lower edges of the bands of closeness."""

Ints = NDArray[np.int32]
Scored = tuple[Pairs, Scores]
ScoreRows = Callable[[Ints], Scored]
SideBound = Callable[[Ints], NDArray[np.float64]]
CHUNK = 768
"""Rows scored at once: enough to amortise a call, few enough that the k-th total soon prunes the rest."""
ROUNDING = 2e-6
"""Room for the rounding of totals and of float32."""


@dataclass(frozen=True)
class Hit:
    """One listed row: its id, and the scored pairs of which it is entry `at`."""

    record: str
    total: float
    unknowns: int
    pairs: Pairs
    scores: Scores
    at: int


def order(hit: Hit) -> tuple[float, int, str]:
    """The order of hits: total, then fewer unknowns, then id."""
    return (-hit.total, hit.unknowns, hit.record)


def best(
    segment: AnySegment, closeness: NDArray[np.float32], score: ScoreRows, side: SideBound, limit: int
) -> list[Hit]:
    """The best `limit` listed rows (band 1 or more) of one segment.

    Args:
        segment: where to look.
        closeness: float32[titles of the segment], an upper bound of the profession value that a title brings.
        score: the pairs and exact scores of rows.
        side: an upper bound of the person's fit of rows, not counting the cap by the profession.
        limit: how many.
    """
    hits: list[Hit] = []
    seen = np.zeros(len(segment.columns), bool)
    for upper, rows in _bands(segment, closeness):
        reach = _cap(upper)
        if reach < BAND_FROM[0] or (len(hits) == limit and hits[-1].total > reach):
            break
        fresh = rows[~seen[rows]]
        seen[fresh] = True
        for chunk, most in _chunks(fresh, reach, side):
            if len(hits) == limit and hits[-1].total > most:
                break
            hits = sorted([*hits, *_listed(segment, chunk, *score(chunk), limit)], key=order)[:limit]
    return hits


def _chunks(rows: Ints, reach: float, side: SideBound) -> Iterator[tuple[Ints, float]]:
    """Rows in parts with the largest total that a part may hold, the most promising first.

    A band of few rows is one part. In a large one the person's side, which is cheap, is judged first: the total is the
    geometric mean of both fits, and the employer's is at most `reach`.
    """
    if len(rows) <= CHUNK:
        if len(rows):
            yield rows, reach
        return
    fit = side(rows)
    order = np.argsort(-fit, kind="stable")
    for start in range(0, len(rows), CHUNK):
        part = order[start : start + CHUNK]
        yield rows[np.sort(part)], reach * float(np.sqrt(fit[part[0]])) + ROUNDING


def _cap(value: float) -> float:
    """The largest total that a profession value allows, with room for the rounding of totals and of float32."""
    return float(CAP(np.array([value], np.float32))[0]) + ROUNDING


def _bands(segment: AnySegment, closeness: NDArray[np.float32]) -> Iterator[tuple[float, Ints]]:
    """Bands of falling closeness as (upper bound of the value, rows); rows are looked up only when asked for."""
    upper, told = float(np.max(closeness, initial=0.0)), False
    for edge in EDGES:
        if not told and edge < ANY_WORK:
            told = True
            untold = segment.postings.untold
            yield max(upper, ANY_WORK), untold[segment.alive[untold]]
        titles = np.flatnonzero((closeness >= edge) & (closeness <= upper))
        if edge == 0.0:
            yield upper, np.flatnonzero(segment.alive).astype(np.int32)
        elif len(titles):
            yield upper, segment.rows_of(titles)
        upper = edge


def _listed(segment: AnySegment, rows: Ints, pairs: Pairs, scores: Scores, limit: int) -> list[Hit]:
    """The best `limit` of scored rows, as hits; ties at the edge are all kept."""
    kept = np.flatnonzero(band(scores) > 0)
    if len(kept) > limit:
        totals = scores.total[kept]
        edge = np.partition(totals, len(totals) - limit)[len(totals) - limit]
        kept = kept[totals >= edge]
    unknowns = scores.unknowns()
    return [
        Hit(segment.columns.ids[int(rows[at])], float(scores.total[at]), int(unknowns[at]), pairs, scores, at)
        for at in kept.tolist()
    ]
