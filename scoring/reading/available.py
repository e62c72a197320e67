"""From when a person can start: only a full date ("с 01.02.2027", "1 ақпан 2027 жылдан") is one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from scoring.reading.facts import Fact
from scoring.reading.sheet import Rule, Sheet, fold

_MONTHS = {
    fold(head): number
    for number, heads in enumerate(
        (
            "январ қаңтар",
            "феврал ақпан",
            "март наурыз",
            "апрел сәуір",
            "ма мамыр",
            "июн маусым",
            "июл шілде",
            "август тамыз",
            "сентябр қыркүйек",
            "октябр қазан",
            "ноябр қараша",
            "декабр желтоқсан",
        ),
        1,
    )
    for head in heads.split()
}
_NAMES = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DATE = Rule(
    rf"(?P<d>\d{{1,2}})[.\s]\s?(?:(?P<m>\d{{1,2}})[.]|(?P<w>{_NAMES})[а-я]*\s+)(?P<y>20\d\d)"
    rf"|(?P<y2>20\d\d)\s*(?:жылы?\w*|ж[.])\s+(?P<d2>\d{{1,2}})\s+(?P<w2>{_NAMES})\w*",
    "20",
)
_START = Rule(
    r"выйти|выхо[дж]|приступ|готов|начать|свобод|смогу|доступ|шыға|баста|дайын|available|кіріс",
    "выйти|выхо|приступ|готов|начать|свобод|смогу|доступ|шыға|баста|дайын|available|кіріс",
)


def find(sheet: Sheet) -> Iterator[Fact]:
    """The date as ISO text."""
    for match in _DATE.on(sheet):
        left, right = sheet.sentence(match.start(), match.end())
        if not _START.first(sheet.low[left:right]):
            continue
        word = match.group("w") or match.group("w2")
        month = int(match.group("m")) if match.group("m") else _MONTHS[word]
        try:
            day = date(int(match.group("y") or match.group("y2")), month, int(match.group("d") or match.group("d2")))
        except ValueError:
            continue
        yield Fact("available_from", day.isoformat(), match.start(), match.end())
