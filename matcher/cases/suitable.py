"""Suitable work (pt. 2(10)) on stated facts: the six factors of process section 5, as a form or a case gives them.

`scoring.suitable` gives the same verdict on records; the names of the factors and their order are its own. A fact
that is None on either side makes its factor unknown; "none" or an empty list is known to be nothing. Pay and a
temporary contract never decide. Thresholds are a reading (Q35).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scoring.suitable import FACTORS, SuitableWork, Verdict

Given = Mapping[str, Any]


def judge_facts(person: Given, job: Given) -> SuitableWork:
    """The verdict on one person and one job.

    Args:
        person: field, level, service_years, speciality, experience_years, health_limits, regimes, commute_limit_min.
        job: field, level, min_service_years, speciality, min_experience_years, conditions, regime, commute_min.
    """
    found = {
        "training": _all_known(person, job, ("field", "level"), ("field", "level")) and _training(person, job),
        "service": _all_known(person, job, ("service_years",), ("min_service_years",))
        and _number(person["service_years"]) >= _number(job["min_service_years"]),
        "speciality": _all_known(
            person, job, ("speciality", "experience_years"), ("speciality", "min_experience_years")
        )
        and _same(person["speciality"], job["speciality"])
        and _number(person["experience_years"]) >= _number(job["min_experience_years"]),
        "health": _all_known(person, job, ("health_limits",), ("conditions",))
        and not set(_codes(person["health_limits"])) & set(_codes(job["conditions"])),
        "regime": _all_known(person, job, ("regimes",), ("regime",)) and job["regime"] in _codes(person["regimes"]),
        "transport": _all_known(person, job, ("commute_limit_min",), ("commute_min",))
        and (person["commute_limit_min"] == "none" or _number(job["commute_min"]) <= person["commute_limit_min"]),
    }
    fails = tuple(name for name in FACTORS if found[name] is False)
    unknown = tuple(name for name in FACTORS if found[name] is None)
    verdict: Verdict = "not_suitable" if fails else "insufficient" if unknown else "suitable"
    return SuitableWork(verdict, fails, unknown, {})


def _all_known(person: Given, job: Given, of_person: tuple[str, ...], of_job: tuple[str, ...]) -> bool | None:
    """True if nothing is missing, else None: a missing fact is neither a match nor a mismatch."""
    values = [*(person.get(name) for name in of_person), *(job.get(name) for name in of_job)]
    return None if None in values else True


def _training(person: Given, job: Given) -> bool:
    """The same field, and a level asked that the person has; no training fits only where none is asked."""
    if "none" in {person["level"], job["level"]}:
        return _same(person["field"], job["field"]) and _same(person["level"], job["level"])
    return _same(person["field"], job["field"]) and bool(job["level"] <= person["level"])


def _same(one: str, other: str) -> bool:
    return one == other


def _number(value: float | str) -> float:
    return 0.0 if value == "none" else float(value)


def _codes(value: list[str] | str) -> list[str]:
    return [] if value == "none" else list(value)
