"""Upper bounds of totals, cheap enough for every row that an engine looks at.

A total is the geometric mean of both fits under a cap by the profession. None of its parts is above 1, so the part of
the profession, which hangs on the title alone, and the parts of the person's side, which hang on the row's kinds, bound
it from above. All bounds are logarithms, so that parts add up.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from scoring.columns import kinds
from scoring.columns.kinds import Codes, Kinds
from scoring.columns.places import SETTLEMENT, PlaceColumns
from scoring.columns.resumes import ResumeColumns
from scoring.columns.vacancies import VacancyColumns
from scoring.criteria import experience, other, qualification, salary, schedule, transport
from scoring.criteria.base import Bools, Ints, Judged, Pairs
from scoring.criteria.memory import Memory
from scoring.rank import CAP, LEAST
from scoring.weights import EMPLOYER, PERSON

Floats = NDArray[np.float32]
ROUNDING = 1e-5
"""Room for float32 and for the rounding of totals."""
REMEMBERED = 256
"""Schedules of which a segment remembers what its kinds are worth to them."""
Remembered = dict[tuple[float, ...], Judged]
MANY_KINDS = 8_000
"""Kinds of which no whole table is made for a query: fewer rows are looked at than that."""


class Query(NamedTuple):
    """One record against the rows of a segment.

    Attributes:
        home: its place (one row).
        columns, kinds: of the segment.
        pairs: pairs it with rows.
        memory: of the scorer.
        remembered: of the segment, what schedules were worth to others: few are asked for and held.
    """

    home: PlaceColumns
    columns: ResumeColumns | VacancyColumns
    kinds: Kinds
    pairs: Callable[[Ints], Pairs]
    memory: Memory
    remembered: Remembered


@dataclass(frozen=True)
class Bound:
    """The bound of one query over the rows of one segment.

    Attributes:
        query: of which.
        settlement: the number of its settlement, whose people need no way; -1 where nobody there is known.
        salary, schedule: the parts by kind.
        stay, away: float32[kinds], the parts of the way; a row has the better one of both.
        listed: bool[kinds of moving], of those that only a place on the person's list brings there.
        shares: the exponents of the values of the profession and of the employer's other criteria.
    """

    query: Query
    settlement: int
    salary: _Part
    schedule: _Part
    stay: Floats
    away: Floats
    listed: Bools
    shares: Mapping[str, float]

    def title(self, closeness: Floats) -> Floats:
        """The part of the profession, from upper bounds of its value."""
        at_least = np.maximum(closeness, np.float32(LEAST))
        found = np.log(CAP(closeness)) + np.float32(self.shares["profession"]) * np.log(at_least) + np.float32(ROUNDING)
        return found.astype(np.float32)

    def open(self, rows: Ints, of: Codes, logs: Floats, floor: float) -> tuple[Ints, Floats]:
        """Those of some rows that may reach `floor`, and their bounds.

        Args:
            rows: of which `of` are the kinds.
            of: as said.
            logs: their parts of the profession.
            floor: the logarithm of the least total that counts.
        """
        stay, away = self.stay[of[:, kinds.STAY]], self.away[of[:, kinds.MOVE]]
        if self.settlement >= 0:
            stay[of[:, kinds.SETTLEMENT] == self.settlement] = 0
        moving = np.flatnonzero(self.listed[of[:, kinds.MOVE]] & (away > stay) & (logs + away >= floor))
        if len(moving):
            away[moving[~transport.moves(self.query.pairs(rows[moving]))]] = -np.inf
        logs = logs + np.maximum(stay, away)
        for part, kind in ((self.salary, kinds.SALARY), (self.schedule, kinds.SCHEDULE)):
            may = np.flatnonzero(logs >= floor)
            rows, of, logs = rows[may], of[may], logs[may]
            logs += part(of[:, kind])
        may = np.flatnonzero(logs >= floor)
        return rows[may], logs[may]

    def tighten(self, rows: Ints, logs: Floats) -> Floats:
        """The bounds of some rows, with the employer's criteria that are cheap to judge."""
        pairs = self.query.pairs(rows)
        for name, judge in (("qualification", qualification.judge), ("other", other.judge)):
            if self.shares[name]:
                judged = judge(pairs, self.query.memory)
                logs = logs + np.where(judged.asked, _log(judged.value, self.shares[name]), np.float32(0))
        return logs

    def regions(self, regions: NDArray[np.int8], moves: Ints) -> Floats:
        """The largest part of the person's side of rows in a region and of a kind of moving."""
        place = self.query.columns.place
        nearest = np.full(1 << 7, -np.inf, np.float32)  # regions are of two digits
        np.maximum.at(nearest, place.region[self.query.kinds.stay], self.stay)
        if self.settlement >= 0:
            nearest[self.query.home.region[0]] = 0
        found: Floats = np.maximum(nearest[regions], self.away[moves])
        found += self.salary.most + self.schedule.most
        return found


