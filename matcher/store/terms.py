"""Started terms as rows: what runs, what is due, what fires next; recounted when the calendar changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
import sqlalchemy as sa

from matcher.cases.things import Referral
from matcher.store.casetables import term, thing
from matcher.terms import Running

if TYPE_CHECKING:
    from collections.abc import Container, Sequence
    from datetime import date, datetime

    from matcher.cases.facts import Stepped
    from matcher.cases.things import Thing
    from matcher.terms import Law

FIRED = "fired"
"""Answer of a term whose event was carried out, on a row that goes on running: the window of a refused person."""
AT_ONCE = 20
"""Candidates read for the next firing; the law orders them."""

_m, _t = term.c, thing.c
_BEGIN = term.insert()
_END = (
    term.update()
    .where(
        _m.kind == sa.bindparam("of"), _m.thing == sa.bindparam("key"), _m.code == sa.bindparam("which"),
        _m.status == "running",
    )
    .values(status=sa.bindparam("how"), ended=sa.bindparam("at_version"))
)  # fmt: skip
_BEFORE = (
    sa.select(_m.started_at, _m.effective)
    .where(
        _m.kind == sa.bindparam("of"), _m.thing == sa.bindparam("key"), _m.code == sa.bindparam("which"),
        _m.due == sa.bindparam("due"),
    )
    .order_by(_m.id.desc())
    .limit(1)
)  # fmt: skip
_RUNNING = (_m.kind, _m.thing, _m.code, _m.started_at, _m.effective, _m.due)
_NEXT = (
    sa.select(*_RUNNING)
    .where(_m.status == "running", _m.asked.is_(None), _m.fires_at <= sa.bindparam("until"))
    .order_by(_m.fires_at, _m.rank, _m.thing)
    .limit(AT_ONCE)
)
_ASKED = (
    term.update()
    .where(
        _m.kind == sa.bindparam("of"), _m.thing == sa.bindparam("key"), _m.code == sa.bindparam("which"),
        _m.status == "running",
    )
    .values(
        answer=sa.bindparam("said"),
        asked=sa.select(_t.version).where(_t.kind == _m.kind, _t.id == _m.thing).scalar_subquery(),
    )
)  # fmt: skip
_AGAIN = (
    term.update()
    .where(
        _m.kind == sa.bindparam("of"), _m.thing == sa.bindparam("key"), _m.status == "running",
        _m.asked.is_not(None), _m.answer != FIRED,
    )
    .values(asked=None, answer=None)
)  # fmt: skip


class DueTerm(NamedTuple):
    """A term that runs, for people to look at: `answer` says what its passing waits for."""

    kind: str
    thing: str
    code: str
    due: date
    person: str | None
    vacancy: str | None
    employer: str | None
    centre: str | None
    answer: str | None


class Terms:
    """The part of the rows of casework that are terms."""

    connection: sa.Connection

    def turn(self, steps: Sequence[Stepped[Any]], law: Law, asked: Container[tuple[str, str]]) -> None:
        """Ends and begins the terms of the steps of one event.

        Args:
            steps: in their order.
            law: of this moment.
            asked: kind and id of the things of which a passed term was asked in vain: it may now be owed.
        """
        apart = len({(step.thing.kind, step.thing.id) for step in steps}) == len(steps)
        for part in [steps] if apart else [[step] for step in steps]:
            self._turn(part, law, asked)

    def _turn(self, steps: Sequence[Stepped[Any]], law: Law, asked: Container[tuple[str, str]]) -> None:
        """Of things that are all different, so that all ends may come before all beginnings."""
        keys = [{"of": step.thing.kind, "key": step.thing.id} for step in steps]
        again = [key for key in keys if (key["of"], key["key"]) in asked]
        ended = [
            key | {"which": one.code, "how": one.how, "at_version": step.entry.version}
            for key, step in zip(keys, steps, strict=True)
            for one in step.ended
        ]
        begun = [
            _row(self._as_before(one) if step.entry.corrects is not None else one, step.entry.version, law)
            for step in steps
            for one in step.started
        ]
        for statement, rows in ((_AGAIN, again), (_END, ended), (_BEGIN, begun)):
            if rows:
                self.connection.execute(statement, rows)

    def begin(self, running: Running, version: int, law: Law) -> None:
        """A row for a term that runs from this entry on."""
        self.connection.execute(_BEGIN, _row(running, version, law))

    def _as_before(self, running: Running) -> Running:
        """A correction lets a term run on: it began when it began, not when it was corrected."""
        key = {"of": running.kind, "key": running.thing, "which": running.code, "due": running.due}
        row = self.connection.execute(_BEFORE, key).first()
        if row is None:
            return running
        return msgspec.structs.replace(running, started_at=row.started_at, effective=row.effective)

    def firing(self, until: datetime, law: Law, things: Sequence[str] | None = None) -> Running | None:
        """The term whose event is owed next at this moment, None where nothing is.

        Args:
            until: the moment.
            law: orders what is owed at the same moment.
            things: ids to look at; None: all.
        """
        which = _NEXT if things is None else _NEXT.where(_m.thing.in_(sorted(things)))
        rows = {
            (row.kind, row.thing, row.code): Running(
                kind=row.kind, thing=row.thing, code=row.code, started_at=row.started_at, effective=row.effective,
                due=row.due,
            )
            for row in self.connection.execute(which, {"until": until})
        }  # fmt: skip
        owed = law.passed(rows.values(), until)
        return next((row for row in rows.values() if owed and _is(row, owed[0])), None)

    def answered(self, running: Running, answer: str) -> None:
        """Marks a term whose event was refused, or carried out without ending it; a change of the thing asks again."""
        key = {"of": running.kind, "key": running.thing, "which": running.code, "said": answer}
        self.connection.execute(_ASKED, key)

    def due(self, until: date) -> list[DueTerm]:
        """Every term that runs and whose last day is not after this one, by that day."""
        which = (
            sa.select(
                _m.kind, _m.thing, _m.code, _m.due, _t.person, _t.vacancy, _t.employer, _t.centre, _m.answer
            )
            .join(thing, (_t.kind == _m.kind) & (_t.id == _m.thing))
            .where(_m.status == "running", _m.due <= until)
            .order_by(_m.due, _m.rank, _m.code, _m.thing)
        )  # fmt: skip
        return [DueTerm(*row) for row in self.connection.execute(which)]

    def running(self) -> dict[tuple[str, str], list[Running]]:
        """Every term that runs, by kind and id of its thing."""
        found: dict[tuple[str, str], list[Running]] = {}
        rows = sa.select(*_RUNNING).where(_m.status == "running").order_by(_m.kind, _m.thing, _m.id)
        for row in self.connection.execute(rows):
            found.setdefault((row.kind, row.thing), []).append(Running(**row._asdict()))
        return found

    def move(self, running: Running, law: Law) -> None:
        """Gives a running term its new last day; its event may be owed anew."""
        same = (_m.kind == running.kind) & (_m.thing == running.thing) & (_m.code == running.code)
        new = {"effective": running.effective, "due": running.due, "fires_at": fires_at(running, law)}
        again = sa.case((_m.answer == FIRED, _m.asked), else_=None)
        kept = sa.case((_m.answer == FIRED, _m.answer), else_=None)
        self.connection.execute(
            term.update().where(same, _m.status == "running").values(**new, asked=again, answer=kept)
        )


def _row(running: Running, version: int, law: Law) -> dict[str, Any]:
    return {
        "kind": running.kind, "thing": running.thing, "code": running.code, "started_at": running.started_at,
        "effective": running.effective, "due": running.due, "fires_at": fires_at(running, law),
        "rank": law.terms[running.code].order, "status": "running", "began": version,
    }  # fmt: skip


def fires_at(running: Running, law: Law) -> datetime | None:
    """When the term's event is owed; None for a term after which nothing follows by itself."""
    return law.passes_at(running) if law.terms[running.code].passes else None


def recounted(running: Running, one: Thing[Any], law: Law) -> Running:
    """The term on the law's calendar as it is now; a day that a document states does not move."""
    if law.terms[running.code].length is None:
        return running
    interview = one.data.interview if isinstance(one.data, Referral) and running.code in {"T19", "T21"} else None
    day = law.local(interview.at).date() if interview else None
    anew = law.start(running.code, running.kind, running.thing, running.started_at, day)
    return msgspec.structs.replace(running, effective=anew.effective, due=anew.due)


def _is(row: Running, owed: Any) -> bool:
    # An event of another kind of thing (the window's, for the register) still names the thing whose term passed.
    return bool(row.thing == owed.thing and row.code == owed.code)
