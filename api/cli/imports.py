"""`laiyq import`: files of any known form into the store; `laiyq withdraw`: one record out of everything shown."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.progress import TaskID

from api.cli.options import DataOption, JsonOption, OnOption, day, now, settings
from api.cli.output import emit, indexing, progress, say
from api.wiring import Service, service
from indexer.errors import TargetAwayError
from indexer.readers.errors import BadMapping, ReadError
from indexer.readers.mapping import Mapping, load
from indexer.readers.outcome import Note, Refused
from indexer.readers.read import read_path
from matcher.errors import RecordMissingError
from scoring.records import Kind, Record

SHOWN = 20
"""Refused lines named on the screen; all of them go to --rejects."""


@dataclass
class Tally:
    """What an import did; `rejected` holds the refused lines."""

    read: int = 0
    rejected: list[Refused] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


def import_(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files or folders.")],
    kind: Annotated[
        Literal["vacancy", "resume"] | None, typer.Option("--kind", help="Where the content does not tell.")
    ] = None,
    map_: Annotated[Path | None, typer.Option("--map", metavar="FILE.toml", help="Which column is what.")] = None,
    rejects: Annotated[Path | None, typer.Option("--rejects", metavar="FILE", help="Refused lines as NDJSON.")] = None,
    on: OnOption = None,
    data: DataOption = None,
    json_: JsonOption = False,
) -> None:
    """Read vacancies and resumes into the store; bad lines are refused one by one, good ones go in."""
    tally = Tally()
    mapping = _mapping(map_)
    if rejects and not rejects.parent.is_dir():
        raise typer.BadParameter(f"{rejects.parent}: no such folder", param_hint="--rejects")
    with service(settings(context, data)) as parts:
        with progress("reading") as bar:
            counted = _watched(_records(paths, kind, mapping, parts, day(on), tally), tally, bar.advance)
            result = parts.store.put(counted, now())
        _report(tally, rejects)
        fold(parts)
    found = {
        "read": tally.read,
        "stored": result.stored,
        "unchanged": result.unchanged,
        "rejected": len(tally.rejected),
    }
    if json_:
        emit(found)
    else:
        say(f"read {tally.read}, stored {result.stored}, unchanged {result.unchanged}, rejected {len(tally.rejected)}")
    if not (result.stored or result.unchanged):
        raise typer.Exit(1)


def withdraw(
    context: typer.Context,
    kind: Annotated[Literal["vacancy", "resume"], typer.Argument()],
    record: Annotated[str, typer.Argument(metavar="ID")],
    data: DataOption = None,
) -> None:
    """Take one record out of everything that is shown, from the next query on."""
    with service(settings(context, data)) as parts:
        if not parts.store.withdraw(kind, record, now()):
            raise RecordMissingError(f"there is no such {kind}, or it was withdrawn before")
    say("withdrawn")


def fold(parts: Service) -> None:
    """Makes a new generation of the index where enough has changed; a cluster that is away is told by the worker."""
    try:
        with indexing() as advance:
            parts.finder.fold_if_due(advance)
    except TargetAwayError as error:
        say(f"laiyq: {error}; what was stored waits for the worker")


def _mapping(path: Path | None) -> Mapping | None:
    """The mapping file, read before anything is touched.

    Raises:
        typer.BadParameter: it cannot be read or says something impossible.
    """
    try:
        return load(path) if path else None
    except BadMapping as error:
        raise typer.BadParameter(str(error), param_hint="--map") from error


def _records(
    paths: Iterable[Path], kind: Kind | None, mapping: Mapping | None, parts: Service, as_of: date, tally: Tally
) -> Iterator[Record | Refused]:
    """Everything of all paths; a path that cannot be read is refused as a whole, the others go on."""
    for path in paths:
        try:
            yield from read_path(
                path,
                kind=kind,
                mapping=mapping,
                names=parts.names,
                as_of=as_of,
                on_note=tally.notes.append,
            )
        except ReadError as error:
            yield Refused(str(path), 0, None, str(error).removeprefix(f"{path}: "), kind)


def _watched(
    found: Iterator[Record | Refused], tally: Tally, advance: Callable[[TaskID, float], None]
) -> Iterator[Record]:
    """The records among what was found; refused lines are kept in the tally."""
    for one in found:
        tally.read += 1
        if tally.read % 500 == 0:
            advance(TaskID(0), 500)
        if isinstance(one, Refused):
            tally.rejected.append(one)
        else:
            yield one


def _report(tally: Tally, rejects: Path | None) -> None:
    for one in tally.rejected[:SHOWN]:
        say(f"refused {_where(one)}: {one.reason}")
    if len(tally.rejected) > SHOWN:
        say(f"... and {len(tally.rejected) - SHOWN} more{'' if rejects else '; --rejects FILE keeps them all'}")
    if tally.notes:
        first = tally.notes[0]
        say(f"{len(tally.notes)} lines were read with something left out, first: {_where(first)}: {first.reason}")
    if rejects:
        lines = (json.dumps(one._asdict(), ensure_ascii=False) + "\n" for one in tally.rejected)
        rejects.write_text("".join(lines), "utf-8")


def _where(one: Refused | Note) -> str:
    line = f":{one.line}" if one.line else ""
    return f"{one.file}{line}" + (f" {one.field}" if one.field else "")


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command("import")(import_)
    app.command("withdraw")(withdraw)
