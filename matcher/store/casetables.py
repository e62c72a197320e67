"""The tables of casework: things, their terms, the journal and its seals, notices, days of the calendar.

Rows hold ids, codes and dates, never a name or an IIN. The journal and the seals refuse every change of a row by
triggers of the database (see the migration); what a hand that takes the triggers away could do, the seals show.
"""

from __future__ import annotations

import sqlalchemy as sa

from matcher.store.tables import Number, metadata
from matcher.store.types import Json, Key, Moment

KINDS = ("va", "re", "sr", "un", "pl")
OPEN = ("re.selected", "re.offered", "re.consented", "re.resume_sent", "re.interview_set")
"""Referrals on their way, of which a pair of person and vacancy may have one: `matcher.cases.things.LIVE`."""

_KIND = "kind IN (" + ", ".join(f"'{kind}'" for kind in KINDS) + ")"
_RUNNING = sa.text("status = 'running'")
_ASKABLE = sa.text("status = 'running' AND asked IS NULL")
_CURRENT = sa.text("is_current AND kind IN ('sr', 'un', 'pl')")
_PAIR = sa.text("kind = 're' AND state IN (" + ", ".join(f"'{state}'" for state in OPEN) + ")")

# Of a person's registrations and plans the present one is current; those of earlier spells stay beside it.
thing = sa.Table(
    "thing",
    metadata,
    sa.Column("kind", sa.Text, primary_key=True),
    sa.Column("id", Key, primary_key=True),
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
    sa.CheckConstraint(_KIND, name="kind"),
    sa.CheckConstraint("length(id) > 0", name="id"),
    sa.CheckConstraint("version > 0", name="version"),
    sa.CheckConstraint("(kind = 'va') = (person IS NULL)", name="person"),
    sa.CheckConstraint("(kind = 're') = (vacancy IS NOT NULL)", name="vacancy"),
    sa.Index("ix_thing_person", "person", "kind"),
    sa.Index("ix_thing_vacancy", "vacancy"),
    sa.Index("uq_thing_current", "kind", "person", unique=True, sqlite_where=_CURRENT, postgresql_where=_CURRENT),
    sa.Index("uq_thing_pair", "person", "vacancy", unique=True, sqlite_where=_PAIR, postgresql_where=_PAIR),
)

# `asked` is the version of the thing at which the passed term's event was refused, `answer` says by what.
term = sa.Table(
    "term",
    metadata,
    sa.Column("id", Number, primary_key=True),
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
    sa.ForeignKeyConstraint(["kind", "thing"], ["thing.kind", "thing.id"]),
    sa.CheckConstraint("status IN ('running', 'met', 'passed', 'cancelled')", name="status"),
    sa.CheckConstraint("(status = 'running') = (ended IS NULL)", name="ended"),
    sa.CheckConstraint("(asked IS NULL) = (answer IS NULL)", name="asked"),
    sa.Index("ix_term_thing", "thing", "kind"),
    sa.Index("ix_term_fires_at", "fires_at", "rank", sqlite_where=_ASKABLE, postgresql_where=_ASKABLE),
    sa.Index("ix_term_due", "due", sqlite_where=_RUNNING, postgresql_where=_RUNNING),
    sa.Index("uq_term_running", "kind", "thing", "code", unique=True, sqlite_where=_RUNNING, postgresql_where=_RUNNING),
    sqlite_autoincrement=True,
)

journal = sa.Table(
    "journal",
    metadata,
    sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
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
    sa.CheckConstraint(_KIND, name="kind"),
    sa.CheckConstraint("number > 0", name="number"),
    sa.CheckConstraint("version > 0", name="version"),
    sa.CheckConstraint("recorded_at >= occurred_at", name="order"),
    sa.Index("uq_journal_thing", "thing", "kind", "version", unique=True),
)

# What a step had to say, beside the entry of that step; it happened and was recorded when the entry says. Whose it is
# (`receiver_id`) and what stands in the fields go when the person is erased.
notice = sa.Table(
    "notice",
    metadata,
    sa.Column("entry", sa.BigInteger, sa.ForeignKey(journal.c.number), primary_key=True),
    sa.Column("position", sa.Integer, primary_key=True),
    sa.Column("code", sa.Text, nullable=False),
    sa.Column("receiver", sa.Text, nullable=False),
    sa.Column("receiver_id", Key),
    sa.Column("channels", Json, nullable=False),
    sa.Column("fields", Json, nullable=False),
    sa.Column("on_request", sa.Boolean, nullable=False),
    sa.Column("due", sa.Date),
    sa.CheckConstraint("position > 0", name="position"),
)

# Each seal covers the entries from `first` to `last` and the seal before it; `content` is the same in any order.
seal = sa.Table(
    "seal",
    metadata,
    sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("first", sa.BigInteger, nullable=False),
    sa.Column("last", sa.BigInteger, nullable=False),
    sa.Column("digest", sa.LargeBinary(32), nullable=False),
    sa.Column("content", sa.LargeBinary(32), nullable=False),
    sa.Column("sealed_at", Moment, nullable=False),
    sa.CheckConstraint("number > 0", name="number"),
    sa.CheckConstraint("first > 0 AND last >= first", name="entries"),
)

calendar_day = sa.Table(
    "calendar_day",
    metadata,
    sa.Column("day", sa.Date, primary_key=True),
    sa.Column("working", sa.Boolean, nullable=False),
    sa.Column("why", Key, nullable=False),
    sa.Column("set_at", Moment, nullable=False),
)

JOURNAL = "journal"
CALENDAR = "calendar"
"""Counters: the newest number of the journal, and how often the calendar was changed."""
