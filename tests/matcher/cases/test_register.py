"""Seekers, the register of the unemployed, plans and vacancies: what the worked cases do not show."""

from datetime import date

import pytest

from matcher.cases.facts import Post
from matcher.cases.seeker import opens_new_records
from matcher.cases.things import Plan, Seeker, Unemployed, Vacancy
from tests.matcher.cases.staging import Stage, at, invited, offered


def test_a_whole_registration_through_the_assistant():
    scene = Stage(status="seeker")
    scene.put("sr", "S1", "sr.none", Seeker(person="P1"))
    scene.do("sr", "P1", "application_received", "assistant", at(3))
    assert scene.code("sr", "P1", "assistant_forwarded", "assistant", at(3), channel="ais") == "wrong_state"
    scene.do("sr", "P1", "docs_verified", "assistant", at(3))
    scene.do("sr", "P1", "assistant_forwarded", "assistant", at(4), channel="paper")
    assert scene.code("sr", "P1", "seeker_registered", "cc_specialist", at(5)) == "wrong_state"
    scene.do("sr", "P1", "docs_received_from_assistant", "cc_specialist", at(5))
    assert scene.code("sr", "P1", "docs_received_from_assistant", "cc_specialist", at(5)) == "duplicate_event"
    outcome = scene.do("sr", "P1", "seeker_registered", "cc_specialist", at(6))
    assert [(one.code, one.how) for one in outcome.steps[0].ended] == [("T04", "met")]
    assert outcome.steps[0].notices[0].channels == ("assistant", "ict", "phone")


def test_data_are_verified_before_the_registration():
    scene = Stage(status="seeker")
    scene.put("sr", "S1", "sr.none", Seeker(person="P1"))
    scene.do("sr", "P1", "application_received", "applicant", at(3))
    assert scene.code("sr", "P1", "seeker_registered", "cc_specialist", at(3)) == "wrong_state"
    scene.do("sr", "P1", "data_verified", "cc_specialist", at(3))
    assert scene.code("sr", "P1", "seeker_registered", "cc_specialist", at(3)) is None


def test_the_registration_as_unemployed_closes_the_selection_window():
    scene = Stage(status="seeker")
    scene.put("sr", "S1", "sr.received", Seeker(person="P1", data_true=True))
    scene.do("sr", "P1", "seeker_registered", "cc_specialist", at(3))
    assert set(scene.get("sr").running) == {"T05", "T07"}
    scene.window = at(3)
    assert scene.code("un", "P1", "match_window_expired", "ais", at(6, "08:59")) == "wrong_state"
    scene.do("un", "P1", "match_window_expired", "ais", at(6, "09:00"))
    assert (scene.state("un"), scene.get("sr").running) == ("un.registered", {})


def test_a_new_spell_begins_with_empty_records():
    scene = Stage(un="un.deregistered")
    scene.put("un", "U1", "un.deregistered", Unemployed(person="P1", declined=("V1",)), counters={"declines": 3})
    assert opens_new_records(scene.state("sr"), scene.state("un"))
    assert scene.code("sr", "P1", "application_received", "applicant", at(3)) == "wrong_state"
    scene.put("sr", "S2", "sr.none", Seeker(person="P1"))
    scene.do("sr", "P1", "application_received", "applicant", at(3))
    assert (scene.state("un"), scene.get("un").counters, scene.get("un").data.declined) == ("un.none", {}, ())


@pytest.mark.parametrize(
    ("sr", "un", "opens"),
    [
        ("sr.registered", "un.none", False),
        ("sr.registered", "un.removal_reported", False),
        ("sr.registered", "un.deregistered", True),
        ("sr.refused", "un.none", True),
        ("sr.closed", "un.registered", True),
    ],
)
def test_a_spell_lasts_until_the_removal_or_an_exit(sr, un, opens):
    assert opens_new_records(sr, un) is opens


