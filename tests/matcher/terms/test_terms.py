"""The table of terms against dates counted by hand, and the counting rules R1-R7."""

from datetime import date, datetime

import msgspec
import pytest

from matcher.terms import Calendar, Law, Readings, load_terms

CALENDAR = Calendar()


@pytest.fixture(scope="module")
def law():
    return Law(CALENDAR)


def at(text):
    return datetime.fromisoformat(f"{text}+05:00")


def with_(**readings):
    return Law(CALENDAR, Readings(**readings))


def test_the_table_holds_every_term_of_the_rules():
    assert list(load_terms()) == [f"T{number:02d}" for number in range(1, 31)]


# Counted by hand from Wednesday 12 November 2025; no holiday is near.
BY_HAND = {
    "T01": "2025-11-13", "T02": "2025-11-13", "T03": "2025-11-13", "T04": "2025-11-13", "T05": "2025-11-14",
    "T06": "2025-11-14", "T07": "2025-11-17", "T08": "2025-11-14", "T09": "2025-11-13", "T10": "2025-12-12",
    "T11": "2025-11-14", "T12": "2025-11-19", "T13": "2025-11-19", "T14": "2025-11-13", "T15": "2025-11-13",
    "T16": "2025-11-13", "T17": "2025-11-17", "T18": "2025-11-13", "T19": "2025-11-17", "T20": "2025-11-19",
    "T21": "2025-11-19", "T22": "2025-11-17", "T23": "2025-11-14", "T24": "2025-11-14", "T27": "2025-11-13",
    "T28": "2025-11-12", "T30": "2025-11-26",
}  # fmt: skip


@pytest.mark.parametrize(("code", "due"), BY_HAND.items())
def test_each_counted_term_ends_on_the_day_counted_by_hand(law, code, due):
    assert law.start(code, "re", "R1", at("2025-11-12T10:00:00")).due.isoformat() == due


def test_terms_that_are_not_counted_are_dates_of_documents(law):
    dated = {code for code, term in law.terms.items() if term.unit == "date"}
    assert dated == set(law.terms) - set(BY_HAND)
    with pytest.raises(ValueError, match="date of a document"):
        law.start("T26", "pl", "L1", at("2025-11-12T10:00:00"))


LATE = at("2025-11-14T19:00:00")  # Friday evening


@pytest.mark.parametrize("code", [code for code in BY_HAND if code not in {"T10", "T12", "T13"}])
def test_service_events_after_hours_count_on_monday(law, code):
    assert law.start(code, "re", "R1", LATE).effective == date(2025, 11, 17)


@pytest.mark.parametrize("code", ["T10", "T12", "T13"])
def test_life_events_and_printed_dates_are_never_moved(law, code):
    assert law.start(code, "un", "U1", LATE).effective == date(2025, 11, 14)


def test_a_validity_ends_on_a_saturday_if_that_is_its_day(law):
    assert law.start("T10", "un", "U1", at("2025-01-30T10:00:00")).due == date(2025, 3, 1)


@pytest.mark.parametrize(
    ("done", "channel", "in_time"),
    [
        ("2025-11-13T23:59:59", "cabinet", True),
        ("2025-11-14T00:00:00", "cabinet", False),
        ("2025-11-13T23:59:59", "akim", True),
        ("2025-11-13T18:30:00", "in_person", True),
        ("2025-11-13T18:30:01", "in_person", False),
        ("2025-11-13T18:30:01", "paper", False),
        ("2025-11-12T20:00:00", "in_person", True),
        ("2025-11-13T20:00:00", None, True),
    ],
)
def test_remote_acts_end_at_midnight_and_those_in_person_at_closing_time(law, done, channel, in_time):
    assert law.in_time(date(2025, 11, 13), at(done), channel) is in_time


def test_a_time_of_another_zone_is_read_in_the_countrys(law):
    assert law.start("T02", "sr", "S1", datetime.fromisoformat("2025-11-12T22:00:00+00:00")).effective == date(
        2025, 11, 13
    )


def test_a_time_without_zone_starts_nothing(law):
    with pytest.raises(ValueError, match="zone"):
        law.start("T02", "sr", "S1", datetime.fromisoformat("2025-11-12T22:00:00"))


@pytest.mark.parametrize(
    ("duty", "person", "code"),
    [
        ("reply", "seeker", "T16"),
        ("reply", "unemployed", "T17"),
        ("reply", "other_applicant", "T17"),
        ("contact_employer", "unemployed", "T19"),
        ("contact_employer", "seeker", None),
        ("contact_employer", None, "T19"),
        ("reply", None, None),
        ("no_such_duty", None, None),
    ],
)
def test_the_term_of_a_duty_goes_by_who_the_person_is(law, duty, person, code):
    found = law.term_for(duty, person)
    assert (found.code if found else None) == code


