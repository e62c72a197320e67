"""Original records: each line is a vacancy, a resume and the codes of facts that they were made for."""

from __future__ import annotations

from scoring.records import Accepts, Ask, Job, Language, Offer, Place, Requirements, Schedule, Training, Travel
from tests.factories import asking, paying, requiring, resume, titled, vacancy, wanting

ALMATY, TALGAR, PAVLODAR, PAVLODAR_REGION, SAYAK = "750000000", "196220100", "551010000", "550000000", "351645100"
NOW = Job(title="Сварщик", start="2022-03")


def at(kato, **where):
    return {"place": Place(kato=kato, **where)}


def asks(**demands):
    return vacancy(requirements=Requirements(**demands))


def worked(*jobs, **more):
    return resume(experience=tuple(jobs), **more)


def past(title, start, end):
    return Job(title=title, start=start, end=end)


PROFESSION = [
    (vacancy(), worked(NOW), "profession_same profession_works_now"),
    (vacancy(), resume(wanting("дәнекерлеуші")), "profession_group profession_wish_only"),
    (vacancy(), worked(past("Сварщик", "2015-01", "2024-05")), "profession_worked"),
    (vacancy(), worked(past("Сварщик", "2005-01", "2015-01"), desired=("Бухгалтер",)), "profession_worked_long_ago"),
    (vacancy(), worked(NOW, desired=("Бухгалтер",)), "profession_not_wished"),
    (vacancy(titled("Программист 1С")), resume(wanting("разработчик 1С")), "profession_branch_same"),
    (vacancy(titled("Учитель математики")), resume(wanting("учитель химии")), "profession_branch_other"),
    (vacancy(titled("Уборщица офисов")), resume(wanting("Помощник по хозяйству")), "profession_close"),
    (
        vacancy(titled("Водитель самосвала")),
        resume(wanting("Автослесарь грузовых автомобилей")),
        "profession_neighbour",
    ),
    (vacancy(titled("Водитель самосвала")), resume(wanting("Автомеханик")), "profession_field"),
    (vacancy(titled("Зыбропал бумкания")), resume(wanting("бумкания, зыбропал")), "profession_words"),
    (vacancy(), resume(wanting("Бухгалтер", "Кассир")), "profession_other"),
    (vacancy(), resume(wanting("любая работа")), "profession_any"),
    (vacancy(), resume(wanting()), "profession_untold"),
    (vacancy(), resume(wanting("Зыбропал бумкания")), "profession_unclear"),
    (vacancy(titled("Зыбропал бумкания")), resume(wanting("Повар")), "profession_vacancy_unclear"),
]
QUALIFICATION = [
    (asks(education="higher"), resume(education=(Training(level="higher"),)), "education_same"),
    (asks(education="vocational"), resume(education=(Training(level="postgraduate"),)), "education_higher"),
    (asks(education="higher"), resume(education=(Training(level="secondary"),)), "education_lower"),
    (asks(education="higher"), resume(), "education_unknown"),
    (asks(speciality="Строительство"), resume(education=(Training(speciality="строительство"),)), "speciality_same"),
    (asks(speciality="құрылыс"), resume(education=(Training(speciality="Строительство"),)), "speciality_there"),
    (asks(speciality="Строительство"), resume(education=(Training(speciality="Хоровое пение"),)), "speciality_other"),
    (asks(speciality="Строительство"), resume(), "speciality_unknown"),
    (asks(qualification="5 разряд"), resume(qualifications=("сварщик 5 разряда",)), "grade_same"),
    (asks(qualification="4 разряд"), resume(qualifications=("сварщик 6 разряда",)), "grade_higher"),
    (asks(qualification="5 разряд"), resume(qualifications=("сварщик 3 разряда",)), "grade_lower"),
    (
        vacancy(titled("Сварщик"), requirements=Requirements(qualification="5 разряд")),
        resume(qualifications=("каменщик 6 разряда",)),
        "grade_of_another_trade",
    ),
    (asks(qualification="вторая категория"), resume(), "grade_unknown"),
    (asks(qualification="первый класс"), resume(), ""),
    (asks(licences=("driving:C", "medical_book")), resume(licences=("driving:C", "medical_book")), "licences_there"),
    (asks(licences=("electrical_safety:3",)), resume(licences=("electrical_safety:4",)), "licence_covered"),
    (asks(licences=("driving:D",)), resume(licences=("driving:B",)), "licence_lower"),
    (asks(licences=("driving:C",)), resume(licences=("no:driving",)), "licence_denied"),
    (asks(licences=("slinger", "deep_diving:7")), resume(), "licences_unlisted"),
    (vacancy(), resume(), "qualification_not_asked"),
]
EXPERIENCE = [
    (vacancy(), resume(), "experience_not_asked"),
    (vacancy(), worked(NOW), "experience_there"),
    (asks(experience_years=3), worked(NOW), "experience_enough"),
    (asks(experience_years=5), worked(past("Сварщик", "2024-01", "2026-09")), "experience_short"),
    (asks(experience_years=1.5), worked(past("Повар", "2020-01", "2026-01"), desired=("Сварщик",)), "experience_none"),
    (asks(experience_years=3), resume(), "experience_untold"),
    (
        asks(experience_years=21),
        worked(Job(title="Сварщик"), past("Сварщик", "2023-01", "2024-02")),
        "experience_partly_dated",
    ),
    (asks(experience_years=2), worked(past("Сварщик", "2008-01", "2019-01")), "experience_old"),
    (asks(experience_years=3), resume(summary="Стаж сварщиком 7 лет."), "experience_enough"),
]
SALARY = [
    (vacancy(paying(200_000, 250_000)), resume(asking(230_000)), "salary_within_to"),
    (vacancy(paying(250_000)), resume(asking(230_000)), "salary_within_from"),
    (vacancy(paying(200_000, 250_000)), resume(asking(280_000)), "salary_over"),
    (vacancy(paying(200_000, 250_000)), resume(asking(250_500)), "salary_slightly_over"),
    (vacancy(paying(250_000)), resume(asking(300_000)), "salary_above_from"),
    (vacancy(paying(None, 250_000)), resume(), "salary_ask_silent_to"),
    (vacancy(paying(250_000)), resume(), "salary_ask_silent_from"),
    (vacancy(), resume(asking(300_000)), "salary_offer_silent"),
    (vacancy(), resume(), "salary_both_silent"),
    (vacancy(paying(None, 250_000)), resume(asking(650, currency="USD")), "salary_by_month_foreign"),
    (vacancy(paying(1_500, period="hour")), resume(asking(200_000)), "salary_by_hour"),
    (vacancy(paying(3, currency="EUR", period="hour")), resume(asking(200_000)), "salary_by_hour_foreign"),
    (vacancy(paying(13_000, period="shift")), resume(asking(200_000)), "salary_by_shift"),
    (vacancy(paying(2_500, currency="RUB", period="shift")), resume(asking(200_000)), "salary_by_shift_foreign"),
    (vacancy(paying(3_600_000, period="year")), resume(asking(200_000)), "salary_by_year"),
    (vacancy(paying(24_000, currency="USD", period="year")), resume(asking(200_000)), "salary_by_year_foreign"),
    (
        vacancy(salary=Offer(high=300_000, gross=True, currency="KZT", period="month")),
        resume(salary=Ask(min=240_000, currency="KZT", period="month", in_hand=True)),
        "salary_net",
    ),
]
SCHEDULE = [
    (
        vacancy(schedule=Schedule(regime="shift", employment="full", format="on_site", night=True)),
        resume(accepts=Accepts(regimes=("shift",), employment=("full",), formats=("on_site",), night=True)),
        "schedule_accepted",
    ),
    (vacancy(schedule=Schedule(regime="rotation")), resume(accepts=Accepts(regimes=("full_day",))), "schedule_refused"),
    (vacancy(schedule=Schedule(regime="rotation")), resume(summary="На вахту не поеду."), "schedule_said_no"),
    (vacancy(schedule=Schedule(night=True)), resume(accepts=Accepts(night=False)), "schedule_night_refused"),
    (vacancy(schedule=Schedule(regime="flexible", employment="part")), resume(), "schedule_open"),
    (vacancy(), resume(), "schedule_silent"),
    (
        vacancy(schedule=Schedule(regime="full_day", hours_per_week=40)),
        resume(accepts=Accepts(regimes=("full_day",), hours_max=40)),
        "schedule_hours_fit",
    ),
    (
        vacancy(schedule=Schedule(regime="full_day", hours_per_week=40)),
        resume(accepts=Accepts(regimes=("full_day",), hours_max=37.5)),
        "schedule_hours_over",
    ),
]
HOUSED = {"provides": ("housing",)}
TRANSPORT = [
    (vacancy(at(ALMATY), schedule=Schedule(format="remote")), resume(at(PAVLODAR)), "transport_remote"),
    (vacancy(at(ALMATY)), resume(at(ALMATY)), "transport_same_place"),
    (
        vacancy(at(ALMATY)),
        resume(at(TALGAR), travel=Travel(max_minutes=60, own_car=True)),
        "transport_reached transport_allows",
    ),
    (vacancy(at(ALMATY)), resume(at(TALGAR), travel=Travel(max_minutes=10)), "transport_too_far"),
    (vacancy(at(ALMATY)), resume(at(TALGAR)), "transport_usual"),
    (vacancy(at(ALMATY)), resume(at("196200000")), "transport_approximate"),
    (vacancy(at(ALMATY)), resume(at(PAVLODAR)), "transport_far_away"),
    (vacancy(at(ALMATY)), resume(at(PAVLODAR), travel=Travel(relocation="none")), "transport_stays"),
    (vacancy(at(ALMATY)), resume(at(PAVLODAR), travel=Travel(relocation=("191000000",))), "transport_moves_elsewhere"),
    (vacancy(at(ALMATY)), resume(at(PAVLODAR), summary="Перееду, если дадут жильё."), "transport_moves_if_housed"),
    (vacancy(at(ALMATY)), resume(at(PAVLODAR), travel=Travel(relocation="possible")), "transport_moves"),
    (vacancy(), resume(at(PAVLODAR), travel=Travel(relocation="possible")), "transport_moves_anywhere"),
    (vacancy(at(ALMATY)), resume(at(PAVLODAR_REGION)), "transport_elsewhere"),
    (vacancy(at(PAVLODAR)), resume(at(PAVLODAR_REGION)), "transport_place_vague"),
    (vacancy(), resume(at(PAVLODAR)), "transport_vacancy_place_missing"),
    (vacancy(at(PAVLODAR)), resume(), "transport_resume_place_missing"),
    (
        vacancy(at(SAYAK), schedule=Schedule(regime="rotation"), provides=("transport", "housing")),
        resume(at(PAVLODAR), accepts=Accepts(regimes=("rotation",))),
        "transport_rotation_taken transport_distance",
    ),
    (
        vacancy(at(SAYAK), **HOUSED),
        resume(at(PAVLODAR), travel=Travel(relocation="possible")),
        "transport_move_taken transport_distance",
    ),
    (
        vacancy(at(SAYAK), schedule=Schedule(regime="rotation"), **HOUSED),
        resume(at(PAVLODAR)),
        "transport_rotation_open",
    ),
    (vacancy(at(SAYAK), **HOUSED), resume(at(PAVLODAR)), "transport_move_open"),
    (
        vacancy(at(ALMATY), provides=("transport",)),
        resume(at(TALGAR), travel=Travel(max_minutes=5)),
        "transport_brought",
    ),
]
OTHER = [
    (vacancy(requiring("сварка труб")), resume(skills=("сварка труб",)), "skills_there"),
    (vacancy(requiring("вышивка бисером")), resume(), "skills_not_mentioned"),
    (vacancy(requiring("сварка труб")), resume(summary="Сварку труб не делал."), "skill_contradicted"),
    (
        vacancy(requiring("сварка труб")),
        resume(summary="Сварку труб не делала из-за беременности"),
        "skill_denied",
    ),
    (asks(other=("свой инструмент сварщика",)), resume(skills=("свой инструмент сварщика",)), "demands_there"),
    (asks(other=("свой инструмент",)), resume(), "demands_not_mentioned"),
    (asks(other=("опыт продаж",)), resume(summary="Продажами не занимался."), "demand_contradicted"),
    (asks(other=("опыт продаж",)), resume(summary="Продажами не занималась из-за беременности"), "demand_denied"),
    (asks(languages=(Language(code="kk"),)), resume(languages=(Language(code="kk", level="B2"),)), "languages_there"),
    (
        asks(languages=(Language(code="en", level="B2"),)),
        resume(languages=(Language(code="kk", level="C2"),)),
        "languages_unlisted",
    ),
    (
        asks(languages=(Language(code="kk", level="B2"),)),
        resume(languages=(Language(code="kk", level="A2"),)),
        "language_lower",
    ),
    (
        asks(languages=(Language(code="kk", level="B2"),)),
        resume(languages=(Language(code="kk"),)),
        "language_level_unknown",
    ),
    (vacancy(), resume(), "other_not_asked"),
]
PAIRS = [*PROFESSION, *QUALIFICATION, *EXPERIENCE, *SALARY, *SCHEDULE, *TRANSPORT, *OTHER]
