"""What a door hands over: one event, by whom, when, with what is known; and what a new thing is opened with."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import msgspec

from matcher.cases.facts import Facts
from matcher.cases.things import Kind


class Opening(msgspec.Struct, frozen=True, kw_only=True):
    """What a thing is opened with, where the event opens one; otherwise nothing of it is looked at.

    Attributes:
        person: of a referral.
        vacancy: of a referral.
        suitable: the verdict of pt. 2(10) on them; None: insufficient facts.
        by: who offers.
        places: openings of a vacancy (Q21).
        rural: whether the person lives in a village.
        employer: whose the vacancy is.
        centre: whose the person is.
        okrug: the person's rural district.
    """

    person: str | None = None
    vacancy: str | None = None
    suitable: bool | None = None
    by: Literal["cc", "portal"] = "cc"
    places: int = 1
    rural: bool = False
    employer: str | None = None
    centre: str | None = None
    okrug: str | None = None


class Deed(msgspec.Struct, frozen=True, kw_only=True):
    """One event.

    Attributes:
        of: id of a vacancy or referral, or the person's.
        occurred_at: when it happened; terms and judgements of "in time" go by it.
        recorded_at: when it was entered.
        employer: who acts as the employer, where a door knows it; decides whether the vacancy is their own.
        expected: version of the thing that the actor saw; None: whatever is there.
    """

    kind: Kind
    of: str
    event: str
    actor: str
    occurred_at: datetime
    recorded_at: datetime
    facts: Facts = Facts()
    opening: Opening = Opening()
    employer: str | None = None
    expected: int | None = None
