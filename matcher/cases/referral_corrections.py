"""Corrections of a referral: what a passed term did or a wrong entry said is mended by a new entry, with its proof."""

from __future__ import annotations

import msgspec

from matcher.cases.answers import declined, to_register, withdrawn_ground
from matcher.cases.facts import Change, FollowUp
from matcher.cases.referral_effects import Case, changed
from matcher.cases.things import Referral


def _back(change: Change[Referral], ctx: Case, *but: str) -> Change[Referral]:
    """A correction lets the terms run on that ran before, except those met by what really happened."""
    again = tuple(
        ctx.law.start_dated(code, "re", ctx.thing.id, ctx.at, due)
        for code, due in ctx.data.left.items()
        if code not in but
    )
    return msgspec.structs.replace(change, started=again)


def in_time_after_all(ctx: Case) -> bool:
    """An act that happened before the passed term was over, recorded later, with its proof."""
    passed = ctx.data.passed
    return passed is not None and bool(ctx.facts.proof) and ctx.law.in_time(passed.due, ctx.at, ctx.facts.channel)


def _undo(ctx: Case) -> tuple[tuple[FollowUp, ...], int | None]:
    """Takes back what the passed term did: the ground it opened, the registration it let through."""
    passed = ctx.data.passed
    if passed is None:
        return (), None
    undone = to_register(ctx, "registration_undone", optional=True, source=ctx.thing.id)
    return (*withdrawn_ground(ctx, passed.ground), undone), passed.entry


def consented_after_all(ctx: Case) -> Change[Referral]:
    """A consent given in time undoes the silence."""
    undone, entry = _undo(ctx)
    return changed(ctx, undone, entry, passed=None)


def refused_after_all(ctx: Case) -> Change[Referral]:
    """A refusal given in time undoes the silence and then is a refusal."""
    undone, entry = _undo(ctx)
    return changed(ctx, (*undone, *declined(ctx)), entry, passed=None, closed_from="re.offered")


def came_after_all(ctx: Case) -> Change[Referral]:
    """The person did come in time: the no-show and its ground are taken back."""
    undone, entry = _undo(ctx)
    return _back(changed(ctx, undone, entry, passed=None, appeared=True), ctx, "T19", "T21")


def refused_by_employer_after_all(ctx: Case) -> Change[Referral]:
    """The employer did answer in time: a refusal in words instead of a deemed one."""
    passed = ctx.data.passed
    return changed(ctx, (), passed.entry if passed else None, passed=None)


def reply_voided(ctx: Case) -> Change[Referral]:
    """A reply entered by mistake is taken back; what it counted for goes too."""
    back = to_register(ctx, "decline_withdrawn", optional=True, source=ctx.data.vacancy)
    was_refusal = ctx.thing.state == "re.declined"
    return _back(changed(ctx, (back,) if was_refusal else (), ctx.thing.version, closed_from=None), ctx)


def hire_voided(ctx: Case) -> Change[Referral]:
    """A hire marked by mistake: the opening comes back; referrals it closed are reopened one by one, by people."""
    facts = msgspec.structs.replace(ctx.facts, others=())
    place = FollowUp(kind="va", of=ctx.data.vacancy, event="hire_voided", actor="cc_specialist", facts=facts)
    return _back(changed(ctx, (place,), ctx.thing.version, closed_from=None), ctx)


def reopened(ctx: Case) -> Change[Referral]:
    """Closed by a hire that was no hire."""
    return _back(changed(ctx, (), ctx.thing.version, reason=None, closed_from=None), ctx)
