"""Shortlists as they were shown: kept with all that made them, and shown again from what was kept.

A person withdrawn since is no longer in them: their place stays, empty, so that the other places keep their numbers.
The same holds for the list of a person's suitable work, all of which is about that person.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import msgspec
import sqlalchemy as sa

from matcher.errors import ShortlistMissingError, SubjectMissingError
from matcher.store.tables import ACTIVE, RECORDS, resume, shortlist, shortlist_item
from matcher.store.types import aware

if TYPE_CHECKING:
    from matcher.store.engine import Database
    from scoring.records import Kind

ListKind = Literal["shortlist", "suitable"]

SUBJECT: dict[ListKind, Kind] = {"shortlist": "vacancy", "suitable": "resume"}
LISTED: dict[ListKind, Kind] = {"shortlist": "resume", "suitable": "vacancy"}


class Item(msgspec.Struct, frozen=True):
    """One place of a list: `body` is the JSON exactly as shown, in all languages; no `record` once withdrawn."""

    record: str | None
    body: dict[str, Any]


class Shortlist(msgspec.Struct, frozen=True, kw_only=True):
    """A list as it was made: for whom, from what, by which rules. `subject` is None once that person is withdrawn.

    `generation` names the state of the index, `knowledge` the version of the reference data and curves.
    """

    kind: ListKind
    subject: str | None
    made_at: datetime
    as_of: date
    engine: str
    generation: str
    knowledge: str
    weights: dict[str, float]
    musts: tuple[str, ...]
    options: dict[str, Any]
    considered: int
    exact: bool
    items: tuple[Item, ...]
    what_if: list[dict[str, Any]] | None = None


class ShortlistLine(NamedTuple):
    """One stored list in an overview; `subject` is None once that person is withdrawn."""

    id: int
    kind: ListKind
    subject: str | None
    made_at: datetime
    as_of: date
    engine: str
    items: int


class Shortlists:
    """The part of the store that keeps shortlists."""

    _database: Database

    def save_shortlist(self, made: Shortlist) -> int:
        """Keeps a list as it is; returns its number.

        Raises:
            SubjectMissingError: the vacancy or resume that it is for is not in the store, or withdrawn.
            ValueError: `made_at` has no time zone.
        """
        aware(made.made_at)
        table = RECORDS[SUBJECT[made.kind]]
        values = {c.name: getattr(made, c.name) for c in shortlist.columns if c.name != "id"}
        with self._database.writing() as connection:
            there = sa.select(table.c.id).where(table.c.id == made.subject, table.c.state == ACTIVE)
            if connection.scalar(there) is None:
                raise SubjectMissingError(f"the {table.name} that the list was made for is not in the store")
            number = connection.execute(shortlist.insert().returning(shortlist.c.id), values).scalar_one()
            items = [
                {"shortlist": number, "position": position, "record": item.record, "body": item.body}
                for position, item in enumerate(made.items, start=1)
            ]
            if items:
                connection.execute(shortlist_item.insert(), items)
        return int(number)

    def load_shortlist(self, id: int) -> Shortlist:  # noqa: A002
        """A list as it was shown, its withdrawn persons left out (see the module).

        Raises:
            ShortlistMissingError: there is no list with this number.
        """
        with self._database.reading() as connection:
            row = connection.execute(sa.select(shortlist).where(shortlist.c.id == id)).mappings().one_or_none()
            if row is None:
                raise ShortlistMissingError(f"there is no shortlist {id}")
            subject_gone = row["kind"] == "suitable" and not _is_active(connection, row["subject"])
            items = _items(connection, id, row["kind"], hidden=subject_gone)
        values = {name: row[name] for name in Shortlist.__struct_fields__ if name != "items"}
        if subject_gone:
            # The musts, the options and the what-if of a person's list repeat what the person stated.
            values.update(subject=None, musts=(), options={}, what_if=None)
        return Shortlist(**{**values, "musts": tuple(values["musts"])}, items=items)

    def list_shortlists(self, subject: str | None = None) -> list[ShortlistLine]:
        """The lists kept, the newest first; with `subject`, those of one vacancy or resume."""
        held = (
            sa.select(sa.func.count()).where(shortlist_item.c.shortlist == shortlist.c.id).correlate(shortlist)
        ).scalar_subquery()
        active = sa.exists().where(resume.c.id == shortlist.c.subject, resume.c.state == ACTIVE)
        shown = sa.case((sa.or_(shortlist.c.kind == "shortlist", active), shortlist.c.subject))
        c = shortlist.c
        lines = sa.select(c.id, c.kind, shown, c.made_at, c.as_of, c.engine, held).order_by(c.id.desc())
        if subject is not None:
            lines = lines.where(shown == subject)
        with self._database.reading() as connection:
            return [ShortlistLine(*row) for row in connection.execute(lines)]


def _is_active(connection: sa.Connection, person: str) -> bool:
    found = sa.select(resume.c.id).where(resume.c.id == person, resume.c.state == ACTIVE)
    return connection.scalar(found) is not None


def _items(connection: sa.Connection, number: int, kind: ListKind, *, hidden: bool) -> tuple[Item, ...]:
    """The places of a list in order. A record that is no longer in the store at all counts as withdrawn."""
    empty = Item(None, {"withdrawn": True, LISTED[kind]: None})
    persons = LISTED[kind] == "resume"
    i = shortlist_item.c
    rows = connection.execute(
        sa.select(i.record, i.body, resume.c.state)
        .select_from(shortlist_item.outerjoin(resume, (resume.c.id == i.record)))
        .where(i.shortlist == number)
        .order_by(i.position)
    )
    return tuple(empty if hidden or (persons and row.state != ACTIVE) else Item(row.record, row.body) for row in rows)
