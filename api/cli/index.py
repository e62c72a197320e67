"""`laiyq index`: rebuild, check, status."""

from __future__ import annotations

import typer

from api.cli.options import DataOption, JsonOption, settings
from api.cli.output import emit, progress, say
from api.wiring import service

app = typer.Typer(help="The search index; it can always be rebuilt from the store.", no_args_is_help=True)


@app.command()
def rebuild(context: typer.Context, data: DataOption = None) -> None:
    """Build a new generation from the store; readers keep the old one until it is whole."""
    with service(settings(context, data)) as parts, progress("indexing") as bar:
        name = parts.engine.rebuild(lambda _kind, count: bar.advance(bar.task_ids[0], count))
    say(f"{name} is in use")


@app.command()
def check(context: typer.Context, data: DataOption = None) -> None:
    """Compare checksums, and the index with the store; exit code 1 where something is wrong."""
    with service(settings(context, data)) as parts:
        wrong = parts.engine.check()
    for one in wrong:
        say(one)
    say(f"{len(wrong)} problems")
    if wrong:
        raise typer.Exit(1)


@app.command()
def status(context: typer.Context, data: DataOption = None, json_: JsonOption = False) -> None:
    """The generation in use and what has changed since."""
    with service(settings(context, data)) as parts:
        found = parts.engine.status()
    if json_:
        emit(found)
        return
    for name, value in found.items():
        say(f"{name}: {value}")


def register(parent: typer.Typer) -> None:
    """Adds the commands."""
    parent.add_typer(app, name="index")
