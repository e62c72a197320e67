"""`laiyq demo`: sample data -> a shortlist with its reasons -> served."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from api.cli import tables
from api.cli.imports import fold
from api.cli.options import DataOption, Lang, LangOption, now, settings
from api.cli.output import progress, say, stdout
from api.settings import DEFAULT_DATA, Settings
from api.wiring import Service, service
from fixtures import sample_path
from indexer.readers.outcome import Refused
from indexer.readers.read import read_path
from matcher.shortlists import Options, localise

DEMO_DATA = Path(".laiyq-demo")
SHOWN_VACANCY = "v0000246"
SAMPLE_DAY = date(2026, 11, 20)
"""The day on which the sample data is set: the demo gives the same list whenever it runs."""


def demo(
    context: typer.Context,
    no_serve: Annotated[bool, typer.Option("--no-serve", help="End after the shortlist.")] = False,
    port: Annotated[int, typer.Option("--port", min=1, max=65535)] = 8000,
    lang: LangOption = Lang.ru,
    data: DataOption = None,
) -> None:
    """Read the sample data, make a shortlist, show it, then serve it on 127.0.0.1."""
    chosen = settings(context, data)
    if data is None and context.obj is None and chosen.data == DEFAULT_DATA:
        chosen = Settings.read(data=DEMO_DATA)
    with service(chosen) as parts:
        _read_sample(parts)
        options = Options(SAMPLE_DAY, limit=5, what_if=True)
        made = localise(parts.matching.shortlist(SHOWN_VACANCY, options, now()), lang)
        tables.shortlist(made, parts.matching.vacancy(SHOWN_VACANCY), lang)
        resume = made["items"][0]["resume"] if made["items"] else None
        if resume:
            stdout.print()
            options = Options(SAMPLE_DAY, limit=3)
            made = localise(parts.matching.suitable(resume, options, now()), lang)
            tables.suitable(made, parts.matching.resume(resume), lang)
    if no_serve:
        return
    say(f"serving on http://127.0.0.1:{port} (end with Ctrl-C); the interface is described at /docs")
    from msgspec.structs import replace

    from api.http.server import serve

    serve(replace(chosen, host="127.0.0.1", port=port))


def _read_sample(parts: Service) -> None:
    with progress("reading the sample") as bar:
        found = read_path(sample_path(), names=parts.names, as_of=SAMPLE_DAY)
        records = []
        for one in found:
            if isinstance(one, Refused):
                raise RuntimeError(  # noqa: TRY004 - a broken sample, not a wrong type
                    f"the sample is broken: {one.file}:{one.line} {one.field}: {one.reason}"
                )
            records.append(one)
        result = parts.store.put(records, now())
        bar.advance(bar.task_ids[0], len(records))
    fold(parts)
    say(f"{len(records)} sample records, {result.stored} of them new")


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(demo)
