"""`laiyq event`: one event of a case; `laiyq calendar`: days that the business calendar is told of."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, NoReturn

import msgspec
import typer

from api.cli.options import DataOption, JsonOption, Lang, LangOption, day, now, settings
from api.cli.output import emit, say
from api.wiring import store_of
from matcher.cases.cascade import Outcome
from matcher.cases.facts import Facts
from matcher.cases.machines import MACHINES
from matcher.cases.notices.texts import Texts
from matcher.cases.table import ACTORS
from matcher.cases.things import Kind, Refused
from matcher.casework import Casework, Deed, Opening
from matcher.errors import EventTimeError, JournalError
from matcher.terms import Law

OBJECTS: dict[str, Kind] = {
    "vacancy": "va", "referral": "re", "seeker": "sr", "unemployed": "un", "plan": "pl",
    "va": "va", "re": "re", "sr": "sr", "un": "un", "pl": "pl",
}  # fmt: skip
_OPENING = {field.name for field in msgspec.structs.fields(Opening)}
_FACTS = {field.name for field in msgspec.structs.fields(Facts)}


def event(
    context: typer.Context,
    thing: Annotated[str, typer.Argument(metavar="OBJECT", help="vacancy, referral, seeker, unemployed or plan.")],
    of: Annotated[str, typer.Argument(metavar="ID", help="Of the vacancy or referral; else the person's.")],
    name: Annotated[str, typer.Argument(metavar="EVENT", help="As in the tables of docs/rules.md.")],
    actor: Annotated[str, typer.Option("--actor", help="Who did it, e.g. cc_specialist.")],
    at: Annotated[str | None, typer.Option("--at", help="When: 2026-03-02T10:15; without a zone, UTC+5.")] = None,
    facts: Annotated[str, typer.Option("--facts", metavar="JSON", help="What is known beside.")] = "{}",
    version: Annotated[
        int | None, typer.Option("--version", min=0, help="As you saw it; refuse if it changed.")
    ] = None,
    lang: LangOption = Lang.ru,
    data: DataOption = None,
    json_: JsonOption = False,
) -> None:
    """Record an event of a case, with all that follows from it by the Rules."""
    kind = _kind(thing, name, actor)
    recorded = now()
    known, opening = _facts(facts)
    with store_of(settings(context, data)) as store:
        casework = Casework(store)
        deed = Deed(
            kind=kind, of=of, event=name, actor=actor, facts=known, opening=opening, expected=version,
            occurred_at=_moment(at, casework.law(), recorded), recorded_at=recorded, employer=opening.employer,
        )  # fmt: skip
        outcome = _done(casework, deed)
        try:
            casework.seals.seal(recorded)
        except JournalError as error:
            say(f"laiyq: {error}")  # the event is stored; what is wrong was wrong before
    if isinstance(outcome, Refused):
        _refuse(outcome, lang, json_=json_)
    _tell(outcome, json_=json_)


def _done(casework: Casework, deed: Deed) -> Outcome | Refused:
    try:
        return casework.act(deed)
    except EventTimeError as error:
        option = "--at" if error.field == "occurred_at" else "--facts"
        raise typer.BadParameter(str(error), param_hint=option) from None


def _kind(thing: str, name: str, actor: str) -> Kind:
    kind = OBJECTS.get(thing)
    if kind is None:
        raise typer.BadParameter(f"must be one of: {', '.join(list(OBJECTS)[:5])}", param_hint="OBJECT")
    events = sorted({row.event for row in MACHINES[kind].rows})
    if name not in events:
        raise typer.BadParameter(f"must be one of: {', '.join(events)}", param_hint="EVENT")
    if actor not in ACTORS:
        raise typer.BadParameter(f"must be one of: {', '.join(ACTORS)}", param_hint="--actor")
    return kind


def _facts(text: str) -> tuple[Facts, Opening]:
    """Facts of the event and what a new thing is opened with, told apart by their names."""
    try:
        given = msgspec.json.decode(text, type=dict[str, Any])
        strange = sorted(set(given) - _FACTS - _OPENING)
        if strange:
            raise typer.BadParameter(f"unknown: {', '.join(strange)}", param_hint="--facts")
        facts = msgspec.convert({name: value for name, value in given.items() if name in _FACTS}, Facts, strict=False)
        rest = {name: value for name, value in given.items() if name in _OPENING}
        return facts, msgspec.convert(rest, Opening, strict=False)
    except msgspec.MsgspecError as error:
        # Their message names the field and what it should be, and no value.
        raise typer.BadParameter(str(error), param_hint="--facts") from None


def _moment(text: str | None, law: Law, now_: datetime) -> datetime:
    if text is None:
        return now_
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter("must be a time as 2026-03-02T10:15", param_hint="--at") from None
    return at if at.tzinfo else at.replace(tzinfo=law.zone)


def _refuse(refused: Refused, lang: Lang, *, json_: bool) -> NoReturn:
    text = Texts().refusal(refused.code, lang.value)
    if json_:
        told = {"code": refused.code, "missing": refused.missing, "point": refused.point, "text": text}
        emit({"done": False, **told})
    else:
        point = f" (pt. {refused.point})" if refused.point else ""
        say(f"refused: {refused.code}, {refused.missing}{point}. {text}")
    raise typer.Exit(1)


def _tell(outcome: Outcome, *, json_: bool) -> None:
    steps = [_step(step) for step in outcome.steps]
    if json_:
        emit({"done": True, **steps[0], "follow_ups": steps[1:]})
        return
    for step in steps:
        terms = "".join(f", {one['term']} until {one['due']}" for one in step["started"])
        notices = "".join(f", issue {one['notice']}" for one in step["notices"])
        say(f"{step['object']} {step['id']}: {step['event']} ({step['row']}) -> {step['state']}{terms}{notices}")


def _step(step: Any) -> dict[str, Any]:
    entry, one = step.entry, step.thing
    return {
        "object": one.kind, "id": one.id, "event": entry.event, "row": entry.row, "point": entry.point,
        "before": entry.before, "state": one.state, "version": one.version,
        "started": [{"term": term.code, "due": term.due.isoformat()} for term in step.started],
        "ended": [{"term": term.code, "how": term.how} for term in step.ended],
        "notices": [
            {
                "notice": notice.code, "to": notice.to, "channels": list(notice.channels),
                "due": notice.due.isoformat() if notice.due else None,
            }
            for notice in step.notices
        ],
        "papers": list(step.papers),
    }  # fmt: skip


calendar = typer.Typer(help="Days that the business calendar is told of: moved by a State act, Kurban Ait confirmed.")


@calendar.command("add")
def add(
    context: typer.Context,
    date_: Annotated[str, typer.Argument(metavar="DATE", help="YYYY-MM-DD")],
    working: Annotated[bool, typer.Option("--working/--off", help="Whether it is worked.")],
    why: Annotated[str, typer.Option("--why", help="The act that says so.")] = "",
    data: DataOption = None,
    json_: JsonOption = False,
) -> None:
    """Tell of a day; every open term is counted anew."""
    told: date = day(date_)
    at = now()
    with store_of(settings(context, data)) as store:
        moved = Casework(store).tell_day(told, at, working=working, why=why)
    if json_:
        emit({"day": told.isoformat(), "working": working, "moved": moved})
    else:
        say(f"{told}: {'worked' if working else 'a day off'}; {moved} open terms got another last day")


@calendar.command("list")
def listed(context: typer.Context, data: DataOption = None, json_: JsonOption = False) -> None:
    """The days told, in their order."""
    with store_of(settings(context, data)) as store:
        days = Casework(store).days()
    if json_:
        emit({"days": [{"day": one.day.isoformat(), "working": one.working, "why": one.why} for one in days]})
        return
    for one in days:
        typer.echo(f"{one.day}\t{'worked' if one.working else 'off'}\t{one.why}")


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command("event")(event)
    app.add_typer(calendar, name="calendar")
