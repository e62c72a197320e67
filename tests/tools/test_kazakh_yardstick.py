"""The yardstick of the Kazakh stemmer, on a dictionary of a few words made here."""

import sys

import pytest

from tools import kazakh_yardstick
from tools.kazakh_yardstick import base_words, collisions, led_back, rules, words

AFFIXES = """SET UTF-8

SFX A N 2
SFX A 0 лар [аоуы]
SFX A 0 лер [әеі]
SFX L N 1
SFX L 0 мен .
SFX B N 1
SFX B 0 м .
"""
DICTIONARY = "5\nқойма/ALB\nкөше/ALB\nкөшелер/AL\nАлматы/L\nқоймада\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "kk_KZ.aff").write_text(AFFIXES, "utf-8")
    (tmp_path / "kk_KZ.dic").write_text(DICTIONARY, "utf-8")
    return tmp_path


def test_names_are_left_out_and_a_form_is_no_base_word(folder):
    flags, known = words(folder / "kk_KZ.dic"), rules(folder / "kk_KZ.aff")
    assert set(flags) == {"қойма", "көше", "көшелер", "қоймада"}
    assert base_words(flags, known) == ["көше", "қойма"]


def test_forms_are_counted_by_rule(folder):
    flags, known = words(folder / "kk_KZ.dic"), rules(folder / "kk_KZ.aff")
    assert led_back(["қойма", "көше"], flags, known) == {"A": (2, 2), "L": (2, 2), "B": (0, 2)}


def test_words_of_one_stem_collide():
    assert collisions(["қойма", "қоймада", "көше"]) == [("қойма", "қоймада")]


def test_the_figures_go_between_the_marks_of_a_page(folder, monkeypatch, capsys):
    page = folder / "page.md"
    page.write_text(f"before\n{kazakh_yardstick.START}\nold\n{kazakh_yardstick.END}\nafter\n", "utf-8")
    monkeypatch.setattr(sys, "argv", ["yardstick", "--folder", str(folder), "--write", str(page)])
    assert kazakh_yardstick.main() == 0
    text = page.read_text("utf-8")
    assert "old" not in text
    assert text.startswith("before\n")
    assert text.endswith("after\n")
    assert "| ... plural | 2 | 100.0% |" in text
    assert "| my, your | 2 | 0.0% |" in capsys.readouterr().out


def test_a_missing_dictionary_is_named_in_one_line(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["yardstick", "--folder", str(tmp_path)])
    assert kazakh_yardstick.main() == 1
    assert capsys.readouterr().err.count("\n") == 1
