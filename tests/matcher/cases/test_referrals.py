"""The referral: receipt, answers in time and late, corrections, employers, ends."""

import pytest

from matcher.cases.things import Interview, Referral, Unemployed, Vacancy
from tests.matcher.cases.staging import Stage, at, invited, offered, sent


def test_without_proof_of_receipt_no_reply_term_runs_and_no_ground_arises():
    scene = Stage()
    scene.referral()
    scene.do("re", "R1", "candidate_selected", "cc_specialist", at(3))
    outcome = scene.do("re", "R1", "offer_sent", "cc_specialist", at(3), channel="phone")
    assert outcome.steps[0].started == ()
    assert scene.code("re", "R1", "reply_due_passed", "ais", at(28)) == "wrong_state"
    assert scene.grounds() == []


def test_the_reply_term_starts_when_the_receipt_is_proven():
    scene = Stage()
    scene.referral()
    scene.do("re", "R1", "candidate_selected", "cc_specialist", at(3))
    scene.do("re", "R1", "offer_sent", "cc_specialist", at(3))
    outcome = scene.do("re", "R1", "receipt_proven", "portal", at(6), received_at=at(5), proof="opened in the cabinet")
    assert [(one.code, one.due.day) for one in outcome.steps[0].started] == [("T17", 10)]
    assert scene.code("re", "R1", "receipt_proven", "portal", at(7), proof="again") == "duplicate_event"


def test_an_offer_handed_over_in_person_is_received():
    scene = Stage(status="seeker")
    scene.referral()
    scene.do("re", "R1", "candidate_selected", "cc_specialist", at(3))
    outcome = scene.do("re", "R1", "offer_sent", "cc_specialist", at(3), channel="in_person")
    assert [(one.code, one.due.day) for one in outcome.steps[0].started] == [("T16", 4)]


def test_unsuitable_work_is_not_offered():
    scene = Stage()
    scene.referral()
    scene.put("re", "R1", "re.selected", Referral(person="P1", vacancy="V1", suitable=False))
    assert scene.code("re", "R1", "offer_sent", "cc_specialist", at(3), proof="x") == "wrong_state"


def test_silence_opens_a_ground_on_the_day_after_the_due_day_and_not_before():
    scene = offered(3)
    assert scene.code("re", "R1", "reply_due_passed", "ais", at(6, "23:59")) == "wrong_state"
    scene.do("re", "R1", "reply_due_passed", "ais", at(7, "00:00"))
    assert (scene.state("re", "R1"), scene.state("un"), scene.grounds()) == (
        "re.no_reply", "un.removal_review", ["51(2)b"],
    )  # fmt: skip


def test_an_answer_in_person_after_hours_of_the_due_day_is_late_and_still_serves():
    scene = offered(3)
    scene.do("re", "R1", "reply_consent", "unemployed", at(6, "18:45"), channel="in_person")
    assert (scene.state("re", "R1"), scene.grounds()) == ("re.consented", ["51(2)b"])
    other = offered(3)
    other.do("re", "R1", "reply_consent", "unemployed", at(6, "18:45"), channel="phone")
    assert other.grounds() == []


@pytest.mark.parametrize("answer", ["reply_consent", "reply_decline"])
def test_an_answer_given_in_time_and_recorded_late_leads_to_the_state_of_the_true_order(answer):
    late, true = offered(3), offered(3)
    late.do("re", "R1", "reply_due_passed", "ais", at(7, "00:00"))
    late.do("re", "R1", answer, "akim", at(6), recorded=at(10), proof="akim's book, line 12", channel="akim")
    true.do("re", "R1", answer, "akim", at(6), channel="akim")
    assert late.state("re", "R1") == true.state("re", "R1")
    assert late.state("un") == true.state("un") == "un.registered"
    assert late.grounds() == []
    assert late.get("un").counters == true.get("un").counters
    assert late.get("re", "R1").running == true.get("re", "R1").running
    correction = next(one for one in late.journal if one.corrects)
    assert correction.proof == "akim's book, line 12"
    assert (correction.occurred_at, correction.recorded_at) == (at(6), at(10))


def test_without_proof_an_answer_recorded_late_is_late():
    scene = offered(3)
    scene.do("re", "R1", "reply_due_passed", "ais", at(7, "00:00"))
    scene.do("re", "R1", "reply_consent", "unemployed", at(6), recorded=at(10))
    assert (scene.state("re", "R1"), scene.grounds()) == ("re.consented", ["51(2)b"])


