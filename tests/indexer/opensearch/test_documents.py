"""Documents hold what the mapping declares, tell silence, and nothing of a person but what matching needs."""

import base64
import json

import pytest

from indexer.embedded.build import columns_of
from indexer.opensearch.documents import documents, made, made_for, mapping
from indexer.opensearch.pay import STEP
from scoring.records import Accepts, Employer, Job, Place, Training, Travel
from tests.factories import asking, paying, resume, vacancy, wanting
from tests.indexer.contract import offers, people


@pytest.fixture
def body(scorer):
    def one(record, kind="resume"):
        (document,) = documents(columns_of(kind, [record], scorer.knowledge), [7])
        return document.body

    return one


def test_no_document_has_an_undeclared_field(scorer):
    for kind, records in (("vacancy", offers()), ("resume", people())):
        declared = set(mapping(kind)["properties"])
        used = set()
        for one in documents(columns_of(kind, records, scorer.knowledge), range(len(records))):
            used |= set(one.body)
        assert used <= declared
        assert declared - used <= {"plain_stems"}


def test_silence_is_a_term_of_its_own(body):
    told = body(resume(wanting()))
    silent = {"pay": "?", "regime": ["?"], "employment": ["?"], "format": ["?"], "night": ["?"], "place": "?"}
    assert {name: told[name] for name in silent} == silent
    assert told["told"] == ["untold"]


def test_a_document_is_what_the_first_stage_looks_for(body):
    person = resume(
        asking(300_000),
        wanting("Сварщик"),
        place=Place(kato="750000000"),
        accepts=Accepts(regimes=("shift", "rotation"), night=False),
        travel=Travel(max_minutes=30.0, own_car=True, relocation=("710000000",)),
    )
    told = body(person)
    del told["packed"], told["nodes"], told["stems"]
    assert told == {
        "id": "r1", "version": 7, "made": made(), "pay": "ask.month.321",
        "regime": ["shift", "rotation"], "employment": ["?"], "format": ["?"], "night": ["no"],
        "region": "75", "settlement": "750000000", "cells": ["30.0.432.769"], "moves": ["lists", "710000000"],
    }  # fmt: skip


def test_work_is_told_by_when_it_ended_and_a_wish_as_a_wish(body):
    jobs = (Job(title="Сварщик", start="2003-01", end="2004-05"), Job(title="Сварщик", start="2019-01"))
    ages = {term.rpartition(".")[2] for term in body(resume(experience=jobs))["nodes"]}
    assert ages == {"w", "53", "66"}


def test_an_offer_is_told_in_every_period_in_steps_of_a_few_percent(body):
    told = body(vacancy(paying(1_000, 2_000, period="hour")), "vacancy")["pay"]
    assert [term.rpartition(".")[0] for term in told] == ["top.month", "top.hour", "top.shift", "top.year"]
    steps = [int(term.rpartition(".")[2]) for term in told]
    for step, amount in zip(steps, (346_400, 2_000, 2_000 * 40 * 4.33 / 15, 4_156_800), strict=True):
        assert STEP**step <= amount < STEP ** (step + 1)


def test_a_vacancy_is_in_a_cell_of_each_grid(body):
    told = body(vacancy(place=Place(kato="750000000")), "vacancy")
    assert [cell.partition(".")[0] for cell in told["cells"]] == ["0", "1", "2"]


def test_nothing_that_names_a_person_or_an_employer_is_in_a_document(body):
    hidden = "Неповторимов"
    person = resume(
        summary=f"{hidden}, тел. 7 701 000 00 00",
        place=Place(kato="750000000", address=hidden, name=hidden),
        education=(Training(level="higher", institution=hidden),),
        experience=(Job(title="Сварщик", employer=hidden, duties=f"работал у {hidden}"),),
        health_limits=("heights",),
    )
    offer = vacancy(employer=Employer(name=hidden, bin="123456789012"), description=hidden)
    for told in (body(person), body(offer, "vacancy")):
        whole = json.dumps(told, ensure_ascii=False).encode() + base64.b64decode(told["packed"])
        for word in (hidden, "701 000", "123456789012", "heights"):
            assert word.encode() not in whole


def test_what_an_index_is_made_for_changes_with_the_mapping(monkeypatch):
    before = made_for()
    monkeypatch.setattr("indexer.opensearch.documents._OWN", {"vacancy": {}, "resume": {}})
    assert made_for()["mapping"] != before["mapping"]
    assert made_for()["fingerprint"] == before["fingerprint"]
