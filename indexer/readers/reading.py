"""What every format shares: the last steps from a record to one that may be stored, and the JSON messages."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

import msgspec

from indexer.readers.outcome import Bad, Note, Refused
from scoring import records
from scoring.checks import problems
from scoring.places.located import located
from scoring.places.names import PlaceNames
from scoring.records import Kind, Record, kind_of

_ALLOWED: dict[str, tuple[str, ...]] = {
    "level": (*records.EDUCATION, *records.LEVELS),
    "education": records.EDUCATION,
    "regime": records.REGIMES,
    "regimes": records.REGIMES,
    "employment": records.EMPLOYMENT,
    "format": records.FORMATS,
    "formats": records.FORMATS,
    "period": records.PERIODS,
    "currency": records.CURRENCIES,
    "provides": get_args(records.Provision),
    "conditions": records.CONDITIONS,
    "health_limits": records.CONDITIONS,
    "relocation": ("none", "possible"),
}
_AT = re.compile(r" - at `\$\.?(.*?)`$")
_GOT = re.compile(r"Expected `([^`]*)`")
_MISSING = re.compile(r"missing required field `([a-z_]+)`")
_WORDS = {"str": "text", "float": "number", "int": "whole number", "bool": "true or false", "array": "list"}


@dataclass(frozen=True)
class Reading:
    """One file being read: how it is named in reports, what is known of it, and where its notes go."""

    file: str
    kind: Kind | None
    names: PlaceNames
    as_of: date
    tell: Callable[[Note], None]

    def finish(self, line: int, record: Record) -> Record | Refused:
        """The record with its place found, or the first thing that is wrong with it."""
        record = located(record, self.names)
        wrong = problems(record, places=self.names.places, as_of=self.as_of)
        if wrong:
            return Refused(self.file, line, wrong[0].field, _reasons(wrong[0].reason, len(wrong)), kind_of(record))
        return record

    def refused(self, line: int, bad: Bad) -> Refused:
        """A line that gave no record."""
        return Refused(self.file, line, bad.field, bad.reason, bad.kind or self.kind)

    def note(self, line: int, field: str | None, reason: str) -> None:
        """Something about a line that was read."""
        self.tell(Note(self.file, line, field, reason))


def _reasons(first: str, count: int) -> str:
    return first if count == 1 else f"{first} (and {count - 1} more)"


def explained(error: Exception, kind: Kind | None = None) -> Bad:
    """A decoder's error in our words: the field and what was expected, never the value that msgspec quotes."""
    text = str(error)
    if isinstance(error, msgspec.ValidationError):
        at = _AT.search(text)
        field = at[1] if at else ""
        if missing := _MISSING.search(text):
            return Bad(f"{field}.{missing[1]}" if field else missing[1], "missing", kind)
        return Bad(field or None, _expected(text, field), kind)
    if isinstance(error, UnicodeError):
        return Bad(None, "expected text in UTF-8", kind)
    if isinstance(error, RecursionError):
        return Bad(None, "nested too deeply", kind)
    byte = re.search(r"\(byte (\d+)\)", text)
    return Bad(None, f"broken JSON at byte {byte[1]}" if byte else "broken JSON", kind)


def _expected(text: str, field: str) -> str:
    if text.startswith("Invalid enum value"):
        allowed = _ALLOWED.get(re.sub(r"\[\d+\]$", "", field).rsplit(".", 1)[-1])
        return f"expected one of {', '.join(allowed)}" if allowed else "expected a known value"
    if form := _GOT.search(text):
        words = [_WORDS.get(one, one) for one in form[1].split(" | ") if one != "null"]
        return f"expected {' or '.join(words)}"
    return "expected a number of usual size" if "range" in text else "expected another form"


JSON_ERRORS = (msgspec.DecodeError, UnicodeError, RecursionError)
"""What decoding one line may raise."""

Format = Literal["interchange", "hh", "table", "mapped"]
