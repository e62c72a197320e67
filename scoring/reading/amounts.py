"""Amounts of money as written, and which of them are the two ends of one range.

"250 000", "250.000", "250 тыс", "250 т.т.", "250 мың" and "$1,500" are amounts; a number that counts years, people or
metres is none. A dash, "до" or "-нан ... -ға дейін" between two amounts joins them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from scoring.reading.sheet import Rule, Sheet

_CURRENCY = r"тенге\w*|теңге\w*|тг\b\.?|тнг\b|₸|kzt|usd|\$|долл\w*|eur\b|€|евро\w*|руб\w*|₽|rub\b"
_AMOUNT = Rule(
    r"(?:(?P<p>[$€₸])\s?)?(?<![\d+.,№/])(?P<n>\d{1,3}(?:[ .,']\d{3})+(?!\d)|\d{2,7}"
    r"|\d{1,3}(?:[.,]\d{1,2})?)(?![\d%:])(?!/(?!\s?(?:ча?с?\b|смен|сут|день|мес|выход|ауысым|сағат"
    r"|күн)))(?!\s?%)\s*(?P<m>ты[сщ]\w*\.?|т\.?\s?т\b\.?|т\.?\s?тг\b"
    r"|т\.(?!\w)|т\b|к\b|k\b|мың\w*|млн\w*\.?|миллион\w*)?"
    rf"\s*(?P<c>{_CURRENCY})?(?P<u>[^\S\n]?-?(?:нан|нен|дан|ден|тан|тен|ға|ге|қа|ке)\b)?",
)
_JOIN = Rule(
    r"^[^\S\n]*\.?[^\S\n]*(?:(?:тенге|тг|мың)?(?:нан|нен|дан|ден)?[^\S\n]*(?:-|до|бастап|&[nm]dash;)|(?:тенге|тг"
    r"|мың)?(?:нан|нен|дан|ден))\s*(?:до|от)?\s*$",
)
_FROM = ("нан", "нен", "дан", "ден", "тан", "тен")
"""After one of these endings a blank alone leads to the other end of the range: "170 мыңнан 200 мыңға дейін"."""
_UNIT_AFTER = Rule(
    r"[^\S\n]*(?:-?(?:х|ти|и)\b)?[^\S\n]*(?:лет|год|г\.|жыл|час(?:ов|а)?\b(?! *$)|сағат|чел|адам|дн|күн|мин|км|кг"
    r"|м2|м\b|мм|см|тонн|шт|кв|место|мест|орын|разряд|смен\b|раз\b|%|вольт|в\b(?= до)|групп|сут|мес\b"
    r"|литр|этаж|класс|бала|дет)",
)
_CODES = (
    ("тг", "KZT"),
    ("тенге", "KZT"),
    ("тнг", "KZT"),
    ("₸", "KZT"),
    ("kzt", "KZT"),
    ("usd", "USD"),
    ("$", "USD"),
    ("дол", "USD"),
    ("eur", "EUR"),
    ("€", "EUR"),
    ("евро", "EUR"),
    ("руб", "RUB"),
    ("₽", "RUB"),
    ("rub", "RUB"),
)


_FULL = 10_000
"""From here on "т" or "к" after an amount is no multiplier: "350 000 т" is tenge cut short."""


@dataclass
class Amount:
    """One amount: `value` with its multiplier applied unless `bare`; `direction` from case endings (ға -> to)."""

    start: int
    end: int
    number: float
    times: float
    currency: str | None


def groups(sheet: Sheet) -> Iterator[list[Amount]]:
    """Amounts in order, the two ends of a range together."""
    held: list[Amount] = []
    for match in _AMOUNT.on(sheet):
        one = _amount(match)
        before = sheet.low[max(0, one.start - 2) : one.start]
        if (
            one.times == 1
            and one.currency is None
            and (_UNIT_AFTER.starts(sheet.low[one.end : one.end + 12]) or before.endswith(("№", "+")))
        ):
            continue
        if held and len(held) == 1 and one.start - held[0].end < 24 and _joined(sheet, held[0].end, one.start):
            held.append(one)
            continue
        if held:
            yield held
        held = [one]
    if held:
        yield held


def _joined(sheet: Sheet, end: int, start: int) -> bool:
    """Whether what stands between two amounts makes them one range."""
    between = sheet.low[end:start]
    return _JOIN.first(between) is not None or (sheet.low[:end].endswith(_FROM) and not between.strip(" "))


def _amount(match: re.Match[str]) -> Amount:
    group = match.group
    written = group("n")
    grouped = len(written) > 4 and written[-4] in " .,'"
    number = float("".join(letter for letter in written if letter.isdigit()) if grouped else written.replace(",", "."))
    times = {"м": 1e6, "": 1.0}.get((group("m") or "")[:1], 1e3)
    if (group("m") or "").startswith("мын"):
        times = 1e3
    if number >= _FULL and times == 1e3:
        times = 1.0
    currency = next((code for head, code in _CODES if (group("c") or group("p") or "").startswith(head)), None)
    if currency is None and (group("m") or "").replace(".", "").replace(" ", "") in ("тт", "ттг"):
        currency = "KZT"
    end = match.start() + len(match.group().rstrip())
    return Amount(match.start(), end, number, times, currency)
