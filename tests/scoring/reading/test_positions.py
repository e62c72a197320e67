"""The position of a text, with a source of titles and without one."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from scoring.reading.nominative import nominative
from scoring.reading.read import read


@dataclass(frozen=True)
class Node:
    confidence: float


class Known:
    """A source that knows some titles."""

    def __init__(self, *titles: str) -> None:
        self.titles = titles

    def find(self, title: str) -> list[Node]:
        return [Node(0.9)] if title in self.titles else []


def test_a_source_decides_what_is_a_position():
    titles = Known("су-шеф", "повар")
    assert read("Повар / су-шеф. Кухня и банкеты.", "resume", titles=titles).record["desired"] == ["повар", "су-шеф"]


def test_first_words_that_a_source_does_not_know_are_no_position():
    assert "title" not in read("Дружный коллектив, звоните", "vacancy", titles=Known("повар")).record


def test_several_positions_of_one_vacancy_are_no_title():
    titles = Known("горничная", "портье")
    assert "title" not in read("Требуются горничная и портье", "vacancy", titles=titles).record


@pytest.mark.parametrize(
    ("phrase", "case", "expected"),
    [
        ("сварщиком", "ins", "сварщик"), ("водителем погрузчика", "ins", "водитель погрузчика"),
        ("главным бухгалтером", "ins", "главный бухгалтер"), ("медсестрой", "ins", "медсестра"),
        ("продавцом", "ins", "продавец"), ("уборщицей", "ins", "уборщица"), ("слесарем", "ins", "слесарь"),
        ("продавца-кассира", "acc", "продавец-кассир"), ("медицинскую сестру", "acc", "медицинская сестра"),
        ("водителей", "acc", "водитель"), ("швею", "acc", "швея"), ("поваров", "acc", "повар"),
        ("водители", "nom", "водитель"), ("повара", "nom", "повар"), ("разнорабочие", "nom", "разнорабочий"),
        ("дәнекерлеушілер", "kk", "дәнекерлеуші"), ("сатушыларды", "kk", "сатушы"), ("кондитер", "kk", "кондитер"),
        ("экскаваторшымын", "nom", "экскаваторшы"),
    ],
)  # fmt: skip
def test_positions_are_put_into_the_nominative(phrase, case, expected):
    assert nominative(phrase, case) == expected
