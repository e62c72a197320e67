"""Casework of an erased person: whose it was and what was noted of them goes, the course of each case stays.

A case keeps its id, its state and its version, which the sealed journal leads to; so the journal, which nobody may
change, can still be verified. It names cases, rows of the tables, roles and moments, and no person.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

import msgspec
import sqlalchemy as sa

from matcher.store.casetables import OPEN, journal, notice, term, thing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from matcher.cases.things import Data

NOBODY = "erased:"
"""Before a random word, another one for each case: cases of one person are not to be joined again."""
_c = thing.c


def live_referrals(connection: sa.Connection, person: str) -> list[str]:
    """The referrals of a person that are on their way, by id."""
    found = sa.select(_c.id).where(_c.kind == "re", _c.person == person, _c.state.in_(OPEN)).order_by(_c.id)
    return list(connection.scalars(found))


def has_cases(connection: sa.Connection, person: str) -> bool:
    """Whether anything of casework is this person's."""
    return connection.scalar(sa.select(sa.literal(1)).where(_c.person == person).limit(1)) is not None


def stored_at(connection: sa.Connection) -> Iterator[tuple[str, datetime]]:
    """Each person of whom there are cases, and when the newest of them was written."""
    newest = sa.select(_c.person, sa.func.max(_c.stored_at, type_=_c.stored_at.type)).where(_c.person.is_not(None))
    for person, moment in connection.execute(newest.group_by(_c.person)):
        if not person.startswith(NOBODY):
            yield person, moment


def forget_cases(connection: sa.Connection, person: str, at: datetime) -> int:
    """Empties all cases of a person and their notices, ends their terms; returns how many cases.

    The journal is not touched.
    """
    rows = connection.execute(sa.select(_c.kind, _c.id, _c.version, _c.vacancy).where(_c.person == person)).all()
    if not rows:
        return 0
    emptied, ended = [], []
    for row in rows:
        nobody = NOBODY + secrets.token_hex(16)
        data = msgspec.json.encode(_empty(row.kind, nobody, row.vacancy)).decode()
        emptied.append({"of": row.kind, "key": row.id, "nobody": nobody, "nothing": data})
        ended.append({"of": row.kind, "key": row.id, "now": row.version})
    mine = (_c.kind == sa.bindparam("of"), _c.id == sa.bindparam("key"))
    nothing = {"counters": {}, "is_current": False, "centre": None, "okrug": None, "stored_at": at}
    connection.execute(
        thing.update().where(*mine).values(person=sa.bindparam("nobody"), data=sa.bindparam("nothing"), **nothing),
        emptied,
    )
    running = (term.c.kind == sa.bindparam("of"), term.c.thing == sa.bindparam("key"), term.c.status == "running")
    connection.execute(term.update().where(*running).values(status="cancelled", ended=sa.bindparam("now")), ended)
    its = sa.select(journal.c.number).where(
        journal.c.kind == sa.bindparam("of"), journal.c.thing == sa.bindparam("key")
    )
    said = notice.update().where(notice.c.entry.in_(its)).values(receiver_id=None, fields={})
    connection.execute(said, [{"of": row.kind, "key": row.id} for row in rows])
    return len(rows)


def _empty(kind: str, nobody: str, vacancy: str | None) -> Data:
    """What is noted of nobody, in the form that the case's kind has."""
    from matcher.cases.things import Plan, Referral, Seeker, Unemployed

    if kind == "re":
        return Referral(person=nobody, vacancy=str(vacancy))
    forms: dict[str, type[Seeker | Unemployed | Plan]] = {"sr": Seeker, "un": Unemployed, "pl": Plan}
    return forms[kind](person=nobody)
