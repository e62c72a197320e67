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
from scoring.reading.position_rules import SOUGHT_AFTER, SOUGHT_BEFORE, WANTED, WANTED_KK
from scoring.reading.position_words import LEADING, STOP
from scoring.reading.sheet import Rule, Sheet, fold


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


_STOP_HEAD = Rule(
    r"(?:категори|разряд|санат|кат\.?$|класса?$|стаж|опыт|возраст|прав(?:а|ами)$|водительск|полставк"
    r"|подработ|медкниж|санкниж|\d(?![сc]$)|өтіл|тәжірибе|біліктілік|жұмыс|куәліг|(?:iii|iv|ii|v)$|педагог-(?:модер"
    r"|сарап|экспер|зертт"
    r"|исслед|шебер|мастер)|(?:перв|втор|трет|четверт"
    r"|высш)\w+$|(?:жоғары|бірінші|екінші|үшінші)$)",
)
_LEADING_HEAD = Rule(
    r"(?:[a-zа-я]$|[всbc]{1,2}[еe]$|(?:категория|санат|разряд)\w*(?:лы|ли|ты|ти|ды|ди)$)",
)
_DATIVE = re.compile(
    r"[a-zа-яәғқңөұүһі-]{2,}(?:ға|ге|қа|ке|ына|іне|сына|нда|нде|де|те|дан|ден|тан|тен)$", re.IGNORECASE
)
_TO_WHOM = re.compile(r".{3,}(?:ға|қа)$|.*[әғқңөұүһі].*(?:ге|ке|не)$|.{3,}(?:сына|[рнз]ге)$", re.IGNORECASE)
_CATEGORY = re.compile(r"[авсдеbcde]{1,2}1?$")
_PEOPLE = Rule(
    r"(?:девуш|мужчин|женщин|парн|парен|сотрудник|челове|люд|кандидат|помощь|адам|қыз|жігіт|әйел"
    r"|студент|работ|жұмыс|опыт|қызмет|вариант|квартир|команд|коллег|место|график|подработ|колледж"
    r"|университет|институт|образован|білім|школ|диплом|сертификат|удостоверен|куәлік|прав"
    r"|вечер|полдня|лето|ноч[ьи]|день|врем|выходн|бакалавр|магистр)",
)
_PLACE_OF_WORK = Rule(
    r"(?!управляющ|заведующ)(?:\w+(?:ый|ий|ой|ая|ое|ие|ые) )?(?:центр|хозяйств|завод|компани|магазин|кафе"
    r"|ресторан|салон|клиник|поликлиник"
    r"|больниц|школ|фирм|предприяти|организаци|агентств|банк\b|аптек|склад|объект|отел[ьяею]|гостиниц|детский сад"
    r"|(?:тоо|кгу|кгп|гкп|гккп|ао|ип)\b)\w*"
    r"(?!\w* менеджер| администратор)"
)
"""Who seeks, where a text begins with it: no position, however much such a word is known from titles."""
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
    r"\s+(?:жұмысқа|қызметке|қызметіне|лауазымына|жұмысына|маманы|қыз(?:дар)?|жігіт(?:тер)?|апай(?:лар)?|әйел(?:дер"
    r"| кісі)?"
    r"|ер азамат(?:тар)?|азамат(?:тар)?|адам(?:дар)?)$",
)
_SEEKS = Rule(r"требу|ищ[еу]|нуж[ен]н|приглаш|набира|прим[еу]|керек|қажет|ізде|шақыр|қабылда|ваканс|срочно")
_GENERIC = frozenset(("специалист", "сотрудник", "работник", "кандидат", "маман", "человек", "коллега"))
"""Words for anybody at all: the position is named elsewhere, if it is."""
_WITH = ("с", "со")
_HEADING_SURE, _HEADING_LEAST = 0.92, 0.25
"""A heading is a position unless nothing speaks for it: less confidence will do than in a sentence."""
_LINE = 90
"""Letters a line of its own may have and still be a heading."""
_FIRST_CLAUSES = 3
_WHERE = re.compile(r"(?:ында|инде)$")
"""A Kazakh place, where a comma leads on to the work done: "ауыл шаруашылығында 25 жыл"."""
_SEVERAL = re.compile(fold(r"ш[ыі][лдт][ае]р (?:мен|пен|және) "))
"""Two Kazakh trades in the plural: "тігіншілер мен пішушілер"."""
_PLURAL = re.compile(r"требуются|нужны|приглашаются")


def find(sheet: Sheet, titles: TitleSource | None, *, vacancy: bool) -> Iterator[Fact]:
    """The positions as facts: the title of a vacancy, or the wishes of a person."""
    spans = [*_heading(sheet, vacancy=vacancy), *_named(sheet, vacancy=vacancy), *_first(sheet)]
    for span in spans:
        found = list(_titles(sheet, titles, span))
        if span.case == "kk":
            found = [*_before(sheet, titles, found), *found]
        if not found or (vacancy and found[0][0] in _GENERIC):
            continue
        if not vacancy:
            yield from (Fact("desired", *one) for one in found)
        elif (len(found) == 1 or not _PLURAL.search(sheet.low)) and not (
            span.case == "kk" and _SEVERAL.search(sheet.low, span.start, span.end)
        ):
            yield Fact("title", *found[0])
        return


