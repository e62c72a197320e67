"""The things that have a life cycle, and what a step leaves behind; every struct here is a row or a part of one.

A `Thing` is stored as id, kind, state, version, counters, running terms, data; a `Running` term and an `Entry` of the
journal as rows beside it. Data holds ids, codes and dates, never a name or an IIN.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Generic, Literal, TypeVar

import msgspec

from matcher.terms import Running

Kind = Literal["va", "re", "sr", "un", "pl"]
Status = Literal["seeker", "unemployed", "other_applicant"]
Channel = Literal["in_person", "paper", "phone", "ict", "cabinet", "egov_cabinet", "assistant", "akim", "ais"]
ON_REGISTER = ("un.registered", "un.removal_review", "un.removal_reported")
"""States in which a person is unemployed in the sense of the Rules: only the labour mobility centre ends that."""
LIVE = ("re.selected", "re.offered", "re.consented", "re.resume_sent", "re.interview_set")
"""Referrals that are still on their way (process table 4.3)."""


class Interview(msgspec.Struct, frozen=True):
    """When and where; two notices of the same interview are one."""

    at: datetime
    place: str


class Passed(msgspec.Struct, frozen=True, kw_only=True):
    """A term that passed and what it did, so that an answer given in time and recorded late can undo it.

    Attributes:
        code: the term.
        due: its last day.
        state: the state before.
        ground: the ground it opened against the person, or none.
        entry: version of the thing whose journal entry the correction names.
    """

    code: str
    due: date
    state: str
    entry: int
    ground: str | None = None


class Ground(msgspec.Struct, frozen=True):
    """A ground of pt. 51, open against a person; `source` is the thing it came from."""

    code: str
    source: str
    since: date


class Vacancy(msgspec.Struct, frozen=True, kw_only=True, tag="va"):
    """A notice of a vacancy; the counter `places` holds its openings (Q21). Publication is a flag beside the state."""

    published: bool = False
    held_for: tuple[str, ...] = ()
    item: str | None = None


class Referral(msgspec.Struct, frozen=True, kw_only=True, tag="re"):
    """One person and one vacancy.

    Attributes:
        by: who offered, the centre or the portal.
        suitable: the verdict of pt. 2(10); None: insufficient facts, so a refusal is not counted.
        status: the person's status when the offer was received; the reply term goes by it (pt. 72).
        receipt: proof that the offer was received; without it no reply term runs and no ground can arise.
        appeared: whether the person went to the employer; None: nobody has said.
        breach: point that the person broke without a ground arising.
        passed: the last term that passed unmet.
        closed_from: the state before the end, for corrections.
        left: the terms that ran before the last answer or end; a correction lets them run on.
    """

    person: str
    vacancy: str
    by: Literal["cc", "portal"] = "cc"
    suitable: bool | None = True
    status: Status = "other_applicant"
    rural: bool = False
    received_at: datetime | None = None
    receipt: str | None = None
    declined_before: bool = False
    interview: Interview | None = None
    appeared: bool | None = None
    breach: str | None = None
    passed: Passed | None = None
    reason: str | None = None
    closed_from: str | None = None
    left: Mapping[str, date] = msgspec.field(default_factory=dict)


class Seeker(msgspec.Struct, frozen=True, kw_only=True, tag="sr"):
    """A registration as a seeker: one spell, from the application on.

    `consents` are the ticks of the application (annex 1 app.): cv_on_portal, outsourcing, processing.
    """

    person: str
    route: Literal["centre", "assistant", "egov", "enbek"] = "centre"
    rural: bool = False
    data_true: bool | None = None
    with_centre: bool = False
    reason: str | None = None
    checked_at: datetime | None = None
    consents: tuple[str, ...] = ()


class Unemployed(msgspec.Struct, frozen=True, kw_only=True, tag="un"):
    """A registration as unemployed; the counter `declines` holds the refusals that count under pt. 51(2).

    Attributes:
        declined: vacancies whose refusal was counted in this spell.
        grounds: of pt. 51, open.
        refused_for: grounds of pt. 41 at the last check.
        cause: the referral whose end brought the registration, or that the window closed.
        told_social: the list of pt. 42 was sent.
        offers_stopped: a job was reported in time (Q24).
        appeared: whether the person came on the call or to the training that runs.
    """

    person: str
    rural: bool = False
    declined: tuple[str, ...] = ()
    grounds: tuple[Ground, ...] = ()
    refused_for: tuple[str, ...] = ()
    registered_at: datetime | None = None
    cause: str | None = None
    told_social: bool = False
    offers_stopped: bool = False
    appeared: bool | None = None


class Plan(msgspec.Struct, frozen=True, kw_only=True, tag="pl"):
    """An individual employment plan (annex 10); `visits` and `measures` are the dates after those that run now."""

    person: str
    valid_until: date | None = None
    visits: tuple[date, ...] = ()
    measures: tuple[date, ...] = ()


Data = Vacancy | Referral | Seeker | Unemployed | Plan
D = TypeVar("D", bound=Data)


class Thing(msgspec.Struct, Generic[D], frozen=True, kw_only=True):
    """One thing in its life cycle.

    Attributes:
        version: grows by one with every journal entry.
        led_by: the event that led to the present state; None: not known.
        running: last days of the terms that run on it, by code.
    """

    id: str
    kind: Kind
    state: str
    data: D
    version: int = 0
    led_by: str | None = None
    counters: Mapping[str, int] = msgspec.field(default_factory=dict)
    running: Mapping[str, date] = msgspec.field(default_factory=dict)


AnyThing = Thing[Data]
"""For reading a stored row back: the data say by their tag what they are."""


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the journal: who did what, when it happened, when it was recorded, and by which row of the table.

    Attributes:
        corrects: version of the entry that this one corrects; entries themselves never change.
        proof: what proves the receipt or the correction.
    """

    thing: str
    kind: Kind
    version: int
    event: str
    row: str
    point: str
    actor: str
    occurred_at: datetime
    recorded_at: datetime
    before: str
    after: str
    corrects: int | None = None
    proof: str | None = None


Value = str | bool | tuple[str, ...] | None
"""Of a field: a date or time (ISO 8601), a code or several, a place, yes or no; None: the step does not know it."""


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """What has to be said to whom, through which channels; `due` where a term hangs on it.

    Attributes:
        to: the receiver, a role of process section 1.
        fields: of the form, with what the step knows; names and contacts it does not know, whoever sends fills them in.
    """

    code: str
    to: str
    channels: tuple[str, ...]
    fields: Mapping[str, Value]
    on_request: bool
    due: date | None = None


class Refused(msgspec.Struct, frozen=True, kw_only=True):
    """A step that may not be made: the code, what exactly is missing, the point it rests on. Nothing has changed."""

    code: str
    missing: str
    point: str = ""


class Ended(msgspec.Struct, frozen=True):
    """A term that stopped running, and how."""

    code: str
    how: Literal["met", "passed", "cancelled"]


__all__ = ["LIVE", "ON_REGISTER", "Running"]
