"""The position itself: what a vacancy seeks, what a person wants to be.

Taken from what names it: "требуется X", "X керек", "ищу работу X-ом", "X болып жұмыс іздеймін"; else the first words of
the text, where they look like an occupation. It ends before prepositions, grades, numbers and punctuation, and is put
into the nominative where the construction tells the case. With a `TitleSource` the longest beginning that it knows best
is taken, and first words count only where it knows them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, Protocol

from scoring.reading.facts import Fact
from scoring.reading.nominative import nominative
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


_W = r"[а-яa-z][\w./+#-]*"
_PHRASE = rf"(?P<x>{_W}(?:\s+{_W}){{0,6}})"
_SOUGHT_AFTER = Rule(
    rf"\b(?:(?:срочно\s+)?(?P<need>требу(?:е|ю)тся|нуж(?:ен|на|ны)|необходим\w?)|(?P<seek>ищем|ищет|ищу|приглашаем|приглашает|набираем|набирает|примем|возьм[её]м|принимаем|возьму|приму|приглашаются?)|(?P<post>ваканси[яию]\s*(?:-|:)?|на должность|на позицию|должность\s*(?:-|:)?|открыта вакансия|нанимаем))"
    rf"\s*:?\s+(?:(?:на (?:постоянную |временную )?работу|срочно|в команду|в штат|в (?:наш[уе] )?\w+|к нам|на (?:полный день|лето|сезон|стройку|производство|вахту|склад|объект|\w+))\s*:?\s+)?(?:\d+\s+|двое\s+|трое\s+|\d+-х\s+)?{_PHRASE}",
    "требу", "нуж", "необходим", "ищ", "приглаша", "набира", "примем", "возьм", "принима", "приму", "ваканси", "должност", "позици", "нанима",
)  # fmt: skip
_SOUGHT_BEFORE = Rule(
    r"(?P<x>(?:[а-я][\w-]*\s+){0,4}[а-я][\w-]*)\s+(?:(?:срочно|шұғыл|тез арада|қызметіне|лауазымына|жұмысына|болып жұмыс істеуге|маман)\s+)*(?:керек|қажет|іздейміз|іздеп жатырмыз|іздеуде|шақырамыз|шақырады|қабылдаймыз|қабылдайды|аламыз|алады|жұмысқа (?:алынады|қабылданады|керек|аламыз|қабылдаймыз|шақырамыз)|требуется|требуются|нужен|нужна|нужны)(?!\s+емес)\b",
    "керек", "қажет", "іздей", "іздеп", "іздеуде", "шақыра", "қабылда", "аламыз", "алады", "алынады", "требует", "требуют", "нуж",
)  # fmt: skip
_WANTED = Rule(
    rf"\b(?:(?P<ins>(?:ищу|рассмотрю|рассматриваю|нужна|хочу|интересует|найти)\s+(?:\w+\s+)?(?:работу|работа|подработку|подработка|вакансию|место|устроиться|работать|трудоустроиться)|хочу (?:устроиться|работать)|готов\w* работать|могу работать|устроюсь|пойду)(?:\s+(?:в \w+|на дому|удаленно|срочно|по специальности))?\s*:?"
    rf"|(?P<nom>ищу работу\s*[:-]|резюме\s*[:-]?|желаемая должность\s*[:-]?|должность\s*[:-]?|на должность|на вакансию|вакансию|место|позицию|в качестве|интересует (?:должность|вакансия|работа)))\s+{_PHRASE}",
    "ищу", "рассм", "нужна", "хочу", "интересует", "найти", "готов", "могу", "устроюсь", "пойду", "резюме", "должност", "ваканси", "место", "позици", "качестве",
)  # fmt: skip
_WANTED_KK = Rule(
    r"(?P<x>(?:[а-я][\w-]*\s+){0,4}[а-я][\w-]*)\s+(?:болып\s+(?:жұмыс|істе|орнал)|(?:қызметі|лауазымы|жұмысы|орны)\w*\s+(?:\w+\s+)?(?:іздей|керек|қызық)|ретінде\s+(?:жұмыс|істе)|(?:болып )?жұмыс\s+(?:іздей|іздеп|керек)|бойынша жұмыс)",
    "болып", "қызметі", "лауазымы", "жұмыс", "орны", "ретінде", "бойынша",
)  # fmt: skip
_STOP = frozenset(
    "с со на в во для от до за из без к у при и или но а не же это есть нет можно срочно работа работу работы обязанности требования условия"
    " опыт опытом стаж стажем график оплата зарплата зп з/п оклад возраст разряд разряда разр категории категория категорию кат санат санатты класса класс"
    " накс который которая которые по-вахтовый готов готова ищу ищет ищем могу имею буду хочу умею знаю работаю работал работала мне меня я наш нашу наша нам"
    " обязательно желательно также лет год года жыл бар жоқ керек қажет емес және мен пен бен немесе үшін бізге болып тәжірибелі полный неполный полставки"
    " вахта вахтой вахтовым удаленно удалённо подработка временно постоянно требуется требуются нужен нужна нужны звонить тел телефон город г где как что"
    " медкнижка права водительские зарплатой знанием умением оплатой обучением выпускник выпускница со-своим дневной ночной дневная ночная вахтовик".split()
)  # fmt: skip
_LEADING = frozenset(
    "срочно шұғыл опытный опытная опытные опытного опытных ответственный ответственная ответственного ответственные квалифицированный квалифицированные квалифицированного"
    " профессиональный еще ещё двое трое один одна два три ваканcия вакансия вакансии ищу ищем требуется должность резюме также любой любая хороший хорошего хорошие"
    " тәжірибелі білікті маман мамандар жұмысқа бізге біздің кафеге дүкенге компанияға фирмаға зауытқа мейрамханаға тез арада бір екі үш төрт бес я здравствуйте сәлеметсіз бе добрый день всем привет"
    " молодой молодая молодые жауапты жас персонал сотрудник на работу".split()
)  # fmt: skip
_STOP_FOLDED = frozenset(fold(word) for word in _STOP)
_LEADING_FOLDED = frozenset(fold(word) for word in _LEADING)
_OCCUPATION = Rule(
    r"(?:щик|чик|тель|ник|ист|лог|арь|яр|ер|ор|ир|ант|ент|вед|граф|ец|ач|иц[ауы]|ш[аи]|к[аи]|ша|ун|арт|ия|мен|ар|ург|авт|еон|фер|джер|рь|ол|зов|дир|етр|ян[аяи]|ея|ая|ый|ий|ой|ин|шы|ши|гер|кер|тан|хана|анг|тер|лык|ман|пед|сер|ач|ку|ук)$"
)
_LOWER_BOUND = 0.35
_MOST_WORDS = 6


def find(sheet: Sheet, titles: TitleSource | None, *, vacancy: bool) -> Iterator[Fact]:
    """The positions as facts: the title of a vacancy, or the wishes of a person."""
    path = "title" if vacancy else "desired"
    named = False
    for span in _named(sheet, vacancy=vacancy):
        for fact in _facts(sheet, titles, span, path):
            named = True
            yield fact
            if vacancy:
                return
    if not named:
        first = _first(sheet)
        if first:
            yield from list(_facts(sheet, titles, first, path))[:1]


def _named(sheet: Sheet, *, vacancy: bool) -> Iterator[Span]:
    """Phrases beside a word that names a position, the most telling first."""
    if vacancy:
        for match in _SOUGHT_AFTER.all(sheet.low):
            case = "acc" if match.group("seek") else "nom"
            yield Span(*match.span("x"), case, 0.9)
        for match in _SOUGHT_BEFORE.all(sheet.low):
            yield Span(*match.span("x"), "kk", 0.85)
        return
    for match in _WANTED.all(sheet.low):
        yield Span(*match.span("x"), "ins" if match.group("ins") else "gen", 0.9)
    for match in _WANTED_KK.all(sheet.low):
        yield Span(*match.span("x"), "kk", 0.85)


def _first(sheet: Sheet) -> Span | None:
    """The first words of the text."""
    for start, end in sheet.clauses():
        words = sheet.low[start:end].strip()
        if words and not words[0].isdigit():
            return Span(start, min(end, start + 90), "nom", 0.6)
        return None
    return None


def _facts(sheet: Sheet, titles: TitleSource | None, span: Span, path: str) -> Iterator[Fact]:
    """The position within a span, None where its words name no occupation."""
    words = _words(sheet.low, span)
    if not words:
        return
    texts = [sheet.low[start:end] for start, end in words]
    length, confidence = _known(titles, texts, span) if titles else _plausible(texts, span)
    if not length:
        return
    kazakh_end = span.case == "kk"
    chosen = words[-length:] if kazakh_end else words[:length]
    start, end = chosen[0][0], chosen[-1][1]
    value = nominative(sheet.quote(start, end).lower(), span.case)
    yield Fact(path, value, start, end, min(span.sure, confidence))


def _words(low: str, span: Span) -> list[tuple[int, int]]:
    """The words that may belong to the position: without courtesies before it, up to the first that ends it."""
    found: list[tuple[int, int]] = []
    for match in re.finditer(r"\S+", low[span.start : span.end]):
        word = match.group().strip("\"'«»:")
        start = span.start + match.start() + match.group().find(word)
        if not word or (not found and word in _LEADING_FOLDED):
            continue
        if word in _STOP_FOLDED or word[0].isdigit() or word in "-–":
            if span.case == "kk":
                found.clear()
                continue
            break
        found.append((start, start + len(word)))
        if len(found) == _MOST_WORDS or match.group()[-1] in ",;:":
            break
    return found


def _plausible(texts: list[str], span: Span) -> tuple[int, float]:
    """Without a source: the words up to the end of the phrase, if one of them ends as occupations do."""
    if span.sure < 0.8 and not any(_OCCUPATION.first(one) for one in texts[:3]):
        return 0, 0.0
    if span.case == "kk":
        return min(len(texts), 2 if _OCCUPATION.first(texts[-1]) else 1), 0.7
    return min(len(texts), 3), 0.7


def _known(titles: TitleSource, texts: list[str], span: Span) -> tuple[int, float]:
    """How many words the source knows best, from the start (from the end in Kazakh)."""
    best = (0, 0.0)
    for length in range(1, len(texts) + 1):
        piece = texts[-length:] if span.case == "kk" else texts[:length]
        found = titles.find(nominative(" ".join(piece), span.case))
        confidence = sum(one.confidence for one in found[:3]) if found else 0.0
        if confidence > best[1] + 0.02 or (confidence >= best[1] - 0.02 and confidence >= _LOWER_BOUND):
            best = (length, max(confidence, best[1]))
    return best if best[1] >= _LOWER_BOUND else (0, 0.0)
