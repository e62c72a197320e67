"""`laiyq bench`: figures on generated data; several runs, median and spread, never a timed test."""

from __future__ import annotations

import typer

from api.cli.bench import batching, searching, serving, updating

app = typer.Typer(help="Benchmarks on generated data.", no_args_is_help=True)


def register(parent: typer.Typer) -> None:
    """Adds the commands."""
    for command in (
        searching.index,
        searching.shortlist,
        searching.suitable,
        updating.update,
        batching.batch,
        serving.http,
    ):
        app.command()(command)
    parent.add_typer(app, name="bench")
