"""The things of a case: the one that the event happens to and those that it may touch."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import msgspec

from matcher.cases import known
from matcher.cases.cascade import World
from matcher.cases.machines import MACHINES
from matcher.cases.things import Ground, Kind, Plan, Referral, Seeker, Thing, Unemployed, Vacancy
from matcher.cases.worked.case import Given, When
from matcher.cases.worked.told import UNSTATED, Told, at


class Scene(Told):
    """The things and facts of one case."""

    def world(self) -> World:
        """All things that the case speaks of."""
        world = World()
        made: list[Thing[Any]] = [self._seeker(), self._unemployed(), self._a_vacancy(), *self._others()]
        if self.kind == "re":
            made.append(self._referral())
        if self.kind == "pl":
            made.append(self._thing("pl", Plan(person=self.person)))
        for thing in made:
            world.put(thing)
        return world

    def usual_actor(self) -> str:
        """Whoever the tables name first for the event; the person for an answer, the portal for what it picked."""
        rows = [row for row in MACHINES[self.kind].rows if row.event == self.when.name]
        here = [row for row in rows if self.state in row.states] or rows
        actors: tuple[str, ...] = here[0].actors if here else ("ais",)
        portal = self.told_of_offer.get("by") == "portal" or self.given.get("route") == "portal"
        wanted = "portal" if portal and "portal" in actors else self.status
        return wanted if wanted in actors else actors[0]

    def _thing(self, kind: Kind, data: Any, state: str | None = None, **more: Any) -> Thing[Any]:
        thing = Thing(id=f"{kind}:{self.person}", kind=kind, state=state or self.state, data=data, **more)
        return self._with_passed(thing) if kind == self.kind else thing

    def _with_passed(self, thing: Thing[Any]) -> Thing[Any]:
        """A term that passes runs, from the date that the case gives, or unsaid so that its last day is past."""
        terms = self.law.terms.values()
        codes = [term.code for term in terms if term.passes_on.get(thing.kind, term.passes) == self.when.name]
        if set(codes) & set(thing.running) or not codes or self._never_ran(thing):
            return thing
        begun = self._begun()
        day = self.law.local(self.when.moment).date() - timedelta(days=1)
        due = {code: self.law.start(code, thing.kind, "", begun).due if begun else day for code in codes}
        return msgspec.structs.replace(thing, running={**thing.running, **due})

    def _begun(self) -> datetime | None:
        """When the term that passes began, if the case says so."""
        told = {
            "reply_due_passed": self.told_of_offer.get("received_at"),
            "decision_due_passed": self.given.get("resume_sent_at"),
            "contact_due_passed": self.given.get("interview_notified_at"),
            "appear_due_passed": self.given.get("interview_notified_at"),
        }
        return at(told.get(self.when.name))

    @staticmethod
    def _never_ran(thing: Thing[Any]) -> bool:
        """What the portal picked and notified starts no terms but a seeker's day to answer."""
        data = thing.data
        return isinstance(data, Referral) and data.by == "portal" and data.status != "seeker"

    def _seeker(self) -> Thing[Seeker]:
        on_the_way = self.when.name == "docs_received_from_assistant" and self.given.get("channel") != "ais"
        rural = self.rural() or self.state in {"sr.at_assistant", "sr.forwarded"}
        data = Seeker(
            person=self.person,
            route=self.route(),
            rural=rural,
            data_true=True,
            with_centre=not on_the_way,
        )
        return self._thing("sr", data, None if self.kind == "sr" else "sr.registered")

    def _unemployed(self) -> Thing[Unemployed]:
        open_now = [code for code in self.told_of_person.get("grounds") or () if str(code).startswith("51")]
        stated = self.given.get("ground")
        if stated and self.when.name != "ground_arose":
            open_now.append(stated)
        if self.un in {"un.removal_review", "un.removal_reported"} and not open_now:
            open_now.append({"re.no_reply": "51(2)b", "re.no_show": "51(3)a"}.get(self.state, UNSTATED))
        day = self.law.local(self.when.moment).date()
        data = Unemployed(
            person=self.person,
            rural=self.rural(),
            grounds=tuple(Ground(code, UNSTATED, day) for code in open_now),
            appeared=self.given.get("appeared"),
        )
        return self._thing("un", data, self.un, counters={"declines": self.told_of_person.get("declines") or 0})

    def _a_vacancy(self) -> Thing[Vacancy]:
        state = self.state if self.kind == "va" else self.told_of_vacancy.get("state", "va.registered")
        thing: Thing[Vacancy] = Thing(
            id=self.vacancy,
            kind="va",
            state=state,
            data=Vacancy(published=True),
            counters={"places": self.told_of_vacancy.get("places") or 1},
        )
        return thing

    def _referral(self) -> Thing[Referral]:
        given = self.given
        data = Referral(
            person=self.person,
            vacancy=self.vacancy,
            by=self.told_of_offer.get("by", "cc"),
            suitable=self.suitable(),
            status=self.status or "other_applicant",
            rural=self.rural(),
            receipt="stated by the case",
            declined_before=bool(self.told_of_offer.get("declined_before")),
            appeared=given.get("appeared"),
            reason=given.get("reason"),
        )
        dates = known.Dates(
            received_at=at(self.told_of_offer.get("received_at")),
            resume_sent_at=at(given.get("resume_sent_at")),
            interview_notified_at=at(given.get("interview_notified_at")),
        )
        ended = data.reason if data.reason in {"consent_withdrawn", "interview_declined"} else "referral_closed"
        led_by = ended if self.state == "re.closed" and data.reason else None
        bare: Thing[Referral] = Thing(id="R1", kind="re", state=self.state, data=data, led_by=led_by)
        return self._with_passed(known.with_terms(bare, dates, self.un, self.law))

    def _others(self) -> list[Thing[Referral]]:
        return [
            Thing(
                id=one.id,
                kind="re",
                state=one.state,
                data=Referral(person=one.person, vacancy=one.vacancy, status=self.status or "other_applicant"),
            )
            for one in self.others()
        ]


def states_of(kind: Kind, when: When, facts: Given) -> list[str]:
    """The states in which the tables foresee the event, that of a registered unemployed person first if it is one."""
    rows = [row for row in MACHINES[kind].rows if row.event == when.name]
    found = list(dict.fromkeys(state for row in rows for state in row.states))
    unemployed = (facts.get("person") or {}).get("status") == "unemployed"
    return sorted(found, key=lambda state: unemployed and state != "un.registered")
