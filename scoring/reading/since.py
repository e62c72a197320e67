"""Work that a summary begins with a year: "в поле с 2009 года", "2015 жылдан бері шаштаразбын".

Years since a date need a day to count to, and a record knows none. So such words become what they say: work that began
then and lasts, counted when it is judged. It is the work that the record is about, as years in words are: what the
clause names ("с 2015 года работаю продавцом"), or each of the person's first wishes. The middle of the year stands for
a year without its month. A date of living somewhere, of marrying, or of an interval that has ended tells no work.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scoring.reading import place
from scoring.reading.experience import SINCE, SINCE_WORK, since_year
from scoring.reading.facts import Fact
from scoring.reading.nominative import nominative
from scoring.reading.sheet import Rule, Sheet, fold

_MONTHS = ("янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
"""By their first letters, March before May."""
_SEASONS = {"нач": 1, "зим": 1, "вес": 4, "сер": 7, "лет": 7, "осе": 10, "кон": 11}
_MIDDLE = 7
_UNTIL = Rule(
    r"[^.;]{0,24}(?:\bпо|\bдо|-)\s*(?:\w+ )?(?:19|20)\d\d|[^.;]{0,24}(?:19|20)\d\d\s*(?:-?\s*жыл\w*)?\s*дейін"
)
_NOT_NOW = Rule(
    r"работал\b|работала|трудил|\bбыл[аи]?\b|вожден|женат|браке|приехал|переехал|прописан|зарегистр|гражд|болею"
    r"|лечусь|инвалид"
    r"|істедім|істегенмін|ушел|ушла|уволил|закрыл|без дела|сижу|сентябр\w* выхо|пенси|студент|поступ"
    r"|уч[её]те|занятост|поиск|\bгород|\bсел[еа]\b|ауыл|район|област|квартир|больничн|декрет",
)
_WORKS = Rule(
    r"работаю|тружусь|стаж|опыт|професси|охраня|вожу|варю|шью|строю|чиню|лечу\b|учу\b|преподаю|веду|торгую"
    r"|продаю|готовлю"
    r"|пеку|стригу|монтир|ремонтир|обслуж|занимаюсь|кладу|крашу|за рул[её]м|за кран|за станк|за баранк|в поле|на стройк"
    r"|на кран|на склад|в торговл|в медицин|в школ|в отрасл|в сфере|на производств|істе|жұмыс|жүргіз|айналыс"
    r"|еңбек|тігемін"
    r"|пісір|күзет|сатамын|оқытамын|саламын|жөнде",
)
_DOES = Rule(r"\b(?!году\b|болею|дружу|хочу|могу)[а-я]{3,}(?:[яаеуирнл]ю|[жшчзд]у|аюсь|уюсь)\b")
"""A verb of the person's own: "слесарю с 1999 года"."""
_SOMEWHERE = Rule(r"\b(?:в|во|на|за|у) [а-я]{4,}|[а-я]{3,}(?:да|де|та|те)\b")
"""What one may work in: "в строительстве", "на шахте", "дәріханада"; a town is none of it."""
_NAMED = Rule(
    r"(?:работаю|тружусь|работаем)\s+(?P<ins>[а-я-]{5,}(?:ом|ем|ей|ой|ем))\b|(?P<kk>[а-я-]{4,}) болып (?:жұмыс )?істе",
    "работа|тружусь|болып",
)
_MOST_WISHES = 3
_HEAD = 4
_SURE = 0.7


def find(sheet: Sheet, wishes: Sequence[str]) -> Iterator[Fact]:
    """Lasting jobs, one a wish, from the first year that begins work; none where nothing is wished."""
    for match in SINCE.on(sheet):
        left, right = sheet.clause(match.start(), match.end())
        clause = sheet.low[left:right]
        if _UNTIL.starts(sheet.low[match.end() :]) or SINCE_WORK.first(clause) or _NOT_NOW.first(clause):
            continue
        works = _WORKS.first(clause) or _DOES.first(clause) or _wished(clause, wishes)
        if not works and (not _SOMEWHERE.first(clause) or _names_place(clause)):
            continue
        begun = f"{since_year(match)}-{_month(match.group('m') or match.group('k') or ''):02}"
        for title in _titles(sheet, left, right, wishes):
            yield Fact("experience", {"title": title, "from": begun}, match.start(), match.end(), _SURE)
        return


def _month(word: str) -> int:
    if word[:3] in _SEASONS:
        return _SEASONS[word[:3]]
    return next((number for number, head in enumerate(_MONTHS, 1) if word.startswith(head)), _MIDDLE)


def _wished(clause: str, wishes: Sequence[str]) -> bool:
    """Whether the clause begins with a wish: "юрист с 2013 года"."""
    return any(clause.strip().startswith(fold(wish)[:_HEAD]) for wish in wishes if len(wish) >= _HEAD)


def _names_place(clause: str) -> bool:
    names = place.shipped().forms
    return any(word.strip(".,") in names for word in clause.split())


def _titles(sheet: Sheet, left: int, right: int, wishes: Sequence[str]) -> Sequence[str]:
    named = _NAMED.first(sheet.low[left:right])
    if named and named.group("ins"):
        return (nominative(sheet.quote(left + named.start("ins"), left + named.end("ins")).lower(), "ins"),)
    if named:
        return (sheet.quote(left + named.start("kk"), left + named.end("kk")),)
    return wishes[:_MOST_WISHES]
