"""Exit codes and where words go: 0 done, 1 the work failed, 2 the call was wrong; JSON alone on stdout."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.api.cli.conftest import DAY, call, ids, written

VACANCY, PERSON = ids("vacancies.jsonl")[0], ids("resumes.jsonl")[0]
WRONG = {
    "no command": (),
    "an unknown command": ("hire",),
    "an unknown option": ("shortlist", VACANCY, "--colour"),
    "no vacancy": ("shortlist",),
    "a weight without a number": ("shortlist", VACANCY, "--weight", "salary"),
    "a weight of nothing known": ("shortlist", VACANCY, "--weight", "beauty=2"),
    "a weight below zero": ("shortlist", VACANCY, "--weight", "salary=-1"),
    "a weight that is no number": ("shortlist", VACANCY, "--weight", "salary=nan"),
    "a weight too large": ("shortlist", VACANCY, "--weight", "salary=1e9"),
    "a must of nothing known": ("shortlist", VACANCY, "--must", "beauty"),
    "a must without a name": ("shortlist", VACANCY, "--must", "licence:"),
    "a limit of none": ("shortlist", VACANCY, "--limit", "0"),
    "a limit in words": ("shortlist", VACANCY, "--limit", "many"),
    "an unknown language": ("shortlist", VACANCY, "--lang", "de"),
    "a day that is none": ("shortlist", VACANCY, "--on", "2026-02-30"),
    "a kind that is none": ("import", "x.jsonl", "--kind", "person"),
    "nothing to import": ("import",),
    "reading without a kind": ("read",),
    "no title": ("occupations", "find"),
    "nothing to evaluate": ("evaluate",),
    "no such titles": ("evaluate", "--titles", "nowhere.tsv"),
    "no such texts": ("evaluate", "--texts", "nowhere.jsonl"),
    "a place for rejects that is none": ("import", "x.jsonl", "--rejects", "nowhere/rejects"),
    "an engine that there is not": ("shortlist", VACANCY),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_call_ends_with_2_and_says_why(judged_data, monkeypatch, name):
    monkeypatch.setenv("LAIYQ_DATA", str(judged_data))
    if name == "an engine that there is not":
        monkeypatch.setenv("LAIYQ_ENGINE", "lucene")
    done = call(*WRONG[name])
    assert done.code == 2
    assert done.err.strip() or done.out.strip()
    assert "Traceback" not in done.err


FAILED = {
    "an unknown vacancy": ("shortlist", "nobody"),
    "an unknown person": ("suitable", "nobody"),
    "an unknown pair": ("explain", VACANCY, "nobody"),
    "an unknown list": ("show", "99999"),
    "an unknown record": ("withdraw", "resume", "nobody"),
    "no such judged set": ("evaluate", "nowhere"),
}


@pytest.mark.parametrize("name", FAILED)
def test_work_that_fails_ends_with_1_and_one_line(judged_data, monkeypatch, name):
    monkeypatch.setenv("LAIYQ_DATA", str(judged_data))
    done = call(*FAILED[name])
    assert done.code == 1
    assert done.out == ""
    assert len(done.err.strip().splitlines()) == 1
    assert "Traceback" not in done.err


def test_an_empty_store_has_no_vacancy_and_makes_no_fuss(tmp_path):
    assert call("shortlist", "v1", "--data", tmp_path / "new").code == 1
    assert call("lists", "--json", "--data", tmp_path / "new").json == []


def test_the_data_folder_is_named_before_or_after_the_command_or_by_the_environment(judged_data, monkeypatch):
    arguments = ("explain", VACANCY, PERSON, "--on", DAY, "--json")
    after = call(*arguments, "--data", judged_data)
    before = call("--data", judged_data, *arguments)
    monkeypatch.setenv("LAIYQ_DATA", str(judged_data))
    environment = call(*arguments)
    assert after.code == before.code == environment.code == 0
    assert after.out == before.out == environment.out


def test_the_option_wins_over_the_environment_and_the_later_one_over_the_earlier(judged_data, monkeypatch, tmp_path):
    monkeypatch.setenv("LAIYQ_DATA", str(tmp_path / "other"))
    arguments = ("explain", VACANCY, PERSON, "--on", DAY, "--json")
    assert call(*arguments, "--data", judged_data).code == 0
    assert call("--data", judged_data, *arguments).code == 0
    assert call("--data", tmp_path / "third", *arguments, "--data", judged_data).code == 0


def test_a_data_folder_that_cannot_be_one_fails_in_one_line(tmp_path):
    (tmp_path / "file").write_text("x")
    done = call("lists", "--data", tmp_path / "file" / "below")
    assert done.code == 1
    assert "Traceback" not in done.err


def test_a_real_process_keeps_json_and_words_apart(tmp_path):
    """The console script itself, once: what the tests call in process is what runs."""
    people = written(tmp_path / "p.jsonl", {"id": "r1", "desired": ["Сварщик"]}, "{broken")
    command = [sys.executable, "-m", "api.cli.main", "import", str(people), "--data", str(tmp_path / "d"), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8")  # noqa: S603
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {"read": 2, "stored": 1, "unchanged": 0, "rejected": 1}
    assert "refused" in done.stderr
