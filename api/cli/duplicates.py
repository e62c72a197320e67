"""`laiyq duplicates`: the offers that several sources tell of."""

from __future__ import annotations

import typer

from api.cli.options import DataOption, JsonOption, settings
from api.cli.output import emit, say
from matcher.store import open_store
from matcher.twins import Told, groups


def duplicates(context: typer.Context, data: DataOption = None, json_: JsonOption = False) -> None:
    """Show the vacancies of different sources that are one offer; a list of suitable work shows them once."""
    chosen = settings(context, data)
    with open_store(chosen.database or chosen.data) as store:
        found = groups(Told(source, offer) for source, offer in store.vacancies_by_source())
    if json_:
        emit({"offers": [[{"source": one.source, "vacancy": one.vacancy.id} for one in group] for group in found]})
        return
    for group in found:
        typer.echo("\t".join(f"{one.source}:{one.vacancy.id}" for one in group))
    say(f"{len(found)} offers are told by several sources, {sum(map(len, found))} vacancies in all")


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("duplicates")(duplicates)
