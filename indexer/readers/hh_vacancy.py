"""A vacancy of hh.ru's API, full, short or from a search page, in our fields."""

from __future__ import annotations

from typing import Any

from indexer.readers import hh, hh_codes
from indexer.readers.columns import checked
from indexer.readers.dates import ISO, iso
from indexer.readers.outcome import Bad
from indexer.readers.reading import Reading
from scoring.records import Record


def vacancy(found: dict[str, Any], reading: Reading, line: int) -> Record:
    """The record of an object.

    Raises:
        Bad: it is no vacancy that can be read, or one that is closed.
    """
    if str(found.get("archived")).lower() == "true":
        raise Bad("archived", "expected a vacancy that is not archived")
    if found.get("name") is None:
        raise Bad("name", "missing")
    published = found.get("published_at") or found.get("created_at")
    employer = hh.part(found, "employer")
    return checked(
        hh.stated(
            {
                "id": found.get("id"),
                "title": found["name"],
                "description": _description(found),
                "employer": hh.stated({"id": employer.get("id"), "name": employer.get("name")}),
                "place": _place(found),
                "requirements": _requirements(found),
                "salary": _salary(found, reading, line),
                "schedule": _schedule(found),
                "published_at": iso(published, "published_at", [ISO]) if isinstance(published, str) else published,
            }
        ),
        "vacancy",
    )


def _description(found: dict[str, Any]) -> Any:
    """The text, or what a search page shows of it."""
    if found.get("description") is not None:
        return hh.plain(found["description"])
    snippet = hh.part(found, "snippet")
    shown = [hh.plain(snippet.get(part)) for part in ("responsibility", "requirement")]
    return "\n".join(text for text in shown if isinstance(text, str))


def _place(found: dict[str, Any]) -> dict[str, Any]:
    address = hh.part(found, "address")
    lines = [address.get(part) for part in ("city", "street", "building")]
    written = ", ".join(text for text in lines if isinstance(text, str) and text)
    place = {"name": hh.part(found, "area").get("name"), "address": address.get("raw") or written}
    if address.get("lat") is not None and address.get("lng") is not None:
        place |= {"lat": address["lat"], "lon": address["lng"]}
    return hh.stated(place)


def _requirements(found: dict[str, Any]) -> dict[str, Any]:
    """Key skills are what the employer looks for, not a condition: wished, not required."""
    skills = [one.get("name") if isinstance(one, dict) else None for one in hh.members(found, "key_skills")]
    return hh.stated(
        {
            "experience_years": hh_codes.EXPERIENCE_YEARS.get(hh.code(found, "experience")),
            "skills": [{"name": name} for name in skills if name],
            "licences": hh.licences(found),
            "languages": hh.languages(found, "languages"),
        }
    )


def _salary(found: dict[str, Any], reading: Reading, line: int) -> dict[str, Any]:
    """`salary_range` says the period, the older `salary` is per month."""
    ranged = hh.part(found, "salary_range")
    pay = ranged or hh.part(found, "salary")
    if pay.get("from") is None and pay.get("to") is None:
        return {}
    if hh.unpriced(pay):
        reading.note(line, "salary.currency", "a currency without a rate here: the pay is left out")
        return {}
    period = hh_codes.PERIODS.get(hh.code(ranged, "mode")) if ranged else "month"
    return hh.stated(
        {
            "from": pay.get("from"),
            "to": pay.get("to"),
            "currency": hh.currency(pay),
            "period": period,
            "gross": pay.get("gross"),
        }
    )


def _schedule(found: dict[str, Any]) -> dict[str, Any]:
    schedule, employment = hh.code(found, "schedule"), hh.code(found, "employment_form") or hh.code(found, "employment")
    formats = {hh_codes.FORMATS[one] for one in hh.codes(found, "work_format") if one in hh_codes.FORMATS}
    if not formats and schedule == "remote":
        formats = {"remote"}
    rotation = "rotation" if employment == "FLY_IN_FLY_OUT" else None
    return hh.stated(
        {
            "regime": hh_codes.REGIMES.get(schedule) or rotation,
            "employment": hh_codes.EMPLOYMENT.get(employment),
            "format": formats.pop() if len(formats) == 1 else None,
            "night": True if found.get("night_shifts") is True else None,
        }
    )
