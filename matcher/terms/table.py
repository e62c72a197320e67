"""The table of terms, read from terms.toml: one legal number, one place."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from typing import Literal

import msgspec

Counting = Literal["service", "life", "printed"]
UnitOfTime = Literal["working_days", "calendar_days", "date"]


class Term(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One term of the Rules.

    Attributes:
        code: T01..T30.
        duty: what has to be done, as a code; two terms share a duty where the length hangs on who the person is.
        starts: events that start it, with the synonyms that are in use for them.
        unit: how `length` is counted; "date": the day is set by a document, not counted.
        length: how many units; absent for dates.
        counting: "service" events move to the next working day after hours (R2), "life" events never (R3), a
            "printed" date is taken as it stands (R6).
        who: whose duty it is.
        persons: statuses of the person for whom it runs; empty: for all.
        kind: the kind of thing on which it runs.
        passes: event that the system itself fires when it passes unmet; empty: nothing follows by itself.
        passes_on: the event instead, where the term runs on another kind of thing (a training, not an interview).
        passes_to: the kind of thing to which that event goes, where it is another one than `kind`.
        order: which of several terms that pass at the same moment comes first (R7).
        then: what follows when it passes.
        point: the point of the Rules.
    """

    code: str
    duty: str
    starts: tuple[str, ...]
    unit: UnitOfTime
    counting: Counting
    who: str
    kind: str
    then: str
    point: str
    length: int | None = None
    persons: tuple[str, ...] = ()
    passes: str = ""
    passes_on: Mapping[str, str] = msgspec.field(default_factory=dict)
    passes_to: str = ""
    order: int = 5


class _File(msgspec.Struct, frozen=True):
    term: tuple[Term, ...]


def load_terms() -> Mapping[str, Term]:
    """All terms by code, in the order of the table.

    Raises:
        msgspec.ValidationError: the table is not what this version understands.
    """
    text = files("matcher.terms").joinpath("terms.toml").read_bytes()
    return {term.code: term for term in msgspec.toml.decode(text, type=_File).term}
