"""Licences: `kind` or `kind:grade`, asked or held, and what a person says they do not hold.

Driving categories stand beside a word for them ("кат. С, Е", "права B", "С санаты"); "СЕ" is one category, "С, Е" and
"ВС" are two. A vacancy's wish ("медкнижка желательна") is not asked. A denial ("прав нет", "медкітапшам жоқ") is
never a licence, and neither is a paper that has run out (`lapsed`): a person's goes to `licences.absent`, which is
evidence without a field of the record. Papers named without their kind ("удостоверение действует") are for `papers`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scoring.reading.facts import Fact
from scoring.reading.lapsed import lapsed, renewed
from scoring.reading.licence_kinds import KINDS
from scoring.reading.negation import denied, wished
from scoring.reading.sheet import Rule, Sheet, fold, marks_of

_LETTERS = {
    "а": "A",
    "в": "B",
    "б": "B",
    "с": "C",
    "д": "D",
    "е": "E",
    "a": "A",
    "b": "B",
    "c": "C",
    "d": "D",
    "e": "E",
    "м": "M",
    "m": "M",
    "т": "T",
    "t": "T",
}
_LIST = (
    r"(?:[\"']?[авсдебabcdemт]{1,2}1?[\"']?)"
    r"(?:(?:\s*[,/+&-]\s*|\s+(?:и|және|мен|или|по)\s+|\s+)[\"']?[авсдебabcde]{1,2}1?[\"']?(?!\w))*"
)
_DRIVING = Rule(
    rf"(?:\b(?:кат(?:егори\w+|\b\.?)|вод\w*\.? уд\w*\.?|ву|в/у|прав[аоу]?\b(?! \w{{3,}})|куәлі\w+"
    rf"|санат(?!ор)\w*)\s*:?\s*(?:кат(?:егори\w+|\.)?\s*)?(?<!\w)(?P<a>{_LIST})(?!\w)|\b(?:водител\w+"
    rf"|жүргізуш\w+)\s+(?P<c>{_LIST})(?=\s*(?:[,.;()]|$|на\b|категори))"
    r"|\b(?:водител|жүргізуш)[\w-]*,? (?P<d>[всdcb]{0,2}[сcвb][еe])(?=\s*[,.;])"
    rf"|(?<!\w)(?P<b>{_LIST})\s*-?\s*(?:кат(?:егори\w+|\.)|санат(?!ор)\w*))",
    "кат|вод|ву|в/у|прав|куәлі|санат|жүргізуш",
)
_MARKS = marks_of(rule for _, rule in KINDS)
_WORDED = (
    "втор(?=ая|ую|ой)|треть(?=я|ю|ей)|четв[её]рт(?=ая|ую|ой)|пят(?=ая|ую|ой)|екін(?=ші)|үшін(?=ші)|төртін(?=ші)"
    "|бесін(?=ші)"
)
"""Groups in words: "четвёртая группа до и выше 1000"."""
_ELECTRIC = Rule(
    rf"(?<![\w.,/])(?P<a>[1-5]|i{{1,3}}|iv|v|{_WORDED})\s*-?(?:ая|ей|й|я|ю|ой|ую|ші|шы)?\s*(?:групп\w+|гр\."
    r"|топ\w*)(?=[^.;]{0,30}(?:допуск|электро|эл[./]|эб\b|қауіпсіз|до (?:и (?:выше|свыше) )?1000|1000 ?в))|(?:групп\w+"
    r"|гр\.)\s*(?:допуск\w*\s*)?(?:по\s+эл\w*\.?\s*\w*\s*)?(?:не ниже\s+)?(?P<b>[1-5]|i{1,3}|iv"
    r"|v)\b(?=[^.;]{0,25}(?:допуск|электро|эл\.|эб\b|до 1000|до и выше|қауіпсіз))"
    r"|(?:электробезопасност\w+|эл\.?\s?безопасност\w+|\bэб\b|электр(?:лік)? қауіпсіздік\w*"
    r"|электр(?:лік)? қауіпсіздігі\w*)\W{0,3}(?:бойынша |не ниже |до 1000 ?в )?(?P<c>[1-5]|i{1,3}|iv"
    r"|v)\s*-?(?:й|я|ю|ой|ую|ші|шы)?\s*(?:групп|гр\b|топ|допуск)"
    r"|групп\w+ допуска\s*[-:]?\s*(?:не ниже |от )?(?P<g>[1-5]|iii|iv|ii|v)\b"
    r"|групп\w+ (?:допуска )?(?:по )?(?:эл\w+(?:безопасност\w+)?|эб)\s*(?:не ниже |- ?|: ?)?(?P<f>[1-5]|iii|iv"
    r"|ii|v)(?:\s*-?й)?\b|допуск\w*\s+(?:по эл\w+\s+)?(?:не ниже\s+)?(?P<d>[1-5]|i{1,3}|iv"
    r"|v)\s*(?:-?й)?\s*(?:групп|гр\b)|допуск\w*\s+(?P<e>[1-5]|iii|iv|ii|v)\s+(?:по электро|до 1000)",
    "групп|гр.|топ|допуск|безопасн|эб|қауіпсізд",
)
_GROUP = Rule(
    rf"(?<![\w.,/])(?P<a>iii|iv|ii|v|[2-5]|{_WORDED})(?:-?(?:ая|ую|ой|ей|я|й|ю|ші))?\s*(?:групп[аыу]?|гр\.|топ(?:тан)?)"
    r"(?=\s*(?:[,.;]|$|бар\b|есть|төмен))",
    "групп|гр.|топ",
)
"""A group by itself, which an electrician says of the permit and nobody else does."""
_NO_RIGHTS = Rule(
    r"\bправ (?:пока |у меня |водительских )?(?:нет|не имею|не было)|\bбез прав\b"
    r"|(?:жүргізуші )?куәлігі?м (?:әзірге |қазір )?жоқ|\bправа? (?:жоқ|нет)\b|құқығым жоқ"
    r"|вод\w+ удост\w*\.? (?:нет|не имею)|нет (?:вод\w+ )?(?:прав|удостовер)\w*",
    "прав|куәлігі|құқығ|удост",
)
MARKS = _MARKS | marks_of((_DRIVING, _ELECTRIC, _GROUP, _NO_RIGHTS))
"""Of all rules of this file: a text without any of them tells of no licence."""
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5"} | {
    fold(word): grade
    for grade, words in (("2", "втор екін"), ("3", "треть үшін"), ("4", "четверт төртін"), ("5", "пят бесін"))
    for word in words.split()
}
_NOT_YET = Rule(
    r"собираюсь|планирую|учусь|оформл|хочу (?:получ|откр|сдать)|получаю|оқып жүрмін|аламын деп|ашпақ"
    r"|аламын\b|просроч|истек(?!а)|лишен|өтіп кет|мерзімі|утер|потер|утрач|недейств|жоғалт|жоғалып|отобрал|забрали"
    r"|(?<!не )\bбыл[аио]?\b|обновля[юе]|продлева[юе]|восстанавлива[юе]",
    "собира|планир|учусь|оформл|хочу|получаю|оқып|аламын|ашпақ|просроч|истек|лишен|өтіп|мерзім|утер|потер|утрач"
    "|недейств|жоғал|отобрал|забрали|был|обновля|продлева|восстанавл",
)
_NEVER = Rule(
    r"\bне (?:проход|прош[её]л|прошла|обучал|сдал|дел[ао]л|было|имел)\w*|(?:өт|тапсыр|ал|жаса)(?:пе|ма|па"
    r"|ме)(?:дім|дым|ген|ған)\w*",
    "не проход|не прош|не обуч|не сдал|не дел|не было|не имел|өтпе|тапсырма|алма|жасама",
)
"""A paper never earned: "ПТМ не проходил"."""
_BUT = Rule(
    r", (?:но|а|бірақ|только|только вот) [^,;.]{0,30}(?:просроч|истек(?!а)|лишен|утер|потер|утрач|недейств|жоғал"
    r"|мерзімі өт)",
)
_OFFER = Rule(
    r"оформим|оформля(?:ем|ет)|сделаем|поможем|помогаем|за (?:наш )?счет|оплачива|обучим|выуч"
    r"|жасап береміз|есебінен|рәсімдеп",
    "оформ|сдела|помо|счет|оплач|обучим|выуч|жасап|есебін|рәсім",
)
_BRACKET = 24
"""Letters after categories in which "(тракторные)" makes them those of tractors."""
_ANY_ONE = re.compile(r"[авсдебabcdemтt]")


def find(sheet: Sheet, *, vacancy: bool) -> Iterator[Fact]:
    """Licences asked (vacancy) or held (resume), and those a person denies."""
    if not sheet.marks & MARKS:
        return
    if vacancy:
        for code, start, end in _codes(sheet):
            if not (denied(sheet, start, end) or wished(sheet, start, end) or _offered(sheet, start, end)):
                yield Fact("requirements.licences", code, start, end)
        return
    for code, start, end in _codes(sheet):
        if denied(sheet, start, end) or _never(sheet, start, end) or lapsed(sheet, start, end):
            yield Fact("licences.absent", code, start, end, 0.85)
        elif renewed(sheet, start, end) or not _not_yet(sheet, start, end):
            yield Fact("licences", code, start, end)
    for match in _NO_RIGHTS.on(sheet):
        yield Fact("licences.absent", "driving", match.start(), match.end(), 0.85)


def _codes(sheet: Sheet) -> Iterator[tuple[str, int, int]]:
    if sheet.marks & _MARKS:
        for kind, rule in KINDS:
            for match in rule.on(sheet):
                yield kind, match.start(), match.end()
    for match in _ELECTRIC.on(sheet):
        grade = next(one for one in match.groups() if one)
        yield f"electrical_safety:{_ROMAN.get(grade, grade)}", match.start(), match.end()
    if "электр" in sheet.low and "инвалид" not in sheet.low and "мугед" not in sheet.low:
        for match in _GROUP.on(sheet):
            yield f"electrical_safety:{_ROMAN.get(match.group('a'), match.group('a'))}", match.start(), match.end()
    yield from _categories(sheet)


def _categories(sheet: Sheet) -> Iterator[tuple[str, int, int]]:
    """The driving categories, and the tractor's where brackets say that they are its own."""
    for match in _DRIVING.on(sheet):
        name = next(one for one in ("a", "b", "c", "d") if match.group(one))
        written, start = match.group(name), match.start(name)
        if "(трактор" in sheet.low[start : start + len(written) + _BRACKET]:
            yield "tractor", match.start(), start + len(written)
            continue
        if not _is_list(sheet, match.group(), start, start + len(written), before=name == "b"):
            continue
        for letter in _driving(written):
            yield f"driving:{letter}", match.start(), start + len(written)


