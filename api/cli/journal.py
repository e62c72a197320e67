"""`laiyq journal`: what happened to a thing, and whether the journal is whole."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
import typer

from api.cli.events import OBJECTS
from api.cli.options import DataOption, JsonOption, now, settings
from api.cli.output import emit, say
from api.wiring import store_of
from matcher.casework import Casework

journal = typer.Typer(help="The journal of casework: append-only, sealed in a keyed chain.")
WORDS = {
    "changed": "an entry was changed",
    "lost": "an entry is missing",
    "reordered": "entries stand in another order",
    "truncated": "the end of the journal was cut off",
    "head": "the head, which is kept apart, is missing or is not of this journal",
    "thing": "a thing is not as its entries say",
}


@journal.command("verify")
def verify(context: typer.Context, data: DataOption = None, json_: JsonOption = False) -> None:
    """Check every entry against the seals, and those against the head; exit code 1 where something is wrong."""
    with store_of(settings(context, data)) as store:
        found = Casework(store).seals.verify()
    problems = [{"problem": what, "entry": number} for what, number in found.problems]
    if json_:
        unsealed = found.entries - found.sealed
        told = {"entries": found.entries, "sealed": found.sealed, "unsealed": max(0, unsealed)}
        emit({"whole": not problems, **told, "problems": problems})
    else:
        for what, number in found.problems:
            say(f"{WORDS[what]} (entry {number})")
        say(f"{found.entries} entries, {found.sealed} under seals that hold: {'broken' if problems else 'whole'}")
    if problems:
        raise typer.Exit(1)


@journal.command("seal")
def seal(context: typer.Context, data: DataOption = None) -> None:
    """Seal what is not sealed yet; the worker does it every round."""
    with store_of(settings(context, data)) as store:
        count = Casework(store).seals.seal(now())
    say(f"{count} entries sealed")


@journal.command("accept")
def accept(
    context: typer.Context,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    data: DataOption = None,
) -> None:
    """Go on with the journal as a restored backup has it; the head as it was is kept beside."""
    if not yes:
        typer.confirm(
            "Entries that the head knows of are not in the journal. Go on without them?", abort=True, err=True
        )
    with store_of(settings(context, data)) as store:
        count = Casework(store).seals.accept()
    say(f"the journal goes on from {count} sealed entries")


@journal.command("show")
def show(
    context: typer.Context,
    thing: Annotated[str, typer.Argument(metavar="OBJECT")],
    of: Annotated[str, typer.Argument(metavar="ID", help="The thing's own id.")],
    data: DataOption = None,
    json_: JsonOption = False,
) -> None:
    """Every entry of one thing."""
    if thing not in OBJECTS:
        raise typer.BadParameter(f"must be one of: {', '.join(list(OBJECTS)[:5])}", param_hint="OBJECT")
    with store_of(settings(context, data)) as store:
        lines = Casework(store).journal(OBJECTS[thing], of)
    if json_:
        told: list[Any] = [{"number": one.number, **msgspec.to_builtins(one.entry)} for one in lines]
        emit({"entries": told})
        return
    for number, one in lines:
        corrects = f"\tcorrects {one.corrects}" if one.corrects else ""
        typer.echo(
            f"{number}\t{one.occurred_at:%Y-%m-%d %H:%M}\t{one.event}\t{one.actor}\t{one.row}\t"
            f"{one.before} -> {one.after}{corrects}"
        )


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.add_typer(journal, name="journal")
