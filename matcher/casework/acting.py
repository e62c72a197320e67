"""Deeds within one transaction: each with its follow-ups, the terms that fall due, and one journal entry a change."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import msgspec

from matcher.cases.cascade import Happening, Outcome, World, perform
from matcher.cases.facts import Facts, FollowUp
from matcher.cases.things import LIVE, Entry, Notice, Refused, Thing
from matcher.casework.deeds import Deed
from matcher.casework.scene import Check, known, load, open_what_is_missing, pair_is_open
from matcher.errors import CaseConflictError
from matcher.store.cases import Belongs, CaseRows, Found, key_of
from matcher.store.journal import append, of_thing
from matcher.store.notices import Issued, keep
from matcher.store.terms import FIRED
from matcher.terms import Law, Running

REGISTERS = ("match_window_expired", "reply_decline", "repeat_application")
"""Events that may put a person on the register, after the check of pt. 41."""
SAME_PAIR = Refused(code="duplicate_event", missing="no_other_open_referral", point="69")


class Acting:
    """The hands of one transaction. Entries are numbered when it ends.

    Args:
        rows: on the connection of the transaction.
        law: with the calendar of this moment.
        check: of pt. 41.
    """

    def __init__(self, rows: CaseRows, law: Law, check: Check) -> None:
        self.rows = rows
        self.law = law
        self._check = check
        self._entries: list[Entry] = []
        self._issued: list[Issued] = []
        self.told: Callable[[Outcome], None] | None = None
        """Whoever wants to hear of what was carried out, fired events included."""
        self._caught_up: datetime | None = None
        self.fired = 0
        self.refused = 0

    def act(self, deed: Deed, *, catch_up: bool = True) -> Outcome | Refused:
        """One deed; a refused one changes nothing.

        Args:
            deed: what happened.
            catch_up: before it, fire what fell due earlier for the things that it may touch, so that a deed finds the
                same world whether a worker was running or not.

        Raises:
            ThingMissingError: the thing is not there and the event opens none.
            CaseConflictError: the thing was changed since the actor saw it.
            ValueError: a time without a zone, or an event recorded before it happened.
        """
        self.law.local(deed.occurred_at)
        found = load(self.rows, deed)
        if catch_up and (self._caught_up is None or deed.occurred_at > self._caught_up):
            ids = {one.id for one in found.things.values()}
            fired = False
            while ids and self.fire_next(deed.occurred_at, max(deed.recorded_at, deed.occurred_at), ids):
                fired = True
            found = load(self.rows, deed) if fired else found
        return self._made(deed, found)

    def fire(self, until: datetime, recorded_at: datetime, limit: int) -> int:
        """Carries out at most so many events of terms that passed, in the order in which they fell due."""
        done = 0
        while done < limit and self.fire_next(until, recorded_at):
            done += 1
        if done < limit:
            self._caught_up = until
        return done

    def fire_next(self, until: datetime, recorded_at: datetime, things: set[str] | None = None) -> bool:
        """The event that is owed next; False where none is. It happened when the term passed."""
        running = self.rows.firing(until, self.law, None if things is None else sorted(things))
        if running is None:
            return False
        passing = self.law.passed([running], until)[0]
        of = self._whose(running)
        if of is None:
            self.rows.answered(running, "earlier_spell")
            return True
        deed = Deed(
            kind=passing.kind, of=of, event=passing.event, actor="ais",  # type: ignore[arg-type]
            occurred_at=passing.at, recorded_at=recorded_at,
        )  # fmt: skip
        outcome = self._made(deed, load(self.rows, deed))
        if isinstance(outcome, Refused):
            self.refused += 1
            self.rows.answered(running, outcome.missing)
        else:
            self.fired += 1
            if passing.kind != running.kind:
                self.rows.answered(running, FIRED)
        return True

    def adopt(self, one: Thing[Any], at: datetime, belongs: Belongs = Belongs()) -> None:  # noqa: B008
        """Takes over a thing whose casework began elsewhere, with the terms that run on it; one entry says so."""
        taken = msgspec.structs.replace(one, version=one.version + 1)
        self.rows.put([taken], {}, at, Found({}, {key_of(taken): belongs}, {}, set()))
        for code, due in taken.running.items():
            self.rows.begin(self.law.start_dated(code, taken.kind, taken.id, at, due), taken.version, self.law)
        self._entries.append(
            Entry(
                thing=taken.id, kind=taken.kind, version=taken.version, event="taken_over", row="I1", point="",
                actor="ais", occurred_at=at, recorded_at=at, before=taken.state, after=taken.state,
            )
        )  # fmt: skip

    def flush(self) -> None:
        """Numbers the entries made so far and writes them down, with the notices that belong to them."""
        first = append(self.rows.connection, self._entries)
        keep(self.rows.connection, first, self._issued)
        self._entries, self._issued = [], []

    def note(self, entry: Entry) -> None:
        """An entry of a change that no event made, such as a recounted term."""
        self._entries.append(entry)

    def _whose(self, running: Running) -> str | None:
        """The key of the thing to which a term's event goes; None for a record that a later spell replaced."""
        if running.kind in {"re", "va"}:
            return running.thing
        one = next(iter(self.rows.one(running.kind, running.thing).things.values()))  # type: ignore[arg-type]
        person: str = one.data.person
        current = self.rows.of_people([person]).things.get((one.kind, person))
        return person if current is not None and current.id == one.id else None

    def _made(self, deed: Deed, found: Found) -> Outcome | Refused:
        open_what_is_missing(found, deed, self.rows)
        before = found.things[deed.kind, deed.of]
        if deed.expected is not None and deed.expected != before.version:
            raise self._conflict(before, deed.expected)
        if deed.kind == "re" and self._second(before, found):
            return SAME_PAIR
        world = World(dict(found.things))
        facts = self._facts(deed, before, found)
        event = Happening(
            kind=deed.kind, of=deed.of, event=deed.event, facts=facts, actor=deed.actor,
            occurred_at=deed.occurred_at, recorded_at=deed.recorded_at,
        )  # fmt: skip

        def complete(owed: FollowUp, one: Thing[Any], now: World) -> Facts:
            return self._checked(owed.event, one, known(owed.facts, one, now.things, found.windows), deed.occurred_at)

        outcome = perform(world, event, self.law, complete)
        if isinstance(outcome, Refused):
            return outcome
        after = world.things[deed.kind, deed.of]
        if deed.kind == "re" and before.state not in LIVE and after.state in LIVE and self._second(after, found):
            return SAME_PAIR
        self._write(outcome, found, deed.recorded_at)
        return outcome

    @staticmethod
    def _second(one: Thing[Any], found: Found) -> bool:
        """Whether the referral would be a second open one of its pair."""
        opens = one.state in LIVE or one.state == "re.none"
        return opens and pair_is_open(found.things, one.data.person, one.data.vacancy, one.id)

    def _facts(self, deed: Deed, one: Thing[Any], found: Found) -> Facts:
        facts = known(deed.facts, one, found.things, found.windows)
        vacancy = one.data.vacancy if one.kind == "re" else one.id
        owner = found.belongs.get(("va", vacancy), Belongs()).employer
        if deed.employer is not None and owner is not None:
            facts = msgspec.structs.replace(facts, own_vacancy=deed.employer == owner)
        return self._checked(deed.event, one, facts, deed.occurred_at)

    def _checked(self, event: str, one: Thing[Any], facts: Facts, at: datetime) -> Facts:
        """Adds the grounds of pt. 41 where a registration hangs on them and nobody has said any."""
        if (
            one.kind != "un"
            or event not in REGISTERS
            or facts.refused_for
            or one.state not in {"un.none", "un.refused"}
        ):
            return facts
        return msgspec.structs.replace(facts, refused_for=self._check(one.data.person, at))

    def _write(self, outcome: Outcome, found: Found, at: datetime) -> None:
        seen: dict[tuple[str, str], int] = {(one.kind, one.id): one.version for one in found.things.values()}
        last = {(step.thing.kind, step.thing.id): step.thing for step in outcome.steps}
        if not self.rows.put(list(last.values()), seen, at, found):
            one = outcome.steps[0].thing
            raise self._conflict(one, seen.get((one.kind, one.id), 0))
        self.rows.turn(outcome.steps, self.law, found.asked)
        for step in outcome.steps:
            self._issued += [
                Issued(len(self._entries), place, one, _receiver(one, step.thing, found))
                for place, one in enumerate(step.notices, start=1)
            ]
            self._entries.append(step.entry)
        if self.told is not None:
            self.told(outcome)

    def _conflict(self, one: Thing[Any], expected: int) -> CaseConflictError:
        self.flush()
        since = [line.entry for line in of_thing(self.rows.connection, one.kind, one.id, expected)]
        told = "; ".join(
            f"{entry.event} by {entry.actor} at {self.law.local(entry.occurred_at):%Y-%m-%d %H:%M} led to {entry.after}"
            for entry in since
        )
        return CaseConflictError(
            f"the case was changed meanwhile: {told or 'nothing of it is known'}; it has version {one.version}, not "
            f"{expected}; look at it and decide again"
        )


def _receiver(notice: Notice, one: Thing[Any], found: Found) -> str | None:
    """To which employer or person a notice goes; of the labour mobility centre there is one."""
    if notice.to == "employer":
        return found.belongs.get(("va", one.data.vacancy), Belongs()).employer
    return None if notice.to == "lmc" else str(one.data.person)
