import re
from string import Formatter

import pytest

from matcher.cases.notices import KINDS
from matcher.cases.notices.texts import LANGS, Texts
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
