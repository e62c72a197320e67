"""Objects of hh.ru's API: how to walk them, and which of the two kinds one is."""

from __future__ import annotations

import html
import re
from typing import Any

import msgspec

from indexer.readers import hh_codes
from indexer.readers.money import CURRENCIES
from indexer.readers.outcome import Bad
from indexer.readers.reading import JSON_ERRORS, explained
from scoring.records import Kind

_BREAKS = re.compile(r"<\s*(?:br|/p|/li|/ul|/ol|/div|/h\d)\b[^>]*>", re.IGNORECASE)
_TAGS = re.compile(r"<[^<>]{0,2000}>")
_BLANKS = re.compile(r"[^\S\n]+")
_LINES = re.compile(r"\s*\n\s*")


def decoded(data: bytes) -> dict[str, Any]:
    """One object.

    Raises:
        Bad: broken JSON, or no object.
    """
    try:
        found = msgspec.json.decode(data, type=dict[str, Any])
    except JSON_ERRORS as error:
        raise explained(error) from error
    return found


def kind_of(found: dict[str, Any]) -> Kind:
    """A vacancy has a name, a resume a title.

    Raises:
        Bad: it has neither.
    """
    if "name" in found:
        return "vacancy"
    if "title" in found:
        return "resume"
    raise Bad("name", "missing: a vacancy of hh.ru has name, a resume title")


def part(found: dict[str, Any], field: str) -> dict[str, Any]:
    """A nested object; an empty one where there is none.

    Raises:
        Bad: something else stands there.
    """
    one = found.get(field)
    if one is None:
        return {}
    if not isinstance(one, dict):
        raise Bad(field, "expected object")
    return one


def members(found: dict[str, Any], field: str) -> list[Any]:
    """A list; an empty one where there is none.

    Raises:
        Bad: something else stands there.
    """
    one = found.get(field)
    if one is None:
        return []
    if not isinstance(one, list):
        raise Bad(field, "expected list")
    return one


def codes(found: dict[str, Any], field: str) -> list[str]:
    """The ids of a list of {"id", "name"}.

    Raises:
        Bad: the list holds something else.
    """
    ids = [one.get("id") if isinstance(one, dict) else None for one in members(found, field)]
    if not all(isinstance(one, str) for one in ids):
        raise Bad(field, "expected a list of objects with an id")
    return [str(one) for one in ids]


def code(found: dict[str, Any], field: str) -> str:
    """The id of an {"id", "name"}, "" where there is none."""
    return str(part(found, field).get("id") or "")


def stated(values: dict[str, Any]) -> dict[str, Any]:
    """What is stated: without None and empty texts, lists and objects."""
    return {field: one for field, one in values.items() if one is not None and one not in ("", [], {})}


def plain(text: Any) -> Any:
    """A text without HTML: paragraphs and points of a list become lines. Anything that is no text stays as it is."""
    if not isinstance(text, str) or ("<" not in text and "&" not in text):
        return text
    text = html.unescape(_TAGS.sub("", _BREAKS.sub("\n", text)))
    return _LINES.sub("\n", _BLANKS.sub(" ", text)).strip()


def currency(pay: dict[str, Any]) -> str | None:
    """The currency in our code; None where it is not stated or is none with a rate."""
    one = pay.get("currency")
    return CURRENCIES.get(one) if isinstance(one, str) else None


def unpriced(pay: dict[str, Any]) -> bool:
    """Whether a pay is in a currency that is not known here."""
    return pay.get("currency") is not None and currency(pay) is None


def languages(found: dict[str, Any], field: str) -> list[dict[str, str]]:
    """Languages by ISO 639-1 with CEFR levels."""
    answer = []
    for one in members(found, field):
        if not isinstance(one, dict) or not isinstance(one.get("id"), str):
            raise Bad(field, "expected a list of objects with an id")
        name: str = one["id"]
        language = {"code": hh_codes.LANGUAGES.get(name, name)}
        if level := hh_codes.LEVELS.get(code(one, "level").lower()):
            language["level"] = level
        answer.append(language)
    return answer


def licences(found: dict[str, Any]) -> list[str]:
    """Driving licences as `driving:C`."""
    return [f"driving:{one}" for one in codes(found, "driver_license_types")]
