"""The JSON of shortlist, suitable, explain, show and lists against the contract, key by key."""

from __future__ import annotations

import json

import pytest

from scoring.weights import CRITERIA, DEFAULT_WEIGHTS
from tests.api.cli.conftest import DAY, call, ids

VACANCIES, PEOPLE = ids("vacancies.jsonl"), ids("resumes.jsonl")
VERDICTS = {"met", "not_met", "unknown"}
CRITERION = {"verdict", "value", "weight", "text", "ask", "facts"}


def asked(judged_data, *arguments):
    done = call(*arguments, "--data", judged_data, "--on", DAY, "--json")
    assert done.code == 0, done.err
    assert done.err == ""
    return done.json


def check_item(item, side):
    assert item.keys() >= {side, "total", "band", "employer_fit", "candidate_fit", "criteria"}
    assert isinstance(item[side], str)
    assert all(0 <= item[name] <= 1 for name in ("total", "employer_fit", "candidate_fit"))
    assert item["band"] in (1, 2, 3)
    check_criteria(item["criteria"])


def check_criteria(criteria):
    assert list(criteria) == list(CRITERIA)
    for one in criteria.values():
        assert one.keys() == CRITERION
        assert one["verdict"] in VERDICTS
        assert one["value"] is None or 0 <= one["value"] <= 1
        assert one["weight"] >= 0
        assert isinstance(one["text"], str)
        assert one["text"]
        assert one["ask"] is None or isinstance(one["ask"], str)
        for fact in one["facts"]:
            assert fact.keys() == {"code", "params", "source"}


def check_list(found, side, other):
    assert found.keys() >= {side, "considered", "exact", "weights", "musts", "items"}
    assert found["exact"] is True
    assert isinstance(found["considered"], int)
    assert found["weights"] == DEFAULT_WEIGHTS
    assert isinstance(found["musts"], list)
    totals = [item["total"] for item in found["items"]]
    assert totals == sorted(totals, reverse=True)
    for item in found["items"]:
        check_item(item, other)


@pytest.mark.parametrize("vacancy", VACANCIES)
def test_a_shortlist_has_the_keys_of_the_contract(judged_data, vacancy):
    found = asked(judged_data, "shortlist", vacancy, "--limit", 7)
    check_list(found, "vacancy", "resume")
    assert found["vacancy"] == vacancy
    assert found["considered"] == len(PEOPLE)
    assert 0 < len(found["items"]) <= 7
    assert "what_if" not in found


@pytest.mark.parametrize("person", PEOPLE[::9])
def test_suitable_work_has_the_same_keys_with_the_sides_exchanged(judged_data, person):
    found = asked(judged_data, "suitable", person)
    check_list(found, "resume", "vacancy")
    assert found["considered"] == len(VACANCIES)
    for item in found["items"]:
        assert item["suitable_work"]["verdict"] in ("suitable", "not_suitable", "insufficient")


def test_what_if_has_the_keys_of_the_contract_and_never_takes_away(judged_data):
    for vacancy in VACANCIES:
        for step in asked(judged_data, "shortlist", vacancy, "--what-if")["what_if"]:
            assert step.keys() >= {"change", "text", "before", "after"}
            assert isinstance(step["change"], dict)
            assert step["text"]
            assert step["after"] >= step["before"] >= 0


def test_what_if_starts_from_the_people_who_are_suitable_now(judged_data):
    for vacancy in VACANCIES:
        found = asked(judged_data, "shortlist", vacancy, "--limit", 1000, "--what-if")
        now = [
            item for item in found["items"] if item["band"] >= 2 and item["criteria"]["profession"]["verdict"] == "met"
        ]
        assert {step["before"] for step in found["what_if"]} <= {len(now)}


def test_explain_gives_one_pair_with_the_numbers_of_the_list(judged_data):
    listed = asked(judged_data, "shortlist", VACANCIES[0], "--limit", 3)["items"]
    for item in listed:
        pair = asked(judged_data, "explain", VACANCIES[0], item["resume"])
        assert (pair["vacancy"], pair["resume"]) == (VACANCIES[0], item["resume"])
        assert pair["total"] == item["total"]
        assert pair["criteria"] == item["criteria"]
        check_criteria(pair["criteria"])


def test_both_directions_give_a_pair_the_same_total(judged_data):
    for item in asked(judged_data, "shortlist", VACANCIES[0], "--limit", 3)["items"]:
        back = asked(judged_data, "suitable", item["resume"])["items"]
        assert [one["total"] for one in back if one["vacancy"] == VACANCIES[0]] == [item["total"]]


def test_each_language_says_it_in_its_own_words(judged_data):
    texts = {
        lang: json.dumps(
            asked(judged_data, "shortlist", VACANCIES[0], "--limit", 1, "--lang", lang)["items"], ensure_ascii=False
        )
        for lang in ("ru", "kk", "en")
    }
    assert len(set(texts.values())) == 3
    assert "Зарплата" in texts["ru"]
    assert "Жалақы" in texts["kk"]
    assert "Pay" in texts["en"] or "Salary" in texts["en"]


def test_weights_and_musts_are_applied_and_returned(judged_data):
    found = asked(
        judged_data, "shortlist", VACANCIES[0], "--weight", "salary=3", "--weight", "other=0",
        "--must", "licence:driving:C", "--must", "education",
    )  # fmt: skip
    assert (found["weights"]["salary"], found["weights"]["other"]) == (3, 0)
    assert found["musts"] == ["licence:driving:C", "education"]
    assert all(item["criteria"]["qualification"]["verdict"] != "not_met" for item in found["items"])


def test_the_day_decides(judged_data):
    now = call("explain", VACANCIES[0], PEOPLE[0], "--on", "2026-11-20", "--json", "--data", judged_data).json
    later = call("explain", VACANCIES[0], PEOPLE[0], "--on", "2039-11-20", "--json", "--data", judged_data).json
    assert now["total"] != later["total"]


def test_a_kept_list_is_shown_as_it_was_and_listed(judged_data):
    made = asked(judged_data, "shortlist", VACANCIES[1], "--limit", 5, "--what-if")
    shown = call("show", made["shortlist"], "--json", "--data", judged_data).json
    assert shown["items"] == made["items"]
    assert shown["what_if"] == made["what_if"]
    assert shown["weights"] == made["weights"]
    lines = call("lists", VACANCIES[1], "--json", "--data", judged_data).json
    assert lines[0]["id"] == made["shortlist"]
    assert lines[0]["subject"] == VACANCIES[1]
    assert lines[0]["items"] == len(made["items"])
    assert lines[0]["as_of"] == DAY


def test_tables_on_a_terminal_name_people_and_reasons(judged_data):
    for arguments in (
        ("shortlist", VACANCIES[0], "--what-if"),
        ("suitable", PEOPLE[0]),
        ("explain", VACANCIES[0], PEOPLE[0]),
        ("lists",),
    ):
        dated = arguments if arguments == ("lists",) else (*arguments, "--on", DAY)
        done = call(*dated, "--data", judged_data)
        assert done.code == 0
        assert done.out.strip()
