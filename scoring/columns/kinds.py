"""Rows that share all that a criterion reads: a million people want a few hundred different pays.

What is judged once a kind and looked up by row costs a query next to nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.columns.resumes import ResumeColumns
from scoring.columns.vacancies import VacancyColumns
from scoring.records import FORMATS, REGIMES

Ints = NDArray[np.int32]
Codes = NDArray[np.unsignedinteger[Any]]
CELL = 0.05
"""Side of a cell of the grid, degrees."""
CELL_KM = 8.0
"""No two points of a cell lie farther apart (at the equator; nearer in Kazakhstan)."""
SALARY, SCHEDULE, STAY, MOVE, SETTLEMENT = range(5)
"""The columns of what `kinds` gives for each row."""
_ROTATION = 1 << REGIMES.index("rotation")
_REMOTE = 1 << FORMATS.index("remote")


@dataclass(frozen=True)
class Kinds:
    """For each kind of the person's side of a pair one row that stands for it.

    Attributes:
        salary, schedule: kinds by all that these criteria read.
        stay: by what the daily way to work hangs on. There are thousands of villages and of addresses, so a district
            and a cell of a grid stand for the place.
        areas: rows of the areas, kinds by place alone; `area` the area of each kind of `stay`.
        move: by what else brings a person to the work.
        settlements: not rows but the codes of the settlements, ascending.
    """

    salary: Ints
    schedule: Ints
    stay: Ints
    areas: Ints
    area: Ints
    move: Ints
    settlements: Ints


def kinds(columns: ResumeColumns | VacancyColumns) -> tuple[Codes, Kinds]:
    """The kinds of n rows: unsigned ints [n, 5], the columns as named above, and what stands for the kinds."""
    area, areas = _kinds(_area(columns))
    if isinstance(columns, ResumeColumns):
        parts = [
            _kinds([columns.ask, columns.ask_period, columns.ask_in_hand]),
            _kinds([columns.regimes, columns.employment, columns.formats, columns.night, columns.hours_max]),
            _kinds([area, columns.own_car > 0, columns.max_minutes]),
            _kinds([columns.relocation, columns.regimes & _ROTATION]),
        ]
    else:
        one = columns
        parts = [
            _kinds([one.low, one.high, one.period, one.gross, one.shifts, one.hours]),
            _kinds([one.regime, one.employment, one.format, one.night, one.hours]),
            _kinds([area, one.provides, one.format & _REMOTE]),
            _kinds([one.provides, one.regime & _ROTATION]),
        ]
    settlements, settlement = np.unique(columns.place.code, return_inverse=True)
    of = np.stack([*(code for code, _ in parts), settlement], axis=1)
    salary, schedule, stay, move = (rows for _, rows in parts)
    small = np.uint16 if of.max(initial=0) < 1 << 16 else np.uint32
    return of.astype(small), Kinds(salary, schedule, stay, areas, area[stay].astype(np.int32), move, settlements)


def _area(columns: ResumeColumns | VacancyColumns) -> Iterable[NDArray[Any]]:
    place = columns.place
    cells = (np.floor(side / np.float32(CELL)) for side in (place.lat, place.lon))
    return (place.kind, place.region, place.district, place.approximate, *cells)


def _kinds(columns: Iterable[NDArray[Any]]) -> tuple[NDArray[np.int64], Ints]:
    """The kind of each row, and the first row of each kind; rows of a kind agree in all columns."""
    code: NDArray[np.int64] | None = None
    for column in columns:
        # Bits and not numbers: an amount that is not stated (NaN) is a value like any other here.
        bits = column.view(np.uint32) if column.dtype == np.float32 else column
        values, back = np.unique(bits, return_inverse=True)
        joined = back if code is None else code * len(values) + back
        code = np.unique(joined, return_inverse=True)[1]
    assert code is not None  # noqa: S101 - there is at least one column
    return code, np.unique(code, return_index=True)[1].astype(np.int32)
