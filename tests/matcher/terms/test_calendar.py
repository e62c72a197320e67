from datetime import date, datetime, timedelta

import pytest

from matcher.terms import Calendar, Override

MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
OFF_2025 = "1 2 3 7 Jan, 10 21 24 25 Mar, 1 7 9 May, 6 Jun, 7 Jul, 1 Sep, 27 Oct, 16 Dec"
OFF_2026 = "1 2 7 Jan, 9 23 24 25 Mar, 1 7 11 27 May, 6 Jul, 26 Oct, 16 Dec"


@pytest.fixture(scope="module")
def calendar():
    return Calendar()


def listed(text, year):
    days = set()
    for part in text.split(", "):
        *numbers, month = part.split()
        days |= {date(year, MONTHS.index(month) + 1, int(number)) for number in numbers}
    return days


def days_of(year):
    return [date(year, 1, 1) + timedelta(days=number) for number in range(365)]


@pytest.mark.parametrize(("year", "text", "worked"), [(2025, OFF_2025, {date(2025, 1, 5)}), (2026, OFF_2026, set())])
def test_the_days_off_and_worked_weekends_of_a_year_are_those_of_the_official_calendar(calendar, year, text, worked):
    found = {day for day in days_of(year) if day.weekday() < 5 and not calendar.is_working_day(day)}
    assert found == listed(text, year)
    assert {day for day in days_of(year) if day.weekday() >= 5 and calendar.is_working_day(day)} == worked


def test_the_former_constitution_day_of_2026_is_worked(calendar):
    assert calendar.is_working_day(date(2026, 8, 31))


def test_an_override_has_the_last_word_both_ways():
    calendar = Calendar(
        [
            Override(date(2025, 11, 12), working=False, why="moved"),
            Override(date(2025, 11, 15), working=True, why="worked instead"),
        ]
    )
    assert not calendar.is_working_day(date(2025, 11, 12))
    assert calendar.add_working_days(date(2025, 11, 11), 3) == date(2025, 11, 15)


def test_the_day_itself_is_not_counted_and_nothing_counted_is_the_day_itself(calendar):
    assert calendar.add_working_days(date(2025, 12, 31), 5) == date(2026, 1, 12)
    assert calendar.add_working_days(date(2025, 12, 31), 0) == date(2025, 12, 31)


def test_working_days_are_not_counted_backwards(calendar):
    with pytest.raises(ValueError, match="forward"):
        calendar.add_working_days(date(2025, 12, 31), -1)


def test_a_warning_falls_on_the_working_day_before(calendar):
    assert calendar.before(date(2025, 11, 17)) == date(2025, 11, 14)


@pytest.mark.parametrize(
    ("at", "day"),
    [
        ("2025-11-14T08:00:00", "2025-11-14"),
        ("2025-11-14T13:30:00", "2025-11-14"),
        ("2025-11-14T18:30:00", "2025-11-14"),
        ("2025-11-14T18:30:01", "2025-11-17"),
        ("2025-11-15T10:00:00", "2025-11-17"),
        ("2025-01-03T10:00:00", "2025-01-05"),
    ],
)
def test_what_comes_after_hours_or_on_a_day_off_counts_on_the_next_working_day(calendar, at, day):
    assert calendar.effective_day(datetime.fromisoformat(at)).isoformat() == day


@pytest.mark.parametrize(
    ("unit", "hour", "is_open"),
    [
        ("cc", "08:59:59", False),
        ("cc", "09:00:00", True),
        ("lmc", "09:29:59", False),
        ("lmc", "09:30:00", True),
        ("cc", "12:59:59", True),
        ("cc", "13:00:00", False),
        ("cc", "14:30:00", True),
        ("lmc", "18:30:00", True),
        ("cc", "18:30:01", False),
    ],
)
def test_the_doors_are_open_as_the_annexes_say(calendar, unit, hour, is_open):
    assert calendar.is_open(datetime.fromisoformat(f"2025-11-12T{hour}"), unit) is is_open


def test_on_a_day_off_no_door_is_open(calendar):
    assert not calendar.is_open(datetime.fromisoformat("2025-11-15T10:00:00"), "cc")
