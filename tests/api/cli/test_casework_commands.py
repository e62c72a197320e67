"""`laiyq event`, `due`, `calendar`, `journal`, and the worker's firing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from api.cli.options import day
from matcher.casework import Casework
from matcher.store import open_store
from tests.api.cli.conftest import call

ROOT = Path(__file__).parents[3]
CC = ("--actor", "cc_specialist")


@pytest.fixture(autouse=True)
def no_key_from_outside(monkeypatch):
    monkeypatch.delenv("LAIYQ_JOURNAL_KEY", raising=False)


@pytest.fixture
def data(tmp_path):
    """P1, a seeker from 2 March 2026 on, offered V1 the same day."""
    folder = tmp_path / "data"
    steps = (
        (
            "vacancy",
            "V1",
            "vacancy_submitted",
            "employer",
            '{"conditions_given":true,"pay_given":true,"employer":"E1"}',
        ),
        ("seeker", "P1", "application_received", "applicant", '{"data_true": true, "centre": "C1"}'),
        ("seeker", "P1", "seeker_registered", "cc_specialist", '{"data_true": true}'),
        ("referral", "R1", "candidate_selected", "cc_specialist", '{"person":"P1","vacancy":"V1","suitable":true}'),
        ("re", "R1", "offer_sent", "cc_specialist", '{"channel": "in_person"}'),
    )
    for hour, (thing, of, event, actor, facts) in enumerate(steps, start=10):
        done = call(
            "event", thing, of, event, "--actor", actor, "--at", f"2026-03-02T{hour}:00", "--facts", facts,
            "--data", folder,
        )  # fmt: skip
        assert done.code == 0, done.err
    return folder


def test_an_event_tells_what_followed_from_it(data):
    done = call(
        "event", "re", "R1", "reply_decline", "--actor", "seeker", "--at", "2026-03-03T10:00", "--json", "--data", data
    )
    assert done.code == 0
    told = done.json
    assert (told["done"], told["object"], told["id"], told["state"], told["version"]) == (
        True,
        "re",
        "R1",
        "re.declined",
        3,
    )
    assert told["ended"] == [{"term": "T16", "how": "met"}]
    un, sr = told["follow_ups"]
    assert (un["object"], un["state"], [one["term"] for one in un["started"]]) == (
        "un",
        "un.registered",
        ["T09", "T11"],
    )
    assert [one["notice"] for one in un["notices"]] == ["alert_unemployed_registered"]
    assert sr["event"] == "window_closed"


def test_a_refused_event_says_what_is_missing_in_the_language_asked_for(data):
    arguments = ("event", "re", "R1", "resume_sent", *CC, "--at", "2026-03-03T10:00", "--data", data)
    done = call(*arguments, "--json", "--lang", "en")
    assert done.code == 1
    told = done.json
    assert (told["done"], told["code"], told["missing"], told["point"]) == (False, "no_consent", "re.offered", "73")
    assert call(*arguments, "--json", "--lang", "kk").json["text"] not in {told["text"], ""}
    assert "no_consent" in call(*arguments).words
    bare = call("event", "va", "V2", "vacancy_submitted", "--actor", "employer", "--data", data, "--json")
    assert (bare.code, bare.json["missing"]) == (1, "conditions")


def test_a_conflict_names_what_happened(data):
    call("event", "re", "R1", "consent_withdrawn", "--actor", "seeker", "--at", "2026-03-02T15:00", "--data", data)
    done = call("event", "re", "R1", "reply_consent", "--actor", "seeker", "--version", 2, "--data", data)
    assert (done.code, done.out) == (1, "")
    assert "consent_withdrawn by seeker at 2026-03-02 15:00 led to re.closed" in done.words


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("ship", "R1", "offer_sent", *CC), "vacancy, referral, seeker, unemployed, plan"),
        (("re", "R1", "sails", *CC), "offer_sent"),
        (("re", "R1", "offer_sent", "--actor", "pirate"), "cc_specialist"),
        (("re", "R1", "offer_sent", *CC, "--facts", "{"), "--facts"),
        (("re", "R1", "offer_sent", *CC, "--facts", '{"colour": 1}'), "colour"),
        (("re", "R1", "offer_sent", *CC, "--facts", '{"good_cause": "perhaps"}'), "good_cause"),
        (("re", "R1", "offer_sent", *CC, "--at", "noon"), "2026-03-02T10:15"),
    ],
)
def test_a_wrong_call_is_told_and_changes_nothing(data, arguments, said):
    done = call("event", *arguments, "--data", data)
    assert done.code == 2
    assert said in done.words
    assert "perhaps" not in done.words
    assert call("journal", "show", "re", "R1", "--data", data, "--json").json["entries"][-1]["event"] == "offer_sent"


def test_an_event_of_the_future_is_a_wrong_call_and_changes_nothing(data):
    late = call("event", "re", "R1", "reply_decline", "--actor", "seeker", "--at", "2126-03-03T10:00", "--data", data)
    assert (late.code, late.out) == (2, "")
    assert "--at" in late.words
    assert "occurred_at lies in the future" in late.words
    facts = '{"proof": "call", "received_at": "2126-03-03T10:00:00+05:00"}'
    stated = call("event", "re", "R1", "receipt_proven", *CC, "--facts", facts, "--data", data)
    assert (stated.code, stated.out) == (2, "")
    assert "received_at lies in the future" in stated.words
    assert call("journal", "show", "re", "R1", "--data", data, "--json").json["entries"][-1]["event"] == "offer_sent"


def test_what_is_to_be_said_is_shown_in_the_language_asked_for(data):
    told = call("notices", "--json", "--lang", "en", "--data", data).json
    alert, offer = told["notices"]
    assert (alert["notice"], alert["object"], alert["to"], alert["receiver"]) == (
        "alert_seeker_registered", "sr", "seeker", "P1",
    )  # fmt: skip
    assert "since 02.03.2026" in alert["text"]
    assert (offer["notice"], offer["id"], offer["event"]) == ("offer", "R1", "offer_sent")
    assert offer["channels"] == ["in_person"]
    assert offer["occurred_at"] == "2026-03-02T09:00:00+00:00"
    assert told["last"] == offer["entry"]
    assert call("notices", "--since", offer["entry"], "--json", "--data", data).json == {
        "notices": [], "last": offer["entry"],
    }  # fmt: skip
    shown = call("notices", "referral", "R1", "--lang", "kk", "--data", data)
    assert "Қолайлы жұмыс бар" in shown.out
    assert "тіркелді" not in shown.out
    assert "зарегистрированы" in call("notices", "seeker", "P1", "--data", data).out
    for wrong in (("notices", "re"), ("notices", "ship", "R1")):
        assert call(*wrong, "--data", data).code == 2


def test_what_is_due_says_with_whom_on_what_and_by_which_point(data):
    told = call("due", "--on", "2026-03-03", "--data", data, "--json").json
    assert told["counts"] == {"overdue": 0, "today": 1, "soon": 1}
    (reply,) = told["today"]
    assert (reply["term"], reply["duty"], reply["who"], reply["person"], reply["vacancy"], reply["point"]) == (
        "T16", "reply", "seeker", "P1", "V1", "72",
    )  # fmt: skip
    (window,) = told["soon"]
    assert (window["term"], window["due"], window["centre"]) == ("T05", "2026-03-04", "C1")
    assert call("due", "--on", "2026-03-05", "--data", data, "--json").json["counts"]["overdue"] == 2
    assert (
        "overdue\t2026-03-03\tT16 reply\tseeker\tre R1\tpt. 72" in call("due", "--on", "2026-03-05", "--data", data).out
    )


@pytest.mark.parametrize("zone", ["Etc/GMT+12", "Etc/GMT-14"])
def test_today_is_the_countrys_whatever_zone_the_machine_is_set_to(zone, monkeypatch):
    """At every hour one of the two zones has another date than Kazakhstan."""
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        assert day(None) == datetime.now(timezone(timedelta(hours=5))).date()
    finally:
        monkeypatch.undo()
        time.tzset()


def test_a_worker_fires_what_passed_and_seals_the_journal(data):
    first = call("worker", "--once", "--json", "--data", data).json
    assert (first["fired"], first["sealed"]) == (2, 3)
    assert call("worker", "--once", "--json", "--data", data).json["fired"] == 0
    rows = [one["row"] for one in call("journal", "show", "re", "R1", "--json", "--data", data).json["entries"]]
    assert rows == ["M1", "M2", "M5"]


def test_a_worker_that_is_killed_and_started_again_leaves_nothing_out_and_does_nothing_twice(data):
    command = [sys.executable, "-m", "api.cli.main", "worker", "--every", "0.1", "--data", str(data)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    for wait in (0.0, 0.3, None):
        with subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE) as process:  # noqa: S603
            until = time.monotonic() + 60
            if wait is None:
                while fired(data) < 2 and time.monotonic() < until:
                    time.sleep(0.1)
            else:
                time.sleep(wait)
            process.send_signal(signal.SIGKILL)
    assert fired(data) == 2
    assert call("worker", "--once", "--json", "--data", data).json["fired"] == 0
    assert call("journal", "verify", "--data", data).code == 0


def fired(data):
    with open_store(data) as store:
        casework = Casework(store)
        lines = [*casework.journal("re", "R1"), *casework.journal("un", "P1+")]
    return sum(one.entry.event in {"reply_due_passed", "match_window_expired"} for one in lines)


def test_a_day_told_moves_open_terms_and_is_listed(data):
    done = call("calendar", "add", "2026-03-03", "--off", "--why", "a State act", "--data", data, "--json")
    assert done.json == {"day": "2026-03-03", "working": False, "moved": 3}
    assert call("due", "--on", "2026-03-03", "--data", data, "--json").json["counts"]["today"] == 0
    assert call("calendar", "list", "--data", data).out == "2026-03-03\toff\ta State act\n"
    assert call("calendar", "add", "soon", "--off", "--data", data).code == 2


def test_the_journal_is_whole_or_says_where_it_is_not(data):
    whole = call("journal", "verify", "--json", "--data", data)
    assert (whole.code, whole.json["whole"], whole.json["unsealed"]) == (0, True, 0)
    with open_store(data) as store, store.database.writing() as connection:
        connection.exec_driver_sql("DROP TRIGGER journal_no_update")
        connection.exec_driver_sql("UPDATE journal SET actor = 'lmc' WHERE number = 2")
    broken = call("journal", "verify", "--json", "--data", data)
    assert (broken.code, broken.json["problems"][0]) == (1, {"problem": "changed", "entry": 2})
    assert "broken" in call("journal", "verify", "--data", data).words
    assert "P1" not in call("journal", "verify", "--data", data).words


def test_a_year_of_a_small_region_is_lived_through_and_checked():
    done = call("simulate", "--seed", 4, "--vacancies", 4, "--people", 8, "--until", "2026-01-12", "--json")
    assert done.code == 0
    assert done.json["problems"] == []
    assert done.json["journal"]["whole"] is True
