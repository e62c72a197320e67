"""Where the work is, or where a person is: the town or region that the text names, in the nominative.

Names come from the classifier of places: cities and the larger villages that have coordinates, and the regions, with
the case endings of both languages. A village counts only beside a word that says so. Streets ("на Абая", "Абай
көшесі"), the ends of journeys, former and wished-for places, and names inside quotation marks are no places of work
or life.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from scoring.collector import uncollected
from scoring.language.letters import KAZAKH_LETTERS
from scoring.places.table import Places
from scoring.reading.facts import Fact
from scoring.reading.sheet import Rule, Sheet, fold

_WORD = re.compile(r"[а-я]{2,}(?:-[а-я]{2,})*")
_CASES_KK = (
    "да де та те нда нде ға ге қа ке на не дан ден тан тен нан нен ның нің дың дің тың тің ны ні ды ді ты ті"
    " дағы дегі тағы тегі данмын денмін танмын тенмін дамын демін тамын темін нанмын ненмін дікі тікі"
    " лық лік дық дік тық тік"
).split()
_REGION_AFTER = Rule(
    r"\s*(?P<o>облыс\w*|обл\b\.?|област\w+)",
)
_SHORT_REGIONS = {"вко": "ВКО", "зко": "ЗКО", "ско": "СКО", "юко": "ЮКО"}
_ALIASES = {
    "алма-ата": "Алматы",
    "алмат": "Алматы",
    "нур-султан": "Астана",
    "капчагай": "Капчагай",
    "қапшағай": "Қапшағай",
    "семипалатинск": "Семей",
    "чимкент": "Шымкент",
    "усть-каман": "Усть-Каменогорск",
    "оскемен": "Өскемен",
    "кокчетав": "Кокшетау",
    "уральск": "Уральск",
    "петропавл": "Петропавл",
    "конаев": "Конаев",
    "ташкен": "",
    "тенгиз": "Тенгиз",
    "теңіз": "Теңіз",
    "нұр-сұлтан": "Астана",
}
_COMMON = frozenset(
    fold(name)
    for name in (
        "алға алга темир темір шар абай аса арал есиль есіл алтай шу каратау қаратау рудный рудного рудному рудном"
        " сарань саран степняк алтае алтая"
        " теңіз теңізде теңізге теңізден шарты шартты алты алтыда аралы арала"
        " абая абаю абае шара шаром шаре курчатов сатпаев арысь текели"
    ).split()
)
"""Names that are also words, people or streets: believed only beside "г.", "город", "қаласы" or after "в"."""
_ALONE_TOWNS = frozenset(
    fold("рудный сарань каратау қаратау степняк курчатов сатпаев арысь текели арал шу алга").split()
)
"""Those that nobody is called and no one-word clause means otherwise: "Рудный." is a place."""
_CITY_BEFORE = Rule(
    r"(?:\bг\.?\s?|\bгор\.\s?|\bгород\w*\s|\bв\s|\bво\s|\bгороде\s)$",
)
_VILLAGE_BEFORE = Rule(
    r"(?:\bс\.\s?|\bп\.\s?|\bсел[оеа]\s|\bпос\w*\.?\s|\bаул\w*\s|\bв\s|\bгород\w*\s)$",
)
_KAZAKH_AFTER = Rule(
    r"\s*(?:қала|ауыл|кент|кен орн)\w*",
)
_STREET = Rule(
    r"(?:\bул\w*\.?|\bпр\w{0,8}\.?|\bмкр\w*\.?|\bмикрорайон\w*|\bтрасс\w*|\bтк|\bтрц|\bтд|\bжк"
    r"|\bрынк\w*|\bбазар\w*|\bимени|\bим\.)\s*\"?$",
)
_STREET_AFTER = Rule(
    r"\s*(?:көше|даңғыл|шағын|атындағ|ат\.|\d+[а-я]?\b(?!\s*(?:мың|тыс|000|\d|мкр|микр|шағын|ықшам)))"
    r"|\s*[-/]\s?[А-Яа-я]+ (?:бағыт|рейс)",
)
_AWAY = Rule(r"\s*(?:қала\w*|город\w*)?\s*(?:-?[дтн][ае]н)?\s*\d+\s?(?:км|шақырым|километр)")
"""So far from a town is not in it."""
_JOURNEY = Rule(
    r"рейс\w*|межгород\w*|командиров\w*|маршрут\w*|направлени\w*|іссапар\w*|прописк\w*|регистрац\w*|тіркел\w*"
    r"|филиал\w* в|доставк\w+ в\b|бағыт\w*|переезд в",
    "рейс|межгород|командир|маршрут|направл|іссапар|пропис|регистрац|тіркел|филиал|достав|бағыт|переезд",
)
_ELSEWHERE = Rule(
    r"работал\w*|отработал\w*|раньше|родом|оконч\w+|учил\w*|учусь|универс\w*|институт\w*|колледж\w*"
    r"|диплом\w*|переех\w*|перееду|переезд\w*|жил[аи]?\b|бітір\w*|айдадым|істедім|істеген\w*|оқыдым"
    r"|оқыған|туған\w*|көш\w*|был[аи]? в|вырос\w*|кроме|не предлаг\w*|не рассматр\w*|медуниверс\w*"
    r"|курс\w*|карьер\w*|рудник\w*|месторожд\w*|стажиров\w*|опыт\w* в|служил\w*|вахт\w+ (?:в|на)\b|бұрын\w*|гост\w+",
    "работал|раньше|родом|оконч|учи|учусь|универс|институт|колледж|диплом|переех|переед|переезд|жил"
    "|карьер|рудник|месторожд|бітір|айдад|істе|оқы|туған|көш|был|вырос|кроме|предлаг|рассматр|курс|стажир|опыт|служил"
    "|вахт"
    "|бұрын|гост",
)
_LIVES = Rule(
    r"жив[уе]\w*|прожива\w+|тұрамын|тұрам\b|тұратын|нахожусь|мой город|город\s*:|место жительства|живем",
    "жив|прожив|тұра|наход|город|место",
)
_PRIVATE_HOUSE = 0.55


class _Name(NamedTuple):
    """The nominative in Russian and in Kazakh letters, "" where the form belongs to the other language alone."""

    russian: str
    kazakh: str
    village: bool


@dataclass(frozen=True)
class TownForms:
    """Forms of names to the name in the nominative. Construct with `of(Places.load())`, or take `shipped()`."""

    forms: dict[str, _Name]
    regions: dict[str, str]

    @classmethod
    def of(cls, places: Places) -> TownForms:
        """The names of the classifier's towns with coordinates, and of its regions."""
        forms: dict[str, _Name] = {}
        regions: dict[str, str] = {}
        for place in places.places.values():
            if place.level == "oblast" and not place.name_ru.startswith("г."):
                _add_region(regions, place.name_ru, place.name_kk)
        for code, place in places.places.items():
            city = place.name_ru.startswith("г.") and not place.name_ru.startswith("г.а")
            if not (city or places.has_coordinates(code)):
                continue
            village = not place.name_ru.startswith("г.")
            for kazakh, name in enumerate((place.name_ru, place.name_kk)):
                bare = re.sub(r"^(?:г|с|п)\.\s*|\s+(?:қ|ќ|а|к)\.$", "", name.strip()).strip()
                if " " not in bare:
                    _add_forms(forms, bare, bare, village=village, kazakh=bool(kazakh))
        for alias, name in _ALIASES.items():
            if name:
                _add_forms(forms, alias, name, village=False, kazakh=False)
        return cls(forms, regions)


