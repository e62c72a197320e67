"""Which known sounds are compared letter by letter."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from scoring.occupations.heard import Heard

WORDS = st.text("абвгдежзиклмнопрстуфхцчшыэюя", min_size=5, max_size=9)


@given(st.lists(WORDS, min_size=1, max_size=20), WORDS, st.integers(1, 2))
def test_no_sound_within_the_slips_is_left_out(words, heard, slips):
    for length in {len(word) for word in words}:
        alike = [word for word in words if len(word) == length]
        near = Heard(alike).near(heard, slips)
        assert [word for word in alike if OSA.distance(word, heard) <= slips] == [
            word for word in near if OSA.distance(word, heard) <= slips
        ]


def test_a_sound_of_other_letters_is_not_compared():
    assert Heard(["сваршик", "кладафш"]).near("сварщик", 1) == ["сваршик"]
