"""`laiyq worker`, `drift` and `outbox`."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from matcher.store import open_store
from tests.api.cli.conftest import DAY, call, written
from tests.factories import resume

ROOT = Path(__file__).parents[3]
PEOPLE = [{"id": f"r{number}", "desired": ["Сварщик"]} for number in range(4)]


@pytest.fixture
def data(tmp_path):
    folder = tmp_path / "data"
    done = call("import", written(tmp_path / "p.jsonl", *PEOPLE), "--kind", "resume", "--on", DAY, "--data", folder)
    assert done.code == 0, done.err
    return folder


def test_one_round_empties_the_outbox(data):
    assert call("outbox", "--data", data, "--json").json == {"waiting": 4, "revived": 0, "dead": []}
    done = call("worker", "--once", "--data", data, "--json").json
    assert (done["told"], done["buried"], done["away"]) == (4, 0, None)
    assert call("outbox", "--data", data, "--json").json["waiting"] == 0


def test_index_and_store_agree_or_are_put_right(data):
    agree = {"missing": 0, "extra": 0, "old": 0, "ahead": 0}
    found = call("drift", "--data", data, "--json")
    assert (found.code, found.json) == (0, {"vacancy": agree, "resume": agree})
    with open_store(data) as store, store._database.writing() as connection:
        # As no code of ours does it: without a change number.
        connection.exec_driver_sql("UPDATE resume SET state = 'withdrawn', withdrawn_by = 'hand' WHERE id = 'r1'")
    found = call("drift", "--data", data, "--json")
    assert (found.code, found.json["resume"]) == (1, {**agree, "extra": 1})
    assert "r1" not in found.out + found.err
    assert call("drift", "--repair", "--data", data).code == 0
    assert call("drift", "--data", data, "--json").json["resume"] == agree


def test_what_was_given_up_is_shown_with_its_reason_and_can_be_tried_again(data):
    from datetime import UTC, datetime

    with open_store(data) as store:
        (word,) = store.pending(datetime.now(UTC), 1)
        store.bury(word, "a field has the wrong type")
    said = call("outbox", "--data", data)
    assert said.out == "1\tresume\tr0\t1\ta field has the wrong type\n"
    assert "3 wait, 1 were given up" in said.words
    assert call("outbox", "--retry", "--data", data, "--json").json == {"waiting": 4, "revived": 1, "dead": []}


def test_a_worker_follows_until_it_is_told_to_end(data):
    from datetime import UTC, datetime

    command = [sys.executable, "-m", "api.cli.main", "worker", "--every", "0.1", "--data", str(data)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, cwd=ROOT, env=environment, text=True, stderr=subprocess.PIPE) as process:  # noqa: S603
        try:
            with open_store(data) as store:
                _until(lambda: store.waiting() == 0)
                store.put([resume(id="new")], datetime.now(UTC))
                _until(lambda: store.waiting() == 0)
            process.send_signal(signal.SIGTERM)
            _, said = process.communicate(timeout=20)
        finally:
            process.kill()
    assert process.returncode == 0, said
    assert "told 4" in said
    assert "told 1" in said


def _until(true, seconds=40):
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.05)
