"""Grades of a trade: разряд / санат / класс / category, read into a scale and a rank.

Numbered разряды count upwards, medical and office categories downwards (the second is below the first, the highest
above), teachers' categories have names of their own. Ranks of different scales say nothing of each other.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from scoring.language.letters import clean


class Grade(NamedTuple):
    """`scale`: grade | category | teacher | class; `rank` counts upwards."""

    scale: str
    rank: int


_NUMBER = r"(\d{1,2})\s*(?:-?\s*(?:й|го|ый|ого|ші|шы|нші|ншы|інші|ыншы)\b)?"
_GRADE = re.compile(rf"{_NUMBER}\s*(?:разр|разряд|дәреже|р\.|р\b)|(?:разряд\w*|дәреже\w*)\s*[-–:№]?\s*(\d{{1,2}})")
_CLASS = re.compile(rf"{_NUMBER}\s*(?:класс|сынып)|класс\w*\s*(\d)")
_CATEGORY_NUMBER = re.compile(rf"{_NUMBER}\s*(?:категори|санат|кат\b)")
_TEACHERS = (
    ("мастер", 5), ("шебер", 5), ("исследовател", 4), ("зерттеуші", 4), ("эксперт", 3), ("сарапшы", 3),
    ("модератор", 2), ("стажер", 0), ("стажёр", 0), ("тағылымдамашы", 0),
)  # fmt: skip
_CATEGORIES = (("высш", 3), ("жоғары", 3), ("перв", 2), ("бірінші", 2), ("втор", 1), ("екінші", 1))
_ROMAN = {"iii": "3", "ii": "2", "i": "1", "iv": "4", "vi": "6", "v": "5"}
_ROMAN_WORD = re.compile(r"\b(iv|vi|iii|ii|i|v)\b")


_EXPIRED = re.compile(r"истек|истёк|просроч|закончил|мерзімі.{0,20}(?:біт|өтіп|өткен)|өтіп кет|expired")


_UNGRADED = re.compile(r"без (?:квалификационной )?категори|санатсыз|санаты жоқ")


def expired(text: str) -> bool:
    """Whether a qualification is said to have run out."""
    return _EXPIRED.search(clean(text)) is not None


def grade(text: str) -> Grade | None:
    """The grade that a text states, None where it states none."""
    text = _ROMAN_WORD.sub(lambda found: _ROMAN[found.group()], clean(text))
    if re.search(r"педагог|мұғалім|тәрбиеші|учител|воспитател", text):
        for word, rank in _TEACHERS:
            if word in text:
                return Grade("teacher", rank)
        if text.strip() == "педагог" or _UNGRADED.search(text):
            return Grade("teacher", 1)
    return _numbered(text) or _category(text)


def _numbered(text: str) -> Grade | None:
    for pattern, scale in ((_GRADE, "grade"), (_CLASS, "class")):
        found = pattern.search(text)
        if found:
            number = int(next(one for one in found.groups() if one))
            return Grade(scale, number if scale == "grade" else 10 - number)
    return None


def _category(text: str) -> Grade | None:
    if "категори" not in text and "санат" not in text and "кат." not in text:
        return None
    for word, rank in _CATEGORIES:
        if word in text:
            return Grade("category", rank)
    found = _CATEGORY_NUMBER.search(text)
    return Grade("category", 3 - int(found.group(1))) if found else None
