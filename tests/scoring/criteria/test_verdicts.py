"""The verdict of each criterion follows its rule, on records made for the one thing asked."""

import pytest

from scoring.records import (
    Accepts,
    Ask,
    Job,
    Language,
    Offer,
    Place,
    Requirements,
    Schedule,
    SkillAsk,
    Training,
    Travel,
)
from tests.factories import asking, paying, requiring, resume, titled, vacancy, wanting
from tests.pairs import verdict

ALMATY, TALGAR, PAVLODAR = "750000000", "196220100", "551010000"


@pytest.mark.parametrize(
    ("title", "wish", "expected"),
    [
        ("Сварщик", "электрогазосварщик", "met"),
        ("Сварщик", "дәнекерлеуші", "met"),
        ("Водитель погрузчика", "водитель автобуса", "not_met"),
        ("Бухгалтер", "сварщик", "not_met"),
        ("Повар", "любая работа", "unknown"),
    ],
)
def test_profession_is_the_same_occupation_whatever_the_words(scorer, title, wish, expected):
    assert verdict(scorer, "profession", vacancy(titled(title)), resume(wanting(wish))) == expected


def test_work_of_the_last_five_years_counts_beside_the_wish(scorer):
    recent = Job(title="Повар", start="2020-01", end="2024-01")
    assert (
        verdict(scorer, "profession", vacancy(titled("Повар")), resume(wanting("водитель такси"), experience=(recent,)))
        == "met"
    )


def test_work_of_long_ago_that_is_no_longer_wished_does_not_count(scorer):
    old = Job(title="Повар", start="2008-01", end="2012-01")
    found = verdict(
        scorer, "profession", vacancy(titled("Повар")), resume(wanting("водитель такси"), experience=(old,))
    )
    assert found == "not_met"


@pytest.mark.parametrize(
    ("asked", "held", "expected"),
    [
        ("driving:C", ("driving:C",), "met"),
        ("driving:C1", ("driving:C",), "met"),
        ("driving:C", ("driving:C1",), "not_met"),
        ("driving:C", ("driving:B",), "not_met"),
        ("driving:CE", ("driving:C", "driving:E"), "met"),
        ("driving:C", ("medical_book",), "unknown"),
        ("driving:C", None, "unknown"),
        ("electrical_safety:3", ("electrical_safety:4",), "met"),
        ("electrical_safety:4", ("electrical_safety:3",), "not_met"),
        ("medical_book", ("medical_book", "driving:B"), "met"),
    ],
)
def test_licences_follow_their_hierarchy(scorer, asked, held, expected):
    assert verdict(scorer, "qualification", vacancy(requiring(licences=(asked,))), resume(licences=held)) == expected


@pytest.mark.parametrize(
    ("asked", "held", "expected"),
    [
        ("vocational", "higher", "met"),
        ("vocational", "vocational", "met"),
        ("higher", "vocational", "not_met"),
        ("secondary", None, "unknown"),
    ],
)
def test_education_must_reach_the_level_asked(scorer, asked, held, expected):
    trained = resume(education=(Training(level=held),) if held else ())
    assert verdict(scorer, "qualification", vacancy(requiring(education=asked)), trained) == expected


@pytest.mark.parametrize(
    ("asked", "held", "expected"),
    [
        ("4 разряд", "сварщик 5 разряда", "met"),
        ("4 разряд", "дәнекерлеуші, 3 разряд", "not_met"),
        ("первая категория", "высшая категория", "met"),
        ("педагог-модератор", "педагог-эксперт", "met"),
        ("педагог-эксперт", "педагог-модератор", "not_met"),
        ("4 разряд", None, "unknown"),
    ],
)
def test_grades_of_the_trade_are_compared_on_their_own_scale(scorer, asked, held, expected):
    graded = resume(qualifications=(held,) if held else ())
    assert verdict(scorer, "qualification", vacancy(requiring(qualification=asked)), graded) == expected


def test_who_lists_the_grade_of_another_trade_does_not_hold_this_one(scorer):
    fitter = resume(wanting("сварщик"), qualifications=("слесарь-сантехник 6 разряда",))
    assert verdict(scorer, "qualification", vacancy(requiring(qualification="5 разряд")), fitter) == "not_met"


def test_a_category_on_another_scale_says_nothing_of_a_grade(scorer):
    nurse = resume(wanting("сварщик"), qualifications=("медсестра, первая категория",))
    assert verdict(scorer, "qualification", vacancy(requiring(qualification="5 разряд")), nurse) == "unknown"


def test_a_teacher_s_category_is_of_every_subject(scorer):
    teacher = resume(wanting("учитель физики"), qualifications=("педагог-модератор",))
    asked = vacancy(titled("Математика мұғалімі"), requiring(qualification="педагог-модератор"))
    assert verdict(scorer, "qualification", asked, teacher) == "met"


