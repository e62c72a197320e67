"""`laiyq due`: the terms of today, whose they are, and what is overdue."""

from __future__ import annotations

from datetime import date
from typing import Any

import typer

from api.cli.options import DataOption, JsonOption, OnOption, day, settings
from api.cli.output import emit, say
from api.wiring import store_of
from matcher.casework import Casework
from matcher.store.terms import DueTerm
from matcher.terms import Law

WHEN = ("overdue", "today", "soon")


def due(context: typer.Context, on: OnOption = None, data: DataOption = None, json_: JsonOption = False) -> None:
    """What is overdue, due on the day, or due on the next working day: with whom, on what, by which point."""
    today = day(on)
    with store_of(settings(context, data)) as store:
        casework = Casework(store)
        rows, law = casework.due(today), casework.law()
    found = [_told(row, law, today) for row in rows]
    if json_:
        groups = {when: [one for one in found if one["when"] == when] for when in WHEN}
        emit({"on": today.isoformat(), "counts": {when: len(rows) for when, rows in groups.items()}, **groups})
        return
    for one in found:
        waits = f"\twaits: {one['waits_for']}" if one["waits_for"] else ""
        typer.echo(
            f"{one['when']}\t{one['due']}\t{one['term']} {one['duty']}\t{one['who']}\t{one['object']} {one['id']}"
            f"\tpt. {one['point']}{waits}"
        )
    say(", ".join(f"{when} {sum(one['when'] == when for one in found)}" for when in WHEN))


def _told(row: DueTerm, law: Law, today: date) -> dict[str, Any]:
    term = law.terms[row.code]
    return {
        "when": "overdue" if row.due < today else "today" if row.due == today else "soon",
        "term": row.code, "duty": term.duty, "who": term.who, "due": row.due.isoformat(), "object": row.kind,
        "id": row.thing, "person": row.person, "vacancy": row.vacancy or (row.thing if row.kind == "va" else None),
        "employer": row.employer, "centre": row.centre, "point": term.point, "then": term.then,
        "waits_for": row.answer,
    }  # fmt: skip


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("due")(due)