@lru_cache(maxsize=1)
def shipped() -> TownForms:
    """The names of the tables that the package ships, read once when first asked for."""
    with uncollected(keep=True):
        return TownForms.of(Places.load())


def _add_forms(forms: dict[str, _Name], written: str, name: str, *, village: bool, kazakh: bool) -> None:
    base = fold(written)
    cases = [] if kazakh else _russian_cases(base)
    for form in [base, *cases, *(base + fold(end) for end in _CASES_KK)]:
        held = forms.get(form)
        if held is None or (held.village and not village):
            forms[form] = _Name("" if kazakh else name, name if kazakh else "", village)
        elif kazakh and not held.kazakh and held.village == village:
            forms[form] = held._replace(kazakh=name)


def _russian_cases(base: str) -> list[str]:
    """The oblique cases of a name; names in -у, -и, -ы, -е, -о do not change."""
    last = base[-1]
    if last == "а":
        return [base[:-1] + end for end in ("ы", "и", "е", "у", "ой")]
    if base.endswith(("ий", "ый", "ой")):
        return [base[:-2] + end for end in ("ого", "ому", "ом", "ым", "его", "ему", "ем", "им")]
    if last == "ь":
        return [base[:-1] + end for end in ("и", "ью", "я", "ю", "е", "ем")]
    if last == "й":
        return [base[:-1] + end for end in ("я", "ю", "ем", "е")]
    return [] if last in "уиыеояю" else [base + end for end in ("а", "у", "ом", "е", "ем")]


