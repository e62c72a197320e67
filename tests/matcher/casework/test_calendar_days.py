"""A day that the calendar is told of: open terms are counted anew, at once and for every process."""

from __future__ import annotations

from datetime import date

from matcher.casework import Casework, Fired
from tests.matcher.casework.desk import Desk, at

THURSDAY = date(2026, 3, 12)


def due_of(desk, code):
    return [row.due for row in desk.terms() if (row.code, row.status) == (code, "running")]


def test_a_day_off_moves_the_last_day_and_the_moment_of_firing(desk):
    desk.unemployed()
    desk.vacancy()
    desk.offer()
    assert due_of(desk, "T17") == [date(2026, 3, 13)]
    moved = desk.casework.tell_day(THURSDAY, at(11), working=False, why="a State act")
    assert moved > 0
    assert due_of(desk, "T17") == [date(2026, 3, 16)]
    assert desk.casework.fire(at(14)) == Fired(0, 0)
    assert desk.casework.fire(at(17)) == Fired(1, 0)


def test_each_thing_whose_terms_moved_has_one_entry_and_others_none(desk):
    desk.unemployed()
    desk.vacancy()
    desk.offer()
    before = len(desk.journal())
    desk.casework.tell_day(THURSDAY, at(11), working=False, why="a State act")
    lines = desk.journal()[before:]
    assert {(row.thing, row.event) for row in lines} == {("R1", "term_recounted")}
    assert len(lines) == 1
    assert {(row.kind, row.id): row.version for row in desk.things()}["re", "R1"] == lines[0].version


def test_told_twice_it_is_the_last_word_that_counts(desk):
    desk.unemployed()
    desk.vacancy()
    desk.offer()
    desk.casework.tell_day(THURSDAY, at(11), working=False, why="a State act")
    desk.casework.tell_day(THURSDAY, at(11), working=True, why="another one")
    assert due_of(desk, "T17") == [date(2026, 3, 13)]
    assert [(one.day, one.working, one.why) for one in desk.casework.days()] == [(THURSDAY, True, "another one")]


def test_another_process_counts_on_the_changed_calendar_from_its_next_deed_on(desk, reopen):
    with reopen() as store:
        other = Desk(Casework(store, environment={}))
        other.unemployed()
        other.vacancy()
        desk.casework.tell_day(THURSDAY, at(9), working=False, why="a State act")
        other.offer()
        assert due_of(desk, "T17") == [date(2026, 3, 16)]


def test_dates_of_documents_and_ended_terms_do_not_move(desk):
    desk.unemployed()
    desk.done("pl", "P1", "plan_drafted", "cc_specialist", at(5, "11:00"))
    desk.done(
        "pl", "P1", "plan_signed", "unemployed", at(5, "12:00"), signed_by=("unemployed", "cc_specialist"),
        visits=(date(2026, 3, 17),), valid_until=date(2026, 9, 1),
    )  # fmt: skip
    desk.vacancy("V1", at(11))
    desk.offer("R1", "V1", "P1", at(11, "11:00"))
    ended = [(row.code, row.due) for row in desk.terms() if row.status != "running"]
    desk.casework.tell_day(THURSDAY, at(11, "12:00"), working=False, why="a State act")
    assert due_of(desk, "T25") == [date(2026, 3, 17)]
    assert [(row.code, row.due) for row in desk.terms() if row.status != "running"] == ended
