"""Erasing a person: nothing of them stays but the fact, their lists keep an empty place, a restore brings nothing back.

Of an erased resume the id stays, without content: followers must learn of it, and a source that delivers it again must
be told that it was erased.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import sqlalchemy as sa

from matcher.errors import PersonMissingError
from matcher.store.batches import PAGE, parts, take_numbers
from matcher.store.engine import CHANGES
from matcher.store.erasing_cases import forget_cases, has_cases, live_referrals, stored_at
from matcher.store.ledger import Entry
from matcher.store.outbox import announce
from matcher.store.tables import (
    ACTIVE,
    BY_HAND,
    BY_SOURCE,
    ERASED,
    RECORDS,
    counter,
    outbox,
    person,
    resume,
    shortlist,
    shortlist_item,
)  # fmt: skip
from matcher.store.types import aware
from matcher.store.writing import withdraw

if TYPE_CHECKING:
    from datetime import datetime

    from matcher.store.engine import Database
    from matcher.store.ledger import Ledger, Told, What

JUMP = 10**9
"""By how much the change numbers grow at a restore: more than can have been given since any backup."""


class Erased(NamedTuple):
    """What was emptied: resumes, places in lists, lists made for the person, cases of theirs."""

    resumes: int
    places: int
    lists: int
    cases: int = 0


class Renewed(NamedTuple):
    """What the ledger did again after a restore: persons erased, records withdrawn."""

    erased: int
    withdrawn: int


class Erasing:
    """The part of the store that forgets."""

    _database: Database
    _ledger: Ledger

    def erase(self, id: str, at: datetime) -> Erased:  # noqa: A002
        """Erases a person: all their resumes, them in every kept list, and their cases. Call `compact` afterwards.

        Referrals on their way are best ended by the event of the Rules before: see `matcher.forgetting`.

        Raises:
            PersonMissingError: there is no such person, or they were erased before.
        """
        aware(at)
        with self._database.writing() as connection:
            there = sa.select(person.c.id).where(person.c.id == id, person.c.state == ACTIVE)
            if connection.scalar(there) is None and not has_cases(connection, id):
                raise PersonMissingError("there is no such person, or they were erased before")
            resumes = _resumes(connection, id)
            # The resumes too: a backup may be older than the knowledge whose they are.
            entries = [Entry(at, "erase", "person", id), *(Entry(at, "erase", "resume", one) for one in resumes)]
            self._ledger.write(entries)
            return _erase(connection, id, at)

    def live_referrals(self, person: str) -> list[str]:
        """The referrals of a person that are on their way, by id."""
        with self._database.reading() as connection:
            return live_referrals(connection, person)

    def compact(self) -> None:
        """Takes what was erased out of the database's files as well, as far as the database can."""
        self._database.compact()

    def after_restore(self, at: datetime) -> Renewed:
        """Makes a restored database the present one: new change numbers, and the ledger once more.

        Every record gets a new number, above all ever given: whoever follows the changes reads everything anew.
        """
        told = self._ledger.read()
        with self._database.writing() as connection:
            for table in RECORDS.values():
                connection.execute(table.update().values(version=table.c.version + JUMP))
            connection.execute(counter.update().where(counter.c.name == CHANGES).values(value=counter.c.value + JUMP))
            connection.execute(outbox.delete())
            announce(connection, 1)
            return Renewed(_erase_again(connection, told, at), _withdraw_again(connection, told, at))


def _resumes(connection: sa.Connection, id_: str) -> list[str]:
    return list(connection.scalars(sa.select(resume.c.id).where(resume.c.person == id_).order_by(resume.c.id)))


def _erase(connection: sa.Connection, id_: str, at: datetime) -> Erased:
    resumes = _resumes(connection, id_)
    if resumes:
        first = take_numbers(connection, len(resumes))
        empty = {"body": b"", "digest": b"", "state": ERASED, "withdrawn_by": None, "stored_at": at}
        gone = resume.update().where(resume.c.id == sa.bindparam("key"))
        connection.execute(
            gone.values(version=sa.bindparam("number"), **empty),
            [{"key": one, "number": number} for number, one in enumerate(resumes, start=first)],
        )
        announce(connection, first)
    connection.execute(
        person.update().where(person.c.id == id_).values(state=ERASED, version=person.c.version + 1, stored_at=at)
    )
    places = lists = 0
    for part in parts(resumes, PAGE):
        made_for = sa.select(shortlist.c.id).where(shortlist.c.kind == "suitable", shortlist.c.subject.in_(part))
        numbers = list(connection.scalars(made_for))
        _empty_places(connection, shortlist_item.c.shortlist.in_(numbers), "vacancy")
        named = sa.select(shortlist.c.id).where(shortlist.c.kind == "shortlist")
        places += _empty_places(
            connection, shortlist_item.c.record.in_(part) & shortlist_item.c.shortlist.in_(named), "resume"
        )
        nothing: dict[str, Any] = {"subject": None, "musts": [], "options": {}, "what_if": None}
        lists += connection.execute(shortlist.update().where(shortlist.c.id.in_(numbers)).values(nothing)).rowcount
    return Erased(len(resumes), places, lists, forget_cases(connection, id_, at))


def _empty_places(connection: sa.Connection, which: sa.ColumnElement[bool], side: str) -> int:
    empty = {"record": None, "body": {"withdrawn": True, side: None}}
    return connection.execute(shortlist_item.update().where(which).values(empty)).rowcount


def _erase_again(connection: sa.Connection, told: Told, at: datetime) -> int:
    """Erases whom the ledger says were erased, if what is there of them is older than that."""
    people = connection.execute(sa.select(person.c.id, person.c.stored_at).where(person.c.state == ACTIVE)).all()
    again = {row.id for row in people if _later(told.when("erase", "person", row.id), row.stored_at)}
    rows = connection.execute(
        sa.select(resume.c.id, resume.c.person, resume.c.stored_at).where(resume.c.state != ERASED)
    )
    again.update(row.person for row in rows.all() if _later(told.when("erase", "resume", row.id), row.stored_at))
    cases = stored_at(connection)
    again.update(whose for whose, moment in cases if _later(told.when("erase", "person", whose), moment))
    for id_ in sorted(again):
        _erase(connection, id_, at)
    return len(again)


def _withdraw_again(connection: sa.Connection, told: Told, at: datetime) -> int:
    count = 0
    for kind, table in RECORDS.items():
        c = table.c
        rows = connection.execute(sa.select(c.id, c.stored_at).where(c.state == ACTIVE)).all()
        whats: tuple[tuple[What, str], ...] = (("withdraw", BY_HAND), ("missing", BY_SOURCE))
        for what, by in whats:
            again = [row.id for row in rows if _later(told.when(what, kind, row.id), row.stored_at)]
            count += sum(withdraw(connection, kind, part, at, by) for part in parts(again, PAGE))
    return count


def _later(told: datetime | None, stored: datetime) -> bool:
    return told is not None and told >= stored