class _Part:
    """A part by kind: a table of few kinds is made at once, of many only what is asked for."""

    def __init__(self, judge: Callable[[Ints], Judged], kinds: Ints, share: float) -> None:
        self._judge = judge
        self._kinds = kinds
        self._share = share
        self._table = self._values(judge(kinds)) if len(kinds) <= MANY_KINDS else None
        self.most = float(self._table.max(initial=-np.inf)) if self._table is not None else 0.0

    def __call__(self, of: NDArray[Any]) -> Floats:
        """The parts of some kinds."""
        if self._table is not None:
            found: Floats = self._table[of]
            return found
        return self._values(self._judge(self._kinds[of])) if len(of) else np.zeros(0, np.float32)

    def _values(self, judged: Judged) -> Floats:
        return np.where(judged.asked, _log(judged.value, self._share), np.float32(0))


def _schedules(query: Query, rows: Ints) -> Judged:
    """Schedules judged by kind, or as remembered."""
    if rows is not query.kinds.schedule:
        return schedule.judge(query.pairs(rows))
    pairs = query.pairs(rows[:1])
    key = schedule.key(pairs, vacancy=isinstance(query.columns, ResumeColumns))
    known = query.remembered.get(key)
    if known is None:
        known = schedule.judge(query.pairs(rows))
        if len(query.remembered) >= REMEMBERED:
            query.remembered.clear()
        query.remembered[key] = known
    return known


def bound(query: Query, weights: Mapping[str, float]) -> Bound:
    """The bound of a query; `weights` by criterion, as the ranking applies them."""
    shared, pairs = query.kinds, query.pairs
    share = _shares(query, weights)
    movers = pairs(shared.move)
    away = transport.away(movers)
    listed = (movers.resumes.relocation[movers.resume] == transport.LISTED) & (away <= transport.READY_TO_MOVE)
    near = transport.stay(pairs(shared.areas), pairs(shared.stay), shared.area, kinds.CELL_KM)
    return Bound(
        query,
        _settlement(query),
        _Part(lambda rows: salary.judge(pairs(rows)), shared.salary, share["salary"]),
        _Part(lambda rows: _schedules(query, rows), shared.schedule, share["schedule"]),
        _log(near, share["transport"]),
        _log(away, share["transport"]),
        listed,
        {**share, "profession": share["profession"] + share["wish"]},
    )


def _shares(query: Query, weights: Mapping[str, float]) -> dict[str, float]:
    """The exponents of the criteria's values in the total; a criterion that nobody asks has none."""
    one = query.pairs(query.kinds.schedule if isinstance(query.columns, VacancyColumns) else query.kinds.schedule[:1])
    silent = {name for name, asks in _ASKS.items() if not asks(one)}
    found: dict[str, float] = {}
    for names in (EMPLOYER, PERSON):
        total = sum(weights[name] for name in names if name not in silent)
        found |= {name: weights[name] / total / 2 if total and name not in silent else 0.0 for name in names}
    return found


_ASKS: Mapping[str, Callable[[Pairs], bool]] = {
    "schedule": schedule.states,
    "qualification": qualification.asks,
    "experience": experience.asks,
    "other": other.asks,
}


def _settlement(query: Query) -> int:
    codes, code = query.kinds.settlements, query.home.code[0]
    at = int(np.searchsorted(codes, code))
    return at if query.home.kind[0] == SETTLEMENT and at < len(codes) and codes[at] == code else -1


def _log(value: Floats, share: float) -> Floats:
    return np.log(np.maximum(value, np.float32(LEAST))) * np.float32(share)
