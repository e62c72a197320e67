"""The service on a cluster, as its operator runs it; and while the cluster is away."""

from __future__ import annotations

import socket
from datetime import UTC, datetime
from itertools import count

import pytest
from starlette.testclient import TestClient

from api.http.app import create_app
from api.settings import Settings
from indexer.opensearch.gateway import Address, Gateway
from indexer.opensearch.indices import Indices
from tests.api.cli.conftest import DAY, call, written

NOW = datetime(2026, 11, 20, tzinfo=UTC)
PEOPLE = [{"id": f"r{number}", "desired": ["Сварщик"]} for number in range(4)]
OFFER = {"id": "v1", "title": "Сварщик"}
_NUMBERS = count(1)


@pytest.fixture
def environment(monkeypatch, opensearch):
    """A cluster with a prefix of its own."""
    prefix = f"cli{next(_NUMBERS)}"
    told = {
        "ENGINE": "opensearch",
        "OPENSEARCH_URL": opensearch,
        "OPENSEARCH_PREFIX": prefix,
        "OPENSEARCH_REPLICAS": "0",
    }
    for name, value in told.items():
        monkeypatch.setenv(f"LAIYQ_{name}", value)
    yield monkeypatch
    gateway = Gateway(Address(opensearch).client())
    indices = Indices(gateway, prefix)
    for one in indices.kept().values():
        for index in one.all():
            indices.drop(index)
    gateway.close()


@pytest.fixture
def data(tmp_path, environment):  # noqa: ARG001 - the cluster is there before anything is stored
    folder = tmp_path / "data"
    lines = written(tmp_path / "p.jsonl", *PEOPLE), "--kind", "resume"
    assert call("import", *lines, "--on", DAY, "--data", folder).code == 0
    assert (
        call("import", written(tmp_path / "v.jsonl", OFFER), "--kind", "vacancy", "--on", DAY, "--data", folder).code
        == 0
    )
    done = call("worker", "--once", "--data", folder, "--json").json
    assert (done["buried"], done["away"]) == (0, None)
    assert call("outbox", "--data", folder, "--json").json["waiting"] == 0
    return folder


@pytest.fixture
def nobody():
    """An address at which nothing answers."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{one.getsockname()[1]}"


def listed(done):
    return [item["resume"] for item in done.json["items"]]


def test_the_cluster_answers_what_the_own_engine_answers(data, environment):
    found = call("shortlist", "v1", "--on", DAY, "--data", data, "--json", "--what-if")
    assert (found.code, listed(found)) == (0, ["r0", "r1", "r2", "r3"])
    environment.setenv("LAIYQ_ENGINE", "embedded")
    assert call("index", "rebuild", "--data", data).code == 0
    own = call("shortlist", "v1", "--on", DAY, "--data", data, "--json", "--what-if")
    ours, theirs = (dict(one.json, shortlist=0) for one in (found, own))
    assert ours == theirs


def test_what_an_operator_does_with_the_index(data):
    assert call("index", "check", "--data", data).code == 0
    status = call("index", "status", "--data", data, "--json").json
    assert (status["usable"], status["records"], status["cluster"]["number_of_nodes"]) == (
        True, {"vacancy": 1, "resume": 4}, 1,
    )  # fmt: skip
    for record in ("r0", "r1"):
        assert call("withdraw", "resume", record, "--data", data).code == 0
    shrunk = call("index", "rebuild", "--data", data)
    assert (shrunk.code, "--shrinking" in shrunk.err) == (1, True)
    assert call("index", "rebuild", "--shrinking", "--data", data).code == 0
    assert call("index", "back", "--data", data).code == 0
    assert listed(call("shortlist", "v1", "--on", DAY, "--data", data, "--json")) == ["r2", "r3"]
    assert call("drift", "--data", data).code == 0
    assert call("erase", "r2", "--data", data).code == 0
    assert listed(call("shortlist", "v1", "--on", DAY, "--data", data, "--json")) == ["r3"]


def test_while_the_cluster_is_away_a_search_says_so_and_word_of_changes_waits(data, environment, nobody, tmp_path):
    environment.setenv("LAIYQ_OPENSEARCH_URL", nobody)
    more = written(tmp_path / "more.jsonl", {"id": "r9", "desired": ["Повар"]})
    stored = call("import", more, "--kind", "resume", "--on", DAY, "--data", data)
    assert (stored.code, "waits for the worker" in stored.err) == (0, True)
    away = call("shortlist", "v1", "--on", DAY, "--data", data)
    assert (away.code, "does not answer" in away.err) == (1, True)
    assert call("withdraw", "resume", "r0", "--data", data).code == 0
    assert "does not answer" in call("worker", "--once", "--data", data, "--json").json["away"]
    assert call("outbox", "--data", data, "--json").json["waiting"] == 2


def test_where_that_is_set_the_own_engine_answers_until_the_cluster_does_again(data, environment, nobody, opensearch):
    environment.setenv("LAIYQ_OPENSEARCH_FALLBACK", "embedded")
    environment.setenv("LAIYQ_OPENSEARCH_URL", nobody)
    assert call("worker", "--once", "--data", data).code == 0
    assert call("withdraw", "resume", "r0", "--data", data).code == 0
    made = call("shortlist", "v1", "--on", DAY, "--data", data, "--json")
    assert listed(made) == ["r1", "r2", "r3"]
    environment.setenv("LAIYQ_OPENSEARCH_URL", opensearch)
    assert call("worker", "--once", "--data", data, "--json").json["told"] == 1
    assert listed(call("shortlist", "v1", "--on", DAY, "--data", data, "--json")) == ["r1", "r2", "r3"]


def test_over_http_a_cluster_that_is_away_is_a_problem_with_a_time_to_come_back(data, environment, nobody):
    environment.setenv("LAIYQ_OPENSEARCH_URL", nobody)
    with TestClient(create_app(Settings.read(data=data))) as client:
        assert client.get("/livez").status_code == 200
        answer = client.get("/readyz")
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
        assert answer.json()["type"].endswith("engine-away")


def test_a_wrong_call_is_told(data, environment):
    environment.setenv("LAIYQ_ENGINE", "embedded")
    assert call("index", "back", "--data", data).code == 2
