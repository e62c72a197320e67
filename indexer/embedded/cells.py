"""Postings: the titles of rows, laid out in cells of one occupation, one region and one kind of moving.

A query meets a few occupations and a few places. All entries of a cell share the bounds of both, so most cells are
passed over without looking at a row.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scoring.columns.kinds import MOVE, Codes
from scoring.columns.resumes import ResumeColumns
from scoring.columns.texts import Ragged
from scoring.columns.vacancies import VacancyColumns
from scoring.criteria.profession import ANY_WORK

Ints = NDArray[np.int32]
Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Cells:
    """m entries (row, title) in c cells; the titles are in g groups.

    A row that does not tell its profession has one entry more, with a title of its own: number t, behind the t titles.

    Attributes:
        rows: row i = the rows of the entries of cell i.
        titles: int32[m], the entries' titles; `kinds` unsigned ints [m, 5], the kinds of their rows. They lie here,
            and not by row, so that a cell is read as it lies in memory.
        groups: int64[g + 1], where the cells of each group begin.
        region: int8[c], the region of each cell's rows.
        move: int32[c], their kind of moving.
        group_of: int32[t + 1], the group of each title; titles with the same first occupation node are one.
    """

    rows: Ragged
    titles: Ints
    kinds: Codes
    groups: NDArray[np.int64]
    region: NDArray[np.int8]
    move: Ints
    group_of: Ints

    def near(self, titles: Floats) -> tuple[Floats, NDArray[np.int64], Floats]:
        """From the closeness of the t titles: that of all t + 1, the cells that are not far, the largest of each."""
        every = np.append(titles, np.float32(ANY_WORK))
        near = np.flatnonzero(every)
        by_group = np.zeros(len(self.groups) - 1, np.float32)
        np.maximum.at(by_group, self.group_of[near], every[near])
        found, owner = Ragged(self.groups, self.move).positions(np.flatnonzero(by_group))
        return every, found, by_group[by_group > 0][owner]

    def entries(self, cells: NDArray[np.int64]) -> tuple[Ints, Ints, Codes]:
        """The rows, titles and kinds of the entries of some cells."""
        positions, _ = self.rows.positions(cells)
        return self.rows.values[positions], self.titles[positions], self.kinds[positions]


def cells(columns: ResumeColumns | VacancyColumns, of: Codes) -> Cells:
    """The cells of columns; `of` are the kinds of the rows."""
    titles, rows = entries(columns)
    untold = _untold(columns, titles, rows)
    titles = np.concatenate([titles, np.full(len(untold), len(columns.titles.texts))])
    rows = np.concatenate([rows, untold])
    first = columns.titles.nodes[:, 0].astype(np.int64)
    group = np.unique(np.append(first, -1), return_inverse=True)[1]
    place = columns.place.region[rows].astype(np.int64)
    move = of[rows, MOVE].astype(np.int64)
    key = (group[titles] * (place.max(initial=0) + 1) + place) * (move.max(initial=0) + 1) + move
    order = np.lexsort((rows, key))
    start = np.unique(key[order], return_index=True)[1]
    first_entry = order[start]
    return Cells(
        Ragged(np.append(start, len(rows)).astype(np.int64), rows[order].astype(np.int32)),
        titles[order].astype(np.int32),
        of[rows[order]],
        np.searchsorted(group[titles[first_entry]], np.arange(int(group.max()) + 2)).astype(np.int64),
        columns.place.region[rows[first_entry]],
        move[first_entry].astype(np.int32),
        group.astype(np.int32),
    )


def entries(columns: ResumeColumns | VacancyColumns) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """(title, row) of every title that a row carries."""
    if isinstance(columns, VacancyColumns):
        return columns.title.astype(np.int64), np.arange(len(columns), dtype=np.int64)
    lengths = np.diff(columns.works.offsets)
    return columns.works.values.astype(np.int64), np.repeat(np.arange(len(columns), dtype=np.int64), lengths)


def _untold(
    columns: ResumeColumns | VacancyColumns, titles: NDArray[np.int64], rows: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Rows with no recognised title, or with a vague one."""
    told = np.zeros(len(columns), bool)
    told[rows[columns.titles.nodes[titles, 0] > 0]] = True
    told[rows[columns.titles.vague[titles] > 0]] = False
    return np.flatnonzero(~told)
