"""Grades of a trade: разряд, санат, класс, категория, дәреже.

Written in one form: the number with the word ("5 разряд"), or the ordinal with it ("высшая категория", "жоғары санат").
Of a range the lower end is asked. Driving categories ("категория С") are licences, not grades.
"""

from __future__ import annotations

from collections.abc import Iterator

from scoring.reading.facts import Fact
from scoring.reading.negation import denied, wished
from scoring.reading.sheet import Rule, Sheet, marks_of

_ORDINALS = {
    "перв": ("первый", "первая", "1"),
    "втор": ("второй", "вторая", "2"),
    "трет": ("третий", "третья", "3"),
    "четверт": ("четвертый", "четвертая", "4"),
    "пят": ("пятый", "пятая", "5"),
    "шест": ("шестой", "шестая", "6"),
    "седьм": ("седьмой", "седьмая", "7"),
    "высш": ("высший", "высшая", "высшая"),
}
_RANGE = (
    r"(?P<n>[1-8]|(?:iii|iv|ii|vi|v|i)(?!\s*и\s*[1-8]))(?:\s*-?\s*(?:го|й|ый|ой|му|х|ші|шы))?"
    r"(?:\s*(?:-|,|и|до|/)\s*(?:[1-8]|vi|v|iv)(?:\s*-?\s*(?:го|й|х|ші|шы))?)?"
)
_NUMBERED = Rule(
    rf"(?<![\d.,/])\b{_RANGE}\s*-?\s*(?P<w>разряд\w*|разр\.|р(?:\.|(?!\.))(?!\w|\s*(?:в |за |\d))|санат(?!ор)\w*"
    rf"|дәреже\w*"
    rf"|класс\w*|категори\w+|кат\.)",
    "разр|р.|санат|дәреже|класс|категори|кат.|1р|2р|3р|4р|5р|6р|7р|8р|-р|vр|iр",
)
_AFTER = Rule(
    rf"\b(?P<w>разряд\w*|санат(?!ор)\w*|дәреже\w*)\s*(?:-|:|–)?\s*(?:не ниже|от|кемінде"
    rf"|с)?\s*{_RANGE}(?![\d\w])",
    "разряд|санат|дәреже",
)
_WORDED = Rule(
    r"\b(?P<o>перв|втор|трет|четверт|пят|шест|седьм|высш)(?:ый|ой|ая|ую|ого|его|ей|ий|ьей|ьего|ья|ью|ем"
    r"|ом|им)?\s+(?:квалификационн\w+\s+)?(?P<w>разряд\w*|категори\w+|класс\w*)|\b(?P<k>жоғары|бірінші"
    r"|екінші|үшінші|төртінші|бесінші|алтыншы)\s+(?:біліктілік\s+)?(?P<v>санат(?!ор)\w*|разряд\w*|дәреже\w*)",
    "разряд|категори|класс|санат|дәреже",
)
_AT_LEAST = Rule(
    r"\b(?P<w>категори\w+|разряд\w*)\s*[-:]?\s*(?:(?:не ниже|от|минимум)\s+(?P<o>перв|втор|трет|четверт|пят"
    r"|шест|высш)\w+"
    r"|(?P<p>перв|втор|трет|четверт|пят|шест|высш)(?:ый|ой|ий|ая|ья|ую|ью)\b(?=\s*(?:[,.;()]|$|разряд)))",
    "категори|разряд",
)
_PEDAGOGUE = Rule(
    r"педагог(?:а|ом|у)?[\s-]+(?P<p>модератор|сарапшы|эксперт|зерттеуші|исследовател\w*|шебер|мастер)\w*",
    "педагог",
)
MARKS = marks_of((_NUMBERED, _AFTER, _WORDED, _AT_LEAST, _PEDAGOGUE))
"""Of all rules of this file: a text without any of them tells no grade."""
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6"}
_NOT_A_GRADE = Rule(
    r"ученик|учащ|школ|дет(?:ей|ям)|сынып|класс\w* (?:автомоб|люкс|точност)|бизнес|мастер-класс|прав"
    r"|вод\w*\. уд",
    "учен|учащ|школ|дет|сынып|люкс|точност|автомоб|бизнес|мастер|прав|вод",
)
_WORDS = {
    "разр": "разряд",
    "р.": "разряд",
    "р": "разряд",
    "сана": "санат",
    "дәре": "дәреже",
    "даре": "дәреже",
    "клас": "класс",
    "кате": "категория",
    "кат.": "категория",
}
_FEMININE = ("категория",)
_KAZAKH = {
    "жогары": "жоғары",
    "биринши": "бірінші",
    "екинши": "екінші",
    "ушинши": "үшінші",
    "тортинши": "төртінші",
    "бесинши": "бесінші",
    "алтыншы": "алтыншы",
}


def find(sheet: Sheet, *, vacancy: bool) -> Iterator[Fact]:
    """The grade asked (`requirements.qualification`) or grades held (`qualifications`)."""
    if not sheet.marks & MARKS:
        return
    path = "requirements.qualification" if vacancy else "qualifications"
    for value, start, end in _grades(sheet):
        left, right = sheet.clause(start, end)
        if _NOT_A_GRADE.first(sheet.low[left:right]) or denied(sheet, start, end):
            continue
        if not vacancy or not wished(sheet, start, end):
            yield Fact(path, value, start, end, 0.9)


def _grades(sheet: Sheet) -> Iterator[tuple[str, int, int]]:
    for rule in (_NUMBERED, _AFTER):
        for match in rule.on(sheet):
            number = _ROMAN.get(match.group("n"), match.group("n"))
            yield f"{number} {_WORDS[match.group('w')[:4]]}", match.start(), match.end()
    for match in (*_WORDED.on(sheet), *_AT_LEAST.on(sheet)):
        if match.groupdict().get("k"):
            yield f"{_KAZAKH[match.group('k')]} {_WORDS[match.group('v')[:4]]}", match.start(), match.end()
        else:
            noun = _WORDS[match.group("w")[:4]]
            masculine, feminine, number = _ORDINALS[match.group("o") or match.group("p")]
            numbered = noun == "разряд" and number.isdigit()
            value = f"{number} {noun}" if numbered else f"{feminine if noun in _FEMININE else masculine} {noun}"
            yield value, match.start(), match.end()
    for match in _PEDAGOGUE.on(sheet):
        yield sheet.quote(match.start(), match.end()).lower(), match.start(), match.end()
