"""Texts written before the rules were run on them: what was reached on them is not lost again."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from scoring.evaluation.texts import evaluate_texts
from scoring.knowledge import Knowledge

OWN = Path(__file__).with_name("texts.own.jsonl")
FLOORS = {"precision": 0.98, "recall": 0.98, "flag_precision": 1.0, "flag_recall": 1.0}
"""A little below what `evaluate --texts` measured, so that one title fewer does not stop the build."""


@pytest.fixture(scope="module")
def figures():
    return evaluate_texts(OWN, Knowledge.load().finder)


@pytest.mark.parametrize("figure", sorted(FLOORS))
def test_a_figure_stays_above_its_floor(figures, figure):
    assert figures[figure] >= FLOORS[figure]


def test_nothing_forbidden_is_read(figures):
    assert figures["forbid_violations"] == 0


@pytest.mark.parametrize("lang", ["kk", "mixed", "ru"])
def test_no_language_of_writing_is_left_behind(figures, lang):
    assert figures["by_lang"][lang]["precision"] >= 0.97
    assert figures["by_lang"][lang]["recall"] >= 0.97


def test_both_kinds_and_all_languages_are_there():
    rows = [json.loads(line) for line in OWN.read_text(encoding="utf-8").splitlines()]
    kinds = Counter((row["kind"], row["lang"]) for row in rows)
    assert len(rows) == len({row["id"] for row in rows})
    assert all(kinds[kind, lang] >= 5 for kind in ("vacancy", "resume") for lang in ("ru", "kk", "mixed"))


def test_every_quote_of_a_flag_stands_in_its_text():
    rows = [json.loads(line) for line in OWN.read_text(encoding="utf-8").splitlines()]
    assert all(flag["quote"].casefold() in row["text"].casefold() for row in rows for flag in row["flags"])
