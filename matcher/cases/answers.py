"""What an answer, a silence or an end of a referral means for the person (process 4.4, pt. 38, 51(2), 72; Q08-Q12)."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec

from matcher.cases.facts import Facts, FollowUp, Offer
from matcher.cases.table import Ctx
from matcher.cases.things import ON_REGISTER, Referral
from matcher.terms import Law

Case = Ctx[Referral]


def on_register(ctx: Ctx[Any]) -> bool:
    """Whether the person is unemployed at this moment, in the sense of pt. 74 and 51."""
    return ctx.facts.un in ON_REGISTER


def counted(offer: Offer, declined: tuple[str, ...], law: Law) -> bool:
    """Whether a refusal is one of the three of pt. 51(2).

    Offered by the centre, suitable work (insufficient facts do not count, Q35), got as unemployed and not as a seeker,
    a vacancy not refused before in this spell (Q10, Q11).
    """
    readings = law.readings
    again = offer.declined_before or offer.vacancy in declined
    return (
        offer.suitable is True
        and (offer.by == "cc" or readings.portal_offers_count)
        and (offer.status == "unemployed" or (offer.status == "seeker" and readings.seekers_refusal_counts))
        and (not again or readings.same_vacancy_counts_again)
    )


def offer_of(ctx: Case) -> Offer:
    """The offer behind a referral, for the register of the unemployed."""
    data = ctx.data
    return Offer(
        source=ctx.thing.id,
        vacancy=data.vacancy,
        by=data.by,
        suitable=data.suitable,
        status=data.status,
        declined_before=data.declined_before,
    )


def declined(ctx: Case) -> tuple[FollowUp, ...]:
    """A refusal goes to the register, which decides: a seeker becomes unemployed (38, 53), or it counts (51(2)).

    After the removal from the register answers have no consequence; neither have those of other applicants.
    """
    heard = ctx.data.status in {"seeker", "unemployed"} and ctx.facts.un not in {"un.deregistered", "un.closed"}
    return (_to_register(ctx, "reply_decline", offer=offer_of(ctx)),) if heard else ()


def silent(ctx: Case) -> tuple[FollowUp, ...]:
    """A late or missing answer: ground 51(2)b at once for the unemployed, on suitable work of the centre (Q12).

    Without proof that the offer was received there is no ground.
    """
    data = ctx.data
    against = (
        data.status == "unemployed"
        and data.by == "cc"
        and data.suitable is True
        and bool(data.receipt)
        and on_register(ctx)
        and ctx.law.readings.late_answer_is_a_ground
    )
    return (_to_register(ctx, "ground_arose", ground="51(2)b", source=ctx.thing.id),) if against else ()


def no_show(ctx: Case) -> tuple[FollowUp, ...]:
    """Ground 51(3)a for the unemployed; seekers and other applicants bear no consequence."""
    asked = _to_register(ctx, "ground_arose", ground="51(3)a", source=ctx.thing.id)
    return (asked,) if on_register(ctx) else ()


def withdrawn_ground(ctx: Case, code: str | None) -> tuple[FollowUp, ...]:
    """A correction takes back the ground that a passed term opened."""
    if code is None:
        return ()
    gone = _to_register(ctx, "ground_withdrawn", ground=code, source=ctx.thing.id, proof=ctx.facts.proof)
    return (msgspec.structs.replace(gone, optional=True),)  # the review may have rejected it already


def released(ctx: Case) -> tuple[FollowUp, ...]:
    """A referral that ends without a hire lets go of a seeker whose selection window is over (Q08): U1 at once."""
    facts = ctx.facts
    over = facts.window_from is not None and ctx.at >= ctx.law.window_closes(
        facts.window_from, portal=facts.window_of_portal
    )
    waiting = facts.un in {"un.none", "un.refused"} and not held_elsewhere(facts, ctx.data.person, ctx)
    if not over or not waiting:
        return ()
    return (_to_register(ctx, "match_window_expired", optional=True, offer=offer_of(ctx)),)


def held_elsewhere(facts: Facts, person: str, ctx: Ctx[Any]) -> bool:
    """Whether another referral of the person holds the registration back (Q08)."""
    holding = ctx.law.readings.window_waits_for
    return facts.open_elsewhere > 0 or any(
        one.person == person and one.id != ctx.thing.id and one.state in holding for one in facts.others
    )


def others_of(ctx: Case, reason: str, states: tuple[str, ...]) -> tuple[FollowUp, ...]:
    """The person's other referrals in these states end for the same reason."""
    return tuple(
        FollowUp(
            kind="re",
            of=one.id,
            event="referral_closed",
            actor="ais",
            facts=msgspec.structs.replace(ctx.facts, reason=reason, others=()),
        )
        for one in ctx.facts.others
        if one.person == ctx.data.person and one.id != ctx.thing.id and one.state in states
    )


def reply_due(ctx: Case) -> date | None:
    """The last day of the reply term that runs."""
    return ctx.thing.running.get("T17") or ctx.thing.running.get("T16")


def reply_is_late(ctx: Case) -> bool:
    """R4: whether the answer came after the due day, or on it after hours in person."""
    due = reply_due(ctx)
    return due is not None and not ctx.law.in_time(due, ctx.at, ctx.facts.channel)


def to_register(ctx: Ctx[Any], event: str, *, optional: bool = False, **more: Any) -> FollowUp:
    """What the person's record in the register of the unemployed is told, with what is known here and `more`."""
    facts = msgspec.structs.replace(ctx.facts, **more)
    return FollowUp(kind="un", of=ctx.data.person, event=event, actor="ais", facts=facts, optional=optional)


def _to_register(ctx: Case, event: str, *, optional: bool = False, **more: Any) -> FollowUp:
    # The channel of an answer is not that of the notice which the register sends.
    return to_register(ctx, event, optional=optional, channel=None, **more)
