"""Who sees what (process 9): one table, one function; everything that no row allows is `not_for_role`.

The table says what the Rules and our readings of their silence (Q32) give to whom: least access. It speaks of other
people's data and of offices; how a person reaches their own record is a matter of the door.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import msgspec

NOT_FOR_ROLE = "not_for_role"
NO_CONSENT = "no_consent"
VACANCY_CLOSED = "vacancy_closed"
PERSONS = ("seeker", "unemployed", "other_applicant", "applicant")
BEFORE_RESUME = (None, "re.none", "re.selected", "re.offered", "re.consented")
WITH_RESUME = ("re.resume_sent", "re.interview_set", "re.hired")


class View(msgspec.Struct, frozen=True, kw_only=True):
    """What the answer hangs on.

    Attributes:
        referral: state of the referral that joins the viewer's vacancy and the person; None: there is none.
        consents: ticks of the application: cv_on_portal, outsourcing, processing.
        ground: a ground of pt. 51 that was reported to the viewer.
    """

    referral: str | None = None
    own_vacancy: bool = False
    own_centre: bool = False
    same_okrug: bool = False
    vacancy: str = "va.registered"
    consents: frozenset[str] = frozenset()
    ground: str | None = None


class Seen(NamedTuple):
    """The answer: visible, or the code why not."""

    visible: bool
    code: str | None


def _resume(view: View) -> str | None:
    if not view.own_vacancy:
        return NOT_FOR_ROLE
    if view.referral in BEFORE_RESUME:
        return NO_CONSENT
    return None if view.referral in WITH_RESUME else NOT_FOR_ROLE


def _vacancy(view: View) -> str | None:
    codes = {"va.registered": None, "va.filled": VACANCY_CLOSED, "va.withdrawn": VACANCY_CLOSED}
    return codes.get(view.vacancy, NOT_FOR_ROLE)


def _consent(name: str) -> Callable[[View], str | None]:
    return lambda view: None if name in view.consents else NO_CONSENT


def _own_centre(view: View) -> str | None:
    return None if view.own_centre else NOT_FOR_ROLE


def _same_okrug(view: View) -> str | None:
    return None if view.same_okrug else NOT_FOR_ROLE


def _reported(view: View) -> str | None:
    return None if view.ground else NOT_FOR_ROLE


def _always(_: View) -> str | None:
    return None


class Rule(NamedTuple):
    """One row: what, to whom, on which condition, by which point ("": our reading)."""

    what: tuple[str, ...]
    viewers: tuple[str, ...]
    denied: Callable[[View], str | None]
    point: str = ""


PRIVATE = ("declines", "category", "health")
RULES: tuple[Rule, ...] = (
    Rule(("resume",), ("employer",), _resume, "73"),
    Rule(("resume",), ("cc_specialist",), _own_centre, "69; 70"),
    Rule(("resume_in_search",), ("employer",), _consent("cv_on_portal"), "77; annex 1 app."),
    Rule(("personal_data",), ("pea",), _consent("outsourcing"), "annex 1 app."),
    Rule(("vacancy",), ("seeker", "unemployed"), _vacancy, "76; 78"),
    Rule(("employment_card",), ("cc_specialist",), _own_centre, "10; 26; 34"),
    Rule(("employment_card",), ("assistant",), _same_okrug, "16"),
    Rule(("plan",), ("unemployed", "cc_specialist"), _always, "61; 62"),
    Rule(PRIVATE, ("cc_specialist", *PERSONS), _always),
    Rule(PRIVATE, ("lmc",), _reported),
    Rule(("bank_account",), (*PERSONS, "gfss"), _always, "57"),
    Rule(("notices",), PERSONS, _always),
    Rule(("notices",), ("cc_specialist",), _own_centre),
    Rule(("notices",), ("assistant",), _same_okrug),
)


def visible(viewer: str, what: str, view: View) -> Seen:
    """Whether a viewer sees something.

    Args:
        viewer: a role of process section 1.
        what: resume, resume_in_search, personal_data, vacancy, employment_card, plan, declines, category, health,
            bank_account, notices.
        view: what the answer hangs on.
    """
    for rule in RULES:
        if what in rule.what and viewer in rule.viewers:
            code = rule.denied(view)
            return Seen(visible=code is None, code=code)
    return Seen(visible=False, code=NOT_FOR_ROLE)
