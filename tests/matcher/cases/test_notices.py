import re
from datetime import date
from string import Formatter

import pytest

from matcher.cases.checks import SEEKER_GROUNDS, Applicant, unemployed_grounds
from matcher.cases.notices import KINDS
from matcher.cases.notices.texts import LANGS, Texts
from matcher.terms import Readings
from tests.matcher.cases.staging import Stage, at, sent
from tests.matcher.cases.test_machines import CODES


@pytest.fixture(scope="module")
def texts():
    return Texts()


def fields(words):
    return {name for text in (words.title, words.text) for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("code", KINDS)
def test_a_notice_says_the_same_fields_in_all_languages_and_only_those_of_its_form(texts, code):
    used = [fields(texts.words(code, lang)) for lang in LANGS]
    assert used[0] == used[1] == used[2]
    assert used[0] <= set(KINDS[code].fields)


@pytest.mark.parametrize("lang", LANGS)
def test_a_catalogue_holds_every_notice_and_nothing_else(texts, lang):
    assert set(texts._words[lang]) == set(KINDS)


@pytest.mark.parametrize("code", KINDS)
def test_the_languages_are_three_and_no_text_is_a_copy(texts, code):
    assert len({texts.words(code, lang).text for lang in LANGS}) == 3
    assert re.search("[әіңғүұқөһ]", texts.words(code, "kk").text.lower())
    assert not re.search("[а-яё]", texts.words(code, "en").text.lower())


def test_fields_are_filled_in_and_a_missing_one_is_not_passed_over(texts):
    filled = texts.filled("interview_notice", "ru", {"time": "12 ноября, 10:00", "place": "ул. Абая, 1"})
    assert "12 ноября, 10:00, ул. Абая, 1" in filled.text
    with pytest.raises(KeyError, match="place"):
        texts.filled("interview_notice", "ru", {"time": "12 ноября"})


def test_what_is_known_is_read_in_each_language_and_what_is_not_stays_open(texts):
    known = {"provider_name": None, "reason": ("41(1)", "41(2)"), "issued_on": "2025-11-07"}
    said = {lang: texts.said("annex6", lang, known).text for lang in LANGS}
    for text in said.values():
        assert "{provider_name}" in text
        assert "{specialist_name}" in text
        assert "07.11.2025" in text
    assert "лицо является занятым" in said["ru"]
    assert "жұмыспен қамтылған" in said["kk"]
    assert "sixteen (point 41(1)); the person is employed" in said["en"]
    interview = texts.said("interview_notice", "ru", {"time": "2025-11-12T10:00+05:00", "place": "ул. Абая, 1"})
    assert "12.11.2025 10:00, ул. Абая, 1" in interview.text
    assert "нет" in texts.said("annex9", "ru", {"registered": False}).text
    assert texts.said("annex3", "ru", {}).text == texts.words("annex3", "ru").text


def test_every_code_that_may_stand_in_a_field_has_words_in_all_languages(texts):
    every = Applicant(
        age=15, employed=True, pension_age_reached=True, false_data=True, student=True, claims_active_measures=True,
        sentence="imprisonment",
    )  # fmt: skip
    codes = {*SEEKER_GROUNDS, *unemployed_grounds(every, Readings()), "yes", "no", "sr.received"}
    assert len(codes) == 11
    assert set(texts._codes) == codes
    for words in texts._codes.values():
        assert set(words) == set(LANGS)
        assert len(set(words.values())) == 3


def test_a_step_knows_dates_codes_and_places_and_no_name():
    scene = Stage(status="seeker")
    outcome = scene.do("un", "P1", "match_window_expired", "ais", at(7), refused_for=("41(2)",), asked=True)
    paper = notices(outcome)["annex6"]
    assert paper.fields == {
        "provider_name": None, "person_name": None, "reason": ("41(2)",), "issued_on": "2025-11-07",
        "specialist_name": None,
    }  # fmt: skip
    drafted = Stage()
    drafted.do("pl", "P1", "plan_drafted", "cc_specialist", at(3))
    signed = drafted.do(
        "pl", "P1", "plan_signed", "unemployed", at(4), signed_by=("unemployed", "cc_specialist"),
        visits=(date(2025, 11, 20), date(2025, 11, 10)), valid_until=date(2026, 3, 1),
    )  # fmt: skip
    plan = notices(signed)["annex10"].fields
    assert (plan["schedule"], plan["measures"], plan["valid_until"], plan["date"]) == (
        ("2025-11-10", "2025-11-20"), (), "2026-03-01", "2025-11-04",
    )  # fmt: skip
    assert plan["person_name"] is plan["mobile"] is None


def test_every_code_of_a_refusal_has_its_sentence_in_all_languages(texts):
    assert set(texts._refusals) == CODES | {"not_for_role"}
    for code in texts._refusals:
        assert len({texts.refusal(code, lang) for lang in LANGS}) == 3


def notices(outcome):
    return {one.code: one for step in outcome.steps for one in step.notices}


def test_a_villager_is_told_of_offers_through_the_assistant_whatever_other_channel_is_chosen():
    scene = Stage()
    scene.referral()
    data = scene.get("re", "R1").data
    scene.put("re", "R1", "re.selected", type(data)(person="P1", vacancy="V1", rural=True))
    outcome = scene.do("re", "R1", "offer_sent", "cc_specialist", at(3), channel="phone", proof="call")
    assert notices(outcome)["offer"].channels == ("phone", "assistant")


def test_the_phone_serves_only_where_its_number_is_registered():
    scene = Stage(status="seeker")
    outcome = scene.do("un", "P1", "match_window_expired", "ais", at(7), phone_registered=False)
    assert notices(outcome)["alert_unemployed_registered"].channels == ("cabinet",)


def test_written_notices_are_offered_and_given_only_if_asked_for():
    scene = Stage(status="seeker")
    outcome = scene.do("un", "P1", "match_window_expired", "ais", at(7))
    assert outcome.steps[0].papers == ("annex5",)
    assert set(notices(outcome)) == {"alert_unemployed_registered"}


def test_the_channel_of_an_answer_is_not_that_of_the_alert_which_it_causes():
    scene = sent(3, status="seeker")
    scene.referral("R2", "V2")
    scene.do("re", "R2", "candidate_selected", "cc_specialist", at(3))
    scene.do("re", "R2", "offer_sent", "cc_specialist", at(3), proof="call")
    outcome = scene.do("re", "R2", "reply_decline", "seeker", at(3), channel="in_person")
    assert notices(outcome)["alert_unemployed_registered"].channels == ("cabinet", "phone")
