"""Files of worked cases: all pass, and each would fail if the law's numbers were others."""

from pathlib import Path

import msgspec
import pytest

from matcher.cases.runner import check, main, read
from matcher.cases.worked.answers import Answers
from matcher.cases.worked.case import Case, When, differences
from matcher.terms import Law, load_terms
from tests.matcher.cases.staging import calendar

FOLDER = Path(__file__).parents[2] / "law"
FILES = ("cases.dev.jsonl", "cases.own.jsonl")


@pytest.fixture(scope="module")
def cases():
    return [case for name in FILES for case in read(FOLDER / name)]


def failed(cases, terms=None):
    return {case.id for case, wrong in check(cases, Answers(Law(calendar(), terms=terms))) if wrong}


@pytest.mark.parametrize("name", FILES)
def test_every_case_of_the_file_passes(name):
    wrong = {case.id: what for case, what in check(read(FOLDER / name), Answers(Law(calendar()))) if what}
    assert not wrong


def terms_of(case):
    then = case.then
    named = {then["term"]} if then.get("term") else set()
    return named | {one["term"] for one in then.get("starts", ())}


USED = sorted({code for name in FILES for case in read(FOLDER / name) for code in terms_of(case)})


def test_the_cases_use_nearly_every_counted_term():
    counted = {code for code, term in load_terms().items() if term.length is not None}
    assert counted - set(USED) == {"T27", "T28", "T30"}


@pytest.mark.parametrize("code", USED)
def test_another_length_of_a_term_makes_each_case_that_uses_it_fail(code, cases):
    terms = dict(load_terms())
    terms[code] = msgspec.structs.replace(terms[code], length=terms[code].length + 1)
    using = {case.id for case in cases if code in terms_of(case)}
    assert using
    assert using <= failed([case for case in cases if case.id in using], terms)


def test_the_runner_tells_each_case_and_the_sum(capsys):
    assert main([str(FOLDER / "cases.dev.jsonl")]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "D001 deadline: pass"
    assert lines[-1] == "46 passed, 0 failed"


def test_the_runner_says_what_differs_and_fails(tmp_path, capsys):
    case = read(FOLDER / "cases.dev.jsonl")[0]
    wrong = msgspec.structs.replace(case, then={**case.then, "due": "2025-02-05"})
    strange = msgspec.structs.replace(case, id="D999", kind="riddle")
    path = tmp_path / "wrong.jsonl"
    path.write_bytes(b"\n".join(msgspec.json.encode(one) for one in (case, wrong, strange)))
    assert main([str(path)]) == 1
    told = capsys.readouterr().out
    assert "due: wanted '2025-02-05', got '2025-02-04'" in told
    assert told.endswith("1 passed, 2 failed\n")


def test_a_call_without_a_file_is_a_wrong_call(capsys):
    assert main([]) == 2
    assert "usage" in capsys.readouterr().err


def test_a_case_that_asks_for_an_unknown_answer_fails_and_does_not_pass_in_silence():
    assert differences({"colour": "red"}, {"state": "re.hired"}) != []
    case = Case("X1", "deadline", {}, When("docs_received", "2025-02-03T10:15:00+05:00"), {"term": "T02"})
    assert failed([case]) == {"X1"}


def test_referrals_are_exactly_those_that_change(cases):
    hire = next(case for case in cases if case.id == "D025")
    fewer = {**hire.then, "also": {**hire.then["also"], "referrals": {"R2": hire.then["also"]["referrals"]["R2"]}}}
    assert failed([msgspec.structs.replace(hire, then=fewer)]) == {"D025"}
