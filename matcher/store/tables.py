"""The tables as they are now, and the number of their shape; `migrations` leads there from every older shape.

Vacancy and resume have the same columns but each its own table: what may be kept of a person, and for how long,
differs from what may be kept of a job. The constraints repeat what the code promises, so that a hand at the database
breaks no promise either.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from matcher.store.types import Json, Key, Moment

if TYPE_CHECKING:
    from scoring.records import Kind

SCHEMA = 4
"""Grows with every change of the tables below; a store with a higher number is refused."""

ACTIVE = "active"
WITHDRAWN = "withdrawn"
ERASED = "erased"

BY_HAND = "hand"
BY_SOURCE = "source"
"""Who withdrew a record: somebody here, or the source that no longer has it."""

NAMING = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ix": "ix_%(table_name)s_%(column_0_name)s",
}

metadata = sa.MetaData(naming_convention=NAMING)

Number = sa.BigInteger().with_variant(sa.Integer, "sqlite")
"""Of a row that the database numbers itself."""

employer = sa.Table(
    "employer",
    metadata,
    sa.Column("id", Key, primary_key=True),
    sa.Column("name", Key),
    sa.Column("bin", Key),
    sa.Column("version", sa.BigInteger, nullable=False),
    sa.Column("stored_at", Moment, nullable=False),
    sa.CheckConstraint("length(id) > 0", name="id"),
    sa.CheckConstraint("version > 0", name="version"),
)

person = sa.Table(
    "person",
    metadata,
    sa.Column("id", Key, primary_key=True),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("version", sa.BigInteger, nullable=False),
    sa.Column("stored_at", Moment, nullable=False),
    sa.CheckConstraint(f"state IN ('{ACTIVE}', '{ERASED}')", name="state"),
    sa.CheckConstraint("version > 0", name="version"),
)


def _records(name: Kind, owner: sa.Column[str]) -> sa.Table:
    return sa.Table(
        name,
        metadata,
        sa.Column("id", Key, primary_key=True),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("digest", sa.LargeBinary(16), nullable=False),
        sa.Column("version", sa.BigInteger, nullable=False, unique=True),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("stored_at", Moment, nullable=False),
        owner,
        sa.Column("source", Key),
        sa.Column("source_id", Key),
        sa.Column("source_version", sa.BigInteger),
        sa.Column("withdrawn_by", sa.Text),
        sa.CheckConstraint(f"state IN ('{ACTIVE}', '{WITHDRAWN}', '{ERASED}')", name="state"),
        sa.CheckConstraint("version > 0", name="version"),
        sa.CheckConstraint(f"(state = '{ERASED}') = (length(body) = 0)", name="erased"),
        sa.CheckConstraint(
            f"(state = '{WITHDRAWN}') = (withdrawn_by IS NOT NULL AND withdrawn_by IN ('{BY_HAND}', '{BY_SOURCE}'))",
            name="withdrawn",
        ),
        sa.CheckConstraint(
            "(source IS NULL) = (source_id IS NULL) AND (source IS NULL) = (source_version IS NULL)", name="source"
        ),
        sa.CheckConstraint("source_version IS NULL OR source_version >= 0", name="source_version"),
        sa.Index(
            f"uq_{name}_source", "source", "source_id", unique=True,
            sqlite_where=sa.text("source IS NOT NULL"), postgresql_where=sa.text("source IS NOT NULL"),
        ),
    )  # fmt: skip


vacancy = _records("vacancy", sa.Column("employer", Key, sa.ForeignKey(employer.c.id), index=True))
# Watched at the commit: persons are taken from their resumes, all of a batch at once.
_of_person = sa.ForeignKey(person.c.id, deferrable=True, initially="DEFERRED")
resume = _records("resume", sa.Column("person", Key, _of_person, nullable=False, index=True))
RECORDS: dict[Kind, sa.Table] = {"vacancy": vacancy, "resume": resume}

setting = sa.Table(
    "setting",
    metadata,
    sa.Column("name", Key, primary_key=True),
    sa.Column("value", Json, nullable=False),
    sa.Column("version", sa.BigInteger, nullable=False, server_default=sa.text("1")),
    sa.CheckConstraint("version > 0", name="version"),
)

counter = sa.Table(
    "counter",
    metadata,
    sa.Column("name", Key, primary_key=True),
    sa.Column("value", sa.BigInteger, nullable=False),
    sa.CheckConstraint("value >= 0", name="value"),
)

# `subject` and `record` point at a vacancy or a resume by the kind of the list, and are empty once the person was
# erased: no foreign key can say that, so the code checks the subject and reads a missing record as a withdrawn one.
shortlist = sa.Table(
    "shortlist",
    metadata,
    sa.Column("id", Number, primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("subject", Key, index=True),
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
    sa.CheckConstraint("kind = 'suitable' OR subject IS NOT NULL", name="subject"),
    sqlite_autoincrement=True,
)

shortlist_item = sa.Table(
    "shortlist_item",
    metadata,
    sa.Column("shortlist", sa.ForeignKey(shortlist.c.id, ondelete="CASCADE"), primary_key=True),
    sa.Column("position", sa.Integer, primary_key=True),
    sa.Column("record", Key, index=True),
    sa.Column("body", Json, nullable=False),
    sa.CheckConstraint("position >= 1", name="position"),
)

# One row a record at most: what is to be told is the record as it is now, however often it changed before.
outbox = sa.Table(
    "outbox",
    metadata,
    sa.Column("kind", sa.Text, primary_key=True),
    sa.Column("record", Key, primary_key=True),
    sa.Column("version", sa.BigInteger, nullable=False, index=True),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("due_at", Moment),
    sa.Column("dead", sa.Boolean, nullable=False),
    sa.Column("reason", sa.Text),
    sa.CheckConstraint("kind IN ('vacancy', 'resume')", name="kind"),
    sa.CheckConstraint("version > 0", name="version"),
    sa.CheckConstraint("attempts >= 0", name="attempts"),
    sa.CheckConstraint("NOT dead OR reason IS NOT NULL", name="dead"),
)

job = sa.Table(
    "job",
    metadata,
    sa.Column("id", Number, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("body", Json, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("due_at", Moment, nullable=False),
    sa.Column("held_until", Moment),
    sa.Column("reason", sa.Text),
    sa.Column("version", sa.BigInteger, nullable=False),
    sa.CheckConstraint("state IN ('waiting', 'running', 'done', 'failed')", name="state"),
    sa.CheckConstraint("(state = 'running') = (held_until IS NOT NULL)", name="held"),
    sa.CheckConstraint("state <> 'failed' OR reason IS NOT NULL", name="failed"),
    sa.CheckConstraint("attempts >= 0", name="attempts"),
    sa.CheckConstraint("version > 0", name="version"),
    sa.Index("ix_job_state", "state", "due_at"),
    sqlite_autoincrement=True,
)