def _add_region(regions: dict[str, str], russian: str, kazakh: str) -> None:
    """A region: "Карагандинская область" by its adjective in all cases; "Қарағанды облысы" by its name."""
    word = fold(re.sub(r"\s*область\s*", "", russian))
    if word.endswith("ая"):
        for end in ("ая", "ой", "ую"):
            regions[word[:-2] + end] = russian
    regions[fold(kazakh.replace(" облысы", ""))] = kazakh


def find(sheet: Sheet, names: TownForms, *, vacancy: bool) -> Iterator[Fact]:
    """Places named, each with how surely it is the place of the work or of the person."""
    low = sheet.low
    for match in _WORD.finditer(low):
        word = match.group()
        region = names.regions.get(word)
        after = _REGION_AFTER.starts(low[match.end() : match.end() + 12]) if region or word in names.forms else None
        if region and after:
            if _stands(sheet, match.start(), match.end(), vacancy=vacancy):
                name = (
                    region
                    if after.group("o").startswith("облыс") == region.endswith("облысы")
                    else sheet.quote(match.start(), match.end() + after.end())
                )
                yield Fact("place.name", name, match.start(), match.end() + after.end(), 0.7)
            continue
        if word in _SHORT_REGIONS:
            yield Fact("place.name", _SHORT_REGIONS[word], match.start(), match.end(), 0.6)
        known = names.forms.get(word)
        if known and not after and _believed(sheet, match.start(), match.end(), known):
            confidence = _sureness(sheet, match.start(), match.end(), vacancy=vacancy)
            if confidence:
                yield Fact(
                    "place.name",
                    _nominative(sheet, match.start(), match.end(), known),
                    match.start(),
                    match.end(),
                    confidence,
                )


def _nominative(sheet: Sheet, start: int, end: int, known: _Name) -> str:
    """The name as the text spells it where a Kazakh ending at most follows; else as the table has it."""
    kazakh = not KAZAKH_LETTERS.isdisjoint(sheet.quote(start, end).lower())
    name = (known.kazakh or known.russian) if kazakh else (known.russian or known.kazakh)
    if sheet.low[start:end].startswith(fold(name)):
        written = sheet.quote(start, start + len(name))
        return written if written[:1].isupper() and not written.isupper() else written.title()
    return name


def _believed(sheet: Sheet, start: int, end: int, known: _Name) -> bool:
    """Whether the word is the name of a place here, and not a common word, a person's name or a street."""
    low = sheet.low
    before = low[max(0, start - 14) : start]
    after = low[end : end + 12]
    if _AWAY.starts(low[end : end + 30]) or low[:start].endswith(("км от ", "км от г. ")):
        return False
    if _STREET.first(before) or _STREET_AFTER.starts(after) or before.endswith('"'):
        return False
    marked = bool(_KAZAKH_AFTER.starts(after))
    if known.village:
        return marked or bool(_VILLAGE_BEFORE.first(before))
    if low[start:end] in _COMMON:
        left, right = sheet.clause(start, end)
        alone = sheet.low[left:right].strip(" .") == low[start:end] and low[start:end] in _ALONE_TOWNS
        return marked or bool(_CITY_BEFORE.first(before)) or (alone and sheet.quote(start, start + 1).isupper())
    return not (before.endswith(" на ") and low[start:end].endswith(("а", "я")))


def _stands(sheet: Sheet, start: int, end: int, *, vacancy: bool) -> bool:
    left, right = sheet.clause(start, end)
    clause = sheet.low[left:right]
    return not (_JOURNEY.first(clause) or (not vacancy and _ELSEWHERE.first(clause)))


def _sureness(sheet: Sheet, start: int, end: int, *, vacancy: bool) -> float:
    """How surely this place is the one; 0 = it is another's."""
    left, right = sheet.clause(start, end)
    clause = sheet.low[left:right]
    lives = not vacancy and _LIVES.first(clause)
    if (
        _JOURNEY.first(clause)
        or _JOURNEY.first(sheet.before(start, 30))
        or (not vacancy and not lives and _ELSEWHERE.first(clause))
    ):
        return 0.0
    if lives:
        return 0.95
    before = sheet.low[max(left, start - 10) : start]
    if re.search(r"\bиз\s+(?:г\.\s?)?$", before):
        return _PRIVATE_HOUSE if not vacancy else 0.0
    return 0.9 if clause.strip(" .") == sheet.low[start:end] or _CITY_BEFORE.first(before) else 0.85