def _welder(*jobs: Job, **stated):
    return resume(wanting("сварщик"), experience=jobs, **stated)


@pytest.mark.parametrize(
    ("jobs", "expected"),
    [
        ((Job(title="сварщик", start="2023-11", end="2026-11"),), "met"),
        ((Job(title="сварщик", start="2023-12", end="2026-11"),), "not_met"),
        ((Job(title="сварщик", start="2023-11"),), "met"),
        ((Job(title="повар", start="2010-01", end="2026-11"),), "not_met"),
        # Two jobs at the same time are not twice the time.
        ((Job(title="сварщик", start="2024-11"), Job(title="электросварщик", start="2024-11")), "not_met"),
        ((), "unknown"),
        ((Job(title="сварщик"),), "unknown"),
    ],
)
def test_three_years_are_counted_in_months_once_and_only_in_the_occupation(scorer, jobs, expected):
    assert verdict(scorer, "experience", vacancy(requiring(experience_years=3)), _welder(*jobs)) == expected


def test_years_stated_in_words_count_as_experience(scorer):
    assert verdict(scorer, "experience", vacancy(requiring(experience_years=3)), _welder(experience_years=5)) == "met"


@pytest.mark.parametrize(
    ("offer", "ask", "expected"),
    [
        (Offer(low=200_000, high=250_000), Ask(min=250_000), "met"),
        (Offer(low=200_000, high=250_000), Ask(min=250_001), "not_met"),
        (Offer(low=200_000), Ask(min=200_000), "met"),
        (Offer(low=200_000), Ask(min=280_000), "unknown"),
        (Offer(low=200_000), None, "unknown"),
        (None, Ask(min=200_000), "unknown"),
        (Offer(low=12_000, high=15_000, period="shift"), Ask(min=225_000), "met"),
        (Offer(low=12_000, high=15_000, period="shift"), Ask(min=226_000), "not_met"),
        (Offer(high=500_000), Ask(min=900, currency="USD"), "met"),
        (Offer(high=500_000), Ask(min=1_000, currency="USD"), "not_met"),
        (Offer(high=520_000, gross=True), Ask(min=450_000), "met"),
        (Offer(high=520_000, gross=True), Ask(min=450_000, in_hand=True), "not_met"),
    ],
)
def test_pay_is_compared_a_month_in_tenge(scorer, offer, ask, expected):
    assert verdict(scorer, "salary", vacancy(salary=offer), resume(salary=ask)) == expected


def test_shifts_that_the_vacancy_states_outrank_fifteen(scorer):
    offer = vacancy(paying(12_000, 12_000, period="shift"), description="В месяц 20 смен, обеды.")
    assert verdict(scorer, "salary", offer, resume(asking(240_000))) == "met"


@pytest.mark.parametrize(
    ("schedule", "accepts", "expected"),
    [
        (Schedule(regime="shift"), Accepts(regimes=("shift", "full_day")), "met"),
        (Schedule(regime="rotation"), Accepts(regimes=("full_day",)), "not_met"),
        (Schedule(regime="shift"), Accepts(night=True), "unknown"),
        (Schedule(regime="shift", night=True), Accepts(regimes=("shift",), night=False), "not_met"),
        (Schedule(regime="shift", night=True), Accepts(regimes=("shift",)), "unknown"),
        (
            Schedule(regime="full_day", employment="full"),
            Accepts(regimes=("full_day",), employment=("part",)),
            "not_met",
        ),
        (Schedule(regime="full_day", night=False), Accepts(regimes=("full_day",)), "met"),
        (None, Accepts(regimes=("full_day",)), "unknown"),
    ],
)
def test_every_stated_part_of_the_schedule_must_be_accepted(scorer, schedule, accepts, expected):
    assert verdict(scorer, "schedule", vacancy(schedule=schedule), resume(accepts=accepts)) == expected


@pytest.mark.parametrize(
    ("there", "here", "travel", "expected"),
    [
        (ALMATY, "751310000", None, "met"),
        (ALMATY, TALGAR, None, "met"),
        ("196835100", TALGAR, None, "not_met"),
        ("196835100", TALGAR, Travel(own_car=True), "met"),
        ("196835100", TALGAR, Travel(max_minutes=90), "met"),
        (ALMATY, PAVLODAR, None, "not_met"),
        (ALMATY, PAVLODAR, Travel(relocation="possible"), "met"),
        (ALMATY, PAVLODAR, Travel(relocation=(ALMATY,)), "met"),
        (ALMATY, PAVLODAR, Travel(relocation=("110000000",)), "not_met"),
        (PAVLODAR, "550000000", None, "unknown"),
        (PAVLODAR, "110000000", None, "not_met"),
        (PAVLODAR, None, None, "unknown"),
    ],
)
def test_the_way_to_work_is_settled_by_place_minutes_or_moving(scorer, there, here, travel, expected):
    offer = vacancy(place=Place(kato=there))
    person = resume(place=Place(kato=here) if here else None, travel=travel)
    assert verdict(scorer, "transport", offer, person) == expected


