"""Every kind of bad input: a message that names file, line and field, the exit code, and nothing lost."""

from __future__ import annotations

import json

import pytest

from tests.api.cli.conftest import DAY, call, written

GOOD = {"id": "r1", "desired": ["Сварщик"]}
PERSON = {"id": "x", "desired": ["Повар"]}
OFFER = {"id": "x", "title": "Повар"}
JOB = {"title": "Повар", "from": "2020-05", "to": "2019-01"}
LINES = {
    "broken JSON": ('{"id": "x", "desired": ["Повар"', None),
    "no object": ('["x"]', None),
    "a list for a text": ({**PERSON, "summary": ["a"]}, "summary"),
    "a text for a number": ({**PERSON, "salary": {"min": "много"}}, "salary.min"),
    "negative pay asked": ({**PERSON, "salary": {"min": -5}}, "salary.min"),
    "negative pay offered": ({**OFFER, "salary": {"from": -1}}, "salary.from"),
    "pay from above to": ({**OFFER, "salary": {"from": 300000, "to": 200000}}, "salary.from"),
    "published tomorrow": ({**OFFER, "published_at": "2026-11-21"}, "published_at"),
    "a job begun next year": ({**PERSON, "experience": [{"title": "Повар", "from": "2027-01"}]}, "experience[0].from"),
    "a job that ends before it starts": ({**PERSON, "experience": [JOB]}, "experience[0].to"),
    "a month that is none": ({**PERSON, "experience": [{**JOB, "from": "2019-13"}]}, "experience[0].from"),
    "an unknown place": ({**PERSON, "place": {"kato": "999999999"}}, "place.kato"),
    "half a point": ({**PERSON, "place": {"lat": 43.2}}, "place.lon"),
    "10 MB of text": ({**PERSON, "summary": "я" * 5_000_000}, "summary"),
    "NUL": ({**PERSON, "summary": "а\0б"}, "summary"),
    "half a character": ('{"id": "x", "desired": ["Повар"], "summary": "\\ud800"}', None),
    "an unknown regime": ({**OFFER, "schedule": {"regime": "whenever"}}, "schedule.regime"),
    "a blank id": ({**PERSON, "id": " "}, "id"),
    "no position": ({"id": "x", "desired": []}, "desired"),
    "neither kind": ({"id": "x"}, "title"),
    "not a number": ('{"id": "x", "desired": ["Повар"], "salary": {"min": NaN}}', None),
    "nested without end": ('{"id": "x", "desired": ["Повар"], "summary": ' + "[" * 100_000 + "]" * 100_000 + "}", None),
}


@pytest.mark.parametrize("name", LINES)
def test_a_bad_line_is_refused_with_its_field_and_the_good_ones_go_in(tmp_path, name):
    line, field = LINES[name]
    path = written(tmp_path / "lines.jsonl", GOOD, line, {**GOOD, "id": "r2"})
    rejects = tmp_path / "rejects.ndjson"
    done = call("import", path, "--on", DAY, "--rejects", rejects, "--json")
    assert done.code == 0, done.err
    assert done.json == {"read": 3, "stored": 2, "unchanged": 0, "rejected": 1}
    (refused,) = [json.loads(one) for one in rejects.read_text("utf-8").splitlines()]
    assert refused["line"] == 2
    assert field is None or refused["field"] == field
    assert f"refused {path}:2" in done.words
    assert len(done.err) < 2000
    assert "Traceback" not in done.err


@pytest.mark.parametrize("name", LINES)
def test_where_every_line_is_refused_the_work_has_failed(tmp_path, name):
    path = written(tmp_path / "lines.jsonl", LINES[name][0])
    done = call("import", path, "--on", DAY, "--json")
    assert done.code == 1
    assert done.json == {"read": 1, "stored": 0, "unchanged": 0, "rejected": 1}


FILES = {
    "an empty file": b"",
    "nothing but blank lines": b"\n\n \n",
    "NUL bytes": b"\0" * 4096,
    "another encoding": '{"id": "x", "desired": ["Повар"]}\n'.encode("cp1251"),
    "an image": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20,
    "a cut gzip": b"\x1f\x8b\x08\x00abc",
    "prose": "Просто текст без всякого вида.\n".encode(),
    "a table of unknown columns": b"a;b\n1;2\n",
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_cannot_be_read_is_named_and_the_others_go_in(tmp_path, name):
    bad = tmp_path / "bad.jsonl"
    bad.write_bytes(FILES[name])
    alone = call("import", bad, "--on", DAY)
    assert alone.code == 1
    assert alone.out == ""
    assert f"refused {bad}" in alone.words
    assert "Traceback" not in alone.err
    beside = call("import", bad, written(tmp_path / "good.jsonl", GOOD), "--on", DAY, "--json")
    assert (beside.code, beside.json["stored"]) == (0, 1)


def test_a_missing_file_and_an_empty_folder_are_named(tmp_path):
    (tmp_path / "empty").mkdir()
    for path in (tmp_path / "missing.jsonl", tmp_path / "empty"):
        done = call("import", path, "--on", DAY)
        assert done.code == 1
        assert f"refused {path}: " in done.words


def test_a_bad_file_leaves_what_was_stored_as_it_was(tmp_path):
    good = written(tmp_path / "good.jsonl", GOOD, {**OFFER, "id": "v1", "title": "Сварщик"})
    assert call("import", good, "--on", DAY).code == 0
    before = call("shortlist", "v1", "--on", DAY, "--json").json["items"]
    for name, content in FILES.items():
        bad = tmp_path / f"{len(name)}.jsonl"
        bad.write_bytes(content)
        call("import", bad, "--on", DAY)
    assert call("shortlist", "v1", "--on", DAY, "--json").json["items"] == before
    assert call("index", "check").code == 0


def test_rejects_that_cannot_be_written_are_said_in_one_line(tmp_path):
    done = call("import", written(tmp_path / "p.jsonl", GOOD), "--on", DAY, "--rejects", tmp_path / "no" / "rejects")
    assert done.code in (1, 2)
    assert "Traceback" not in done.err
    assert "rejects" in done.words


def test_a_refusal_never_quotes_the_value(tmp_path):
    path = written(tmp_path / "p.jsonl", {**PERSON, "salary": {"min": "тайна"}}, {**PERSON, "place": {"kato": "тайна"}})
    done = call("import", path, "--on", DAY)
    assert "тайна" not in done.err
