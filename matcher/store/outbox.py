"""The outbox: word of every change, left in the transaction of the change itself, until an engine elsewhere has it.

One row a record: what is told is the record as it is when it is told. A row counts as done only with the version that
was told; a record that changed meanwhile keeps its row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from indexer.protocols import Dead, Word
from indexer.sync import LONGEST_WAIT
from matcher.store.tables import RECORDS, outbox
from matcher.store.types import aware
from matcher.store.upsert import upsert

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from matcher.store.engine import Database
    from scoring.records import Kind


def announce(connection: sa.Connection, first: int) -> None:
    """Leaves word of every change from the number `first` on; the caller has taken the numbers in this transaction."""
    for kind, table in RECORDS.items():
        changed = sa.select(
            sa.literal(kind, sa.Text), table.c.id, table.c.version, sa.literal(0), sa.null(), sa.false(), sa.null()
        ).where(table.c.version >= first)
        insert = upsert(connection, outbox).from_select(
            ["kind", "record", "version", "attempts", "due_at", "dead", "reason"], changed
        )
        newest = {name: insert.excluded[name] for name in ("version", "attempts", "due_at", "dead", "reason")}
        connection.execute(insert.on_conflict_do_update(index_elements=["kind", "record"], set_=newest))


class Outbox:
    """The part of the store that an engine elsewhere is fed from; implements `indexer.protocols.Outbox`."""

    _database: Database

    def pending(self, at: datetime, limit: int) -> list[Word]:
        """The first `limit` rows that are due, in the order of their versions."""
        o = outbox.c
        # One due far later than any wait can be was put off before the clock was set back.
        now = sa.or_(o.due_at.is_(None), o.due_at <= aware(at), o.due_at > at + 2 * LONGEST_WAIT)
        due = sa.select(o.version, o.kind, o.record, o.attempts).where(~o.dead, now)
        with self._database.reading() as connection:
            return [Word(*row) for row in connection.execute(due.order_by(o.version).limit(limit))]

    def settle(self, told: Sequence[Word]) -> int:
        """Takes out what was told; what changed meanwhile stays. Returns how many rows went."""
        if not told:
            return 0
        with self._database.writing() as connection:
            done = outbox.delete().where(*_same())
            return connection.execute(done, [_key(word) for word in told]).rowcount

    def settle_through(self, version: int) -> int:
        """Takes out every row up to a version: an engine that follows by itself, or was rebuilt, has them all."""
        with self._database.writing() as connection:
            return connection.execute(outbox.delete().where(outbox.c.version <= version)).rowcount

    def postpone(self, word: Word, until: datetime, reason: str) -> None:
        """Counts a failed attempt; the row is due again at `until`."""
        failed = {"attempts": outbox.c.attempts + 1, "due_at": aware(until), "reason": reason}
        with self._database.writing() as connection:
            connection.execute(outbox.update().where(*_same()).values(failed), _key(word))

    def bury(self, word: Word, reason: str) -> None:
        """Gives a row up, with the reason; a later change of the record makes it due again."""
        given_up = {"attempts": outbox.c.attempts + 1, "dead": True, "reason": reason}
        with self._database.writing() as connection:
            connection.execute(outbox.update().where(*_same()).values(given_up), _key(word))

    def dead(self) -> list[Dead]:
        """What was given up, in the order of the versions."""
        o = outbox.c
        found = sa.select(o.version, o.kind, o.record, o.attempts, o.reason).where(o.dead).order_by(o.version)
        with self._database.reading() as connection:
            return [Dead(*row) for row in connection.execute(found)]

    def revive(self) -> int:
        """Makes everything that was given up due again; returns how many."""
        again = {"attempts": 0, "due_at": None, "dead": False, "reason": None}
        with self._database.writing() as connection:
            return connection.execute(outbox.update().where(outbox.c.dead).values(again)).rowcount

    def waiting(self, *, above: int = 0) -> int:
        """How many rows wait to be told, the postponed ones included; only those above a change number."""
        counted = sa.select(sa.func.count()).select_from(outbox).where(~outbox.c.dead, outbox.c.version > above)
        with self._database.reading() as connection:
            return connection.execute(counted).scalar_one()

    def announce_again(self, kind: Kind, ids: Iterable[str]) -> int:
        """Leaves word of these records once more, as they are now: what a check found missing or old in an index.

        A record that the store does not know at all is left word of as well: the engine is to drop it.
        """
        with self._database.writing() as connection:
            version = connection.execute(sa.select(sa.func.max(RECORDS[kind].c.version))).scalar() or 1
            rows = [
                {"kind": kind, "record": id_, "version": version, "attempts": 0, "due_at": None, "dead": False}
                for id_ in dict.fromkeys(ids)
            ]
            if rows:
                insert = upsert(connection, outbox)
                again = {name: insert.excluded[name] for name in ("attempts", "due_at", "dead")}
                connection.execute(
                    insert.on_conflict_do_update(index_elements=["kind", "record"], set_={**again, "reason": None}),
                    rows,
                )
        return len(rows)


def _same() -> tuple[sa.ColumnElement[bool], ...]:
    o = outbox.c
    return (o.kind == sa.bindparam("told_kind"), o.record == sa.bindparam("told"), o.version == sa.bindparam("at"))


def _key(word: Word) -> dict[str, object]:
    return {"told_kind": word.kind, "told": word.id, "at": word.version}
