"""The things that one event may touch, read from the store, and the facts that follow from them.

What the store knows it says itself; what it does not know stays as the door said it. A registration or plan that is
not there yet is in its first state, so that an event may open it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import msgspec

from matcher.cases.facts import Facts, Other
from matcher.cases.machines import MACHINES
from matcher.cases.seeker import opens_new_records
from matcher.cases.things import LIVE, ON_REGISTER, Kind, Plan, Referral, Seeker, Status, Thing, Unemployed, Vacancy
from matcher.casework.deeds import Deed
from matcher.errors import ThingMissingError
from matcher.store.cases import Belongs, CaseRows, Found, Window, merged

Things = Mapping[tuple[Kind, str], Thing[Any]]
Check = Callable[[str, datetime], tuple[str, ...]]
"""The check of pt. 41 by the state systems: grounds of a person on a day. Nobody is refused on what is not known."""

CLOSES_TO_ALL = ("employer_hired", "vacancy_withdrawn")
"""Events that may end the referrals of other people to the vacancy."""
APPLICATIONS = ("application_received", "enbek_application_signed")
OF_PERSON: tuple[Kind, ...] = ("sr", "un", "pl")


def nobody_refused(_person: str, _at: datetime) -> tuple[str, ...]:
    """The check where no state system is connected."""
    return ()


def load(rows: CaseRows, deed: Deed) -> Found:
    """Everything that the event may touch."""
    if deed.kind == "va":
        found = rows.of_vacancy(deed.of)
    elif deed.kind == "re":
        found = rows.around(deed.of, deed.opening.person, deed.opening.vacancy)
        there = found.things.get(("re", deed.of))
        person, vacancy = (
            (there.data.person, there.data.vacancy) if there else (deed.opening.person, deed.opening.vacancy)
        )
        if person is None or vacancy is None:
            raise ThingMissingError("there is no such referral, and no person and vacancy to open one with")
        if ("va", vacancy) not in found.things:
            raise ThingMissingError("casework has no vacancy of this id: it has to be submitted first")
    else:
        found = rows.of_people([deed.of])
    if deed.event in CLOSES_TO_ALL:
        people = {one.data.person for (kind, _), one in found.things.items() if kind == "re" and one.state in LIVE}
        found = merged([rows.of_people(people), found])
    return found


def open_what_is_missing(found: Found, deed: Deed, rows: CaseRows) -> None:
    """First states for people who have no record yet, and the thing that the event itself opens.

    Raises:
        ThingMissingError: the thing is not there and the event opens none.
    """
    people = {one.data.person for (kind, _), one in found.things.items() if kind != "va"}
    people |= {deed.of} if deed.kind in OF_PERSON else set()
    people |= {deed.opening.person} if deed.kind == "re" and deed.opening.person else set()
    for person in people:
        for kind in OF_PERSON:
            found.things.setdefault((kind, person), _first(kind, person, rural=_rural(found, person, deed)))
    key = (deed.kind, deed.of)
    there = found.things.get(key)
    if there is None or there.version == 0:
        if not _opens(deed):
            raise ThingMissingError("casework has nothing of this id, and this event does not open it")
        found.things[key] = _opened(deed, found, rows)
        opening = deed.opening
        found.belongs[key] = Belongs(opening.employer, opening.centre, opening.okrug)
    elif deed.event in APPLICATIONS and _new_spell(found, deed.of):
        found.things[key] = _first("sr", deed.of, f"{there.id}+", rural=there.data.rural)
    elif deed.event == "plan_drafted" and there.state == "pl.ended":
        found.things[key] = _first("pl", deed.of, f"{there.id}+")


def _opens(deed: Deed) -> bool:
    machine = MACHINES[deed.kind]
    return any(row.event == deed.event and machine.initial in row.states for row in machine.rows)


def _opened(deed: Deed, found: Found, rows: CaseRows) -> Thing[Any]:
    opening = deed.opening
    if deed.kind == "va":
        return Thing(
            id=deed.of, kind="va", state="va.none", data=Vacancy(), counters={"places": max(1, opening.places)}
        )
    if deed.kind != "re":
        return _first(deed.kind, deed.of, rural=opening.rural)
    person, vacancy = str(opening.person), str(opening.vacancy)
    data = Referral(
        person=person,
        vacancy=vacancy,
        by=opening.by,
        suitable=opening.suitable,
        status=status_of(found.things, person),
        rural=_rural(found, person, deed),
        declined_before="re.declined" in rows.of_pair(person, vacancy).values(),
    )
    return Thing(id=deed.of, kind="re", state="re.none", data=data)


def _first(kind: Kind, person: str, id_: str | None = None, *, rural: bool = False) -> Thing[Any]:
    data: Seeker | Unemployed | Plan = Plan(person=person)
    if kind == "sr":
        data = Seeker(person=person, rural=rural)
    elif kind == "un":
        data = Unemployed(person=person, rural=rural)
    return Thing(id=id_ or person, kind=kind, state=MACHINES[kind].initial, data=data)


def _rural(found: Found, person: str, deed: Deed) -> bool:
    there = found.things.get(("sr", person))
    return there.data.rural if there else deed.opening.rural


def _new_spell(found: Found, person: str) -> bool:
    return opens_new_records(found.things["sr", person].state, found.things["un", person].state)


def status_of(things: Things, person: str) -> Status:
    """What a person is at this moment: by the register, or as a seeker, or somebody else who turned for help (Q46)."""
    un, sr = things.get(("un", person)), things.get(("sr", person))
    if un is not None and un.state in ON_REGISTER:
        return "unemployed"
    running = un is None or un.state in {"un.none", "un.refused"}
    return "seeker" if sr is not None and sr.state == "sr.registered" and running else "other_applicant"


def pair_is_open(things: Things, person: str, vacancy: str, but: str) -> bool:
    """Whether another referral of this person to this vacancy is on its way."""
    return any(
        kind == "re" and id_ != but and one.state in LIVE and (one.data.person, one.data.vacancy) == (person, vacancy)
        for (kind, id_), one in things.items()
    )


def known(said: Facts, one: Thing[Any], things: Things, windows: Mapping[str, Window]) -> Facts:
    """The facts of an event on one thing: what was said, and over it what the store knows."""
    vacancy = one.data.vacancy if one.kind == "re" else one.id if one.kind == "va" else None
    person = None if one.kind == "va" else one.data.person
    others = tuple(
        Other(id_, other.data.person, other.data.vacancy, other.state)
        for (kind, id_), other in sorted(things.items())
        if kind == "re" and id_ != one.id and (other.data.person == person or other.data.vacancy == vacancy)
    )
    facts: dict[str, Any] = {"others": others}
    if person is not None:
        un = things.get(("un", person))
        window = windows.get(person)
        facts["status"] = said.status or status_of(things, person)
        if un is not None:
            facts["un"] = un.state
            facts["offers_stopped"] = said.offers_stopped or un.data.offers_stopped
        if window is not None:
            facts |= {"window_from": window.opened_at, "window_of_portal": window.of_portal}
    if vacancy is not None and ("va", vacancy) in things:
        facts["vacancy_state"] = things["va", vacancy].state
    return msgspec.structs.replace(said, **facts)
