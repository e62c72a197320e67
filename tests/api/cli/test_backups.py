"""`laiyq backup`, `restore`, `backup-key`, `erase`."""

from __future__ import annotations

import pytest

from api.cli.backups import KEY
from tests.api.cli.conftest import DAY, call, written

SECRET = "Айгүль варит трубы"  # noqa: S105 - what must be forgotten, no password
PEOPLE = [
    {"id": "r0", "desired": ["Сварщик"], "summary": SECRET},
    *({"id": f"r{number}", "desired": ["Сварщик"]} for number in range(1, 4)),
]
OFFER = {"id": "v1", "title": "Сварщик"}


@pytest.fixture
def data(tmp_path, monkeypatch):
    folder = tmp_path / "data"
    for kind, records in (("resume", PEOPLE), ("vacancy", [OFFER])):
        path = written(tmp_path / f"{kind}.jsonl", *records)
        assert call("import", path, "--kind", kind, "--on", DAY, "--data", folder).code == 0
        path.unlink()
    assert call("index", "rebuild", "--data", folder).code == 0
    monkeypatch.setenv(KEY, call("backup-key").out.strip())
    return folder


def shown(data):
    return [one["resume"] for one in call("shortlist", "v1", "--data", data, "--on", DAY, "--json").json["items"]]


def holding(folder, text):
    return [path for path in folder.rglob("*") if path.is_file() and text.encode() in path.read_bytes()]


def test_what_was_backed_up_comes_back_and_the_index_with_it(data, tmp_path):
    before = shown(data)
    assert "r0" in before
    assert call("backup", tmp_path / "b", "--data", data).code == 0
    assert call("withdraw", "vacancy", "v1", "--data", data).code == 0
    other = tmp_path / "other"
    done = call("restore", tmp_path / "b", "--yes", "--data", other)
    assert (done.code, done.out) == (0, ""), done.err
    assert shown(other) == before
    assert call("drift", "--data", other).code == 0


def test_a_restore_asks_before_it_replaces(data, tmp_path):
    assert call("backup", tmp_path / "b", "--data", data).code == 0
    assert call("withdraw", "resume", "r1", "--data", data).code == 0
    assert call("restore", tmp_path / "b", "--data", data, stdin="n\n").code == 1
    assert "r1" not in shown(data)
    assert call("restore", tmp_path / "b", "--data", data, stdin="y\n").code == 0
    assert "r1" not in shown(data)  # withdrawn since: the ledger


def test_an_erased_person_is_nowhere_in_the_folder_and_in_no_list_also_after_a_restore(data, tmp_path):
    number = call("shortlist", "v1", "--data", data, "--on", DAY, "--json").json["shortlist"]
    assert call("backup", tmp_path / "b", "--data", data).code == 0
    assert holding(data, SECRET)
    done = call("erase", "r0", "--data", data)
    assert (done.code, done.out) == (0, "")
    assert "erased: 1 resumes, 1 places in lists, 0 lists made for them" in done.words
    assert not holding(data, SECRET)
    assert "r0" not in shown(data)
    kept = call("show", number, "--data", data, "--json").json["items"]
    assert [one for one in kept if one.get("withdrawn")] == [{"withdrawn": True, "resume": None}]
    assert len(kept) == 4
    assert len(list((data / "index").glob("gen-*"))) == 1
    done = call("restore", tmp_path / "b", "--yes", "--data", data)
    assert "1 persons erased again" in done.words
    assert not holding(data, SECRET)
    assert "r0" not in shown(data)
    assert call("erase", "r0", "--data", data).code == 1


def test_without_a_key_or_with_another_nothing_happens(data, tmp_path, monkeypatch):
    assert call("backup", tmp_path / "b", "--data", data).code == 0
    monkeypatch.setenv(KEY, call("backup-key").out.strip())
    done = call("restore", tmp_path / "b", "--yes", "--data", data)
    assert done.code == 1
    assert "made with another key" in done.words
    monkeypatch.delenv(KEY)
    for command in (("backup", tmp_path / "c"), ("restore", tmp_path / "b", "--yes")):
        done = call(*command, "--data", data)
        assert done.code == 1
        assert "`laiyq backup-key` makes one" in done.words
    assert not (tmp_path / "c").exists()


def test_the_key_may_stand_in_a_file(data, tmp_path, monkeypatch):
    monkeypatch.delenv(KEY)
    (tmp_path / "key").write_text(call("backup-key").out, "ascii")
    assert call("backup", tmp_path / "b", "--key-file", tmp_path / "key", "--data", data).code == 0
    assert call("restore", tmp_path / "b", "--yes", "--key-file", tmp_path / "key", "--data", data).code == 0
    assert call("backup", tmp_path / "b", "--key-file", tmp_path / "none", "--data", data).code == 1
