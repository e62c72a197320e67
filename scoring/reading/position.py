"""The position itself: what a vacancy seeks, what a person wants to be.

Taken from what names it: "требуется X", "X керек", "ищу работу X-ом", "X болып жұмыс іздеймін"; else the first words of
the text, where they look like an occupation. It ends before prepositions, grades, numbers and punctuation (in Kazakh it
begins after a word in the dative: "мектепке математика пәнінің мұғалімі"), and is put into the nominative where the
construction tells the case. A `TitleSource` confirms what is an occupation; without it endings do. A vacancy that seeks
several occupations at once has no one title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple, Protocol

from scoring.reading.facts import Fact
from scoring.reading.nominative import nominative
from scoring.reading.position_words import LEADING, STOP
from scoring.reading.sheet import Rule, Sheet


class TitleSource(Protocol):
    """What knows titles: `find` gives nodes with `.confidence`, best first, none for words that name no occupation."""

    def find(self, title: str) -> Sequence[Any]:
        """The nodes that a title may mean."""
        ...


class Span(NamedTuple):
    """Words that may be a position, `case` as the construction demands, `sure` how telling the construction is."""

    start: int
    end: int
    case: str
    sure: float


_W = r"[а-яa-z][\w./+#-]*"
_PHRASE = rf"(?P<x>{_W}(?:\s+{_W}){{0,6}})"
_SOUGHT_AFTER = Rule(
    rf"\b(?:(?:срочно\s+)?(?P<need>требу(?:е|ю)тся|нуж(?:ен|на|ны)|необходим\w?)|(?P<seek>ищем|ищет|ищу"
    rf"|приглашаем|приглашает|набираем|набирает|примем|возьм[её]м|принимаем|возьму|приму|приглашаются?)"
    rf"|(?P<post>ваканси[яию]\s*(?:-|:)?|на должность|на позицию|должность\s*(?:-|:)?|открыта вакансия"
    rf"|нанимаем))\s*:?\s+(?:(?:на (?:постоянную |временную )?работу|срочно|в команду|в штат"
    rf"|в (?:наш[уе] )?\w+|к нам|на (?:полный день|лето|сезон|стройку|производство|вахту|склад|объект"
    rf"|\w+))\s*:?\s+)?(?:\d+\s+|двое\s+|трое\s+|\d+-х\s+)?{_PHRASE}",
    "требу|нуж|необходим|ищ|приглаша|набира|примем|возьм|принима|приму|ваканси|должност|позици|нанима",
)
_SOUGHT_BEFORE = Rule(
    r"\b(?P<x>(?:[а-я][\w-]{0,30}\s+){0,4}[а-я][\w-]{0,30})(?:\s*\([^)]{0,40}\))?\s+(?:(?:срочно|шұғыл|тез арада"
    r"|қызметіне|лауазымына|жұмысына|болып жұмыс істеуге|маман)\s+)*(?:керек|қажет|іздейміз"
    r"|іздеп жатырмыз|іздеуде|шақырамыз|шақырады|қабылдаймыз|қабылдайды|аламыз|алады|(?:шақырылады"
    r"|шақырылуда|қабылданады|алынады|ізделуде|ізделінеді)|жұмысқа (?:алынады|қабылданады|керек|аламыз"
    r"|қабылдаймыз|шақырамыз)|требуется|требуются|нужен|нужна|нужны)(?!\s+емес)\b",
    "керек|қажет|іздей|іздеп|іздеуде|шақыр|қабылда|ізделу|ізделін|аламыз|алады|алынады|требует|требуют|нуж",
)
_WANTED = Rule(
    rf"\b(?:(?P<ins>(?:ищу|рассмотрю|рассматриваю|нужна|хочу|интересует|найти)\s+(?:\w+\s+)?(?:работу"
    rf"|работа|подработку|подработка|вакансию|место|устроиться|работать|трудоустроиться)"
    rf"|хочу (?:устроиться|работать)|готов\w* работать|могу работать|устроюсь|пойду)(?:\s+(?:в \w+"
    rf"|на дому|удаленно|срочно|по специальности))?\s*:?|(?P<nom>ищу работу\s*[:-]|резюме\s*[:-]?"
    rf"|желаемая должность\s*[:-]?|должность\s*[:-]?|на должность|на вакансию|вакансию"
    rf"|интересует (?:должность|вакансия))|(?P<gen>место|позицию|в качестве))\s+{_PHRASE}",
    "ищу|рассм|нужна|хочу|интересует|найти|готов|могу|устроюсь|пойду|резюме|должност|ваканси|место|позици|качестве",
)
_WANTED_KK = Rule(
    r"\b(?P<x>(?:[а-я][\w-]{0,30}\s+){0,4}[а-я][\w-]{0,30})\s+(?:болып\s+(?:\w+\s+){0,2}?(?:жұмыс|істе|орнал|тұр"
    r"|бар)|(?:қызметі|лауазымы|жұмысы|орны)\w*\s+(?:\w+\s+)?(?:іздей|керек|қызық)|ретінде\s+(?:жұмыс"
    r"|істе)|(?:болып )?жұмыс\s+(?:іздей|іздеп|керек)|бойынша жұмыс)",
    "болып|қызметі|лауазымы|жұмыс|орны|ретінде|бойынша",
)
_STOP_HEAD = Rule(
    r"(?:категори|разряд|санат|кат\.?$|класса?$|стаж|опыт|возраст|прав(?:а|ами)$|водительск|полставк"
    r"|подработ|медкниж|санкниж|\d(?![сc]$)|өтіл|тәжірибе|біліктілік|жұмыс|(?:перв|втор|трет|четверт"
    r"|высш)\w+$|(?:жоғары|бірінші|екінші|үшінші)$)",
)
_LEADING_HEAD = Rule(
    r"(?:[a-zа-я]$|(?:категория|санат|разряд)\w*(?:лы|ли|ты|ти|ды|ди)$)",
)
_DATIVE = re.compile(
    r"[a-zа-яәғқңөұүһі-]{3,}(?:ға|ге|қа|ке|ына|іне|сына|нда|нде|де|те|дан|ден|тан|тен)$", re.IGNORECASE
)
_TO_WHOM = re.compile(r".{3,}(?:ға|қа)$|.*[әғқңөұүһі].*(?:ге|ке)$", re.IGNORECASE)
_CATEGORY = re.compile(r"[авсдеbcde]{1,2}1?$")
_PEOPLE = Rule(
    r"(?:девуш|мужчин|женщин|парн|парен|сотрудник|челове|люд|кандидат|помощь|адам|қыз|жігіт|әйел"
    r"|студент|работ|жұмыс|опыт|қызмет|вариант|квартир|команд|коллег|место|график|подработ|колледж"
    r"|университет|институт|образован|білім|школ|диплом|сертификат|удостоверен|куәлік|прав"
    r"|вечер|полдня|лето|ноч[ьи]|день|врем|выходн)",
)
_OCCUPATION = Rule(
    r"(?:щик|чик|тель|ник|ист|лог|арь|яр|ер|ор|ир|ант|ент|вед|граф|вец|нец|рец|ач|ица|ша|арка|янка|янна"
    r"|тка|ун|арт|мен|ург|авт|еон|рь|енка|есь|метр|няня|ея|шы|ши|гер|кер|ман|пед|ку|сестра|повар|чая"
    r"|чий|ичная|щая|щий|прораб|портье|су-шеф|бариста|сиделка|юрист|педагог|швея|мотрист)$",
)
_SIBLING = Rule(
    r"^\s*(?:\([^)]{0,24}\)\s*)?(?:,|/|;|\bили\b|\bи\b|\bлибо\b|\bнемесе\b|\bя?\s?болмаса\b)\s*",
)
_JOINT = Rule(
    r"\s*(?:\bнемесе|\bне болмаса|\bя|\bи|\bили|,)\s+$",
)
_LEAST = 0.35
_SIBLING_LEAST = 0.5
_MOST_WORDS = 5
_SHORT = 2
_TAIL = Rule(
    r"\s+(?:жұмысқа|қызметке|қызметіне|лауазымына|жұмысына|маманы)$",
)
_FIRST_CLAUSES = 3
_PLURAL = re.compile(r"требуются|нужны|приглашаются")


def find(sheet: Sheet, titles: TitleSource | None, *, vacancy: bool) -> Iterator[Fact]:
    """The positions as facts: the title of a vacancy, or the wishes of a person."""
    spans = [*_named(sheet, vacancy=vacancy), *_first(sheet)]
    for span in spans:
        found = list(_titles(sheet, titles, span))
        if span.case == "kk":
            found = [*_before(sheet, titles, found), *found]
        if not found:
            continue
        if not vacancy:
            yield from (Fact("desired", *one) for one in found)
        elif len(found) == 1 or not _PLURAL.search(sheet.low):
            yield Fact("title", *found[0])
        return


def _named(sheet: Sheet, *, vacancy: bool) -> Iterator[Span]:
    """Phrases beside a word that names a position, the most telling first."""
    if vacancy:
        for match in _SOUGHT_AFTER.on(sheet):
            yield Span(*match.span("x"), "acc" if match.group("seek") else "nom", 0.9)
        for match in _SOUGHT_BEFORE.on(sheet):
            span = Span(*match.span("x"), "kk", 0.85)
            tail = _TAIL.first(match.group("x"))
            yield span._replace(end=span.end - len(tail.group())) if tail else span
        return
    for match in _WANTED.on(sheet):
        yield Span(*match.span("x"), "ins" if match.group("ins") else "gen" if match.group("gen") else "nom", 0.9)
    for match in _WANTED_KK.on(sheet):
        yield Span(*match.span("x"), "kk", 0.85)


def _first(sheet: Sheet) -> Iterator[Span]:
    """The first clauses of the text: adverts and resumes of one line begin with the position."""
    for place, (start, end) in enumerate(islice(sheet.clauses(), _FIRST_CLAUSES)):
        yield Span(start, min(end, start + 90), "later" if place else "first", 0.7)


def _titles(sheet: Sheet, titles: TitleSource | None, span: Span) -> Iterator[tuple[str, int, int, float]]:
    """The position of a span and those that stand beside it: value, start, end, confidence."""
    words = _words(sheet, span)
    case, sure, least = span.case, span.sure, _LEAST
    while words:
        start, end = words[0][0], words[-1][1]
        held = _held(titles, sheet.low[start:end], case, least)
        if case == "later" and held != len(words):
            return
        if held is None:
            return
        kept = words[-held:] if case == "kk" else words[:held]
        start, end = kept[0][0], kept[-1][1]
        yield (
            nominative(sheet.quote(start, end).lower(), "nom" if case in ("first", "later") else case),
            start,
            end,
            sure,
        )
        sibling = _SIBLING.starts(sheet.low[end : end + 40])
        if sibling is None or case == "kk":
            return
        least = _SIBLING_LEAST
        words = _words(sheet, Span(end + sibling.end(), min(len(sheet.low), end + 60), case, sure))
        if sibling.group().strip() == "," and len(words) > 3:
            return


def _before(
    sheet: Sheet, titles: TitleSource | None, found: list[tuple[str, int, int, float]]
) -> Iterator[tuple[str, int, int, float]]:
    """The other positions of a Kazakh phrase: "күзетші немесе кезекші болып"."""
    if not found:
        return
    start = found[0][1]
    joint = _JOINT.first(sheet.low[max(0, start - 12) : start])
    if joint:
        end = start - len(joint.group())
        left, _ = sheet.sentence(max(0, end - 1), end)
        yield from _titles(sheet, titles, Span(max(left, end - 50), end, "kk", 0.85))


def _words(sheet: Sheet, span: Span) -> list[tuple[int, int]]:
    """The words that may belong to the position: without courtesies before it, up to the first that ends it."""
    found: list[tuple[int, int]] = []
    low = sheet.low
    for match in re.finditer(r"[^\s,;()]+|[,;()]", low[span.start : span.end]):
        word = match.group().strip("\"':.!?*")
        start = span.start + match.start() + max(0, match.group().find(word))
        if not word or (not found and (word in LEADING or _LEADING_HEAD.starts(word))):
            continue
        if "\n" in low[span.start + match.start() - 1 : span.start + match.start()] and found and span.case != "kk":
            break
        if word in STOP or word in ",;()-/|" or (found and _CATEGORY.match(word)) or _STOP_HEAD.starts(word):
            if span.case != "kk":
                break
            found.clear()
        elif _restarts(sheet.quote(start, start + len(word)), span, bool(found), start + len(word)):
            found.clear()
        else:
            found.append((start, start + len(word)))
        if span.case != "kk" and (len(found) == _MOST_WORDS or match.group()[-1] in ".:!?"):
            break
    return found[-_MOST_WORDS:] if span.case == "kk" else found


def _restarts(word: str, span: Span, begun: bool, end: int) -> bool:
    """Whether a Kazakh dative says for whom ("дүкенге сатушы"), so that the position begins after it."""
    if span.case == "kk":
        return end < span.end - 1 and _DATIVE.match(word) is not None
    return span.case in ("first", "later") and begun and _TO_WHOM.match(word) is not None


def _held(titles: TitleSource | None, phrase: str, case: str, least: float) -> int | None:
    """How many words of a phrase are the position; None where it names no occupation."""
    texts = phrase.split()
    if not texts or _PEOPLE.starts(texts[-1] if case == "kk" else texts[0]):
        return None
    if titles is None:
        if case in ("first", "later", "kk") or least > _LEAST:
            known = any(_OCCUPATION.first(part) for one in texts[:3] for part in one.split("-"))
            return len(texts) if known or case == "kk" else None
        return len(texts)
    ordered = range(len(texts), 0, -1)
    for length in ordered:
        piece = texts[-length:] if case == "kk" else texts[:length]
        found = titles.find(nominative(" ".join(piece), "nom" if case in ("first", "later") else case))
        if length == len(texts) <= _SHORT and case not in ("first", "later") and least == _LEAST:
            sought = _OCCUPATION.first(piece[-1] if case == "kk" else nominative(piece[0], case)) is not None
            if sought:
                return length
        if found and sum(one.confidence for one in found[:4]) >= least:
            return length
    return None
