"""How people type, and how sentences are put together."""

from __future__ import annotations

import pytest

from fixtures.chance import Dice, Lot
from fixtures.noise import typed
from fixtures.pay import rounded, said
from fixtures.wording import lower_first, years_from_ru, years_ru
from scoring.records import Offer


def test_kazakh_without_its_letters_keeps_the_word():
    assert typed("қазақ тілі мұғалімі", "plain_kazakh", Dice("x")) == "казак тили мугалими"


def test_a_transliteration_is_all_latin():
    assert typed("Сварщик", "latin", Dice("x")).isascii()


def test_look_alikes_change_letters_and_not_the_look():
    changed = typed("сосна", "look_alike", Dice("x"))
    assert changed != "сосна"
    assert len(changed) == 5


def test_a_misspelling_never_touches_a_number():
    assert all(typed("2026", "hasty", Dice(str(seed))) == "2026" for seed in range(50))


@pytest.mark.parametrize(
    ("years", "nominative", "genitive"),
    [(1, "1 год", "1 года"), (3, "3 года", "3 лет"), (11, "11 лет", "11 лет"), (21, "21 год", "21 года")],
)
def test_years_agree_with_their_number(years, nominative, genitive):
    assert years_ru(years) == nominative
    assert years_from_ru(years) == genitive


def test_a_title_inside_a_sentence_loses_its_capital_unless_it_is_an_abbreviation():
    assert lower_first("Сварщик") == "сварщик"
    assert lower_first("HR-менеджер") == "HR-менеджер"


def test_an_offer_is_said_in_both_languages():
    offer = Offer(low=250000.0, high=300000.0, currency="KZT", period="month", gross=False)
    assert said(offer, "ru") == "250 000–300 000 тенге в месяц на руки"
    assert said(offer, "kk") == "айына 250 000–300 000 теңге, қолға"


def test_sums_round_to_steps_that_people_use():
    assert rounded(123_456, Dice("x")) % 5000 == 0
    assert rounded(1_234, Dice("x")) == 1200


def test_a_lot_never_draws_what_has_no_weight():
    lot = Lot([("never", 0.0), ("always", 1.0)])
    assert {lot.draw(Dice(str(seed))) for seed in range(20)} == {"always"}
