"""Education: the level asked, or each training had, with its speciality and year where they stand beside it.

"Среднее специальное", "колледж", "арнаулы орта" are vocational; "среднее" and "орта білім" alone secondary; a
university or "жоғары" higher. A student's unfinished level is not yet theirs. "Без образования", "білім маңызды емес"
ask nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from scoring.reading.facts import Fact
from scoring.reading.negation import denied, wished
from scoring.reading.sheet import Rule, Sheet, marks_of
from scoring.reading.specialities import beside as beside_level

_LEVELS: tuple[tuple[str, Rule], ...] = (
    (
        "postgraduate",
        Rule(
            r"магистр(?!ал)\w*|магистратур\w*|кандидат\w* наук|докторантур\w*|\bphd\b|послевузовск\w+"
            r"|ғылым кандидаты|аспирантур\w*|резидентур\w*",
            "магистр|наук|доктор|phd|послевуз|ғылым|аспирант|резидент",
        ),
    ),
    (
        "higher",
        Rule(
            r"образовани\w+\s*[-:]?\s*(?:высш\.|жоғары\b)|(?:образовани\w+|білім\w*)\s*[-:]\s*(?:высшее|жоғары)\b"
            r"|\bбілім(?:і|ім|іңіз)?\s+жоғары\b"
            r"|(?<=[,:] )жоғары(?=\s*(?:[.,;]|$))|(?<!не )\b(?:высше"
            r"|высши)\w+(?!\s*(?:категори|разряд|математ|квалиф|кат\.|руковод|класс))(?:\s+(?:профильн"
            r"|медицинск|техническ|экономическ|юридическ|педагогическ|строительн|профессиональн"
            r"|финансов)\w+)*(?:\s+образован\w+)?|\bжоғары(?:\s+(?:[а-я]+[лдт][ыі]қ|заң|медицина|педагогика|экономика|техника|құрылыс|инженер|кәсіби"
            r"|білікті)){0,2}\s+білім\w*|бакалавр\w*|жоғары оқу орн\w+|\b(?:окончил"
            r"|закончил)\w*\s+(?:\w+\s+)?(?:университет|институт|вуз|академи)\w*|университет\w*\s+(?:бітір"
            r"|тәмамда)\w+|институт\w*\s+бітір\w+|\bв/о\b|\bвуз\b",
            "высш|жоғары|бакалавр|окончил|закончил|университет|институт|в/о|вуз",
        ),
    ),
    (
        "vocational",
        Rule(
            r"(?:средне[\s-]?(?:е|го|м)?[\s-]*(?:специальн|профессионал|техническ|спец)\w*(?:\s+образован\w+)?)"
            r"|орта (?:медицина|педагогика)\w+ білім\w*|средн\w+ (?:медицинск|педагогическ)\w+|ср[.\s-]*\s?спец\w*\.?"
            r"|проф-?тех\w*|политехникум\w*|колледж\w*|техникум\w*|училищ\w*|\bпту\b|\bтипо\b"
            r"|\bпл\b(?= ?№)"
            r"|(?:техническ|профессиональн|профессионально-техническ)\w+ образован\w+|(?:арнаулы|арнайы"
            r"|кәсіптік|техникалық)\s+(?:орта\s+)?(?:білім\w*)|орта\s+(?:арнаулы|арнайы|кәсіптік"
            r"|техникалық)(?:\s+білім\w*)?|медколледж\w*",
            "средне|проф|спец|колледж|техникум|училищ|пту|типо|пл|образован|білім|орта",
        ),
    ),
    (
        "secondary",
        Rule(
            r"(?:полн\w+ |общ\w+ )?\bсредн(?:ее|его|ем)\s+(?:общее\s+)?образован\w+"
            r"|\bобразован\w+\s*[-:]?\s*(?:не ниже\s+)?средн(?:ее|его)(?!\s*[-]?\s*(?:спец|проф|техн))"
            r"|(?<!арнаулы )(?<!арнайы )\b(?:жалпы )?орта\s+білім\w*|(?:орта )?мектеп\w* (?:бітір|тәмамда)\w+"
            r"|11 (?:класс\w*|сынып)|9 классов",
            "средн|орта|мектеп|11 |9 кл",
        ),
    ),
)
_MARKS = marks_of(rule for _, rule in _LEVELS)
_SPECIALITY = Rule(
    r"(?:(?<!работы )по специальности|специальность|мамандығы"
    r"|профиль)[^\S\n]?(?:[-:][^\S\n]?)?[\"']?(?P<s>[^\".,;()\n]{3,60}?)["
    r"\"']?(?=\s*(?:[\".,;()\n]|$|не ниже|и опыт))|[\"'](?P<q>[^\"]{3,60})[\"']\s*(?:мамандығы"
    r"|мамандық)|(?P<k>(?:[а-я-]{3,}\s+){0,2}[а-я-]{3,})\s+мамандығы(?=\s*(?:бойынша|[,.;\n]|$))"
    r"|\((?:профиль |специальность )?(?P<p>[^()\d]{4,50})\)",
    "специальност|мамандығы|профиль|(|мамандық",
)
_SPECIALITY_BEFORE = Rule(r"(?P<s>[а-я-]{4,}(?: [а-я-]{4,})?) мамандығы бойынша\s*$", "мамандығы")
_YEAR_BESIDE = re.compile(r"\s*\([^)]{0,40}?\b(?P<y>(?:19[6-9]|20[0-3])\d)\b")
_BESIDE = Rule(
    r"(?:\s*образован\w+"
    r"|\s*білім\w*)?\s*(?:бар\s*)?[,:(-]?\s*(?:[^\"()]{0,24},\s*)?(?:мамандығым?\s*[-:]?\s*)?\"(?P<s>[^\"]{"
    r"3,60})\"",
)
_YEAR = Rule(
    r"\b(?P<y>(?:19[6-9]|20[0-3])\d)\b\s*(?:г\b|г\.|год\w*|ж\.|жыл\w*)?",
    "19|20",
)
_FINISHED = Rule(
    r"\bвып\.|оконч|законч|выпуск|бітір|тәмамда|диплом|образован|білім|университет|институт|академи|колледж|техникум"
    r"|училищ|\b[а-я]{1,5}(?:гу|ну|ту|юу|пу|му|аса)\b",
    "оконч|законч|вып|бітір|тәмам|диплом|образован|білім|универс|инстит|академ|колледж|техник|учил|гу|ну|ту|юу|пу|му"
    "|аса",
)
_UNFINISHED = Rule(
    r"незаконч|неоконч|студент|учусь|оқып жүр|оқимын|оқып жат|курс\b|курсте|заочно учусь|поступ"
    r"|толық емес|аяқталмаған|собираюсь|дочь|дочк|сын\b|балам|ребенок|жена|муж\b",
    "незаконч|неоконч|студент|учусь|оқ|курс|поступ|емес|аяқтал|собира|доч|сын|балам|ребен|жен|муж",
)
_WORKPLACE = Rule(
    r"\b(?:в|во|для|при)\s+(?:\w+\s+)?(?:колледж|техникум|училищ|вуз)|(?:колледж|техникум)\w*(?:ке|ге"
    r"|қа|ға|не)\b|студент|требу|ищ|нуж|керек|қажет",
)


_MOST_LEVELS = 12


def find(sheet: Sheet, *, vacancy: bool, close: bool = False) -> Iterator[Fact]:
    """The level asked, with its speciality; or the trainings of a person, `close`: with what their own words tell."""
    if not sheet.marks & _MARKS:
        return
    taken: list[tuple[int, int]] = []
    for level, rule in _LEVELS:
        for match in rule.on(sheet):
            start, end = match.span()
            if len(taken) == _MOST_LEVELS or any(start < right and left < end for left, right in taken):
                continue
            taken.append((start, end))
            if vacancy:
                yield from _asked(sheet, level, start, end)
            else:
                yield from _had(sheet, level, start, end, close=close)


def _asked(sheet: Sheet, level: str, start: int, end: int) -> Iterator[Fact]:
    left, right = sheet.clause(start, end)
    institution = sheet.low[start:end].startswith(("колледж", "техникум", "училищ", "вуз")) and _WORKPLACE.first(
        sheet.low[left:right]
    )
    if denied(sheet, start, end) or wished(sheet, start, end) or institution:
        return
    # Of several levels ("среднее специальное или высшее") the lowest is enough.
    confidence = {"secondary": 0.93, "vocational": 0.92, "higher": 0.91, "postgraduate": 0.9}[level]
    yield Fact("requirements.education", level, start, end, confidence)
    sentence, sentence_end = sheet.sentence(start, end)
    named_before = _SPECIALITY_BEFORE.first(sheet.low[max(sentence, start - 60) : start])
    if named_before:
        place = max(sentence, start - 60)
        value = sheet.quote(place + named_before.start("s"), place + named_before.end("s"))
        yield Fact("requirements.speciality", value, place + named_before.start(), end, 0.85)
    found = _SPECIALITY.first(sheet.low[end : min(sentence_end, end + 90)])
    if found:
        one = next(name for name in ("s", "q", "k", "p") if found.group(name))
        yield Fact(
            "requirements.speciality",
            sheet.quote(end + found.start(one), end + found.end(one)),
            start,
            end + found.end(),
            0.85,
        )


def _had(sheet: Sheet, level: str, start: int, end: int, *, close: bool) -> Iterator[Fact]:
    left, right = sheet.sentence(start, end)
    clause_left, clause_right = sheet.clause(start, end)
    if _UNFINISHED.first(sheet.low[clause_left:clause_right]) or denied(sheet, start, end):
        return
    training: dict[str, Any] = {"level": level}
    beside = _BESIDE.starts(sheet.low[end : end + 80])
    speciality = _SPECIALITY.first(sheet.low[left:right])
    if speciality and speciality.group("p") and left + speciality.start() < start:
        left = end  # Brackets before the level explain another word: "Пісіруші (сварщик), колледж".
        speciality = _SPECIALITY.first(sheet.low[left:right])
    if beside:
        training["speciality"] = sheet.quote(end + beside.start("s"), end + beside.end("s"))
    elif speciality:
        one = next(name for name in ("s", "q", "k", "p") if speciality.group(name))
        training["speciality"] = sheet.quote(left + speciality.start(one), left + speciality.end(one))
    elif close:
        named = beside_level(sheet, start, end)
        if named:
            training["speciality"] = named
    year = _YEAR.first(sheet.low[clause_left : min(right, clause_right + 70)])
    beside_year = _YEAR_BESIDE.match(sheet.low, end)
    if beside_year:
        training["year"] = int(beside_year.group("y"))
    elif year and _FINISHED.first(sheet.low[left:right]):
        training["year"] = int(year.group("y"))
    yield Fact("education", training, start, end, 0.88)
