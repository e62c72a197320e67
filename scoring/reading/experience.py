"""Years of experience: asked by a vacancy, had by a person.

A vacancy's years count only beside a word for experience ("опыт", "стаж", "өтіл", "тәжірибе"): ages, contract terms and
the age of the company are years too. "Без опыта", "опыт не нужен", "тәжірибе қажет емес" ask 0; a wish asks nothing.
A person's years need no such word ("8 лет в хирургии", "9 жыл руль алдындамын"), but must not be their age, a child's
age, a time of study or of a break. "С 2016 года" needs a date to count to, so it is read only where `year` is given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scoring.reading.facts import Fact
from scoring.reading.negation import wished
from scoring.reading.numbers import NUMBER, count, tidy
from scoring.reading.sheet import Rule, Sheet

_SPAN = Rule(
    rf"(?<![\d.,/])(?P<n>{NUMBER})\s*(?:-?(?:х|ти|и|ех|ми|го)\b)?\s*\+?(?:\s*(?:-|до"
    rf"|или)\s*(?P<m>{NUMBER})\s*(?:-?(?:х|ти|и)\b)?)?\s*\+?\s*"
    r"(?:и\s+(?:более|больше)\s+)?(?:полных\s+)?(?P<unit>(?:лет|год(?:а|ов|у)?|г(?=\.)|(?<=\d)л\b|(?<=\d )л(?=[.,])"
    r"|years?|yrs?"
    r"|жыл(?!қы)\w*|мес\b|месяц\w*|months?|ай(?:дан|лық|дың|ға)?"
    r"|сезон\w*)\b)(?:\s*(?:и\s+)?(?P<months>\d{1,2})\s*(?:мес\w*|ай\b))?|\b(?P<half>полгода|полугода"
    r"|полугодов\w+|жарты жыл\w*)|\b(?P<one>(?:от|более|больше|минимум|около|почти|с|1|не"
    r" менее|не меньше)\s+года|(?:хотя бы|минимум)\s+год)\b",
    "лет|год|жыл|мес|month|year|ай|сезон|г.|yrs|0л|1л|2л|3л|4л|5л|6л|7л|8л|9л| л.| л,",
)
_CONTEXT = Rule(
    r"опыт|стаж(?!ир|ер)|өтіл|тәжірибе|experience|тажриб|проработ|отработ|наработ|#\s+работы\b",
    "опыт|стаж|өтіл|тәжірибе|experience|тажриб|работ",
)
_NOT_EXPERIENCE = Rule(
    r"возраст|жасы|жасқа|жастан|\bжас\b|на рынке|нарықта|существу|компани\w+ (?:уже )?\d|гаранти"
    r"|кепілдік|договор|контракт|келісім|срок|мерзім|испытат|сынақ|ребен|дочк|дочер|сыну?\b|внук|балам"
    r"|баламыз|\bмне\b|\bрожден|\bтуған|назад|бұрын\b|через(?! (?:дв|тр|сут|день|ноч|[1-4]\b))|перерыв|декрет"
    r"|не работ|сидел|безработ|учил"
    r"|учеба|обуч\w* \d|курс|живу|тұрамын|последн|соңғы|из них|оның ішінде|действ|жарамды"
    r"|машин\w* \d{4}|стаж вождени|скидк|рассроч|нам (?:уже )?$|бізге (?:биыл)?|ищу работу|жұмыс іздеп"
    r"|в браке|брак|без аварий|судим|служ\w+ в армии|армия|әскер|раз в|в год$|каждые|практик|тәжірибеден өт",
)
_NONE_ASKED = Rule(
    r"(?:можно |рассм\w+ (?:кандидат\w+ )?(?:и )?|берем (?:и )?|в т\.?\s?ч\.? )?\bбез (?:опыта"
    r"|стажа)(?!\s+не\b)(?: работы)?|(?:опыт|стаж)\w*(?: работы)?(?: \w+){0,2}? (?:неваж(?:но|ен)|не (?:нуж|треб"
    r"|обязател|важ|имеет знач|принцип)\w*|необязател\w*|значения не имеет)|(?:жұмыс )?(?:тәжірибе|өтіл"
    r"|стаж)\w*(?: \w+)?,? (?:(?:қажет|керек|міндетті|маңызды|шарт|мәселе) емес|талап ет(?:ілмейді"
    r"|пейміз)|сұрамаймыз|жоқтар|маңызды емес|болмаса да|сұралмайды|қажеті жоқ|керегі жоқ|маңызы жоқ"
    r"|жоқ болса да)|(?:тәжірибе|өтіл)сіз\w*|no experience (?:required|needed)",
    "опыт|стаж|тәжірибе|өтіл|experience",
)
_NONE_HAD = Rule(
    r"\bбез опыта\b(?! работы с)|опыта (?:работы )?(?:пока |еще |у меня )?(?:нет|не имею)\b"
    r"|(?<!с )нет опыта(?: работы)?(?=\s*(?:[.,;!]|$|но|пока))|(?:жұмыс )?тәжірибем (?:әзірге "
    r"|әлі )?жоқ|(?:жұмыс )?өтілім жоқ|тәжірибе(?: \w+)? жоқ|тәжірибесізбін"
    r"|\b(?:стажа?|опыт) (?:пока |әзірге )?(?:жоқ|нет|нету)\b(?! болса)",
    "опыт|стаж|тәжірибе|өтіл",
)
_PART_OF_YEAR = (
    r"(?:янв|фев|март|апр|ма[яй]|июн|июл|авг|сент|окт|нояб|дек)\w*|весны|лета|осени|зимы|начала|конца|середины"
)
SINCE = Rule(
    rf"\b(?:с|со|от)\s+(?:(?P<m>{_PART_OF_YEAR})\s+)?(?P<a>(?:19|20)\d\d)\s*(?:-?го)?\s*(?:г\.|года|г\b)|(?P<b>(?:19"
    r"|20)\d\d)\s*(?:-?\s*(?:жылы?дан|ж\.?\s*бастап)|жылдан)(?:\s+(?:бері|бастап))?"
    rf"|\b(?:since)\s+(?P<c>(?:19|20)\d\d)|\bсо?\s+(?:(?P<k>{_PART_OF_YEAR})\s+)?(?P<d>(?:19|20)\d\d)(?=-?го\b|\s*[,.;]"
    r"|\s+(?:[а-я]{2,}(?:ю|у|юсь|усь)|за|на|в)\b|$)",
    "19|20",
)
"""A year from which something lasts."""
SINCE_WORK = Rule(
    r"учусь|\d (?:года )?ищу|ищу работу|живу|тұрамын|замужем|на пенсии|не работаю|права|удостовер|куәлік|сертиф"
    r"|безработ|декрет"
    r"|оқимын",
    "уч|ищу|жив|тұр|замуж|пенси|не раб|прав|удост|куәл|серт|безраб|декрет|оқи",
)

_AGED = Rule(
    r"(?:мужчин|женщин|девуш|парн|парен|юнош|кандидат|жігіт|қыз|ер адам|әйел)\w*\s*(?:в возрасте\s*)?(?:от|до|с"
    r"|не моложе"
    r"|старше)?\s*$",
    "мужчин|женщин|девуш|парн|парен|юнош|кандидат|жігіт|қыз|ер адам|әйел",
)
"""People before a number: "мужчины от 25 лет с опытом" tells an age."""
_TOTAL = Rule(
    r"общ|всего|жалпы|барлығы|суммарн",
    "общ|всего|жалпы|барлығы|суммарн",
)
_SHORT_UNITS = ("л", "г")
_BESIDE = 8
_MOST_YEARS = 50.0
_GROWN_UP = 18


def find(sheet: Sheet, *, vacancy: bool, year: int | None = None) -> Iterator[Fact]:
    """The years as facts; the assembly keeps the most confident."""
    path = "requirements.experience_years" if vacancy else "experience_years"
    if vacancy:
        for match in _NONE_ASKED.on(sheet):
            yield Fact(path, 0, match.start(), match.end(), 0.85)
    for match in _SPAN.on(sheet):
        years = _years(match)
        if years is None or not 0 < years <= _MOST_YEARS:
            continue
        if match.group("unit") in _SHORT_UNITS and not _CONTEXT.first(
            sheet.before(match.start(), 30) + " " + sheet.low[match.end() : match.end() + _BESIDE]
        ):
            continue  # Litres, or the town after "г.", unless behind "стаж" or "опыт".
        confidence = _worth(sheet, match.start(), match.end(), vacancy=vacancy)
        if confidence:
            yield Fact(path, tidy(years), match.start(), match.end(), confidence)
    if not vacancy:
        yield from _since(sheet, path, year)
        for match in _NONE_HAD.on(sheet):
            yield Fact(path, 0, match.start(), match.end(), 0.5)


def _years(match: re.Match[str]) -> float | None:
    """The years of a match: of a range its lower end, months as parts of a year."""
    group = match.group
    if group("half"):
        return 0.5
    if group("one"):
        return 1.0
    number = count(group("n"))
    if number is None:
        return None
    unit = group("unit")
    if unit.startswith(("мес", "month", "аи")) or unit == "ай":
        return round(number / 12, 2)
    if unit.startswith("сезон"):
        return None
    return number + round(int(group("months") or 0) / 12, 2)


def _worth(sheet: Sheet, start: int, end: int, *, vacancy: bool) -> float:
    """How surely a span of years is experience; 0 = it is not."""
    left, right = sheet.clause(start, end)
    clause = sheet.low[left:right]
    near = sheet.before(start, 110 if vacancy else 45) + " # " + sheet.after(end, 40)
    context = _CONTEXT.first(sheet.low[max(left, start - 45) : min(right, end + 45)]) or _CONTEXT.first(
        sheet.before(start, 14)
    )
    if vacancy:
        aged = _AGED.first(sheet.before(start, 30))
        told = _CONTEXT.first(near) or _at_work(sheet, start, end)
        if aged or not told or _NOT_EXPERIENCE.first(clause) or wished(sheet, start, end):
            return 0.0
        return 0.9 if context else 0.8
    if _NOT_EXPERIENCE.first(clause[: max(0, start - left)][-30:] + " # " + clause[end - left :][:25]) or (
        # "Без опыта, 19 лет": an age.
        clause.strip(" .,-") == sheet.low[start:end].strip() and _NONE_HAD.first(sheet.before(start, 24))
    ):
        return 0.0
    if _TOTAL.first(sheet.before(start, 30)):
        return 0.99
    if not context and clause.strip(" .,-") == sheet.low[start:end].strip():
        # "Сварщик, 7 лет" is experience, "Иванов, 41 год" an age.
        years = count(clause.split()[0])
        return 0.6 if years and years < _GROWN_UP else 0.0
    return 0.95 if context else 0.8


def since_year(match: re.Match[str]) -> int:
    """The year of a match of `SINCE`."""
    return int(next(match.group(one) for one in "abcd" if match.group(one)))


_LEAST = Rule(r"(?:\bот|не мен(?:ее|ьше)|минимум|хотя бы|как минимум)\s*$", "от|не мен|минимум|хотя бы")
_IN_A_TRADE = Rule(
    r"\s*(?:в|на|за)\s+(?!год\b|месяц|недел|сутк|смен[ау]|день|час|руки|рук\b)[а-я]{4,}"
    r"|\s*(?:стоял|отстоял|прораб|отраб|работа[лвю]|прослуж|вел[аи]?\b|водил|ездил|варил|шил|готовил|занима|торгова|строил)\w*"
    r"|\s*(?:работы\s+)?[а-я]{3,}(?:ом|ем|ником|щиком"
    r"|тором|истом|ницей|ой)\b",
)
_OF_OTHERS = Rule(
    r"\bмы\b|\bнам\b|компани|отрасл|фирм|\bдет|ребен|ребят|школьник|групп\w+ от|возраст|жил|аренд|кредит|действ"
    r"|хран|служ\w+ машин",
)


def _at_work(sheet: Sheet, start: int, end: int) -> bool:
    """Whether an ad asks years without a word for experience: "не меньше двух лет в цехе", "от двух лет админом"."""
    left, right = sheet.clause(start, end)
    return (
        _LEAST.first(sheet.before(start, 20)) is not None
        and _IN_A_TRADE.starts(sheet.low[end:right]) is not None
        and _OF_OTHERS.first(sheet.low[left:right]) is None
    )


def _since(sheet: Sheet, path: str, year: int | None) -> Iterator[Fact]:
    """Years since a date: "С 2016 года", "2016 жылдан бері": the years until `year`."""
    if year is None:
        return
    for match in SINCE.on(sheet):
        begun = since_year(match)
        left, right = sheet.clause(match.start(), match.end())
        if 0 < year - begun <= _MOST_YEARS and not SINCE_WORK.first(sheet.low[left:right]):
            yield Fact(path, year - begun, match.start(), match.end(), 0.75)
