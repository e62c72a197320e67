"""Schema 4: notices are kept beside the entry of the step that made them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from matcher.store.types import Json, Key

revision = "4"
down_revision = "3"


def upgrade() -> None:
    """From schema 3; nothing that was there is touched. What was to be said before was not kept, and stays unknown."""
    op.create_table(
        "notice",
        sa.Column("entry", sa.BigInteger, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("receiver", sa.Text, nullable=False),
        sa.Column("receiver_id", Key),
        sa.Column("channels", Json, nullable=False),
        sa.Column("fields", Json, nullable=False),
        sa.Column("on_request", sa.Boolean, nullable=False),
        sa.Column("due", sa.Date),
        sa.PrimaryKeyConstraint("entry", "position", name=op.f("pk_notice")),
        sa.ForeignKeyConstraint(["entry"], ["journal.number"], name=op.f("fk_notice_entry")),
        sa.CheckConstraint("position > 0", name=op.f("ck_notice_position")),
    )
    op.execute("UPDATE setting SET value = '4' WHERE name = 'schema'")