def test_a_seeker_may_leave_without_a_sanction():
    scene = Stage(status="seeker")
    assert scene.code("sr", "P1", "seeker_left", "seeker", at(3), reason="bored") == "wrong_state"
    scene.do("sr", "P1", "seeker_left", "seeker", at(3), reason="own_request")
    assert (scene.state("sr"), scene.state("un")) == ("sr.closed", "un.none")
    registered = Stage()
    registered.do("un", "P1", "unemployed_left", "lmc", at(3), reason="own_request")
    assert registered.state("un") == "un.closed"


def test_written_notices_are_given_when_asked_for():
    scene = Stage()
    outcome = scene.do("un", "P1", "written_notice_asked", "cc_specialist", at(3))
    assert [one.code for one in outcome.steps[0].notices] == ["annex5"]
    refused = Stage(status="seeker", un="un.refused")
    outcome = refused.do("un", "P1", "written_notice_asked", "cc_specialist", at(3))
    assert [one.code for one in outcome.steps[0].notices] == ["annex6"]


def test_the_list_for_the_social_payment_is_sent_once():
    scene = Stage()
    scene.do("un", "P1", "unemployed_registered", "cc_specialist", at(3))
    assert scene.code("un", "P1", "unemployed_registered", "cc_specialist", at(3)) == "duplicate_event"
    assert scene.code("un", "P1", "social_payment_applied", "unemployed", at(3), insured=False) == "wrong_state"
    assert scene.code("un", "P1", "social_payment_applied", "unemployed", at(3), insured=True) is None


def test_a_person_refused_is_checked_anew_with_changed_data():
    scene = Stage(status="seeker", un="un.refused")
    scene.window = at(3)
    scene.do("sr", "P1", "repeat_application", "cc_specialist", at(7), refused_for=("41(2)",))
    assert (scene.state("un"), scene.get("un").data.refused_for) == ("un.refused", ("41(2)",))
    scene.do("sr", "P1", "repeat_application", "cc_specialist", at(10))
    assert scene.state("un") == "un.registered"


def test_changed_data_before_the_window_is_over_wait_for_it():
    scene = Stage(status="seeker", un="un.refused")
    scene.window = at(3)
    scene.do("sr", "P1", "repeat_application", "cc_specialist", at(4))
    assert scene.state("un") == "un.refused"


def test_a_circumstance_that_arose_starts_its_term_on_the_real_day():
    scene = Stage()
    outcome = scene.do("un", "P1", "circumstance_arose", "state_is", at(10), arose_at=at(8), circumstance="pension")
    assert [(one.code, one.due.day) for one in outcome.steps[0].started] == [("T12", 14)]
    scene.do("un", "P1", "circumstance_reported", "unemployed", at(14), arose_at=at(8), circumstance="pension")
    assert (scene.state("un"), scene.get("un").running) == ("un.registered", {})


def test_work_reported_in_time_stops_the_offers_and_is_no_ground():
    scene = Stage()
    scene.do("un", "P1", "circumstance_reported", "unemployed", at(4), arose_at=at(3), circumstance="employment")
    assert scene.get("un").data.offers_stopped
    assert scene.grounds() == []


@pytest.mark.parametrize(
    ("told", "passed", "ground"),
    [("call_notified", "call_due_passed", "51(3)b"), ("training_notified", "training_due_passed", "51(3)a")],
)
def test_who_is_known_not_to_have_come_on_a_call_bears_the_ground(told, passed, ground):
    scene = Stage()
    scene.do("un", "P1", told, "cc_specialist", at(3))
    assert scene.code("un", "P1", passed, "ais", at(28)) == "wrong_state"
    scene.do("un", "P1", "absence_stated", "cc_specialist", at(11))
    assert scene.code("un", "P1", passed, "ais", at(28), good_cause=True) == "good_cause"
    scene.do("un", "P1", passed, "ais", at(28))
    assert (scene.state("un"), scene.grounds()) == ("un.removal_review", [ground])


