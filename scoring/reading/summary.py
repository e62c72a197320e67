"""What a resume's summary states of the fields that the record leaves open: every reader of people in turn.

A summary says in one paragraph what others write into fields, so it is read more closely than an advert: levels of
languages in words, the speciality that a college's name tells, papers without their kind, work since a year, and what
the accepted hours decide of the rest. A list of licences or of languages takes what the summary adds to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scoring.reading import (
    accepted,
    available,
    education,
    experience,
    grades,
    languages,
    licences,
    papers,
    place,
    salary,
    schedule,
    since,
    travel,
)
from scoring.reading.facts import Fact
from scoring.reading.sheet import Sheet
from scoring.records import Accepts, Resume


def find(sheet: Sheet, resume: Resume, *, states_pay: bool) -> Iterator[Fact]:
    """The facts of the summary; `states_pay` where the record already tells the pay asked."""
    yield from _work(sheet, resume)
    yield from licences.find(sheet, vacancy=False)
    yield from papers.find(sheet, resume.desired)
    if sheet.marks & grades.MARKS and not _graded(resume.qualifications):
        yield from grades.find(sheet, vacancy=False)
    if not resume.education:
        yield from education.find(sheet, vacancy=False, close=True)
    yield from languages.find(sheet, vacancy=False, worded=True)
    if not states_pay or resume.salary is None or resume.salary.in_hand is None:
        yield from salary.find(sheet, vacancy=False, stated=states_pay)
    yield from _hours(sheet, resume)
    yield from travel.find(sheet)
    if resume.available_from is None:
        yield from available.find(sheet)
    if resume.place is None:
        yield from place.find(sheet, place.shipped(), vacancy=False)


def _work(sheet: Sheet, resume: Resume) -> Iterator[Fact]:
    """Years of work, or the year that work began in where neither the record nor the summary counts them."""
    if resume.experience_years is not None:
        return
    years = list(experience.find(sheet, vacancy=False))
    yield from years
    if not years and not resume.experience:
        yield from since.find(sheet, resume.desired)


def _graded(qualifications: Sequence[str]) -> bool:
    """Whether one of the stated qualifications is a grade, of which a summary's would be a repetition."""
    return any(True for line in qualifications for _ in grades.find(Sheet.of(line), vacancy=False))


def _hours(sheet: Sheet, resume: Resume) -> Iterator[Fact]:
    facts = [*schedule.find(sheet, vacancy=False), *accepted.find(sheet)]
    yield from facts
    if facts:
        yield from accepted.decided(sheet, facts, resume.accepts or Accepts())
