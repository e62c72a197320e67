"""Specialities of one field of study meet, whatever they are called; those of neighbouring fields do not."""

import time
from itertools import pairwise
from pathlib import Path

import pytest

from scoring.columns.words import Words
from scoring.criteria.base import MET, NOT_MET
from scoring.criteria.qualification import speciality_rule
from scoring.language.fields import Fields, _table
from scoring.records import Training

PAIRS = [
    line.split("\t")
    for line in (Path(__file__).parent / "specialities.own.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.fixture(scope="module")
def words(knowledge):
    return Words(knowledge)


@pytest.fixture(scope="module")
def fields():
    return Fields.load()


def verdict(words, asked, held):
    return speciality_rule([words.speciality(asked)], [words.training(Training(speciality=held))])[0]


@pytest.mark.parametrize(("kind", "asked", "held"), PAIRS)
def test_specialities_meet_if_they_are_of_one_field(words, kind, asked, held):
    assert verdict(words, asked, held) == (MET if kind == "met" else NOT_MET)


@pytest.mark.parametrize(("asked", "held"), [pair[1:] for pair in PAIRS if pair[0] == "other" and "(" not in pair[1]])
def test_other_fields_do_not_meet_the_other_way_round(words, asked, held):
    assert verdict(words, held, asked) == NOT_MET


def test_every_listed_name_is_of_its_field(fields):
    for line in _table():
        code, _, *names = line.split("\t")
        for name in ", ".join(one for one in names if one).split(", "):
            assert code in fields.held(name.removesuffix("~")), name


def test_the_table_is_large_and_has_both_languages():
    lines = [line.split("\t") for line in _table()]
    assert all(len(line) == 5 and line[1] and line[2] and line[3] for line in lines)
    assert len({line[0] for line in lines}) == len(lines)
    assert sum(len(names.split(", ")) for line in lines for names in line[2:]) > 3000


@pytest.mark.parametrize(
    "text", ["технология", "Инженер", "оператор", "обучение", "", "2019", "среднее специальное", "ісі"]
)
def test_broad_words_alone_name_no_field(fields, text):
    assert not fields.held(text)
    assert not fields.asked(text)


def test_a_broad_name_that_is_held_is_not_every_field_within_it(words):
    assert verdict(words, "Учитель химии", "Педагогика") == NOT_MET
    assert verdict(words, "Педагогика", "Педагогика") == MET


def test_half_of_an_unknown_name_is_no_broad_name(fields):
    assert not fields.held("Медицинская генеалогия")


def test_a_name_of_two_fields_is_of_both(fields):
    assert fields.held("Повар-кондитер") == fields.held("повар") | fields.held("кондитер")
    assert fields.held("Физика және информатика") == fields.held("физика") | fields.held("информатика")


def test_what_stands_in_the_genitive_or_after_in_is_not_the_field(fields):
    for text in ("Экономика строительства", "құрылыс экономикасы", "Экономика в строительстве"):
        assert fields.held(text) == fields.held("Экономика")


def test_a_known_field_meets_an_unknown_name_by_words(words):
    assert verdict(words, "Строительство", "Строительство мечетей и минаретов") == MET
    assert verdict(words, "Экзотические фрукты", "Экзотические фрукты и овощи") == MET


def test_order_and_endings_do_not_matter(fields):
    same = ["Организация перевозок и управление движением", "управление движением, организация перевозок"]
    for one, other in pairwise(same):
        assert fields.held(one) == fields.held(other)


def test_it_is_loaded_fast():
    started = time.perf_counter()
    Fields(_table())
    assert time.perf_counter() - started < 0.1