def test_a_correction_reaches_a_report_that_is_already_with_the_labour_mobility_centre():
    scene = offered(3)
    scene.do("re", "R1", "reply_due_passed", "ais", at(7, "00:00"))
    scene.do("un", "P1", "report_sent", "cc_specialist", at(7))
    outcome = scene.do("re", "R1", "reply_consent", "akim", at(6), recorded=at(10), proof="line 12")
    assert scene.state("un") == "un.registered"
    assert "report_withdrawn" in [notice.code for one in outcome.steps for notice in one.notices]
    assert "T23" not in scene.get("un").running


def test_after_the_removal_a_correction_tells_the_labour_mobility_centre_which_alone_can_annul():
    scene = offered(3)
    scene.do("re", "R1", "reply_due_passed", "ais", at(7, "00:00"))
    scene.do("un", "P1", "report_sent", "cc_specialist", at(7))
    scene.do("un", "P1", "deregistered", "lmc", at(10))
    outcome = scene.do("re", "R1", "reply_consent", "akim", at(6), recorded=at(11), proof="line 12")
    assert "report_withdrawn" in [notice.code for one in outcome.steps for notice in one.notices]
    assert scene.state("un") == "un.deregistered"
    assert scene.code("un", "P1", "deregistration_annulled", "cc_specialist", at(12), proof="x") == "wrong_actor"
    scene.do("un", "P1", "deregistration_annulled", "lmc", at(12), proof="line 12")
    assert (scene.state("un"), scene.grounds()) == ("un.registered", [])


def test_a_seekers_consent_recorded_late_takes_the_automatic_registration_back():
    scene = offered(5, status="seeker")
    scene.window = at(3)
    scene.do("re", "R1", "reply_due_passed", "ais", at(7, "00:00"))
    assert scene.state("un") == "un.registered"
    scene.do("re", "R1", "reply_consent", "seeker", at(6), recorded=at(7), proof="call 40")
    assert (scene.state("un"), scene.state("re", "R1")) == ("un.none", "re.consented")
    assert not scene.get("un").running


def test_a_reply_entered_by_mistake_is_taken_back_by_a_new_entry():
    scene = offered(3)
    before = scene.get("re", "R1")
    scene.do("re", "R1", "reply_decline", "unemployed", at(4))
    assert scene.get("un").counters == {"declines": 1}
    scene.do("re", "R1", "reply_voided", "cc_specialist", at(5), proof="wrong person")
    assert scene.get("un").counters == {"declines": 0}
    assert scene.get("un").data.declined == ()
    after = scene.get("re", "R1")
    assert (after.state, after.running) == (before.state, before.running)
    assert [one.event for one in scene.journal[-4:]] == [
        "reply_decline", "reply_decline", "reply_voided", "decline_withdrawn",
    ]  # fmt: skip


def test_a_third_refusal_entered_by_mistake_ends_the_review_that_it_opened():
    scene = offered(3)
    before = Unemployed(person="P1", declined=("V8", "V9"))
    scene.put("un", "U1", "un.registered", before, counters={"declines": 2})
    scene.do("re", "R1", "reply_decline", "unemployed", at(4))
    assert scene.state("un") == "un.removal_review"
    scene.do("re", "R1", "reply_voided", "cc_specialist", at(5), proof="wrong person")
    assert (scene.state("un"), scene.grounds(), scene.get("un").counters) == ("un.registered", [], {"declines": 2})


def test_no_resume_goes_out_without_the_persons_agreement():
    scene = offered(3)
    assert scene.code("re", "R1", "resume_sent", "cc_specialist", at(4)) == "no_consent"
    scene.do("re", "R1", "reply_decline", "unemployed", at(4))
    assert scene.code("re", "R1", "resume_sent", "cc_specialist", at(4)) == "no_consent"


def test_the_portal_sends_only_what_it_picked_itself():
    scene = offered(3)
    scene.do("re", "R1", "reply_consent", "unemployed", at(4))
    assert scene.code("re", "R1", "resume_sent", "portal", at(4)) == "wrong_actor"


def test_the_centres_selection_and_offer_meet_the_vacancys_terms():
    scene = Stage()
    scene.put("va", "V1", "va.none", Vacancy())
    scene.do("va", "V1", "vacancy_arose", "employer", at(3))
    scene.do("va", "V1", "vacancy_submitted", "employer", at(4))
    assert set(scene.get("va", "V1").running) == {"T14", "T15"}
    scene.referral()
    scene.do("re", "R1", "candidate_selected", "cc_specialist", at(4))
    assert set(scene.get("va", "V1").running) == {"T15"}
    scene.do("re", "R1", "offer_sent", "cc_specialist", at(4), proof="call 1")
    assert not scene.get("va", "V1").running


