from itertools import product

import pytest

from matcher.cases.visibility import PERSONS, RULES, View, visible

VIEWERS = (
    *PERSONS, "legal_rep", "cc_specialist", "cc_director", "assistant", "akim", "lmc", "employer", "portal", "egov",
    "ais", "state_is", "monitoring_is", "gfss", "pea", "bank",
)  # fmt: skip
WHAT = (
    "resume", "resume_in_search", "personal_data", "vacancy", "employment_card", "plan", "declines", "category",
    "health", "bank_account", "notices",
)  # fmt: skip
WIDE = View(
    referral="re.resume_sent", own_vacancy=True, own_centre=True, same_okrug=True, ground="51(4)",
    consents=frozenset({"cv_on_portal", "outsourcing", "processing"}),
)  # fmt: skip
SEES = {
    "employer": {"resume", "resume_in_search"},
    "cc_specialist": {"resume", "employment_card", "plan", "declines", "category", "health", "notices"},
    "pea": {"personal_data"},
    "seeker": {"vacancy", "declines", "category", "health", "bank_account", "notices"},
    "unemployed": {"vacancy", "plan", "declines", "category", "health", "bank_account", "notices"},
    "other_applicant": {"declines", "category", "health", "bank_account", "notices"},
    "applicant": {"declines", "category", "health", "bank_account", "notices"},
    "assistant": {"employment_card", "notices"},
    "lmc": {"declines", "category", "health"},
    "gfss": {"bank_account"},
}


@pytest.mark.parametrize(("viewer", "what"), list(product(VIEWERS, WHAT)))
def test_even_with_every_condition_met_each_sees_only_what_the_table_gives(viewer, what):
    seen = visible(viewer, what, WIDE)
    assert seen.visible is (what in SEES.get(viewer, set()))
    assert seen.code == (None if seen.visible else "not_for_role")


@pytest.mark.parametrize(
    ("viewer", "what", "code"),
    [
        ("employer", "resume", "not_for_role"),
        ("employer", "resume_in_search", "no_consent"),
        ("pea", "personal_data", "no_consent"),
        ("cc_specialist", "resume", "not_for_role"),
        ("cc_specialist", "employment_card", "not_for_role"),
        ("assistant", "employment_card", "not_for_role"),
        ("cc_specialist", "notices", "not_for_role"),
        ("assistant", "notices", "not_for_role"),
        ("lmc", "health", "not_for_role"),
    ],
)
def test_with_no_condition_met_nothing_that_hangs_on_one_is_seen(viewer, what, code):
    assert visible(viewer, what, View()) == (False, code)


def test_the_consent_to_publish_does_not_cover_the_agencies_nor_the_reverse():
    assert visible("pea", "personal_data", View(consents=frozenset({"cv_on_portal"}))).code == "no_consent"
    assert visible("employer", "resume_in_search", View(consents=frozenset({"outsourcing"}))).code == "no_consent"


def test_an_employer_sees_health_under_no_rule():
    assert not any("employer" in rule.viewers or "pea" in rule.viewers for rule in RULES if "health" in rule.what)
