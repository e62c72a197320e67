"""A small stage for the life cycles: one person, vacancies, referrals, and every journal entry that was made."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Any

import msgspec

from matcher.cases import Facts, Happening, Refused, Thing, World, perform
from matcher.cases.facts import Other
from matcher.cases.things import Plan, Referral, Seeker, Unemployed, Vacancy
from matcher.terms import Calendar, Law, Readings

PERSON = "P1"


@cache
def calendar() -> Calendar:
    return Calendar()


def law(**readings: Any) -> Law:
    return Law(calendar(), Readings(**readings))


def at(day: int, hour: str = "10:00") -> datetime:
    """A time in November 2025, in which the weekdays from 3 to 28 are all worked."""
    return datetime.fromisoformat(f"2025-11-{day:02d}T{hour}:00+05:00")


class Stage:
    """The world and what happened in it; facts that a store would gather are gathered from the world."""

    def __init__(self, status: str = "unemployed", the_law: Law | None = None, *, un: str | None = None) -> None:
        self.law = the_law or law()
        self.status, self.world, self.journal = status, World(), []
        self.window = None
        state = un or ("un.registered" if status == "unemployed" else "un.none")
        self.put("sr", "S1", "sr.registered", Seeker(person=PERSON))
        self.put("un", "U1", state, Unemployed(person=PERSON))
        self.put("pl", "L1", "pl.none", Plan(person=PERSON))

    def put(self, kind: str, id_: str, state: str, data: Any, **more: Any) -> None:
        self.world.put(Thing(id=id_, kind=kind, state=state, data=data, **more))

    def vacancy(self, id_: str = "V1", places: int = 1) -> None:
        self.put("va", id_, "va.registered", Vacancy(published=True), counters={"places": places})

    def referral(self, id_: str = "R1", vacancy: str = "V1", person: str = PERSON, state: str = "re.none") -> None:
        if self.world.get("va", vacancy) is None:
            self.vacancy(vacancy)
        self.put("re", id_, state, Referral(person=person, vacancy=vacancy, status=self.status, rural=True))

    def get(self, kind: str, of: str = PERSON) -> Thing[Any]:
        return self.world.things[kind, of]

    def state(self, kind: str, of: str = PERSON) -> str:
        return self.get(kind, of).state

    def grounds(self) -> list[str]:
        return [one.code for one in self.get("un").data.grounds]

    def others(self, but: str, world: World | None = None) -> tuple[Other, ...]:
        return tuple(
            Other(thing.id, thing.data.person, thing.data.vacancy, thing.state)
            for (kind, key), thing in (world or self.world).things.items()
            if kind == "re" and key != but
        )

    def facts(self, of: str, **more: Any) -> Facts:
        referral = self.world.get("re", of)
        vacancy = referral and self.world.get("va", referral.data.vacancy)
        usual = Facts(
            vacancy_state=vacancy.state if vacancy else "va.registered",
            status=self.status,
            un=self.state("un"),
            others=self.others(of),
            window_from=self.window,
            own_vacancy=True,
            conditions_given=True,
            pay_given=True,
            eds=True,
            centre_chosen=True,
        )
        return msgspec.structs.replace(usual, **more)

    def complete(self, owed: Any, target: Thing[Any], world: World) -> Facts:
        """What a store adds to a follow-up: the present state of the register and of the other referrals."""
        return msgspec.structs.replace(
            owed.facts,
            un=world.things["un", PERSON].state,
            others=self.others(target.id, world),
            window_from=self.window,
        )

    def do(self, kind: str, of: str, event: str, actor: str, when: datetime, recorded: datetime | None = None, **facts):
        happening = Happening(
            kind=kind,
            of=of,
            event=event,
            facts=self.facts(of, **facts),
            actor=actor,
            occurred_at=when,
            recorded_at=recorded or when,
        )
        outcome = perform(self.world, happening, self.law, self.complete)
        if not isinstance(outcome, Refused):
            self.journal.extend(step.entry for step in outcome.steps)
        return outcome

    def code(self, *args: Any, **facts: Any) -> str | None:
        """The code of the refusal, or None."""
        outcome = self.do(*args, **facts)
        return outcome.code if isinstance(outcome, Refused) else None


def offered(day: int = 3, **stage: Any) -> Stage:
    """A referral that was offered and received."""
    scene = Stage(**stage)
    scene.referral()
    scene.do("re", "R1", "candidate_selected", "cc_specialist", at(day, "09:00"))
    scene.do("re", "R1", "offer_sent", "cc_specialist", at(day), proof="call 17")
    return scene


def sent(day: int = 3, **stage: Any) -> Stage:
    """A referral whose resume is with the employer."""
    scene = offered(day, **stage)
    scene.do("re", "R1", "reply_consent", scene.status, at(day, "11:00"))
    scene.do("re", "R1", "resume_sent", "cc_specialist", at(day, "12:00"))
    return scene


def invited(day: int = 3, **stage: Any) -> Stage:
    """A referral with an interview."""
    scene = sent(day, **stage)
    scene.do("re", "R1", "interview_notified", "cc_specialist", at(day, "13:00"))
    return scene
