"""Any text in: no crash, work that grows with the text and stops at its cap, quotes that stand in the text."""

from __future__ import annotations

import importlib
import pkgutil
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

import scoring.reading
from scoring.reading.read import read
from scoring.reading.sheet import LONGEST_TEXT, Rule, Sheet
from scoring.records import convert

WORDS = (
    "опыт от 3 лет, медкнижка, 5 разряд. Вахта 15/15! до 35 лет; тек ер адамдар, жалақы 250 мың теңге түнгі ауысым"
    " Астана көлігім жоқ жатақхана права кат. В, С знание 1С и Excel английский B2 керек сварщик ночные не предлагать"
).split()
HARD = ["а" * 1_000_000, "😀" * 50_000, "\u200f" * 50_000, "\u200b".join("опыт 3 года"), "12" * 100_000, " " * 100_000,
        "лет " * 50_000, "\n" * 50_000, "(" * 50_000, "от 250 до " * 20_000]  # fmt: skip


@given(st.one_of(st.text(max_size=400), st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)))
def test_any_text_reads_into_a_record_of_the_interchange_format(text):
    for kind, base in (("vacancy", {"id": "1", "title": "x"}), ("resume", {"id": "1", "desired": ["x"]})):
        convert({**base, **read(text, kind, year=2026).record}, kind)


@given(st.lists(st.sampled_from([*WORDS, "\u200b", "Ⅳ", "ﬁ", "é"]), max_size=30).map(" ".join))
def test_quotes_stand_in_the_text(text):
    for kind in ("vacancy", "resume"):
        reading = read(text, kind)
        assert all(one.quote in text for one in (*reading.evidence, *reading.flags))


@pytest.mark.parametrize("text", HARD, ids=[ascii(text[:6]) for text in HARD])
def test_hard_texts_are_read(text):
    read(text, "vacancy")
    read(text, "resume")


def test_no_more_than_the_cap_is_read():
    assert len(Sheet("слово " * 100_000).low) == LONGEST_TEXT


def calls_of(text: str) -> int:
    """How many Python functions one reading calls."""
    counted = 0

    def count(_frame, event, _argument):
        nonlocal counted
        counted += event == "call"

    sys.setprofile(count)
    try:
        read(text, "vacancy")
    finally:
        sys.setprofile(None)
    return counted


def test_work_grows_with_the_text_and_not_faster():
    text = "Опыт от 3 лет, вахта 15/15, медкнижка, до 35 лет. "
    read(text, "vacancy")
    once, twice, four = (calls_of(text * times) for times in (20, 40, 80))
    assert four - twice < 2.4 * (twice - once)


def rules():
    """All rules of the folder with their names."""
    for module in pkgutil.iter_modules(scoring.reading.__path__):
        for name, value in vars(importlib.import_module(f"scoring.reading.{module.name}")).items():
            stack = [value]
            while stack:
                one = stack.pop()
                if isinstance(one, Rule):
                    yield f"{module.name}.{name}", one
                elif isinstance(one, tuple | list):
                    stack += one
                elif isinstance(one, dict):
                    stack += one.values()


def test_a_gate_never_hides_a_match():
    from test_facts_of_texts import RESUME, VACANCY
    from test_unlawful_wording import FORBIDDEN

    texts = [Sheet(text).low for text, _ in (*VACANCY, *RESUME)] + [Sheet(text).low for _, text in FORBIDDEN]
    for name, rule in rules():
        for low in texts:
            if rule.gates and rule.pattern.search(low):
                assert rule.first(low), f"{name}: {low}"
