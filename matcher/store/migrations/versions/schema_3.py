"""Schema 3: casework, its terms, its journal with seals, and days that the calendar of the law is told of."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from matcher.store.types import Json, Key, Moment

revision = "3"
down_revision = "2"

Number = sa.BigInteger().with_variant(sa.Integer, "sqlite")
KIND = "kind IN ('va', 're', 'sr', 'un', 'pl')"
RUNNING = sa.text("status = 'running'")
ASKABLE = sa.text("status = 'running' AND asked IS NULL")
CURRENT = sa.text("is_current AND kind IN ('sr', 'un', 'pl')")
PAIR = sa.text(
    "kind = 're' AND state IN ('re.selected', 're.offered', 're.consented', 're.resume_sent', 're.interview_set')"
)


def upgrade() -> None:
    """From schema 2; nothing that was there is touched."""
    _things()
    _terms()
    _journal()
    op.create_table(
        "calendar_day",
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("working", sa.Boolean, nullable=False),
        sa.Column("why", Key, nullable=False),
        sa.Column("set_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_calendar_day")),
    )
    op.execute("INSERT INTO counter (name, value) VALUES ('journal', 0), ('calendar', 0)")
    for table in ("journal", "seal"):
        _append_only(table)
    op.execute("UPDATE setting SET value = '3' WHERE name = 'schema'")


def _things() -> None:
    op.create_table(
        "thing",
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("id", Key, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("version", sa.BigInteger, nullable=False),
        sa.Column("led_by", sa.Text),
        sa.Column("counters", Json, nullable=False),
        sa.Column("data", sa.Text, nullable=False),
        sa.Column("person", Key),
        sa.Column("vacancy", Key),
        sa.Column("is_current", sa.Boolean, nullable=False),
        sa.Column("employer", Key),
        sa.Column("centre", Key),
        sa.Column("okrug", Key),
        sa.Column("stored_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("kind", "id", name=op.f("pk_thing")),
        sa.CheckConstraint(KIND, name=op.f("ck_thing_kind")),
        sa.CheckConstraint("length(id) > 0", name=op.f("ck_thing_id")),
        sa.CheckConstraint("version > 0", name=op.f("ck_thing_version")),
        sa.CheckConstraint("(kind = 'va') = (person IS NULL)", name=op.f("ck_thing_person")),
        sa.CheckConstraint("(kind = 're') = (vacancy IS NOT NULL)", name=op.f("ck_thing_vacancy")),
    )
    op.create_index("ix_thing_person", "thing", ["person", "kind"])
    op.create_index("ix_thing_vacancy", "thing", ["vacancy"])
    for name, columns, where in (
        ("uq_thing_current", ["kind", "person"], CURRENT),
        ("uq_thing_pair", ["person", "vacancy"], PAIR),
    ):
        op.create_index(name, "thing", columns, unique=True, sqlite_where=where, postgresql_where=where)


def _terms() -> None:
    op.create_table(
        "term",
        sa.Column("id", Number, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("thing", Key, nullable=False),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("started_at", Moment, nullable=False),
        sa.Column("effective", sa.Date, nullable=False),
        sa.Column("due", sa.Date, nullable=False),
        sa.Column("fires_at", Moment),
        sa.Column("rank", sa.Integer, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("began", sa.BigInteger, nullable=False),
        sa.Column("ended", sa.BigInteger),
        sa.Column("asked", sa.BigInteger),
        sa.Column("answer", sa.Text),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_term")),
        sa.ForeignKeyConstraint(["kind", "thing"], ["thing.kind", "thing.id"], name=op.f("fk_term_kind")),
        sa.CheckConstraint("status IN ('running', 'met', 'passed', 'cancelled')", name=op.f("ck_term_status")),
        sa.CheckConstraint("(status = 'running') = (ended IS NULL)", name=op.f("ck_term_ended")),
        sa.CheckConstraint("(asked IS NULL) = (answer IS NULL)", name=op.f("ck_term_asked")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_term_thing", "term", ["thing", "kind"])
    for name, columns, unique, where in (
        ("ix_term_fires_at", ["fires_at", "rank"], False, ASKABLE),
        ("ix_term_due", ["due"], False, RUNNING),
        ("uq_term_running", ["kind", "thing", "code"], True, RUNNING),
    ):
        op.create_index(name, "term", columns, unique=unique, sqlite_where=where, postgresql_where=where)


def _journal() -> None:
    op.create_table(
        "journal",
        sa.Column("number", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("thing", Key, nullable=False),
        sa.Column("version", sa.BigInteger, nullable=False),
        sa.Column("event", sa.Text, nullable=False),
        sa.Column("row_code", sa.Text, nullable=False),
        sa.Column("point", sa.Text, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("occurred_at", Moment, nullable=False),
        sa.Column("recorded_at", Moment, nullable=False),
        sa.Column("state_before", sa.Text, nullable=False),
        sa.Column("state_after", sa.Text, nullable=False),
        sa.Column("corrects", sa.BigInteger),
        sa.Column("proof", Key),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_journal")),
        sa.CheckConstraint(KIND, name=op.f("ck_journal_kind")),
        sa.CheckConstraint("number > 0", name=op.f("ck_journal_number")),
        sa.CheckConstraint("version > 0", name=op.f("ck_journal_version")),
        sa.CheckConstraint("recorded_at >= occurred_at", name=op.f("ck_journal_order")),
    )
    op.create_index("uq_journal_thing", "journal", ["thing", "kind", "version"], unique=True)
    op.create_table(
        "seal",
        sa.Column("number", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("first", sa.BigInteger, nullable=False),
        sa.Column("last", sa.BigInteger, nullable=False),
        sa.Column("digest", sa.LargeBinary(32), nullable=False),
        sa.Column("content", sa.LargeBinary(32), nullable=False),
        sa.Column("sealed_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_seal")),
        sa.CheckConstraint("number > 0", name=op.f("ck_seal_number")),
        sa.CheckConstraint("first > 0 AND last >= first", name=op.f("ck_seal_entries")),
    )


def _append_only(table: str) -> None:
    """Rows of the table are never changed or taken out, whoever asks."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"CREATE FUNCTION {table}_is_append_only() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$BEGIN RAISE EXCEPTION 'the {table} is append-only'; END$$"
        )
        op.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_is_append_only()"
        )
        return
    for what in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_no_{what.lower()} BEFORE {what} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, 'the {table} is append-only'); END"
        )
