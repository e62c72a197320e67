"""The individual employment plan (process 3; pt. 61-65, annex 10): drafted, signed by both, ended."""

from __future__ import annotations

from typing import Any

import msgspec

from matcher.cases.answers import on_register, to_register
from matcher.cases.facts import Change
from matcher.cases.grounds import CIRCUMSTANCES
from matcher.cases.table import Ctx, Guard, Machine, Row, past
from matcher.cases.things import Plan
from matcher.terms import Running

Case = Ctx[Plan]
CC = ("cc_specialist",)
SIGNATURES = {"unemployed", "cc_specialist"}


def _next(ctx: Case, code: str, days: tuple[Any, ...]) -> tuple[Running, ...]:
    """The next date of a schedule runs; the later ones wait in the plan."""
    return (ctx.law.start_dated(code, "pl", ctx.thing.id, ctx.at, days[0]),) if days else ()


def _drafted(ctx: Case) -> Change[Plan]:
    return Change(follow_ups=(to_register(ctx, "plan_drafted", optional=True),))


def _signed(ctx: Case) -> Change[Plan]:
    facts = ctx.facts
    visits, measures = tuple(sorted(facts.visits)), tuple(sorted(facts.measures))
    until = (facts.valid_until,) if facts.valid_until else ()
    data = msgspec.structs.replace(ctx.data, valid_until=facts.valid_until, visits=visits[1:], measures=measures[1:])
    started = (*_next(ctx, "T26", until), *_next(ctx, "T25", visits), *_next(ctx, "T29", measures))
    return Change(data=data, started=started)


def _visited(ctx: Case) -> Change[Plan]:
    data = msgspec.structs.replace(ctx.data, visits=ctx.data.visits[1:])
    return Change(data=data, started=_next(ctx, "T25", ctx.data.visits))


def _missed(ctx: Case) -> Change[Plan]:
    """Pt. 51(4): breaking the terms of visiting, unless there was a good cause."""
    change = _visited(ctx)
    ground = to_register(ctx, "ground_arose", ground="51(4)", source=f"{ctx.thing.id}:{ctx.thing.running['T25']}")
    return msgspec.structs.replace(change, follow_ups=() if ctx.facts.good_cause else (ground,))


def _carried_out(ctx: Case) -> Change[Plan]:
    data = msgspec.structs.replace(ctx.data, measures=ctx.data.measures[1:])
    return Change(data=data, started=_next(ctx, "T29", ctx.data.measures))


def _quit(ctx: Case) -> Change[Plan]:
    """Pt. 51(3): a measure left at own will; the reason is for the review to weigh (Q45)."""
    return Change(follow_ups=(to_register(ctx, "ground_arose", ground="51(3)c", source=ctx.thing.id),))


def _reported(ctx: Case) -> Change[Plan]:
    return Change(follow_ups=(to_register(ctx, "circumstance_reported"),))


# fmt: off
ROWS: tuple[Row[Plan], ...] = (
    Row("P1", ("pl.none",), "plan_drafted", CC, "pl.drafted", "2(17); 61",
        guards=(Guard("unemployed", on_register),), effect=_drafted),
    Row("P2", ("pl.drafted",), "plan_signed", ("unemployed", *CC), "pl.signed", "62",
        guards=(Guard("both_signatures", lambda c: set(c.facts.signed_by) >= SIGNATURES),),
        notices=("annex10",), effect=_signed),
    Row("P3", ("pl.signed",), "visit_kept", ("unemployed", *CC), point="44; 63",
        guards=(Guard("due_visit", lambda c: "T25" in c.thing.running),), meets=("T25",), effect=_visited),
    Row("P3a", ("pl.signed",), "visit_due_passed", ("ais",), point="51(4)",
        guards=(Guard("passed_visit", past("T25")),), passes=("T25",), effect=_missed),
    Row("P3b", ("pl.signed",), "measure_done", ("unemployed", *CC), point="63",
        guards=(Guard("due_measure", lambda c: "T29" in c.thing.running),), meets=("T29",), effect=_carried_out),
    Row("P3c", ("pl.signed",), "measure_quit", ("unemployed", *CC), point="51(3)", effect=_quit),
    Row("P4", ("pl.signed",), "circumstance_reported", ("unemployed",), point="64",
        guards=(Guard("circumstance", lambda c: c.facts.circumstance in CIRCUMSTANCES),), effect=_reported),
    Row("P5", ("pl.signed",), "plan_monitored", CC, point="64"),
    Row("P6", ("pl.signed",), "help_given", CC, point="65"),
    Row("P7", ("pl.signed",), "plan_validity_passed", ("ais",), "pl.ended", "annex 10",
        guards=(Guard("passed_validity", past("T26")),), passes=("T26",)),
    Row("P7a", ("pl.drafted", "pl.signed"), "deregistered", ("ais", "lmc"), "pl.ended", "annex 10"),
)
# fmt: on

MACHINE = Machine("pl", "pl.none", ("pl.none", "pl.drafted", "pl.signed", "pl.ended"), ("pl.ended",), ROWS)
