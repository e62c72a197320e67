"""Transport access: can the person get to the work (pt. 2(10))?

met: the same settlement; or the minutes by distance within what the person allows (60 where silent; own car 60 km/h,
else 30 km/h); or remote work; or the employer brings or houses people and the person accepts that (works by rotation,
or moves); or they are ready to move there. unknown: a place is missing or too vague within the same region.
not_met: none of these; far away with nothing said of moving is not_met.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scoring.columns.places import DISTRICT, NOWHERE, REGION, SETTLEMENT
from scoring.criteria.base import ALWAYS, Bools, Curve, Floats, Ints, Judged, Pairs, facet, join, picked, spread
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
LISTED = 2
HOUSED = 3
"""Codes of `relocation`: to listed places, and only where the employer gives a bed."""
"""`relocation` of those who move to places that they list."""
NEAR_BUS_KM = 60.0
"""How far an employer's bus is taken to collect people daily."""

OVER = Curve(
    "minutes / minutes allowed",
    ((0.0, 1.0), (1.0, 0.97), (1.05, 0.86), (1.2, 0.5), (1.5, 0.22), (2.0, 0.12), (4.0, 0.06), (10.0, 0.03)),
)


class Way(NamedTuple):
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
    """All that decides, a pair each (or once, where it is the same for all)."""
    between = _between(pairs)
    near = between.same | (between.km <= NEAR_BUS_KM)
    return _travel(pairs, between, taken_up=_taken_up(pairs, near), moving=moves(pairs))


class _Between(NamedTuple):
    """What lies between two places, n pairs each."""

    same: Bools
    km: Floats
    approximate: Bools
    missing: Bools
    vague: Bools


def _between(pairs: Pairs) -> _Between:
    v, r = pairs.vacancy, pairs.resume
    there, here = pairs.vacancies.place, pairs.resumes.place
    least = np.minimum(there.kind[v], here.kind[r])
    precise = least >= SETTLEMENT
    same = precise & (there.code[v] == here.code[r])
    km = kilometres(there.lat[v], there.lon[v], here.lat[r], here.lon[r])
    rough = (there.approximate[v] + here.approximate[r]) > 0
    # Distances between exact points are used anywhere, approximate ones only within one district or across regions.
    within = rough & (there.district[v] == here.district[r])
    usable = ~np.isnan(km) & (least >= DISTRICT) & (~within | precise)
    vague = (there.region[v] == here.region[r]) & ~same & ~usable & (least >= REGION)
    return _Between(same, np.where(usable, km, np.float32(np.nan)), rough, least == NOWHERE, vague)


def _travel(pairs: Pairs, between: _Between, *, taken_up: Bools, moving: Bools) -> Way:
    """The way of people over what lies between."""
    vacancies, resumes = pairs.vacancies, pairs.resumes
    v, r = pairs.vacancy, pairs.resume
    allowed = resumes.max_minutes[r]
    allowed = np.where(np.isnan(allowed), np.float32(DEFAULT_MAX_MINUTES), allowed) + np.float32(pairs.extra_minutes)
    return Way(
        same=between.same,
        km=between.km,
        minutes=minutes(between.km, resumes.own_car[r] > 0),
        allowed=allowed,
        approximate=between.approximate,
        remote=(vacancies.format[v] & REMOTE) != 0,
        taken_up=taken_up,
        moves=moving,
        missing=between.missing,
        vague=between.vague,
    )


def _taken_up(pairs: Pairs, near: Bools) -> Bools:
    """Whether the employer brings or houses people and the person accepts that."""
    brought = _brought(pairs, near)
    housed = _offers(pairs, HOUSING)
    return brought | (housed & _lives_there(pairs)) if housed.any() else brought


def _brought(pairs: Pairs, near: Bools) -> Bools:
    return _offers(pairs, HOUSING | TRANSPORT) & near


def _offers(pairs: Pairs, provisions: int) -> Bools:
    offered: Bools = (pairs.vacancies.provides[pairs.vacancy] & provisions) != 0
    return offered