def test_remote_work_needs_no_way(scorer):
    offer = vacancy(place=Place(kato=ALMATY), schedule=Schedule(format="remote"))
    assert verdict(scorer, "transport", offer, resume(place=Place(kato=PAVLODAR))) == "met"


@pytest.mark.parametrize(
    ("said", "regime", "expected"),
    [
        ("Можно вахту.", "rotation", "met"),
        ("Можно вахту.", "full_day", "unknown"),
        ("Ищу только вахту.", "full_day", "not_met"),
        ("На вахту не поеду.", "rotation", "not_met"),
        ("На вахту не поеду.", "full_day", "unknown"),
        ("Вахтаға шыға аламын.", "shift", "unknown"),
    ],
)
def test_words_that_accept_the_unusual_leave_the_usual_open(scorer, said, regime, expected):
    asked = vacancy(schedule=Schedule(regime=regime))
    assert verdict(scorer, "schedule", asked, resume(summary=said)) == expected


@pytest.mark.parametrize(("owns", "expected"), [(True, "met"), (False, "not_met"), (None, "unknown")])
@pytest.mark.parametrize("demand", ["личный автомобиль", "наличие своего авто", "жеке көлігі болуы"])
def test_a_car_of_one_s_own_is_asked_of_the_travel(scorer, demand, owns, expected):
    asked = vacancy(requiring(other=(demand,)))
    assert verdict(scorer, "other", asked, resume(travel=Travel(own_car=owns))) == expected


@pytest.mark.parametrize(("provides", "expected"), [(("housing",), "met"), ((), "not_met")])
def test_who_moves_only_with_a_bed_moves_where_one_is_given(scorer, provides, expected):
    asked = vacancy(place=Place(kato="750000000"), provides=provides)
    person = resume(place=Place(kato="551010000"), summary="Перееду, если дадут жильё.")
    assert verdict(scorer, "transport", asked, person) == expected


@pytest.mark.parametrize(
    ("regimes", "expected"), [(("rotation",), "met"), (("full_day",), "not_met"), (None, "not_met")]
)
def test_a_bed_by_the_employer_helps_who_works_by_rotation(scorer, regimes, expected):
    offer = vacancy(place=Place(kato=ALMATY), schedule=Schedule(regime="rotation"), provides=("housing",))
    person = resume(place=Place(kato=PAVLODAR), accepts=Accepts(regimes=regimes))
    assert verdict(scorer, "transport", offer, person) == expected


@pytest.mark.parametrize(
    ("asked", "held", "expected"),
    [
        (Language(code="kk", level="B1"), (Language(code="kk", level="C1"),), "met"),
        (Language(code="kk", level="B1"), (Language(code="kk", level="A2"),), "not_met"),
        (Language(code="kk", level="B1"), (Language(code="ru", level="C2"),), "unknown"),
        (Language(code="en"), (Language(code="en", level="A2"),), "met"),
    ],
)
def test_a_language_absent_from_the_list_is_unknown_not_refused(scorer, asked, held, expected):
    offer = vacancy(requirements=Requirements(languages=(asked,)))
    assert verdict(scorer, "other", offer, resume(languages=held)) == expected


@pytest.mark.parametrize(
    ("skill", "record", "expected"),
    [
        ("сварка труб", {"skills": ("құбыр дәнекерлеу",)}, "met"),
        ("сварка труб", {"summary": "Варю трубы и ёмкости."}, "met"),
        ("сварка труб", {"summary": "Трубы варить не приходилось."}, "not_met"),
        ("сварка труб", {}, "unknown"),
        ("AutoCAD", {"skills": ("автокад",)}, "met"),
    ],
)
def test_a_required_skill_is_found_in_any_language_denied_or_asked(scorer, skill, record, expected):
    offer = vacancy(titled("Слесарь"), requirements=Requirements(skills=(SkillAsk(name=skill, required=True),)))
    assert verdict(scorer, "other", offer, resume(wanting("слесарь"), **record)) == expected


def test_a_wished_skill_is_not_asked(scorer):
    offer = vacancy(requirements=Requirements(skills=(SkillAsk(name="AutoCAD"),)))
    assert verdict(scorer, "other", offer, resume()) == "met"


def test_an_unlawful_demand_is_not_asked(scorer):
    offer = vacancy(requirements=Requirements(other=("мужчина до 35 лет", "прописка Алматы")))
    assert verdict(scorer, "other", offer, resume()) == "met"
