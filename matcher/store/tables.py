"""The tables, their types and the number of their shape.

Vacancy and resume have the same columns but each its own table: what may be kept of a person, and for how long,
differs from what may be kept of a job.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.types import TypeDecorator

if TYPE_CHECKING:
    from sqlalchemy.engine import Dialect

    from scoring.records import Kind

SCHEMA = 1
"""Grows with every change of the tables below; a store with a higher number is refused."""

ACTIVE = "active"
WITHDRAWN = "withdrawn"

metadata = sa.MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)


def aware(at: datetime) -> datetime:
    """The same time, if it says in which zone.

    Raises:
        ValueError: it does not; SQLite forgets time zones, and a guess would be hours wrong.
    """
    if at.tzinfo is None:
        raise ValueError("a time without a time zone cannot be stored")
    return at


class Moment(TypeDecorator[datetime]):
    """A point in time, kept in UTC."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """To UTC, on the way in."""
        return None if value is None else aware(value).astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """With the zone that SQLite dropped, on the way out."""
        return value if value is None or value.tzinfo else value.replace(tzinfo=UTC)


class Json(TypeDecorator[Any]):
    """Any JSON value as text; numbers come back bit for bit as they were stored."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str:  # noqa: ARG002
        """To text, on the way in."""
        return msgspec.json.encode(value).decode()

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ARG002
        """From text, on the way out."""
        return None if value is None else msgspec.json.decode(value)


def _records(name: Kind) -> sa.Table:
    return sa.Table(
        name,
        metadata,
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("digest", sa.LargeBinary(16), nullable=False),
        sa.Column("version", sa.BigInteger, nullable=False, unique=True),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("stored_at", Moment, nullable=False),
        sa.CheckConstraint(f"state IN ('{ACTIVE}', '{WITHDRAWN}')", name="state"),
        sa.CheckConstraint("version > 0", name="version"),
    )


vacancy = _records("vacancy")
resume = _records("resume")
RECORDS: dict[Kind, sa.Table] = {"vacancy": vacancy, "resume": resume}

setting = sa.Table(
    "setting",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("value", Json, nullable=False),
)

counter = sa.Table(
    "counter",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("value", sa.BigInteger, nullable=False),
    sa.CheckConstraint("value >= 0", name="value"),
)

# `subject` and `record` point at a vacancy or a resume by the kind of the list, and outlive an erased person: no
# foreign key can say that, so the code checks the subject and reads a missing record as a withdrawn one.
shortlist = sa.Table(
    "shortlist",
    metadata,
    sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("subject", sa.Text, nullable=False, index=True),
    sa.Column("made_at", Moment, nullable=False),
    sa.Column("as_of", sa.Date, nullable=False),
    sa.Column("engine", sa.Text, nullable=False),
    sa.Column("generation", sa.Text, nullable=False),
    sa.Column("knowledge", sa.Text, nullable=False),
    sa.Column("weights", Json, nullable=False),
    sa.Column("musts", Json, nullable=False),
    sa.Column("options", Json, nullable=False),
    sa.Column("considered", sa.BigInteger, nullable=False),
    sa.Column("exact", sa.Boolean, nullable=False),
    sa.Column("what_if", Json, nullable=False),
    sa.CheckConstraint("kind IN ('shortlist', 'suitable')", name="kind"),
    sqlite_autoincrement=True,
)

shortlist_item = sa.Table(
    "shortlist_item",
    metadata,
    sa.Column("shortlist", sa.ForeignKey(shortlist.c.id, ondelete="CASCADE"), primary_key=True),
    sa.Column("position", sa.Integer, primary_key=True),
    sa.Column("record", sa.Text, nullable=False, index=True),
    sa.Column("body", Json, nullable=False),
    sa.CheckConstraint("position >= 1", name="position"),
)
