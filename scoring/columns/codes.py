"""Small codes shared by both sides' columns: months, masks, three-valued flags, places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

UNSTATED = -1
OPEN_END = 32_000
"""The end month of a job that lasts; judged as the month of `as_of`."""

_EPOCH_YEAR = 1900


def month(text: str) -> int:
    """Months since January 1900 of "YYYY-MM" (or a longer ISO date)."""
    return (int(text[:4]) - _EPOCH_YEAR) * 12 + int(text[5:7]) - 1


def month_of(day: date) -> int:
    """Months since January 1900 of a day."""
    return (day.year - _EPOCH_YEAR) * 12 + day.month - 1


def flag(value: bool | None) -> int:
    """A stated flag as 1 or -1, a silent one as 0."""
    return 0 if value is None else 1 if value else -1


def mask(values: Sequence[str] | None, codes: Sequence[str]) -> int:
    """A set of codes as bits; 0 = not stated (an empty list says as little)."""
    return sum(1 << codes.index(value) for value in values or ())


KNOWN = 8
"""From this bit on a mask of what a person accepts says of which values they tell, the accepted ones included."""


def accepted(values: Sequence[str] | None, refused: Iterable[str], codes: Sequence[str], *, open_: bool) -> int:
    """What a person accepts as bits, and above them of which values they tell.

    Args:
        values: those accepted; a list tells of all values.
        refused: those refused in words.
        codes: all values.
        open_: the list was read from words that leave the other values open.
    """
    yes = mask(values, codes)
    if yes and not open_:
        return yes | ((1 << len(codes)) - 1) << KNOWN
    return yes | (yes | sum(1 << codes.index(one) for one in refused)) << KNOWN


def bit(value: str | None, codes: Sequence[str]) -> int:
    """One code as a bit; 0 = not stated."""
    return 0 if value is None else 1 << codes.index(value)
