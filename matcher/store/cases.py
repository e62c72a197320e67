"""Casework as rows: things with their running terms, read and written within one transaction.

Every function works on the connection of the caller, who holds the one writing transaction or one snapshot; nothing
here decides anything. A thing is written with the journal entries that led to it, or not at all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
import sqlalchemy as sa

from matcher.cases.things import LIVE, Data, Referral, Thing
from matcher.store.casetables import term, thing
from matcher.store.terms import Terms

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from matcher.cases.things import Kind

WINDOWS = ("T05", "T06")
"""Terms of the selection window, whose beginning is asked for also when they have ended."""
HELD = (*LIVE, "re.hired")
"""Referrals that another step may have to know of: on their way, or a work found."""


OF_PERSON = ("sr", "un", "pl")
Seen = Mapping[tuple[str, str], int]


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
    asked: set[tuple[Kind, str]]
    """Kind and id of those of which a passed term was asked in vain."""


def key_of(one: Thing[Any]) -> tuple[Kind, str]:
    """Under which key a thing is found: its id, or for a registration or plan the person's."""
    return one.kind, one.id if one.kind in {"va", "re"} else one.data.person


_t, _m = thing.c, term.c
_COLUMNS = (
    _t.kind, _t.id, _t.state, _t.version, _t.led_by, _t.counters, _t.data, _t.employer, _t.centre, _t.okrug,
    _m.code, _m.due, _m.status, _m.started_at, _m.asked, _t.person,
)  # fmt: skip


def _among(column: sa.Column[str], values: Sequence[str]) -> sa.ColumnElement[bool]:
    """As literals: the statement stays the same, and nothing has to be filled in each time."""
    return column.in_([sa.literal_column(f"'{value}'") for value in values])


_WINDOW = (_t.kind == "sr") & _among(_m.code, WINDOWS)
_JOINED = thing.outerjoin(term, (_m.thing == _t.id) & (_m.kind == _t.kind) & sa.or_(_m.status == "running", _WINDOW))
_BASE = sa.select(*_COLUMNS).select_from(_JOINED)
_PERSON = sa.bindparam("person", type_=_t.person.type)
_VACANCY = sa.bindparam("vacancy", type_=_t.id.type)
_REFERRAL = sa.bindparam("referral", type_=_t.id.type)


_PRESENT = (_t.is_current, sa.or_(_t.kind != "re", _among(_t.state, HELD)))
_ON_THE_WAY = ((_t.kind == "re"), _among(_t.state, LIVE))
_OF_PEOPLE = _BASE.where(_t.person.in_(sa.bindparam("people", expanding=True, type_=_t.person.type)), *_PRESENT)
_OF_PERSON = _BASE.where(_t.person == _PERSON, *_PRESENT)
_OF_VACANCY = sa.union_all(
    _BASE.where(_t.kind == "va", _t.id == _VACANCY), _BASE.where(_t.vacancy == _VACANCY, *_ON_THE_WAY)
)
_ONE = _BASE.where(_t.kind == sa.bindparam("kind"), _t.id == _REFERRAL)
_ITS = thing.alias("its")


def _its(column: str, otherwise: sa.BindParameter[str]) -> sa.ColumnElement[str]:
    """Person or vacancy of a referral that is there, else those that one is to be opened with."""
    there = sa.select(_ITS.c[column]).where(_ITS.c.kind == "re", _ITS.c.id == _REFERRAL).scalar_subquery()
    return sa.func.coalesce(there, otherwise)


