"""From a path to records: the one door into the readers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import IO

from indexer.readers import hh, interchange, mapped, source, table
from indexer.readers.errors import NothingToRead, ReadError, Unreadable
from indexer.readers.hh_resume import resume
from indexer.readers.hh_vacancy import vacancy
from indexer.readers.json_items import items
from indexer.readers.mapping import Mapping, load
from indexer.readers.outcome import Bad, Note, Refused
from indexer.readers.reading import Reading
from indexer.readers.recognise import Recognised, recognise
from scoring.places.names import PlaceNames
from scoring.records import Kind, Record


def _silent(_note: Note) -> None:
    """Where nobody listens to notes."""


def read_path(
    path: Path | str,
    *,
    kind: Kind | None = None,
    mapping: Mapping | Path | str | None = None,
    names: PlaceNames,
    as_of: date,
    on_note: Callable[[Note], None] | None = None,
) -> Iterator[Record | Refused]:
    """Every record of a file, or of the files of a folder, and every line that is none.

    Args:
        path: a file (also .gz), or a folder, whose files are read by name, hidden ones left out.
        kind: what the records are, where the file does not tell or should not be asked.
        mapping: which of their columns is which field of ours, or the file that says so.
        names: the place names.
        as_of: today, for the checks.
        on_note: hears of what was read with something left out.

    Raises:
        ReadError: the file as a whole cannot be read. In a folder such a file is a `Refused` with line 0.
    """
    path = Path(path)
    tell = on_note or _silent
    if isinstance(mapping, Path | str):
        mapping = load(mapping)
    kind = mapping.kind if mapping else kind
    if not path.is_dir():
        yield from _file(path, Reading(str(path), kind, names, as_of, tell), mapping)
        return
    files = sorted(one for one in path.iterdir() if one.is_file() and not one.name.startswith("."))
    if not files:
        raise NothingToRead(f"{path}: a folder without files")
    for one in files:
        try:
            yield from _file(one, Reading(str(one), kind, names, as_of, tell), mapping)
        except ReadError as error:
            yield Refused(str(one), 0, None, str(error).removeprefix(f"{one}: "), kind)


def _file(path: Path, reading: Reading, mapping: Mapping | None) -> Iterator[Record | Refused]:
    if not path.exists():
        raise NothingToRead(f"{path}: no such file or folder")
    if not path.is_file():
        raise Unreadable(f"{path}: not a file")
    what = recognise(path, encoding=mapping.encoding if mapping else None, mapped=mapping is not None)
    seen: set[str] = set()
    line = 0
    with source.opened(path, what.encoding) as stream:
        try:
            for line, found in _found(stream, what, path, reading, mapping):
                outcome = reading.refused(line, found) if isinstance(found, Bad) else reading.finish(line, found)
                if not isinstance(outcome, Refused):
                    if outcome.id in seen:
                        reading.note(line, "id", "occurs again in this file: the later line replaces the earlier")
                    seen.add(outcome.id)
                yield outcome
        except source.BROKEN_STREAM:
            yield reading.refused(line + 1, Bad(None, "the file is damaged or cut off here; nothing after it was read"))


def _found(
    stream: IO[bytes], what: Recognised, path: Path, reading: Reading, mapping: Mapping | None
) -> Iterator[tuple[int, Record | Bad]]:
    """Numbered records, each still to be checked, and what is none."""
    if what.shape == "csv":
        yield from _table(stream, what, path, reading, mapping)
        return
    for line, data in items(stream, what, path):
        try:
            if data is None:
                raise Bad(None, f"expected a line of at most {source.MAX_LINE:,} bytes")
            yield line, _object(data, what, reading, mapping, line)
        except Bad as bad:
            yield line, bad


def _object(data: bytes, what: Recognised, reading: Reading, mapping: Mapping | None, line: int) -> Record:
    if mapping:
        return mapped.record(hh.decoded(data), mapping, reading, line)
    if what.objects == "interchange":
        return interchange.read(data, reading.kind)
    found = hh.decoded(data)
    kind = reading.kind or hh.kind_of(found)
    try:
        return vacancy(found, reading, line) if kind == "vacancy" else resume(found, reading, line)
    except Bad as bad:
        raise Bad(bad.field, bad.reason, kind) from bad


def _table(
    stream: IO[bytes], what: Recognised, path: Path, reading: Reading, mapping: Mapping | None
) -> Iterator[tuple[int, Record | Bad]]:
    if mapping:
        theirs = {name for field in mapping.fields.values() for name in field.sources}
        mark = mapping.separator or table.separator(what.head, theirs.__contains__)
    else:
        mark, unknown = table.plan(path, what.head, reading.kind)
        if unknown:
            reading.note(1, None, f"{len(unknown)} columns that are not known are left out")
    for row in table.rows(stream, mark):
        try:
            if row.bad:
                raise row.bad
            yield (
                row.line,
                mapped.record(row.cells, mapping, reading, row.line) if mapping else table.record(row.cells, reading.kind),
            )
        except Bad as bad:
            yield row.line, bad
