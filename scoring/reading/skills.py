"""Skills: tools known by name anywhere, and lists that follow a word for knowing.

A vacancy's list follows "знание", "умение", "владение", "навыки", "білу", and is required unless it is a wish; a
person's follows "умею", "владею", "знаю", "білемін". An item is at most five words; denied skills are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scoring.reading.facts import Fact
from scoring.reading.negation import denied, wished
from scoring.reading.sheet import Rule, Sheet

TOOLS = Rule(
    r"(?<![\w.])(?:1[сc](?::\s?[а-я]{4,}|:?\s?(?:бухгалтери\w+|предприятие|зуп|склад|торговля|erp))?|(?:ms )?excel"
    r"|эксель|word|powerpoint|outlook|ms office|microsoft office|autocad|автокад\w*|архикад\w*|archicad"
    r"|revit(?: (?:mep|structure))?|solidworks|компас(?:-3d)?|3ds? max|photoshop|фотошоп\w*|illustrator|figma|coreldraw"
    r"|corel"
    r"|premiere|canva|python|java(?:script)?|typescript|php|c\+\+|c#|golang|\bgo\b(?= разраб)|sql"
    r"|postgresql|mysql|oracle|docker|kubernetes|linux|git|react|vue|angular|django|spring|html|css"
    r"|node\.js|power bi|tableau|sap|битрикс\w*|bitrix\w*|amocrm|амо ?crm|crm|iiko|айко|r-?keeper|эцп"
    r"|google ads|smm|смм|seo|haccp|хассп|mig/mag|tig|аргон\w*|полуавтомат\w*)(?!\w)",
)
_ASKED = Rule(
    r"\b(?:знани[еяй]|умени[еяй]|владени[ея]|навык\w*|уверенн\w+ (?:пользовател\w+|знание"
    r"|владение))\b\s*[:-]?\s*(?:(?:работы|работать|пользоваться)\s+)?(?:(?:с|в|на"
    r"|со)\s+)?(?:программ\w*\s+)?(?P<l>[^.;!?\n]{2,140}(?!\w))",
    "знани|умени|владени|навык|уверенн",
)
_HAD = Rule(
    r"\b(?:умею|владею|знаю|знаком\w*\s+с|навыки|работаю\s+(?:в|с|на))\s*[:-]?\s*(?:(?:работать"
    r"|пользоваться)\s+)?(?:(?:с|в|на|со)\s+)?(?P<l>[^.;!?\n]{2,140})",
    "умею|владею|знаю|знаком|навык|работаю",
)
_KNOWN_KK = Rule(
    r"(?:^|(?<=[.;!?\n]))(?P<l>[^.;!?\n]{2,100}?)\s+(?:білу\b|білемін|білуі|меңгерген\w*|меңгеру\w*|жұмыс істей (?:білу"
    r"|аламын)\w*|пайдалана (?:білу|аламын)\w*)",
    "білу|білем|меңгер|істей|пайдалана",
)
_HEADED = Rule(
    r"(?:^|(?<=[\n.;•]))[ *•-]*(?:(?:ключев|профессиональн|требуем|техническ|hard|tech\w*)\w*\s)?(?:навыки|дағды\w*"
    r"|умения"
    r"|что умею|біліктілігім|skills)[^\S\n]*[:\n]\s*(?P<l>(?:[^\n]+|\n(?!\s*\n))+)",
    "навык|дағды|умени|умею|біліктіл|skills",
)
_BULLET = re.compile(r"[^\n,;•*.]+(?:\.\w[^\n,;•*.]*)*")
_PROSE_WORDS = 9
"""A line of so many words is a sentence: the list has ended before it."""
_ITEM_CUT = re.compile(r"\s*(?:,|[•*]|\bи\b|\bжане\b|/|\(|\)|\bа также\b)\s*")
_NOT_SKILL = Rule(
    r"язык|тіл|казахск|русск|английск|опыт|стаж|\bлет\b|от \d|образован|график|тенге|желател|хорош"
    r"|свое дело|работу хорошо|что|как\b|людьми$|\bн[её]\b|\bарми|әскер|воинск|военн\w+ билет|отпуск|оформлен|выплат"
    r"|соцпакет|заработн|зарплат|офис в|тимбилд",
)
_MOST_WORDS = 5
_MOST_SKILLS = 40


def find(sheet: Sheet, *, vacancy: bool) -> Iterator[Fact]:
    """Skills as facts."""
    for start, end in _places(sheet, vacancy=vacancy):
        if denied(sheet, start, end):
            continue
        name = sheet.quote(start, end)
        if vacancy:
            asked = {"name": name, "required": not wished(sheet, start, end)}
            yield Fact("requirements.skills", asked, start, end, 0.75)
        else:
            yield Fact("skills", name, start, end, 0.75)


def _places(sheet: Sheet, *, vacancy: bool) -> list[tuple[int, int]]:
    """Where skills stand, each wording once: known tools first, then the items of lists."""
    found: dict[str, tuple[int, int]] = {}
    for start, end in (*(match.span() for match in TOOLS.on(sheet)), *_listed(sheet, vacancy=vacancy)):
        words = sheet.low[start:end].strip()
        if len(found) == _MOST_SKILLS:
            break
        if words and not any(words in one or one in words for one in found):
            found[words] = (start, end)
    return list(found.values())


def _listed(sheet: Sheet, *, vacancy: bool) -> Iterator[tuple[int, int]]:
    """The items of lists: under a heading for skills, and after a verb of knowing."""
    for match in _HEADED.on(sheet):
        for item in _BULLET.finditer(sheet.low, match.start("l"), match.end("l")):
            words = item.group().split()
            if ":" in item.group() or len(words) >= _PROSE_WORDS:
                break
            if words and len(words) <= _MOST_WORDS and not _NOT_SKILL.first(item.group()):
                yield item.span()
    for rule in (_ASKED if vacancy else _HAD, _KNOWN_KK):
        for match in rule.on(sheet):
            yield from _items(sheet.low, match.start("l"), match.end("l"))


def _items(low: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The items of a list at start..end, by commas and "и"."""
    place = start
    for part in [*_ITEM_CUT.finditer(low, start, end), None]:
        stop = part.start() if part else end
        words = low[place:stop]
        if len(words.strip()) >= 2 and len(words.split()) <= _MOST_WORDS and not _NOT_SKILL.first(words):
            yield place, stop
        else:
            return
        place = part.end() if part else end
