"""Vacancies and resumes as they are read: what is stored, in which version, and what changed since."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, overload

import sqlalchemy as sa

from indexer.protocols import Change, Current
from matcher.store.batches import BATCH, PAGE, parts
from matcher.store.engine import CHANGES
from matcher.store.tables import ACTIVE, RECORDS, counter
from scoring.records import Kind, Record, Resume, Vacancy, decode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from matcher.store.engine import Database


_NEWEST = f"SELECT {counter.c.value.name} FROM {counter.name} WHERE {counter.c.name.name} = '{CHANGES}'"  # noqa: S608
"""Asked at every search, so it goes to the driver as it stands: all of it is ours."""


class Hit(NamedTuple):
    """An active record behind a hit of an engine: its change number, whose the resume is, and its source."""

    record: Record
    version: int
    person: str | None
    source: str | None


class Records:
    """The part of the store that reads records; implements `indexer.protocols.RecordSource`."""

    _database: Database

    @overload
    def get(self, kind: Literal["vacancy"], id: str) -> Vacancy | None: ...
    @overload
    def get(self, kind: Literal["resume"], id: str) -> Resume | None: ...
    @overload
    def get(self, kind: Kind, id: str) -> Record | None: ...
    def get(self, kind: Kind, id: str) -> Record | None:  # noqa: A002
        """The record, or None where it is not there or is withdrawn."""
        return self.get_many(kind, (id,)).get(id)

    @overload
    def get_many(self, kind: Literal["vacancy"], ids: Iterable[str]) -> dict[str, Vacancy]: ...
    @overload
    def get_many(self, kind: Literal["resume"], ids: Iterable[str]) -> dict[str, Resume]: ...
    @overload
    def get_many(self, kind: Kind, ids: Iterable[str]) -> dict[str, Record]: ...
    def get_many(self, kind: Kind, ids: Iterable[str]) -> dict[str, Vacancy] | dict[str, Resume] | dict[str, Record]:
        """The active records among `ids`, by id, in the order asked; all from the same commit."""
        table = RECORDS[kind]
        wanted = list(dict.fromkeys(ids))
        bodies: dict[str, bytes] = {}
        with self._database.reading() as connection:
            for part in parts(wanted, PAGE):
                found = sa.select(table.c.id, table.c.body).where(table.c.id.in_(part), table.c.state == ACTIVE)
                bodies.update((row.id, row.body) for row in connection.execute(found))
        return {id_: decode(bodies[id_], kind) for id_ in wanted if id_ in bodies}

    def hits(self, kind: Kind, ids: Sequence[str]) -> dict[str, Hit]:
        """The active records behind the hits of an engine, by id in the order asked; one statement for up to `PAGE`."""
        table = RECORDS[kind]
        person = table.c.person if kind == "resume" else sa.null()
        hits: dict[str, Hit] = {}
        with self._database.reading() as connection:
            for part in parts(ids, PAGE):
                active = (table.c.id.in_(part)) & (table.c.state == ACTIVE)
                found = sa.select(table.c.id, table.c.body, table.c.version, person, table.c.source).where(active)
                hits.update((row[0], Hit(decode(row[1], kind), *row[2:])) for row in connection.execute(found))
        return {id_: hits[id_] for id_ in ids if id_ in hits}

    def current(self, kind: Kind, ids: Iterable[str]) -> dict[str, Current]:
        """What is known of the records among `ids`, withdrawn ones too; see `indexer.protocols.RecordSource`."""
        table = RECORDS[kind]
        known: dict[str, Current] = {}
        with self._database.reading() as connection:
            for part in parts(list(ids), PAGE):
                found = sa.select(table.c.id, table.c.version, table.c.state, table.c.body).where(table.c.id.in_(part))
                for row in connection.execute(found):
                    record = decode(row.body, kind) if row.state == ACTIVE else None
                    known[row.id] = Current(row.version, record)
        return known

    def versions(self, kind: Kind, ids: Iterable[str]) -> dict[str, int]:
        """The change numbers of the active records among `ids`: enough to tell whether a hit is still true."""
        table = RECORDS[kind]
        versions: dict[str, int] = {}
        with self._database.reading() as connection:
            for part in parts(list(ids), PAGE):
                found = sa.select(table.c.id, table.c.version).where(table.c.id.in_(part), table.c.state == ACTIVE)
                versions.update((row.id, row.version) for row in connection.execute(found))
        return versions

    @overload
    def iterate(self, kind: Literal["vacancy"], *, after: str | None = None) -> Iterator[Vacancy]: ...
    @overload
    def iterate(self, kind: Literal["resume"], *, after: str | None = None) -> Iterator[Resume]: ...
    @overload
    def iterate(self, kind: Kind, *, after: str | None = None) -> Iterator[Record]: ...
    def iterate(self, kind: Kind, *, after: str | None = None) -> Iterator[Record]:
        """All active records in the order of their ids, from the first one behind `after`; see `bodies`."""
        return (decode(body, kind) for body in self.bodies(kind, after=after))

    def bodies(self, kind: Kind, *, after: str | None = None) -> Iterator[bytes]:
        """The JSON text of all active records in the order of their ids, from the first one behind `after`.

        Each page is a transaction of its own, so that a slow reader does not hold the log back, and one that stops
        leaves nothing open. What changes meanwhile may be seen or not: take `last_change()` first and follow the
        changes from there.
        """
        table = RECORDS[kind]
        page = sa.select(table.c.id, table.c.body).where(table.c.state == ACTIVE).order_by(table.c.id).limit(PAGE)
        while True:
            with self._database.reading() as connection:
                rows = connection.execute(page if after is None else page.where(table.c.id > after)).all()
            for row in rows:
                yield row.body
            if len(rows) < PAGE:
                return
            after = rows[-1].id

    def vacancies_by_source(self) -> Iterator[tuple[str | None, Vacancy]]:
        """Every active vacancy with its source, in the order of the ids; a page a transaction."""
        kind: Kind = "vacancy"
        c = RECORDS[kind].c
        page = sa.select(c.id, c.source, c.body).where(c.state == ACTIVE).order_by(c.id).limit(PAGE)
        after: str | None = None
        while True:
            with self._database.reading() as connection:
                rows = connection.execute(page if after is None else page.where(c.id > after)).all()
            for row in rows:
                offer = decode(row.body, kind)
                assert isinstance(offer, Vacancy)  # noqa: S101 - of this kind
                yield row.source, offer
            if len(rows) < PAGE:
                return
            after = rows[-1].id

    def all_versions(self, kind: Kind) -> Iterator[tuple[str, int]]:
        """The id and the change number of every active record, in the order of the ids; a page a transaction."""
        c = RECORDS[kind].c
        page = sa.select(c.id, c.version).where(c.state == ACTIVE).order_by(c.id).limit(BATCH)
        after: str | None = None
        while True:
            with self._database.reading() as connection:
                rows = connection.execute(page if after is None else page.where(c.id > after)).all()
            yield from ((row.id, row.version) for row in rows)
            if len(rows) < BATCH:
                return
            after = rows[-1].id

    def count(self, kind: Kind) -> int:
        """How many records are active."""
        table = RECORDS[kind]
        with self._database.reading() as connection:
            counted = sa.select(sa.func.count()).select_from(table).where(table.c.state == ACTIVE)
            return connection.execute(counted).scalar_one()

    def last_change(self) -> int:
        """The newest change number, 0 for a store that never held a record."""
        with self._database.reading() as connection:
            return int(connection.exec_driver_sql(_NEWEST).scalar_one())

    def changes_since(self, version: int, limit: int) -> list[Change]:
        """The first `limit` changes above `version`, in order; see `indexer.protocols.Changes`.

        Read from the records themselves: there is no second list of changes that could disagree with them.
        """
        changes: list[Change] = []
        with self._database.reading() as connection:
            for kind, table in RECORDS.items():
                newer = sa.select(table.c.version, table.c.id, table.c.state).where(table.c.version > version)
                changes.extend(
                    Change(row.version, kind, row.id, "put" if row.state == ACTIVE else "withdraw")
                    for row in connection.execute(newer.order_by(table.c.version).limit(limit))
                )
        return sorted(changes)[:limit]
