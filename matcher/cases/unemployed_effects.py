"""What the rows of the unemployed person's registration do beside moving the state."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from matcher.cases.answers import counted, held_elsewhere
from matcher.cases.facts import Change, Facts, FollowUp
from matcher.cases.numbers import DECLINES_FOR_A_GROUND
from matcher.cases.table import Ctx
from matcher.cases.things import Ground, Unemployed

Case = Ctx[Unemployed]


WINDOW = "window"
"""Cause of a registration: the selection window closed, no referral was there to end."""


def declines(ctx: Case) -> int:
    """Refusals counted in this spell."""
    return ctx.thing.counters.get("declines", 0)


def _with(
    ctx: Case, follow_ups: tuple[FollowUp, ...] = (), counters: dict[str, int] | None = None, **data: Any
) -> Change[Unemployed]:
    return Change(data=msgspec.structs.replace(ctx.data, **data), counters=counters, follow_ups=follow_ups)


def window_over(ctx: Case) -> bool:
    """Q08: 9:00 of the working day after T05/T06; whoever does not say when it opened reports that it is over."""
    opened = ctx.facts.window_from
    return opened is None or ctx.at >= ctx.law.window_closes(opened, portal=ctx.facts.window_of_portal)


def nothing_found(ctx: Case) -> bool:
    """Pt. 38: no suitable work was found; a referral under way holds back, a hire means that work was found."""
    hired = any(one.person == ctx.data.person and one.state == "re.hired" for one in ctx.facts.others)
    return not hired and not held_elsewhere(ctx.facts, ctx.data.person, ctx)


def registered(ctx: Case) -> Change[Unemployed]:
    """On the register; the selection window is of no more use."""
    closed = FollowUp(kind="sr", of=ctx.data.person, event="window_closed", actor="ais", facts=Facts(), optional=True)
    cause = ctx.facts.offer.source if ctx.facts.offer else WINDOW
    return _with(ctx, (closed,), registered_at=ctx.at, cause=cause, refused_for=())


def refused(ctx: Case) -> Change[Unemployed]:
    """A ground of pt. 41; the person stays a seeker, and the next trigger checks anew (Q38)."""
    return _with(ctx, refused_for=ctx.facts.refused_for)


def counts(ctx: Case) -> bool:
    """Whether the refusal is one of the three."""
    return ctx.facts.offer is not None and counted(ctx.facts.offer, ctx.data.declined, ctx.law)


def makes_ground(ctx: Case) -> bool:
    """Whether it completes the three and the ground is not open already."""
    open_now = any(one.code == "51(2)a" for one in ctx.data.grounds)
    return counts(ctx) and declines(ctx) + 1 >= DECLINES_FOR_A_GROUND and not open_now


def declined(ctx: Case) -> Change[Unemployed]:
    """One refusal more, of a vacancy not refused before."""
    offer = ctx.facts.offer
    vacancies = (*ctx.data.declined, offer.vacancy) if offer else ctx.data.declined
    grounds = (*ctx.data.grounds, _ground(ctx, "51(2)a")) if makes_ground(ctx) else ctx.data.grounds
    return _with(ctx, counters={"declines": declines(ctx) + 1}, declined=vacancies, grounds=grounds)


def _ground(ctx: Case, code: str | None = None, source: str | None = None) -> Ground:
    source = source or ctx.facts.source or (ctx.facts.offer.source if ctx.facts.offer else ctx.thing.id)
    return Ground(code or ctx.facts.ground or "", source, ctx.law.local(ctx.at).date())


def ground_arose(ctx: Case) -> Change[Unemployed]:
    """Added to the list that a person will look at before any report (Q12)."""
    return _with(ctx, grounds=(*ctx.data.grounds, _ground(ctx)))


def _joined(ctx: Case, ground: Ground) -> tuple[Ground, ...]:
    """The list with this ground; the same ground from the same source is there once."""
    known = any((one.code, one.source) == (ground.code, ground.source) for one in ctx.data.grounds)
    return ctx.data.grounds if known else (*ctx.data.grounds, ground)


def new_ground(ctx: Case) -> bool:
    """The same ground from the same source is one ground."""
    return len(_joined(ctx, _ground(ctx))) > len(ctx.data.grounds)


def late_report(ctx: Case) -> bool:
    """Pt. 51(6): the lateness is the ground, not the circumstance (Q24); T12 counts real days (R3)."""
    if ctx.facts.arose_at is None:
        return False
    due = ctx.law.start("T12", "un", ctx.thing.id, ctx.facts.arose_at).due
    return not ctx.law.in_time(due, ctx.at, ctx.facts.channel)


def reported(ctx: Case) -> Change[Unemployed]:
    """A circumstance of pt. 64; work reported stops the offers until contributions come in (Q24)."""
    ground = _ground(ctx, "51(6)", f"{ctx.thing.id}:{ctx.facts.circumstance}")
    late = _joined(ctx, ground) if late_report(ctx) else ctx.data.grounds
    return _with(ctx, grounds=late, offers_stopped=ctx.data.offers_stopped or ctx.facts.circumstance == "employment")


def _left(ctx: Case) -> tuple[Ground, ...]:
    """Grounds that stay when the named one goes; none named: all go."""
    named, source = ctx.facts.ground, ctx.facts.source
    return tuple(
        one
        for one in ctx.data.grounds
        if named is not None and (one.code != named or (source is not None and one.source != source))
    )


def last_ground_goes(ctx: Case) -> bool:
    """Whether nothing stays open."""
    return not _left(ctx)


def has_ground(ctx: Case) -> bool:
    """Whether the named ground is open."""
    return len(_left(ctx)) < len(ctx.data.grounds)


def ground_gone(ctx: Case) -> Change[Unemployed]:
    """An excuse or error found in review, or a correction with its proof."""
    return msgspec.structs.replace(_with(ctx, grounds=_left(ctx)), corrects=ctx.thing.version)


def decline_withdrawn(ctx: Case) -> Change[Unemployed]:
    """A refusal entered by mistake no longer counts, nor does the ground that it completed."""
    vacancies = tuple(one for one in ctx.data.declined if one != ctx.facts.source)
    left = declines(ctx) - (len(ctx.data.declined) - len(vacancies))
    keep = left >= DECLINES_FOR_A_GROUND
    grounds = tuple(one for one in ctx.data.grounds if keep or one.code != "51(2)a")
    change = _with(ctx, counters={"declines": left}, declined=vacancies, grounds=grounds)
    return msgspec.structs.replace(change, corrects=ctx.thing.version)


def ends_review(ctx: Case) -> bool:
    """Whether taking the refusal back leaves no ground open."""
    data = decline_withdrawn(ctx).data
    return data is not None and not data.grounds


def undone(ctx: Case) -> Change[Unemployed]:
    """An answer given in time shows that the window was still held: the person is a seeker as before."""
    change = _with(ctx, registered_at=None, cause=None)
    return msgspec.structs.replace(change, corrects=ctx.thing.version)


def removed(ctx: Case) -> Change[Unemployed]:
    """Removal ends the plan; live referrals stay, answers to them have no consequence any more (X4)."""
    plan = FollowUp(kind="pl", of=ctx.data.person, event="deregistered", actor="ais", facts=Facts(), optional=True)
    return _with(ctx, (plan,))


def called(ctx: Case) -> Change[Unemployed]:
    """A new call or training: whether the person comes is open."""
    return _with(ctx, appeared=None)


def came(ctx: Case) -> Change[Unemployed]:
    """The person came."""
    return _with(ctx, appeared=True)


def stayed_away(ctx: Case) -> Change[Unemployed]:
    """It is stated that the person did not come (Q44)."""
    return _with(ctx, appeared=False)


def annulled(ctx: Case) -> Change[Unemployed]:
    """The labour mobility centre takes its removal back: nothing is open against the person."""
    return msgspec.structs.replace(_with(ctx, grounds=()), corrects=ctx.thing.version)


def did_not_come(code: str, term: str) -> Callable[[Case], Change[Unemployed]]:
    """The ground of not coming on a call (51(3)b) or to a training (51(3)a), one for each call."""

    def effect(ctx: Case) -> Change[Unemployed]:
        ground = _ground(ctx, code, f"{ctx.thing.id}:{ctx.thing.running[term]}")
        return _with(ctx, grounds=_joined(ctx, ground), appeared=False)

    return effect


def told_social(ctx: Case) -> Change[Unemployed]:
    """The list of papers for the social payment was sent (pt. 42)."""
    return _with(ctx, told_social=True)
