"""The wishes and jobs of the resumes of some pairs, flattened, each with its closeness to the pair's vacancy.

Computed once a query and shared by the criteria of profession and experience.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from scoring.columns.codes import OPEN_END, UNSTATED
from scoring.columns.resumes import JOB
from scoring.criteria.base import Bools, Bytes, Floats, Ints, Pairs, picked


@dataclass(frozen=True)
class Works:
    """m entries of n pairs: `owner` int64[m] ascending (index of the pair); months since 1900, -1 = not stated."""

    count: int
    owner: NDArray[np.int64]
    kind: Bytes
    start: Ints
    end: Ints
    closeness: Floats
    recognised: Bools
    vague: Bools
    month: int

    @classmethod
    def of(cls, pairs: Pairs) -> Works:
        """The entries of the pairs; a job that lasts ends in the month of `as_of`."""
        resumes, vacancies = pairs.resumes, pairs.vacancies
        positions, owner = _positions(pairs)
        titles = resumes.works.values[positions]
        wanted = vacancies.title[picked(pairs.vacancy, owner)]
        end = resumes.work_end[positions].astype(np.int32)
        return cls(
            len(pairs),
            owner,
            resumes.work_kind[positions],
            resumes.work_start[positions].astype(np.int32),
            np.where(end == OPEN_END, np.int32(max(pairs.month, 0)), end),
            pairs.title_closeness(vacancies, resumes, wanted, titles),
            (resumes.titles.nodes[titles, 0] > 0) & (vacancies.titles.nodes[wanted, 0] > 0),
            resumes.titles.vague[titles] > 0,
            pairs.month,
        )

    @cached_property
    def jobs(self) -> Bools:
        """Which entries are work done."""
        found: Bools = self.kind == JOB
        return found

    @cached_property
    def age(self) -> Floats:
        """Months since each entry ended."""
        return np.maximum(self.month - self.end, 0).astype(np.float32)

    def best(self, which: Bools, factor: Floats | None = None) -> Floats:
        """For each pair the largest closeness (times factor) over its entries of `which`; 0 where there is none."""
        found = np.zeros(self.count, np.float32)
        value = self.closeness if factor is None else self.closeness * factor
        np.maximum.at(found, self.owner[which], value[which])
        return found

    def any(self, which: Bools) -> Bools:
        """For each pair whether one of its entries is of `which`."""
        found = np.zeros(self.count, bool)
        found[self.owner[which]] = True
        return found

    def months(self, which: Bools) -> Floats:
        """For each pair the months covered by its dated entries of `which`; overlaps count once.

        Entries of a row are sorted by start (the builder sees to it), so one running maximum of ends suffices.
        """
        which = which & (self.start != UNSTATED) & (self.end > self.start)
        owner = self.owner[which]
        if not len(owner):
            return np.zeros(self.count, np.float32)
        shift = owner * (2 * OPEN_END)  # keeps the running maximum from crossing pairs
        start, end = self.start[which] + shift, self.end[which] + shift
        reached = np.concatenate(([np.int64(-1)], np.maximum.accumulate(end)[:-1]))
        fresh = np.maximum(end - np.maximum(start, reached), 0)
        return np.bincount(owner, fresh, self.count).astype(np.float32)

    def latest(self, which: Bools) -> Ints:
        """For each pair the last month of its entries of `which`; -1 where there is none."""
        found = np.full(self.count, UNSTATED, np.int32)
        np.maximum.at(found, self.owner[which], self.end[which])
        return found


def _positions(pairs: Pairs) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Positions of the entries in the resumes' column, and of which pair each is."""
    if len(pairs.resume) == len(pairs):
        return pairs.resumes.works.positions(pairs.resume)
    # One resume against many vacancies: its entries once a vacancy.
    positions, _ = pairs.resumes.works.positions(pairs.resume)
    return np.tile(positions, len(pairs)), np.repeat(np.arange(len(pairs)), len(positions))
