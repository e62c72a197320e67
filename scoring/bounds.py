"""Upper bounds of totals, cheap enough for every row that an engine looks at.

A total is the geometric mean of both fits under a cap by the profession. None of its parts is above 1, so the part of
the profession, which hangs on the title alone, and the parts of the person's side, which hang on the row's kinds, bound
it from above. All bounds are logarithms, so that parts add up.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scoring.columns import kinds
from scoring.columns.kinds import Codes, Kinds
from scoring.columns.places import SETTLEMENT, PlaceColumns
from scoring.columns.resumes import ResumeColumns
from scoring.columns.vacancies import VacancyColumns
from scoring.criteria import salary, schedule, transport
from scoring.criteria.base import Bools, Ints, Pairs
from scoring.rank import CAP, LEAST
from scoring.weights import EMPLOYER, PERSON

Floats = NDArray[np.float32]
ROUNDING = 1e-5
"""Room for float32 and for the rounding of totals."""


class Query(NamedTuple):
    """One record against the rows of a segment: `home` is its place (one row), `pairs(rows)` pairs it with rows."""

    home: PlaceColumns
    columns: ResumeColumns | VacancyColumns
    kinds: Kinds
    pairs: Callable[[Ints], Pairs]


@dataclass(frozen=True)
class Bound:
    """The bound of one query over the rows of one segment.

    Attributes:
        query: of which.
        settlement: the number of its settlement, whose people need no way; -1 where nobody there is known.
        salary, schedule, stay, away: float32[kinds], the parts; a row has the better one of the last two.
        listed: bool[kinds of moving], of those that only a place on the person's list brings there.
        profession_share: the exponent of the profession's value.
    """

    query: Query
    settlement: int
    salary: Floats
    schedule: Floats
    stay: Floats
    away: Floats
    listed: Bools
    profession_share: float

    def title(self, closeness: Floats) -> Floats:
        """The part of the profession, from upper bounds of its value."""
        at_least = np.maximum(closeness, np.float32(LEAST))
        found = np.log(CAP(closeness)) + np.float32(self.profession_share) * np.log(at_least) + np.float32(ROUNDING)
        return found.astype(np.float32)

    def rows(self, rows: Ints, of: Codes) -> Floats:
        """The part of the person's side of some rows, of which `of` are the kinds."""
        stay, away = self.stay[of[:, kinds.STAY]], self.away[of[:, kinds.MOVE]]
        if self.settlement >= 0:
            stay[of[:, kinds.SETTLEMENT] == self.settlement] = 0
        moving = np.flatnonzero(self.listed[of[:, kinds.MOVE]] & (away > stay))
        if len(moving):
            away[moving[~transport.moves(self.query.pairs(rows[moving]))]] = -np.inf
        found: Floats = np.maximum(stay, away)
        found += self.salary[of[:, kinds.SALARY]]
        found += self.schedule[of[:, kinds.SCHEDULE]]
        return found

    def regions(self, regions: NDArray[np.int8], moves: Ints) -> Floats:
        """The largest part of the person's side of rows in a region and of a kind of moving."""
        place = self.query.columns.place
        nearest = np.full(int(regions.max(initial=-1)) + 1, -np.inf, np.float32)
        np.maximum.at(nearest, place.region[self.query.kinds.stay], self.stay)
        if self.settlement >= 0:
            nearest[self.query.home.region[0]] = 0
        found: Floats = np.maximum(nearest[regions], self.away[moves])
        found += self.salary.max(initial=-np.inf) + self.schedule.max(initial=-np.inf)
        return found


def bound(query: Query, weights: Mapping[str, float]) -> Bound:
    """The bound of a query; `weights` by criterion, as the ranking applies them."""
    shared, pairs = query.kinds, query.pairs
    pay, hours = salary.judge(pairs(shared.salary)), schedule.judge(pairs(shared.schedule))
    employer = sum(weights[name] for name in EMPLOYER)
    person = sum(weights[name] for name in PERSON) - (0 if hours.asked.any() else weights["schedule"])
    share = {name: weights[name] / person / 2 if person else 0.0 for name in PERSON}
    movers = pairs(shared.move)
    away = transport.away(movers)
    listed = (movers.resumes.relocation[movers.resume] == transport.LISTED) & (away <= transport.READY_TO_MOVE)
    return Bound(
        query,
        _settlement(query),
        _part(pay.value, share["salary"]),
        np.where(hours.asked, _part(hours.value, share["schedule"]), np.float32(0)),
        _part(transport.stay(pairs(shared.areas), pairs(shared.stay), shared.area, kinds.CELL_KM), share["transport"]),
        _part(away, share["transport"]),
        listed,
        share["wish"] + (weights["profession"] / employer / 2 if employer else 0.0),
    )


def _settlement(query: Query) -> int:
    codes, code = query.kinds.settlements, query.home.code[0]
    at = int(np.searchsorted(codes, code))
    return at if query.home.kind[0] == SETTLEMENT and at < len(codes) and codes[at] == code else -1


def _part(value: Floats, share: float) -> Floats:
    return np.log(np.maximum(value, np.float32(LEAST))) * np.float32(share)
