"""What is known beside the thing itself when an event arrives, and what a step asks others to do.

The store gathers `Facts` from its other rows, a form, a message; None means that nobody has said. Nothing here is
asked from a clock or a database by the rules themselves.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Generic, Literal

import msgspec

from matcher.cases.things import D, Ended, Entry, Interview, Kind, Notice, Status, Thing
from matcher.terms import Running


class Post(msgspec.Struct, frozen=True):
    """The kind of post and of employer, as codes (process table 4.2)."""

    kind: str
    employer: str | None = None


class Other(msgspec.Struct, frozen=True):
    """Another referral, of the same person or to the same vacancy."""

    id: str
    person: str
    vacancy: str
    state: str


class Offer(msgspec.Struct, frozen=True, kw_only=True):
    """The offer that an answer was given to, as the register of the unemployed has to know it (pt. 51(2))."""

    source: str
    vacancy: str
    by: Literal["cc", "portal"] = "cc"
    suitable: bool | None = True
    status: Status = "unemployed"
    declined_before: bool = False


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """The facts of one event.

    Attributes:
        status: what the person is at this moment.
        un: state of the person's registration as unemployed.
        refused_for: grounds of pt. 41 that today's check of the state systems gives.
        window_from: when the selection window of T05 or T06 was opened.
        others: other referrals of the person and to the vacancy.
        open_elsewhere: how many referrals hold back the registration, where they are counted and not listed.
        proof: what proves the receipt of an offer, or a correction.
        centre_knew_at: when the centre learned an answer given to the akim (Q28).
        only_this: one agreed job is given up, the consent to use the data stands (Q37).
        offers_stopped: the person reported work in time (Q24).
        asked: written notices were asked for.
        consents: ticks of the application (annex 1 app.); None: nobody has said.
        dates: visit dates and completion dates of a plan.
    """

    status: Status | None = None
    age: int | None = None
    un: str = "un.none"
    refused_for: tuple[str, ...] = ()
    window_from: datetime | None = None
    window_of_portal: bool = False
    others: tuple[Other, ...] = ()
    open_elsewhere: int = 0

    legal_rep_statement: bool = False
    eds: bool = False
    centre_in_settlement: bool | None = None
    centre_chosen: bool = False
    in_area: bool | None = None
    without_work: bool | None = None
    data_true: bool | None = None
    signer: str | None = None
    reason: str | None = None
    consents: tuple[str, ...] | None = None
    channel: str | None = None
    asked: bool = False
    phone_registered: bool = True
    insured: bool | None = None

    vacancy_state: str = "va.registered"
    own_vacancy: bool = False
    post: Post | None = None
    conditions_given: bool = False
    pay_given: bool = False
    conditions_fit: bool | None = None
    unlawful: tuple[str, ...] = ()

    proof: str | None = None
    received_at: datetime | None = None
    centre_knew_at: datetime | None = None
    interview: Interview | None = None
    good_cause: bool = False
    only_this: bool = False
    offers_stopped: bool = False
    offer: Offer | None = None

    ground: str | None = None
    source: str | None = None
    contributions: tuple[str, ...] | None = None
    sentence: str | None = None
    circumstance: str | None = None
    arose_at: datetime | None = None

    signed_by: tuple[str, ...] = ()
    valid_until: date | None = None
    visits: tuple[date, ...] = ()
    measures: tuple[date, ...] = ()


class FollowUp(msgspec.Struct, frozen=True, kw_only=True):
    """An event for another thing, owed because of this step.

    Attributes:
        kind: of the other thing.
        of: its id for a referral or vacancy; the person's id for a seeker, an unemployed person or a plan.
        facts: what this step knows; whoever carries it out adds what it knows of the other thing.
        optional: the other thing may have no use for it; its refusal is then no fault.
        new: the event goes to a new record, not to the present one (a new spell, S7).
    """

    kind: Kind
    of: str
    event: str
    actor: str
    facts: Facts
    optional: bool = False
    new: bool = False


class Stepped(msgspec.Struct, Generic[D], frozen=True, kw_only=True):
    """What one event did to one thing: always exactly one journal entry.

    Attributes:
        started: terms that start; a term that runs anew is here and in `ended` as cancelled.
        papers: written notices that are given if asked for and were not asked for.
    """

    thing: Thing[D]
    entry: Entry
    started: tuple[Running, ...] = ()
    ended: tuple[Ended, ...] = ()
    notices: tuple[Notice, ...] = ()
    papers: tuple[str, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()


class Change(msgspec.Struct, Generic[D], frozen=True, kw_only=True):
    """What a row's effect does beside moving the state."""

    data: D | None = None
    counters: Mapping[str, int] | None = None
    started: tuple[Running, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    corrects: int | None = None
