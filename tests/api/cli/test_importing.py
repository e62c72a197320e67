"""`laiyq import` and `withdraw`: what goes in, what is said, what a second time does."""

from __future__ import annotations

import gzip
import json
import shutil

import pytest

from fixtures import judged_path, sample_path
from tests.api.cli.conftest import DAY, call, written

GOOD = {"id": "r1", "desired": ["Сварщик"], "salary": {"min": 250000, "currency": "KZT", "period": "month"}}
OFFER = {"id": "v1", "title": "Сварщик", "salary": {"from": 200000, "to": 300000, "currency": "KZT", "period": "month"}}


def test_the_sample_goes_in_whole_and_a_second_time_changes_nothing(tmp_path):
    data = tmp_path / "data"
    first = call("import", sample_path(), "--on", DAY, "--data", data, "--json")
    assert first.code == 0
    assert first.json["read"] == first.json["stored"] > 3000
    assert first.json["rejected"] == first.json["unchanged"] == 0
    again = call("import", sample_path(), "--on", DAY, "--data", data)
    count = first.json["read"]
    assert again.code == 0
    assert again.out == ""
    assert again.err.splitlines()[-1] == f"read {count}, stored 0, unchanged {count}, rejected 0"
    assert call("index", "check", "--data", data).code == 0


def test_good_lines_go_in_beside_bad_ones_and_the_bad_are_named(tmp_path):
    bad = ("{broken", {"id": "r2", "desired": "не список"})
    path = written(tmp_path / "people.jsonl", GOOD, *bad, {**GOOD, "id": "r3"})
    rejects = tmp_path / "rejects.ndjson"
    done = call("import", path, "--on", DAY, "--rejects", rejects, "--json")
    assert done.code == 0
    assert done.json == {"read": 4, "stored": 2, "unchanged": 0, "rejected": 2}
    assert f"refused {path}:2" in done.words
    assert f"refused {path}:3 desired" in done.words
    lines = [json.loads(line) for line in rejects.read_text("utf-8").splitlines()]
    assert [(line["line"], line["field"]) for line in lines] == [(2, None), (3, "desired")]
    assert all(line["file"] == str(path) and line["reason"] for line in lines)


def test_a_changed_record_replaces_the_old_one(tmp_path):
    offer = written(tmp_path / "offers.jsonl", OFFER)
    people = written(tmp_path / "people.jsonl", GOOD)
    assert call("import", offer, people, "--on", DAY).code == 0
    before = call("explain", "v1", "r1", "--on", DAY, "--json").json
    assert before["criteria"]["salary"]["verdict"] == "met"
    written(people, {**GOOD, "salary": {"min": 600000, "currency": "KZT", "period": "month"}})
    assert call("import", people, "--on", DAY, "--json").json == {"read": 1, "stored": 1, "unchanged": 0, "rejected": 0}
    after = call("explain", "v1", "r1", "--on", DAY, "--json").json
    assert after["criteria"]["salary"]["verdict"] == "not_met"


def test_a_packed_file_and_a_folder_are_read(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    with gzip.open(folder / "people.jsonl.gz", "wt", encoding="utf-8") as out:
        out.write(json.dumps(GOOD, ensure_ascii=False) + "\n")
    shutil.copy(judged_path() / "A" / "vacancies.jsonl", folder)
    assert call("import", folder, "--on", DAY, "--json").json["stored"] == 6


def test_a_withdrawn_person_leaves_every_list_and_their_place_in_a_kept_one_stays_empty(tmp_path):
    call("import", written(tmp_path / "o.jsonl", OFFER), "--on", DAY)
    call("import", written(tmp_path / "p.jsonl", GOOD, {**GOOD, "id": "r2"}), "--on", DAY)
    kept = call("shortlist", "v1", "--on", DAY, "--json").json
    assert [item["resume"] for item in kept["items"]] == ["r1", "r2"]
    assert call("withdraw", "resume", "r1").code == 0
    fresh = call("shortlist", "v1", "--on", DAY, "--json").json
    assert [item["resume"] for item in fresh["items"]] == ["r2"]
    shown = call("show", kept["shortlist"], "--json").json
    assert shown["items"][0] == {"withdrawn": True, "resume": None}
    assert shown["items"][1]["resume"] == "r2"
    assert "r1" not in json.dumps(shown)
    assert call("show", kept["shortlist"]).code == 0
    assert call("suitable", "r1", "--on", DAY).code == 1
    again = call("withdraw", "resume", "r1")
    assert (again.code, again.out) == (1, "")
    assert call("import", tmp_path / "p.jsonl", "--on", DAY, "--json").json["stored"] == 1
    assert len(call("shortlist", "v1", "--on", DAY, "--json").json["items"]) == 2


def test_a_table_goes_in_through_a_mapping_file(tmp_path):
    table = tmp_path / "table.csv"
    table.write_text("code;post;pay\n7;Сварщик;300000\n8;Повар;-1\n", "utf-8")
    mapping = tmp_path / "map.toml"
    fields = ('kind = "vacancy"', "[fields]", 'id.from = "code"', 'title.from = "post"', '"salary.from".from = "pay"')
    mapping.write_text("\n".join(fields), "utf-8")
    done = call("import", table, "--map", mapping, "--on", DAY, "--json")
    assert done.json == {"read": 2, "stored": 1, "unchanged": 0, "rejected": 1}, done.err


@pytest.mark.parametrize(
    "content",
    ["", "[fields", 'kind = "person"\n', '[fields]\ncolour = "x"\n', None],
    ids=["empty", "no toml", "kind", "field", "missing"],
)
def test_a_wrong_mapping_file_is_a_wrong_call_and_touches_nothing(tmp_path, content):
    mapping = tmp_path / "map.toml"
    if content is not None:
        mapping.write_text(content, "utf-8")
    done = call("import", written(tmp_path / "p.jsonl", GOOD), "--map", mapping, "--data", tmp_path / "data")
    assert done.code == 2
    assert "--map" in done.words
    assert not (tmp_path / "data").exists()
