"""Hours a week from the days and the hours of an ad: "пн-сб с 8 до 17, час на обед" is 48.

Nine hours and more at the place of work hold a break of one hour, which is no working time (Labour Code, Art. 81); so
does a shorter day that names one. Several spans of hours are shifts and tell nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scoring.reading.facts import Fact
from scoring.reading.sheet import Rule, Sheet

_DAYS = Rule(
    r"\b(?:пн\.?|понедельник\w*|дүйсенбі\w*)\s?(?:-|по|до)?\s?(?:(?P<five>пт\b|пятниц|жұма)|(?P<six>сб\b|суббот"
    r"|(?<!\w)сенбі)|(?P<seven>вс\b|воскрес|жексенбі))|\b(?P<days>[3-6]|пять|шесть|бес|алты) (?:рабочих )?"
    r"(?:дней|дня) в неделю|\b(?P<off>5/2|6/1)\b|(?P<short>пятиднев|шестиднев)|аптасына (?P<kk>[3-6]|бес|алты) күн\b",
    "пн|понед|дүйсен|в неделю|5/2|6/1|днев|аптасына",
)
_SPAN = Rule(
    r"(?:\b(?:с|со)\s(?P<a>\d{1,2})(?:[:.](?P<am>\d\d))?\s?(?:-|до)\s?|(?<![\d:./])(?P<b>\d{1,2})[:.](?P<bm>\d\d)\s?"
    r"(?:-|до|-?(?:ден|дан|тен|тан|нен|нан)\s)\s?)(?P<c>\d{1,2})(?:[:.](?P<cm>\d\d))?(?!\d|[.,:/]\d|\s?(?:лет|год"
    r"|тыс|мың"
    r"|тг|тенге|теңге|%|разряд|числ|июн|ма[йя]|сент|окт|апр))",
    "с |со |:|.",
)
_BREAK = Rule(
    r"\b(?:час|1 час|один час|1 ?ч) (?:на )?(?:обед|перерыв)|\bобед\w* (?:час\b|1 ?ч|перерыв|с 1[1-4])"
    r"|перерыв|түскі үзіліс",
    "обед|перерыв|үзіліс",
)
_COUNTS = {"пять": 5, "шесть": 6, "бес": 5, "алты": 6, "5/2": 5, "6/1": 6, "пятиднев": 5, "шестиднев": 6}
_LEAST, _MOST = 5, 72
"""Hours a week that a job can have."""
_WITH_BREAK = 9


def find(sheet: Sheet) -> Iterator[Fact]:
    """The hours a week of a vacancy, where its days and one span of hours are named."""
    days = next(iter(_DAYS.on(sheet)), None)
    if days is None:
        return
    spans = [match for match in _SPAN.on(sheet) if _length(match) > 0]
    if len({_length(one) for one in spans}) != 1:
        return
    hours = _length(spans[0])
    if hours >= _WITH_BREAK or (_BREAK.opens(sheet) and _BREAK.first(sheet.low)):
        hours -= 1
    week = _days(days) * hours
    if _LEAST <= week <= _MOST:
        yield Fact("schedule.hours_per_week", round(week, 1), spans[0].start(), spans[0].end(), 0.7)


def _length(match: re.Match[str]) -> float:
    """Hours of a span of the day; 0 where it is none."""
    start = int(match.group("a") or match.group("b")) + int(match.group("am") or match.group("bm") or 0) / 60
    end = int(match.group("c")) + int(match.group("cm") or 0) / 60
    return end - start if 4 <= start < end <= 24 and 2 <= end - start <= 14 else 0


def _days(match: re.Match[str]) -> int:
    for name, count in (("five", 5), ("six", 6), ("seven", 7)):
        if match.group(name):
            return count
    written = match.group("days") or match.group("off") or match.group("short") or match.group("kk")
    return _COUNTS.get(written) or int(written)
