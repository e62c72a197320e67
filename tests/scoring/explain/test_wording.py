"""How values, sentences and summaries are written in each language."""

import pytest

from scoring.explain import load, say, summary
from scoring.explain.duration import duration, minutes
from tests.factories import asking, paying, resume, vacancy
from tests.scoring.explain.told import tell


@pytest.fixture(scope="module")
def wording():
    return {lang: book.wording for lang, book in load().items()}


@pytest.mark.parametrize(
    ("months", "ru", "kk", "en"),
    [
        (12, "1 год", "1 жыл", "1 year"),
        (24, "2 года", "2 жыл", "2 years"),
        (60, "5 лет", "5 жыл", "5 years"),
        (132, "11 лет", "11 жыл", "11 years"),
        (252, "21 год", "21 жыл", "21 years"),
        (20, "1 г. 8 мес.", "1 жыл 8 ай", "1 year 8 months"),
        (61, "5 лет 1 мес.", "5 жыл 1 ай", "5 years 1 month"),
        (7, "7 мес.", "7 ай", "7 months"),
    ],
)
def test_lengths_of_time_follow_the_plural_of_the_language(wording, months, ru, kk, en):
    found = [wording[lang].time(duration(months)).replace("\u00a0", " ") for lang in ("ru", "kk", "en")]
    assert found == [ru, kk, en]


@pytest.mark.parametrize(
    ("amount", "found"),
    [(47, {"minutes": 47}), (120, {"minutes": 120}), (317, {"hours": 5, "minutes": 20}), (700, {"hours": 12})],
)
def test_long_ways_are_told_in_hours(amount, found):
    assert minutes(amount) == found


def test_sums_have_groups_of_thousands_and_their_currency(wording):
    assert wording["ru"].money(280_000, "KZT") == "280\u00a0000\u00a0₸"
    assert wording["kk"].money(1_250.5, "USD") == "1\u00a0250,5\u00a0USD"
    assert wording["en"].money(280_000, "KZT") == "280,000\u00a0KZT"


def test_an_unknown_licence_is_told_as_it_is_written(wording):
    assert wording["ru"].graded("licence", "deep_diving:7") == "deep diving (7)"
    assert wording["en"].graded("licence", "electrical_safety:4") == "electrical safety group 4"


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("ru", "Зарплата: ждёт от 280 000 ₸, предлагают до 250 000 ₸ (на 12 % больше предложения)."),
        ("kk", "Жалақы: күтетіні — кемінде 280 000 ₸, ұсынылатыны — көп дегенде 250 000 ₸ (ұсыныстан 12 % артық)."),
        ("en", "Pay: at least 280,000 KZT expected, up to 250,000 KZT offered (12% above the offer)."),
    ],
)
def test_an_excess_of_pay_is_told_with_its_numbers(scorer, lang, sentence):
    ((told, _),) = tell(scorer, [(vacancy(paying(None, 250_000)), resume(asking(280_000)))])
    assert say(told, lang)["salary"].text.replace("\u00a0", " ") == sentence


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("ru", "Подходит по профессии; уточнить: график, дорога; против: ожидания на 12 % больше предложения."),
        (
            "kk",
            "Кәсібі сай келеді; нақтылау керек: жұмыс кестесі, жол; кедергісі: күтетін жалақысы ұсыныстан 12 % артық.",
        ),
        ("en", "Fits by profession; to ask: schedule, commute; against: expects 12% above the offer."),
    ],
)
def test_the_summary_names_strengths_questions_and_obstacles(scorer, lang, line):
    ((told, _),) = tell(scorer, [(vacancy(paying(None, 250_000)), resume(asking(280_000)))])
    assert summary(told, lang).replace("\u00a0", " ") == line
    assert summary(say(told, lang), lang).replace("\u00a0", " ") == line
