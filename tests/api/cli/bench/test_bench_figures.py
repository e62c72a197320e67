"""Percentiles, stages, agreement: the arithmetic of the benches."""

from __future__ import annotations

import os
import time
from types import SimpleNamespace

import numpy as np
import pytest

from api.cli.bench import machine, stages
from api.cli.bench.measuring import parted, percentiles, timed
from api.cli.bench.output import number
from api.cli.bench.peers.peer import agreement


def test_percentiles_are_the_median_over_runs_and_the_spread_is_told():
    runs = [[1.0] * 99 + [100.0], [2.0] * 100, [4.0] * 100]
    found = percentiles(runs)
    assert (found["p50_ms"], found["p50_spread_ms"]) == (2.0, [1.0, 4.0])
    assert found["p99_ms"] == 2.0
    assert found["p99_spread_ms"] == pytest.approx([1.99, 4.0])
    assert percentiles([])["p50_ms"] is None


def test_no_input_comes_twice_and_the_first_run_does_not_count():
    seen = []

    def work(one):
        seen.append(one)
        if one < 5:
            time.sleep(0.02)

    found = timed(work, parted(list(range(23)), 3))
    assert seen == list(range(20))
    assert (found["queries"], found["runs"]) == (5, 3)
    assert found["p50_ms"] < 10


def test_every_function_of_a_stage_is_there():
    for _, name in stages.STAGES:
        owner, attribute = stages._owner(name)
        assert callable(getattr(owner, attribute)), name
    assert set(stages.COUNTED) <= {name for _, name in stages.STAGES}


def test_a_stage_has_its_own_time_and_not_that_of_stages_inside(monkeypatch):
    clock = iter([0.0, 1.0, 4.0, 9.0])  # the outer one begins, the inner one begins and ends, the outer one ends
    monkeypatch.setattr(stages, "time", SimpleNamespace(perf_counter=lambda: next(clock)))
    watch = stages.Stopwatch()
    watch.begin()
    inner = watch.wrap("titles", "x", lambda: None)
    watch.wrap("bounds", "y", inner)()
    assert (watch.spent["titles"], watch.spent["bounds"]) == (3_000, 6_000)


def test_the_functions_are_as_they_were_after_watching_also_when_something_fails():
    owner, attribute = stages._owner("scoring.rank:Scorer.score")
    before = getattr(owner, attribute)
    with stages.watching():
        assert getattr(owner, attribute) is not before
    assert getattr(owner, attribute) is before
    with pytest.raises(ZeroDivisionError), stages.watching():
        _ = 1 / 0
    assert getattr(owner, attribute) is before


def test_agreement_counts_ties_at_the_last_place_and_leaves_empty_lists_out():
    totals = [{"a": 0.9, "b": 0.8, "c": 0.8, "d": 0.1}, {}, {"e": 0.5, "f": 0.0}]
    exact = [["a", "b"], [], ["e"]]
    assert agreement([["c", "a"], ["x"], ["e", "f"]], exact, totals) == (1.0, 1.0)
    assert agreement([["a", "d"], [], ["f"]], exact, totals) == (0.25, 0.0)
    assert agreement([["a", "b", "c"], [], ["e"]], exact, totals) == (1.0, 1.0)


def test_this_process_has_a_size_and_this_machine_a_name():
    of = machine.machine()
    assert of["cores"] >= 1
    assert of["cpu"] in machine.words(of)
    assert machine.peak_mb() > 10
    assert machine.resident_mb(os.getpid()) > 10
    assert 0 < machine.pss_mb(os.getpid()) <= 1.1 * machine.resident_mb(os.getpid(), peak=True)
    assert os.getpid() in machine.tree(os.getpid())
    assert machine.resident_mb(2**30) == 0.0


def test_the_bandwidth_of_a_copy_is_of_a_memory_and_not_of_a_disk(monkeypatch):
    monkeypatch.setattr(machine, "COPIED_BYTES", 2**24)
    assert machine.bandwidth() > 1e8


@pytest.mark.parametrize(
    ("value", "words"),
    [(1234, "1,234"), (0.01234, "0.0123"), (12345.6, "12,346"), (None, "-"), ([1.0, 2.5], "1 - 2.5"), (True, "True")],
)
def test_figures_are_written_for_people(value, words):
    assert number(value) == words


def test_bytes_of_nested_columns_are_counted():
    from scoring.columns.texts import Ragged

    assert stages._bytes(Ragged(np.zeros(3, np.int64), np.zeros(5, np.int32))) == 44
