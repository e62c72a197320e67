"""How many records are stored at once: only what differs, a batch a transaction."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple

import sqlalchemy as sa

from matcher.store.engine import CHANGES
from matcher.store.outbox import announce
from matcher.store.owners import employer_id, keep_employers, keep_persons
from matcher.store.tables import ACTIVE, RECORDS, counter
from scoring.records import Employer, Kind, Record, Vacancy, encode, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

BATCH = 10_000
"""Records a transaction: as many as make the cost of a commit vanish; a reader or another writer waits for no more."""

BATCH_BYTES = 64 * 2**20

PAGE = 1_000
"""Records or ids a statement."""


class Origin(NamedTuple):
    """Where a record came from: the source, its name for the record there, and the version there."""

    source: str
    source_id: str
    source_version: int


class Row(NamedTuple):
    """A record, encoded. Of a resume, `person` says whose it is (None: as it was, or a person of its own)."""

    kind: Kind
    id: str
    body: bytes
    digest: bytes
    employer: Employer | None = None
    person: str | None = None
    origin: Origin | None = None


class Known(NamedTuple):
    """What is there of a record."""

    digest: bytes
    state: str
    version: int
    person: str | None
    source: str | None


def row_of(record: Record, person: str | None = None, origin: Origin | None = None) -> Row:
    """A record, encoded."""
    body = encode(record)
    employer = record.employer if isinstance(record, Vacancy) else None
    return Row(kind_of(record), record.id, body, blake2b(body, digest_size=16).digest(), employer, person, origin)


def batches(records: Iterable[Record]) -> Iterator[list[Row]]:
    """The records in batches, encoded.

    Reading and encoding happen here, outside of any transaction: a slow source keeps nobody else waiting.
    """
    return in_batches(row_of(record) for record in records)


def in_batches(found: Iterable[Row]) -> Iterator[list[Row]]:
    """Rows in batches, as many as one transaction takes."""
    rows: list[Row] = []
    size = 0
    for row in found:
        rows.append(row)
        size += len(row.body)
        if len(rows) >= BATCH or size >= BATCH_BYTES:
            yield rows
            rows, size = [], 0
    if rows:
        yield rows


def store(connection: sa.Connection, rows: Sequence[Row], at: datetime) -> int:
    """Stores what differs; returns how many of the rows did. Of several rows with one id the last one stays.

    A withdrawn record that is put again is active again, even where nothing else changed.
    """
    known = {kind: look(connection, kind, [row.id for row in rows if row.kind == kind]) for kind in RECORDS}
    digests = {
        kind: {id_: one.digest if one.state == ACTIVE else b"" for id_, one in found.items()}
        for kind, found in known.items()
    }
    changed: dict[tuple[Kind, str], Row] = {}
    different = 0
    for row in rows:
        if digests[row.kind].get(row.id) == row.digest:
            continue
        digests[row.kind][row.id] = row.digest
        changed[row.kind, row.id] = row
        different += 1
    write(connection, list(changed.values()), known, at)
    return different


def look(connection: sa.Connection, kind: Kind, ids: Sequence[str]) -> dict[str, Known]:
    """What is there of the records, whatever their state."""
    table = RECORDS[kind]
    person = table.c.person if kind == "resume" else sa.null()
    known: dict[str, Known] = {}
    for part in parts(ids, PAGE):
        c = table.c
        found = sa.select(c.id, c.digest, c.state, c.version, person, c.source)
        rows = connection.execute(found.where(table.c.id.in_(part)))
        known.update((row[0], Known(*row[1:])) for row in rows)
    return known


def write(
    connection: sa.Connection, rows: Sequence[Row], known: Mapping[Kind, Mapping[str, Known]], at: datetime
) -> None:
    """Writes rows of distinct records, each under a new number, and leaves word of each in the outbox."""
    if not rows:
        return
    first = take_numbers(connection, len(rows))
    keep_employers(connection, (row.employer for row in rows), at)
    sourced = any(row.origin is not None for row in rows)
    for kind, table in RECORDS.items():
        new: list[dict[str, Any]] = []
        old: list[dict[str, Any]] = []
        for number, row in enumerate(rows, start=first):
            if row.kind == kind:
                values = _values(row, number, at, sourced=sourced)
                (old if row.id in known[kind] else new).append(values)
        _write(connection, table, new, old)
    keep_persons(connection, first, at)
    announce(connection, first)


def _values(row: Row, number: int, at: datetime, *, sourced: bool) -> dict[str, Any]:
    """The columns of a row; those of the source only where one row of the batch has any."""
    values: dict[str, Any] = {
        "id": row.id,
        "body": row.body,
        "digest": row.digest,
        "version": number,
        "state": ACTIVE,
        "stored_at": at,
    }
    if sourced:
        values |= dict.fromkeys(Origin._fields) if row.origin is None else row.origin._asdict()
    if row.kind == "vacancy":
        values["employer"] = employer_id(row.employer)
    else:
        values["person"] = row.person
    return values


def _write(
    connection: sa.Connection, table: sa.Table, new: Sequence[dict[str, Any]], old: Sequence[dict[str, Any]]
) -> None:
    if new:
        if "person" in table.c:
            for values in new:
                values["person"] = values["person"] or values["id"]
        connection.execute(table.insert(), new)
    if old:
        # What the new row does not say of its origin and its person stays.
        kept = [name for name in (*Origin._fields, "person") if name in old[0]]
        changed: dict[str, Any] = {name: sa.bindparam(name) for name in old[0] if name not in {"id", *kept}}
        stays = {name: sa.func.coalesce(sa.bindparam(name, type_=table.c[name].type), table.c[name]) for name in kept}
        update = (
            table.update().where(table.c.id == sa.bindparam("key")).values({**changed, **stays, "withdrawn_by": None})
        )
        connection.execute(update, [{"key": values.pop("id"), **values} for values in old])


def take_numbers(connection: sa.Connection, count: int) -> int:
    """The first of `count` change numbers that nobody else gets.

    The counter's row stays locked until the commit, so numbers become visible in their order: a reader that has seen
    one has seen, or can no longer miss, all below.
    """
    taken = counter.update().where(counter.c.name == CHANGES).values(value=counter.c.value + count)
    last = int(connection.execute(taken.returning(counter.c.value)).scalar_one())
    return last - count + 1


def parts(values: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    """The values in parts small enough for the parameters of one statement."""
    for start in range(0, len(values), size):
        yield values[start : start + size]
