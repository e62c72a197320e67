"""Vacancies and resumes: what is stored, in which version, and what changed since."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, overload

import sqlalchemy as sa

from indexer.protocols import Change
from matcher.store.batches import PAGE, batches, parts, store, take_numbers
from matcher.store.engine import CHANGES
from matcher.store.tables import ACTIVE, RECORDS, WITHDRAWN, aware, counter
from scoring.records import Kind, Record, Resume, Vacancy, decode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from matcher.store.engine import Database


class PutResult(NamedTuple):
    """How many records were new or different, and how many were there already, just so."""

    stored: int
    unchanged: int


class Records:
    """The part of the store that keeps records; implements `indexer.protocols.RecordSource`."""

    _database: Database

    def put(self, records: Iterable[Record], at: datetime) -> PutResult:
        """Stores records, a batch a transaction, in the order in which they come.

        Where the work is cut short, by an error or by a kill, the batches before are stored whole and the one at hand
        not at all: putting everything once more ends where it would have ended. A record that is there just so is
        left alone; a withdrawn one that is put again is active again.

        Raises:
            StoreError: the batch at hand could not be stored.
            ValueError: `at` has no time zone.
        """
        aware(at)
        stored = unchanged = 0
        for rows in batches(records):
            with self._database.writing() as connection:
                changed = store(connection, rows, at)
            stored += changed
            unchanged += len(rows) - changed
        return PutResult(stored, unchanged)

    def withdraw(self, kind: Kind, id: str, at: datetime) -> bool:  # noqa: A002
        """Takes a record out of everything that is shown; False if it was not there or was withdrawn before."""
        aware(at)
        table = RECORDS[kind]
        there = (table.c.id == id) & (table.c.state == ACTIVE)
        with self._database.writing() as connection:
            if connection.scalar(sa.select(table.c.id).where(there)) is None:
                return False
            version = take_numbers(connection, 1)
            connection.execute(table.update().where(there).values(state=WITHDRAWN, version=version, stored_at=at))
        return True

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
        """All active records in the order of their ids, from the first one behind `after`.

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
                yield decode(row.body, kind)
            if len(rows) < PAGE:
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
            newest = connection.execute(sa.select(counter.c.value).where(counter.c.name == CHANGES)).scalar_one()
        return int(newest)

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
