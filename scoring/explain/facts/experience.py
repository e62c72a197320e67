"""Experience: the months asked and had in the same or a close occupation."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from scoring.criteria.base import MET, UNKNOWN
from scoring.criteria.experience import SINCE
from scoring.explain.duration import duration
from scoring.explain.model import Fact

if TYPE_CHECKING:
    from scoring.explain.case import Case

FADES_FROM = SINCE.points[1][0]
"""Months since the last such work from which its age is worth saying."""


def facts(case: Case) -> list[Fact]:
    """What is asked, what is there, what is missing; and how long ago where that fades."""
    have = case.numbers.months[case.at]
    verdict = case.verdict("experience", "experience")
    source = _source(case, have)
    if not case.asked("experience", "experience"):
        held = [Fact("experience_there", {"have": duration(have)}, source)] if have >= 1 else []
        return [Fact("experience_not_asked", {}, "vacancy.requirements.experience_years"), *held]
    need_months = float(case.numbers.pairs.vacancies.years[case.row_v]) * 12
    need = {"need": duration(need_months)}
    if verdict == UNKNOWN:
        if have >= 1:
            return [Fact("experience_partly_dated", {**need, "have": duration(have)}, source)]
        return [Fact("experience_untold", need, case.source("vacancy", "requirements.experience_years"))]
    if verdict == MET:
        return [Fact("experience_enough", {**need, "have": duration(have)}, source), *_age(case)]
    if have < 1:
        return [Fact("experience_none", need, "resume.experience")]
    # Shown months are whole: what is missing is the difference of what is shown, and never nothing.
    missing = max(round(need_months) - math.floor(have), 1)
    params = {**need, "have": duration(math.floor(have)), "missing": duration(missing)}
    return [Fact("experience_short", params, source), *_age(case)]


def _age(case: Case) -> list[Fact]:
    latest = case.numbers.latest[case.at]
    since = case.numbers.pairs.month - latest
    if latest < 0 or since <= FADES_FROM:
        return []
    return [Fact("experience_old", {"ago": duration(since)}, "resume.experience")]


def _source(case: Case, have: float) -> str:
    """The years in words where they decide, else the jobs."""
    stated = case.resume.experience_years
    if stated is not None and have > 0 and abs(stated * 12 - have) < 0.5:
        return case.source("resume", "experience_years")
    return "resume.experience"
