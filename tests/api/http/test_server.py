"""`laiyq serve` as real processes: several readers of one generation, ends that lose nothing."""

from __future__ import annotations

import signal
import socket
import time
import urllib.request
from datetime import UTC, datetime

import pytest

from matcher.store import open_store
from tests.api.http.conftest import RECORDS
from tests.api.processes import started, until

PERSON = b'{"id": "late", "desired": ["\xd0\xa1\xd0\xb2\xd0\xb0\xd1\x80\xd1\x89\xd0\xb8\xd0\xba"]}'
FRESH_S = 1.0


@pytest.fixture
def data(tmp_path):
    folder = tmp_path / "data"
    with open_store(folder) as store:
        store.put(RECORDS, datetime.now(UTC))
    return folder


def people(server, wanted=200):
    status, answer = server.ask("GET", "/v1/vacancies/v1/shortlist?on=2026-11-20&limit=100")
    assert status == wanted
    return {item["resume"] for item in answer["items"]}


def test_several_processes_see_each_others_commits_within_a_second(data, tmp_path):
    with started(tmp_path / "log", "serve", "--data", data, "--workers", "2") as server:
        before = {line["pid"] for line in server.lines() if line["logger"] == "laiyq.access"}
        until(lambda: len(answering(server) | before) == 2, server)
        assert people(server) >= {"r1", "r3"}
        assert server.ask("PUT", "/v1/resumes/new", {"id": "new", "desired": ["Сварщик"]})[0] == 200
        stored = time.monotonic()
        pids = set()
        while time.monotonic() - stored < FRESH_S or len(pids) < 2:
            assert "new" in people(server), "a process has not seen the commit"
            pids = {line["pid"] for line in server.lines() if line.get("route", "").endswith("/shortlist")}
        assert server.ask("DELETE", "/v1/resumes/new")[0] == 204
        assert all("new" not in people(server) for _ in range(10))
        # What one process has counted, any other tells.
        made = sum(line.get("route", "").endswith("/shortlist") for line in server.lines())
        told = server_figures(server)
        assert told >= made > 10
        assert server.end(signal.SIGTERM) == 0, server.said()
    assert not list(data.glob("*-wal")), "the store was not closed"
    with open_store(data) as store:
        assert store.get("resume", "new") is None


def answering(server):
    server.ask("GET", "/livez")
    return {line["pid"] for line in server.lines() if line["logger"] == "laiyq.access"}


def server_figures(server):
    with urllib.request.urlopen(f"http://127.0.0.1:{server.port}/metrics", timeout=30) as answer:
        text = answer.read().decode()
    found = [line for line in text.splitlines() if line.startswith('laiyq_shortlists_total{direction="shortlist"}')]
    return float(found[0].rsplit(" ", 1)[1])


@pytest.mark.parametrize("workers", [1, 2])
def test_a_stop_lets_running_requests_end_and_closes_the_store(data, tmp_path, workers):
    with started(tmp_path / "log", "serve", "--data", data, "--workers", workers) as server:
        with socket.create_connection(("127.0.0.1", server.port), timeout=30) as client:
            head = f"PUT /v1/resumes/late HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(PERSON)}\r\n\r\n"
            client.sendall(head.encode() + PERSON[:10])
            time.sleep(0.5)  # the request is under way, its end is not here
            server.process.send_signal(signal.SIGTERM)
            until(lambda: "Shutting down" in server.said())
            assert server.process.poll() is None
            client.sendall(PERSON[10:])
            answer = client.makefile("rb").read()
        assert b" 200 " in answer.splitlines()[0]
        assert b'{"stored":1,"unchanged":0}' in answer
        assert server.process.wait(30) == 0, server.said()
        with pytest.raises(OSError, match="refused"):
            server.ask("GET", "/livez")
    assert not list(data.glob("*-wal")), "the store was not closed"
    with open_store(data) as store:
        assert store.get("resume", "late") is not None


def test_a_stop_waits_no_longer_than_it_is_told_to(data, tmp_path):
    with (
        started(tmp_path / "log", "serve", "--data", data, LAIYQ_STOP_S="1") as server,
        socket.create_connection(("127.0.0.1", server.port), timeout=30) as client,
    ):
        client.sendall(b"PUT /v1/resumes/late HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{")
        time.sleep(0.5)
        assert server.end(signal.SIGTERM) == 0
    with open_store(data) as store:
        assert store.get("resume", "late") is None


def test_processes_end_with_the_one_that_started_them(data, tmp_path):
    with started(tmp_path / "log", "serve", "--data", data, "--workers", "2") as server:
        server.end(signal.SIGKILL)
        until(lambda: not server.ready(), seconds=30)
    until(lambda: refused(server), seconds=30)
    with started(tmp_path / "log", "serve", "--data", data) as again:
        assert people(again)


def refused(server):
    with socket.socket() as client:
        return client.connect_ex(("127.0.0.1", server.port)) != 0


def test_a_store_that_cannot_be_opened_ends_the_start_with_one_sentence(tmp_path):
    (tmp_path / "file").write_text("no store", "utf-8")
    from tests.api.cli.conftest import call

    done = call("serve", "--data", tmp_path / "file")
    assert done.code == 1
    assert "is a file: the store needs a folder" in done.words
