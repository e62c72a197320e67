"""A segment: columns with postings by title, rows by id, and a mask of the rows that still count."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from scoring.columns.resumes import ResumeColumns
from scoring.columns.texts import Ragged
from scoring.columns.vacancies import VacancyColumns

Columns = TypeVar("Columns", bound=ResumeColumns | VacancyColumns)
Ints = NDArray[np.int32]


@dataclass(frozen=True)
class Postings:
    """Rows by distinct title, rows whose profession the record does not tell, and ids by hash.

    Attributes:
        rows: row t = the sorted rows that carry title t.
        untold: rows with no recognised title, or with a vague one.
        hashes: sorted uint32 hashes of the ids; `hashed` the row of each.
    """

    rows: Ragged
    untold: Ints
    hashes: NDArray[np.uint32]
    hashed: Ints


def postings(columns: ResumeColumns | VacancyColumns) -> Postings:
    """The postings of columns."""
    titles, rows = _entries(columns)
    order = np.lexsort((rows, titles))
    titles, rows = titles[order], rows[order]
    fresh = np.ones(len(rows), bool)
    fresh[1:] = (titles[1:] != titles[:-1]) | (rows[1:] != rows[:-1])
    titles, rows = titles[fresh], rows[fresh]
    offsets = np.searchsorted(titles, np.arange(len(columns.titles.texts) + 1)).astype(np.int64)
    hashes = np.array([id_hash(one) for one in columns.ids.all()], np.uint32)
    by_hash = np.argsort(hashes, kind="stable")
    return Postings(Ragged(offsets, rows.astype(np.int32)), _untold(columns), hashes[by_hash], by_hash.astype(np.int32))


def _entries(columns: ResumeColumns | VacancyColumns) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """(title, row) of every title that a row carries."""
    if isinstance(columns, VacancyColumns):
        return columns.title.astype(np.int64), np.arange(len(columns), dtype=np.int64)
    lengths = np.diff(columns.works.offsets)
    return columns.works.values.astype(np.int64), np.repeat(np.arange(len(columns), dtype=np.int64), lengths)


def _untold(columns: ResumeColumns | VacancyColumns) -> Ints:
    titles, rows = _entries(columns)
    told = np.zeros(len(columns), bool)
    told[rows[columns.titles.nodes[titles, 0] > 0]] = True
    told[rows[columns.titles.vague[titles] > 0]] = False
    return np.flatnonzero(~told).astype(np.int32)


def id_hash(record_id: str) -> int:
    """A 32-bit hash of an id; equal hashes are told apart by the ids themselves."""
    return zlib.crc32(record_id.encode())


class Segment(Generic[Columns]):
    """Columns with their postings; `alive` is this process's own mask of the rows that still count."""

    def __init__(self, columns: Columns, posted: Postings) -> None:
        self.columns = columns
        self.postings = posted
        self.alive = np.ones(len(columns), bool)

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

    def rows_of(self, titles: NDArray[np.int64]) -> Ints:
        """The distinct live rows that carry one of the titles."""
        positions, _ = self.postings.rows.positions(titles.astype(np.int32))
        mask = np.zeros(len(self.columns), bool)
        mask[self.postings.rows.values[positions]] = True
        mask &= self.alive
        return np.flatnonzero(mask).astype(np.int32)


AnySegment = Segment[Any]
"""A segment of either side."""
