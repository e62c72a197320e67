"""Columns: a record laid flat, one text a cell, and back. CSV files and mapped files both come through here.

A column is the dotted path of a field ("salary.from"). Lists are parted by "|"; a job or a training is a group of
numbered columns ("experience.1.title") or one cell of JSON.
"""

from __future__ import annotations

import math
import re
from typing import Any, Literal

import msgspec

from indexer.readers.outcome import Bad
from indexer.readers.reading import JSON_ERRORS, explained
from scoring.records import Kind, Record, Resume, Vacancy

Form = Literal["text", "number", "whole", "flag", "list", "list_or_none", "languages", "skills", "json", "relocation"]

_SHARED: dict[str, Form] = {
    "id": "text", "occupation": "text", "place.kato": "text", "place.name": "text", "place.address": "text",
    "place.lat": "number", "place.lon": "number", "salary.currency": "text", "salary.period": "text",
}  # fmt: skip
VACANCY: dict[str, Form] = _SHARED | {
    "title": "text", "description": "text", "employer.id": "text", "employer.name": "text", "employer.bin": "text",
    "requirements.education": "text", "requirements.speciality": "text", "requirements.qualification": "text",
    "requirements.licences": "list", "requirements.experience_years": "number", "requirements.skills": "skills",
    "requirements.skills.wished": "skills", "requirements.languages": "languages", "requirements.other": "list",
    "salary.from": "number", "salary.to": "number", "salary.gross": "flag",
    "schedule.regime": "text", "schedule.employment": "text", "schedule.format": "text", "schedule.night": "flag",
    "schedule.hours_per_week": "number", "provides": "list", "conditions": "list_or_none", "openings": "whole",
    "published_at": "text", "expires_at": "text",
}  # fmt: skip
RESUME: dict[str, Form] = _SHARED | {
    "desired": "list", "summary": "text", "education": "json", "qualifications": "list", "licences": "list_or_none",
    "experience": "json", "experience_years": "number", "skills": "list", "languages": "languages",
    "salary.min": "number", "salary.in_hand": "flag", "accepts.regimes": "list", "accepts.employment": "list",
    "accepts.formats": "list", "accepts.night": "flag", "accepts.hours_max": "number", "travel.max_minutes": "number",
    "travel.own_car": "flag", "travel.relocation": "relocation", "health_limits": "list_or_none",
    "available_from": "text",
}  # fmt: skip
_NUMBERED: dict[str, dict[str, Form]] = {
    "experience": {"title": "text", "employer": "text", "from": "text", "to": "text", "duties": "text"},
    "education": {"level": "text", "speciality": "text", "institution": "text", "year": "whole"},
}
_GROUP = re.compile(r"(experience|education)\.([1-9]\d?)\.([a-z]+)")
_FLAGS = {
    **dict.fromkeys(("true", "yes", "да", "иә", "1"), True),
    **dict.fromkeys(("false", "no", "нет", "жоқ", "0"), False),
}
_BLANKS = re.compile(r"[\s\u00a0\u202f']")
NONE = "none"
"""The cell of a list that is stated to be empty, where an empty cell is silent."""


def form_of(column: str, kind: Kind) -> Form | None:
    """What a column holds; None where there is no such column."""
    if kind == "resume" and (group := _GROUP.fullmatch(column)):
        return _NUMBERED[group[1]].get(group[3])
    return (VACANCY if kind == "vacancy" else RESUME).get(column)


def value(text: str, form: Form, column: str) -> Any:
    """A cell's value; None for an empty cell.

    Raises:
        Bad: the cell is not of the column's form.
    """
    text = text.strip()
    if not text:
        return None
    if form in ("number", "whole"):
        return number(text, column, whole=form == "whole")
    if form == "flag":
        if text.casefold() not in _FLAGS:
            raise Bad(column, "expected true or false")
        return _FLAGS[text.casefold()]
    if form == "json":
        try:
            return msgspec.json.decode(text)
        except JSON_ERRORS as error:
            raise Bad(column, f"expected a list in JSON: {explained(error).reason}") from error
    return text if form == "text" else _several(text, form)


def number(text: str, column: str, *, whole: bool = False) -> float | int:
    """A number as people write it: "1 200,50"; digits may be parted by blanks, and a comma is a point.

    Raises:
        Bad: it is none, or none that is finite.
    """
    try:
        found = float(_BLANKS.sub("", text).replace(",", "."))
    except ValueError:
        raise Bad(column, "expected number") from None
    if not math.isfinite(found):
        raise Bad(column, "expected number of usual size")
    if whole and not found.is_integer():
        raise Bad(column, "expected whole number")
    return int(found) if found.is_integer() else found


def _several(text: str, form: Form) -> Any:
    words = [word.strip() for word in text.split("|") if word.strip()]
    if form == "list_or_none" and words == [NONE]:
        return []
    if form == "relocation":
        return words[0] if words in ([NONE], ["possible"]) else words
    if form == "languages":
        pairs = [word.partition(":") for word in words]
        return [{"code": code.strip()} | ({"level": level.strip()} if level else {}) for code, _, level in pairs]
    return words


def assembled(flat: dict[str, Any], kind: Kind) -> Record:
    """The record of a flat row: {"salary.from": 5} -> {"salary": {"from": 5}} -> a structure, types checked.

    Raises:
        Bad: it is no record.
    """
    groups: dict[str, dict[int, dict[str, Any]]] = {}
    nested: dict[str, Any] = {}
    for column, one in flat.items():
        if one is None:
            continue
        if group := _GROUP.fullmatch(column):
            groups.setdefault(group[1], {}).setdefault(int(group[2]), {})[group[3]] = one
        else:
            _put(nested, column, one)
    for name, members in groups.items():
        nested[name] = [members[at] for at in sorted(members)]
    return checked(nested, kind)


def _put(nested: dict[str, Any], column: str, one: Any) -> None:
    if column.startswith("requirements.skills"):
        asked = [{"name": name, "required": column == "requirements.skills"} for name in one]
        nested.setdefault("requirements", {}).setdefault("skills", []).extend(asked)
        return
    *parents, last = column.split(".")
    for parent in parents:
        nested = nested.setdefault(parent, {})
    nested[last] = one


def checked(nested: dict[str, Any], kind: Kind) -> Record:
    """A structure from a nested object, numbers and flags already being such.

    Raises:
        Bad: a field is missing or of the wrong type.
    """
    try:
        return msgspec.convert(nested, Vacancy) if kind == "vacancy" else msgspec.convert(nested, Resume)
    except msgspec.ValidationError as error:
        raise explained(error, kind) from error
