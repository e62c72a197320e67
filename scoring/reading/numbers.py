"""Numbers as people write them, in figures and in words, Russian and Kazakh.

Only small counts are read in words (years, openings, hours): "полтора", "десять", "жиырма бес".
"""

from __future__ import annotations

from scoring.reading.sheet import fold

_WORDS: dict[str, float] = {
    fold(word): value
    for words, value in (
        ("один одного одну одна бір", 1), ("полтора полутора полторы", 1.5), ("два двух две двое екі екеу", 2),
        ("три трех трое үш үшеу", 3), ("четыре четырех четверо төрт төртеу", 4), ("пять пяти пятеро бес", 5),
        ("шесть шести шестеро алты", 6), ("семь семи семеро жеті", 7), ("восемь восьми сегіз", 8),
        ("девять девяти тоғыз", 9), ("десять десяти он", 10), ("одиннадцать одиннадцати", 11),
        ("двенадцать двенадцати", 12), ("тринадцать", 13), ("четырнадцать", 14), ("пятнадцать пятнадцати", 15),
        ("шестнадцать", 16), ("семнадцать", 17), ("восемнадцать", 18), ("девятнадцать", 19),
        ("двадцать двадцати жиырма", 20), ("тридцать тридцати отыз", 30), ("сорок қырық", 40),
    )
    for word in words.split()
}  # fmt: skip
_TENS = frozenset((10.0, 20.0, 30.0, 40.0))

_HALVES = frozenset((fold("жарым"), "половиной"))

WORD = "(?:" + "|".join(sorted(_WORDS, key=len, reverse=True)) + ")"
NUMBER = (
    rf"(?:\d{{1,3}}(?:[.,]\d)?(?!\d)|\b{WORD}"
    r"(?:\s+(?:бір|екі|үш|төрт|бес|алты|жеті|сегіз|тоғыз|один|два|три|четыре|пять|жарым|с половиной))?\b)"
)
"""A count in figures or words; use inside a `Rule`, which folds it."""


def count(text: str) -> float | None:
    """The value of what NUMBER matched in folded letters; None where it is no number."""
    text = text.strip().replace(",", ".")
    if text[:1].isdigit():
        try:
            return float(text)
        except ValueError:
            return None
    total = 0.0
    for word in text.split():
        if word in _HALVES:
            total += 0.5
        elif word == "с":
            continue
        elif word in _WORDS:
            total += _WORDS[word]
        else:
            return None
    return total or None


def tidy(value: float) -> float | int:
    """A whole number as int, so that 3.0 years are written 3."""
    return int(value) if value == int(value) else value
