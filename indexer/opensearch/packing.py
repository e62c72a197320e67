"""One row of columns as bytes, and many such rows as columns again.

A hit brings its row along, so that the exact scorer needs no second trip and no reading of texts. Numbers of occupation
nodes and of concepts mean something only to the code and the knowledge that made them: every row starts with the format
and with the fingerprint of both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from functools import lru_cache
from itertools import accumulate
from typing import Any, NamedTuple, TypeVar, get_args, get_type_hints

import msgspec
import numpy as np
from numpy.typing import NDArray

from indexer.errors import IndexDamagedError, IndexOutdatedError
from scoring.columns.places import PlaceColumns
from scoring.columns.resumes import ResumeColumns
from scoring.columns.texts import Ragged, Texts
from scoring.columns.titles import NODES_PER_TITLE, STEMS_PER_TITLE, TitleColumns
from scoring.columns.vacancies import VacancyColumns
from scoring.fingerprint import fingerprint
from scoring.records import Kind

Columns = TypeVar("Columns", ResumeColumns, VacancyColumns)
AnyColumns = ResumeColumns | VacancyColumns

FORMAT = 1
SETS = ("trainings", "qualifications", "licences", "languages", "specialities", "skills", "others", "musts")
"""Plain columns that hold ids of sets."""
NO_SET = -1
_OF_WORKS = ("work_kind", "work_start", "work_end")
"""Plain columns with one value an entry of `works`."""
_WIDTHS = {
    "nodes": NODES_PER_TITLE,
    "confidence": NODES_PER_TITLE,
    "stems": STEMS_PER_TITLE,
    "weights": STEMS_PER_TITLE,
}


class _Row(msgspec.Struct, array_like=True):
    """What is packed of one record; ids of titles and of sets are positions in `titles` and `sets`.

    Attributes:
        id: of the record.
        plain, place: one numpy record each.
        ragged: bytes of each ragged column but `works`, in the order of the fields.
        works: bytes of one numpy record an entry; of a vacancy its one title.
        titles: (text, one numpy record); `sets` texts.
    """

    id: str
    plain: bytes
    place: bytes
    ragged: list[bytes]
    works: bytes
    titles: list[tuple[str, bytes]]
    sets: list[str]


class _Layout(NamedTuple):
    """How the columns of a kind are laid out: numpy records, names of the ragged columns."""

    columns: type[Any]
    plain: np.dtype[np.void]
    works: np.dtype[np.void]
    ragged: tuple[str, ...]


_RAGGED = np.dtype("<i4")


def header() -> bytes:
    """What every packed row starts with: the format and a part of the fingerprint."""
    return bytes([FORMAT]) + bytes.fromhex(fingerprint()[:8])


def pack(columns: AnyColumns) -> list[bytes]:
    """The rows of columns, packed."""
    layout = _layout("vacancy" if isinstance(columns, VacancyColumns) else "resume")
    start, encoder = header(), msgspec.msgpack.Encoder()
    titles = _records(columns.titles, _titles())
    plain, place = _records(columns, layout.plain), _records(columns.place, _place())
    works = _works(columns, layout)
    packed = []
    for row in range(len(columns)):
        own, local = _entries(columns, works, row)
        numbers, sets = plain[row : row + 1].copy(), _sets(columns, row)
        for at, name in enumerate(sets):
            numbers[name] = at
        made = _Row(
            columns.ids[row],
            numbers.tobytes(),
            place[row].tobytes(),
            [getattr(columns, name).row(row).astype(_RAGGED).tobytes() for name in layout.ragged],
            own.tobytes(),
            [(columns.titles.texts[title], titles[title].tobytes()) for title in local],
            list(sets.values()),
        )
        packed.append(start + encoder.encode(made))
    return packed


def unpack(kind: Kind, packed: Sequence[bytes]) -> Any:
    """The columns of packed rows of one kind, in their order.

    Raises:
        IndexOutdatedError: a row was packed by another format or for other knowledge.
        IndexDamagedError: a row is not what was packed.
    """
    layout = _layout(kind)
    try:
        return _columns(kind, layout, _decoded(packed))
    except (msgspec.MsgspecError, ValueError, IndexError) as error:
        raise IndexDamagedError("a row of the index cannot be read; run: laiyq index rebuild") from error


def _decoded(packed: Sequence[bytes]) -> list[_Row]:
    start, decoder = header(), msgspec.msgpack.Decoder(_Row)
    rows = []
    for one in packed:
        if not one.startswith(start):
            raise IndexOutdatedError("the index was made by another version; run: laiyq index rebuild")
        rows.append(decoder.decode(memoryview(one)[len(start) :]))
    return rows


def _columns(kind: Kind, layout: _Layout, rows: Sequence[_Row]) -> Any:
    numbers = np.frombuffer(b"".join(row.plain for row in rows), layout.plain)
    values: dict[str, Any] = {name: numbers[name].copy() for name in layout.plain.names or ()}
    values["ids"] = Texts.of(row.id for row in rows)
    places = np.frombuffer(b"".join(row.place for row in rows), _place())
    values["place"] = PlaceColumns(**{name: places[name].copy() for name in _place().names or ()})
    for at, name in enumerate(layout.ragged):
        values[name] = _ragged([row.ragged[at] for row in rows], _RAGGED)
    sets, at_sets = _interned([row.sets for row in rows])
    values["sets"] = Texts.of(sets)
    for name in SETS:
        if name in values:
            held = values[name] != NO_SET
            values[name][held] = at_sets.values[(at_sets.offsets[:-1] + values[name])[held]]
    titles, at_titles = _interned([row.titles for row in rows])
    values["titles"] = _title_columns(titles)
    works = _ragged([row.works for row in rows], layout.works)
    entries = np.frombuffer(b"".join(row.works for row in rows), layout.works)
    owner = np.repeat(np.arange(len(rows)), np.diff(works.offsets))
    own = at_titles.values[at_titles.offsets[:-1][owner] + entries["title"]]
    if kind == "vacancy":
        values["title"] = own
    else:
        values["works"] = Ragged(works.offsets, own)
        values |= {name: entries[name].copy() for name in _OF_WORKS}
    return layout.columns(**values)


def _ragged(parts: Sequence[bytes], kind: np.dtype[Any]) -> Ragged:
    """Rows of ints from bytes; of records only the offsets are right."""
    offsets = np.array([0, *accumulate(len(part) // kind.itemsize for part in parts)], np.int64)
    joined = np.frombuffer(b"".join(parts), kind)
    return Ragged(offsets, joined if kind is _RAGGED else np.empty(0, np.int32))


def _interned(rows: Sequence[Sequence[Any]]) -> tuple[list[Any], Ragged]:
    """The distinct values of all rows, and for each row the ids of its own."""
    ids: dict[Any, int] = {}
    own = Ragged.of([[ids.setdefault(value, len(ids)) for value in row] for row in rows])
    return list(ids), own


def _title_columns(titles: Sequence[tuple[str, bytes]]) -> TitleColumns:
    found = np.frombuffer(b"".join(one for _, one in titles), _titles())
    return TitleColumns(
        Texts.of(text for text, _ in titles), **{name: found[name].copy() for name in _titles().names or ()}
    )


def _entries(columns: AnyColumns, works: NDArray[np.void], row: int) -> tuple[NDArray[np.void], list[int]]:
    """The entries of one row with positions for titles, and the titles at these positions."""
    if isinstance(columns, ResumeColumns):
        own = works[columns.works.offsets[row] : columns.works.offsets[row + 1]].copy()
    else:
        own = works[row : row + 1].copy()
    # In the order of their first appearance, so that the same record gives the same bytes in any company.
    positions: dict[int, int] = {}
    own["title"] = [positions.setdefault(title, len(positions)) for title in own["title"].tolist()]
    return own, list(positions)


def _sets(columns: AnyColumns, row: int) -> dict[str, str]:
    """The sets of one row by the name of their column."""
    ids = {name: int(getattr(columns, name)[row]) for name in SETS if hasattr(columns, name)}
    return {name: columns.sets.known(number) for name, number in ids.items() if number != NO_SET}


def _works(columns: AnyColumns, layout: _Layout) -> NDArray[np.void]:
    titles = columns.works.values if isinstance(columns, ResumeColumns) else columns.title
    made = np.zeros(len(titles), layout.works)
    made["title"] = titles
    for name in (layout.works.names or ())[1:]:
        made[name] = getattr(columns, name)
    return made


def _records(columns: Any, kind: np.dtype[np.void]) -> NDArray[np.void]:
    """Plain columns as one numpy record a row."""
    names = kind.names or ()
    made = np.zeros(len(getattr(columns, names[0])), kind)
    for name in names:
        values = getattr(columns, name)
        # Columns without a single title are one wide whatever they should be.
        made[name] = values if len(values) else made[name]
    return made


@lru_cache(maxsize=2)
def _layout(kind: Kind) -> _Layout:
    columns = VacancyColumns if kind == "vacancy" else ResumeColumns
    hints = get_type_hints(columns)
    own = [name for name, hint in hints.items() if not is_dataclass(hint)]
    plain = [name for name in own if name not in (*_OF_WORKS, "title")]
    works = [(name, _dtype(hints[name])) for name in own if name in _OF_WORKS]
    return _Layout(
        columns,
        np.dtype([(name, _dtype(hints[name])) for name in plain]),
        np.dtype([("title", "<i4"), *works]),
        tuple(name for name, hint in hints.items() if hint is Ragged and name != "works"),
    )


@lru_cache(maxsize=1)
def _place() -> np.dtype[np.void]:
    hints = get_type_hints(PlaceColumns)
    return np.dtype([(field.name, _dtype(hints[field.name])) for field in fields(PlaceColumns)])


@lru_cache(maxsize=1)
def _titles() -> np.dtype[np.void]:
    hints = get_type_hints(TitleColumns)
    names = [field.name for field in fields(TitleColumns) if field.name != "texts"]
    return np.dtype([
        (name, _dtype(hints[name]), (_WIDTHS[name],)) if name in _WIDTHS else (name, _dtype(hints[name]))
        for name in names
    ])  # fmt: skip


def _dtype(hint: Any) -> str:
    """The little-endian dtype of `NDArray[...]`."""
    return str(np.dtype(get_args(get_args(hint)[1])[0]).newbyteorder("<").str)
