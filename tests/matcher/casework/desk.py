"""Casework with short calls: person P1, vacancies and referrals, in March 2026, when 9 and 23-25 are days off."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec
import sqlalchemy as sa

from matcher.cases import Refused
from matcher.cases.facts import Facts
from matcher.casework import Casework, Deed, Opening
from matcher.store.casetables import journal, term, thing

OPENING = set(Opening.__struct_fields__)


def at(day: int, hour: str = "10:00") -> datetime:
    """A time in March 2026."""
    return datetime.fromisoformat(f"2026-03-{day:02d}T{hour}:00+05:00")


class Desk:
    """A centre's desk."""

    def __init__(self, casework: Casework) -> None:
        self.casework = casework

    def deed(self, kind: str, of: str, event: str, actor: str, when: datetime, **said: Any) -> Deed:
        more = {name: said.pop(name) for name in ("expected", "employer") if name in said}
        recorded = said.pop("recorded", None) or when
        facts = Facts(**{name: value for name, value in said.items() if name not in OPENING})
        opening = Opening(**{name: value for name, value in said.items() if name in OPENING})
        return Deed(
            kind=kind, of=of, event=event, actor=actor, occurred_at=when, recorded_at=recorded, facts=facts,
            opening=opening, **more,
        )  # fmt: skip

    def do(self, *event: Any, **said: Any) -> Any:
        return self.casework.act(self.deed(*event, **said))

    def done(self, *event: Any, **said: Any) -> Any:
        outcome = self.do(*event, **said)
        assert not isinstance(outcome, Refused), outcome
        return outcome

    def state(self, kind: str, of: str = "P1") -> str | None:
        one = self.casework.thing(kind, of)
        return one and one.state

    def vacancy(self, id_: str = "V1", when: datetime | None = None, places: int = 1, owner: str = "E1") -> None:
        deed = self.deed(
            "va", id_, "vacancy_submitted", "employer", when or at(2), conditions_given=True, pay_given=True
        )
        opened = msgspec.structs.replace(deed, opening=Opening(employer=owner, places=places))
        assert not isinstance(self.casework.act(opened), Refused)

    def seeker(self, person: str = "P1", when: datetime | None = None, **said: Any) -> None:
        when = when or at(2)
        self.done("sr", person, "application_received", "applicant", when, data_true=True, **said)
        self.done("sr", person, "seeker_registered", "cc_specialist", when, data_true=True)

    def unemployed(self, person: str = "P1") -> None:
        """On the register from 5 March at 9:00 on."""
        self.seeker(person)
        self.casework.fire(at(5, "09:00"))
        assert self.state("un", person) == "un.registered"

    def offer(self, id_: str = "R1", vacancy: str = "V1", person: str = "P1", when: datetime | None = None) -> None:
        when = when or at(10)
        opening = {"person": person, "vacancy": vacancy, "suitable": True}
        self.done("re", id_, "candidate_selected", "cc_specialist", when, **opening)
        self.done("re", id_, "offer_sent", "cc_specialist", when, channel="in_person")

    def rows(self, table: sa.Table) -> list[Any]:
        with self.casework._database.reading() as connection:
            return list(connection.execute(sa.select(table).order_by(*table.primary_key.columns)))

    def things(self) -> list[Any]:
        return self.rows(thing)

    def terms(self) -> list[Any]:
        return self.rows(term)

    def journal(self) -> list[Any]:
        return self.rows(journal)

    def end_state(self) -> tuple[list[Any], list[Any], list[Any]]:
        """Everything but when it was recorded."""
        things = [tuple(row)[:-1] for row in self.things()]
        terms = [tuple(row)[1:] for row in self.terms()]
        lines = self.journal()
        events = [(one.kind, one.thing, one.version, one.event, one.occurred_at, one.state_after) for one in lines]
        return things, sorted(terms, key=str), sorted(events, key=str)
