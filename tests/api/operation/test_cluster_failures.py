"""The real application on a real node that stands still, dies, or takes no writes, while people search and write."""

from __future__ import annotations

import threading
import time
from collections import Counter
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from starlette.testclient import TestClient

from api.cli.worker import Worker
from api.http.app import create_app
from api.settings import Settings
from api.wiring import service
from indexer.opensearch import breaker
from tests.api.operation.conftest import AGREE, body
from tests.api.processes import until
from tests.factories import resumes, vacancy, wanting

LISTS = "/v1/vacancies/v1/shortlist?limit=5"
_NUMBERS = count(1)
LATER = timedelta(hours=2)
"""Longer than a relay leaves an engine alone."""


@pytest.fixture
def settings(own_node, tmp_path, request):
    return Settings(
        data=tmp_path / "data", engine="opensearch", opensearch_url=own_node.url, opensearch_replicas=0,
        opensearch_prefix=f"under{next(_NUMBERS)}",
        opensearch_fallback=getattr(request, "param", "none"),
    )  # fmt: skip


@pytest.fixture
def client(settings, monkeypatch):
    """The application with some records in store and index; after failures the cluster is asked again soon."""
    monkeypatch.setattr(breaker, "REST_S", 0.5)
    with service(settings) as parts:
        parts.store.put([vacancy(id="v1"), *resumes(20, wanting("сварщик"))], datetime.now(UTC))
        Worker(parts).turn(datetime.now(UTC))
    with TestClient(create_app(settings)) as made:
        made.worker = Worker(made.app.state.service)
        yield made


class Load:
    """Two who write and two who search, until it is ended: what they were answered."""

    def __init__(self, client):
        self._client = client
        self._ending = threading.Event()
        self.acknowledged = []
        self.written, self.listed = Counter(), Counter()
        self._threads = [threading.Thread(target=self._write, args=(name,)) for name in "ab"]
        self._threads += [threading.Thread(target=self._search) for _ in "cd"]

    def _write(self, name):
        number = 0
        while not self._ending.wait(0.05):
            number += 1
            id_ = f"{name}-{number}"
            answer = self._client.put(f"/v1/resumes/{id_}", json=body(id_))
            self.written[answer.status_code] += 1
            if answer.status_code == 200:
                self.acknowledged.append(id_)

    def _search(self):
        while not self._ending.wait(0.05):
            answer = self._client.get(LISTS)
            told = answer.json()
            if answer.status_code == 503:
                assert answer.headers["Retry-After"]
                self.listed[told["type"].rpartition(":")[2]] += 1
            else:
                self.listed[self._client.get(f"/v1/shortlists/{told['shortlist']}").json()["engine"]] += 1

    def more(self, counter, name, number=5):
        """Waits until so many more were answered so."""
        wanted = counter[name] + number
        until(lambda: counter[name] >= wanted)

    @contextmanager
    def running(self):
        for thread in self._threads:
            thread.start()
        try:
            yield self
        finally:
            self._ending.set()
            for thread in self._threads:
                thread.join()


def caught_up(client, load):
    """The relay tells all that waits, and nothing is missing in the index."""
    worker = client.worker
    assert worker.turn(datetime.now(UTC) + LATER)["away"] is None
    assert worker.parts.store.waiting() == 0
    assert worker.check(mending=False) == {"vacancy": AGREE, "resume": AGREE}
    assert set(load.acknowledged) <= {one.id for one in worker.target.held("resume")}
    assert set(load.written) == {200}


BREAKS = {
    "paused": (lambda node: node.pause(), lambda node: node.go_on()),
    "killed": (lambda node: node.kill(), lambda node: node.start()),
}


@pytest.mark.parametrize("how", BREAKS)
def test_a_node_that_is_away_is_told_and_what_was_written_meanwhile_arrives(client, own_node, how):
    away, back = BREAKS[how]
    with Load(client).running() as load:
        load.more(load.listed, "opensearch")
        away(own_node)
        try:
            begun = time.monotonic()
            refused = client.get("/readyz")
            assert (refused.status_code, refused.json()["type"]) == (503, "urn:laiyq:problem:engine-away")
            assert refused.headers["Retry-After"]
            assert time.monotonic() - begun < 30, "who asks whether a server is ready does not wait for minutes"
            assert client.get("/livez").status_code == 200
            load.more(load.listed, "engine-away")
            load.more(load.written, 200)
            assert client.worker.turn(datetime.now(UTC))["away"]
            assert client.worker.parts.store.waiting() >= 5
        finally:
            back(own_node)
        until(lambda: client.get("/readyz").status_code == 200)
        load.more(load.listed, "opensearch")
    assert set(load.listed) == {"opensearch", "engine-away"}
    caught_up(client, load)


@pytest.mark.parametrize("settings", ["embedded"], indirect=True)
def test_where_it_may_the_own_engine_answers_everybody_until_the_node_is_back(client, own_node):
    away, back = BREAKS["killed"]
    with Load(client).running() as load:
        load.more(load.listed, "opensearch")
        away(own_node)
        try:
            load.more(load.listed, "embedded")
            ready = client.get("/readyz")
            assert (ready.status_code, ready.json()["behind"] > 0) == (200, True)
            assert client.worker.turn(datetime.now(UTC))["away"]
        finally:
            back(own_node)
        load.more(load.listed, "opensearch")
    assert set(load.listed) == {"opensearch", "embedded"}
    caught_up(client, load)


def test_a_node_without_room_answers_searches_and_changes_wait(client, settings, own_node):
    indices = f"/{settings.opensearch_prefix}-*/_settings"
    with Load(client).running() as load:
        load.more(load.written, 200)
        own_node.ask("PUT", indices, {"index.blocks.read_only_allow_delete": True})
        try:
            load.more(load.written, 200)
            assert "takes no writes" in client.worker.turn(datetime.now(UTC))["away"]
            ready = client.get("/readyz")
            assert (ready.status_code, ready.json()["behind"] > 0) == (200, True)
            load.more(load.listed, "opensearch")
        finally:
            own_node.ask("PUT", indices, {"index.blocks.read_only_allow_delete": None})
        load.more(load.written, 200)
    assert set(load.listed) == {"opensearch"}
    caught_up(client, load)
