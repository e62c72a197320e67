"""Transport: what settles the way to work, in the order in which the rule looks at it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from scoring.columns.places import NOWHERE
from scoring.criteria.base import MET, UNKNOWN
from scoring.criteria.transport import HOUSED, HOUSING, LISTED, ROTATION, TRANSPORT
from scoring.explain.duration import minutes
from scoring.explain.model import Fact

if TYPE_CHECKING:
    from scoring.explain.case import Case

FAR_KM = 300.0
"""Beyond this nobody commutes: the distance is said without minutes."""


def facts(case: Case) -> list[Fact]:
    """The reason of the verdict, with the distance where it is known."""
    way = case.numbers.way[case.at]
    verdict = case.verdict("transport", "place")
    if verdict == MET:
        return _met(case, way)
    if verdict == UNKNOWN:
        return _unknown(case)
    return _far(case, way)


def _met(case: Case, way: dict[str, Any]) -> list[Fact]:
    if way["remote"]:
        return [Fact("transport_remote", {}, case.source("vacancy", "schedule.format"))]
    if way["same"]:
        return [Fact("transport_same_place", {"place": _there(case)}, "resume.place")]
    if way["minutes"] <= way["allowed"]:
        return [_distance("transport_reached", way, case), *_limits(case, way)]
    if way["taken_up"]:
        return [_provided(case), *_distance_note(case, way)]
    source, place = case.source("resume", "travel.relocation"), _there(case)
    return [
        Fact("transport_moves", {"place": place}, source) if place else Fact("transport_moves_anywhere", {}, source)
    ]


def _unknown(case: Case) -> list[Fact]:
    pairs = case.numbers.pairs
    if pairs.vacancies.place.kind[case.row_v] == NOWHERE:
        return [Fact("transport_vacancy_place_missing", {}, "vacancy.place")]
    if pairs.resumes.place.kind[case.row_r] == NOWHERE:
        return [Fact("transport_resume_place_missing", _in_place(case), "resume.place")]
    return [Fact("transport_place_vague", {"there": _there(case), "here": _here(case)}, "resume.place")]


def _far(case: Case, way: dict[str, Any]) -> list[Fact]:
    stays = case.numbers.pairs.resumes.relocation[case.row_r]
    told: list[Fact] = []
    if math.isnan(way["km"]):
        told.append(Fact("transport_elsewhere", {"there": _there(case), "here": _here(case)}, "resume.place"))
    elif way["km"] > FAR_KM:
        params = {"km": _km(way["km"]), "there": _there(case), "here": _here(case)}
        told.append(Fact("transport_far_away", params, "resume.place"))
    else:
        told += [_distance("transport_too_far", way, case), *_limits(case, way)]
    if stays == -1:
        told.append(Fact("transport_stays", {}, case.source("resume", "travel.relocation")))
    elif stays == HOUSED:
        told.append(Fact("transport_moves_if_housed", {}, case.source("resume", "relocation.if_housed", value=True)))
    elif stays == LISTED:
        told.append(Fact("transport_moves_elsewhere", {}, case.source("resume", "travel.relocation")))
    return [*told, *_open(case)]


def _distance(code: str, way: dict[str, Any], case: Case) -> Fact:
    car = case.numbers.pairs.resumes.own_car[case.row_r] > 0
    # Minutes are shown whole; an excess must not round away.
    taken = math.ceil(way["minutes"]) if way["minutes"] > way["allowed"] else way["minutes"]
    params = {"km": _km(way["km"]), "time": minutes(taken), "by": "car" if car else "bus"}
    return Fact(code, params, case.source("resume", "travel.own_car") if car else "resume.place")


def _limits(case: Case, way: dict[str, Any]) -> list[Fact]:
    """What the person allows, or what is taken where they do not say; and that a distance is rough."""
    stated = not math.isnan(float(case.numbers.pairs.resumes.max_minutes[case.row_r]))
    code = "transport_allows" if stated else "transport_usual"
    told = [Fact(code, {"limit": minutes(way["allowed"])}, case.source("resume", "travel.max_minutes"))]
    return told + _rough(way)


def _rough(way: dict[str, Any]) -> list[Fact]:
    return [Fact("transport_approximate", {}, "resume.place")] if way["approximate"] else []


def _distance_note(case: Case, way: dict[str, Any]) -> list[Fact]:
    if math.isnan(way["km"]) or way["same"]:
        return []
    return [
        Fact("transport_distance", {"km": _km(way["km"]), "there": _there(case), "here": _here(case)}, "resume.place")
    ]


def _provided(case: Case) -> Fact:
    """What the employer gives, and by which readiness the person takes it."""
    pairs = case.numbers.pairs
    items = {"items": _given(case)}
    if pairs.vacancies.regime[case.row_v] & ROTATION and pairs.resumes.regimes[case.row_r] & ROTATION:
        return Fact("transport_rotation_taken", items, case.source("resume", "accepts.regimes", "rotation"))
    if pairs.resumes.relocation[case.row_r] > 0:
        return Fact("transport_move_taken", items, case.source("resume", "travel.relocation"))
    return Fact("transport_brought", items, case.source("vacancy", "provides"))


def _given(case: Case) -> list[str]:
    offers = int(case.numbers.pairs.vacancies.provides[case.row_v])
    return [name for name, bit in (("transport", TRANSPORT), ("housing", HOUSING)) if offers & bit]


def _open(case: Case) -> list[Fact]:
    """A bed that the employer gives and of which the person has not said whether it would do."""
    pairs = case.numbers.pairs
    if not pairs.vacancies.provides[case.row_v] & HOUSING:
        return []
    if pairs.vacancies.regime[case.row_v] & ROTATION:
        silent, code = pairs.resumes.regimes[case.row_r] == 0, "transport_rotation_open"
    else:
        silent, code = pairs.resumes.relocation[case.row_r] == 0, "transport_move_open"
    return [Fact(code, {"items": _given(case)}, case.source("vacancy", "provides"))] if silent else []


def _km(value: float) -> int:
    """Whole kilometres, at least one; to the nearest ten from a hundred on."""
    return max(round(value), 1) if value < 100 else int(round(value, -1))


def _there(case: Case) -> dict[str, str] | None:
    return case.place(case.vacancy.place, int(case.numbers.pairs.vacancies.place.code[case.row_v]))


def _here(case: Case) -> dict[str, str] | None:
    return case.place(case.resume.place, int(case.numbers.pairs.resumes.place.code[case.row_r]))


def _in_place(case: Case) -> dict[str, Any]:
    return {"place": _there(case)}
