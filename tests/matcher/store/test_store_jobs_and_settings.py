from __future__ import annotations

from datetime import timedelta

import pytest

from matcher.errors import SettingError, VersionConflictError


def test_a_setting_has_a_default_a_form_and_a_version(store):
    assert store.setting_with_version("intake.shrink") == (0.2, 0)
    assert store.set_setting("intake.shrink", 0.3, expected=0) == 1
    assert store.set_setting("intake.shrink", 0.4) == 2
    with pytest.raises(VersionConflictError, match="it has version 2, not 1"):
        store.set_setting("intake.shrink", 0.5, expected=1)
    assert store.setting("intake.shrink") == 0.4
    for wrong in (-0.1, 1.1, "0.2", None, True):
        with pytest.raises(SettingError, match="a share from 0 to 1"):
            store.set_setting("intake.shrink", wrong)
    for unknown in ("schema", "nothing"):
        with pytest.raises(SettingError, match=r"there are: intake.shrink"):
            store.set_setting(unknown, 1)
        with pytest.raises(SettingError):
            store.setting(unknown)


def test_a_job_is_taken_by_one_worker_in_the_order_of_its_time(store, at):
    late, soon = store.add_job("check", at + timedelta(minutes=1)), store.add_job("check", at, ["v1"])
    assert store.take_job(["other"], at) is None
    taken = store.take_job(["check"], at)
    assert (taken.id, taken.body, taken.attempts) == (soon, ["v1"], 1)
    assert store.take_job(["check"], at) is None
    assert store.take_job(["check"], at + timedelta(minutes=1)).id == late
    assert store.finish_job(taken)
    assert not store.finish_job(taken)
    assert [(line.id, line.state) for line in store.jobs()] == [(soon, "done"), (late, "running")]


def test_a_regular_job_is_left_once_a_period_and_never_beside_an_open_one(store, at):
    day = timedelta(days=1)
    assert store.ensure_job("check", day, at)
    assert not store.ensure_job("check", day, at + 2 * day)
    store.finish_job(store.take_job(["check"], at))
    assert not store.ensure_job("check", day, at + day - timedelta(seconds=1))
    assert store.ensure_job("check", day, at + day)
    assert store.ensure_job("other", day, at)


def test_a_job_whose_worker_died_is_taken_again_and_the_dead_ones_word_counts_no_more(store, at):
    store.add_job("check", at)
    first = store.take_job(["check"], at)
    later = at + timedelta(minutes=10)
    assert store.take_job(["check"], later - timedelta(seconds=1)) is None
    second = store.take_job(["check"], later)
    assert (second.id, second.attempts) == (first.id, 2)
    assert not store.finish_job(first)
    assert not store.fail_job(first, later, "late")
    assert store.finish_job(second)


def test_a_job_that_fails_waits_twice_as_long_each_time_and_is_given_up_with_its_reason(store, at):
    store.add_job("check", at)
    waits = []
    while (taken := store.take_job(["check"], at)) is not None:
        store.fail_job(taken, at, "the engine did not answer")
        (line,) = store.jobs()
        if line.state == "failed":
            break
        waits.append((line.due_at - at).total_seconds())
        at = line.due_at
    assert waits == [30, 60, 120, 240]
    assert (line.state, line.attempts, line.reason) == ("failed", 5, "the engine did not answer")
    assert store.take_job(["check"], at + timedelta(days=9)) is None


def test_a_clock_set_back_by_a_year_stops_no_job(store, at):
    year, hour = timedelta(days=365), timedelta(hours=1)
    store.ensure_job("check", hour, at + year)
    ahead = store.take_job(["check"], at + year)
    assert store.take_job(["check"], at).id == ahead.id, "its worker held it for a year"
    assert store.ensure_job("check", hour, at), "the last one is a year ahead"
    assert not store.ensure_job("check", hour, at)
    held = store.take_job(["check"], at)
    store.fail_job(held, at, "it failed")
    assert not store.ensure_job("check", hour, at), "one that waits to be tried again is open"


def test_a_worker_whose_clock_is_a_little_behind_takes_no_job_that_is_held(store, at):
    store.add_job("check", at)
    assert store.take_job(["check"], at + timedelta(minutes=5))
    assert store.take_job(["check"], at) is None


def test_what_a_job_has_found_is_kept_with_it(store, at):
    assert store.last_done("check") is None
    for number in (1, 2):
        store.add_job("check", at)
        store.finish_job(store.take_job(["check"], at), {"resume": {"missing": number}})
    store.add_job("check", at)
    assert store.last_done("check")[1:] == ({"resume": {"missing": 2}}, at)
