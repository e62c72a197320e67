"""Schema 1: vacancies, resumes, shortlists, settings."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from matcher.store.types import Json, Key, Moment

revision = "1"
down_revision = None

Number = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """From nothing."""
    metadata = tables()
    metadata.create_all(op.get_bind())
    op.bulk_insert(metadata.tables["setting"], [{"name": "schema", "value": 1}])
    op.bulk_insert(metadata.tables["counter"], [{"name": "changes", "value": 0}])


def tables() -> sa.MetaData:
    """The tables of schema 1; the next step starts from them."""
    metadata = sa.MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ix": "ix_%(table_name)s_%(column_0_name)s",
        }
    )
    for name in ("vacancy", "resume"):
        sa.Table(
            name,
            metadata,
            sa.Column("id", Key, primary_key=True),
            sa.Column("body", sa.LargeBinary, nullable=False),
            sa.Column("digest", sa.LargeBinary(16), nullable=False),
            sa.Column("version", sa.BigInteger, nullable=False, unique=True),
            sa.Column("state", sa.Text, nullable=False),
            sa.Column("stored_at", Moment, nullable=False),
            sa.CheckConstraint("state IN ('active', 'withdrawn')", name="state"),
            sa.CheckConstraint("version > 0", name="version"),
        )
    sa.Table(
        "setting",
        metadata,
        sa.Column("name", Key, primary_key=True),
        sa.Column("value", Json, nullable=False),
    )
    sa.Table(
        "counter",
        metadata,
        sa.Column("name", Key, primary_key=True),
        sa.Column("value", sa.BigInteger, nullable=False),
        sa.CheckConstraint("value >= 0", name="value"),
    )
    _lists(metadata)
    return metadata


def _lists(metadata: sa.MetaData) -> None:
    sa.Table(
        "shortlist",
        metadata,
        sa.Column("id", Number, primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("subject", Key, nullable=False, index=True),
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
    sa.Table(
        "shortlist_item",
        metadata,
        sa.Column("shortlist", sa.ForeignKey("shortlist.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("record", Key, nullable=False, index=True),
        sa.Column("body", Json, nullable=False),
        sa.CheckConstraint("position >= 1", name="position"),
    )
