"""What the reading functions show to whom: each of them asks, and rows decide."""

from __future__ import annotations

import inspect

import pytest

from matcher.casework import Denied, Reading, Viewer
from tests.factories import resume
from tests.matcher.casework.desk import at

CENTRE = Viewer(role="cc_specialist", centre="C1")
OWN = Viewer(role="employer", employer="E1")


@pytest.fixture
def reading(desk, store):
    """P1 of centre C1 with a resume, offered the vacancy V1 of E1."""
    desk.seeker("P1", at(2), centre="C1", okrug="O1", consents=("processing",))
    desk.casework.fire(at(5, "09:00"))
    store.put([resume(id="r1")], at(2))
    store.belongs(["r1"], "P1", at(2))
    desk.vacancy()
    desk.offer()
    with store.database.reading() as connection:
        yield Reading(connection)


def code(ask, *arguments):
    with pytest.raises(Denied) as denied:
        ask(*arguments)
    assert "P1" not in str(denied.value)
    return denied.value.code


def test_an_employer_sees_a_resume_from_the_moment_it_was_forwarded(desk, store, reading):
    assert code(reading.resumes, OWN, "P1", "V1") == "no_consent"
    desk.done("re", "R1", "reply_consent", "unemployed", at(11))
    desk.done("re", "R1", "resume_sent", "cc_specialist", at(11))
    with store.database.reading() as connection:
        now = Reading(connection)
        assert [one.id for one in now.resumes(OWN, "P1", "V1")] == ["r1"]
        assert code(now.resumes, Viewer(role="employer", employer="E2"), "P1", "V1") == "not_for_role"
        assert code(now.resumes, Viewer(role="employer"), "P1", "V1") == "not_for_role"
    desk.done("re", "R1", "employer_refused", "employer", at(12), employer="E1")
    with store.database.reading() as connection:
        assert code(Reading(connection).resumes, OWN, "P1", "V1") == "not_for_role"


def test_a_specialist_sees_the_people_of_their_own_centre(reading):
    assert [one.id for one in reading.resumes(CENTRE, "P1")] == ["r1"]
    assert reading.card(CENTRE, "P1").state == "sr.registered"
    other = Viewer(role="cc_specialist", centre="C2")
    assert code(reading.resumes, other, "P1") == "not_for_role"
    assert code(reading.card, Viewer(role="assistant", okrug="O2"), "P1") == "not_for_role"
    assert reading.card(Viewer(role="assistant", okrug="O1"), "P1").data.consents == ("processing",)


def test_a_person_sees_their_own_record_and_nobody_elses(reading):
    assert reading.counted(Viewer(role="unemployed", person="P1"), "P1").declines == 0
    assert code(reading.counted, Viewer(role="unemployed", person="P2"), "P1") == "not_for_role"
    assert code(reading.counted, OWN, "P1") == "not_for_role"


def test_notices_are_shown_to_the_centre_to_whom_they_go_and_through_whom(desk, store):
    desk.seeker("P1", at(2), centre="C1", okrug="O1", rural=True)
    desk.vacancy()
    desk.offer("R1", "V1", "P1", at(3))
    desk.done("re", "R1", "reply_consent", "seeker", at(3))
    desk.done("re", "R1", "resume_sent", "cc_specialist", at(3))
    with store.database.reading() as connection:
        reading = Reading(connection)
        seen = {
            viewer.role: [one.notice.code for one in reading.notices(viewer, "P1")]
            for viewer in (CENTRE, Viewer(role="seeker", person="P1"), Viewer(role="assistant", okrug="O1"))
        }
        assert seen == {
            "cc_specialist": ["alert_seeker_registered", "offer", "resume_sent_notice"],
            "seeker": ["alert_seeker_registered", "offer"],
            "assistant": ["alert_seeker_registered", "offer"],
        }
        for other in (
            Viewer(role="cc_specialist", centre="C2"), Viewer(role="assistant", okrug="O2"), OWN, Viewer(role="lmc"),
            Viewer(role="seeker", person="P2"),
        ):  # fmt: skip
            assert code(reading.notices, other, "P1") == "not_for_role"


def test_the_labour_mobility_centre_sees_what_was_reported_to_it(desk, store, reading):
    assert code(reading.counted, Viewer(role="lmc"), "P1") == "not_for_role"
    for ground in ("51(4)", "51(7)"):
        desk.done("un", "P1", "ground_arose", "cc_specialist", at(11), ground=ground)
    with store.database.reading() as connection:
        shown = Reading(connection).counted(Viewer(role="lmc", grounds=("51(7)",)), "P1")
    assert shown.grounds == ("51(7)",)


def test_a_closed_vacancy_is_not_shown(desk, store, reading):
    seeker = Viewer(role="seeker", person="P1")
    assert reading.vacancy(seeker, "V1").state == "va.registered"
    desk.done("va", "V1", "vacancy_withdrawn", "employer", at(11), employer="E1")
    with store.database.reading() as connection:
        assert code(Reading(connection).vacancy, seeker, "V1") == "vacancy_closed"
        assert code(Reading(connection).vacancy, seeker, "V9") == "not_for_role"


def test_consents_are_as_they_were_ticked_last(desk, store, reading):
    assert not reading.may_see(OWN, "resume_in_search", person="P1").visible
    desk.done("sr", "P1", "consents_changed", "seeker", at(11), consents=("processing", "cv_on_portal"))
    with store.database.reading() as connection:
        assert Reading(connection).may_see(OWN, "resume_in_search", person="P1").visible


def test_every_reading_function_asks(reading, monkeypatch):
    asked = []

    def refuse(_self, _viewer, what, **_):
        asked.append(what)
        raise Denied("not_for_role")

    monkeypatch.setattr(Reading, "_demand", refuse)
    readers = [name for name, _ in inspect.getmembers(Reading, inspect.isfunction) if not name.startswith("_")]
    for name in sorted(set(readers) - {"may_see"}):
        with pytest.raises(Denied):
            getattr(reading, name)(CENTRE, "P1")
    assert len(asked) == len(readers) - 1
