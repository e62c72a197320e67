"""Terms that pass: their events fired once each, in the order in which they fell due, whatever stood still or died."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest

from matcher.casework import Casework, Fired
from tests.matcher.casework.desk import Desk, at

ROOT = Path(__file__).parents[3]
FIRE = """
import sys
from datetime import datetime
from pathlib import Path
from matcher.casework import Casework, service
from matcher.store import open_store
service.AT_ONCE = 3
with open_store(sys.argv[1], ledger=Path(sys.argv[2])) as store:
    casework = Casework(store, environment={})
    print("ready", flush=True)
    casework.fire(datetime.fromisoformat(sys.argv[3]))
"""


def fired(desk):
    return [(row.event, row.thing) for row in desk.journal() if row.actor == "ais" and row.event.endswith("_passed")]


def test_a_term_fires_at_its_moment_and_not_before(desk):
    desk.unemployed()
    desk.vacancy()
    desk.offer()  # on the 10th; the third working day after it is the 13th
    assert desk.casework.fire(at(13, "23:59")) == Fired(0, 0)
    assert desk.casework.fire(at(14, "00:00")) == Fired(1, 0)
    assert desk.state("re", "R1") == "re.no_reply"
    assert desk.state("un") == "un.removal_review"
    (line,) = [row for row in desk.journal() if row.event == "reply_due_passed"]
    assert (line.occurred_at, line.recorded_at) == (at(14, "00:00"), at(14, "00:00"))


def test_after_days_of_standing_still_all_is_fired_once_in_the_order_in_which_it_fell_due(desk):
    for number in range(1, 5):
        desk.seeker(f"P{number}", at(2 + number, "11:00"))
        desk.vacancy(f"V{number}")
    desk.offer("R4", "V4", "P4", at(6, "12:00"))
    desk.offer("R2", "V2", "P2", at(4, "12:00"))
    assert desk.casework.fire(at(30)).refused == 0
    order = [
        (row.event, row.thing) for row in desk.journal() if row.event in {"reply_due_passed", "match_window_expired"}
    ]
    assert order == [
        ("reply_due_passed", "R2"),  # due on Thursday the 5th
        ("match_window_expired", "P1+"),  # 9:00 on the 6th
        ("match_window_expired", "P2+"),  # the 10th: Monday the 9th is a day off
        ("reply_due_passed", "R4"),  # due on Tuesday the 10th
        ("match_window_expired", "P3+"),
        ("match_window_expired", "P4+"),
    ]
    times = [row.occurred_at for row in desk.journal() if (row.event, row.thing) in order]
    assert times == sorted(times)
    before = desk.end_state()
    assert desk.casework.fire(at(31)) == Fired(0, 0)
    assert desk.end_state() == before


def test_standing_still_and_working_all_the_time_lead_to_the_same(tmp_path, desk):
    from matcher.store import open_store

    def casework(of, always):
        of.seeker("P1", at(2))
        of.vacancy()
        of.offer("R1", "V1", "P1", at(3))
        for day in range(4, 31):
            if always:
                of.casework.fire(at(day, "09:30"))
            if day == 16:
                of.do("re", "R1", "reply_consent", "unemployed", at(day))
            if day == 17:
                of.do("re", "R1", "resume_sent", "cc_specialist", at(day))
        of.casework.fire(at(31))
        return of.end_state()

    with open_store(tmp_path / "other") as second:
        assert casework(desk, always=False) == casework(Desk(Casework(second, environment={})), always=True)


def test_what_waits_is_asked_once_and_again_when_the_thing_changes(desk):
    desk.unemployed()
    desk.vacancy()
    desk.offer()
    desk.done("re", "R1", "reply_consent", "unemployed", at(10, "12:00"))
    desk.done("re", "R1", "resume_sent", "cc_specialist", at(10, "13:00"))
    desk.done("re", "R1", "interview_notified", "cc_specialist", at(10, "14:00"))
    # Nobody says whether the person came: of what passes on the 17th only the employer's silence counts (Q44).
    assert desk.casework.fire(at(16, "12:00")) == Fired(1, 0)
    desk.done("re", "R1", "absence_stated", "employer", at(16, "15:00"))
    assert desk.casework.fire(at(18)) == Fired(1, 0)
    assert desk.state("re", "R1") == "re.no_show"


def test_a_passing_that_is_refused_says_what_it_waits_for_and_is_not_asked_without_end(desk):
    desk.unemployed()
    desk.done("un", "P1", "call_notified", "cc_specialist", at(10))
    assert desk.casework.fire(at(20)) == Fired(0, 1)
    assert desk.casework.fire(at(20)) == Fired(0, 0)
    (waiting,) = [row for row in desk.terms() if row.code == "T22"]
    assert (waiting.status, waiting.answer) == ("running", "known_absence")
    assert [row.answer for row in desk.casework.due(at(20).date()) if row.code == "T22"] == ["known_absence"]
    desk.done("un", "P1", "absence_stated", "cc_specialist", at(20))
    assert desk.casework.fire(at(21)) == Fired(1, 0)
    assert [one.code for one in desk.casework.thing("un", "P1").data.grounds] == ["51(3)b"]


def test_the_window_of_a_person_who_is_refused_fires_once(store):
    desk = Desk(Casework(store, environment={}, check=lambda _person, _at: ("41(2)",)))
    desk.seeker()
    assert desk.casework.fire(at(20)) == Fired(1, 0)
    assert desk.casework.fire(at(21)) == Fired(0, 0)
    assert desk.state("un") == "un.refused"
    desk.done("sr", "P1", "stage_reported", "cc_specialist", at(21))
    assert desk.casework.fire(at(22)) == Fired(0, 0)


def test_a_deed_finds_what_fell_due_before_it_also_where_no_worker_runs(desk):
    desk.unemployed()
    desk.vacancy()
    desk.offer()
    desk.done("re", "R1", "reply_consent", "unemployed", at(17))
    rows = [row.row_code for row in desk.journal() if row.thing == "R1"]
    assert rows == ["M1", "M2", "M5", "M6"]


def test_an_answer_recorded_late_finds_the_world_of_its_own_time(desk):
    desk.unemployed()
    desk.vacancy()
    desk.offer()
    desk.done("re", "R1", "reply_consent", "unemployed", at(12), recorded=at(20))
    assert (desk.state("re", "R1"), desk.state("un")) == ("re.consented", "un.registered")


def test_a_correction_lets_the_term_run_on_from_when_it_began(desk):
    desk.unemployed()
    desk.vacancy()
    desk.offer()
    desk.done("re", "R1", "reply_decline", "unemployed", at(11))
    desk.done("re", "R1", "reply_voided", "cc_specialist", at(12), proof="letter 4")
    met, again = [row for row in desk.terms() if row.code == "T17"]
    assert (met.status, again.status) == ("met", "running")
    assert (again.started_at, again.due) == (met.started_at, met.due)


@pytest.mark.parametrize("seed", range(3))
def test_killed_at_any_moment_and_started_again_it_ends_in_the_same_state(desk, place, tmp_path, seed):
    from matcher.store import open_store

    def stage(of):
        for number in range(12):
            of.seeker(f"P{number}", at(2 + number % 4, f"1{number % 8}:00"))
            of.vacancy(f"V{number}")
            of.offer(f"R{number}", f"V{number}", f"P{number}", at(6, f"1{number % 8}:30"))

    until = at(31)
    stage(desk)
    arguments = [
        sys.executable,
        "-W",
        "error",
        "-c",
        FIRE,
        place,
        str(tmp_path / "apart" / "ledger"),
        until.isoformat(),
    ]
    chance = random.Random(seed)  # noqa: S311
    for _ in range(3):
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        with subprocess.Popen(arguments, cwd=ROOT, env=environment, text=True, stdout=subprocess.PIPE) as process:  # noqa: S603
            assert process.stdout.readline() == "ready\n"
            time.sleep(chance.uniform(0, 0.15))
            process.send_signal(signal.SIGKILL)
    done = len(fired(desk))
    desk.casework.fire(until)
    assert len(fired(desk)) >= max(done, 12)
    with open_store(tmp_path / "other") as second:
        other = Desk(Casework(second, environment={}))
        stage(other)
        other.casework.fire(until)
        assert desk.end_state() == other.end_state()
    assert until - max(row.occurred_at for row in desk.journal()) > timedelta(0)