_CATEGORY = re.compile("кат|санат")
_OF_DRIVERS = re.compile("вод|ву|в/у|прав|куали|жургизуш")
_DRIVER_NEAR = 30


def _is_list(sheet: Sheet, words: str, start: int, end: int, *, before: bool) -> bool:
    """Whether single letters are categories: "права В" is; "права в наличии", "категория в школе" are prepositions."""
    if before and "санат" not in words:
        return sheet.quote(start, end).isupper()
    if len(sheet.low[start:end].strip()) > 1 or (
        _CATEGORY.search(words) and _OF_DRIVERS.search(sheet.before(start, _DRIVER_NEAR))
    ):
        return True
    following = sheet.low[end : end + 1]
    return sheet.quote(start, end).isupper() or following in ("", ",", ".", ";", ")", "/")


def _driving(written: str) -> Iterator[str]:
    """The categories of "в, с", "СЕ", "B1", one by one; words between them ("и", "және") are not letters."""
    for word in re.findall(r"[\w]+", written):
        if len(word.rstrip("1")) <= 2 and word not in ("и", "по"):
            letters = [_LETTERS[letter] for letter in _ANY_ONE.findall(word)]
            if len(letters) == 2 and letters[1] == "E" and letters[0] in "BCD":
                yield "".join(letters)
            else:
                yield from (f"{letter}1" if word.endswith("1") else letter for letter in letters if letter in "ABCDE")


def _offered(sheet: Sheet, start: int, end: int) -> bool:
    """Whether the employer offers to get it for the person."""
    left, right = sheet.clause(start, end)
    return _OFFER.first(sheet.low[left:right]) is not None


def _never(sheet: Sheet, start: int, end: int) -> bool:
    """Whether a person says that they never earned it."""
    return _NEVER.opens(sheet) and _NEVER.first(sheet.low[end : sheet.clause(start, end)[1]]) is not None


def _not_yet(sheet: Sheet, start: int, end: int) -> bool:
    """Whether a person only means to get it, or has lost it."""
    left, right = sheet.clause(start, end)
    if _NOT_YET.first(sheet.low[left:right]):
        return True
    # "Допуск есть, но удостоверение утеряно": the reservation is a clause of its own.
    further = sheet.clause(min(right + 2, len(sheet.low)), min(right + 2, len(sheet.low)))[1]
    return _BUT.starts(sheet.low[right:further]) is not None
