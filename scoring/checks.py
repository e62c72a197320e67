"""What a record must satisfy beyond its types: one list of checks for the files and for the HTTP door.

A check refuses what cannot be true (a job that ends before it starts) or cannot be used (a place that is not in the
classifier). It never repairs, and a reason says what was expected, never what was found: the value may be personal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

import msgspec

from scoring.places.table import Places
from scoring.records import Accepts, Ask, Job, Language, Offer, Place, Record, Requirements, Resume, Vacancy

MAX_TEXT = 100_000
"""Characters of one field. A long description is 10,000; a megabyte is a mistake or an attack."""
MAX_ID = 200
MAX_MONEY = 1e9
"""The largest sum believed, of any currency and period."""
MAX_YEARS = 80.0
MAX_HOURS = 168.0
"""Hours of a week."""
MAX_MINUTES = 24 * 60.0
MAX_OPENINGS = 100_000
FIRST_YEAR = 1930
STUDY_AHEAD_YEARS = 8
"""A person who studies states the year in which they will finish."""

_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])", re.ASCII)
_GROUP = re.compile(r"\d{4}", re.ASCII)
_BIN = re.compile(r"\d{12}", re.ASCII)
_LANGUAGE = re.compile(r"[a-z]{2,3}")


class Problem(NamedTuple):
    """One reason to refuse a record; `field` is a dotted path as in the JSON ("" = the record)."""

    field: str
    reason: str


def problems(record: Record, *, places: Places, as_of: date) -> list[Problem]:
    """Everything that is wrong with a record, in the order of its fields; an empty list where nothing is.

    Args:
        record: a vacancy or a resume whose types are right already (msgspec saw to that).
        places: the classifier of places, for the codes.
        as_of: today; nothing is published and no job has begun after it.
    """
    found = list(_texts(record))
    if isinstance(record, Vacancy):
        found += _vacancy(record, places, as_of)
    else:
        found += _resume(record, places, as_of)
    return found


def _vacancy(record: Vacancy, places: Places, as_of: date) -> Iterator[Problem]:
    yield from _named(record.id, "id")
    yield from _named(record.title, "title", longest=MAX_TEXT)
    yield from _occupation(record.occupation)
    if record.employer and record.employer.bin is not None and not _BIN.fullmatch(record.employer.bin):
        yield Problem("employer.bin", "expected 12 digits")
    if record.place:
        yield from _place(record.place, places)
    if record.requirements:
        yield from _requirements(record.requirements)
    if record.salary:
        yield from _offer(record.salary)
    if record.schedule:
        yield from _between(record.schedule.hours_per_week, 0, MAX_HOURS, "schedule.hours_per_week")
    yield from _between(record.openings, 0, MAX_OPENINGS, "openings")
    yield from _dates_of(record, as_of)


def _dates_of(record: Vacancy, as_of: date) -> Iterator[Problem]:
    published = expires = None
    if record.published_at is not None:
        published = day(record.published_at)
        if published is None:
            yield Problem("published_at", "expected a date as YYYY-MM-DD")
        elif published > as_of:
            yield Problem("published_at", "expected a date that is not in the future")
    if record.expires_at is not None:
        expires = day(record.expires_at)
        if expires is None:
            yield Problem("expires_at", "expected a date as YYYY-MM-DD")
    if published and expires and expires < published:
        yield Problem("expires_at", "expected a date that is not before published_at")


def _requirements(asked: Requirements) -> Iterator[Problem]:
    yield from _between(asked.experience_years, 0, MAX_YEARS, "requirements.experience_years")
    for at, skill in enumerate(asked.skills):
        if not skill.name.strip():
            yield Problem(f"requirements.skills[{at}].name", "expected a text that is not blank")
    yield from _filled(asked.licences, "requirements.licences")
    yield from _languages(asked.languages, "requirements.languages")


def _offer(salary: Offer) -> Iterator[Problem]:
    wrong = [*_between(salary.low, 0, MAX_MONEY, "salary.from"), *_between(salary.high, 0, MAX_MONEY, "salary.to")]
    yield from wrong
    if not wrong and salary.low is not None and salary.high is not None and salary.low > salary.high:
        yield Problem("salary.from", "expected a number that is not above salary.to")


def _resume(record: Resume, places: Places, as_of: date) -> Iterator[Problem]:
    yield from _named(record.id, "id")
    if not record.desired:
        yield Problem("desired", "expected at least one position")
    yield from _filled(record.desired, "desired")
    yield from _occupation(record.occupation)
    for at, training in enumerate(record.education):
        yield from _between(training.year, FIRST_YEAR, as_of.year + STUDY_AHEAD_YEARS, f"education[{at}].year")
    yield from _filled(record.licences or (), "licences")
    this_month = as_of.isoformat()[:7]
    for at, job in enumerate(record.experience):
        yield from _job(job, f"experience[{at}]", this_month)
    yield from _between(record.experience_years, 0, MAX_YEARS, "experience_years")
    yield from _languages(record.languages, "languages")
    if record.place:
        yield from _place(record.place, places)
    yield from _wishes(record, places)


def _wishes(record: Resume, places: Places) -> Iterator[Problem]:
    salary: Ask | None = record.salary
    accepts: Accepts | None = record.accepts
    if salary:
        yield from _between(salary.min, 0, MAX_MONEY, "salary.min")
    if accepts:
        yield from _between(accepts.hours_max, 0, MAX_HOURS, "accepts.hours_max")
    if record.travel:
        yield from _between(record.travel.max_minutes, 0, MAX_MINUTES, "travel.max_minutes")
        if isinstance(record.travel.relocation, tuple):
            for at, kato in enumerate(record.travel.relocation):
                yield from _kato(kato, places, f"travel.relocation[{at}]")
    if record.available_from is not None and day(record.available_from) is None:
        yield Problem("available_from", "expected a date as YYYY-MM-DD")


def _job(job: Job, field: str, this_month: str) -> Iterator[Problem]:
    """ISO months compare as texts."""
    wrong = False
    for name, month in (("from", job.start), ("to", job.end)):
        if month is None:
            continue
        form = _MONTH.fullmatch(month)
        if not form or int(form[1]) < FIRST_YEAR:
            wrong = True
            yield Problem(f"{field}.{name}", f"expected a month as YYYY-MM, from {FIRST_YEAR} on")
        elif month > this_month:
            wrong = True
            yield Problem(f"{field}.{name}", "expected a month that is not in the future")
    if not wrong and job.start and job.end and job.end < job.start:
        yield Problem(f"{field}.to", "expected a month that is not before the start")


def _place(place: Place, places: Places) -> Iterator[Problem]:
    if place.kato is not None:
        yield from _kato(place.kato, places, "place.kato")
    yield from _between(place.lat, -90, 90, "place.lat")
    yield from _between(place.lon, -180, 180, "place.lon")
    if (place.lat is None) != (place.lon is None):
        yield Problem("place.lat" if place.lat is None else "place.lon", "expected lat and lon together")


def _kato(code: str, places: Places, field: str) -> Iterator[Problem]:
    if len(code) != 9 or not code.isascii() or not code.isdigit():
        yield Problem(field, "expected a KATO code of 9 digits")
    elif places.get(code) is None:
        yield Problem(field, "expected a code of the classifier of places (KATO)")


def _languages(languages: tuple[Language, ...], field: str) -> Iterator[Problem]:
    for at, language in enumerate(languages):
        if not _LANGUAGE.fullmatch(language.code):
            yield Problem(f"{field}[{at}].code", "expected a language code of ISO 639, such as kk")


def _named(text: str, field: str, longest: int = MAX_ID) -> Iterator[Problem]:
    if not text.strip():
        yield Problem(field, "expected a text that is not blank")
    elif len(text) > longest:
        yield Problem(field, f"expected at most {longest:,} characters")


def _filled(texts: tuple[str, ...], field: str) -> Iterator[Problem]:
    for at, text in enumerate(texts):
        if not text.strip():
            yield Problem(f"{field}[{at}]", "expected a text that is not blank")


def _occupation(code: str | None) -> Iterator[Problem]:
    if code is not None and not _GROUP.fullmatch(code):
        yield Problem("occupation", "expected a group of 4 digits")


def _between(number: float | None, low: float, high: float, field: str) -> Iterator[Problem]:
    """A NaN fails both comparisons, so it is refused as well."""
    if number is not None and not low <= number <= high:
        yield Problem(field, f"expected a number from {low:,.0f} to {high:,.0f}")


def _texts(record: Record) -> Iterator[Problem]:
    """Texts that are too long, or hold a NUL or half a character.

    The record's own JSON answers for nearly all: it is short and holds no such thing, and no field need be walked.
    """
    try:
        data = msgspec.json.encode(record)
    except UnicodeEncodeError:
        data = b"\\u0000"
    if len(data) > MAX_TEXT or b"\\u0000" in data:
        yield from _walk(record, "")


def _walk(part: object, field: str) -> Iterator[Problem]:
    if isinstance(part, str):
        if len(part) > MAX_TEXT:
            yield Problem(field, f"expected at most {MAX_TEXT:,} characters")
        if "\0" in part:
            yield Problem(field, "expected a text without NUL characters")
        if any("\ud800" <= letter <= "\udfff" for letter in part):
            yield Problem(field, "expected whole Unicode characters")
    elif isinstance(part, tuple):
        for at, one in enumerate(part):
            yield from _walk(one, f"{field}[{at}]")
    elif isinstance(part, msgspec.Struct):
        for info in msgspec.structs.fields(part):
            yield from _walk(getattr(part, info.name), f"{field}.{info.encode_name}" if field else info.encode_name)


@lru_cache(maxsize=10_000)
def day(text: str) -> date | None:
    """The day of an ISO date or date and time, None where it is neither."""
    try:
        if len(text) == 10:
            return date.fromisoformat(text)
        return datetime.fromisoformat(text).date() if len(text) > 10 else None
    except ValueError:
        return None
