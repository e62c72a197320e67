"""Licences: `kind` or `kind:grade`, asked or held, and what a person says they do not hold.

Driving categories stand beside a word for them ("кат. С, Е", "права B", "С санаты"); "СЕ" is one category, "С, Е" and
"ВС" are two. A vacancy's wish ("медкнижка желательна") is not asked. A denial ("прав нет", "медкітапшам жоқ") is
never a licence: a person's goes to `licences.absent`, which is evidence without a field of the record.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scoring.reading.facts import Fact
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
    rf"|санат(?!ор)\w*)\s*:?\s*(?:кат(?:егори\w+|\.)?\s*)?(?P<a>{_LIST})(?!\w)|\b(?:водител\w+"
    rf"|жүргізуш\w+)\s+(?P<c>{_LIST})(?=\s*(?:[,.;()]|$|на\b|категори))"
    r"|\b(?:водител|жүргізуш)[\w-]*,? (?P<d>[всdcb]{0,2}[сcвb][еe])(?=\s*[,.;])"
    rf"|(?<!\w)(?P<b>{_LIST})\s*-?\s*(?:кат(?:егори\w+|\.)|санат(?!ор)\w*))",
    "кат|вод|ву|в/у|прав|куәлі|санат|жүргізуш",
)
_KINDS: tuple[tuple[str, Rule], ...] = (
    (
        "medical_book",
        Rule(
            r"(?:мед|сан)\.?(?:ицинск\w+|итарн\w+)?[\s-]?книж\w+|медкітап\w*|(?:мед(?:ициналық)?"
            r"|санитарлық)\s*\.?кітап\w*|личн\w+ медицинск\w+ книж\w+|\bлмк\b|санкнишк\w*",
            "книж|кітап|лмк|книшк",
        ),
    ),
    (
        "welding:naks",
        Rule(
            r"\bнакс\w*|\bnaks\b",
            "накс|naks",
        ),
    ),
    (
        "safety:biot",
        Rule(
            r"\bбиот\b|безопасност\w+ и охран\w+ труда|еңбек қауіпсіздігі және еңбекті қорғау"
            r"|еңбек қауіпсіздігі",
            "биот|бит|охран|еңбек қауіп",
        ),
    ),
    (
        "safety:ptm",
        Rule(
            r"\bптм\b|пож\w*[\s-]?тех\w*[\s-]?мин\w+|өрт[\s-]техникалық минимум",
            "птм|пож|өрт",
        ),
    ),
    (
        "safety:industrial",
        Rule(
            r"\bпром\w*[\s-]?безопасност\w+|өнеркәсіптік қауіпсіздік",
            "пром|өнеркәсіп",
        ),
    ),
    (
        "medical_specialist_certificate",
        Rule(
            r"сертификат\w*\s+(?:медицинск\w+\s+)?специалист\w*|маман сертификат\w*|маман(?:ның)? куәлі\w+",
            "сертификат|маман",
        ),
    ),
    (
        "forklift",
        Rule(
            r"(?:удост\w*\.?|прав\w*|корочк\w+|куәлі\w+|лицензи\w+|допуск)\s+(?:на\s+|водител\w+\s+"
            r"|(?:вилочн\w+\s+))*(?:авто|электро)?погрузчик\w*|(?:авто)?(?:жүк )?тиегіш\w*\s+(?:\w+\s+)?(?:\w+"
            r"\s+)?куәлі\w+|погрузчик\w*\s+(?:\w+\s+)?куәлі\w+|погрузчик\w*\W+(?:удост\w*\.?|корочк\w+)(?=\W+(?:есть"
            r"|имеется|бар\b|действ))|погрузчик\w*\s+(?:удост\w*\.?|корочк\w+)",
            "погрузчик|тиегіш",
        ),
    ),
    (
        "tractor",
        Rule(
            r"(?:удост\w*\.?|прав\w*|корочк\w+|куәлі\w+)\s+(?:\w+\s+)?(?:на\s+)?трактор\w*|(?:удост\w*\.?"
            r"|прав\w*)\s+тракторист\w*|тракторист\w+\s+(?:прав[аоу]?\b|удост)|трактор\w*\s+(?:куәлі\w+|құқығ\w+)",
            "трактор",
        ),
    ),
    (
        "crane_operator",
        Rule(
            r"(?:удост\w*\.?|прав\w*|корочк\w+|куәлі\w+|допуск)\s+(?:\w+\s+)?(?:на\s+)?(?:(?:мостов|башенн|козлов"
            r"|автомоб)\w+\s+)?(?:\w*кран\w*|машинист\w* кран\w*)|кран\w*\s+(?:машинис\w+\s+)?куәлі\w+",
            "кран",
        ),
    ),
    (
        "excavator",
        Rule(
            r"(?:удост\w*\.?|прав\w*|корочк\w+|куәлі\w+)\s+(?:\w+\s+)?(?:на\s+)?экскаватор\w*"
            r"|экскаватор\w*\s+куәлі\w+",
            "экскаватор",
        ),
    ),
    (
        "slinger",
        Rule(
            r"(?:удост\w*\.?|корочк\w+|куәлі\w+)\s+стропальщик\w*|стропальщик\w*\s+(?:\w+\s+)?куәлі\w+",
            "стропальщик",
        ),
    ),
    (
        "heights",
        Rule(
            r"(?:допуск|удост\w*\.?|корочк\w+)\s+(?:к\s+)?(?:(?:на\s+)?(?:высот\w+|работ\w+ на высоте)|высотник\w*"
            r"|промальп\w*)|биіктік\w+\s+(?:\w+\s+)?(?:рұқсат|куәлі)\w*",
            "высот|альп|биіктік",
        ),
    ),
    (
        "adr",
        Rule(
            r"\bдопог\w*\b|\badr\b",
            "допог|adr",
        ),
    ),
    (
        "weapons",
        Rule(
            r"(?:разреш\w+|лицензи\w+|право|удост\w*\.?)\s+(?:на\s+)?(?:\w+\s+)?(?:ношени\w+\s+)?(?:\w+\s+)?оружи"
            r"\w+|қару\w*\s+(?:\w+\s+)?(?:рұқсат|лицензия)\w*",
            "оружи|қару",
        ),
    ),
    (
        "guard",
        Rule(
            r"(?:удост\w*\.?|свидетельств\w+|лицензи\w+|корочк\w+)\s+(?:частн\w+\s+)?охранник\w*|күзетші куәлі\w+"
            r"|охранник\w*\W+(?:\w+\W+){0,2}?(?:лицензи\w+|удост\w*\.?|корочк\w+)(?=\W+(?:есть|имеется|бар\b|действ"
            r"|обязат))",
            "охранник|күзетші",
        ),
    ),
)
_MARKS = marks_of(rule for _, rule in _KINDS)
_ELECTRIC = Rule(
    r"(?P<a>[1-5]|i{1,3}|iv|v)\s*-?(?:й|я|ю|ой|ую|ші|шы)?\s*(?:групп\w+|гр\."
    r"|топ\w*)(?=[^.;]{0,30}(?:допуск|электро|эл[./]|эб\b|қауіпсіз))|(?:групп\w+"
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
    r"(?<![\w.,/])(?P<a>iii|iv|ii|v|[2-5]|втор(?=ая|ую|ой)|треть(?=я|ю|ей)|четверт(?=ая|ую|ой)|пят(?=ая|ую|ой)"
    r"|екін|үшін|төртін|бесін)(?:-?(?:ая|ую|ой|ей|я|й|ю|ші))?\s*(?:групп[аыу]?|гр\.|топ(?:тан)?)"
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
    r"|аламын\b|просроч|истек|лишен|өтіп кет|мерзімі|утер|потер|утрач|недейств|жоғалт|жоғалып|отобрал|забрали"
    r"|обновля[юе]|продлева[юе]|восстанавлива[юе]",
    "собира|планир|учусь|оформл|хочу|получаю|оқып|аламын|ашпақ|просроч|истек|лишен|өтіп|мерзім|утер|потер|утрач"
    "|недейств|жоғал|отобрал|забрали|обновля|продлева|восстанавл",
)
_BUT = Rule(
    r", (?:но|а|бірақ|только|только вот) [^,;.]{0,30}(?:просроч|истек|лишен|утер|потер|утрач|недейств|жоғал"
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
    path = "requirements.licences" if vacancy else "licences"
    for code, start, end in _codes(sheet):
        if denied(sheet, start, end):
            if not vacancy:
                yield Fact("licences.absent", code, start, end, 0.85)
        elif vacancy:
            if not (wished(sheet, start, end) or _offered(sheet, start, end)):
                yield Fact(path, code, start, end)
        elif not _not_yet(sheet, start, end):
            yield Fact(path, code, start, end)
    if not vacancy:
        for match in _NO_RIGHTS.on(sheet):
            yield Fact("licences.absent", "driving", match.start(), match.end(), 0.85)


def _codes(sheet: Sheet) -> Iterator[tuple[str, int, int]]:
    if sheet.marks & _MARKS:
        for kind, rule in _KINDS:
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


def _is_list(sheet: Sheet, words: str, start: int, end: int, *, before: bool) -> bool:
    """Whether single letters are categories: "права В" is, "права в наличии" and "в категории" are prepositions."""
    if before and "санат" not in words:
        return sheet.quote(start, end).isupper()
    if "кат" in words or "санат" in words or len(sheet.low[start:end].strip()) > 1:
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


def _not_yet(sheet: Sheet, start: int, end: int) -> bool:
    """Whether a person only means to get it, or has lost it."""
    left, right = sheet.clause(start, end)
    if _NOT_YET.first(sheet.low[left:right]):
        return True
    # "Допуск есть, но удостоверение утеряно": the reservation is a clause of its own.
    further = sheet.clause(min(right + 2, len(sheet.low)), min(right + 2, len(sheet.low)))[1]
    return _BUT.starts(sheet.low[right:further]) is not None
