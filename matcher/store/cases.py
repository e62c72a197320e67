"""Casework as rows: things with their running terms, read and written within one transaction.

Every function works on the connection of the caller, who holds the one writing transaction or one snapshot; nothing
here decides anything. A thing is written with the journal entries that led to it, or not at all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
import sqlalchemy as sa

from matcher.cases.things import LIVE, Data, Referral, Thing
from matcher.store.casetables import term, thing
from matcher.store.terms import Terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date, datetime

    from matcher.cases.things import Kind

WINDOWS = ("T05", "T06")
"""Terms of the selection window, whose beginning is asked for also when they have ended."""
HELD = (*LIVE, "re.hired")
"""Referrals that another step may have to know of: on their way, or a work found."""


class Belongs(NamedTuple):
    """Whose a thing is, where that is known: a vacancy's employer, a person's centre and rural district."""

    employer: str | None = None
    centre: str | None = None
    okrug: str | None = None


class Window(NamedTuple):
    """When a person's selection window was opened, and whether it is the portal's."""

    opened_at: datetime
    of_portal: bool


class Found(NamedTuple):
    """Things by kind and key (the person's id for registrations and plans), whose they are, and selection windows."""

    things: dict[tuple[Kind, str], Thing[Any]]
    belongs: dict[tuple[Kind, str], Belongs]
    windows: dict[str, Window]


def key_of(one: Thing[Any]) -> tuple[Kind, str]:
    """Under which key a thing is found: its id, or for a registration or plan the person's."""
    return one.kind, one.id if one.kind in {"va", "re"} else one.data.person


_t, _m = thing.c, term.c
_COLUMNS = (
    _t.kind, _t.id, _t.state, _t.version, _t.led_by, _t.counters, _t.data, _t.employer, _t.centre, _t.okrug,
    _m.code, _m.due, _m.status, _m.started_at,
)  # fmt: skip
_JOINED = thing.outerjoin(
    term,
    (_m.thing == _t.id) & (_m.kind == _t.kind)
    & ((_m.status == "running") | ((_t.kind == "sr") & _m.code.in_(WINDOWS))),
)  # fmt: skip
_BASE = sa.select(*_COLUMNS).select_from(_JOINED).order_by(_t.kind, _t.id, _m.id)
_PERSON = sa.bindparam("person", type_=_t.person.type)
_VACANCY = sa.bindparam("vacancy", type_=_t.id.type)
_REFERRAL = sa.bindparam("referral", type_=_t.id.type)
_OF_PEOPLE = _BASE.where(
    _t.person.in_(sa.bindparam("people", expanding=True, type_=_t.person.type)),
    _t.is_current,
    sa.or_(_t.kind != "re", _t.state.in_(HELD)),
)
_OF_VACANCY = _BASE.where(
    sa.or_(
        (_t.kind == "va") & (_t.id == _VACANCY),
        (_t.vacancy == _VACANCY) & (_t.kind == "re") & _t.state.in_(LIVE),
    )
)
_ONE = _BASE.where(_t.kind == sa.bindparam("kind"), _t.id == _REFERRAL)
_PAIR = sa.select(_t.id, _t.state).where(_t.kind == "re", _t.person == _PERSON, _t.vacancy == _VACANCY)
_MOVING = ("state", "version", "led_by", "counters", "data", "stored_at")
_MOVE = (
    thing.update()
    .where(_t.kind == sa.bindparam("of"), _t.id == sa.bindparam("key"), _t.version == sa.bindparam("seen"))
    .values({name: sa.bindparam(f"new_{name}") for name in _MOVING})
)
_OUTDATE = (
    thing.update()
    .where(_t.kind == sa.bindparam("of"), _t.person == sa.bindparam("whose"), _t.is_current)
    .values(is_current=False)
)


class CaseRows(Terms):
    """Things and terms on one connection."""

    def __init__(self, connection: sa.Connection) -> None:
        self.connection = connection

    def one(self, kind: Kind, id_: str) -> Found:
        """One thing by its own id; nothing where it is not there."""
        return _found(self.connection.execute(_ONE, {"kind": kind, "referral": id_}))

    def of_people(self, people: Iterable[str]) -> Found:
        """The present registrations and plans of people, and their referrals on their way or ended by a hire."""
        return _found(self.connection.execute(_OF_PEOPLE, {"people": sorted(set(people))}))

    def of_vacancy(self, vacancy: str) -> Found:
        """A vacancy and the referrals to it that are on their way."""
        return _found(self.connection.execute(_OF_VACANCY, {"vacancy": vacancy}))

    def of_pair(self, person: str, vacancy: str) -> dict[str, str]:
        """All referrals of a person to a vacancy, by id, with their states."""
        rows = self.connection.execute(_PAIR, {"person": person, "vacancy": vacancy})
        return {row.id: row.state for row in rows}

    def put(self, after: Thing[Any], seen: int, at: datetime, belongs: Belongs = Belongs()) -> bool:  # noqa: B008
        """Writes a thing as it is now.

        Args:
            after: the thing.
            seen: its version as it was read; 0: it was not there.
            at: now.
            belongs: whose it is, for a new one.

        Returns:
            False where it has another version than the one seen, and nothing was written.
        """
        moved = {
            "state": after.state, "version": after.version, "led_by": after.led_by, "counters": dict(after.counters),
            "data": msgspec.json.encode(after.data).decode(), "stored_at": at,
        }  # fmt: skip
        if seen:
            key = {"of": after.kind, "key": after.id, "seen": seen}
            return self.connection.execute(_MOVE, key | {f"new_{k}": v for k, v in moved.items()}).rowcount == 1
        person = getattr(after.data, "person", None)
        if after.kind not in {"va", "re"}:
            self.connection.execute(_OUTDATE, {"of": after.kind, "whose": person})
        vacancy = after.data.vacancy if isinstance(after.data, Referral) else None
        row = {"kind": after.kind, "id": after.id, "person": person, "vacancy": vacancy, "is_current": True}
        self.connection.execute(thing.insert(), row | moved | belongs._asdict())
        return True

    def everything(self, page: int = 500) -> Iterator[Thing[Any]]:
        """Every thing there is, in the order of kinds and ids, a page at a time."""
        after = ("", "")
        keys = sa.select(_t.kind, _t.id).order_by(_t.kind, _t.id).limit(page)
        while True:
            behind = sa.or_(_t.kind > after[0], (_t.kind == after[0]) & (_t.id > after[1]))
            rows = self.connection.execute(keys.where(behind)).all()
            for row in rows:
                yield next(iter(self.one(row.kind, row.id).things.values()))
            if len(rows) < page:
                return
            after = (rows[-1].kind, rows[-1].id)


def merged(parts: Sequence[Found]) -> Found:
    """Several findings as one."""
    whole = Found({}, {}, {})
    for part in parts:
        whole.things.update(part.things)
        whole.belongs.update(part.belongs)
        whole.windows.update(part.windows)
    return whole


def _found(rows: Iterable[Any]) -> Found:
    """Things from rows of the join: a row for each thing and each of its terms."""
    found = Found({}, {}, {})
    running: dict[str, date] = {}
    for row in rows:
        kind, id_, state, version, led_by, counters, data, employer, centre, okrug, code, due, status, started = row
        decoded = msgspec.json.decode(data, type=Data)
        key = (kind, id_ if kind in {"va", "re"} else decoded.person)
        one = found.things.get(key)
        if one is None or one.id != id_:
            running = {}
            one = Thing(
                id=id_, kind=kind, state=state, data=decoded, version=version, led_by=led_by, counters=counters,
                running=running,
            )  # fmt: skip
            found.things[key] = one
            found.belongs[key] = Belongs(employer, centre, okrug)
        if status == "running":
            running[code] = due
        if kind == "sr" and code in WINDOWS:
            found.windows[decoded.person] = Window(started, code == "T06")
    return found
