"""A completed record: what the text states is filled in, what the record states stands."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from scoring.reading.complete import complete
from scoring.records import Accepts, Ask, Job, Language, Offer, Requirements, Resume, Schedule, Travel, Vacancy


def resume(summary: str, **stated) -> Resume:
    return complete(Resume(id="r", desired=("повар",), summary=summary, **stated)).record


def vacancy(description: str, **stated) -> Vacancy:
    return complete(Vacancy(id="v", title="Повар", description=description, **stated)).record


def test_a_summary_fills_what_the_record_leaves_open():
    record = resume("Стаж 8 лет, санкнижка есть, 5 разряд. От 300 000 тенге на руки. Көлігім жоқ.")
    assert record.experience_years == 8
    assert record.licences == ("medical_book",)
    assert record.qualifications == ("5 разряд",)
    assert record.salary == Ask(min=300000, currency="KZT", in_hand=True)
    assert record.travel == Travel(own_car=False)


def test_a_stated_field_is_never_overruled():
    record = resume("Стаж 8 лет, от 300 000 тенге", experience_years=3, salary=Ask(min=250000, currency="KZT"))
    assert (record.experience_years, record.salary.min) == (3, 250000)


def test_in_hand_joins_a_stated_sum():
    record = resume("Меньше 450 чистыми не интересно", salary=Ask(min=450000, currency="KZT", period="month"))
    assert record.salary == Ask(min=450000, currency="KZT", period="month", in_hand=True)


def test_a_regime_accepted_in_words_joins_the_stated_ones():
    record = resume("Вахтаға да шыға аламын", accepts=Accepts(regimes=("shift",)))
    assert record.accepts.regimes == ("shift", "rotation")


def test_a_regime_refused_or_worked_before_does_not_join():
    assert resume("Вахту не предлагать", accepts=Accepts(regimes=("shift",))).accepts.regimes == ("shift",)
    assert resume("Работал вахтой 15/15", accepts=Accepts(regimes=("shift",))).accepts.regimes == ("shift",)


def test_night_work_comes_from_the_text_where_the_record_is_silent():
    assert resume("түнге шыға алмаймын", accepts=Accepts(regimes=("shift",))).accepts.night is False
    assert resume("ночные не предлагать", accepts=Accepts(night=True)).accepts.night is True


def test_licences_of_a_summary_join_those_stated_but_for_a_list_stated_to_be_empty():
    assert resume("Санкнижка есть", licences=("driving:B",)).licences == ("driving:B", "medical_book")
    assert resume("Санкнижка есть", licences=()).licences == ()


def test_duties_tell_licences_but_no_wishes():
    done = complete(Resume(id="r", desired=("повар",), experience=(Job(duties="медкнижка есть, вахта, ночные смены"),)))
    assert done.record.licences == ("medical_book",)
    assert done.record.accepts is None


def test_evidence_quotes_the_words_it_was_read_from():
    text = "Живу в Таразе, машина есть, стаж 15 лет."
    done = complete(Resume(id="r", desired=("водитель",), summary=text))
    assert {one.path for one in done.evidence} == {"place.name", "travel.own_car", "experience_years"}
    assert all(one.quote in text for one in done.evidence)


def test_an_absent_licence_is_evidence_and_no_licence():
    done = complete(Resume(id="r", desired=("слесарь",), summary="Прав нет и не было"))
    assert done.record.licences is None
    assert [(one.path, one.value) for one in done.evidence] == [("licences.absent", "driving")]


def test_an_advert_fills_the_requirements_the_offer_and_the_schedule():
    record = vacancy("Опыт от 2 лет, медкнижка. График 2/2, оклад 200-250 тыс. тенге до вычета налогов, питание.")
    assert record.requirements == Requirements(experience_years=2, licences=("medical_book",))
    assert record.salary == Offer(low=200000, high=250000, currency="KZT", gross=True)
    assert record.schedule == Schedule(regime="shift")
    assert record.provides == ("meals",)


def test_an_advert_overrules_no_stated_requirement():
    stated = Requirements(experience_years=1, languages=(Language(code="kk"),))
    record = vacancy("Опыт от 5 лет, английский язык B2", requirements=stated, salary=Offer(low=100000))
    assert record.requirements == stated
    assert record.salary == Offer(low=100000)


def test_a_record_without_text_stays_the_same_object():
    record = Resume(id="r", desired=("повар",))
    assert complete(record).record is record


@given(st.text(max_size=300))
def test_any_text_completes(text):
    assert complete(Resume(id="r", desired=("x",), summary=text)).record.id == "r"
    assert complete(Vacancy(id="v", title=text, description=text)).record.id == "v"
