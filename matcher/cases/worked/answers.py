"""The answer to each kind of case, in the words of the cases."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import Any

import msgspec

from matcher.cases.cascade import Happening, Outcome, World, perform
from matcher.cases.checks import Applicant, seeker_grounds, unemployed_grounds
from matcher.cases.suitable import judge_facts
from matcher.cases.things import Notice, Refused
from matcher.cases.visibility import View, visible
from matcher.cases.worked.case import Case, Exactly, When
from matcher.cases.worked.scene import Scene, states_of
from matcher.terms import Law
from scoring.suitable import FACTORS

Perform = Callable[[World, Happening, Law], Outcome | Refused]
DERIVED = ("T07", "T08")
"""Terms that no case names among those that start (section 11)."""


class Answers:
    """Answers cases by the law given.

    Args:
        law: terms, calendar, readings.
        carry_out: what makes an event happen; a store has its own.
    """

    def __init__(self, law: Law, carry_out: Perform = perform) -> None:
        self._law = law
        self._carry_out = carry_out
        self.kinds: Mapping[str, Callable[[Case], dict[str, Any]]] = {
            "deadline": self._deadline,
            "calendar": self._calendar,
            "transition": self._transition,
            "guard": self._guard,
            "notice": self._notice,
            "refusal": self._refusal,
            "suitable": self._suitable,
            "exclusion": self._exclusion,
            "visibility": self._visibility,
        }

    def _deadline(self, case: Case) -> dict[str, Any]:
        given, law, at = case.given, self._law, case.when.moment
        term = law.term_for(given["ask"], given.get("person_status"))
        if term is None:
            return {"term": None, "effective": None, "due": None}
        told = given.get("interview_notified_at")
        if given["ask"] == "decide_candidate" and told and case.when.event == "resume_sent":
            at = law.decision_start(at, datetime.fromisoformat(told))
        running = law.start(term.code, term.kind, "", at)
        done = given.get("done_at")
        return {
            "term": term.code,
            "effective": running.effective.isoformat(),
            "due": running.due.isoformat(),
            "on_time": law.in_time(running.due, datetime.fromisoformat(done), given.get("channel")) if done else None,
        }

    def _calendar(self, case: Case) -> dict[str, Any]:
        calendar, given, at = self._law.calendar, case.given, case.when.at
        day = date.fromisoformat(given.get("date", at)[:10])
        if case.when.event == "is_working_day":
            return {"working": calendar.is_working_day(day)}
        if case.when.event == "add_working_days":
            return {"date": calendar.add_working_days(day, given["n"]).isoformat()}
        bare = datetime.combine(day, time(9), self._law.zone)
        local = bare if len(at) == len("2025-01-05") else self._law.local(case.when.moment)
        if case.when.event == "effective_day":
            return {"effective": calendar.effective_day(local).isoformat()}
        return {"open": calendar.is_open(local, given["unit"])}

    def _happens(self, scene: Scene, world: World, **facts: Any) -> Outcome | Refused:
        when = scene.when
        event = Happening(
            kind=scene.kind,
            of=scene.of,
            event=when.name,
            facts=msgspec.structs.replace(scene.facts(), **facts),
            actor=when.actor or scene.usual_actor(),
            occurred_at=when.moment,
            recorded_at=when.moment,
        )
        return self._carry_out(world, event, self._law)

    def _transition(self, case: Case) -> dict[str, Any]:
        scene = self._scene(case)
        world = scene.world()
        before = {key: thing.state for key, thing in world.things.items()}
        outcome = self._happens(scene, world)
        steps = () if isinstance(outcome, Refused) else outcome.steps
        things = world.things
        main, un = things[scene.kind, scene.of], things["un", scene.person]
        changed = {
            key[1]: {"state": thing.state, "reason": thing.data.reason}
            for key, thing in things.items()
            if key[0] == "re" and key[1] != scene.of and thing.state != before[key]
        }
        started = [one for step in steps for one in step.started if one.code not in DERIVED]
        open_grounds = [one.code for one in un.data.grounds]
        wanted = case.then.get("ground")
        return {
            "state": main.state,
            "reason": getattr(main.data, "reason", None),
            "also": {
                **{kind: thing.state for (kind, _), thing in things.items() if kind in {"sr", "un", "pl"}},
                "va": things["va", scene.vacancy].state,
                "places": things["va", scene.vacancy].counters["places"],
                "referrals": Exactly(changed),
            },
            "counts": dict(un.counters) | {"declines": un.counters.get("declines", 0)},
            "ground": wanted if wanted in open_grounds else next(iter(open_grounds), None),
            "breach": getattr(main.data, "breach", None),
            "notices": [notice.code for step in steps for notice in step.notices],
            "starts": [{"term": one.code, "due": one.due.isoformat()} for one in started],
        }

    def _guard(self, case: Case) -> dict[str, Any]:
        scene = self._scene(case)
        outcome = self._happens(scene, scene.world())
        refused = isinstance(outcome, Refused)
        return {"allowed": not refused, "code": outcome.code if isinstance(outcome, Refused) else None}

    def _scene(self, case: Case) -> Scene:
        given = case.given
        return Scene(given["object"], given.get("state"), given.get("facts") or {}, case.when, self._law)

    def _notice(self, case: Case) -> dict[str, Any]:
        """A case of this kind names no state: the first in which the event issues the notice is taken."""
        facts, wanted = case.given.get("facts") or {}, case.then.get("notice")
        issued: list[Notice] = []
        for state in states_of(case.given["object"], case.when, facts):
            scene = Scene(case.given["object"], state, facts, case.when, self._law)
            for asked in (bool(facts.get("asked")), True):
                outcome = self._happens(scene, scene.world(), asked=asked)
                made = [] if isinstance(outcome, Refused) else [one for step in outcome.steps for one in step.notices]
                issued = issued or made
                for notice in made:
                    if notice.code == wanted:
                        return _told(notice)
        return _told(issued[0]) if issued else {"notice": None}

    def _refusal(self, case: Case) -> dict[str, Any]:
        if case.when.event == "check_seeker":
            return self._refusal_of_seeker(case)
        person = msgspec.convert(case.given["person"], Applicant)
        grounds = unemployed_grounds(person, self._law.readings)
        facts = {"person": {"status": "seeker", "check41": "fail" if grounds else "pass", "grounds": grounds}}
        when = When("match_window_expired", case.when.at, "ais")
        scene = Scene("un", "un.none", facts, when, self._law)
        world = scene.world()
        outcome = self._happens(scene, world)
        steps = () if isinstance(outcome, Refused) else outcome.steps
        return {
            "verdict": "refuse" if grounds else "register",
            "grounds": list(grounds),
            "state": world.things["un", scene.person].state,
            "alert": next((one.code for step in steps for one in step.notices), None),
            "on_request": next((one for step in steps for one in step.papers), None),
            "due": self._law.start("T08", "un", "", case.when.moment).due.isoformat(),
        }

    def _refusal_of_seeker(self, case: Case) -> dict[str, Any]:
        said = case.given["seeker"]
        grounds = seeker_grounds(data_false=said.get("data_false"), data_nonconforming=said.get("data_nonconforming"))
        event, duty = ("seeker_refused", "refuse_seeker") if grounds else ("seeker_registered", "register_seeker")
        scene = Scene("sr", "sr.received", {}, When(event, case.when.at, "cc_specialist"), self._law)
        world = scene.world()
        outcome = self._happens(scene, world, reason=grounds[0] if grounds else None)
        steps = () if isinstance(outcome, Refused) else outcome.steps
        term = self._law.term_for(duty)
        issued = next((one.code for step in steps for one in step.notices), None)
        return {
            "verdict": "refuse" if grounds else "register",
            "grounds": list(grounds),
            "state": world.things["sr", scene.person].state,
            "notice": issued,
            "alert": issued,
            "on_request": next((one for step in steps for one in step.papers), None),
            "due": self._law.start(term.code, "sr", "", case.when.moment).due.isoformat() if term else None,
        }

    @staticmethod
    def _suitable(case: Case) -> dict[str, Any]:
        found = judge_facts(case.given["person"], case.given["job"])
        number = {name: f"F{index}" for index, name in enumerate(FACTORS, start=1)}
        return {
            "verdict": found.verdict,
            "fails": [number[name] for name in found.fails],
            "unknown": [number[name] for name in found.unknown],
        }

    def _exclusion(self, case: Case) -> dict[str, Any]:
        scene = Scene("va", "va.unreported", case.given, case.when, self._law)
        world = scene.world()
        self._happens(scene, world)
        vacancy = world.things["va", scene.vacancy]
        return {
            "verdict": "excluded" if vacancy.state == "va.excluded" else "admitted",
            "item": vacancy.data.item,
            "state": vacancy.state,
        }

    @staticmethod
    def _visibility(case: Case) -> dict[str, Any]:
        seen = visible(case.given["viewer"], case.given["what"], view_of(case))
        return {"visible": seen.visible, "code": seen.code}


def view_of(case: Case) -> View:
    """The facts of a case of visibility."""
    facts = case.given.get("facts") or {}
    vacancy = facts.get("vacancy") or "va.registered"
    return View(
        referral=facts.get("referral"),
        own_vacancy=facts.get("own_vacancy") is not False,
        own_centre=facts.get("own_centre") is not False,
        same_okrug=facts.get("same_okrug") is not False,
        vacancy=vacancy if isinstance(vacancy, str) else vacancy.get("state", "va.registered"),
        consents=frozenset(name for name, given in (facts.get("consents") or {}).items() if given is True),
        ground=facts.get("ground"),
    )


def _told(notice: Notice) -> dict[str, Any]:
    return {
        "notice": notice.code,
        "to": notice.to,
        "on_request": notice.on_request,
        "channels": list(notice.channels),
        "fields": list(notice.fields),
        "due": notice.due.isoformat() if notice.due else None,
    }
