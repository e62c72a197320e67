"""The exact best k of a segment without scoring every row.

A pair's total is bounded by a part of the profession, which hangs on the closeness of the best title, and by parts of
the person's side, which hang on a row's kinds (scoring.bounds). Cells of postings are opened in the order of their
bounds, of the rows in them those with the highest bounds are scored first, and as soon as the k-th total lies above all
bounds that are left, nothing can enter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.embedded.segment import AnySegment
from indexer.search import best_first
from scoring.bounds import Bound
from scoring.criteria.base import Pairs
from scoring.rank import Scores
from scoring.suitability import BAND_FROM, listed

OPENED = 6_000
"""Entries of cells looked at in the first wave."""
SCORED = 96
"""Rows scored at first."""
TIGHTENED = 8
"""How many times as many rows have their bounds tightened before."""
GROWTH = 8
"""How much larger each later wave is; parts of rows double."""

Ints = NDArray[np.int32]
Floats = NDArray[np.float32]
Scored = tuple[Pairs, Scores]
ScoreRows = Callable[[Ints], Scored]


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
    """See `best_first`."""
    return best_first(hit.total, hit.unknowns, hit.record)


def best(segment: AnySegment, closeness: Floats, score: ScoreRows, bound: Bound, limit: int) -> list[Hit]:
    """The best `limit` listed rows (band 1 or more) of one segment.

    Args:
        segment: where to look.
        closeness: float32[titles of the segment], an upper bound of the profession value that a title brings.
        score: the pairs and exact scores of rows.
        bound: of this query over the segment's rows.
        limit: how many.
    """
    posted = segment.postings.cells
    every, near, reach = within_reach(segment, closeness, bound)
    sizes = posted.rows.offsets[near + 1] - posted.rows.offsets[near]
    search = _Search(segment, score, bound, limit)
    for part in _waves(reach, sizes, lambda: search.floor):
        cells = near[part]
        rows, titles, kinds = posted.entries(cells)
        living = segment.living(rows)
        rows, titles, kinds = rows[living], titles[living], kinds[living]
        search.add(*bound.open(rows, kinds, bound.title(every[titles]), search.floor))
        search.step()
    while search.step():
        pass
    return search.hits


def within_reach(segment: AnySegment, closeness: Floats, bound: Bound) -> tuple[Floats, NDArray[np.int64], Floats]:
    """The closeness of all titles as `Cells` counts them, the cells that are not far, and the bound of each cell."""
    posted = segment.postings.cells
    every, near, closest = posted.near(closeness)
    return every, near, bound.title(closest) + bound.regions(posted.region[near], posted.move[near])


def once(rows: Ints, logs: Floats) -> tuple[Ints, Floats]:
    """Each row once, ascending, with the largest of its bounds: a row has one a title."""
    order = np.argsort(-logs, kind="stable")
    found, first = np.unique(rows[order], return_index=True)
    return found, logs[order][first]


def _waves(reach: Floats, sizes: NDArray[np.int64], floor: Callable[[], float]) -> Iterator[NDArray[np.int64]]:
    """Cells in parts, those of the highest bounds first; `floor` is asked anew before each part."""
    left = np.flatnonzero(reach >= floor())
    entries = OPENED
    while len(left):
        order = np.argsort(-reach[left])
        count = int(np.searchsorted(np.cumsum(sizes[left[order]]), entries)) + 1
        yield left[order[:count]]
        left = left[order[count:]]
        left = left[reach[left] >= floor()]
        entries *= GROWTH


class _Pool(NamedTuple):
    """Rows that are still to be scored: int32[n], and float32[n] upper bounds of the logarithms of their totals."""

    rows: Ints
    logs: Floats

    def joined(self, rows: Ints, logs: Floats) -> _Pool:
        return _Pool(np.concatenate([self.rows, rows]), np.concatenate([self.logs, logs]))

    def where(self, which: NDArray[Any] | slice) -> _Pool:
        return _Pool(self.rows[which], self.logs[which])

    def above(self, floor: float) -> _Pool:
        return self.where(self.logs >= floor)

    def parted(self, size: int) -> tuple[_Pool, _Pool]:
        """The most promising ones, about `size`, and the others."""
        if len(self.rows) <= size + size // 2:
            return self, self.where(slice(0))
        at = np.argpartition(self.logs, len(self.logs) - size)
        return self.where(at[-size:]), self.where(at[:-size])


class _Search:
    """The hits so far of one query in one segment, and the rows that are still to be scored."""

    def __init__(self, segment: AnySegment, score: ScoreRows, bound: Bound, limit: int) -> None:
        self._segment = segment
        self._score = score
        self._bound = bound
        self._limit = limit
        self._seen = np.zeros(len(segment.columns), bool)
        self._loose = _Pool(np.empty(0, np.int32), np.empty(0, np.float32))
        self._tight = self._loose
        self._size = SCORED
        self.hits: list[Hit] = []

    @property
    def floor(self) -> float:
        """The logarithm of the least total that can still enter."""
        full = len(self.hits) == self._limit
        return float(np.log(max(self.hits[-1].total, BAND_FROM[0]) if full else BAND_FROM[0]))

    def add(self, rows: Ints, logs: Floats) -> None:
        """More rows to be scored; `logs` bounds the logarithms of their totals.

        A row may come with several bounds (one a title), of which the largest counts: the first that is reached.
        """
        self._loose = self._loose.joined(rows, logs)

    def step(self) -> bool:
        """Scores the most promising of the rows that can enter; whether there was one."""
        left = self._loose.above(self.floor)
        now, self._loose = left.where(~self._seen[left.rows]).parted(self._size * TIGHTENED)
        if len(now.rows):
            rows, logs = once(now.rows, now.logs)
            self._seen[rows] = True
            self._tight = self._tight.joined(rows, self._bound.tighten(rows, logs))
        now, self._tight = self._tight.above(self.floor).parted(self._size)
        if len(now.rows):
            rows = np.sort(now.rows)
            found = _hits(self._segment, rows, *self._score(rows), self._limit)
            self.hits = sorted([*self.hits, *found], key=order)[: self._limit]
            self._size *= 2
        return bool(len(now.rows) or len(self._loose.rows))


def _hits(segment: AnySegment, rows: Ints, pairs: Pairs, scores: Scores, limit: int) -> list[Hit]:
    """The best `limit` of scored rows, as hits."""
    unknowns = scores.unknowns()
    return [
        Hit(segment.columns.ids[int(rows[at])], float(scores.total[at]), int(unknowns[at]), pairs, scores, at)
        for at in listed(scores, limit).tolist()
    ]
