"""A resume of hh.ru's API in our fields.

Name, sex, age, date of birth, citizenship, photographs, contacts, links and recommendations are not taken: nothing here
reads them, so that no record can hold them.
"""

from __future__ import annotations

from typing import Any

from indexer.readers import hh, hh_codes
from indexer.readers.columns import checked
from indexer.readers.outcome import Bad
from indexer.readers.reading import Reading
from scoring.records import Record


def resume(found: dict[str, Any], reading: Reading, line: int) -> Record:
    """The record of an object.

    Raises:
        Bad: it is no resume that can be read.
    """
    if found.get("title") is None:
        raise Bad("title", "missing")
    education = hh.part(found, "education")
    return checked(
        hh.stated(
            {
                "id": found.get("id"),
                "desired": [found["title"]],
                "summary": hh.plain(found.get("skills")),
                "education": _education(education),
                "qualifications": _qualifications(found, education),
                "licences": hh.licences(found),
                "experience": [_job(one) for one in hh.members(found, "experience")],
                "experience_years": _years(found),
                "skills": hh.members(found, "skill_set"),
                "languages": hh.languages(found, "language"),
                "salary": _salary(found, reading, line),
                "accepts": _accepts(found),
                "place": hh.stated({"name": hh.part(found, "area").get("name")}),
                "travel": _travel(found, reading, line),
            }
        ),
        "resume",
    )


def _education(education: dict[str, Any]) -> list[dict[str, Any]]:
    """hh.ru states one level, the highest: it goes to the last training, since no training has its own."""
    level = hh_codes.EDUCATION.get(hh.code(education, "level"))
    schools = [
        hh.stated({"level": "secondary", "institution": one.get("name"), "year": one.get("year")})
        for one in _objects(education, "elementary")
    ]
    trainings = [
        hh.stated({"speciality": one.get("result"), "institution": one.get("name"), "year": one.get("year")})
        for one in _objects(education, "primary")
    ]
    if level in (None, "secondary") and (schools or not level):
        return schools + trainings
    if not trainings:
        return [*schools, {"level": level}]
    last = max(trainings, key=lambda one: one["year"] if isinstance(one.get("year"), int) else 0)
    last["level"] = level
    return schools + trainings


def _qualifications(found: dict[str, Any], education: dict[str, Any]) -> list[Any]:
    """Courses and certificates by their names; tests of attention and the like are none."""
    courses = [one.get("result") or one.get("name") for one in _objects(education, "additional")]
    return [one for one in [*courses, *(one.get("title") for one in _objects(found, "certificate"))] if one]


def _objects(found: dict[str, Any], field: str) -> list[dict[str, Any]]:
    several = hh.members(found, field)
    if not all(isinstance(one, dict) for one in several):
        raise Bad(field, "expected a list of objects")
    return several


def _job(job: Any) -> dict[str, Any]:
    if not isinstance(job, dict):
        raise Bad("experience", "expected a list of objects")
    employer = job.get("company") or hh.part(job, "employer").get("name")
    return hh.stated(
        {
            "title": job.get("position"),
            "employer": employer,
            "from": _month(job.get("start")),
            "to": _month(job.get("end")),
            "duties": hh.plain(job.get("description")),
        }
    )


def _month(day: Any) -> Any:
    """hh.ru writes the first of the month; the checks refuse what is no month then."""
    return day[:7] if isinstance(day, str) else day


def _years(found: dict[str, Any]) -> Any:
    months = hh.part(found, "total_experience").get("months")
    if months is None:
        return None
    if isinstance(months, bool) or not isinstance(months, int | float):
        raise Bad("total_experience.months", "expected number")
    return round(months / 12, 1)


def _salary(found: dict[str, Any], reading: Reading, line: int) -> dict[str, Any]:
    pay = hh.part(found, "salary")
    if pay.get("amount") is None:
        return {}
    if hh.unpriced(pay):
        reading.note(line, "salary.currency", "a currency without a rate here: the pay is left out")
        return {}
    return hh.stated({"min": pay["amount"], "currency": hh.currency(pay), "period": "month"})


def _accepts(found: dict[str, Any]) -> dict[str, Any]:
    """Remote work stands among the schedules: beside another schedule it is a second format, alone the only one."""
    schedules = hh.codes(found, "schedules") or [one for one in [hh.code(found, "schedule")] if one]
    employment = hh.codes(found, "employments") or [one for one in [hh.code(found, "employment")] if one]
    formats = [hh_codes.FORMATS[one] for one in hh.codes(found, "work_format") if one in hh_codes.FORMATS]
    if not formats and "remote" in schedules:
        formats = ["on_site", "remote"] if len(schedules) > 1 else ["remote"]
    return hh.stated(
        {
            "regimes": [hh_codes.REGIMES[one] for one in schedules if one in hh_codes.REGIMES],
            "employment": [hh_codes.EMPLOYMENT[one] for one in employment if one in hh_codes.EMPLOYMENT],
            "formats": formats,
        }
    )


def _travel(found: dict[str, Any], reading: Reading, line: int) -> dict[str, Any]:
    return hh.stated(
        {
            "max_minutes": hh_codes.MINUTES.get(hh.code(found, "travel_time")),
            "own_car": found.get("has_vehicle"),
            "relocation": _relocation(hh.part(found, "relocation"), reading, line),
        }
    )


def _relocation(relocation: dict[str, Any], reading: Reading, line: int) -> Any:
    """None where all the places named lie abroad: neither "possible" here nor "none" would be true."""
    ready = hh.code(relocation, "type")
    if ready == "no_relocation":
        return "none"
    if ready not in ("relocation_possible", "relocation_desirable"):
        return None
    named = _objects(relocation, "area") or _objects(relocation, "areas")
    if not named:
        return "possible"
    found = [reading.names.resolve(str(one.get("name") or "")).kato for one in named]
    if None in found:
        reading.note(line, "relocation.area", "a place that is not known for certain is left out")
    return [kato for kato in found if kato] or None
