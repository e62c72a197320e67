"""`laiyq serve`: the HTTP door on loopback."""

from __future__ import annotations

from typing import Annotated

import typer

from api.cli.options import DataOption, settings


def serve(
    context: typer.Context,
    host: Annotated[str, typer.Option("--host")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=1, max=65535)] = 8000,
    data: DataOption = None,
) -> None:
    """Serve JSON and pages; OpenAPI at /docs."""
    from api.http.server import serve as run

    run(settings(context, data), host, port)


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(serve)
