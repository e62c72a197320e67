"""Which notices a row issues, as data."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from matcher.cases.notices.fields import known
from matcher.cases.notices.kinds import KINDS, NoticeKind
from matcher.cases.table import Ctx
from matcher.cases.things import ON_REGISTER, Notice, Thing
from matcher.terms import Running


def issue(
    codes: Sequence[str], ctx: Ctx[Any], after: Thing[Any], started: Sequence[Running]
) -> tuple[tuple[Notice, ...], tuple[str, ...]]:
    """The notices of a row, and the papers that would be given if asked for.

    Args:
        codes: of the row.
        ctx: the event.
        after: the thing as the step leaves it.
        started: terms that start with it.
    """
    kinds = [KINDS[code] for code in codes]
    asked = ctx.facts.asked or ctx.event == "written_notice_asked"
    wanted = [kind for kind in kinds if not kind.on_request or kind.itself or asked]
    papers = tuple(kind.code for kind in kinds if kind not in wanted)
    return tuple(_notice(kind, ctx, after, started) for kind in wanted), papers


def _notice(kind: NoticeKind, ctx: Ctx[Any], after: Thing[Any], started: Sequence[Running]) -> Notice:
    return Notice(
        code=kind.code,
        to=_receiver(kind, ctx, after),
        channels=_channels(kind, ctx, after),
        fields=known(kind.fields, ctx, after),
        on_request=kind.on_request,
        due=_due(kind, ctx, started),
    )


def _receiver(kind: NoticeKind, ctx: Ctx[Any], after: Thing[Any]) -> str:
    if kind.to == "registered_or_applicant":
        return "unemployed" if after.state in ON_REGISTER else "applicant"
    if kind.to == "person":
        return str(ctx.facts.status or after.data.status)
    return kind.to


def _channels(kind: NoticeKind, ctx: Ctx[Any], after: Thing[Any]) -> tuple[str, ...]:
    """The channel chosen, or those of the table; villagers' as owed; the phone only where its number is registered."""
    rural = bool(getattr(after.data, "rural", False))
    route = getattr(after.data, "route", None)
    usual = kind.routes.get(ctx.actor) or kind.routes.get(route or "") or kind.channels
    if rural and kind.village:
        by_portal = kind.village_also and ctx.actor == "portal"
        usual = usual if by_portal else (*usual, *kind.village) if kind.village_also else kind.village
    if ctx.facts.channel:
        also = kind.village if rural and kind.village_also else ()
        return tuple(dict.fromkeys((ctx.facts.channel, *also)))
    reached = tuple(one for one in usual if one != "phone" or ctx.facts.phone_registered)
    return reached or usual


def _due(kind: NoticeKind, ctx: Ctx[Any], started: Sequence[Running]) -> date | None:
    """The last day on which it is owed: of a term that starts with it, that runs, or that the event would start."""
    if not kind.due:
        return None
    for one in started:
        if one.code == kind.due:
            return one.due
    running: date | None = ctx.thing.running.get(kind.due)
    return running or ctx.law.start(kind.due, ctx.thing.kind, ctx.thing.id, ctx.at).due
