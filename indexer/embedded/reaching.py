"""Whose lists a record may enter: the rows of the other side for which its upper bound reaches a floor of their own.

A search asks which rows can enter one list; here one row is asked which of many lists it can enter. Both use the same
bounds, and a pair's total is the same from both sides, so nothing that enters is missed.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from indexer.embedded.directions import bound_of, closeness_to
from indexer.embedded.search import once, within_reach
from indexer.embedded.segment import AnySegment
from indexer.search import Request
from scoring.bounds import ROUNDING
from scoring.columns.resumes import ResumeColumns
from scoring.columns.vacancies import VacancyColumns
from scoring.criteria.base import Pairs
from scoring.rank import Scorer

Rows = NDArray[np.int32]


def reached(
    scorer: Scorer,
    one: VacancyColumns | ResumeColumns,
    segment: AnySegment,
    floors: NDArray[np.float64],
    request: Request,
) -> Rows:
    """The live rows of a segment whose floor the one record of `one` may reach.

    Args:
        scorer: of the lists.
        one: columns of a single record.
        segment: of the other kind.
        floors: float64[rows], the logarithm of the total from which a record enters the list of a row; infinite where
            there is no list.
        request: the weights of the lists; no part of the bounds hangs on its day, limit or musts.
    """
    if not np.isfinite(floors).any():
        return np.empty(0, np.int32)
    columns = segment.columns

    def pairs(rows: Rows) -> Pairs:
        if isinstance(one, VacancyColumns):
            return scorer.pairs(one, columns, 0, rows, request.as_of)
        return scorer.pairs(columns, one, rows, 0, request.as_of)

    most, least = bound_of(scorer, one.place, segment, pairs, request), float(floors.min())
    posted = segment.postings.cells
    every, near, reach = within_reach(segment, closeness_to(scorer, one, segment), most)
    rows, titles, kinds = posted.entries(near[reach >= least])
    listed = np.isfinite(floors[rows]) & segment.alive[rows]
    rows, titles, kinds = rows[listed], titles[listed], kinds[listed]
    rows, logs = most.open(rows, kinds, most.title(every[titles]), least)
    rows, logs = once(rows, logs)
    may = logs >= floors[rows] - ROUNDING
    rows, logs = rows[may], logs[may]
    if len(rows):
        rows = rows[most.tighten(rows, logs) >= floors[rows] - ROUNDING]
    return rows
