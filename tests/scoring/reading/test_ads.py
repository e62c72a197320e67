"""What only ads say: two denials that demand, hours from days, half days that are no whole ones, pay by the hour."""

from __future__ import annotations

import pytest

from scoring.columns.build import _shifts
from scoring.reading.complete import complete
from scoring.records import Requirements, Schedule, Vacancy


def ad(description: str, **stated) -> Vacancy:
    return complete(Vacancy(id="v", title="Работа", description=description, **stated)).record


@pytest.mark.parametrize(
    "text",
    [
        "Без медкнижки к работе не допускаем.",
        "Без санкнижки не приходите",
        "Без действующей медицинской книжки на кухню не пустим, остальному научим.",
        "Медкітапшасыз жұмысқа алмаймыз.",
    ],
)
def test_two_denials_demand(text):
    assert ad(text).requirements == Requirements(licences=("medical_book",))


@pytest.mark.parametrize("text", ["Берём без медкнижки.", "Можно без медкнижки, поможем оформить."])
def test_one_denial_does_not(text):
    assert ad(text).requirements is None


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("Понедельник–пятница, с 9 до 18.", 40),
        ("С понедельника по субботу, с 8 до 17, час на обед.", 48),
        ("пн-пт с 9:00 до 13:00", 20),
        ("Дүйсенбі–жұма, 9:00-ден 18:00-ге дейін", 40),
        ("Шесть дней в неделю, 10:00–16:00", 36),
        ("5/2, с 8:30 до 17:30", 40),
        ("пн-пт с 9 до 18, сб с 9 до 14", None),
        ("График 2/2, с 9 до 21", None),
        ("Пн–пт, оклад с 200 до 300 тыс", None),
    ],
)
def test_hours_a_week_follow_from_days_and_hours(text, hours):
    schedule = ad(text).schedule
    assert (schedule.hours_per_week if schedule else None) == hours


def test_weekdays_of_half_a_day_are_no_full_day():
    assert ad("Пн–пт с 9 до 13, неполная занятость.").schedule.regime is None
    assert ad("Пн–пт с 16 до 20.", schedule=Schedule(employment="part")).schedule.regime is None
    assert ad("Пн–пт, полный рабочий день.").schedule.regime == "full_day"
    assert ad("Пн–пт с 9 до 18.").schedule.regime == "full_day"


@pytest.mark.parametrize(
    "text",
    ["Час стоит 1400 тенге.", "1 час – 1500 тг", "1 300 тг час", "Бір сағатқа 1200 теңге.", "За один час 2000 тенге"],
)
def test_pay_by_the_hour(text):
    assert ad(text).salary.period == "hour"


def test_hours_of_work_are_no_pay_by_the_hour():
    assert ad("Часы работы 9:00-18:00, зарплата 200 000 тенге.").salary.period is None


def test_a_break_for_dinner_and_dinners_to_cook_are_no_provision():
    assert ad("С 8 до 17, час на обед, полная занятость.").provides == ()
    assert ad("Прибраться, сварить обед, погулять.").provides == ()
    assert set(ad("Оклад, обед, развозка.").provides) == {"transport", "meals"}


@pytest.mark.parametrize(
    ("text", "shifts"),
    [
        ("Айына 8 кезек келеді", 8),
        ("За месяц 7–8 дежурств", 7),
        ("10 ночных дежурств в месяц", 10),
        ("получается 14 смен в месяц", 14),
        ("в месяц 6 суток", 6),
        ("12 смен/мес", 12),
        ("в месяц от 300 000, смены по 12 часов", None),
        ("сутки через трое", None),
        ("Айына 2 рет төлейміз, 12 сағаттық ауысым", None),
    ],
)
def test_shifts_a_month(text, shifts):
    found = _shifts(Vacancy(id="v", title="Работа", description=text))
    assert (found if found == found else None) == shifts  # noqa: PLR0124 - not a number is not itself
