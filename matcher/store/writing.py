"""Vacancies and resumes as they are written: put, withdrawn, and put only where nobody else was faster."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import sqlalchemy as sa

from matcher.errors import VersionConflictError
from matcher.store.batches import batches, look, row_of, store, take_numbers, write
from matcher.store.ledger import Entry
from matcher.store.outbox import announce
from matcher.store.owners import keep_person
from matcher.store.tables import ACTIVE, BY_HAND, RECORDS, WITHDRAWN
from matcher.store.types import aware
from scoring.records import Kind, Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from matcher.store.engine import Database
    from matcher.store.ledger import Ledger


class PutResult(NamedTuple):
    """How many records were new or different, and how many were there already, just so."""

    stored: int
    unchanged: int


class Writing:
    """The part of the store that takes records in and out; every change leaves word in the outbox."""

    _database: Database
    _ledger: Ledger

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

    def replace(self, record: Record, at: datetime, *, expected: int, person: str | None = None) -> int:
        """Stores one record if it is still as the writer saw it; returns its version now.

        Args:
            record: as it is to be.
            at: now.
            expected: the version that the writer saw; 0: there was none.
            person: whose the resume is; None: as it was.

        Raises:
            VersionConflictError: it has another version; nothing is stored.
            ValueError: `at` has no time zone.
        """
        aware(at)
        row = row_of(record, person)
        with self._database.writing() as connection:
            known = {kind: look(connection, kind, [row.id] if row.kind == kind else []) for kind in RECORDS}
            there = known[row.kind].get(row.id)
            version = 0 if there is None else there.version
            if version != expected:
                raise conflict(row.kind, expected, version)
            same_person = there is not None and person in {None, there.person}
            if there is not None and (there.digest, there.state) == (row.digest, ACTIVE) and same_person:
                return version
            write(connection, [row], known, at)
            return look(connection, row.kind, [row.id])[row.id].version

    def withdraw(self, kind: Kind, id: str, at: datetime) -> bool:  # noqa: A002
        """Takes a record out of everything that is shown; False if it was not there or was withdrawn before."""
        aware(at)
        with self._database.writing() as connection:
            if not withdraw(connection, kind, [id], at, BY_HAND):
                return False
            self._ledger.write([Entry(at, "withdraw", kind, id)])
        return True

    def belongs(self, resume_ids: Sequence[str], person: str, at: datetime) -> int:
        """Says that these resumes are one person's; returns how many of them changed hands.

        A shortlist names a person once, whichever of the resumes fits best.
        """
        aware(at)
        with self._database.writing() as connection:
            known = look(connection, "resume", resume_ids)
            moved = [id_ for id_, one in known.items() if one.person != person and one.state == ACTIVE]
            if moved:
                keep_person(connection, person, at)
                table = RECORDS["resume"]
                connection.execute(table.update().where(table.c.id.in_(moved)).values(person=person))
        return len(moved)


def conflict(what: str, expected: int, stored: int) -> VersionConflictError:
    """The error of a writer who saw another version than the stored one."""
    return VersionConflictError(
        f"the {what} was changed meanwhile: it has version {stored}, not {expected}; look at it and try again"
    )


def withdraw(connection: sa.Connection, kind: Kind, ids: Sequence[str], at: datetime, by: str) -> int:
    """Withdraws those of the records that are active, each under a number of its own; returns how many."""
    table = RECORDS[kind]
    there = sa.select(table.c.id).where(table.c.id.in_(ids), table.c.state == ACTIVE).order_by(table.c.id)
    active = list(connection.scalars(there))
    if not active:
        return 0
    first = take_numbers(connection, len(active))
    gone = table.update().where(table.c.id == sa.bindparam("key"))
    connection.execute(
        gone.values(state=WITHDRAWN, withdrawn_by=by, stored_at=at, version=sa.bindparam("number")),
        [{"key": id_, "number": number} for number, id_ in enumerate(active, start=first)],
    )
    announce(connection, first)
    return len(active)


__all__ = ["PutResult", "Writing", "conflict", "withdraw"]
