"""Notices as rows: what each step had to say, written in the transaction of its entry and found again by it.

Sending is somebody else's work; here stands what is owed to whom, through which channels, and what is known of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import sqlalchemy as sa

from matcher.cases.things import Notice
from matcher.store.casetables import journal, notice, thing

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from matcher.cases.things import Kind

PAGE = 100
_n, _j, _t = notice.c, journal.c, thing.c
_KEPT = (
    sa.select(
        _n.entry, _j.kind, _j.thing, _j.event, _j.occurred_at, _j.recorded_at, _n.receiver_id, _n.code, _n.receiver,
        _n.channels, _n.fields, _n.on_request, _n.due,
    )
    .join(journal, _j.number == _n.entry)
    .order_by(_n.entry, _n.position)
)  # fmt: skip


class Issued(NamedTuple):
    """A notice that is not yet a row.

    Attributes:
        of: place of its entry among those that are written together, from 0 on.
        position: among the notices of the entry, from 1 on.
        receiver_id: the person or the employer; None where nobody has said which.
    """

    of: int
    position: int
    notice: Notice
    receiver_id: str | None


class Kept(NamedTuple):
    """A notice, the entry that it belongs to, and whose it is: None where it is not known, or erased."""

    entry: int
    kind: Kind
    thing: str
    event: str
    occurred_at: datetime
    recorded_at: datetime
    receiver_id: str | None
    notice: Notice


def keep(connection: sa.Connection, first: int, issued: Sequence[Issued]) -> None:
    """Writes the notices of entries that were just written.

    Args:
        connection: in the transaction of the entries.
        first: number of the first of the entries.
        issued: the notices.
    """
    rows = [
        {
            "entry": first + one.of, "position": one.position, "code": one.notice.code, "receiver": one.notice.to,
            "receiver_id": one.receiver_id, "channels": one.notice.channels, "fields": one.notice.fields,
            "on_request": one.notice.on_request, "due": one.notice.due,
        }
        for one in issued
    ]  # fmt: skip
    if rows:
        connection.execute(notice.insert(), rows)


def after(connection: sa.Connection, entry: int = 0, limit: int = PAGE) -> list[Kept]:
    """The notices behind an entry of the journal, in its order; those of one entry are never parted.

    Args:
        connection: of a snapshot, or of a writing transaction.
        entry: number of the last one that is known.
        limit: how many entries at most.
    """
    entries = sa.select(_n.entry).where(_n.entry > entry).distinct().order_by(_n.entry).limit(limit)
    return [_kept(row) for row in connection.execute(_KEPT.where(_n.entry.in_(entries)))]


def of_entry(connection: sa.Connection, entry: int) -> list[Notice]:
    """The notices of one entry, in their order."""
    return [_kept(row).notice for row in connection.execute(_KEPT.where(_n.entry == entry))]


def of_thing(connection: sa.Connection, kind: Kind, of: str) -> list[Kept]:
    """The notices of a vacancy or referral by its id, of a person's registrations or plans by either."""
    named = _t.id == of if kind in {"va", "re"} else sa.or_(_t.id == of, _t.person == of)
    mine = sa.select(_t.id).where(_t.kind == kind, named)
    return [_kept(row) for row in connection.execute(_KEPT.where(_j.kind == kind, _j.thing.in_(mine)))]


def of_person(connection: sa.Connection, person: str) -> list[Kept]:
    """The notices of every case of a person."""
    mine = _KEPT.join(thing, (_t.kind == _j.kind) & (_t.id == _j.thing)).where(_t.person == person)
    return [_kept(row) for row in connection.execute(mine)]


def _kept(row: Any) -> Kept:
    number, kind, of, event, occurred, recorded, whose, code, receiver, channels, fields, on_request, due = row
    read = {name: tuple(value) if isinstance(value, list) else value for name, value in fields.items()}
    told = Notice(code=code, to=receiver, channels=tuple(channels), fields=read, on_request=on_request, due=due)
    return Kept(number, kind, of, event, occurred, recorded, whose, told)
