"""How many records are stored at once: only what differs, a batch a transaction."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

import sqlalchemy as sa

from matcher.store.engine import CHANGES
from matcher.store.tables import ACTIVE, RECORDS, counter
from scoring.records import Kind, Record, encode, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

BATCH = 10_000
"""Records a transaction: as many as make the cost of a commit vanish; a reader or another writer waits for no more."""

BATCH_BYTES = 64 * 2**20

PAGE = 1_000
"""Records or ids a statement."""


class Row(NamedTuple):
    """A record, encoded."""

    kind: Kind
    id: str
    body: bytes
    digest: bytes


def batches(records: Iterable[Record]) -> Iterator[list[Row]]:
    """The records in batches, encoded.

    Reading and encoding happen here, outside of any transaction: a slow source keeps nobody else waiting.
    """
    rows: list[Row] = []
    size = 0
    for record in records:
        body = encode(record)
        rows.append(Row(kind_of(record), record.id, body, blake2b(body, digest_size=16).digest()))
        size += len(body)
        if len(rows) >= BATCH or size >= BATCH_BYTES:
            yield rows
            rows, size = [], 0
    if rows:
        yield rows


def store(connection: sa.Connection, rows: Sequence[Row], at: datetime) -> int:
    """Stores what differs; returns how many of the rows did. Of several rows with one id the last one stays."""
    known = {kind: _digests(connection, kind, [row.id for row in rows if row.kind == kind]) for kind in RECORDS}
    there = {kind: set(digests) for kind, digests in known.items()}
    changed: dict[tuple[Kind, str], Row] = {}
    different = 0
    for row in rows:
        if known[row.kind].get(row.id) == row.digest:
            continue
        known[row.kind][row.id] = row.digest
        changed[row.kind, row.id] = row
        different += 1
    if not changed:
        return 0
    version = take_numbers(connection, len(changed))
    for kind, table in RECORDS.items():
        new: list[dict[str, object]] = []
        old: list[dict[str, object]] = []
        for number, row in enumerate(changed.values(), start=version):
            if row.kind == kind:
                values = {"id": row.id, "body": row.body, "digest": row.digest, "version": number}
                (old if row.id in there[kind] else new).append(values)
        _write(connection, table, new, old, at)
    return different


def _digests(connection: sa.Connection, kind: Kind, ids: Sequence[str]) -> dict[str, bytes]:
    """The digests of what is there. A withdrawn record has an empty one here: whatever is put differs from it."""
    table = RECORDS[kind]
    digests: dict[str, bytes] = {}
    for part in parts(ids, PAGE):
        found = sa.select(table.c.id, table.c.digest, table.c.state).where(table.c.id.in_(part))
        digests.update((row.id, row.digest if row.state == ACTIVE else b"") for row in connection.execute(found))
    return digests


def _write(
    connection: sa.Connection,
    table: sa.Table,
    new: Sequence[dict[str, object]],
    old: Sequence[dict[str, object]],
    at: datetime,
) -> None:
    common = {"state": ACTIVE, "stored_at": at}
    if new:
        connection.execute(table.insert(), [{**values, **common} for values in new])
    if old:
        same = table.update().where(table.c.id == sa.bindparam("key"))
        connection.execute(
            same.values({name: sa.bindparam(name) for name in ("body", "digest", "version", "state", "stored_at")}),
            [{"key": values["id"], **values, **common} for values in old],
        )


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
