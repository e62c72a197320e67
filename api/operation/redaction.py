"""What may never stand in a log: numbers and addresses by which a person is known, and the messages of exceptions.

Log lines are sentences of ours with counts; nobody logs a record. This is the second fence: whatever gets into a line
all the same is masked by its form. A name has no form, so texts from outside are never logged at all, and of an
exception only its class and where it was raised: its message may quote what was sent or stored.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import MutableMapping
from types import TracebackType
from typing import Any

MASK = "***"
FRAMES = 6
_E_MAIL = re.compile(r"[^\s@<>\"',;:()=&?/]+@[^\s@<>\"',;:()=&?/]+\.[^\W\d_]{2,}")
_DIGITS = re.compile(r"(?<![\w-])\+?\d(?:[\s()\-.]{0,2}\d){9,}(?![\w-])")
"""An IIN or BIN (12 digits), a phone (10 or more, however it is spaced), a card."""
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d([T ]\d\d:\d\d.*)?")
KEPT = frozenset({"timestamp", "level", "logger", "request_id", "pid"})
"""Made by us, or checked where they came in."""


def masked(text: str) -> str:
    """The text without e-mail addresses and long numbers; a moment of time is none."""
    if _MOMENT.fullmatch(text):
        return text
    return _DIGITS.sub(MASK, _E_MAIL.sub(MASK, text))


def raised(error: BaseException, trace: TracebackType | None) -> str:
    """The class of an exception and where it was raised, without its message."""
    where = frames(trace)
    return f"{type(error).__name__} in {where}" if where else type(error).__name__


def frames(trace: TracebackType | None) -> str:
    """Functions and lines, innermost last."""
    found = traceback.extract_tb(trace)[-FRAMES:]
    return " > ".join(f"{frame.name}:{frame.lineno}" for frame in found)


def redact(_logger: Any, _name: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A processor of structlog: masks every value, and turns an exception into what may be said of it."""
    info = line.pop("exc_info", None)
    line.pop("stack_info", None)
    line.pop("exception", None)
    if isinstance(info, BaseException):
        line["raised"] = raised(info, info.__traceback__)
    elif isinstance(info, tuple) and isinstance(info[1], BaseException):
        line["raised"] = raised(info[1], info[2])
    for key, value in line.items():
        if key not in KEPT and not key.startswith("_"):
            line[key] = _value(value)
    return line


def _value(value: Any) -> Any:
    """Numbers of ours are counts and stay; anything that is neither that nor a text is not for a log."""
    if isinstance(value, str):
        return masked(value)
    return value if value is None or isinstance(value, bool | int | float) else f"<{type(value).__name__}>"
