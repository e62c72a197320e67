"""What was reached stays reached: the shipped sets against fixtures/judged/figures.toml, and the page that shows it."""

from __future__ import annotations

import copy
from pathlib import Path

import pytest

from fixtures import judged_path
from scoring.evaluation import figures, page

RECORD = judged_path() / figures.FILE
PAGE = Path(__file__).parents[3] / "docs" / "evaluation.md"


def test_no_recorded_figure_falls(present):
    assert not figures.fallen(figures.load(RECORD), present), "meant? then: laiyq evaluate --record"


def test_the_page_shows_the_recorded_figures():
    text = PAGE.read_text("utf-8")
    assert page.renewed(text, figures.load(RECORD)) == text, "laiyq evaluate --record writes it"


def test_a_fall_beyond_rounding_is_named_and_one_within_it_is_not(present):
    before = copy.deepcopy(present)
    before["sets"]["A"]["ndcg@10"] += figures.ROUNDING * 2
    before["titles"]["top1"] += figures.ROUNDING / 2
    assert list(figures.fallen(before, present)) == ["A ndcg@10"]


def test_a_forbidden_field_more_is_a_fall(present):
    now = copy.deepcopy(present)
    now["texts"]["forbid_violations"] += 1
    assert list(figures.fallen(present, now)) == ["texts forbidden fields left alone"]


def test_a_set_that_is_gone_has_fallen(present):
    now = copy.deepcopy(present)
    del now["sets"]["B"]
    assert {name.split()[0] for name in figures.fallen(present, now)} == {"B"}


def test_figures_are_read_back_as_they_were_saved(tmp_path):
    told = {"sets": {"A b": {"ndcg@10": 0.123456, "queries": 5, "span": (0.1, 0.25), "none": None, "?": {"n": 1}}}}
    figures.save(tmp_path / "f.toml", told)
    again = {"sets": {"A b": {"ndcg@10": 0.1235, "queries": 5, "span": [0.1, 0.25], "?": {"n": 1}}}}
    assert figures.load(tmp_path / "f.toml") == again
    assert figures.load(tmp_path / "none.toml") == {}


def test_a_page_without_a_block_is_refused():
    with pytest.raises(ValueError, match="no block"):
        page.renewed("# Evaluation", figures.load(RECORD))
