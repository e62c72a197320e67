"""How a life cycle is written down: rows of a table, guards that name what is missing, terms that start and stop."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic

from matcher.cases.facts import Change, Facts
from matcher.cases.things import D, Kind, Thing
from matcher.terms import Law

Test = Callable[["Ctx[D]"], bool]


@dataclass(frozen=True)
class Ctx(Generic[D]):
    """One event on one thing, with everything a rule may look at."""

    thing: Thing[D]
    event: str
    facts: Facts
    actor: str
    at: datetime
    recorded_at: datetime
    law: Law

    @property
    def data(self) -> D:
        """The data of the thing."""
        return self.thing.data


@dataclass(frozen=True)
class Guard(Generic[D]):
    """A condition of a row: the code of its refusal and the name of what is missing.

    The codes are those of process section 4.3; a condition without a code of its own refuses with `wrong_state`.
    """

    missing: str
    holds: Test[D]
    code: str = "wrong_state"


@dataclass(frozen=True)
class Start(Generic[D]):
    """A term that a row starts; by default at the event, for everyone."""

    term: str
    when: Test[D] | None = None
    at: Callable[[Ctx[D]], datetime] | None = None
    not_before: Callable[[Ctx[D]], date | None] | None = None


@dataclass(frozen=True)
class Row(Generic[D]):
    """One row of a life cycle.

    Attributes:
        code: of the process tables (S4, M7 ...); a letter behind it marks a split row or our own addition.
        states: from which it may be made.
        actors: who may make it.
        to: the state after; empty: the same.
        when: which of several rows of one state and event applies.
        refuse: the row is there only to refuse, with this code.
        meets, passes, cancels: terms that stop running, and how.
        notices: codes of what is issued; papers on request only if asked for.
        correction: it mends what an earlier entry did, and may therefore leave a final state.
    """

    code: str
    states: tuple[str, ...]
    event: str
    actors: tuple[str, ...]
    to: str = ""
    point: str = ""
    when: Test[D] | None = None
    guards: tuple[Guard[D], ...] = ()
    refuse: str = ""
    starts: tuple[Start[D], ...] = ()
    meets: tuple[str, ...] = ()
    passes: tuple[str, ...] = ()
    cancels: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    effect: Callable[[Ctx[D]], Change[D]] | None = None
    correction: bool = False


@dataclass(frozen=True)
class Machine(Generic[D]):
    """One life cycle: its states, the first, the final ones, its rows."""

    kind: Kind
    initial: str
    states: tuple[str, ...]
    final: tuple[str, ...]
    rows: tuple[Row[D], ...]


def over(ctx: Ctx[D], *terms: str) -> bool:
    """Whether one of these terms runs on the thing and its last day is past (R7): only then has it passed."""
    today = ctx.law.local(ctx.at).date()
    return any(code in ctx.thing.running and ctx.thing.running[code] < today for code in terms)


def past(term: str) -> Callable[[Ctx[Any]], bool]:
    """The test that this term has passed."""
    return lambda ctx: over(ctx, term)


ACTORS = (
    "applicant",
    "seeker",
    "unemployed",
    "other_applicant",
    "legal_rep",
    "cc_specialist",
    "cc_director",
    "assistant",
    "akim",
    "lmc",
    "employer",
    "portal",
    "egov",
    "ais",
    "state_is",
    "monitoring_is",
    "gfss",
    "pea",
)
"""The codes of process section 1; specialist and worker are one role (Q46)."""
PERSON = ("seeker", "unemployed", "other_applicant")
"""The person in the three statuses of section 1."""
