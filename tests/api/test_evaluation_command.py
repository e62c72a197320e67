"""`laiyq evaluate`: what each option prints, what is written on purpose, what is said when a file is missing."""

from __future__ import annotations

import json
import shutil

import pytest
from typer.testing import CliRunner

from api.cli import evaluate as command
from api.cli.main import app
from fixtures import judged_path
from scoring.evaluation import figures
from scoring.evaluation.page import BEGIN, END
from scoring.evaluation.report import ABLATION
from scoring.weights import CRITERIA

SETS = [str(judged_path() / name) for name in "AB"]


@pytest.fixture(autouse=True)
def loaded(monkeypatch, knowledge):
    monkeypatch.setattr(command, "knowledge", lambda: knowledge)


def call(*arguments):
    return CliRunner().invoke(app, ["evaluate", *map(str, arguments)])


def test_one_set_gives_the_figures_of_the_contract_and_more():
    found = json.loads(call(SETS[0], "--json").stdout)
    assert found.keys() >= {"queries", "ndcg@10", "map", "recall@20", "p@5", "criteria", "criteria_accuracy"}
    assert found.keys() >= {"intervals", "confusions", "by_sector", "by_language", "order"}
    assert list(found["criteria"]) == list(CRITERIA)
    assert found["criteria"]["salary"].keys() == {"accuracy", "pairs"}


def test_several_sets_are_given_each_and_together_with_what_stands_beside():
    found = json.loads(call(*SETS, "--json", "--baseline", "--ablation").stdout)
    assert list(found) == [*SETS, "all"]
    assert found["all"]["queries"] == sum(found[name]["queries"] for name in SETS)
    assert list(found["all"]["ablation"]) == [*ABLATION, "+ vectors"]
    assert list(found["all"]["baselines"]) == ["bm25", "word_tfidf", "char_tfidf"]


def test_tables_are_for_people(tmp_path):
    shown = call(*SETS, "--run", tmp_path / "run.jsonl")
    assert shown.exit_code == 0
    assert "criterion accuracy" in shown.stdout
    assert "resume in kk" in shown.stdout
    assert len((tmp_path / "run.jsonl").read_text("utf-8").splitlines()) == 2 * 5 * 45


@pytest.mark.parametrize("option", ["--titles", "--texts", "--pairs", "--synonyms", "--considered"])
def test_a_missing_file_is_said_and_nothing_is_measured(option, tmp_path):
    shown = call(option, tmp_path / "none")
    assert shown.exit_code == 2
    assert "is not there" in shown.stderr


def test_a_call_without_anything_to_measure_is_wrong():
    assert call().exit_code == 2


def test_outside_files_are_measured_one_or_several(tmp_path):
    pairs, groups = tmp_path / "pairs.tsv", tmp_path / "groups.tsv"
    pairs.write_text("ru\tkk\nсварщик\tдәнекерлеуші\n", "utf-8")
    groups.write_text("group\ttitle\n1\tсварщик\n1\tэлектросварщик\n", "utf-8")
    assert json.loads(call("--pairs", pairs, "--json").stdout)["top1"] == 1
    both = json.loads(call("--pairs", pairs, "--synonyms", groups, "--json").stdout)
    assert both.keys() == {"pairs", "synonyms"}
    assert "same_or_near" in call("--synonyms", groups).stdout


def test_a_record_is_written_with_its_page_keeps_what_is_not_given_and_names_what_fell(tmp_path, monkeypatch):
    folder = tmp_path / "fixtures" / "judged"
    shutil.copytree(judged_path(), folder)
    (tmp_path / "docs").mkdir()
    page = tmp_path / "docs" / "evaluation.md"
    page.write_text(f"# Head\n{BEGIN}\n{END}\nTail\n", "utf-8")
    monkeypatch.setattr(command, "judged_path", lambda: folder)
    before = figures.load(folder / figures.FILE)
    before["titles"]["top1"] = 2.0
    figures.save(folder / figures.FILE, before)
    shown = call("--record")
    assert shown.exit_code == 0
    assert "--pairs is not given: its recorded figures stay" in shown.stderr
    assert "lower than recorded: titles top1 2.0000" in shown.stderr
    assert figures.load(folder / figures.FILE)["pairs"] == before["pairs"]
    assert page.read_text("utf-8").startswith("# Head\n")
    assert "### Ranking" in page.read_text("utf-8")
