"""Worked cases of the law through the store: each in a transaction of its own, which is taken back afterwards.

The things of a case are taken over as casework that began elsewhere, the event is carried out on rows, and what is
answered is read back from rows and journal.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec

from matcher.cases.cascade import Happening, Outcome, World
from matcher.cases.things import Ground, Plan, Referral, Refused, Seeker, Thing, Unemployed, Vacancy
from matcher.cases.visibility import View
from matcher.cases.worked.answers import Answers, view_of
from matcher.cases.worked.case import Case
from matcher.casework.acting import Acting
from matcher.casework.deeds import Deed
from matcher.casework.reading import Reading, Viewer
from matcher.casework.service import Casework
from matcher.errors import ThingMissingError
from matcher.store.cases import Belongs
from matcher.store.journal import of_thing
from matcher.store.notices import of_entry
from matcher.terms import Law


class StoredAnswers(Answers):
    """Answers that were carried out on a store.

    Args:
        casework: of the store.
        law: terms, calendar, readings of the cases.
    """

    def __init__(self, casework: Casework, law: Law) -> None:
        super().__init__(law, self._on_rows)
        self._casework = casework
        self.kinds: Mapping[str, Any] = {**self.kinds, "visibility": self._seen}

    def _on_rows(self, world: World, event: Happening, law: Law) -> Outcome | Refused:
        with self._casework.trying() as hands:
            hands.law = law
            for one in world.things.values():
                hands.adopt(_paired(one), event.occurred_at)
            try:
                outcome = hands.act(_deed(event), catch_up=False)
            except ThingMissingError as error:
                raise ValueError(str(error)) from None  # a case that does not fit, not a store that fails
            hands.flush()
            world.things = _read(hands, world)
            if not isinstance(outcome, Refused):
                _journalled(hands, outcome)
        return outcome

    def _seen(self, case: Case) -> dict[str, Any]:
        """A case of visibility: its facts as rows, asked through the reading functions."""
        view, what, role = view_of(case), case.given["what"], case.given["viewer"]
        with self._casework.trying() as hands:
            _staged(hands, view, case.when.moment)
            viewer = Viewer(
                role=role, person="P1", employer="E1" if view.own_vacancy else "E2",
                centre="C1" if view.own_centre else "C2", okrug="O1" if view.same_okrug else "O2",
                grounds=(view.ground,) if view.ground else (),
            )  # fmt: skip
            seen = Reading(hands.rows.connection).may_see(viewer, what, person="P1", vacancy="V1")
        return {"visible": seen.visible, "code": seen.code}


def _staged(hands: Acting, view: View, at: datetime) -> None:
    """The rows that a case of visibility speaks of: person P1 of centre C1 and district O1, vacancy V1 of E1."""
    grounds = (Ground(view.ground, "stated", at.date()),) if view.ground else ()
    made: list[tuple[Thing[Any], Belongs]] = [
        (Thing(id="V1", kind="va", state=view.vacancy, data=Vacancy()), Belongs(employer="E1")),
        (
            Thing(
                id="S1", kind="sr", state="sr.registered",
                data=Seeker(person="P1", consents=tuple(sorted(view.consents))),
            ),
            Belongs(centre="C1", okrug="O1"),
        ),
        (Thing(id="U1", kind="un", state="un.registered", data=Unemployed(person="P1", grounds=grounds)), Belongs()),
        (Thing(id="L1", kind="pl", state="pl.signed", data=Plan(person="P1")), Belongs()),
    ]  # fmt: skip
    if view.referral not in {None, "re.none"}:
        data = Referral(person="P1", vacancy="V1")
        made.append((Thing(id="R1", kind="re", state=str(view.referral), data=data), Belongs()))
    for one, belongs in made:
        hands.adopt(one, at, belongs)


def _paired(one: Thing[Any]) -> Thing[Any]:
    """Referrals of which a case does not say the vacancy are to different ones."""
    if not isinstance(one.data, Referral) or one.data.vacancy:
        return one
    return msgspec.structs.replace(one, data=msgspec.structs.replace(one.data, vacancy=f"of {one.id}"))


def _deed(event: Happening) -> Deed:
    return Deed(
        kind=event.kind, of=event.of, event=event.event, actor=event.actor, occurred_at=event.occurred_at,
        recorded_at=event.recorded_at, facts=event.facts,
    )  # fmt: skip


def _read(hands: Acting, world: World) -> dict[Any, Thing[Any]]:
    """The things of a case as rows now say they are; a record of a new spell in place of the old one."""
    people = {key for kind, key in world.things if kind in {"sr", "un", "pl"}}
    now = hands.rows.of_people(people).things
    for kind, key in world.things:
        if kind in {"va", "re"}:
            now.update(hands.rows.one(kind, key).things)
    return {key: now[key] for key in world.things}


def _journalled(hands: Acting, outcome: Outcome) -> None:
    """Every step has exactly one entry in the journal, and its notices as rows beside it.

    Raises:
        ValueError: one has none, or another one.
    """
    for step in outcome.steps:
        lines = of_thing(hands.rows.connection, step.thing.kind, step.thing.id, step.entry.version - 1)
        if not lines or lines[0].entry != step.entry:
            raise ValueError(f"{step.entry.event} is not in the journal as it was made")
        kept = of_entry(hands.rows.connection, lines[0].number)
        if kept != list(step.notices):
            raise ValueError(f"the notices of {step.entry.event} were not kept as they were made")
