"""What a server does while something under it fails: a clear answer or a wait, and nothing promised is lost."""

from __future__ import annotations

import contextlib
import json
import signal
import sqlite3
import threading
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from starlette.testclient import TestClient

from api.cli.worker import Worker
from api.http import parts
from api.http.app import create_app
from api.operation.standing import CHECK
from api.settings import Settings
from api.wiring import service
from matcher.store import open_store
from tests import databases
from tests.api.http.conftest import NOW, RECORDS
from tests.api.operation.conftest import assert_in_step, body
from tests.api.processes import started
from tests.factories import resume, resumes


@contextlib.contextmanager
def application(**how):
    """The real application in this process, behind a client that takes errors as answers."""
    moment = [NOW]
    app = create_app(Settings(**how))
    app.dependency_overrides[parts.clock] = lambda: moment[0]
    with TestClient(app) as client:
        client.moment = moment
        yield client


def test_a_locked_database_is_waited_for_and_then_told(tmp_path):
    with open_store(tmp_path) as store:
        store.put(RECORDS, NOW)
    file = tmp_path / "laiyq.sqlite"
    with (
        application(data=tmp_path, database_wait_s=2) as client,
        closing(sqlite3.connect(file, isolation_level=None, check_same_thread=False)) as other,
    ):
        other.execute("BEGIN IMMEDIATE")
        refused = client.put("/v1/resumes/new", json=body("new"))
        assert (refused.status_code, refused.json()["type"]) == (503, "urn:laiyq:problem:store-unavailable")
        assert refused.headers["retry-after"]
        assert client.get("/v1/changes").status_code == client.get("/readyz").status_code == 200
        threading.Timer(0.3, lambda: other.execute("ROLLBACK")).start()
        assert client.put("/v1/resumes/new", json=body("new")).status_code == 200
        assert client.get("/v1/changes?since=6").json()["next"] == 7


@pytest.fixture
def server_of_its_own():
    """A server that syncs what it acknowledges, for this test alone."""
    if databases.programs() is None:
        pytest.skip("PostgreSQL is not installed")
    with databases.running(synchronous_commit="on") as server:
        yield server


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGQUIT], ids=["restarted", "crashed"])
def test_a_database_that_goes_away_under_load_loses_nothing_and_is_found_again(server_of_its_own, tmp_path, how):
    address = server_of_its_own.database()
    acknowledged, answers, ending = set(), set(), threading.Event()
    with application(data=tmp_path, database=address, database_wait_s=5) as client:

        def load(name):
            number = 0
            while not ending.is_set():
                number += 1
                id_ = f"{name}-{number}"
                answer = client.put(f"/v1/resumes/{id_}", json=body(id_))
                answers.add(answer.status_code)
                if answer.status_code == 200:
                    acknowledged.add(id_)

        def more(count):
            until = time.monotonic() + 60
            wanted = len(acknowledged) + count
            while len(acknowledged) < wanted:
                assert time.monotonic() < until, (len(acknowledged), answers)
                time.sleep(0.02)

        threads = [threading.Thread(target=load, args=(name,)) for name in "abc"]
        for thread in threads:
            thread.start()
        try:
            for _ in range(2):
                more(20)
                server_of_its_own.stop(how)
                assert client.get("/readyz").status_code == 503
                assert client.get("/livez").status_code == 200
                assert "laiyq_store_up 0.0" in client.get("/metrics").text
                server_of_its_own.start()
            more(20)
        finally:
            ending.set()
            for thread in threads:
                thread.join()
        assert answers == {200, 503}
        assert client.get("/readyz").status_code == 200
        store = client.app.state.service.store
        assert acknowledged <= {one.id for one in store.iterate("resume")}
    assert_in_step(Settings(tmp_path, address))


def test_a_clock_that_is_set_back_loses_nothing(tmp_path):
    with application(data=tmp_path) as client:
        for number, days in enumerate((0, 400, -30, 0)):
            client.moment[0] = NOW + timedelta(days=days)
            assert client.put(f"/v1/resumes/r{number}", json=body(f"r{number}")).status_code == 200
            assert client.put("/v1/resumes/same", json=body("same", summary=str(number))).status_code == 200
        assert client.delete("/v1/resumes/r0").status_code == 204
        told = client.get("/v1/changes").json()["changes"]
        assert [one["version"] for one in told] == sorted(one["version"] for one in told)
        assert {one["id"] for one in told if one["action"] == "put"} == {"r1", "r2", "r3", "same"}
        assert client.app.state.service.store.get("resume", "same").summary == "3"
    with service(Settings(tmp_path)) as opened:
        one = Worker(opened)
        for days in (400, 0):
            one.turn(NOW + timedelta(days=days))
            opened.store.put([resume(id=f"at-{days}")], NOW)
        assert one.turn(NOW)["told"] == 1
        assert opened.store.waiting() == 0
    assert_in_step(Settings(tmp_path))


def test_two_workers_never_do_the_same_job_and_leave_nothing_undone(tmp_path):
    data, jobs = tmp_path / "data", 12
    with open_store(data) as store:
        store.put(resumes(50), datetime.now(UTC))
        for _ in range(jobs):
            store.add_job(CHECK, datetime.now(UTC))
    call = ("worker", "--once", "--json", "--data", data)
    with started(tmp_path / "one", *call) as one, started(tmp_path / "two", *call) as two:
        assert [each.process.wait(90) for each in (one, two)] == [0, 0], one.said() + two.said()
        done = [_jobs_of(each) for each in (one, two)]
    assert sum(done) == jobs
    with open_store(data) as store:
        assert {(line.state, line.attempts) for line in store.jobs()} == {("done", 1)}
        assert store.waiting() == 0


def _jobs_of(worker):
    return json.loads(worker.said()[worker.said().index("{\n") :])["jobs"]
