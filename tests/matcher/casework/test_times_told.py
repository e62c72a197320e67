"""Times that a door hands over: late is honest, the future is not; a clock set back breaks nothing."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from matcher.cases.things import Interview
from matcher.casework import Fired
from matcher.errors import EventTimeError, StoreError
from matcher.store.casetables import journal
from tests.matcher.casework.desk import at

SECOND = timedelta(seconds=1)


def test_an_event_of_the_future_is_refused_by_the_name_of_its_field(desk):
    desk.unemployed()
    before = desk.end_state()
    with pytest.raises(EventTimeError, match=r"occurred_at lies in the future: it is later than recorded_at") as told:
        desk.do("un", "P1", "written_notice_asked", "cc_specialist", at(10) + SECOND, recorded=at(10))
    assert told.value.field == "occurred_at"
    assert "P1" not in str(told.value)
    assert desk.end_state() == before


@pytest.mark.parametrize("field", ["received_at", "centre_knew_at", "arose_at", "window_from"])
def test_so_is_one_that_states_something_of_the_future(desk, field):
    desk.unemployed()
    with pytest.raises(EventTimeError) as told:
        desk.do("un", "P1", "written_notice_asked", "cc_specialist", at(10), **{field: at(10) + SECOND})
    assert told.value.field == field
    desk.done("un", "P1", "written_notice_asked", "cc_specialist", at(10), **{field: at(10)})


def test_what_happened_long_ago_may_be_recorded_now(desk):
    desk.unemployed()
    desk.done("un", "P1", "written_notice_asked", "cc_specialist", at(6), recorded=at(30))
    assert desk.journal()[-1].recorded_at - desk.journal()[-1].occurred_at == timedelta(days=24)


def test_an_interview_lies_ahead(desk):
    desk.unemployed()
    desk.vacancy()
    desk.offer()
    desk.done("re", "R1", "reply_consent", "unemployed", at(11))
    desk.done("re", "R1", "resume_sent", "cc_specialist", at(11))
    invited = ("re", "R1", "interview_notified", "cc_specialist", at(11))
    with pytest.raises(EventTimeError, match="no time zone"):
        desk.do(*invited, interview=Interview(datetime(2026, 3, 30, 10), "office"))  # noqa: DTZ001 - on purpose
    desk.done(*invited, interview=Interview(at(30), "office"))


def test_a_time_without_a_zone_is_named(desk):
    with pytest.raises(EventTimeError, match=r"occurred_at says no time zone") as told:
        desk.do("va", "V1", "vacancy_arose", "employer", at(2).replace(tzinfo=None), recorded=at(2))
    assert told.value.field == "occurred_at"


def test_after_the_clock_was_set_back_casework_goes_on(desk):
    """Entries stand in the order of their numbers; recorded_at may go back with the clock, and nothing fires twice."""
    desk.unemployed()
    desk.vacancy()
    desk.offer()  # on the 10th; the clock is then put two days back
    desk.casework.seals.seal(at(10))
    desk.done("re", "R1", "reply_consent", "unemployed", at(8))
    assert desk.casework.fire(at(8)) == Fired(0, 0)
    desk.casework.seals.seal(at(8))
    with pytest.raises(EventTimeError, match="this machine's clock"):
        desk.do("re", "R1", "resume_sent", "cc_specialist", at(10, "12:00"), recorded=at(8))
    desk.done("re", "R1", "resume_sent", "cc_specialist", at(10, "12:00"))
    assert desk.casework.seals.verify().problems == ()
    numbers = [row.number for row in desk.journal()]
    assert numbers == list(range(1, len(numbers) + 1))


def test_the_database_itself_refuses_an_entry_of_the_future(desk):
    desk.unemployed()
    last = desk.journal()[-1]._asdict()
    entry = last | {"number": last["number"] + 1, "version": last["version"] + 1, "occurred_at": at(20)}
    with pytest.raises(StoreError), desk.casework._database.writing() as connection:
        connection.execute(journal.insert(), entry)
