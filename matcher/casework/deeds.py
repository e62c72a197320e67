"""What a door hands over: one event, by whom, when, with what is known; and what a new thing is opened with."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Literal

import msgspec

from matcher.cases.facts import Facts
from matcher.cases.things import Kind
from matcher.errors import EventTimeError


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


def told_honestly(deed: Deed) -> None:
    """Refuses what can happen on no clock: it is recorded before it happened, or its time says no zone.

    Late-recorded events of the past are honest. An interview and the dates of a plan may lie ahead.

    Raises:
        EventTimeError: names the field.
    """
    for field, at in _times(deed):
        if at.tzinfo is None:
            raise EventTimeError(field, "says no time zone: write it as 2026-03-02T10:15+05:00")
    for field, at in _past(deed):
        if at > deed.recorded_at:
            raise EventTimeError(
                field,
                "lies in the future: it is later than recorded_at, the time at which it is entered; look at the time "
                "given, and at this machine's clock",
            )


def _times(deed: Deed) -> Iterator[tuple[str, datetime]]:
    yield "recorded_at", deed.recorded_at
    yield from _past(deed)
    if deed.facts.interview is not None:
        yield "interview.at", deed.facts.interview.at


def _past(deed: Deed) -> Iterator[tuple[str, datetime]]:
    """What must have been by the time it is recorded."""
    facts = deed.facts
    yield "occurred_at", deed.occurred_at
    for field in ("received_at", "centre_knew_at", "arose_at", "window_from"):
        at: datetime | None = getattr(facts, field)
        if at is not None:
            yield field, at
