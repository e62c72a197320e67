"""The files of worked cases once more, carried out on rows of both databases."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from matcher.cases.runner import check, read
from matcher.casework import Casework, acting, runner
from matcher.casework.acting import Acting
from matcher.casework.worked import StoredAnswers

FOLDER = Path(__file__).parents[2] / "law"
FILES = ("cases.dev.jsonl", "cases.own.jsonl")
STORED = ("transition", "guard", "visibility", "notice", "exclusion", "refusal")


@pytest.fixture
def answers(store):
    casework = Casework(store, environment={})
    return StoredAnswers(casework, casework.law())


@pytest.mark.parametrize("name", FILES)
def test_every_case_passes_on_rows_and_nothing_of_it_stays(name, answers, desk):
    wrong = {case.id: what for case, what in check(read(FOLDER / name), answers) if what}
    assert not wrong
    assert desk.end_state() == ([], [], [])


@pytest.mark.parametrize("kind", STORED[:3])
def test_the_cases_do_go_through_the_store(kind, answers, monkeypatch):
    cases = [case for name in FILES for case in read(FOLDER / name) if case.kind == kind]
    assert cases
    taken, real = [], Acting.adopt
    monkeypatch.setattr(Acting, "adopt", lambda self, one, *more: (taken.append(one), real(self, one, *more)))
    assert not any(what for _, what in check(cases, answers))
    assert len(taken) >= 3 * len(cases)


def test_a_step_without_its_entry_fails_its_case(answers, monkeypatch):
    case = next(one for one in read(FOLDER / FILES[0]) if one.kind == "transition")
    real = Acting.flush

    def forgetful(self):
        self._entries, self._issued = self._entries[:-1], []
        real(self)

    monkeypatch.setattr(Acting, "flush", forgetful)
    ((_, what),) = check([case], answers)
    assert "not in the journal" in what[0]


def test_a_notice_that_is_not_kept_fails_its_case(answers, monkeypatch):
    case = next(one for one in read(FOLDER / FILES[0]) if one.then.get("notices"))
    monkeypatch.setattr(acting, "keep", lambda *_: None)
    ((_, what),) = check([case], answers)
    assert "not kept" in what[0]


def test_the_runner_tells_each_case_and_the_sum(capsys, tmp_path):
    cases = read(FOLDER / FILES[0])[:3]
    wrong = msgspec.structs.replace(cases[0], then={"due": "2000-01-01"})
    path = tmp_path / "some.jsonl"
    path.write_bytes(b"\n".join(msgspec.json.encode(one) for one in [*cases, wrong]))
    assert runner.main([str(path)]) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "3 passed, 1 failed"
    assert runner.main([]) == 2
