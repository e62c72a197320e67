"""A segment: columns with postings, rows by id, and a mask of the rows that still count."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from indexer.embedded.cells import Cells, cells
from scoring.bounds import Remembered
from scoring.closeness import strength
from scoring.columns.concat import concat
from scoring.columns.kinds import Kinds, kinds
from scoring.columns.resumes import ResumeColumns
from scoring.columns.titleindex import TitleIndex, title_index
from scoring.columns.vacancies import VacancyColumns

Columns = TypeVar("Columns", bound=ResumeColumns | VacancyColumns)
Ints = NDArray[np.int32]
SMALL = 512
"""Rows up to which a segment of changes is made anew with each further change."""


@dataclass(frozen=True)
class Postings:
    """What leads to rows.

    Attributes:
        cells: the rows by their titles.
        kinds: what rows share of the person's side.
        titles: the distinct titles by meaning and by words.
        hashes: sorted uint32 hashes of the ids; `hashed` the row of each.
    """

    cells: Cells
    kinds: Kinds
    titles: TitleIndex
    hashes: NDArray[np.uint32]
    hashed: Ints


def postings(columns: ResumeColumns | VacancyColumns) -> Postings:
    """The postings of columns."""
    of, shared = kinds(columns)
    titles = title_index(columns.titles, strength(columns.titles))
    hashes = np.array([id_hash(one) for one in columns.ids.all()], np.uint32)
    by_hash = np.argsort(hashes, kind="stable")
    return Postings(cells(columns, of), shared, titles, hashes[by_hash], by_hash.astype(np.int32))


def id_hash(record_id: str) -> int:
    """A 32-bit hash of an id; equal hashes are told apart by the ids themselves."""
    return zlib.crc32(record_id.encode())


class Segment(Generic[Columns]):
    """Columns with their postings; `alive` is this process's own mask of the rows that still count."""

    def __init__(self, columns: Columns, posted: Postings) -> None:
        self.columns = columns
        self.postings = posted
        self.alive = np.ones(len(columns), bool)
        self.remembered: Remembered = {}

    def row(self, record_id: str) -> int | None:
        """The row of an id, alive or not."""
        return next(self._rows(record_id), None)

    def bury(self, record_id: str) -> None:
        """The rows of an id count no more; in a segment grown of several a record may have stood more than once."""
        for row in self._rows(record_id):
            self.alive[row] = False
            self.__dict__.pop("count", None)

    def _rows(self, record_id: str) -> Iterator[int]:
        wanted = np.uint32(id_hash(record_id))
        low = int(np.searchsorted(self.postings.hashes, wanted, "left"))
        high = int(np.searchsorted(self.postings.hashes, wanted, "right"))
        for at in range(low, high):
            row = int(self.postings.hashed[at])
            if self.columns.ids[row] == record_id:
                yield row

    @cached_property
    def count(self) -> int:
        """How many rows count."""
        return int(self.alive.sum())

    def living(self, rows: Ints) -> NDArray[np.bool_] | slice:
        """Which of the rows count."""
        return slice(None) if self.count == len(self.alive) else self.alive[rows]

    def rows_close(self, closeness: NDArray[np.float32], least: float) -> Ints:
        """The distinct live rows with a title whose closeness (float32[titles]) is `least` or more."""
        posted = self.postings.cells
        every, near, closest = posted.near(closeness)
        rows, titles, _ = posted.entries(near[closest >= least])
        rows = rows[(titles < len(closeness)) & (every[titles] >= least)]
        return np.unique(rows[self.living(rows)])


AnySegment = Segment[Any]
"""A segment of either side."""


def segment_of(columns: Columns) -> Segment[Columns]:
    """A segment of columns that are in memory."""
    return Segment(columns, postings(columns))


def grown(delta: list[AnySegment], fresh: AnySegment) -> list[AnySegment]:
    """The segments of what changed, with one more of what changed just now: never more than two.

    Each costs a query about as much as the first, so the last two become one; and one of all from time to time, so that
    a change costs what few rows cost and not what all that has changed does.
    """
    if len(delta) < 2:
        return [*delta, fresh]
    large, small = delta[0], _one([delta[1], fresh])
    return [large, small] if len(small.alive) < SMALL else [_one([large, small])]


def _one(parts: list[AnySegment]) -> AnySegment:
    found: AnySegment = segment_of(concat([one.columns for one in parts]))
    found.alive[:] = np.concatenate([one.alive for one in parts])
    return found
