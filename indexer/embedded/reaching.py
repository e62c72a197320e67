"""Whose lists a record may enter: the rows of the other side for which its upper bound reaches a floor of their own.

A search asks which rows can enter one list; here one row is asked which of many lists it can enter. Both use the same
bounds, and a pair's total is the same from both sides, so nothing that enters is missed.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from indexer.embedded.directions import closeness_to
from indexer.embedded.segment import AnySegment
from indexer.search import Request
from scoring.bounds import ROUNDING, Query, bound
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

    query = Query(one.place, columns, segment.postings.kinds, pairs, scorer.memory, segment.remembered)
    most, least = bound(query, request.weights), float(floors.min())
    posted = segment.postings.cells
    every, near, closest = posted.near(closeness_to(scorer, one, segment))
    reach = most.title(closest) + most.regions(posted.region[near], posted.move[near])
    rows, titles, kinds = posted.entries(near[reach >= least])
    listed = np.isfinite(floors[rows]) & segment.alive[rows]
    rows, titles, kinds = rows[listed], titles[listed], kinds[listed]
    rows, logs = most.open(rows, kinds, most.title(every[titles]), least)
    rows, logs = _largest(rows, logs)
    may = logs >= floors[rows] - ROUNDING
    rows, logs = rows[may], logs[may]
    if len(rows):
        rows = rows[most.tighten(rows, logs) >= floors[rows] - ROUNDING]
    return rows


def _largest(rows: Rows, logs: NDArray[np.float32]) -> tuple[Rows, NDArray[np.float32]]:
    """Each row once, with the largest of its bounds (one a title)."""
    order = np.argsort(-logs, kind="stable")
    found, first = np.unique(rows[order], return_index=True)
    return found, logs[order][first]
