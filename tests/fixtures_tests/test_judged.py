"""The judged development sets that the package carries."""

from __future__ import annotations

import json

import pytest

from fixtures import judged_path
from scoring.records import decode

SETS = ("A", "B", "C")


def lines(name):
    return judged_path().joinpath(name).read_text("utf-8").splitlines()


@pytest.mark.parametrize("name", SETS)
def test_every_record_of_a_set_reads(name):
    assert [decode(line, "vacancy").id for line in lines(f"{name}/vacancies.jsonl")]
    assert [decode(line, "resume").id for line in lines(f"{name}/resumes.jsonl")]


@pytest.mark.parametrize("name", SETS)
def test_judgements_name_records_of_their_set(name):
    offers = {decode(line, "vacancy").id for line in lines(f"{name}/vacancies.jsonl")}
    people = {decode(line, "resume").id for line in lines(f"{name}/resumes.jsonl")}
    judged = [json.loads(line) for line in lines(f"{name}/judgements.jsonl")]
    assert {one["vacancy"] for one in judged} <= offers
    assert {one["resume"] for one in judged} <= people
    assert {one["grade"] for one in judged} <= {0, 1, 2, 3}


def test_titles_and_texts_are_there():
    assert lines("titles.dev.tsv")[0].split("\t")[:3] == ["title", "lang", "codes"]
    assert all("expect" in json.loads(line) for line in lines("texts.dev.jsonl"))