def test_an_agreed_interview_lets_the_employers_days_run_anew():
    scene = sent(3)
    assert scene.get("re", "R1").running["T20"].day == 10
    scene.do("re", "R1", "interview_notified", "cc_specialist", at(6))
    assert scene.get("re", "R1").running["T20"].day == 13
    assert scene.code("re", "R1", "decision_due_passed", "ais", at(11, "00:00")) == "wrong_state"


def test_the_same_interview_told_twice_is_one():
    scene, noon = sent(3), Interview(at(5, "12:00"), "shop 2")
    scene.do("re", "R1", "interview_notified", "cc_specialist", at(4), interview=noon)
    assert scene.code("re", "R1", "interview_notified", "cc_specialist", at(4), interview=noon) == "duplicate_event"
    later = Interview(at(6, "12:00"), "shop 2")
    assert scene.code("re", "R1", "interview_notified", "cc_specialist", at(4), interview=later) is None


def test_going_to_the_employer_ends_both_terms_and_not_twice():
    scene = invited(3)
    scene.do("re", "R1", "person_appeared", "unemployed", at(4))
    assert set(scene.get("re", "R1").running) == {"T20"}
    assert scene.code("re", "R1", "person_appeared", "unemployed", at(4)) == "duplicate_event"
    assert scene.code("re", "R1", "contact_due_passed", "ais", at(28)) == "wrong_state"


def test_a_no_show_needs_somebody_who_states_it():
    scene = invited(3)
    assert scene.code("re", "R1", "appear_due_passed", "ais", at(11, "00:00")) == "wrong_state"
    scene.do("re", "R1", "absence_stated", "employer", at(11))
    scene.do("re", "R1", "appear_due_passed", "ais", at(11))
    assert (scene.state("re", "R1"), scene.grounds()) == ("re.no_show", ["51(3)a"])


def test_who_came_in_time_and_was_recorded_late_did_come():
    scene, true = invited(3), invited(3)
    scene.do("re", "R1", "absence_stated", "employer", at(11))
    scene.do("re", "R1", "appear_due_passed", "ais", at(11))
    scene.do("re", "R1", "person_appeared", "unemployed", at(7), recorded=at(12), proof="pass of the gate")
    true.do("re", "R1", "person_appeared", "unemployed", at(7))
    assert scene.state("re", "R1") == true.state("re", "R1") == "re.interview_set"
    assert scene.get("re", "R1").running == true.get("re", "R1").running
    assert (scene.state("un"), scene.grounds()) == ("un.registered", [])


def test_a_refusal_in_words_given_in_time_replaces_the_deemed_one():
    scene = sent(3)
    scene.do("re", "R1", "decision_due_passed", "ais", at(11, "00:00"))
    assert scene.code("re", "R1", "employer_refused", "employer", at(12)) == "wrong_state"
    scene.do("re", "R1", "employer_refused", "employer", at(10), recorded=at(12), proof="letter of the 10th")
    assert scene.state("re", "R1") == "re.employer_refused"


@pytest.mark.parametrize("before", ["sent", "invited", "deemed"])
def test_a_hire_marked_by_mistake_is_taken_back_with_everything_that_it_closed(before):
    scene = invited(3) if before == "invited" else sent(3)
    if before == "deemed":
        scene.do("re", "R1", "decision_due_passed", "ais", at(11, "00:00"))
    was = scene.get("re", "R1")
    scene.referral("R2", "V2", state="re.offered")
    scene.referral("R3", "V1", person="P9", state="re.consented")
    scene.do("re", "R1", "employer_hired", "employer", at(12))
    assert [scene.state("re", one) for one in ("R1", "R2", "R3")] == ["re.hired", "re.closed", "re.closed"]
    scene.do("re", "R1", "hire_voided", "cc_specialist", at(13), proof="employer's letter")
    scene.do("re", "R2", "referral_reopened", "cc_specialist", at(13), proof="employer's letter")
    scene.do("re", "R3", "referral_reopened", "cc_specialist", at(13), proof="employer's letter")
    assert (scene.state("re", "R1"), scene.get("re", "R1").running) == (was.state, was.running)
    assert [scene.state("re", one) for one in ("R2", "R3")] == ["re.offered", "re.consented"]
    assert (scene.state("va", "V1"), scene.get("va", "V1").counters) == ("va.registered", {"places": 1})


