"""One deed: its follow-ups with it or nothing at all, one entry a change, one winner of two."""

from __future__ import annotations

import threading

import pytest

from matcher.cases import Refused
from matcher.casework import Casework
from matcher.casework.acting import Acting
from matcher.errors import CaseConflictError, StoreError, ThingMissingError
from tests.matcher.casework.desk import Desk, at

SECOND = (
    "INSERT INTO thing SELECT kind, 'R7', state, version, led_by, counters, data, person, vacancy, is_current, "
    "employer, centre, okrug, stored_at FROM thing WHERE id = 'R1'"
)


def test_every_change_of_a_thing_is_exactly_one_entry(desk):
    desk.unemployed()
    desk.vacancy()
    desk.offer()
    desk.done("re", "R1", "reply_consent", "unemployed", at(11))
    versions = {(row.kind, row.id): row.version for row in desk.things()}
    entries = [(row.kind, row.thing) for row in desk.journal()]
    assert {key: entries.count(key) for key in entries} == versions
    assert [row.number for row in desk.journal()] == list(range(1, len(entries) + 1))


def test_a_hire_and_all_that_follows_from_it_are_one_transaction(desk, monkeypatch):
    desk.unemployed()
    for number in (1, 2):
        desk.vacancy(f"V{number}")
        desk.offer(f"R{number}", f"V{number}")
    desk.done("re", "R1", "reply_consent", "unemployed", at(11))
    desk.done("re", "R1", "resume_sent", "cc_specialist", at(11))
    before = desk.end_state()
    real = Acting.flush

    def torn(self):
        real(self)
        raise StoreError("the power cord")

    monkeypatch.setattr(Acting, "flush", torn)
    hire = ("re", "R1", "employer_hired", "employer", at(12))
    with pytest.raises(StoreError):
        desk.do(*hire, own_vacancy=True)
    assert desk.end_state() == before
    monkeypatch.undo()
    outcome = desk.done(*hire, own_vacancy=True)
    assert {(step.thing.id, step.thing.state) for step in outcome.steps} == {
        ("R1", "re.hired"), ("V1", "va.filled"), ("R2", "re.closed"),
    }  # fmt: skip


def test_a_refused_deed_changes_nothing_and_says_what_is_missing(desk):
    before = desk.end_state()
    refused = desk.do("va", "V1", "vacancy_submitted", "employer", at(2), conditions_given=True)
    assert (refused.code, refused.missing) == ("wrong_state", "pay")
    assert desk.end_state() == before


def test_who_acts_on_what_another_has_changed_is_told_what_happened(desk):
    desk.unemployed()
    desk.vacancy()
    desk.offer()
    desk.done("re", "R1", "reply_consent", "unemployed", at(11))
    seen = desk.casework.thing("re", "R1").version
    desk.done("re", "R1", "consent_withdrawn", "unemployed", at(11, "12:00"))
    before = desk.end_state()
    with pytest.raises(
        CaseConflictError, match=r"consent_withdrawn by unemployed at 2026-03-11 12:00 led to re\.closed"
    ):
        desk.do("re", "R1", "resume_sent", "cc_specialist", at(11, "13:00"), expected=seen)
    assert desk.end_state() == before


def test_of_two_who_act_at_once_one_wins_and_the_other_learns_of_it(desk, reopen):
    desk.unemployed()
    desk.vacancy()
    desk.offer()
    seen = desk.casework.thing("re", "R1").version
    answers = {}
    ready = threading.Barrier(2)

    def answer(name):
        with reopen() as store:
            other = Desk(Casework(store, environment={}))
            ready.wait()
            try:
                answers[name] = other.do("re", "R1", name, "unemployed", at(11), expected=seen)
            except CaseConflictError as error:
                answers[name] = str(error)

    both = [threading.Thread(target=answer, args=(name,)) for name in ("reply_consent", "reply_decline")]
    for one in both:
        one.start()
    for one in both:
        one.join(30)
    lost = [name for name, told in answers.items() if isinstance(told, str)]
    won = [name for name in answers if name not in lost]
    assert (len(lost), len(won)) == (1, 1)
    assert won[0] in answers[lost[0]]
    assert [row.event for row in desk.journal() if row.thing == "R1"][-1] == won[0]


def test_a_second_open_referral_of_the_same_pair_is_refused(desk):
    desk.unemployed()
    desk.vacancy()
    desk.offer()
    opening = {"person": "P1", "vacancy": "V1", "suitable": True}
    again = desk.do("re", "R2", "candidate_selected", "cc_specialist", at(10), **opening)
    assert (again.code, again.missing) == ("duplicate_event", "no_other_open_referral")
    desk.done("re", "R1", "consent_withdrawn", "unemployed", at(10))
    desk.done("re", "R2", "candidate_selected", "cc_specialist", at(10), **opening)


def test_a_correction_does_not_open_a_second_referral_of_the_pair(desk):
    desk.unemployed()
    desk.vacancy()
    desk.offer()
    desk.done("re", "R1", "reply_decline", "unemployed", at(11))
    opening = {"person": "P1", "vacancy": "V1", "suitable": True}
    desk.done("re", "R2", "candidate_selected", "cc_specialist", at(11), **opening)
    voided = desk.do("re", "R1", "reply_voided", "cc_specialist", at(11), proof="letter 4")
    assert isinstance(voided, Refused)
    assert desk.casework.thing("re", "R2").data.declined_before is True


def test_the_database_itself_refuses_a_second_open_referral_and_a_changed_entry(desk):
    desk.unemployed()
    desk.vacancy()
    desk.offer()
    for statement in (
        "UPDATE journal SET actor = 'lmc'",
        "DELETE FROM journal",
        SECOND,
    ):
        with pytest.raises(StoreError), desk.casework._database.writing() as connection:
            connection.exec_driver_sql(statement)


def test_an_application_after_the_removal_opens_a_new_spell(desk):
    desk.unemployed()
    desk.done("un", "P1", "ground_arose", "cc_specialist", at(10), ground="51(7)")
    desk.done("un", "P1", "report_sent", "cc_specialist", at(10))
    desk.done("un", "P1", "deregistered", "lmc", at(11))
    old = {(row.kind, row.id) for row in desk.things()}
    outcome = desk.done("sr", "P1", "application_received", "applicant", at(16), data_true=True)
    assert {(step.thing.kind, step.thing.id) for step in outcome.steps}.isdisjoint(old)
    assert (desk.state("sr"), desk.state("un")) == ("sr.received", "un.none")
    assert {row.state for row in desk.things() if not row.is_current} == {"sr.registered", "un.deregistered"}


def test_what_is_not_there_is_not_opened_by_any_event(desk):
    for deed in (
        ("va", "V9", "employer_hired", "employer"),
        ("re", "R9", "offer_sent", "cc_specialist"),
        ("un", "P9", "report_sent", "cc_specialist"),
    ):
        with pytest.raises(ThingMissingError):
            desk.do(*deed, at(2))
    with pytest.raises(ThingMissingError):
        desk.do("re", "R9", "candidate_selected", "cc_specialist", at(2), person="P1", vacancy="V9")
    assert desk.things() == []


def test_whose_the_vacancy_is_decides_and_not_what_is_said(desk):
    desk.unemployed()
    desk.vacancy()
    desk.offer()
    desk.done("re", "R1", "reply_consent", "unemployed", at(11))
    desk.done("re", "R1", "resume_sent", "cc_specialist", at(11))
    hire = ("re", "R1", "employer_hired", "employer", at(12))
    assert desk.do(*hire, own_vacancy=True, employer="E2").code == "wrong_actor"
    desk.done(*hire, employer="E1")
