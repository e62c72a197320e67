"""What a step knows of the fields of a notice: dates, codes and places, never a name.

The form's other fields (names, contacts, the list of pt. 42) are filled in by whoever sends the notice.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from matcher.cases.table import Ctx
from matcher.cases.things import ON_REGISTER, Interview, Plan, Thing, Unemployed, Value

Known = Callable[[Ctx[Any], Thing[Any]], Value]


def known(names: Sequence[str], ctx: Ctx[Any], after: Thing[Any]) -> dict[str, Value]:
    """The fields of a form in their order, None where the step does not know one.

    Args:
        names: of the form's fields.
        ctx: the event.
        after: the thing as the step leaves it.
    """
    return {name: FIELDS[name](ctx, after) if name in FIELDS else None for name in names}


def _today(ctx: Ctx[Any], _after: Thing[Any]) -> str:
    """The day of the event: what is recorded later was said then."""
    return ctx.law.local(ctx.at).date().isoformat()


def _registered_from(ctx: Ctx[Any], after: Thing[Any]) -> str | None:
    """Of the register record its own day; a seeker's notices are issued by the registration itself."""
    if not isinstance(after.data, Unemployed):
        return _today(ctx, after)
    at = after.data.registered_at
    return ctx.law.local(at).date().isoformat() if at is not None and after.state in ON_REGISTER else None


def _registered(_ctx: Ctx[Any], after: Thing[Any]) -> bool:
    return after.state in ON_REGISTER


def _reason(_ctx: Ctx[Any], after: Thing[Any]) -> tuple[str, ...] | None:
    """Grounds of pt. 41, or the one of annex 1 item 9, as codes."""
    if isinstance(after.data, Unemployed):
        return after.data.refused_for or None
    return (after.data.reason,) if after.data.reason else None


def _status(_ctx: Ctx[Any], after: Thing[Any]) -> str:
    return after.state


def _last_day_of(term: str) -> Known:
    return lambda _, after: _day(after.running.get(term))


def _valid_until(_ctx: Ctx[Any], after: Thing[Any]) -> str | None:
    """Of a plan the day agreed on, of a certificate the last day of its term."""
    return _day(after.data.valid_until if isinstance(after.data, Plan) else after.running.get("T10"))


def _time(ctx: Ctx[Any], after: Thing[Any]) -> str | None:
    interview: Interview | None = after.data.interview
    return ctx.law.local(interview.at).isoformat(timespec="minutes") if interview else None


def _place(_ctx: Ctx[Any], after: Thing[Any]) -> str | None:
    interview: Interview | None = after.data.interview
    return interview.place if interview else None


def _schedule(ctx: Ctx[Any], _after: Thing[Any]) -> tuple[str, ...]:
    return tuple(day.isoformat() for day in sorted(ctx.facts.visits))


def _measures(ctx: Ctx[Any], _after: Thing[Any]) -> tuple[str, ...]:
    """Days by which they are carried out; which they are stands in the plan itself."""
    return tuple(day.isoformat() for day in sorted(ctx.facts.measures))


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


FIELDS: Mapping[str, Known] = {
    "issued_on": _today,
    "date": _today,
    "registered_from": _registered_from,
    "registered": _registered,
    "reason": _reason,
    "status": _status,
    "result_on": _last_day_of("T02"),
    "valid_until": _valid_until,
    "time": _time,
    "place": _place,
    "schedule": _schedule,
    "measures": _measures,
}
"""Fields by name that a step can know."""