@pytest.mark.parametrize("state", ["re.selected", "re.resume_sent", "re.interview_set"])
def test_referrals_of_every_live_state_can_be_reopened(state):
    scene = sent(3)
    scene.referral("R2", "V2", state=state)
    scene.do("re", "R1", "employer_hired", "employer", at(5))
    scene.do("re", "R2", "referral_reopened", "cc_specialist", at(6), proof="letter")
    assert scene.state("re", "R2") == state


def test_a_hire_on_a_filled_vacancy_is_refused_so_that_openings_are_never_negative():
    scene = sent(3)
    scene.do("re", "R1", "employer_hired", "employer", at(5))
    scene.referral("R2", "V1", person="P9", state="re.resume_sent")
    assert scene.code("re", "R2", "employer_hired", "employer", at(5), vacancy_state="va.filled") == "vacancy_closed"


def test_withdrawing_the_consent_ends_all_live_referrals_and_giving_up_a_job_only_that_one():
    for only_this, second in ((False, "re.closed"), (True, "re.offered")):
        scene = sent(3)
        scene.referral("R2", "V2", state="re.offered")
        scene.do("re", "R1", "consent_withdrawn", "unemployed", at(4), only_this=only_this)
        assert (scene.state("re", "R1"), scene.state("re", "R2")) == ("re.closed", second)
        assert scene.get("un").counters == {}


def test_a_withdrawn_vacancy_ends_its_referrals_and_lets_a_seeker_go():
    scene = sent(5, status="seeker")
    scene.window = at(3)
    scene.do("va", "V1", "vacancy_withdrawn", "employer", at(10))
    assert (scene.state("re", "R1"), scene.get("re", "R1").data.reason) == ("re.closed", "vacancy_withdrawn")
    assert (scene.state("va", "V1"), scene.state("un")) == ("va.withdrawn", "un.registered")


def test_who_was_hired_is_not_registered_as_unemployed():
    scene = sent(5, status="seeker")
    scene.window = at(3)
    scene.do("re", "R1", "employer_hired", "employer", at(7))
    assert scene.code("un", "P1", "match_window_expired", "ais", at(10)) == "wrong_state"


def test_an_offer_that_a_seeker_had_received_keeps_its_term_when_the_person_is_unemployed():
    scene = offered(3, status="seeker")
    scene.referral("R2", "V2")
    scene.do("re", "R2", "candidate_selected", "cc_specialist", at(3))
    scene.do("re", "R2", "offer_sent", "cc_specialist", at(3), proof="call 18")
    scene.do("re", "R2", "reply_decline", "seeker", at(3, "15:00"))
    assert scene.state("un") == "un.registered"
    scene.status = "unemployed"
    scene.do("re", "R1", "reply_due_passed", "ais", at(5, "00:00"))
    assert (scene.state("re", "R1"), scene.grounds()) == ("re.no_reply", [])


@pytest.mark.parametrize(("days", "grounds"), [((4, 5), []), ((4, 5, 6), ["51(2)a"])])
def test_three_refusals_of_distinct_vacancies_are_a_ground_and_two_are_none(days, grounds):
    scene = Stage()
    for day in days:
        scene.referral(f"R{day}", f"V{day}")
        scene.do("re", f"R{day}", "candidate_selected", "cc_specialist", at(day))
        scene.do("re", f"R{day}", "offer_sent", "cc_specialist", at(day), proof="call")
        scene.do("re", f"R{day}", "reply_decline", "unemployed", at(day, "12:00"))
    assert scene.grounds() == grounds


def test_who_reported_work_gets_no_more_offers():
    scene = Stage()
    scene.referral()
    scene.do("re", "R1", "candidate_selected", "cc_specialist", at(3))
    outcome = scene.do("re", "R1", "offer_sent", "cc_specialist", at(3), proof="call", offers_stopped=True)
    assert outcome.missing == "offers_that_go_on"


@pytest.mark.parametrize(("rural", "code"), [(True, None), (False, "wrong_actor")])
def test_the_akim_receives_the_answers_of_villagers_only(rural, code):
    scene = Stage()
    scene.referral()
    scene.put("re", "R1", "re.offered", Referral(person="P1", vacancy="V1", status="unemployed", rural=rural))
    assert scene.code("re", "R1", "reply_consent", "akim", at(4)) == code
