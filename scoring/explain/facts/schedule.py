"""Schedule: each facet that the vacancy states: accepted, refused, or left open."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from scoring.criteria.base import MET, NOT_MET, UNKNOWN
from scoring.explain.model import Fact

if TYPE_CHECKING:
    from scoring.explain.case import Case

_ACCEPTED = {"regime": "regimes", "employment": "employment", "format": "formats"}


def facts(case: Case) -> list[Fact]:
    """Refusals first, then what suits, then what must be asked."""
    if case.verdict("schedule", "stated") == UNKNOWN:
        return [Fact("schedule_silent", {}, "vacancy.schedule")]
    told: list[Fact] = []
    by: dict[int, list[str]] = {MET: [], NOT_MET: [], UNKNOWN: []}
    for facet in ("regime", "employment", "format", "night"):
        if case.asked("schedule", facet):
            by[case.verdict("schedule", facet)].append(_item(case, facet))
    told += [_refused(case, item) for item in by[NOT_MET]]
    if by[MET]:
        told.append(Fact("schedule_accepted", {"items": by[MET]}, _accepted_source(case, by[MET])))
    told += _hours(case)
    if by[UNKNOWN]:
        told.append(Fact("schedule_open", {"items": by[UNKNOWN]}, "vacancy.schedule"))
    return told


def _item(case: Case, facet: str) -> str:
    """A facet with what is asked: "regime:shift", "night:yes"."""
    return "night:yes" if facet == "night" else f"{facet}:{getattr(case.schedule, facet)}"


def _refused(case: Case, item: str) -> Fact:
    facet = item.partition(":")[0]
    if facet == "night":
        return Fact("schedule_night_refused", {}, case.source("resume", "accepts.night"))
    field, value = _ACCEPTED[facet], item.partition(":")[2]
    if case.said(f"refuses.{field}", value):
        return Fact("schedule_said_no", {"item": item}, case.source("resume", f"refuses.{field}", value))
    accepted = [f"{facet}:{one}" for one in getattr(case.accepts, field) or ()]
    return Fact("schedule_refused", {"item": item, "accepted": accepted}, case.source("resume", f"accepts.{field}"))


def _accepted_source(case: Case, items: list[str]) -> str:
    """The words about the least usual facet: nights, then the regime."""
    facet, _, value = items[-1].partition(":") if items[-1] == "night:yes" else items[0].partition(":")
    if facet == "night":
        return case.source("resume", "accepts.night")
    return case.source("resume", f"accepts.{_ACCEPTED[facet]}", value)


def _hours(case: Case) -> list[Fact]:
    if not case.asked("schedule", "hours"):
        return []
    pairs = case.numbers.pairs
    asked, most = float(pairs.vacancies.hours[case.row_v]), float(pairs.resumes.hours_max[case.row_r])
    code = "schedule_hours_fit" if case.verdict("schedule", "hours") == MET else "schedule_hours_over"
    params = {"hours": _number(asked), "most": _number(most)}
    return [Fact(code, params, case.source("resume", "accepts.hours_max"))]


def _number(value: float) -> int | float:
    return int(value) if math.isclose(value, round(value)) else round(value, 1)
