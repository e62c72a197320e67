"""One batch of what a source delivers, compared with what is there, and taken."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal, NamedTuple

import msgspec
import sqlalchemy as sa

from matcher.store.batches import PAGE, Known, Origin, Row, look, parts, row_of, write
from matcher.store.tables import ACTIVE, BY_SOURCE, ERASED, RECORDS, WITHDRAWN, person
from matcher.store.writing import withdraw
from scoring.records import Kind, Record

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

Outcome = Literal["stored", "unchanged", "stale", "withdrawn", "erased", "refused"]
OUTCOMES: tuple[Outcome, ...] = ("stored", "unchanged", "stale", "withdrawn", "erased", "refused")


class Delivered(NamedTuple):
    """One record as a source delivers it: `source_version` grows there with every change.

    `record` is None where the source says that it withdrew the record; `person` says whose a resume is.
    """

    kind: Kind
    source_id: str
    source_version: int
    record: Record | None
    person: str | None = None


class Held(NamedTuple):
    """What is there of a source's record."""

    id: str
    version: int
    digest: bytes
    state: str
    by_source: bool


class Delivery:
    """One batch of one source in one transaction."""

    def __init__(self, connection: sa.Connection, source: str, at: datetime) -> None:
        self._connection = connection
        self._source = source
        self._at = at
        self._held: dict[tuple[Kind, str], Held] = {}
        self._by_id: dict[Kind, dict[str, Known]] = {}
        self._erased: set[str] = set()
        self._new_ids: set[tuple[Kind, str]] = set()
        self._rows: dict[tuple[Kind, str], Row] = {}
        self._versions: dict[tuple[Kind, str], int] = {}
        self._gone: dict[tuple[Kind, str], str] = {}
        self._counted: Counter[Outcome] = Counter()

    def take(self, items: Sequence[Delivered]) -> list[tuple[Kind, str]]:
        """Takes the items in their order; returns kind and id of those withdrawn."""
        self._look(items)
        for item in items:
            self._counted[self._one(item)] += 1
        write(self._connection, list(self._rows.values()), self._by_id, self._at)
        for kind, table in RECORDS.items():
            gone = [id_ for (of, _), id_ in self._gone.items() if of == kind]
            for page in parts(gone, PAGE):
                withdraw(self._connection, kind, page, self._at, BY_SOURCE)
            newer = [
                {"there": source_id, "number": number}
                for (of, source_id), number in self._versions.items()
                if of == kind
            ]
            if newer:
                same = (table.c.source == self._source) & (table.c.source_id == sa.bindparam("there"))
                self._connection.execute(
                    table.update().where(same).values(source_version=sa.bindparam("number")), newer
                )
        return [(kind, id_) for (kind, _), id_ in self._gone.items()]

    def counts(self) -> tuple[int, ...]:
        """How many items came out how, in the order of `OUTCOMES`."""
        return tuple(self._counted[outcome] for outcome in OUTCOMES)

    def _one(self, item: Delivered) -> Outcome:
        key = (item.kind, item.source_id)
        held = self._held.get(key)
        if held is None:
            return self._new(key, item)
        if held.state == ERASED or item.person in self._erased:
            return "erased"
        if item.source_version < held.version:
            return "stale"
        newer = item.source_version > held.version
        if item.record is None:
            return self._withdrawn(key, held, item) if newer else "unchanged"
        # A snapshot may lack a record by mistake; the next one brings it back in the version it had.
        if not newer and not (held.state == WITHDRAWN and held.by_source):
            return "unchanged"
        return self._stored(key, item, held)

    def _new(self, key: tuple[Kind, str], item: Delivered) -> Outcome:
        if item.record is None:
            return "unchanged"
        known = self._by_id[item.kind].get(item.record.id)
        if (item.person or (known and known.person) or item.record.id) in self._erased:
            return "erased"
        if (item.kind, item.record.id) in self._new_ids or (known is not None and known.source is not None):
            return "refused"
        self._new_ids.add((item.kind, item.record.id))
        return self._stored(key, item, None)

    def _stored(self, key: tuple[Kind, str], item: Delivered, held: Held | None) -> Outcome:
        record = item.record
        assert record is not None  # noqa: S101 - looked at before
        if held is not None and record.id != held.id:
            record = msgspec.structs.replace(record, id=held.id)  # the id given first stays
        row = row_of(record, item.person, Origin(self._source, item.source_id, item.source_version))
        same = held is not None and (held.digest, held.state) == (row.digest, ACTIVE)
        self._held[key] = Held(record.id, item.source_version, row.digest, ACTIVE, by_source=False)
        self._gone.pop(key, None)
        if same:
            if key in self._rows:
                self._rows[key] = row
            self._versions[key] = item.source_version
            return "unchanged"
        self._rows[key] = row
        return "stored"

    def _withdrawn(self, key: tuple[Kind, str], held: Held, item: Delivered) -> Outcome:
        self._versions[key] = item.source_version
        self._held[key] = held._replace(version=item.source_version, state=WITHDRAWN, by_source=True)
        if held.state != ACTIVE:
            return "unchanged"
        self._gone[key] = held.id
        return "withdrawn"

    def _look(self, items: Sequence[Delivered]) -> None:
        for kind, table in RECORDS.items():
            c = table.c
            mine = [item for item in items if item.kind == kind]
            for part in parts([item.source_id for item in mine], PAGE):
                found = sa.select(c.source_id, c.id, c.source_version, c.digest, c.state, c.withdrawn_by).where(
                    c.source == self._source, c.source_id.in_(part)
                )
                for row in self._connection.execute(found):
                    held = Held(row.id, row.source_version, row.digest, row.state, row.withdrawn_by == BY_SOURCE)
                    self._held[kind, row.source_id] = held
            ids = [item.record.id for item in mine if item.record is not None]
            ids += [held.id for (of, _), held in self._held.items() if of == kind]
            self._by_id[kind] = look(self._connection, kind, list(dict.fromkeys(ids)))
        people = {item.person for item in items if item.person} | set(self._by_id["resume"])
        for part in parts(sorted(people), PAGE):
            gone = sa.select(person.c.id).where(person.c.id.in_(part), person.c.state == ERASED)
            self._erased.update(self._connection.scalars(gone))
