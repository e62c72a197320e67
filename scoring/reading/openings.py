"""How many people are sought: a number beside the verb that seeks, or "N вакансий", "N орын", "N человек".

A number alone is none: staff, seats and clients are people too, so "5 человек" counts only where the clause seeks.
"""

from __future__ import annotations

from collections.abc import Iterator

from scoring.reading.facts import Fact
from scoring.reading.numbers import WORD, count
from scoring.reading.sheet import Rule, Sheet

_N = rf"(?P<n>\d{{1,3}}|{WORD})"
_SEEKING = Rule(
    r"треб\w+|нуж(?:ен|на|но|ны)|ищем|ищет|наб(?:ираем|ор|ираю|ирает)|прим(?:ем|у|ет)|возьм(?:ем|у)"
    r"|керек|қажет|іздей\w+|іздеп|қабылдай\w+|аламыз|шақырамыз|ваканс\w+|приглаша\w+",
    "треб|нуж|ищ|наб|прим|возьм|керек|қажет|ізде|қабылд|аламыз|шақыр|ваканс|приглаш",
)
_PLACES = Rule(
    rf"\b{_N}\s*(?:-?(?:х|и)\s)?(?:вакан(?:си[ийя]\w*|тн\w+ мест\w*)|(?:бос )?орын(?!\w*б)(?:ға|\b)"
    rf"|свободн\w+ мест\w*|штатн\w+ единиц\w*)",
    "вакан|орын|мест|единиц",
)
_PEOPLE = Rule(
    rf"(?<![-/\d])\b{_N}\s*(?:чел(?:\.|овек\w*)?(?!\w)|адам\w*|сотрудник\w*|работник\w*)",
    "чел|адам|сотрудник|работник",
)
_VERB = Rule(
    rf"(?:требу(?:е|ю)тся|нуж(?:ен|на|но|ны)|ищем|ищет|набираем|набирает|примем|возьмем|приглашаем"
    rf"|приглашает|срочно)\s+(?:на работу\s+|срочно\s+|еще\s+|на \w+\s+)?{_N}\s+(?!лет|год|раз|смен|час"
    rf"|дн|тыс|мес)[а-я-]{{4,}}",
    "треб|нуж|ищем|набир|примем|возьм|приглаш|срочно",
)
_KAZAKH = Rule(
    rf"\b{_N}\s+(?!жыл|жас\b|сағат|күн|ай\b|мың|адамд|разряд|санат|рет)(?:[а-я-]{{3,}}\s+){{1,3}}(?:керек"
    rf"|қажет|іздейміз|іздеп|қабылдаймыз|аламыз)",
    "керек|қажет|ізде|қабылд|аламыз",
)
_COUNTED = Rule(
    r"\b(?P<t>[а-я]{5,30})\s*(?:-|:)?\s*\(?(?P<n>\d{1,2})\s*(?:чел|адам|ед\b|орын|мест)",
    "чел|адам|ед|орын|мест",
)
_TOTAL = Rule(
    r"(?:адам саны|количество (?:вакан\w+|мест|человек)|кол-во (?:вакан\w+|мест|чел\w*)|бос орын саны"
    r"|вакансий)\s*[-:]?\s*(?P<n>\d{1,3})\b",
    "саны|количество|кол-во|вакансий",
)
_NOT_OPENINGS = Rule(
    r"команд|коллектив|штат\w* (?:из|более)|зал|клиент|ребен|дет|групп|гост|обслуж|подчинен|стаж|өтіл"
    r"|тәжіриб|опыт|жыл",
    "команд|коллектив|штат|зал|клиент|ребен|дет|групп|гост|обслуж|подчин|стаж|өтіл|тәжір|опыт|жыл",
)
_MOST = 500


def _sought(sheet: Sheet, start: int, end: int, clause: str) -> bool:
    """Whether the people are sought: in their clause, or, where it holds nothing else, in the sentence before it."""
    alone = clause.strip() == sheet.low[start:end].strip()
    return _SEEKING.first(sheet.before(start, 60) if alone else clause) is not None


def find(sheet: Sheet) -> Iterator[Fact]:
    """The openings of a vacancy."""
    for rule, confidence in (
        (_TOTAL, 0.95),
        (_PLACES, 0.92),
        (_VERB, 0.9),
        (_KAZAKH, 0.88),
        (_COUNTED, 0.85),
        (_PEOPLE, 0.8),
    ):
        for match in rule.on(sheet):
            number = count(match.group("n"))
            left, right = sheet.clause(match.start(), match.end())
            clause = sheet.low[left:right]
            if rule is _PEOPLE and (
                not _sought(sheet, match.start(), match.end(), clause)
                or sheet.low[: match.start()].endswith(("из ", "от ", "до "))
            ):
                continue
            if number and number <= _MOST and number == int(number) and not _NOT_OPENINGS.first(clause):
                yield Fact("openings", int(number), match.start(), match.end(), confidence)
