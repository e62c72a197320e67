"""Fact, Flag, Evidence: what the rules hand over, and how facts become a partial record.

A fact is a dotted path of the interchange format with a value. Where two facts claim one place the more confident wins,
then the earlier; paths of lists collect.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from scoring.reading.sheet import Sheet

LISTS = frozenset(
    (
        "desired", "licences", "qualifications", "skills", "languages", "education", "experience", "health_limits",
        "provides", "accepts.regimes", "accepts.employment", "accepts.formats", "requirements.licences",
        "requirements.skills", "requirements.languages",
    )
)  # fmt: skip
HIDDEN = frozenset(
    ("licences.absent", "refuses.regimes", "refuses.formats", "refuses.employment", "relocation.if_housed")
)
"""Evidence without a field in the record: what a person does not hold or take, and takes on a condition only."""

Value = Any
Record = dict[str, Any]


class Fact(NamedTuple):
    """A value read for a path, from `low[start:end]`."""

    path: str
    value: Value
    start: int
    end: int
    confidence: float = 0.9


@dataclass(frozen=True)
class Evidence:
    """A value of the record and the words it was read from."""

    path: str
    value: Value
    quote: str
    confidence: float


@dataclass(frozen=True)
class Flag:
    """A demand that the law forbids: its kind (sex, age ...) and its words."""

    kind: str
    quote: str


def settle(facts: Iterable[Fact]) -> list[Fact]:
    """The facts that stand: one a path, each value of a list once, in the order of the text."""
    single: dict[str, Fact] = {}
    several: dict[tuple[str, str], Fact] = {}
    for fact in facts:
        if fact.path in LISTS or fact.path in HIDDEN:
            key = (fact.path, _key(fact.value))
            held = several.get(key)
            if held is None or _better(fact, held):
                several[key] = fact
        else:
            held = single.get(fact.path)
            if held is None or fact.confidence > held.confidence:
                single[fact.path] = fact
    return sorted([*single.values(), *several.values()], key=lambda one: (one.start, one.path))


def _key(value: Value) -> str:
    """What makes two values of a list the same thing: a language is one, whatever its level."""
    if isinstance(value, dict):
        return str(value.get("code") or value.get("name") or value.get("level") or value.get("title"))
    return str(value).casefold()


def _better(one: Fact, held: Fact) -> bool:
    if isinstance(one.value, dict) and len(one.value) != len(held.value):
        return len(one.value) > len(held.value)
    return one.confidence > held.confidence


def record_of(facts: Iterable[Fact]) -> Record:
    """The partial record that settled facts make."""
    record: Record = {}
    for fact in facts:
        if fact.path in HIDDEN:
            continue
        *parents, leaf = fact.path.split(".")
        part = record
        for parent in parents:
            part = part.setdefault(parent, {})
        if fact.path in LISTS:
            part.setdefault(leaf, []).append(fact.value)
        else:
            part[leaf] = fact.value
    return record


def evidence_of(facts: Iterable[Fact], sheet: Sheet) -> tuple[Evidence, ...]:
    """The same facts with their words."""
    return tuple(Evidence(one.path, one.value, sheet.quote(one.start, one.end), one.confidence) for one in facts)