def _heading(sheet: Sheet, *, vacancy: bool) -> Iterator[Span]:
    """The first line of an ad, where it is a heading: job sites write the position there and nothing else."""
    line, _, rest = sheet.low.partition("\n")
    if vacancy and rest.strip() and len(line) <= _LINE and not _SEEKS.first(line):
        start, end = next(sheet.clauses(), (0, 0))
        yield Span(start, min(end, len(line)), "first", _HEADING_SURE)


def _named(sheet: Sheet, *, vacancy: bool) -> Iterator[Span]:
    """Phrases beside a word that names a position, the most telling first."""
    if vacancy:
        for match in SOUGHT_AFTER.on(sheet):
            if (
                match.group("need")
                and match.group("x")[0].isascii()
                and ":" in sheet.low[match.start() : match.start("x")]
            ):
                continue  # "Нужны: Django, PostgreSQL" lists skills.
            yield Span(*match.span("x"), "acc" if match.group("seek") else "nom", 0.9)
        for match in SOUGHT_BEFORE.on(sheet):
            span = Span(*match.span("x"), "kk", 0.85)
            tail = _TAIL.first(match.group("x"))
            yield span._replace(end=span.end - len(tail.group())) if tail else span
        return
    for match in WANTED.on(sheet):
        yield Span(*match.span("x"), "ins" if match.group("ins") else "gen" if match.group("gen") else "nom", 0.9)
    for match in WANTED_KK.on(sheet):
        yield Span(*match.span("x"), "kk", 0.85)


def _first(sheet: Sheet) -> Iterator[Span]:
    """The first clauses of the text: adverts and resumes of one line begin with the position."""
    for place, (start, end) in enumerate(islice(sheet.clauses(), _FIRST_CLAUSES)):
        yield Span(start, min(end, start + 90), "later" if place else "first", 0.7)


def _titles(sheet: Sheet, titles: TitleSource | None, span: Span) -> Iterator[tuple[str, int, int, float]]:
    """The position of a span and those that stand beside it: value, start, end, confidence."""
    words = _words(sheet, span)
    case, sure = span.case, span.sure
    least = _HEADING_LEAST if sure == _HEADING_SURE else _LEAST
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
        least = _HEADING_LEAST if sibling.group().strip() == "/" else _SIBLING_LEAST
        words = _words(sheet, Span(end + sibling.end(), min(len(sheet.low), end + 60), case, sure))
        if sibling.group().strip() == "," and (
            len(words) > 3 or (words and _WHERE.search(sheet.low, *words[-1]) is not None)
        ):
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
    for match in re.finditer(r"[^\s,;()/]+(?:/(?![а-я]{4})[^\s,;()/]+)*|[,;()/]", low[span.start : span.end]):
        word = match.group().strip("\"':.!?*")
        start = span.start + match.start() + max(0, match.group().find(word))
        if not word or (not found and (word in LEADING or _LEADING_HEAD.starts(word))):
            continue
        if "\n" in low[span.start + match.start() - 1 : span.start + match.start()] and found and span.case != "kk":
            break
        if word in _WITH and found and low[slice(*found[-1])] == "работе":
            found.append((start, start + len(word)))
            continue
        if word in STOP or word in ",;()-/|\\" or (found and _CATEGORY.match(word)) or _STOP_HEAD.starts(word):
            if span.case != "kk":
                break
            found.clear()
        elif _restarts(sheet.quote(start, start + len(word)), span, start + len(word)):
            found.clear()
        else:
            found.append((start, start + len(word)))
        most = _MOST_WORDS + (len(found) > 2 and low[slice(*found[2])] == "работе")
        if span.case != "kk" and (len(found) == most or match.group()[-1] in ".:!?"):
            break
    return found[-_MOST_WORDS:] if span.case == "kk" else found


def _restarts(word: str, span: Span, end: int) -> bool:
    """Whether a Kazakh dative says for whom ("дүкенге сатушы"), so that the position begins after it."""
    if span.case == "kk":
        return end < span.end - 1 and _DATIVE.match(word) is not None
    return span.case in ("first", "later") and _TO_WHOM.match(word) is not None


def _held(titles: TitleSource | None, phrase: str, case: str, least: float) -> int | None:
    """How many words of a phrase are the position; None where it names no occupation."""
    texts = phrase.split()
    bare = case in ("first", "later")
    if not texts or _PEOPLE.starts(texts[-1] if case == "kk" else texts[0]) or (bare and _PLACE_OF_WORK.starts(phrase)):
        return None
    if titles is None:
        if bare or case == "kk" or least > _LEAST:
            known = any(_OCCUPATION.first(part) for one in texts[:3] for part in one.split("-"))
            return len(texts) if known or case == "kk" else None
        return len(texts)
    ordered = range(len(texts), 0, -1)
    for length in ordered:
        piece = texts[-length:] if case == "kk" else texts[:length]
        found = titles.find(nominative(" ".join(piece), "nom" if bare else case))
        if length == len(texts) <= _SHORT and not bare and least == _LEAST:
            sought = _OCCUPATION.first(piece[-1] if case == "kk" else nominative(piece[0], case)) is not None
            if sought:
                return length
        if found and sum(one.confidence for one in found[:4]) >= least:
            return length
    return None
