"""`laiyq index`: rebuild, check, status."""

from __future__ import annotations

from typing import Annotated

import typer

from api.cli.options import DataOption, JsonOption, settings
from api.cli.output import emit, indexing, say
from api.wiring import service

app = typer.Typer(help="The search index; it can always be rebuilt from the store.", no_args_is_help=True)


@app.command()
def rebuild(
    context: typer.Context,
    shrinking: Annotated[bool, typer.Option("--shrinking", help="That the new one is far smaller is right.")] = False,
    data: DataOption = None,
) -> None:
    """Build a new generation from the store; readers keep the old one until it is whole."""
    with service(settings(context, data)) as parts, indexing() as advance:
        if shrinking and parts.cluster is not None:
            name = parts.cluster.rebuild(advance, shrinking=True)
        else:
            name = parts.finder.rebuild(advance)
    say(f"{name} is in use")


@app.command("back")
def roll_back(context: typer.Context, data: DataOption = None) -> None:
    """Put the cluster's indices before those in use back in use, with all that changed since."""
    with service(settings(context, data)) as parts:
        if parts.cluster is None:
            raise typer.BadParameter("only the engine opensearch keeps an index for a way back")
        name = parts.cluster.roll_back()
    say(f"{name} is in use again")


@app.command()
def check(context: typer.Context, data: DataOption = None) -> None:
    """Compare checksums, and the index with the store; exit code 1 where something is wrong."""
    with service(settings(context, data)) as parts:
        wrong = parts.finder.check()
    for one in wrong:
        say(one)
    say(f"{len(wrong)} problems")
    if wrong:
        raise typer.Exit(1)


@app.command()
def status(context: typer.Context, data: DataOption = None, json_: JsonOption = False) -> None:
    """The generation in use and what has changed since."""
    with service(settings(context, data)) as parts:
        found = parts.finder.status()
    if json_:
        emit(found)
        return
    for name, value in found.items():
        say(f"{name}: {value}")


def register(parent: typer.Typer) -> None:
    """Adds the commands."""
    parent.add_typer(app, name="index")
