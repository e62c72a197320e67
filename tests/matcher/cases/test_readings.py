"""Every reading changes something: the recommended one is the default, and another gives another result."""

import re
from pathlib import Path

import msgspec
import pytest

from matcher.cases.checks import Applicant, unemployed_grounds
from matcher.cases.facts import Post
from matcher.cases.things import Plan, Seeker, Vacancy
from matcher.terms import Readings
from tests.matcher.cases.staging import Stage, at, invited, law, offered, sent

DECISIONS = Path(__file__).parents[3] / "docs" / "decisions" / "law-readings.md"


def _window(the_law):
    scene = offered(3, status="seeker", the_law=the_law)
    scene.window = at(3)
    scene.do("un", "P1", "match_window_expired", "ais", at(6, "09:00"))
    return scene.state("un")


def _declined(the_law, status="unemployed", by="cc", again=False):
    scene = Stage(the_law=the_law)
    scene.referral()
    data = msgspec.structs.replace(
        scene.get("re", "R1").data, status=status, by=by, declined_before=again, receipt="call"
    )
    scene.put("re", "R1", "re.offered", data)
    scene.do("re", "R1", "reply_decline", "unemployed", at(4))
    return scene.get("un").counters.get("declines", 0)


def _silent(the_law):
    scene = offered(3, the_law=the_law)
    scene.do("re", "R1", "reply_due_passed", "ais", at(7))
    return scene.grounds()


def _breach(the_law):
    scene = invited(3, the_law=the_law)
    scene.do("re", "R1", "contact_due_passed", "ais", at(7))
    return scene.grounds()


def _late_hire(the_law):
    scene = sent(3, the_law=the_law)
    scene.do("re", "R1", "decision_due_passed", "ais", at(11))
    scene.do("re", "R1", "employer_hired", "employer", at(12))
    return scene.state("re", "R1")


def _post(the_law, kind, employer=None):
    scene = Stage(the_law=the_law)
    scene.put("va", "V1", "va.unreported", Vacancy())
    scene.do("va", "V1", "vacancy_submitted", "employer", at(3), post=Post(kind, employer))
    return scene.state("va", "V1"), scene.get("va", "V1").data.published


def _ground(the_law, **facts):
    return Stage(the_law=the_law).code("un", "P1", "ground_arose", "ais", at(3), **facts)


def _student(the_law):
    return unemployed_grounds(Applicant(student=True), the_law.readings)


def _child(the_law):
    scene = Stage(status="seeker", the_law=the_law)
    scene.put("sr", "S1", "sr.none", Seeker(person="P1"))
    return scene.code("sr", "P1", "application_received", "applicant", at(3), age=13, legal_rep_statement=True)


def _certificate(the_law):
    return Stage(status="seeker", the_law=the_law).code("un", "P1", "certificate_issued", "egov", at(3))


def _unknown_visit(the_law):
    scene = invited(3, the_law=the_law)
    scene.do("re", "R1", "appear_due_passed", "ais", at(11))
    return scene.state("re", "R1")


def _quit(the_law):
    scene = Stage(the_law=the_law)
    scene.put("pl", "L1", "pl.signed", Plan(person="P1"))
    return scene.code("pl", "P1", "measure_quit", "cc_specialist", at(3), good_cause=True)


def _hire(the_law):
    scene = sent(3, the_law=the_law)
    scene.referral("R2", "V2", state="re.offered")
    scene.do("re", "R1", "employer_hired", "employer", at(4))
    return scene.state("re", "R2")


def _report_by(the_law):
    return the_law.report_by(at(3)).day


TWO = ("osms", "opv")
CASES = [
    ("window_waits_for", (), _window, {}, "un.none", "un.registered"),
    ("seekers_refusal_counts", True, _declined, {"status": "seeker"}, 0, 1),
    ("portal_offers_count", True, _declined, {"by": "portal"}, 0, 1),
    ("same_vacancy_counts_again", True, _declined, {"again": True}, 0, 1),
    ("late_answer_is_a_ground", False, _silent, {}, ["51(2)b"], []),
    ("breach_is_a_ground", True, _breach, {}, [], ["51(3)a"]),
    ("hire_after_deemed_refusal", False, _late_hire, {}, "re.hired", "re.deemed_refused"),
    ("excluded_posts_published", True, _post, {"kind": "judge"}, ("va.excluded", False), ("va.excluded", True)),
    (
        "financial_organisations_excluded", True, _post, {"kind": "ordinary", "employer": "commercial_bank"},
        ("va.registered", True), ("va.excluded", False),
    ),
    ("contributions_for_a_signal", 2, _ground, {"ground": "51(1)", "contributions": TWO}, "wrong_state", None),
    (
        "suspended_sentence_is_a_ground", True, _ground, {"ground": "51(5)", "sentence": "imprisonment_suspended"},
        "wrong_state", None,
    ),
    ("report_to_lmc_days", 3, _report_by, {}, 4, 6),
    ("students_must_claim", False, _student, {}, (), ("41(5)",)),
    ("lowest_age_of_a_seeker", 14, _child, {}, None, "wrong_state"),
    ("certificate_for_anyone", False, _certificate, {}, None, "wrong_state"),
    ("silence_about_a_visit_is_a_no_show", True, _unknown_visit, {}, "re.interview_set", "re.no_show"),
    ("good_cause_covers_quitting", True, _quit, {}, None, "good_cause"),
    ("hire_closes_other_referrals", False, _hire, {}, "re.closed", "re.offered"),
]  # fmt: skip
OF_TERMS = {
    "day_of_event_counts",
    "validity_moves_to_working_day",
    "late_hours_move_service_events",
    "late_hours_move_life_events",
    "remote_acts_end",
    "utc_offset_hours",
    "interview_day_extends_terms",
    "interview_restarts_decision",
}
"""Shown in tests/matcher/terms/test_terms.py."""


@pytest.mark.parametrize(("name", "other", "result", "given", "recommended", "changed"), CASES)
def test_a_reading_changes_the_result(name, other, result, given, recommended, changed):
    assert result(law(), **given) == recommended
    assert result(law(**{name: other}), **given) == changed


def test_no_reading_is_without_an_effect():
    assert {case[0] for case in CASES} | OF_TERMS == set(Readings.__struct_fields__)


def test_every_open_question_has_its_row_and_every_setting_is_named_in_one():
    text = DECISIONS.read_text(encoding="utf-8")
    rows = re.findall(r"^\| (Q\d\d) \|", text, re.MULTILINE)
    assert rows == [f"Q{number:02d}" for number in range(1, 47)]
    assert {name for name in Readings.__struct_fields__ if f"`{name}`" not in text} == set()
