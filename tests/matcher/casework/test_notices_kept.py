"""What a step has to say is a row beside its entry: to whom, how, and as far as the step knows it in which words."""

from __future__ import annotations

from datetime import date

import pytest

from matcher.cases.things import Interview
from matcher.casework import acting
from matcher.casework.acting import Acting
from matcher.errors import StoreError
from matcher.store.casetables import notice
from tests.matcher.casework.desk import at


def said(kept):
    return [(one.notice.code, one.notice.to, one.receiver_id) for one in kept]


@pytest.fixture
def invited(desk):
    """P1, unemployed since 5 March, agreed to V1 of E1 on the 11th and was invited for the 13th."""
    desk.unemployed()
    desk.vacancy()
    desk.offer()
    desk.done("re", "R1", "reply_consent", "unemployed", at(11))
    desk.done("re", "R1", "resume_sent", "cc_specialist", at(11, "11:00"))
    interview = Interview(at=at(13), place="Абай көшесі, 1")
    desk.done("re", "R1", "interview_notified", "cc_specialist", at(11, "12:00"), interview=interview, recorded=at(12))
    return desk


def test_every_notice_of_a_step_is_a_row_to_whom_it_goes(invited):
    assert said(invited.casework.notices("re", "R1")) == [
        ("offer", "unemployed", "P1"),
        ("resume_sent_notice", "employer", "E1"),
        ("interview_notice", "unemployed", "P1"),
    ]
    assert said(invited.casework.notices("sr", "P1")) == [("alert_seeker_registered", "seeker", "P1")]
    assert said(invited.casework.notices("un", "P1")) == [("alert_unemployed_registered", "unemployed", "P1")]


def test_a_row_says_how_and_when_and_what_is_known_of_its_fields(invited):
    last = invited.casework.notices("re", "R1")[-1]
    assert (last.event, last.occurred_at, last.recorded_at) == ("interview_notified", at(11, "12:00"), at(12))
    assert last.notice.channels == ("phone",)
    assert last.notice.fields == {"time": "2026-03-13T10:00+05:00", "place": "Абай көшесі, 1"}
    (registered,) = invited.casework.notices("sr", "P1")
    assert registered.notice.fields == {"registered_from": "2026-03-02"}
    assert registered.entry == next(row.number for row in invited.journal() if row.event == "seeker_registered")


def test_a_notice_with_a_term_says_its_last_day_and_a_form_its_dates(desk):
    desk.unemployed()
    desk.done("un", "P1", "unemployed_registered", "cc_specialist", at(5, "12:00"), asked=True)
    desk.done("un", "P1", "certificate_issued", "unemployed", at(6), eds=True)
    kept = {one.notice.code: one.notice for one in desk.casework.notices("un", "P1")}
    assert kept["notice_social_payment_docs"].due == date(2026, 3, 6)
    paper, certificate = kept["annex5"], kept["annex9"]
    assert paper.on_request
    assert (paper.fields["registered_from"], paper.fields["person_name"]) == ("2026-03-05", None)
    assert certificate.fields["registered"] is True
    assert certificate.fields["valid_until"] == certificate.due.isoformat() == "2026-04-05"


def test_a_report_goes_to_the_labour_mobility_centre_of_which_there_is_one(desk):
    desk.unemployed()
    desk.done("un", "P1", "ground_arose", "cc_specialist", at(10), ground="51(7)")
    desk.done("un", "P1", "report_sent", "cc_specialist", at(10, "11:00"))
    last = desk.casework.notices("un", "P1")[-1]
    assert (last.notice.code, last.notice.to, last.receiver_id, last.notice.channels) == (
        "report_to_lmc", "lmc", None, ("ais",),
    )  # fmt: skip


def test_notices_that_a_term_brings_are_kept_as_those_of_a_deed(desk):
    desk.seeker()
    desk.casework.fire(at(6))
    (row,) = [one for one in desk.casework.notices("un", "P1") if one.event == "match_window_expired"]
    assert row.notice.code == "alert_unemployed_registered"


def test_a_new_spell_is_told_of_beside_the_old_one(desk):
    desk.unemployed()
    desk.done("un", "P1", "ground_arose", "cc_specialist", at(10), ground="51(7)")
    desk.done("un", "P1", "report_sent", "cc_specialist", at(10))
    desk.done("un", "P1", "deregistered", "lmc", at(11))
    desk.seeker("P1", at(16))
    assert [one.thing for one in desk.casework.notices("sr", "P1")] == ["P1", "P1+"]


def test_entry_and_notices_are_stored_together_or_not_at_all(invited, monkeypatch):
    lines, rows = invited.journal(), invited.rows(notice)
    real = acting.keep

    def torn(*arguments):
        real(*arguments)
        raise StoreError("the power cord")

    monkeypatch.setattr(acting, "keep", torn)
    with pytest.raises(StoreError):
        invited.do("un", "P1", "unemployed_registered", "cc_specialist", at(13))
    assert (invited.journal(), invited.rows(notice)) == (lines, rows)


def test_a_refused_deed_says_nothing_to_anybody(invited):
    rows = invited.rows(notice)
    assert invited.do("un", "P1", "report_sent", "cc_specialist", at(13)).code == "wrong_state"
    assert invited.rows(notice) == rows


def test_several_deeds_of_one_transaction_have_their_own_notices(desk):
    desk.unemployed()
    with desk.casework.acting() as hands:
        for hour in ("12:00", "13:00"):
            hands.act(desk.deed("un", "P1", "written_notice_asked", "cc_specialist", at(5, hour)))
    numbers = [row.number for row in desk.journal() if row.event == "written_notice_asked"]
    assert [one.entry for one in desk.casework.notices("un", "P1") if one.notice.code == "annex5"] == numbers


def test_they_are_read_on_from_where_somebody_stopped(invited):
    whole = invited.casework.notices_after()
    assert [one.entry for one in whole] == sorted(one.entry for one in whole)
    first = invited.casework.notices_after(limit=2)
    assert whole == [*first, *invited.casework.notices_after(first[-1].entry)]
    assert invited.casework.notices_after(whole[-1].entry) == []


def test_a_step_whose_notices_cannot_be_kept_leaves_no_entry_either(desk, monkeypatch):
    desk.unemployed()
    lines = len(desk.journal())
    real = Acting.flush

    def twice(self):
        self._issued *= 2
        real(self)

    monkeypatch.setattr(Acting, "flush", twice)
    with pytest.raises(StoreError):
        desk.do("un", "P1", "written_notice_asked", "cc_specialist", at(6))
    assert len(desk.journal()) == lines
