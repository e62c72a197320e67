"""Days that the calendar of the law is told of: moved by a State act, or Kurban Ait as it was confirmed (Q42)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import sqlalchemy as sa

from matcher.store.casetables import CALENDAR, calendar_day
from matcher.store.tables import counter
from matcher.store.types import aware
from matcher.store.upsert import upsert

if TYPE_CHECKING:
    from datetime import date, datetime


class Day(NamedTuple):
    """A day as it was told, and when."""

    day: date
    working: bool
    why: str
    set_at: datetime


def edition(connection: sa.Connection) -> int:
    """How often the calendar was changed; whoever keeps a calendar compares it."""
    return int(connection.execute(sa.select(counter.c.value).where(counter.c.name == CALENDAR)).scalar_one())


def told(connection: sa.Connection) -> list[Day]:
    """All days told, in their order."""
    c = calendar_day.c
    rows = connection.execute(sa.select(c.day, c.working, c.why, c.set_at).order_by(c.day))
    return [Day(*row) for row in rows]


def tell(connection: sa.Connection, day: date, at: datetime, *, working: bool, why: str) -> None:
    """Tells of a day; what was told of it before is replaced."""
    insert = upsert(connection, calendar_day)
    newer = {name: insert.excluded[name] for name in ("working", "why", "set_at")}
    connection.execute(
        insert.on_conflict_do_update(index_elements=["day"], set_=newer),
        {"day": day, "working": working, "why": why, "set_at": aware(at)},
    )
    connection.execute(counter.update().where(counter.c.name == CALENDAR).values(value=counter.c.value + 1))
