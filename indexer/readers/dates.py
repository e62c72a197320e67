"""Dates as files write them, to YYYY-MM-DD."""

from __future__ import annotations

import re
from datetime import datetime

from indexer.readers.outcome import Bad
from scoring.checks import day

ISO = "iso"
WORDS = "words"
"""The form "1 марта 2026", in Russian or Kazakh."""

_MONTHS = {
    "янв": 1, "фев": 2, "мар": 3, "апр": 4, "ма": 5, "июн": 6, "июл": 7, "авг": 8, "сен": 9, "окт": 10, "ноя": 11,
    "дек": 12,
    "қаң": 1, "ақп": 2, "нау": 3, "сәу": 4, "мам": 5, "мау": 6, "шіл": 7, "там": 8, "қыр": 9, "қаз": 10, "қар": 11,
    "жел": 12,
}  # fmt: skip
_BY_LENGTH = sorted(_MONTHS, key=len, reverse=True)
_WORDS = re.compile(r"(\d{1,2})\s+([^\W\d]+)\.?\s+(\d{4})")


def iso(text: str, column: str, forms: list[str]) -> str:
    """The day of a text in the first of the forms that fits: "iso", "words", or one of Python's ("%d.%m.%Y").

    Raises:
        Bad: it is in none of them.
    """
    text = text.strip()
    for form in forms:
        found = _iso(text) if form == ISO else _words(text) if form == WORDS else _form(text, form)
        if found:
            return found
    raise Bad(column, f"expected a date as {' or '.join(forms)}")


def _iso(text: str) -> str | None:
    found = day(text)
    return found.isoformat() if found else None


def _words(text: str) -> str | None:
    form = _WORDS.search(text.casefold())
    if not form:
        return None
    month = next((_MONTHS[start] for start in _BY_LENGTH if form[2].startswith(start)), 0)
    return _iso(f"{form[3]}-{month:02d}-{int(form[1]):02d}")


def _form(text: str, form: str) -> str | None:
    try:
        return datetime.strptime(text, form).date().isoformat()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return None