@pytest.mark.parametrize(
    ("told", "passed", "ground"),
    [("call_notified", "call_due_passed", "51(3)b"), ("training_notified", "training_due_passed", "51(3)a")],
)
def test_a_ground_that_arises_in_review_joins_the_list(told, passed, ground):
    scene = Stage()
    scene.do("un", "P1", "ground_arose", "cc_specialist", at(3), ground="51(7)")
    scene.do("un", "P1", told, "cc_specialist", at(3))
    scene.do("un", "P1", "absence_stated", "cc_specialist", at(11))
    scene.do("un", "P1", passed, "ais", at(28))
    assert (scene.state("un"), scene.grounds()) == ("un.removal_review", ["51(7)", ground])


def test_who_came_on_the_call_has_met_it():
    scene = Stage()
    scene.do("un", "P1", "call_notified", "cc_specialist", at(3))
    scene.do("un", "P1", "person_appeared", "unemployed", at(4))
    assert not scene.get("un").running
    assert scene.code("un", "P1", "person_appeared", "unemployed", at(4)) == "duplicate_event"


def test_grounds_are_rejected_one_by_one_and_the_review_ends_with_the_last():
    scene = Stage()
    scene.do("un", "P1", "ground_arose", "cc_specialist", at(3), ground="51(4)")
    scene.do("un", "P1", "ground_arose", "cc_specialist", at(3), ground="51(7)")
    assert scene.code("un", "P1", "ground_arose", "cc_specialist", at(3), ground="51(7)") == "duplicate_event"
    scene.do("un", "P1", "ground_rejected", "cc_specialist", at(4), ground="51(4)")
    assert (scene.state("un"), scene.grounds()) == ("un.removal_review", ["51(7)"])
    assert scene.code("un", "P1", "ground_rejected", "cc_specialist", at(4), ground="51(4)") == "wrong_state"
    scene.do("un", "P1", "ground_rejected", "cc_specialist", at(5), ground="51(7)")
    assert scene.state("un") == "un.registered"


def test_one_of_several_grounds_withdrawn_leaves_the_review_open():
    scene = offered(3)
    scene.do("un", "P1", "ground_arose", "cc_specialist", at(3), ground="51(7)")
    scene.do("re", "R1", "reply_due_passed", "ais", at(7, "00:00"))
    scene.do("re", "R1", "reply_consent", "akim", at(6), recorded=at(10), proof="line 12")
    assert (scene.state("un"), scene.grounds()) == ("un.removal_review", ["51(7)"])


def test_the_removal_is_told_within_its_term_and_ends_the_plan():
    scene = Stage(un="un.registered")
    scene.put("pl", "L1", "pl.signed", Plan(person="P1"))
    scene.do("un", "P1", "ground_arose", "cc_specialist", at(3), ground="51(7)")
    scene.do("un", "P1", "report_sent", "cc_specialist", at(3))
    scene.do("un", "P1", "deregistered", "lmc", at(4))
    assert (scene.state("pl"), scene.get("un").running["T24"]) == ("pl.ended", date(2025, 11, 6))
    scene.do("un", "P1", "deregistration_told", "cc_specialist", at(5))
    assert not scene.get("un").running


def test_a_plan_is_drafted_in_its_term_signed_and_kept():
    scene = Stage(status="seeker")
    scene.window = at(3)
    scene.do("un", "P1", "match_window_expired", "ais", at(6))
    assert set(scene.get("un").running) == {"T09", "T11"}
    scene.do("pl", "P1", "plan_drafted", "cc_specialist", at(7))
    assert set(scene.get("un").running) == {"T09"}
    outcome = scene.do(
        "pl", "P1", "plan_signed", "unemployed", at(7), signed_by=("unemployed", "cc_specialist"),
        visits=(date(2025, 11, 20), date(2025, 11, 12)), measures=(date(2025, 11, 14), date(2025, 11, 25)),
        valid_until=date(2025, 11, 26),
    )  # fmt: skip
    assert {one.code: one.due.day for one in outcome.steps[0].started} == {"T26": 26, "T25": 12, "T29": 14}
    scene.do("pl", "P1", "visit_kept", "unemployed", at(12))
    assert scene.get("pl").running["T25"].day == 20
    scene.do("pl", "P1", "measure_done", "unemployed", at(13))
    assert scene.get("pl").running["T29"].day == 25
    for event in ("plan_monitored", "help_given"):
        assert scene.code("pl", "P1", event, "cc_specialist", at(13)) is None
    assert scene.code("pl", "P1", "plan_validity_passed", "ais", at(26)) == "wrong_state"
    scene.do("pl", "P1", "plan_validity_passed", "ais", at(27))
    assert scene.state("pl") == "pl.ended"


