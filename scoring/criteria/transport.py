"""Transport access: can the person get to the work (pt. 2(10))?

met: the same settlement; or the minutes by distance within what the person allows (60 where silent; own car 60 km/h,
else 30 km/h); or remote work; or the employer brings or houses people and the person accepts that (works by rotation,
or moves); or they are ready to move there. unknown: a place is missing or too vague within the same region.
not_met: none of these; far away with nothing said of moving is not_met.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scoring.columns.places import DISTRICT, NOWHERE, REGION, SETTLEMENT
from scoring.criteria.base import Bools, Curve, Floats, Judged, Pairs, facet, join
from scoring.places.distance import DEFAULT_MAX_MINUTES, kilometres, minutes
from scoring.records import FORMATS, REGIMES, Provision

PRIOR = 0.82
PROVISIONS: tuple[Provision, ...] = ("transport", "housing", "meals")
READY_TO_MOVE = 0.85
"""Moving house for the job: possible, said so, and still the larger step for both sides."""
BROUGHT = 0.97
ROTATION = 1 << REGIMES.index("rotation")
REMOTE = 1 << FORMATS.index("remote")
TRANSPORT = 1 << PROVISIONS.index("transport")
HOUSING = 1 << PROVISIONS.index("housing")
NEAR_BUS_KM = 60.0
"""How far an employer's bus is taken to collect people daily."""

OVER = Curve(
    "minutes / minutes allowed",
    ((0.0, 1.0), (1.0, 0.97), (1.05, 0.86), (1.2, 0.5), (1.5, 0.22), (2.0, 0.12), (4.0, 0.06), (10.0, 0.03)),
)


@dataclass(frozen=True)
class Way:
    """The way to work of n pairs: minutes (NaN where not known), km, and what settles it without them."""

    same: Bools
    km: Floats
    minutes: Floats
    allowed: Floats
    approximate: Bools
    remote: Bools
    taken_up: Bools
    moves: Bools
    missing: Bools
    vague: Bools


def way(pairs: Pairs) -> Way:
    """All that decides, a pair each."""
    vacancies, resumes = pairs.vacancies, pairs.resumes
    v, r = pairs.vacancy, pairs.resume
    there, here = vacancies.place, resumes.place
    kind_v, kind_r = there.kind[v], here.kind[r]
    precise = (kind_v == SETTLEMENT) & (kind_r == SETTLEMENT)
    same = precise & (there.code[v] == here.code[r])
    km = kilometres(there.lat[v], there.lon[v], here.lat[r], here.lon[r])
    rough = (there.approximate[v] + here.approximate[r]) > 0
    usable = ~np.isnan(km) & _usable(pairs, rough)
    allowed = resumes.max_minutes[r]
    allowed = np.where(np.isnan(allowed), DEFAULT_MAX_MINUTES, allowed).astype(np.float32)
    allowed += np.float32(pairs.extra_minutes)
    taken = minutes(km, resumes.own_car[r] > 0)
    offers = vacancies.provides[v]
    near = same | (usable & (km <= NEAR_BUS_KM))
    offered = ((offers & HOUSING) != 0) | (((offers & TRANSPORT) != 0) & near)
    region = there.region[v] == here.region[r]
    return Way(
        same=same,
        km=np.where(usable, km, np.nan).astype(np.float32),
        minutes=np.where(usable, taken, np.nan).astype(np.float32),
        allowed=allowed,
        approximate=rough,
        remote=(vacancies.format[v] & REMOTE) != 0,
        taken_up=offered & (near | _lives_there(pairs)),
        moves=_moves(pairs),
        missing=(kind_v == NOWHERE) | (kind_r == NOWHERE),
        vague=region & ~same & ~usable & (np.minimum(kind_v, kind_r) >= REGION),
    )


def _usable(pairs: Pairs, rough: Bools) -> Bools:
    """Distances between exact points are used anywhere, approximate ones only within one district or across regions."""
    there, here = pairs.vacancies.place, pairs.resumes.place
    v, r = pairs.vacancy, pairs.resume
    area: Bools = (there.kind[v] >= DISTRICT) & (here.kind[r] >= DISTRICT)
    same_district: Bools = there.district[v] == here.district[r]
    exact: Bools = (there.kind[v] == SETTLEMENT) & (here.kind[r] == SETTLEMENT)
    return area & (~rough | ~same_district | exact)


def _lives_there(pairs: Pairs) -> Bools:
    """Whether the person takes the employer's bed far from home: works by rotation, as the vacancy does, or moves."""
    rotation: Bools = (pairs.vacancies.regime[pairs.vacancy] & ROTATION) != 0
    accepts: Bools = (pairs.resumes.regimes[pairs.resume] & ROTATION) != 0
    moves: Bools = pairs.resumes.relocation[pairs.resume] > 0
    return (rotation & accepts) | (~rotation & moves)


def _moves(pairs: Pairs) -> Bools:
    """Ready to move anywhere, or to a listed code that holds the vacancy's place."""
    stated = pairs.resumes.relocation[pairs.resume]
    moves: Bools = stated == 1
    listed = np.flatnonzero(stated == 2)
    if len(listed):
        positions, owner = pairs.resumes.relocation_codes.positions(pairs.resume[listed])
        wanted = pairs.resumes.relocation_codes.values[positions].astype(np.int64)
        code = pairs.vacancies.place.code[pairs.vacancy[listed]][owner].astype(np.int64)
        hit = np.zeros(len(listed), bool)
        for zeros in (1, 1_000, 100_000, 10_000_000):
            hit[owner[(wanted % zeros == 0) & (wanted // zeros == code // zeros)]] = True
        moves = moves.copy()
        moves[listed] = hit
    return moves


def judge(pairs: Pairs) -> Judged:
    """One facet, `place`."""
    found = way(pairs)
    reached = found.minutes <= found.allowed
    met = found.remote | found.same | found.taken_up | found.moves | reached
    known = met | (~found.missing & ~found.vague)
    ratio = np.where(np.isnan(found.minutes), 10.0, found.minutes / np.maximum(found.allowed, 1.0)).astype(np.float32)
    value = np.where(found.remote | found.same, 1.0, OVER(ratio))
    value = np.where(found.taken_up, np.maximum(value, BROUGHT), value)
    value = np.where(found.moves, np.maximum(value, READY_TO_MOVE), value).astype(np.float32)
    one = facet(np.ones(len(pairs), bool), known, met, value, PRIOR)
    # A rough distance within the district that is short enough is better than silence; never better than the same town.
    return join({"place": one})
