"""The journal as it is written and read: numbered without a gap, one entry for every change, never changed.

Numbers are given in the one writing transaction, so their order is the order of the commits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import sqlalchemy as sa

from matcher.cases.things import Entry
from matcher.store.casetables import JOURNAL, journal
from matcher.store.tables import counter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matcher.cases.things import Kind

_c = journal.c
_COLUMNS = (
    _c.number, _c.kind, _c.thing, _c.version, _c.event, _c.row_code, _c.point, _c.actor, _c.occurred_at, _c.recorded_at,
    _c.state_before, _c.state_after, _c.corrects, _c.proof,
)  # fmt: skip
_TAKE = (
    counter.update()
    .where(counter.c.name == JOURNAL)
    .values(value=counter.c.value + sa.bindparam("count"))
    .returning(counter.c.value)
)


class Numbered(NamedTuple):
    """An entry and its place in the journal."""

    number: int
    entry: Entry


def append(connection: sa.Connection, entries: Sequence[Entry]) -> int:
    """Adds entries in their order and returns the number of the first; 0 where there are none.

    The caller holds the one writing transaction.
    """
    if not entries:
        return 0
    first: int = connection.execute(_TAKE, {"count": len(entries)}).scalar_one() - len(entries) + 1
    rows = [
        {
            "number": number, "kind": one.kind, "thing": one.thing, "version": one.version, "event": one.event,
            "row_code": one.row, "point": one.point, "actor": one.actor, "occurred_at": one.occurred_at,
            "recorded_at": one.recorded_at, "state_before": one.before, "state_after": one.after,
            "corrects": one.corrects, "proof": one.proof,
        }
        for number, one in enumerate(entries, start=first)
    ]  # fmt: skip
    connection.execute(journal.insert(), rows)
    return first


def of_thing(connection: sa.Connection, kind: Kind, id_: str, after: int = 0) -> list[Numbered]:
    """The entries of one thing behind a version, in their order."""
    which = sa.select(*_COLUMNS).where(_c.kind == kind, _c.thing == id_, _c.version > after).order_by(_c.version)
    return [_numbered(row) for row in connection.execute(which)]


def read(connection: sa.Connection, after: int = 0, until: int | None = None, page: int = 2_000) -> Iterator[Numbered]:
    """The entries behind a number, in their order, a page at a time."""
    while True:
        which = sa.select(*_COLUMNS).where(_c.number > after).order_by(_c.number).limit(page)
        rows = connection.execute(which if until is None else which.where(_c.number <= until)).all()
        for row in rows:
            yield _numbered(row)
        if len(rows) < page:
            return
        after = rows[-1].number


def first_gap(connection: sa.Connection, after: int) -> int | None:
    """The first number behind this one that is missing, None where the numbers go on without a gap."""
    expected = after + 1
    for one in read(connection, after):
        if one.number != expected:
            return expected
        expected += 1
    return None


def leads_to_things(connection: sa.Connection) -> bool:
    """Whether every thing has the state and the version to which its entries lead."""
    wrong = connection.execute(
        sa.text(
            "SELECT t.kind, t.id FROM thing t LEFT JOIN journal j "
            "ON j.kind = t.kind AND j.thing = t.id AND j.version = t.version AND j.state_after = t.state "
            "WHERE j.number IS NULL "
            "OR (SELECT count(*) FROM journal k WHERE k.kind = t.kind AND k.thing = t.id) <> t.version LIMIT 1"
        )
    ).first()
    return wrong is None


def _numbered(row: Any) -> Numbered:
    number, kind, thing, version, event, code, point, actor, occurred, recorded, before, after, corrects, proof = row
    return Numbered(
        number,
        Entry(
            thing=thing, kind=kind, version=version, event=event, row=code, point=point, actor=actor,
            occurred_at=occurred, recorded_at=recorded, before=before, after=after, corrects=corrects, proof=proof,
        ),
    )  # fmt: skip
