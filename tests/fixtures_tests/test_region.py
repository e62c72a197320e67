"""A small region's year: no case goes past its term without its consequence, and the checker would see one that did."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from datetime import date, datetime
from pathlib import Path

import pytest

from api.cli import simulate
from fixtures.region.checker import ZONE, Checker, counts_on, later, working
from fixtures.region.year import Size, Year
from matcher.store import open_store, terms
from matcher.store.address import FILE
from matcher.terms import Calendar

ROOT = Path(__file__).parents[2]
SMALL = Size(vacancies=25, people=40, first=date(2026, 3, 2), last=date(2026, 4, 5))
"""Over the holidays of March."""
END = datetime(2026, 4, 5, 23, tzinfo=ZONE)


def lived(folder, size=SMALL, seed=1):
    with open_store(folder) as store:
        year = Year(store, seed, size)
        year.run()
        store.compact()
    return Checker(folder / FILE, END)


@pytest.fixture(scope="module")
def look(tmp_path_factory):
    return lived(tmp_path_factory.mktemp("region"))


def test_no_case_is_past_its_term_without_its_consequence(look):
    assert look.look() == []


def test_it_is_a_year_in_which_all_kinds_of_things_happen(look):
    events = {line.event for line in look.lines}
    assert {
        "reply_consent", "reply_decline", "reply_due_passed", "match_window_expired", "decision_due_passed",
        "employer_hired", "employer_refused", "interview_notified", "visit_kept", "deregistered", "plan_signed",
        "report_sent", "assistant_forwarded", "enbek_application_signed", "vacancy_arose", "receipt_proven",
    } <= events  # fmt: skip
    assert any(line.told > line.at for line in look.lines if line.event.startswith("reply_"))


def test_terms_that_did_not_fire_are_seen(tmp_path, monkeypatch):
    monkeypatch.setattr(terms, "fires_at", lambda *_: None)
    assert {"38", "72", "75"} <= {found.rule for found in lived(tmp_path).look()}


def test_another_calendar_than_the_countrys_is_seen(tmp_path, monkeypatch):
    monkeypatch.setattr(Calendar, "is_working_day", lambda _, day: day.weekday() < 5)
    assert lived(tmp_path).look()


@pytest.mark.parametrize(
    ("statement", "rule"),
    [
        ("UPDATE thing SET state = 're.closed' WHERE kind = 're' AND state = 're.hired'", "journal"),
        ("UPDATE thing SET counters = '{\"places\": -1}' WHERE kind = 'va' AND state = 'va.filled'", "76"),
        ("UPDATE term SET due = date(due, '+1 day') WHERE code = 'T25' AND status = 'passed'", "51(4)"),
        ("DROP TRIGGER journal_no_update; UPDATE journal SET actor = 'ais' WHERE row_code = 'X4'", "51"),
        ("DELETE FROM notice WHERE code = 'offer'", "notice"),
        ("UPDATE notice SET receiver_id = NULL WHERE code = 'interview_notice'", "notice"),
        ("DROP TRIGGER journal_no_update; UPDATE journal SET state_before = 're.offered' WHERE event = 'resume_sent'",
         "73"),
    ],
)  # fmt: skip
def test_what_a_hand_at_the_database_did_is_seen(statement, rule, look, tmp_path, tmp_path_factory):
    import shutil
    import sqlite3
    from contextlib import closing

    source = next(tmp_path_factory.getbasetemp().glob("region*")) / FILE
    shutil.copy(source, tmp_path / FILE)
    with closing(sqlite3.connect(tmp_path / FILE)) as connection:
        connection.executescript(statement)
        connection.commit()
    assert look.look() == []
    assert rule in {found.rule for found in Checker(tmp_path / FILE, END).look()}


def test_the_checkers_own_days_are_those_of_the_calendar():
    calendar = Calendar()
    for number in range(365):
        day = date.fromordinal(date(2026, 1, 1).toordinal() + number)
        assert working(day) == calendar.is_working_day(day), day
        at = datetime(day.year, day.month, day.day, 18, 31, tzinfo=ZONE)
        assert counts_on(at) == calendar.effective_day(at)
        assert later(day, 3) == calendar.add_working_days(day, 3)


LIVE = """
import sys
from datetime import date
from pathlib import Path
from fixtures.region.year import Size, Year
from matcher.store import open_store
with open_store(Path(sys.argv[1])) as store:
    year = Year(store, 5, Size(60, 120, date(2026, 1, 1), date(2026, 1, 12)))
    print("ready", flush=True)
    year.run()
"""


def living(folder):
    command = [sys.executable, "-W", "error", "-c", LIVE, str(folder)]
    return subprocess.Popen(command, cwd=ROOT, text=True, stdout=subprocess.PIPE)  # noqa: S603


def test_a_year_that_was_killed_and_went_on_ends_as_one_that_was_not(tmp_path):
    chance = random.Random(11)  # noqa: S311
    ended = []
    for _ in range(3):
        with living(tmp_path / "cut") as cut:
            assert cut.stdout.readline() == "ready\n"
            time.sleep(chance.uniform(0.1, 0.8))
            cut.send_signal(signal.SIGKILL)
        ended.append(cut.returncode)
    # On a fast machine the year may be over before the later kills.
    assert ended[0] == -signal.SIGKILL
    assert set(ended) <= {-signal.SIGKILL, 0}
    ends = []
    for name in ("cut", "whole"):
        with open_store(tmp_path / name) as store:
            Year(store, 5, Size(60, 120, date(2026, 1, 1), date(2026, 1, 12))).run()
            ends.append(simulate._digest(store))
    assert ends[0] == ends[1]


def test_the_same_seed_lives_the_same_year_in_every_process():
    """Whatever order a process gives to its sets and dictionaries, and whatever its clock says."""
    command = [
        sys.executable, "-m", "api.cli.main", "simulate", "--seed", "5", "--vacancies", "8", "--people", "16",
        "--until", "2026-01-16", "--json",
    ]  # fmt: skip
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    both = [
        subprocess.Popen(  # noqa: S603
            command, cwd=ROOT, env=environment | {"PYTHONHASHSEED": seed}, text=True, stdout=subprocess.PIPE
        )
        for seed in ("1", "2")
    ]
    told = [json.loads(one.communicate(timeout=120)[0]) for one in both]
    assert [one.returncode for one in both] == [0, 0]
    ends = [{name: value for name, value in one.items() if not name.endswith("seconds")} for one in told]
    assert ends[0] == ends[1]
    assert ends[0]["end_state"]
    assert {"seeker", "unemployed", "employer"} <= set(ends[0]["notices"])
