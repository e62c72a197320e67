"""Schema 2: employers and persons, sources and their versions, the outbox, jobs, erasing.

Every resume becomes that of a person of its own; every vacancy gets the employer that it states. The engine of schema 1
followed the changes by itself, so nothing waits to be told to it and the outbox starts empty.
"""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec
import sqlalchemy as sa
from alembic import op

from matcher.store.migrations.versions.schema_1 import tables
from matcher.store.types import Json, Key, Moment

revision = "2"
down_revision = "1"

PAGE = 1_000
Number = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """From schema 1; the records, the lists and their numbers stay as they are."""
    old = tables()
    _owners()
    for name, owner in (("vacancy", "employer"), ("resume", "person")):
        _records(old.tables[name], name, owner)
    _emptied(old)
    with op.batch_alter_table("setting", copy_from=old.tables["setting"]) as setting:
        setting.add_column(sa.Column("version", sa.BigInteger, nullable=False, server_default=sa.text("1")))
        setting.create_check_constraint(op.f("ck_setting_version"), "version > 0")
    _outbox()
    _jobs()
    op.execute("UPDATE setting SET value = '2' WHERE name = 'schema'")


def _owners() -> None:
    op.create_table(
        "employer",
        sa.Column("id", Key, nullable=False),
        sa.Column("name", Key),
        sa.Column("bin", Key),
        sa.Column("version", sa.BigInteger, nullable=False),
        sa.Column("stored_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_employer")),
        sa.CheckConstraint("length(id) > 0", name=op.f("ck_employer_id")),
        sa.CheckConstraint("version > 0", name=op.f("ck_employer_version")),
    )
    op.create_table(
        "person",
        sa.Column("id", Key, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("version", sa.BigInteger, nullable=False),
        sa.Column("stored_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.CheckConstraint("state IN ('active', 'erased')", name=op.f("ck_person_state")),
        sa.CheckConstraint("version > 0", name=op.f("ck_person_version")),
    )


def _records(table: sa.Table, name: str, owner: str) -> None:
    for column, kind in (
        (owner, Key), ("source", Key), ("source_id", Key), ("source_version", sa.BigInteger), ("withdrawn_by", sa.Text),
    ):  # fmt: skip
        table.append_column(sa.Column(column, kind))
        op.add_column(name, sa.Column(column, kind))
    c = table.c
    op.execute(sa.update(table).where(c.state == "withdrawn").values(withdrawn_by="hand"))
    if owner == "person":
        op.execute("INSERT INTO person (id, state, version, stored_at) SELECT id, 'active', 1, stored_at FROM resume")
        op.execute("UPDATE resume SET person = id")
    else:
        _employed(table)
    # SQLite cannot add constraints to a table that is there: batch mode copies it under its new shape.
    with op.batch_alter_table(name, copy_from=table) as batch:
        batch.alter_column(owner, existing_type=Key(), nullable=owner == "employer")
        late = owner == "person"
        batch.create_foreign_key(
            op.f(f"fk_{name}_{owner}"), owner, [owner], ["id"],
            deferrable=late or None, initially="DEFERRED" if late else None,
        )  # fmt: skip
        batch.drop_constraint(op.f(f"ck_{name}_state"), type_="check")
        for check, rule in (
            ("state", "state IN ('active', 'withdrawn', 'erased')"),
            ("erased", "(state = 'erased') = (length(body) = 0)"),
            (
                "withdrawn",
                "(state = 'withdrawn') = (withdrawn_by IS NOT NULL AND withdrawn_by IN ('hand', 'source'))",
            ),
            ("source", "(source IS NULL) = (source_id IS NULL) AND (source IS NULL) = (source_version IS NULL)"),
            ("source_version", "source_version IS NULL OR source_version >= 0"),
        ):
            batch.create_check_constraint(op.f(f"ck_{name}_{check}"), rule)
    op.create_index(op.f(f"ix_{name}_{owner}"), name, [owner])
    named = sa.text("source IS NOT NULL")
    op.create_index(
        f"uq_{name}_source", name, ["source", "source_id"], unique=True, sqlite_where=named, postgresql_where=named
    )


def _employed(table: sa.Table) -> None:
    """Finds the employer of every vacancy in its text, page by page."""
    connection = op.get_bind()
    employer = sa.table("employer", *(sa.column(name) for name in ("id", "name", "bin", "version", "stored_at")))
    known: set[str] = set()
    page = sa.select(table.c.id, table.c.body, table.c.stored_at).order_by(table.c.id).limit(PAGE)
    rows = connection.execute(page).all()
    while rows:
        stated = {row.id: msgspec.json.decode(row.body).get("employer") or {} for row in rows}
        new = {key: one for one in stated.values() if (key := _employer_id(one)) and key not in known}
        if new:
            kept = [
                {"id": key, "name": one.get("name"), "bin": one.get("bin"), "version": 1, "at": datetime.now(UTC)}
                for key, one in new.items()
            ]
            at = sa.bindparam("at", type_=Moment)
            connection.execute(employer.insert().values(stored_at=at), kept)
            known.update(new)
        whose = [{"key": id_, "whose": key} for id_, one in stated.items() if (key := _employer_id(one))]
        if whose:
            same = table.update().where(table.c.id == sa.bindparam("key")).values(employer=sa.bindparam("whose"))
            connection.execute(same, whose)
        rows = connection.execute(page.where(table.c.id > rows[-1].id)).all()


def _employer_id(stated: dict[str, str]) -> str | None:
    name = " ".join((stated.get("name") or "").split()).casefold()
    for kind, value in (("id", stated.get("id")), ("bin", stated.get("bin")), ("name", name)):
        if value:
            return f"{kind}:{value}"
    return None


def _emptied(old: sa.MetaData) -> None:
    """A list keeps its places when a person is erased, without saying whose they were."""
    with op.batch_alter_table("shortlist", copy_from=old.tables["shortlist"]) as lists:
        lists.alter_column("subject", existing_type=Key(), nullable=True)
        lists.create_check_constraint(op.f("ck_shortlist_subject"), "kind = 'suitable' OR subject IS NOT NULL")
    op.create_index(op.f("ix_shortlist_subject"), "shortlist", ["subject"], if_not_exists=True)
    with op.batch_alter_table("shortlist_item", copy_from=old.tables["shortlist_item"]) as items:
        items.alter_column("record", existing_type=Key(), nullable=True)
    op.create_index(op.f("ix_shortlist_item_record"), "shortlist_item", ["record"], if_not_exists=True)


def _outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("record", Key, nullable=False),
        sa.Column("version", sa.BigInteger, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("due_at", Moment),
        sa.Column("dead", sa.Boolean, nullable=False),
        sa.Column("reason", sa.Text),
        sa.PrimaryKeyConstraint("kind", "record", name=op.f("pk_outbox")),
        sa.CheckConstraint("kind IN ('vacancy', 'resume')", name=op.f("ck_outbox_kind")),
        sa.CheckConstraint("version > 0", name=op.f("ck_outbox_version")),
        sa.CheckConstraint("attempts >= 0", name=op.f("ck_outbox_attempts")),
        sa.CheckConstraint("NOT dead OR reason IS NOT NULL", name=op.f("ck_outbox_dead")),
    )
    op.create_index(op.f("ix_outbox_version"), "outbox", ["version"])


def _jobs() -> None:
    op.create_table(
        "job",
        sa.Column("id", Number, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("body", Json, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("due_at", Moment, nullable=False),
        sa.Column("held_until", Moment),
        sa.Column("reason", sa.Text),
        sa.Column("version", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
        sa.CheckConstraint("state IN ('waiting', 'running', 'done', 'failed')", name=op.f("ck_job_state")),
        sa.CheckConstraint("(state = 'running') = (held_until IS NOT NULL)", name=op.f("ck_job_held")),
        sa.CheckConstraint("state <> 'failed' OR reason IS NOT NULL", name=op.f("ck_job_failed")),
        sa.CheckConstraint("attempts >= 0", name=op.f("ck_job_attempts")),
        sa.CheckConstraint("version > 0", name=op.f("ck_job_version")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_job_state", "job", ["state", "due_at"])
