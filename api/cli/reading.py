"""`laiyq read`: the facts of a free text, with the words they were read from and the unlawful demands in it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Annotated, Any, Literal

import msgspec
import typer
from rich.table import Table
from rich.text import Text

from api.cli.options import JsonOption, OnOption, day
from api.cli.output import emit, say, stdout
from api.wiring import knowledge
from scoring.reading.read import read as read_text
from scoring.records import Kind

KindOption = Annotated[Literal["vacancy", "resume"] | None, typer.Option("--kind", help="Whose text it is.")]


class Asked(msgspec.Struct):
    """One line of a batch."""

    id: str | int
    kind: Kind
    text: str


def read(
    kind: KindOption = None,
    batch: Annotated[
        bool, typer.Option("--batch", help='NDJSON of {"id", "kind", "text"} on stdin, one JSON line each.')
    ] = False,
    on: OnOption = None,
    json_: JsonOption = False,
) -> None:
    """Read the facts of a free text on stdin; what is not stated is not guessed."""
    year = day(on).year
    if batch:
        _batch(kind, year)
        return
    if kind is None:
        raise typer.BadParameter("say whose text it is: vacancy or resume", param_hint="--kind")
    found = _found(sys.stdin.buffer.read().decode("utf-8", "replace"), kind, year)
    if json_:
        emit(found)
    else:
        _print(found)


def _batch(kind: Kind | None, year: int) -> None:
    """One answer a line; a line that is none of the expected form is named on stderr and left out."""
    good = bad = 0
    for number, line in enumerate(sys.stdin.buffer, start=1):
        if line.isspace():
            continue
        try:
            asked = msgspec.json.decode(_with_kind(line, kind), type=Asked)
        except (msgspec.DecodeError, UnicodeError, RecursionError):
            say(f'line {number}: expected {{"id", "kind": "vacancy" or "resume", "text"}}')
            bad += 1
            continue
        found = {"id": asked.id, **_found(asked.text, asked.kind, year)}
        sys.stdout.write(json.dumps(found, ensure_ascii=False, allow_nan=False) + "\n")
        good += 1
    if bad and not good:
        raise typer.Exit(1)


def _with_kind(line: bytes, kind: Kind | None) -> bytes:
    """The line, its kind filled in from the option where it names none."""
    found = msgspec.json.decode(line) if kind else None
    return msgspec.json.encode({"kind": kind, **found}) if isinstance(found, dict) else line


def _found(text: str, kind: Kind, year: int) -> dict[str, Any]:
    """The answer for one text."""
    found = read_text(text, kind, titles=knowledge().finder, year=year)
    return {
        "record": found.record,
        "evidence": [
            {"path": one.path, "value": one.value, "quote": one.quote, "confidence": one.confidence}
            for one in found.evidence
        ],
        "flags": [{"kind": one.kind, "quote": one.quote} for one in found.flags],
    }


def _print(found: dict[str, Any]) -> None:
    table = Table("field", "value", "words", box=None)
    for one in _rows(found):
        table.add_row(*(Text(cell) for cell in one))
    if table.row_count:
        stdout.print(table)
    else:
        say("nothing is stated that is known here")


def _rows(found: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    for one in found["evidence"]:
        value = one["value"]
        yield one["path"], value if isinstance(value, str) else json.dumps(value, ensure_ascii=False), one["quote"]
    for one in found["flags"]:
        yield "unlawful demand", one["kind"], one["quote"]


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(read)
