"""What a record states, as pairs of a label and a text or texts. Silent fields are left out.

Health limits are shown on no page: only the legal verdict speaks of health, and only on the person's side.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scoring.checks import day
from scoring.explain.protected import tells_protected
from scoring.records import Accepts, Job, Requirements, Resume, Schedule, Training, Vacancy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from api.http.pages.tongue import Tongue
    from scoring.places.table import Places
    from scoring.records import Language, Travel

Row = tuple[str, str | list[str]]


def vacancy_rows(vacancy: Vacancy, tongue: Tongue, places: Places) -> list[Row]:
    """A vacancy as its employer states it."""
    employer, place, asks = vacancy.employer, vacancy.place, vacancy.requirements or Requirements()
    schedule = vacancy.schedule or Schedule()
    rows: list[tuple[str, str | list[str] | None]] = [
        ("employer", employer.name if employer else None),
        ("bin", employer.bin if employer else None),
        ("place", tongue.place(place, places)),
        ("address", place.address if place and place.address != tongue.place(place, places) else None),
        ("pay", tongue.offer(vacancy.salary)),
        ("schedule", ", ".join(_schedule(schedule, tongue))),
        ("hours", _number(schedule.hours_per_week, tongue)),
        ("education", tongue.named("education", asks.education) if asks.education else None),
        ("speciality", asks.speciality),
        ("qualification", asks.qualification),
        ("licences", [tongue.wording.graded("licence", one) for one in asks.licences]),
        ("experience", _years(asks.experience_years, tongue)),
        ("skills", [one.name for one in asks.skills if one.required]),
        ("skills_wished", [one.name for one in asks.skills if not one.required]),
        ("languages", _languages(asks.languages, tongue)),
        ("other", list(asks.other)),
        ("provides", [tongue.word(f"provides.{one}") for one in vacancy.provides]),
        ("conditions", _conditions(vacancy, tongue)),
        ("openings", _number(vacancy.openings, tongue)),
        ("published", _day(vacancy.published_at, tongue)),
        ("expires", _day(vacancy.expires_at, tongue)),
        ("description", vacancy.description),
    ]
    return _labelled(rows, tongue)


def resume_rows(resume: Resume, tongue: Tongue, places: Places) -> list[Row]:
    """A resume as the person states it, but for health."""
    accepts = resume.accepts or Accepts()
    rows: list[tuple[str, str | list[str] | None]] = [
        ("desired", list(resume.desired)),
        ("place", tongue.place(resume.place, places)),
        ("ask", tongue.ask(resume.salary)),
        ("accepts", ", ".join(_accepts(accepts, tongue))),
        ("hours_max", _number(accepts.hours_max, tongue)),
        ("jobs", [_job(one, tongue) for one in resume.experience]),
        ("experience", _years(resume.experience_years, tongue)),
        ("training", [_training(one, tongue) for one in resume.education]),
        ("qualifications", list(resume.qualifications)),
        ("licences", _licences(resume.licences, tongue)),
        ("skills", list(resume.skills)),
        ("languages", _languages(resume.languages, tongue)),
        *_travel(resume.travel, tongue, places),
        ("available", _day(resume.available_from, tongue)),
        ("summary", _summary(resume, tongue)),
    ]
    return _labelled(rows, tongue)


def _labelled(rows: Iterable[tuple[str, str | list[str] | None]], tongue: Tongue) -> list[Row]:
    return [(tongue.word(f"fields.{name}"), value) for name, value in rows if value]


def _schedule(schedule: Schedule, tongue: Tongue) -> Iterator[str]:
    for facet, code in (
        ("regime", schedule.regime),
        ("employment", schedule.employment),
        ("format", schedule.format),
    ):
        if code:
            yield tongue.named("schedule", f"{facet}:{code}")
    if schedule.night is not None:
        yield tongue.word("values.night" if schedule.night else "values.no_night")


def _accepts(accepts: Accepts, tongue: Tongue) -> Iterator[str]:
    lists = (("regime", accepts.regimes), ("employment", accepts.employment), ("format", accepts.formats))
    for facet, codes in lists:
        for code in codes or ():
            yield tongue.named("schedule", f"{facet}:{code}")
    if accepts.night is not None:
        yield tongue.word("values.night" if accepts.night else "values.no_night")


def _conditions(vacancy: Vacancy, tongue: Tongue) -> list[str] | None:
    if vacancy.conditions is None:
        return None
    return [tongue.word(f"conditions.{one}") for one in vacancy.conditions] or [tongue.word("values.none")]


def _licences(held: tuple[str, ...] | None, tongue: Tongue) -> list[str]:
    if held is None:
        return []
    return [tongue.wording.graded("licence", one) for one in held] or [tongue.word("values.none")]


def _languages(languages: Iterable[Language], tongue: Tongue) -> list[str]:
    return [tongue.wording.language(f"{one.code}:{one.level or ''}") for one in languages]


def _job(job: Job, tongue: Tongue) -> str:
    """A job in a line: Сварщик, ТОО «Пример», 2019-05 – 2023-01."""
    until = job.end or (tongue.word("values.now") if job.start else "")
    span = " – ".join(one for one in (job.start, until) if one)
    return ", ".join(one for one in (job.title, job.employer, span) if one)


def _training(training: Training, tongue: Tongue) -> str:
    level = tongue.named("education", training.level) if training.level else ""
    year = str(training.year) if training.year else ""
    return ", ".join(one for one in (level, training.speciality, training.institution, year) if one)


def _travel(travel: Travel | None, tongue: Tongue, places: Places) -> Iterator[tuple[str, str | list[str] | None]]:
    if travel is None:
        return
    minutes = travel.max_minutes
    yield "travel", None if minutes is None else tongue.word("values.minutes", n=tongue.number(minutes))
    yield "car", None if travel.own_car is None else tongue.word("values.yes" if travel.own_car else "values.no")
    moving = travel.relocation
    if isinstance(moving, tuple):
        yield "relocation", [places.name(int(one), tongue.lang) for one in moving]
    elif moving:
        yield "relocation", tongue.word(f"values.relocation_{moving}")


def _summary(resume: Resume, tongue: Tongue) -> str | None:
    """The text about themselves, unless it may tell health, family and the like."""
    if not resume.summary:
        return None
    return tongue.word("resume.summary_hidden") if tells_protected(resume.summary) else resume.summary


def _number(value: float | None, tongue: Tongue) -> str | None:
    return None if value is None else tongue.number(value)


def _years(value: float | None, tongue: Tongue) -> str | None:
    """Years in the words of the explanations: 1.5 is a year and six months."""
    if value is None:
        return None
    months = round(value * 12)
    parts = {name: one for name, one in (("years", months // 12), ("months", months % 12)) if one}
    return tongue.wording.time(parts or {"years": 0})


def _day(text: str | None, tongue: Tongue) -> str | None:
    found = day(text) if text else None
    return tongue.day(found) if found else text
