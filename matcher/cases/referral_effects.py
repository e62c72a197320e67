"""What the rows of the referral's life cycle do beside moving the state."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import msgspec

from matcher.cases.answers import (
    declined,
    no_show,
    others_of,
    released,
    reply_is_late,
    silent,
)
from matcher.cases.facts import Change, Facts, FollowUp
from matcher.cases.table import Ctx
from matcher.cases.things import LIVE, Passed, Referral

Case = Ctx[Referral]


def changed(
    ctx: Case, follow_ups: tuple[FollowUp, ...] = (), corrects: int | None = None, **data: Any
) -> Change[Referral]:
    """Other data, and what follows."""
    return Change(data=msgspec.structs.replace(ctx.data, **data), follow_ups=follow_ups, corrects=corrects)


def _end(ctx: Case, follow_ups: tuple[FollowUp, ...] = (), **data: Any) -> Change[Referral]:
    """An end or an answer remembers from where and with which terms, so that it can be taken back."""
    return changed(ctx, follow_ups, closed_from=ctx.thing.state, left=dict(ctx.thing.running), **data)


def selected(ctx: Case) -> Change[Referral]:
    """The centre picks; the vacancy's term of selection is met by the first pick."""
    done = FollowUp(
        kind="va", of=ctx.data.vacancy, event="candidate_selected", actor="ais", facts=Facts(), optional=True
    )
    return changed(ctx, (done,), by="cc")


def shown_by_portal(ctx: Case) -> Change[Referral]:
    """The portal shows its picks in the cabinet at once: shown is received (pt. 36, 78)."""
    status = ctx.facts.status or ctx.data.status
    return changed(ctx, by="portal", status=status, received_at=ctx.at, receipt=ctx.facts.proof or "cabinet")


def offered(ctx: Case) -> Change[Referral]:
    """The person's status now decides about the reply term; handed over in person is received."""
    done = FollowUp(kind="va", of=ctx.data.vacancy, event="offer_sent", actor="ais", facts=Facts(), optional=True)
    known = receipt(ctx)
    status = ctx.facts.status or ctx.data.status
    return changed(ctx, (done,), status=status, receipt=known, received_at=received_at(ctx) if known else None)


def receipt_proven(ctx: Case) -> Change[Referral]:
    """From here on the reply term runs."""
    return changed(ctx, receipt=ctx.facts.proof, received_at=received_at(ctx))


def receipt(ctx: Case) -> str | None:
    """What proves the receipt: the proof given, or the hand-over itself."""
    return ctx.facts.proof or ("in_person" if ctx.facts.channel == "in_person" else None)


def received_at(ctx: Case) -> datetime:
    """When the offer was received; stated, or the moment of the event."""
    return ctx.facts.received_at or ctx.at


def centre_knew(ctx: Case) -> datetime:
    """T18 runs when the centre knows, also where the akim's receipt decided about timeliness (Q28)."""
    return ctx.facts.centre_knew_at or ctx.at


def consented(ctx: Case) -> Change[Referral]:
    """A consent; given late it still serves the job, but the ground of 51(2)b stands (Q12)."""
    return _end(ctx, silent(ctx) if reply_is_late(ctx) else ())


def refused(ctx: Case) -> Change[Referral]:
    """A refusal; late it is both a refusal and a late answer."""
    late = silent(ctx) if reply_is_late(ctx) else ()
    return _end(ctx, (*declined(ctx), *late))


def refused_late(ctx: Case) -> Change[Referral]:
    """A refusal after the term passed: the ground is open already."""
    return _end(ctx, declined(ctx))


def silence(ctx: Case) -> Change[Referral]:
    """No answer by the due day."""
    against = silent(ctx)
    passed = _passed(ctx, "T17" if "T17" in ctx.thing.running else "T16", "51(2)b" if against else None)
    return changed(ctx, (*against, *released(ctx)), passed=passed)


def _passed(ctx: Case, code: str, ground: str | None = None) -> Passed:
    return Passed(
        code=code, due=ctx.thing.running[code], state=ctx.thing.state, entry=ctx.thing.version + 1, ground=ground
    )


def interview_set(ctx: Case) -> Change[Referral]:
    """A new date; whether the person came is open again."""
    return changed(ctx, interview=ctx.facts.interview, appeared=None)


def interview_day(ctx: Case) -> date | None:
    """The day of the interview, on which the terms of going there end at the earliest (Q14)."""
    return ctx.law.local(ctx.facts.interview.at).date() if ctx.facts.interview else None


def came(ctx: Case) -> Change[Referral]:
    """The person went to the employer."""
    return changed(ctx, appeared=True)


def absence_stated(ctx: Case) -> Change[Referral]:
    """Somebody states that the person did not come (Q44)."""
    return changed(ctx, appeared=False)


def contact_missed(ctx: Case) -> Change[Referral]:
    """A breach of pt. 74 to follow up; the ground needs the five days of pt. 51(3) (Q13)."""
    ground = no_show(ctx) if ctx.law.readings.breach_is_a_ground else ()
    return changed(ctx, ground, breach="74", passed=_passed(ctx, "T19", "51(3)a" if ground else None))


def did_not_come(ctx: Case) -> Change[Referral]:
    """The no-show of pt. 51(3)."""
    against = no_show(ctx)
    passed = _passed(ctx, "T21", "51(3)a" if against else None)
    return _end(ctx, (*against, *released(ctx)), passed=passed)


def hired(ctx: Case) -> Change[Referral]:
    """The vacancy loses an opening, the person's other live referrals end (pt. 76; Q36)."""
    place = FollowUp(
        kind="va",
        of=ctx.data.vacancy,
        event="employer_hired",
        actor="employer",
        facts=msgspec.structs.replace(
            ctx.facts, others=tuple(one for one in ctx.facts.others if one.person != ctx.data.person)
        ),
    )
    elsewhere = others_of(ctx, "hired_elsewhere", LIVE) if ctx.law.readings.hire_closes_other_referrals else ()
    return _end(ctx, (place, *elsewhere))


def ended(ctx: Case) -> Change[Referral]:
    """An end without a hire that is no fault of the person; a seeker whose window is over is let go (Q08)."""
    return _end(ctx, released(ctx))


def deemed(ctx: Case) -> Change[Referral]:
    """The employer's silence is a refusal of the candidate, not a closed vacancy (pt. 75)."""
    return _end(ctx, released(ctx), passed=_passed(ctx, "T20"))


def interview_declined(ctx: Case) -> Change[Referral]:
    """Declining on the portal has no consequence (pt. 80)."""
    return _end(ctx, released(ctx), reason="interview_declined")


def withdrawn(ctx: Case) -> Change[Referral]:
    """Without consent to use the data all live referrals end; giving up one agreed job ends only this (Q32, Q37)."""
    every = () if ctx.facts.only_this else others_of(ctx, "consent_withdrawn", LIVE)
    left = ctx.facts.others if ctx.facts.only_this else ()
    alone = msgspec.structs.replace(ctx.facts, others=left, open_elsewhere=ctx.facts.open_elsewhere if left else 0)
    free = released(Ctx(ctx.thing, ctx.event, alone, ctx.actor, ctx.at, ctx.recorded_at, ctx.law))
    return _end(ctx, (*every, *free), reason="consent_withdrawn")


def closed(ctx: Case) -> Change[Referral]:
    """Ended from outside; the reason says by what."""
    free = released(ctx) if ctx.facts.reason in {"vacancy_filled", "vacancy_withdrawn"} else ()
    return _end(ctx, free, reason=ctx.facts.reason)