_AROUND = sa.union_all(
    _BASE.where(_t.kind == "re", _t.id == _REFERRAL),
    _BASE.where(_t.person == _its("person", _PERSON), *_PRESENT),
    _BASE.where(_t.kind == "va", _t.id == _its("vacancy", _VACANCY)),
    _BASE.where(_t.vacancy == _its("vacancy", _VACANCY), *_ON_THE_WAY),
)
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
        wanted = sorted(set(people))
        if len(wanted) == 1:
            return _found(self.connection.execute(_OF_PERSON, {"person": wanted[0]}))
        return _found(self.connection.execute(_OF_PEOPLE, {"people": wanted}))

    def around(self, referral: str, person: str | None, vacancy: str | None) -> Found:
        """A referral, and its person and vacancy as the two functions beside find them.

        Args:
            referral: its id.
            person: of one that is not there yet.
            vacancy: likewise.
        """
        asked = {"referral": referral, "person": person, "vacancy": vacancy}
        return _found(self.connection.execute(_AROUND, asked))

    def of_vacancy(self, vacancy: str) -> Found:
        """A vacancy and the referrals to it that are on their way."""
        return _found(self.connection.execute(_OF_VACANCY, {"vacancy": vacancy}))

    def of_pair(self, person: str, vacancy: str) -> dict[str, str]:
        """All referrals of a person to a vacancy, by id, with their states."""
        rows = self.connection.execute(_PAIR, {"person": person, "vacancy": vacancy})
        return {row.id: row.state for row in rows}

    def put(self, after: Sequence[Thing[Any]], seen: Seen, at: datetime, found: Found) -> bool:
        """Writes things as they are now.

        Args:
            after: the things, each once.
            seen: by kind and id the versions as they were read; 0 or missing: it was not there.
            at: now.
            found: whose new things are, and which registrations and plans a new one takes the place of.

        Returns:
            False where one has another version than the one seen.
        """
        moved = [_moved(one, at, seen[one.kind, one.id]) for one in after if seen.get((one.kind, one.id))]
        if moved and self.connection.execute(_MOVE, moved).rowcount != len(moved):
            return False
        new = [one for one in after if not seen.get((one.kind, one.id))]
        outdated = [
            {"of": one.kind, "whose": one.data.person}
            for one in new
            if one.kind in OF_PERSON and found.belongs.get(key_of(one)) is not None
        ]
        if outdated:
            self.connection.execute(_OUTDATE, outdated)
        if new:
            rows = [_inserted(one, at, found.belongs.get(key_of(one), Belongs())) for one in new]
            self.connection.execute(thing.insert(), rows)
        return True


def _moving(one: Thing[Any], at: datetime) -> dict[str, Any]:
    return {
        "state": one.state, "version": one.version, "led_by": one.led_by, "counters": dict(one.counters),
        "data": msgspec.json.encode(one.data).decode(), "stored_at": at,
    }  # fmt: skip


def _moved(one: Thing[Any], at: datetime, seen: int) -> dict[str, Any]:
    new = {f"new_{name}": value for name, value in _moving(one, at).items()}
    return new | {"of": one.kind, "key": one.id, "seen": seen}


def _inserted(one: Thing[Any], at: datetime, belongs: Belongs) -> dict[str, Any]:
    person = getattr(one.data, "person", None)
    vacancy = one.data.vacancy if isinstance(one.data, Referral) else None
    row = {"kind": one.kind, "id": one.id, "person": person, "vacancy": vacancy, "is_current": True}
    return row | _moving(one, at) | belongs._asdict()


def merged(parts: Sequence[Found]) -> Found:
    """Several findings as one."""
    whole = Found({}, {}, {}, set())
    for part in parts:
        whole.things.update(part.things)
        whole.belongs.update(part.belongs)
        whole.windows.update(part.windows)
        whole.asked.update(part.asked)
    return whole


def _found(rows: Iterable[Any]) -> Found:
    """Things from rows of the join: a row for each thing and each of its terms, in any order."""
    found = Found({}, {}, {}, set())
    running: dict[tuple[Kind, str], dict[str, date]] = {}
    for row in rows:
        kind, id_, state, version, led_by, counters, data, *rest = row
        employer, centre, okrug, code, due, status, began, asked, person = rest
        key = (kind, id_)
        terms = running.get(key)
        if terms is None:
            terms = running[key] = {}
            one = Thing(
                id=id_, kind=kind, state=state, data=msgspec.json.decode(data, type=Data), version=version,
                led_by=led_by, counters=counters, running=terms,
            )  # fmt: skip
            found.things[key_of(one)] = one
            found.belongs[key_of(one)] = Belongs(employer, centre, okrug)
        if status == "running":
            terms[code] = due
            if asked is not None:
                found.asked.add(key)
        if kind == "sr" and code in WINDOWS:
            _latest(found, person, Window(began, code == "T06"))
    return found


def _latest(found: Found, person: str, window: Window) -> None:
    known = found.windows.get(person)
    if known is None or known.opened_at <= window.opened_at:
        found.windows[person] = window
