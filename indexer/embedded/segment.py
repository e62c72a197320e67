"""A segment: columns with postings, rows by id, and a mask of the rows that still count."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from indexer.embedded.cells import Cells, cells
from scoring.bounds import Remembered
from scoring.closeness import strength
from scoring.columns.kinds import Kinds, kinds
from scoring.columns.resumes import ResumeColumns
from scoring.columns.titleindex import TitleIndex, title_index
from scoring.columns.vacancies import VacancyColumns

Columns = TypeVar("Columns", bound=ResumeColumns | VacancyColumns)
Ints = NDArray[np.int32]


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
        wanted = np.uint32(id_hash(record_id))
        low = int(np.searchsorted(self.postings.hashes, wanted, "left"))
        high = int(np.searchsorted(self.postings.hashes, wanted, "right"))
        for at in range(low, high):
            row = int(self.postings.hashed[at])
            if self.columns.ids[row] == record_id:
                return row
        return None

    def bury(self, record_id: str) -> None:
        """The row of an id counts no more."""
        row = self.row(record_id)
        if row is not None:
            self.alive[row] = False
            self.__dict__.pop("count", None)

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
