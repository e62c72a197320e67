"""`laiyq intake`: what a source delivers, with its own ids and versions; `laiyq changes`: what has changed here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import msgspec
import typer

from api.cli.imports import fold
from api.cli.options import DataOption, JsonOption, OnOption, day, now, settings
from api.cli.output import emit, say
from api.wiring import Service, service
from indexer.readers import interchange, source
from indexer.readers.outcome import Bad, Refused
from indexer.readers.reading import JSON_ERRORS, Reading, explained
from matcher.store import Delivered
from scoring.records import Kind, kind_of

SHOWN = 20
MAX_VERSION = 2**63 - 1


class Line(msgspec.Struct):
    """One line of a delivery: `record` in the interchange format, or null for one that the source withdrew."""

    source_id: str
    source_version: Annotated[int, msgspec.Meta(ge=0, le=MAX_VERSION)]
    record: msgspec.Raw
    kind: Kind | None = None
    person: str | None = None


def intake(
    context: typer.Context,
    path: Annotated[Path, typer.Argument(metavar="FILE", help="NDJSON: source_id, source_version, record, person.")],
    source_: Annotated[str, typer.Option("--source", help="The name of the source.")],
    kind: Annotated[
        Literal["vacancy", "resume"] | None, typer.Option("--kind", help="Of all the lines; needed for --full.")
    ] = None,
    full: Annotated[
        bool, typer.Option("--full", help="All that the source has: what is missing is withdrawn.")
    ] = False,
    shrink: Annotated[
        float | None, typer.Option("--shrink", min=0, max=1, help="The share that --full may lack.", show_default="0.2")
    ] = None,
    on: OnOption = None,
    data: DataOption = None,
    json_: JsonOption = False,
) -> None:
    """Take what a source delivers: older than what is here is stale, the same version is unchanged."""
    if not source_:
        raise typer.BadParameter("a source needs a name", param_hint="--source")
    if full and kind is None:
        raise typer.BadParameter("say of which kind the file holds everything", param_hint="--kind")
    refused: list[Refused] = []
    with service(settings(context, data)) as parts:
        lines = _lines(path, kind, parts, day(on), refused)
        if full and kind is not None:
            taken = parts.store.snapshot(source_, kind, _whole(lines, refused), now(), shrink=shrink)
        else:
            taken = parts.store.intake(source_, lines, now())
        _tell(refused)
        fold(parts)
    found = {**taken._asdict(), "rejected": len(refused)}
    if json_:
        emit(found)
    else:
        say(", ".join(f"{name} {count}" for name, count in found.items()))
    if refused and not any(taken):
        raise typer.Exit(1)


def changes(
    context: typer.Context,
    since: Annotated[
        int, typer.Option("--since", min=0, help="The `next` of the answer before; 0: from the start.")
    ] = 0,
    limit: Annotated[int, typer.Option("--limit", min=1, max=10_000, help="How many at most.")] = 1_000,
    data: DataOption = None,
    json_: JsonOption = False,
) -> None:
    """What has changed since, each record once, in order; ask again from `next` on."""
    with service(settings(context, data)) as parts:
        made = parts.store.changes_since(since, limit)
    found = {"changes": [one._asdict() for one in made], "next": made[-1].version if made else since}
    if json_:
        emit(found)
        return
    for one in made:
        typer.echo(f"{one.version}\t{one.action}\t{one.kind}\t{one.id}")
    say(f"next: {found['next']}")


def _lines(path: Path, kind: Kind | None, parts: Service, as_of: date, refused: list[Refused]) -> Iterator[Delivered]:
    """The records delivered; a line that gives none goes to `refused`, the others go on."""
    reading = Reading(str(path), kind, parts.names, as_of, lambda _note: None)
    with source.unpacked(path) as stream:
        for number, data in source.lines(stream):
            try:
                found = _line(data, kind, reading, number)
            except Bad as bad:
                found = reading.refused(number, bad)
            if isinstance(found, Refused):
                refused.append(found)
            else:
                yield found


def _line(data: bytes | None, kind: Kind | None, reading: Reading, number: int) -> Delivered | Refused:
    """One line.

    Raises:
        Bad: it is no delivery of a record.
    """
    if data is None:
        raise Bad(None, f"expected a line of at most {source.MAX_LINE:,} bytes")
    try:
        line = msgspec.json.decode(data, type=Line)
    except JSON_ERRORS as error:
        raise explained(error, kind) from error
    if kind and line.kind not in {None, kind}:
        raise Bad("kind", f"expected {kind}")
    of = line.kind or kind
    if bytes(line.record) == b"null":
        if of is None:
            raise Bad("kind", "missing: a withdrawn record does not show what it was")
        return Delivered(of, line.source_id, line.source_version, None)
    found = reading.finish(number, interchange.read(bytes(line.record), of))
    if isinstance(found, Refused):
        return found
    return Delivered(kind_of(found), line.source_id, line.source_version, found, line.person)


def _whole(lines: Iterator[Delivered], refused: list[Refused]) -> Iterator[Delivered]:
    """The lines of a full snapshot, if all can be read: what a lost line was would be withdrawn."""
    yield from lines
    if refused:
        _tell(refused)
        say("nothing was taken: a full snapshot must be readable to its last line")
        raise typer.Exit(1)


def _tell(refused: list[Refused]) -> None:
    for one in refused[:SHOWN]:
        field = f" {one.field}" if one.field else ""
        say(f"refused {one.file}:{one.line}{field}: {one.reason}")
    if len(refused) > SHOWN:
        say(f"... and {len(refused) - SHOWN} more")


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command("intake")(intake)
    app.command("changes")(changes)
