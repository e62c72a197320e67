"""What makes laying a text out cheap changes nothing of what is read."""

from __future__ import annotations

import importlib
import pkgutil

from hypothesis import given
from hypothesis import strategies as st

import scoring.reading
from scoring.language.letters import clean, one_script
from scoring.language.words import _TOKEN, tokens
from scoring.reading.gates import ALWAYS, Gates
from scoring.reading.sheet import _FOLD, Rule, Sheet, _fold_with_care, fold

PIECES = [
    *("опыт Тәжірибе 3 года. не cварщик г. «5–6» ﬁ İ é кат. В,С C++ .net node.js 1C мне 45 лет; замужем".split()),
    *("\n", "\n\n", "\t", "", "", "    ", "\u200b", "а" * 39, "а" * 50, "\n" * 60, "\u00a0", "\u2028"),
]
TEXTS = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join))


def rules() -> list[Rule]:
    """All rules of the folder, those of tables as well."""
    found: dict[int, Rule] = {}

    def collect(value: object) -> None:
        if isinstance(value, Rule):
            found[id(value)] = value
        elif isinstance(value, dict):
            collect(tuple(value.values()))
        elif isinstance(value, tuple):
            for one in value:
                collect(one)

    for module in pkgutil.iter_modules(scoring.reading.__path__):
        collect(tuple(vars(importlib.import_module(f"scoring.reading.{module.name}")).values()))
    return list(found.values())


RULES = rules()


@given(TEXTS)
def test_a_text_folded_piece_by_piece_is_the_text_folded_as_a_whole(text):
    assert Sheet(text).low == _fold_with_care(text)[0]


@given(TEXTS)
def test_the_words_of_a_text_are_the_words_of_its_pieces(text):
    assert tokens(text) == [one_script(found) for found in _TOKEN.findall(clean(text))]


def test_letters_are_folded_alike_one_by_one_and_in_a_table():
    table = str.maketrans(_FOLD)
    assert all(fold(chr(code)) == chr(code).lower().translate(table) for code in range(0x3000))


@given(TEXTS)
def test_the_marks_of_a_text_close_no_rule_that_matches(text):
    sheet = Sheet(text)
    for rule in RULES:
        assert [one.span() for one in rule.on(sheet)] == [one.span() for one in rule.all(sheet.low)]


def test_gates_of_several_words_and_of_one_letter_are_marked_by_a_piece_of_theirs():
    gates = Gates()
    several, single, none = gates.mark(["не умею"]), gates.mark(["ж"]), gates.mark([])
    assert none == ALWAYS
    assert gates.of(["умел"]) & several == 0
    assert gates.of(["я", "умею."]) & several
    assert gates.of(["иж"]) & single
    assert gates.of(["о"]) & single == 0


def test_a_rule_that_comes_after_the_first_text_is_always_worth_a_look():
    gates = Gates()
    gates.of(["слово"])
    assert gates.mark(["слово"]) == ALWAYS


def test_every_rule_has_one_mark_and_no_two_share_it():
    marks = [rule.mark for rule in RULES if rule.mark != ALWAYS]
    assert all(mark.bit_count() == 1 for mark in marks)
    assert len(set(marks)) == len(marks)
