"""Employers and persons: whose the vacancies and the resumes are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import sqlalchemy as sa

from matcher.store.tables import ACTIVE, ERASED, employer, person, resume
from matcher.store.upsert import upsert

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from matcher.store.engine import Database
    from scoring.records import Employer


class EmployerLine(NamedTuple):
    """One employer, as its newest vacancy states it."""

    id: str
    name: str | None
    bin: str | None
    version: int


def employer_id(stated: Employer | None) -> str | None:
    """Under which id an employer is kept: their own, else the business number, else the name as written.

    None where a vacancy says nothing of its employer.
    """
    if stated is None:
        return None
    if stated.id:
        return f"id:{stated.id}"
    if stated.bin:
        return f"bin:{stated.bin}"
    name = " ".join((stated.name or "").split()).casefold()
    return f"name:{name}" if name else None


def keep_employers(connection: sa.Connection, stated: Iterable[Employer | None], at: datetime) -> None:
    """Keeps the employers named; of one named differently, what is stated last."""
    rows = {
        id_: {"id": id_, "name": one.name, "bin": one.bin, "version": 1, "stored_at": at}
        for one in stated
        if one is not None and (id_ := employer_id(one)) is not None
    }
    if not rows:
        return
    insert = upsert(connection, employer)
    name, bin_ = (sa.func.coalesce(insert.excluded[column], employer.c[column]) for column in ("name", "bin"))
    connection.execute(
        insert.on_conflict_do_update(
            index_elements=["id"],
            set_={"name": name, "bin": bin_, "version": employer.c.version + 1, "stored_at": insert.excluded.stored_at},
            where=employer.c.name.is_distinct_from(name) | employer.c.bin.is_distinct_from(bin_),
        ),
        list(rows.values()),
    )


def keep_persons(connection: sa.Connection, first: int, at: datetime) -> None:
    """Keeps the persons of the resumes changed from the number `first` on; one erased who comes is here again."""
    found = sa.select(
        resume.c.person, sa.literal(ACTIVE, sa.Text), sa.literal(1), sa.literal(at, person.c.stored_at.type)
    ).where(resume.c.version >= first, resume.c.state == ACTIVE)
    _insert_persons(connection, found.distinct())


def keep_person(connection: sa.Connection, id_: str, at: datetime) -> None:
    """Keeps one person."""
    _insert_persons(
        connection,
        sa.select(
            sa.literal(id_, person.c.id.type), sa.literal(ACTIVE, sa.Text), sa.literal(1),
            sa.literal(at, person.c.stored_at.type),
        ).where(sa.true()),
    )  # fmt: skip


def _insert_persons(connection: sa.Connection, found: sa.Select[Any]) -> None:
    insert = upsert(connection, person).from_select(["id", "state", "version", "stored_at"], found)
    connection.execute(
        insert.on_conflict_do_update(
            index_elements=["id"],
            set_={"state": ACTIVE, "version": person.c.version + 1, "stored_at": insert.excluded.stored_at},
            where=person.c.state == ERASED,
        )
    )


class Owners:
    """The part of the store that knows employers and persons."""

    _database: Database

    def employers(self) -> list[EmployerLine]:
        """All employers, by their ids."""
        found = sa.select(employer.c.id, employer.c.name, employer.c.bin, employer.c.version).order_by(employer.c.id)
        with self._database.reading() as connection:
            return [EmployerLine(*row) for row in connection.execute(found)]
