"""`laiyq batch` as a script calls it."""

from __future__ import annotations

import json
import shutil

import pytest

from tests.api.cli.conftest import DAY, call, ids

VACANCIES, PEOPLE = ids("vacancies.jsonl"), ids("resumes.jsonl")


@pytest.fixture
def data(imported, tmp_path):
    shutil.copytree(imported, tmp_path / "data")
    return tmp_path / "data"


def test_all_lists_go_to_a_file(data, tmp_path):
    out = tmp_path / "lists.ndjson"
    done = call("batch", "--kind", "both", "--limit", 3, "--out", out, "--on", DAY, "--processes", 1, "--data", data)
    assert done.code == 0, done.err
    made = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert {one["vacancy"] for one in made if "considered" in one and "vacancy" in one} == set(VACANCIES)
    assert {one["resume"] for one in made if "vacancy" not in one} == set(PEOPLE)
    assert max(len(one["items"]) for one in made) == 3
    assert f"{len(VACANCIES) + len(PEOPLE)} lists with" in done.words


def test_what_it_did_comes_as_json_and_kept_lists_are_shown_again(data):
    done = call("batch", "--on", DAY, "--processes", 1, "--data", data, "--json")
    found = done.json
    count = len(VACANCIES)
    assert found == {
        "kind": "shortlist", "out": None, "planned": count, "before": 0, "lists": count, "items": found["items"],
    }  # fmt: skip
    kept = call("lists", "--data", data, "--json").json
    assert sorted(one["subject"] for one in kept) == sorted(VACANCIES)
    assert sum(one["items"] for one in kept) == found["items"]


def test_only_lists_that_a_change_may_have_changed_are_made_anew(data):
    assert call("batch", "--on", DAY, "--processes", 1, "--data", data).code == 0
    assert call("batch", "--affected", "--on", DAY, "--data", data, "--json").json == {"affected": 0, "lists": 0}
    listed = next(one for one in call("lists", "--data", data, "--json").json if one["items"])
    person = call("show", listed["id"], "--data", data, "--json").json["items"][0]["resume"]
    assert call("withdraw", "resume", person, "--data", data).code == 0
    done = call("batch", "--affected", "--on", DAY, "--data", data)
    naming = done.words.split()[0]
    assert done.words.endswith(f"{naming} kept lists may have changed, {naming} were made anew")
    assert 0 < int(naming) < len(VACANCIES)
    newest = call("lists", listed["subject"], "--data", data, "--json").json[0]
    shown = call("show", newest["id"], "--data", data, "--json").json["items"]
    assert newest["id"] > listed["id"]
    assert person not in [one["resume"] for one in shown]


WRONG = {
    "a file for what is kept": ("--affected", "--out", "lists.ndjson"),
    "another ending": ("--out", "lists.csv"),
    "no such folder": ("--out", "nowhere/lists.ndjson"),
    "reasons without a file": ("--reasons", "kk"),
    "an unknown kind": ("--kind", "everything"),
    "an unknown language": ("--reasons", "de", "--out", "lists.ndjson"),
    "a limit of none": ("--limit", "0"),
    "no process": ("--processes", "0"),
    "a day that is none": ("--on", "2026-02-30"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_call_ends_with_2_and_leaves_nothing(judged_data, tmp_path, name):
    done = call("batch", *WRONG[name], "--data", judged_data)
    assert done.code == 2
    assert not list(tmp_path.glob("lists*"))


def test_a_run_of_other_options_in_between_is_refused_in_one_line(data, tmp_path):
    out = tmp_path / "lists.ndjson"
    (tmp_path / "lists.ndjson.done").write_text("x\n")
    done = call("batch", "--out", out, "--processes", 1, "--data", data)
    assert (done.code, len(done.err.strip().splitlines())) == (1, 1)
    done = call("batch", "--out", out, "--processes", 1, "--anew", "--data", data)
    assert done.code == 0, done.err


def test_an_empty_store_gives_an_empty_file(tmp_path):
    out = tmp_path / "lists.ndjson"
    done = call("batch", "--out", out, "--processes", 1, "--data", tmp_path / "new")
    assert (done.code, out.read_bytes()) == (0, b"")
