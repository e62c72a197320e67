"""The lists that stand: of each vacancy and person the newest one kept, as far as it tells who could still enter it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
import sqlalchemy as sa

from matcher.store.batches import PAGE, parts
from matcher.store.shortlists import SUBJECT
from matcher.store.tables import ACTIVE, RECORDS, shortlist, shortlist_item

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matcher.store.engine import Database
    from matcher.store.shortlists import ListKind


class Standing(NamedTuple):
    """The newest list of a subject.

    Attributes:
        id: its number.
        subject: whose it is.
        generation: the state of the index that it was made from.
        weights: of its criteria.
        limit: how many places it was asked for; `places` how many it has.
        last: the total of the last place, 0 where there is none.
    """

    id: int
    subject: str
    generation: str
    weights: dict[str, float]
    limit: int
    places: int
    last: float


class _Total(msgspec.Struct):
    """What is read of a place."""

    total: float = 0.0


class StandingLists:
    """The part of the store that looks at many lists at once."""

    _database: Database

    def standing(self, kind: ListKind) -> Iterator[Standing]:
        """The newest list of each subject that is active, in the order of their numbers; a page a transaction."""
        after = 0
        while True:
            with self._database.reading() as connection:
                rows = connection.execute(_page(kind, after)).all()
            for row in rows:
                last = msgspec.json.decode(row.body, type=_Total).total if row.body else 0.0
                limit, places = row.options["limit"], row.places or 0
                yield Standing(row.id, row.subject, row.generation, row.weights, limit, places, last)
            if len(rows) < PAGE:
                return
            after = rows[-1].id

    def naming(self, kind: ListKind, records: Sequence[str]) -> list[tuple[int, str]]:
        """(number, record) of every list of a kind with a place for one of these records."""
        found: list[tuple[int, str]] = []
        i = shortlist_item.c
        with self._database.reading() as connection:
            for part in parts(records, PAGE):
                joined = shortlist_item.join(shortlist, shortlist.c.id == i.shortlist)
                named = sa.select(i.shortlist, i.record).select_from(joined)
                rows = connection.execute(named.where(i.record.in_(part), shortlist.c.kind == kind))
                found.extend((row.shortlist, row.record) for row in rows)
        return found


def _page(kind: ListKind, after: int) -> sa.Select[Any]:
    c, i, newer = shortlist.c, shortlist_item.c, shortlist.alias()
    superseded = sa.exists().where(newer.c.subject == c.subject, newer.c.kind == kind, newer.c.id > c.id)
    places = sa.select(sa.func.max(i.position)).where(i.shortlist == c.id).scalar_subquery()
    body = sa.select(sa.type_coerce(i.body, sa.Text)).where(i.shortlist == c.id).order_by(i.position.desc()).limit(1)
    table = RECORDS[SUBJECT[kind]]
    active = sa.exists().where(table.c.id == c.subject, table.c.state == ACTIVE)
    columns = (c.id, c.subject, c.generation, c.weights, c.options, places.label("places"))
    return (
        sa.select(*columns, body.scalar_subquery().label("body"))
        .where(c.kind == kind, c.id > after, active, ~superseded)
        .order_by(c.id)
        .limit(PAGE)
    )
