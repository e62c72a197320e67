"""`laiyq serve`: the HTTP door on loopback."""

from __future__ import annotations

from typing import Annotated

import typer
from msgspec.structs import replace

from api.cli.options import DataOption, settings


def serve(
    context: typer.Context,
    host: Annotated[str | None, typer.Option("--host", show_default="127.0.0.1")] = None,
    port: Annotated[int | None, typer.Option("--port", min=1, max=65535, show_default="8000")] = None,
    workers: Annotated[
        int | None, typer.Option("--workers", min=1, max=256, help="Processes that answer.", show_default="1")
    ] = None,
    data: DataOption = None,
) -> None:
    """Serve JSON and pages; OpenAPI at /docs. SIGTERM ends running requests first."""
    from api.http.server import serve as run

    chosen = settings(context, data)
    run(
        replace(
            chosen,
            host=host or chosen.host,
            port=port or chosen.port,
            workers=workers or chosen.workers,
        )
    )


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(serve)
