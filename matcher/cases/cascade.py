"""A step with all that follows from it, on things held in memory: the pure form of what a store does at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from matcher.cases.facts import Facts, FollowUp, Stepped
from matcher.cases.stepping import step
from matcher.cases.things import Kind, Refused, Thing, Unemployed
from matcher.terms import Law


@dataclass
class World:
    """Things by kind and id. A person's seeker record, register record and plan are found by the person's id."""

    things: dict[tuple[Kind, str], Thing[Any]] = field(default_factory=dict)

    def put(self, thing: Thing[Any]) -> None:
        """Keeps the thing, under its id or under its person's."""
        key = thing.id if thing.kind in {"va", "re"} else thing.data.person
        self.things[thing.kind, key] = thing

    def get(self, kind: Kind, of: str) -> Thing[Any] | None:
        """The thing, if it is there."""
        return self.things.get((kind, of))


@dataclass(frozen=True, kw_only=True)
class Happening:
    """An event as a door hands it over; `of` is the id of a vacancy or referral, or a person's."""

    kind: Kind
    of: str
    event: str
    facts: Facts
    actor: str
    occurred_at: datetime
    recorded_at: datetime


@dataclass(frozen=True)
class Outcome:
    """All steps of one event, the first being the event itself."""

    steps: tuple[Stepped[Any], ...]


Complete = Callable[[FollowUp, Thing[Any], World], Facts]
"""Adds to a follow-up's facts what is known of its own thing; the world is as the steps so far have left it."""


def _as_known(owed: FollowUp, _thing: Thing[Any], _world: World) -> Facts:
    return owed.facts


def perform(world: World, event: Happening, law: Law, complete: Complete = _as_known) -> Outcome | Refused:
    """One event and its follow-ups, all or nothing: the refusal of one that is not optional refuses the event.

    Args:
        world: where the things are; follow-ups for things that are not there are left out.
        event: what happened.
        law: terms, calendar, readings.
        complete: adds to a follow-up's facts what is known of its own thing.

    Raises:
        KeyError: the thing of the event is not there.
    """
    after = World(dict(world.things))
    first = FollowUp(kind=event.kind, of=event.of, event=event.event, actor=event.actor, facts=event.facts)
    times = {"occurred_at": event.occurred_at, "recorded_at": event.recorded_at}
    steps: list[Stepped[Any]] = []
    waiting = [first]
    while waiting:
        owed = waiting.pop(0)
        there = world.things[event.kind, event.of] if owed is first else after.get(owed.kind, owed.of)
        if there is None:
            continue
        facts = owed.facts if owed is first else complete(owed, there, after)
        done = step(_record(owed, there), owed.event, facts, actor=owed.actor, law=law, **times)
        if isinstance(done, Refused):
            if owed.optional:
                continue
            return done
        after.put(done.thing)
        steps.append(done)
        waiting.extend(done.follow_ups)
    world.things = after.things
    return Outcome(tuple(steps))


def _record(owed: FollowUp, there: Thing[Any]) -> Thing[Any]:
    """The present record, or an empty one for a new spell."""
    if not owed.new:
        return there
    data = Unemployed(person=there.data.person, rural=there.data.rural)
    return Thing(id=f"{there.id}+", kind=there.kind, state="un.none", data=data)