def _lives_there(pairs: Pairs) -> Bools:
    """Whether the person takes the employer's bed far from home: works by rotation, as the vacancy does, or moves."""
    rotation: Bools = (pairs.vacancies.regime[pairs.vacancy] & ROTATION) != 0
    accepts: Bools = (pairs.resumes.regimes[pairs.resume] & ROTATION) != 0
    moves: Bools = pairs.resumes.relocation[pairs.resume] > 0
    return (rotation & accepts) | (~rotation & moves)


def moves(pairs: Pairs) -> Bools:
    """Ready to move anywhere, or to a listed code that holds the vacancy's place."""
    stated = pairs.resumes.relocation[pairs.resume]
    found: Bools = stated == 1
    listed = np.flatnonzero(stated == LISTED)
    if len(listed) and len(stated) == 1:
        wanted = pairs.resumes.relocation_codes.row(int(pairs.resume[0])).astype(np.int64)
        code = pairs.vacancies.place.code[pairs.vacancy].astype(np.int64)
        found = np.zeros(len(code), bool)
        for area in wanted:
            found |= _holds(area, code)
        return found
    if len(listed):
        positions, owner = pairs.resumes.relocation_codes.positions(pairs.resume[listed])
        wanted = pairs.resumes.relocation_codes.values[positions].astype(np.int64)
        code = pairs.vacancies.place.code[picked(pairs.vacancy, listed[owner])].astype(np.int64)
        found[listed[owner[_holds(wanted, code)]]] = True
    return found


def _holds(area: NDArray[np.int64], code: NDArray[np.int64]) -> Bools:
    """Whether a settlement's code lies within an area's (KATO: areas end in zeros), elementwise."""
    found: Bools = area == code
    for zeros in (1_000, 100_000, 10_000_000):
        found = found | ((area % zeros == 0) & (area // zeros == code // zeros))
    return found


def judge(pairs: Pairs) -> Judged:
    """One facet, `place`."""
    return _judged(way(pairs), len(pairs))


def _judged(found: Way, count: int) -> Judged:
    here = found.remote | found.same
    met = here | found.taken_up | found.moves | (found.minutes <= found.allowed)
    known = met | ~(found.missing | found.vague)
    ratio = np.fmin(found.minutes / np.maximum(found.allowed, np.float32(1)), np.float32(10))
    value = np.where(here, np.float32(1), OVER(ratio))
    value = np.where(found.taken_up, np.maximum(value, np.float32(BROUGHT)), value)
    value = np.where(found.moves, np.maximum(value, np.float32(READY_TO_MOVE)), value)
    # A rough distance within the district that is short enough is better than silence; never better than the same town.
    return join({"place": facet(ALWAYS, known, met, value, PRIOR)}, count)


def stay(areas: Pairs, people: Pairs, area: Ints, aside: float) -> Floats:
    """Values no lower than those of pairs in two settlements whose people do not move.

    Args:
        areas: pairs of places.
        people: n pairs whose places are not looked at.
        area: which of `areas` holds the places of each of `people`.
        aside: kilometres by which a place may lie nearer than the one that stands for its area.
    """
    between = _between(areas)
    km = np.maximum(between.km - np.float32(aside), np.float32(0))
    nobody = np.zeros(1, bool)
    apart = _Between(
        nobody, picked(km, area), *(picked(one, area) for one in (between.approximate, between.missing, between.vague))
    )
    brought = _brought(people, apart.km <= NEAR_BUS_KM)
    return _judged(_travel(people, apart, taken_up=brought, moving=nobody), len(people)).value


def away(pairs: Pairs) -> Floats:
    """Values no lower than those of pairs however far apart; a person who lists places is taken to list this one."""
    stated = pairs.resumes.relocation[pairs.resume]
    moving = np.where((stated > 0) & (stated != HOUSED), np.float32(READY_TO_MOVE), np.float32(0))
    housed = _offers(pairs, HOUSING) & _lives_there(pairs)
    return spread(np.where(housed, np.float32(BROUGHT), moving), len(pairs))
