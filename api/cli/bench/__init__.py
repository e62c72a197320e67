"""`laiyq bench`: figures on generated data; several runs, median and spread, never a timed test."""

from __future__ import annotations

import typer

from api.cli.bench import batching, kill, kill_node, report, searching, serving, updating
from api.cli.bench.engines import opensearch
from api.cli.bench.peers import peers

app = typer.Typer(help="Benchmarks on generated data.", no_args_is_help=True)


def register(parent: typer.Typer) -> None:
    """Adds the commands."""
    commands = (
        searching.index, searching.shortlist, searching.suitable, updating.update, batching.batch, serving.http, peers,
        report.report, kill.kill, kill_node.kill_node, opensearch,
    )  # fmt: skip
    for command in commands:
        app.command()(command)
    parent.add_typer(app, name="bench")
