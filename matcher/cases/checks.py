"""Grounds to refuse a registration: the seeker's (pt. 8, annex 1 item 9) and the unemployed person's (pt. 41).

Every ground that applies is listed; what is not known is no ground.
"""

from __future__ import annotations

import msgspec

from matcher.cases.numbers import AGE_OF_REGISTRATION
from matcher.terms import Readings

SEEKER_GROUNDS = ("a1.9.1", "a1.9.2")
"""Untrue papers or data (pt. 8; annex 1 item 9(1)); data that do not meet the list (annex 1 item 9(2) only)."""


class Applicant(msgspec.Struct, frozen=True, kw_only=True):
    """What the state systems and the person say (pt. 41); None: not known."""

    age: int | None = None
    employed: bool | None = None
    pension_age_reached: bool | None = None
    false_data: bool | None = None
    student: bool | None = None
    claims_active_measures: bool | None = None
    sentence: str | None = None


def seeker_grounds(*, data_false: bool | None, data_nonconforming: bool | None) -> tuple[str, ...]:
    """Grounds to refuse the registration as a seeker; there are no others."""
    found = (data_false, data_nonconforming)
    return tuple(code for code, applies in zip(SEEKER_GROUNDS, found, strict=True) if applies)


def unemployed_grounds(person: Applicant, readings: Readings) -> tuple[str, ...]:
    """Grounds of pt. 41 (= annex 2 item 9) to refuse the registration as unemployed, all that apply."""
    student = person.student and (person.claims_active_measures or not readings.students_must_claim)
    grounds = {
        "41(1)": person.age is not None and person.age < AGE_OF_REGISTRATION,
        "41(2)": person.employed,
        "41(3)": person.pension_age_reached,
        "41(4)": person.false_data,
        "41(5)": student,
        "41(6)": person.sentence in {"imprisonment", "corrective_works", "community_service"},
    }
    return tuple(code for code, applies in grounds.items() if applies)
