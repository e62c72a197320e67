"""Posts outside pt. 66: which vacancies an employer has no duty to report, with the item."""

from __future__ import annotations

from collections.abc import Mapping

from matcher.cases.facts import Post
from matcher.terms import Readings

EXCLUDED: Mapping[str, str] = {
    "civil_servant": "66a",
    "elected_state_office": "66b",
    "deputy": "66c",
    "judge": "66d",
    "military_serviceman": "66e",
    "special_body_officer": "66f",
    "law_enforcement_officer": "66g",
    "state_courier_officer": "66h",
    "national_bank_employee": "66i",
    "financial_regulator_employee": "66j",
}
"""Items are ours, in the order of the text; 66i and 66j take all employees, the others only those who serve."""

ADMITTED = ("ordinary", "civil_employee", "civilian_staff")
"""A civil employee (гражданский служащий: teacher, doctor) is no civil servant; so are civilian staff of 66e-66h."""

_EMPLOYERS: Mapping[str, str] = {
    "national_bank": "66i",
    "national_bank_department": "66i",
    "financial_regulator": "66j",
    "financial_market_regulator": "66j",
}
_FINANCIAL = ("commercial_bank", "bank", "insurance_company", "financial_organisation")


def excluded_item(post: Post, readings: Readings) -> str | None:
    """The item of pt. 66 that takes the post out, or None: the vacancy is to be reported.

    Raises:
        ValueError: a kind of post that is in neither list.
    """
    if post.kind in EXCLUDED:
        return EXCLUDED[post.kind]
    if post.kind not in ADMITTED:
        raise ValueError("this kind of post is neither excluded nor admitted by pt. 66")
    if readings.financial_organisations_excluded and post.employer in _FINANCIAL:
        return "66j"
    return _EMPLOYERS.get(post.employer or "")
