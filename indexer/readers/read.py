"""From a path to records: the one door into the readers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import IO, ParamSpec

from indexer.readers import hh, interchange, source, table
from indexer.readers.errors import NothingToRead, ReadError, Unreadable
from indexer.readers.hh_resume import resume
from indexer.readers.hh_vacancy import vacancy
from indexer.readers.json_items import items
from indexer.readers.mapped import MappedRows
from indexer.readers.mapping import Mapping, load
from indexer.readers.outcome import Bad, Note, Refused
from indexer.readers.reading import Reading
from indexer.readers.recognise import Recognised, recognise
from indexer.readers.table import Row
from scoring.places.names import PlaceNames
from scoring.records import Kind, Record

P = ParamSpec("P")


def _silent(_note: Note) -> None:
    """Where nobody listens to notes."""


def read_path(  # noqa: PLR0913 - one door, all but the path by name
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
    mapped = MappedRows(mapping, reading) if mapping else None
    if what.shape == "csv":
        for row in _table(stream, what, path, reading, mapping):
            yield row.line, row.bad or _tried(_row, row, mapped, reading)
        return
    for line, data in items(stream, what, path):
        if data is None:
            yield line, Bad(None, f"expected a line of at most {source.MAX_LINE:,} bytes")
        elif mapped:
            yield line, _tried(_mapped, data, mapped, line)
        elif what.objects == "interchange":
            yield line, _tried(interchange.read, data, reading.kind)
        else:
            yield line, _tried(_hh, data, reading, line)


def _tried(read: Callable[P, Record], *args: P.args, **kwargs: P.kwargs) -> Record | Bad:
    """What is wrong with a line, as a value: the reader goes on."""
    try:
        return read(*args, **kwargs)
    except Bad as bad:
        return bad
    except RecursionError:
        return Bad(None, "nested too deeply")


def _mapped(data: bytes, mapped: MappedRows, line: int) -> Record:
    return mapped.record(hh.decoded(data), line)


def _row(row: Row, mapped: MappedRows | None, reading: Reading) -> Record:
    return mapped.record(row.cells, row.line) if mapped else table.record(row.cells, reading.kind)


def _hh(data: bytes, reading: Reading, line: int) -> Record:
    found = hh.decoded(data)
    kind = reading.kind or hh.kind_of(found)
    try:
        return vacancy(found, reading, line) if kind == "vacancy" else resume(found, reading, line)
    except Bad as bad:
        raise Bad(bad.field, bad.reason, kind) from bad


def _table(stream: IO[bytes], what: Recognised, path: Path, reading: Reading, mapping: Mapping | None) -> Iterator[Row]:
    if mapping:
        theirs = {name for field in mapping.fields.values() for name in field.sources}
        mark = mapping.separator or table.separator(what.head, theirs.__contains__)
    else:
        mark, unknown = table.plan(path, what.head, reading.kind)
        if unknown:
            reading.note(1, None, f"{len(unknown)} columns that are not known are left out")
    return table.rows(stream, mark)
