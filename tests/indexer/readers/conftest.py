"""A folder to write small files into, and a reader over them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pytest

from indexer.readers import Note, Refused, read_path
from scoring.places.names import PlaceNames
from scoring.places.table import Places
from scoring.records import Record

TODAY = date(2026, 11, 20)


class Read(NamedTuple):
    """What a file gave."""

    records: list[Any]
    refused: list[Refused]
    notes: list[Note]

    @property
    def fields(self) -> list[tuple[int, str | None]]:
        return [(one.line, one.field) for one in self.refused]


@pytest.fixture(scope="session")
def names() -> PlaceNames:
    return PlaceNames(Places.load())


Reader = Callable[..., Read]


@pytest.fixture
def read(tmp_path: Path, names: PlaceNames) -> Reader:
    """Write a file (bytes, a text, or objects, one a line) and read it; a path is read as it is."""

    def _read(content: bytes | str | Sequence[Any] | Path, name: str = "file", **options: Any) -> Read:
        path = content if isinstance(content, Path) else tmp_path / name
        if isinstance(content, str):
            path.write_bytes(content.encode())
        elif isinstance(content, bytes):
            path.write_bytes(content)
        elif not isinstance(content, Path):
            path.write_bytes(b"\n".join(msgspec.json.encode(one) for one in content))
        notes: list[Note] = []
        found: list[Record | Refused] = list(read_path(path, names=names, as_of=TODAY, on_note=notes.append, **options))
        return Read(
            [one for one in found if not isinstance(one, Refused)],
            [one for one in found if isinstance(one, Refused)],
            notes,
        )

    return _read
