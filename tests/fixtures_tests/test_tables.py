"""The tables of the sample data: complete, and in step with the classifier."""

from __future__ import annotations

import re
from string import Formatter

import pytest

from fixtures.generator import vacancies
from fixtures.profiles import load
from scoring.occupations.classifier import Classifier

CYRILLIC_KAZAKH = re.compile("[әғқңөұүһі]")


@pytest.fixture(scope="module")
def knowledge():
    return load()


def test_there_are_more_than_120_occupations_each_once(knowledge):
    keys = [one.key for one in knowledge.profiles]
    assert len(keys) == len(set(keys)) > 120


def test_every_occupation_is_in_the_classifier(knowledge):
    known = Classifier.load().by_name
    assert [one.key for one in knowledge.profiles if one.key not in known] == []


def test_every_neighbour_is_an_occupation_of_the_tables(knowledge):
    keys = {one.key for one in knowledge.profiles}
    assert [(one.key, near) for one in knowledge.profiles for near in one.near if near not in keys] == []


def test_every_family_is_there(knowledge):
    assert {one.family for one in knowledge.profiles} <= set(knowledge.families)


def test_every_family_has_schools_in_both_languages(knowledge):
    kinds = {one.school for one in knowledge.families.values()}
    assert {f"{kind}_{lang}" for kind in kinds for lang in ("ru", "kk")} <= set(knowledge.schools)


def test_no_russian_list_has_kazakh_letters(knowledge):
    lists = [(one.key, text) for one in knowledge.profiles for text in one.duties_ru + one.say_ru + one.about_ru]
    assert [pair for pair in lists if CYRILLIC_KAZAKH.search(pair[1])] == []


def test_sentences_end_with_a_stop_and_phrases_do_not(knowledge):
    for one in knowledge.profiles:
        assert all(text.endswith(".") for text in one.say_ru + one.say_kk + one.about_ru + one.about_kk), one.key
        assert not any(text.endswith(".") for text in one.duties_ru + one.duties_kk), one.key


def test_both_languages_have_the_same_kinds_of_sentences(knowledge):
    for side in ("resume", "vacancy"):
        assert set(knowledge.texts[f"{side}_ru"]) == set(knowledge.texts[f"{side}_kk"])


def test_templates_use_balanced_slots(knowledge):
    for kinds in knowledge.texts.values():
        for template in (text for texts in kinds.values() for text in texts):
            assert list(Formatter().parse(template))


def test_unlawful_wording_is_there_and_rare(knowledge):
    kinds = [texts for kind, texts in knowledge.asks.items() if kind.startswith("unlawful")]
    quotes = [text[:12].lower() for kind in kinds for texts in kind.values() for text in texts]
    made = [(one.description or "").lower() for one in vacancies(3000, seed=5)]
    found = sum(any(quote in text for quote in quotes) for text in made)
    assert 0.01 < found / len(made) < 0.04


def test_no_unlawful_wording_is_in_the_fields(knowledge):
    lawful = {text for texts in knowledge.asks["lawful"].values() for text in texts}
    asked = {text for one in vacancies(2000, seed=6) if one.requirements for text in one.requirements.other}
    assert asked <= lawful
