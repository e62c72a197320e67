"""Casework: deeds, firing, what is due, the calendar, the journal. The clock is read by whoever calls."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any, NamedTuple

import msgspec

from matcher.cases.cascade import Outcome
from matcher.cases.things import Entry, Kind, Refused, Thing
from matcher.casework.acting import Acting
from matcher.casework.deeds import Deed, told_honestly
from matcher.casework.scene import Check, nobody_refused
from matcher.store import Store
from matcher.store import notices as issued
from matcher.store.cases import CaseRows, Found
from matcher.store.journal import Numbered, of_thing
from matcher.store.notices import Kept
from matcher.store.overrides import Day, edition, tell, told
from matcher.store.seals import Seals
from matcher.store.terms import DueTerm, recounted
from matcher.terms import Calendar, Law, Override, Readings

AT_ONCE = 50
"""Firings in one transaction: a kill undoes at most these, and they are fired again."""
NOT_PEOPLES = ("ais", "nobody")
"""Whose terms are nobody's to keep: the system's own, and validities."""


class Fired(NamedTuple):
    """What a round of firing did: events carried out, and asked in vain because they wait for something."""

    fired: int
    refused: int


class Casework:
    """The casework of one store.

    Args:
        store: holds the rows; files of the journal lie in its folder.
        readings: of the open questions; None: the recommended ones.
        check: of pt. 41 by the state systems.
        environment: may hold the key of the journal.
    """

    def __init__(
        self,
        store: Store,
        readings: Readings | None = None,
        check: Check = nobody_refused,
        environment: Mapping[str, str] = os.environ,
    ) -> None:
        self._database = store.database
        self._readings = readings
        self._check = check
        self._law: tuple[int, Law] | None = None
        self.seals = Seals(store.database, store.folder, environment)

    @contextmanager
    def acting(self) -> Iterator[Acting]:
        """One transaction: all of its deeds are stored, or none."""
        with self._database.writing() as connection:
            hands = Acting(CaseRows(connection), self._law_of(connection), self._check)
            yield hands
            hands.flush()

    @contextmanager
    def trying(self) -> Iterator[Acting]:
        """A transaction of which nothing stays."""
        with self._database.writing() as connection, connection.begin_nested() as point:
            yield Acting(CaseRows(connection), self._law_of(connection), self._check)
            point.rollback()

    def act(self, deed: Deed) -> Outcome | Refused:
        """One deed in a transaction of its own; see `Acting.act`.

        Raises:
            EventTimeError: it is dated in the future, or a time of it says no zone.
        """
        told_honestly(deed)
        with self.acting() as hands:
            return hands.act(deed)

    def fire(self, now: datetime) -> Fired:
        """Fires everything that passed by now, in the order in which it fell due, each once.

        Whoever is killed in between has fired a part of it, whole transactions; the next call goes on from there.
        """
        fired = refused = 0
        while True:
            with self.acting() as hands:
                done = hands.fire(now, now, AT_ONCE)
            fired, refused = fired + hands.fired, refused + hands.refused
            if done < AT_ONCE:
                return Fired(fired, refused)

    def law(self) -> Law:
        """The law with the calendar of this moment."""
        with self._database.reading() as connection:
            return self._law_of(connection)

    def due(self, on: date) -> list[DueTerm]:
        """Terms that people have to keep and whose last day, or the day to be warned on, has come (Q01)."""
        with self._database.reading() as connection:
            law = self._law_of(connection)
            rows = CaseRows(connection).due(law.calendar.add_working_days(on, 1))
            return [row for row in rows if law.terms[row.code].who not in NOT_PEOPLES]

    def thing(self, kind: Kind, of: str) -> Thing[Any] | None:
        """A vacancy or referral by its id, a person's present registration or plan by the person's id."""
        with self._database.reading() as connection:
            rows = CaseRows(connection)
            found = rows.one(kind, of) if kind in {"va", "re"} else rows.of_people([of])
            return found.things.get((kind, of))

    def journal(self, kind: Kind, id_: str) -> list[Numbered]:
        """Every entry of one thing by its own id."""
        with self._database.reading() as connection:
            return of_thing(connection, kind, id_)

    def notices(self, kind: Kind, of: str) -> list[Kept]:
        """What was to be said about one thing; of a person's registrations and plans, those of all spells."""
        with self._database.reading() as connection:
            return issued.of_thing(connection, kind, of)

    def notices_after(self, entry: int = 0, limit: int = issued.PAGE) -> list[Kept]:
        """What was to be said behind an entry of the journal, of so many entries at most."""
        with self._database.reading() as connection:
            return issued.after(connection, entry, limit)

    def days(self) -> list[Day]:
        """The days that the calendar was told of."""
        with self._database.reading() as connection:
            return told(connection)

    def tell_day(self, day: date, at: datetime, *, working: bool, why: str) -> int:
        """Tells the calendar of a day and recounts every open term; returns how many got another last day.

        Each thing whose terms moved gets one journal entry.
        """
        with self._database.writing() as connection:
            tell(connection, day, at, working=working, why=why)
            rows = CaseRows(connection)
            hands = Acting(rows, self._law_of(connection), self._check)
            moved = 0
            for (kind, id_), terms in rows.running().items():
                one = next(iter(rows.one(kind, id_).things.values()))  # type: ignore[arg-type]
                anew = [recounted(term, one, hands.law) for term in terms]
                changed = [new for new, old in zip(anew, terms, strict=True) if new != old]
                for term in changed:
                    rows.move(term, hands.law)
                if changed:
                    _note(hands, one, at, day)
                moved += len(changed)
            hands.flush()
            return moved

    def _law_of(self, connection: Any) -> Law:
        """The law; its calendar is made anew when another process has changed the days."""
        newest = edition(connection)
        if self._law is None or self._law[0] != newest:
            days = [Override(one.day, one.working, one.why) for one in told(connection)]
            self._law = newest, Law(Calendar(days), self._readings)
        return self._law[1]


def _note(hands: Acting, one: Thing[Any], at: datetime, day: date) -> None:
    counted = msgspec.structs.replace(one, version=one.version + 1)
    hands.rows.put([counted], {(one.kind, one.id): one.version}, at, Found({}, {}, {}, set()))
    hands.note(
        Entry(
            thing=one.id, kind=one.kind, version=counted.version, event="term_recounted", row="C1",
            point="Labour Code 85(3)", actor="ais", occurred_at=at, recorded_at=at, before=one.state, after=one.state,
            proof=day.isoformat(),
        )
    )  # fmt: skip
