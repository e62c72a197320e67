"""From a path to records: the one door into the readers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from indexer.readers import interchange, source
from indexer.readers.errors import NothingToRead, ReadError, Unreadable
from indexer.readers.json_items import items
from indexer.readers.outcome import Bad, Note, Refused
from indexer.readers.reading import Reading
from indexer.readers.recognise import recognise
from scoring.places.names import PlaceNames
from scoring.records import Kind, Record


def _silent(_note: Note) -> None:
    """Where nobody listens to notes."""


def read_path(
    path: Path | str,
    *,
    kind: Kind | None = None,
    names: PlaceNames,
    as_of: date,
    on_note: Callable[[Note], None] | None = None,
) -> Iterator[Record | Refused]:
    """Every record of a file, or of the files of a folder, and every line that is none.

    Args:
        path: a file (also .gz), or a folder, whose files are read by name, hidden ones left out.
        kind: what the records are, where the file does not tell or should not be asked.
        names: the place names.
        as_of: today, for the checks.
        on_note: hears of what was read with something left out.

    Raises:
        ReadError: the file as a whole cannot be read. In a folder such a file is a `Refused` with line 0.
    """
    path = Path(path)
    tell = on_note or _silent
    if not path.is_dir():
        yield from _file(path, Reading(str(path), kind, names, as_of, tell))
        return
    files = sorted(one for one in path.iterdir() if one.is_file() and not one.name.startswith("."))
    if not files:
        raise NothingToRead(f"{path}: a folder without files")
    for one in files:
        try:
            yield from _file(one, Reading(str(one), kind, names, as_of, tell))
        except ReadError as error:
            yield Refused(str(one), 0, None, str(error).removeprefix(f"{one}: "), kind)


def _file(path: Path, reading: Reading) -> Iterator[Record | Refused]:
    if not path.exists():
        raise NothingToRead(f"{path}: no such file or folder")
    if not path.is_file():
        raise Unreadable(f"{path}: not a file")
    what = recognise(path)
    seen: set[str] = set()
    with source.opened(path, what.encoding) as stream:
        for line, data in items(stream, what, path):
            if data is None:
                yield reading.refused(line, Bad(None, f"expected a line of at most {source.MAX_LINE:,} bytes"))
                continue
            try:
                outcome = reading.finish(line, interchange.read(data, reading.kind))
            except Bad as bad:
                outcome = reading.refused(line, bad)
            if not isinstance(outcome, Refused):
                if outcome.id in seen:
                    reading.note(line, "id", "occurs again in this file: the later line replaces the earlier")
                seen.add(outcome.id)
            yield outcome