def test_terms_of_one_moment_pass_in_the_order_of_the_rules(law):
    day = at("2025-11-12T10:00:00")
    rows = [law.start(code, "re", "R1", day) for code in ("T20", "T21")]
    rows.append(msgspec.structs.replace(law.start("T19", "re", "R1", day), due=rows[0].due))
    owed = law.passed(rows, at("2025-11-20T00:00:00"))
    assert [one.code for one in owed] == ["T19", "T21", "T20"]
    assert [one.event for one in owed] == ["contact_due_passed", "appear_due_passed", "decision_due_passed"]


def test_a_seekers_silence_passes_before_the_window_closes_at_nine(law):
    rows = [
        law.start("T05", "sr", "S1", at("2025-11-10T10:00:00")),
        law.start("T16", "re", "R1", at("2025-11-11T10:00:00")),
    ]
    owed = law.passed(rows, at("2025-11-13T09:00:00"))
    assert [(one.event, one.kind, one.at.hour) for one in owed] == [
        ("reply_due_passed", "re", 0),
        ("match_window_expired", "un", 9),
    ]
    assert len(law.passed(rows, at("2025-11-13T08:59:00"))) == 1


def test_terms_met_or_cancelled_and_terms_without_consequence_fire_nothing(law):
    day = at("2025-11-03T10:00:00")
    met = msgspec.structs.replace(law.start("T17", "re", "R1", day), status="met")
    assert law.passed([met, law.start("T18", "re", "R1", day)], at("2025-12-01T10:00:00")) == ()


def test_a_missed_training_goes_to_the_register_not_to_a_referral(law):
    row = law.start("T21", "un", "U1", at("2025-11-03T10:00:00"))
    assert law.passed([row], at("2025-12-01T10:00:00"))[0].event == "training_due_passed"


def test_the_window_closes_on_the_working_day_after_it(law):
    assert law.window_closes(at("2025-11-13T10:00:00"), portal=False) == at("2025-11-18T09:00:00")


def test_the_warning_comes_one_working_day_before_the_last(law):
    assert law.warning_day(law.start("T09", "un", "U1", at("2025-11-14T10:00:00"))) == date(2025, 11, 14)


@pytest.mark.parametrize(
    ("interview", "begins"),
    [(None, "2025-11-03"), ("2025-11-07", "2025-11-07"), ("2025-11-11", "2025-11-03")],
)
def test_only_an_interview_agreed_within_the_employers_days_lets_them_run_anew(law, interview, begins):
    told = at(f"{interview}T10:00:00") if interview else None
    assert law.decision_start(at("2025-11-03T10:00:00"), told) == at(f"{begins}T10:00:00")


def test_a_strict_reader_may_count_the_day_itself():
    strict = with_(day_of_event_counts=True)
    assert strict.start("T17", "re", "R1", at("2025-11-12T10:00:00")).due == date(2025, 11, 14)
    assert strict.start("T10", "un", "U1", at("2025-11-12T10:00:00")).due == date(2025, 12, 11)


def test_a_validity_may_be_read_to_move_to_a_working_day():
    moved = with_(validity_moves_to_working_day=True)
    assert moved.start("T10", "un", "U1", at("2025-01-30T10:00:00")).due == date(2025, 3, 3)


def test_after_hours_may_be_read_not_to_move_anything_or_to_move_life_events_too():
    assert with_(late_hours_move_service_events=False).start("T09", "un", "U1", LATE).effective == date(2025, 11, 14)
    assert with_(late_hours_move_life_events=True).start("T12", "un", "U1", LATE).effective == date(2025, 11, 17)


def test_remote_acts_may_be_read_to_end_with_the_office():
    early = with_(remote_acts_end=CALENDAR_CLOSES)
    assert not early.in_time(date(2025, 11, 13), at("2025-11-13T19:00:00"), "cabinet")


def test_the_country_may_be_read_in_another_offset():
    assert with_(utc_offset_hours=6).start("T09", "un", "U1", at("2025-11-12T18:00:00")).effective == date(2025, 11, 13)


def test_the_employers_days_may_be_read_to_run_from_the_resume_only():
    assert with_(interview_restarts_decision=False).decision_start(
        at("2025-11-03T10:00:00"), at("2025-11-07T10:00:00")
    ) == at("2025-11-03T10:00:00")


@pytest.mark.parametrize(("reading", "due"), [(True, "2025-11-21"), (False, "2025-11-17")])
def test_an_interview_fixed_late_extends_the_term_of_going_there(reading, due):
    law = with_(interview_day_extends_terms=reading)
    assert law.start("T19", "re", "R1", at("2025-11-12T10:00:00"), date(2025, 11, 21)).due.isoformat() == due


CALENDAR_CLOSES = datetime.fromisoformat("2025-11-13T18:30:00").time()
