"""Free text to a partial record: every kind of fact asked in turn, the answers settled.

Each reader is a file of this folder, looks at one laid-out text and yields facts; none knows of another. An unlawful
demand is flagged and what stands inside it fills no requirement.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from scoring.reading import (
    available,
    education,
    experience,
    grades,
    health,
    languages,
    licences,
    openings,
    place,
    position,
    provides,
    salary,
    schedule,
    skills,
    travel,
    unlawful,
)  # fmt: skip
from scoring.reading.facts import Evidence, Fact, Flag, Record, evidence_of, record_of, settle
from scoring.reading.personal import impersonal
from scoring.reading.position import TitleSource
from scoring.reading.sheet import Sheet
from scoring.records import Kind

__all__ = ["Evidence", "Flag", "Reading", "TitleSource", "flags_of", "read"]


@dataclass(frozen=True)
class Reading:
    """What a text states: a partial record of the interchange format, the words of each value, unlawful demands."""

    record: Record = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()
    flags: tuple[Flag, ...] = ()


def read(
    text: str,
    kind: Kind,
    *,
    titles: TitleSource | None = None,
    towns: place.TownForms | None = None,
    year: int | None = None,
) -> Reading:
    """The facts of a free text.

    Args:
        text: anything; only the first `sheet.LONGEST_TEXT` letters are read.
        kind: whose text it is.
        titles: what knows occupations; without it simple rules name the position.
        towns: the names of places; by default those that the package ships, read once.
        year: the year "since 2016" is counted to; without it such words give no years.
    """
    sheet = Sheet(text)
    # The interchange format of a resume has no "in hand": it stays evidence here, and `complete` fills it in.
    marks = list(unlawful.find(sheet)) if kind == "vacancy" else []
    found = _vacancy(sheet, titles, towns) if kind == "vacancy" else _resume(sheet, titles, towns, year)
    facts = settle(unlawful.lawful(found, marks))
    shown = [fact for fact in facts if fact.path != "salary.in_hand"]
    return Reading(record_of(shown), evidence_of(facts, sheet), flags_of(sheet, marks))


def flags_of(sheet: Sheet, marks: list[unlawful.Mark]) -> tuple[Flag, ...]:
    """Unlawful demands as flags with their words."""
    return tuple(Flag(mark.kind, sheet.quote(mark.start, mark.end)) for mark in marks)


def _vacancy(sheet: Sheet, titles: TitleSource | None, towns: place.TownForms | None) -> Iterator[Fact]:
    yield from position.find(sheet, titles, vacancy=True)
    yield from experience.find(sheet, vacancy=True)
    yield from _either(sheet, vacancy=True)
    yield from provides.find(sheet)
    yield from openings.find(sheet)
    yield from place.find(sheet, towns or place.shipped(), vacancy=True)


def _resume(
    sheet: Sheet, titles: TitleSource | None, towns: place.TownForms | None, year: int | None
) -> Iterator[Fact]:
    yield from health.find(sheet)
    sheet = Sheet.of(impersonal(sheet.text))
    yield from position.find(sheet, titles, vacancy=False)
    yield from experience.find(sheet, vacancy=False, year=year)
    yield from _either(sheet, vacancy=False)
    yield from travel.find(sheet)
    yield from available.find(sheet)
    yield from place.find(sheet, towns or place.shipped(), vacancy=False)


def _either(sheet: Sheet, *, vacancy: bool) -> Iterator[Fact]:
    """What both kinds of text state in their own words."""
    yield from licences.find(sheet, vacancy=vacancy)
    yield from grades.find(sheet, vacancy=vacancy)
    yield from education.find(sheet, vacancy=vacancy)
    yield from languages.find(sheet, vacancy=vacancy)
    yield from skills.find(sheet, vacancy=vacancy)
    yield from salary.find(sheet, vacancy=vacancy)
    yield from schedule.find(sheet, vacancy=vacancy)