@pytest.mark.parametrize(("good_cause", "grounds"), [(False, ["51(4)"]), (True, [])])
def test_a_missed_visit_is_a_ground_unless_there_was_a_good_cause(good_cause, grounds):
    scene = Stage()
    scene.put("pl", "L1", "pl.signed", Plan(person="P1"), running={"T25": date(2025, 11, 12)})
    scene.do("pl", "P1", "visit_due_passed", "ais", at(13), good_cause=good_cause)
    assert scene.grounds() == grounds


def test_leaving_a_measure_opens_a_review():
    scene = Stage()
    scene.put("pl", "L1", "pl.signed", Plan(person="P1"))
    scene.do("pl", "P1", "measure_quit", "cc_specialist", at(13))
    assert scene.grounds() == ["51(3)c"]


def test_not_going_in_three_days_is_a_breach_and_no_ground():
    scene = invited(3)
    scene.do("re", "R1", "contact_due_passed", "ais", at(7))
    assert (scene.get("re", "R1").data.breach, scene.grounds()) == ("74", [])


def test_an_unlawful_demand_holds_back_the_publication_while_the_terms_run():
    scene = Stage()
    scene.put("va", "V1", "va.unreported", Vacancy())
    scene.do("va", "V1", "vacancy_submitted", "employer", at(3), unlawful=("age",))
    vacancy = scene.get("va", "V1")
    assert (vacancy.state, vacancy.data.published, set(vacancy.running)) == ("va.registered", False, {"T14", "T15"})
    scene.do("va", "V1", "publication_released", "cc_specialist", at(4))
    assert scene.get("va", "V1").data.published
    scene.do("va", "V1", "publication_held", "cc_specialist", at(4), unlawful=("sex",))
    assert (scene.get("va", "V1").data.published, scene.get("va", "V1").data.held_for) == (False, ("sex",))


@pytest.mark.parametrize("missing", ["conditions_given", "pay_given"])
def test_a_vacancy_is_reported_with_conditions_and_pay(missing):
    scene = Stage()
    scene.put("va", "V1", "va.unreported", Vacancy())
    outcome = scene.do("va", "V1", "vacancy_submitted", "employer", at(3), **{missing: False})
    assert outcome.missing == missing.removesuffix("_given")


def test_an_excluded_post_has_no_term_to_be_reported_and_is_not_published():
    scene = Stage()
    scene.put("va", "V1", "va.none", Vacancy())
    outcome = scene.do("va", "V1", "vacancy_arose", "employer", at(3), post=Post("judge"))
    assert outcome.steps[0].started == ()
    scene.do("va", "V1", "vacancy_submitted", "employer", at(3), post=Post("judge"))
    vacancy = scene.get("va", "V1")
    assert (vacancy.state, vacancy.data.item, vacancy.data.published) == ("va.excluded", "66d", False)


def test_an_unknown_kind_of_post_is_not_guessed():
    scene = Stage()
    scene.put("va", "V1", "va.unreported", Vacancy())
    with pytest.raises(ValueError, match="neither excluded nor admitted"):
        scene.do("va", "V1", "vacancy_submitted", "employer", at(3), post=Post("wizard"))


def test_all_staff_of_the_national_bank_and_the_regulator_are_outside_the_duty():
    for employer, item in (("national_bank", "66i"), ("financial_regulator", "66j"), ("commercial_bank", None)):
        scene = Stage()
        scene.put("va", "V1", "va.unreported", Vacancy())
        scene.do("va", "V1", "vacancy_submitted", "employer", at(3), post=Post("civilian_staff", employer))
        assert scene.get("va", "V1").data.item == item
