"""The one step of all life cycles: an event on a thing gives the thing after it and one journal entry, or a refusal.

Guards in the order of process section 4.3, first hit wins: wrong actor; the same event in the state it led to; the
code that the row names; not foreseen in the state. A refused step changes nothing.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec

from matcher.cases import notices
from matcher.cases.facts import Change, Facts, Stepped
from matcher.cases.machines import MACHINES
from matcher.cases.table import Ctx, Machine, Row
from matcher.cases.things import D, Ended, Entry, Refused, Thing
from matcher.terms import Law, Running


def step(  # noqa: PLR0913  # the event's parts stand apart, so that none is forgotten
    thing: Thing[D],
    event: str,
    facts: Facts,
    *,
    actor: str,
    occurred_at: datetime,
    recorded_at: datetime,
    law: Law,
) -> Stepped[D] | Refused:
    """One event on one thing.

    Args:
        thing: as it is.
        event: a code of the process tables.
        facts: what is known beside the thing.
        actor: who did it, a code of process section 1.
        occurred_at: when it happened; every term and every judgement of "in time" goes by it.
        recorded_at: when it was entered, later or at once.
        law: the terms, the calendar, the readings.

    Raises:
        ValueError: a time without a zone, or an event recorded before it happened.
    """
    if law.local(recorded_at) < law.local(occurred_at):
        raise ValueError("an event cannot be recorded before it happened")
    machine: Machine[Any] = MACHINES[thing.kind]
    ctx = Ctx(thing, event, facts, actor, occurred_at, recorded_at, law)
    row = _row(machine, ctx)
    return row if isinstance(row, Refused) else _made(machine, row, ctx)


def _row(machine: Machine[Any], ctx: Ctx[Any]) -> Row[Any] | Refused:
    """The row that applies, or why none does."""
    named = [row for row in machine.rows if row.event == ctx.event]
    here = [row for row in named if ctx.thing.state in row.states]
    refused = _wrong_actor(here or named, ctx)
    if refused:
        return refused
    fitting = [row for row in here if row.when is None or row.when(ctx)]
    if not fitting:
        led = any(row.to == ctx.thing.state for row in named) and ctx.thing.led_by in {None, ctx.event}
        return Refused(code="duplicate_event" if led else "wrong_state", missing=ctx.thing.state)
    row = fitting[0]
    if row.refuse:
        return Refused(code=row.refuse, missing=ctx.thing.state, point=row.point)
    for guard in sorted(row.guards, key=lambda one: (one.code != "duplicate_event", one.code == "wrong_state")):
        if not guard.holds(ctx):
            return Refused(code=guard.code, missing=guard.missing, point=row.point)
    return row


def _wrong_actor(rows: list[Row[Any]], ctx: Ctx[Any]) -> Refused | None:
    """Refuses whoever may not do this in the state at hand, or anywhere if the state foresees the event nowhere."""
    if rows and not any(ctx.actor in row.actors for row in rows):
        return Refused(code="wrong_actor", missing=ctx.actor, point=rows[0].point)
    for row in rows:
        for guard in row.guards:
            if guard.code == "wrong_actor" and ctx.actor in row.actors and not guard.holds(ctx):
                return Refused(code="wrong_actor", missing=guard.missing, point=row.point)
    return None


def _made(machine: Machine[Any], row: Row[Any], ctx: Ctx[D]) -> Stepped[D]:
    thing, after = ctx.thing, row.to or ctx.thing.state
    change: Change[Any] = row.effect(ctx) if row.effect else Change()
    started = (*_started(row, ctx), *change.started)
    ended = _ended(machine, row, thing, started)
    running = {code: due for code, due in thing.running.items() if code not in {one.code for one in ended}}
    moved = msgspec.structs.replace(
        thing,
        state=after,
        version=thing.version + 1,
        led_by=ctx.event if after != thing.state else thing.led_by,
        data=thing.data if change.data is None else change.data,
        counters=thing.counters if change.counters is None else {**thing.counters, **change.counters},
        running={**running, **{one.code: one.due for one in started}},
    )
    entry = Entry(
        thing=thing.id,
        kind=thing.kind,
        version=moved.version,
        event=ctx.event,
        row=row.code,
        point=row.point,
        actor=ctx.actor,
        occurred_at=ctx.at,
        recorded_at=ctx.recorded_at,
        before=thing.state,
        after=after,
        corrects=change.corrects,
        proof=ctx.facts.proof,
    )
    issued, papers = notices.issue(row.notices, ctx, moved, started)
    return Stepped(
        thing=moved,
        entry=entry,
        started=started,
        ended=ended,
        notices=issued,
        papers=papers,
        follow_ups=change.follow_ups,
    )


def _started(row: Row[Any], ctx: Ctx[Any]) -> tuple[Running, ...]:
    return tuple(
        ctx.law.start(
            one.term,
            ctx.thing.kind,
            ctx.thing.id,
            one.at(ctx) if one.at else ctx.at,
            one.not_before(ctx) if one.not_before else None,
        )
        for one in row.starts
        if one.when is None or one.when(ctx)
    )


def _ended(machine: Machine[Any], row: Row[Any], thing: Thing[Any], started: tuple[Running, ...]) -> tuple[Ended, ...]:
    """Terms that stop: as the row says; one that runs anew is cancelled first; an end cancels what still runs."""
    how: dict[str, Any] = dict.fromkeys(row.meets, "met") | dict.fromkeys(row.passes, "passed")
    anew = {one.code for one in started} | set(row.cancels)
    if row.to in machine.final:
        anew |= set(thing.running)
    return tuple(Ended(code, how.get(code, "cancelled")) for code in thing.running if code in how or code in anew)
