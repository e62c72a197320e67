"""The load generator against a server that is a function."""

from __future__ import annotations

import asyncio

import httpx2
import pytest

from api.cli.bench import load
from api.cli.bench.load import Order, client


@pytest.fixture
def serve(monkeypatch):
    """The client meets this function instead of a network."""

    def by(answer):
        def http(order):
            return httpx2.AsyncClient(base_url=order.address, transport=httpx2.MockTransport(answer))

        monkeypatch.setattr(load, "_http", http)

    return by


def test_in_the_closed_loop_so_many_are_under_way_and_every_path_is_asked(serve):
    under_way, most, paths = 0, 0, set()

    async def answer(request):
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        paths.add(request.url.path)
        await asyncio.sleep(0.005)
        under_way -= 1
        return httpx2.Response(200)

    serve(answer)
    found = client(Order("http://x", ("/a", "/b", "/c", "/d"), 0.2, at_once=3))
    assert most == 3
    assert paths == {"/a", "/b", "/c", "/d"}
    assert found.errors == 0
    assert len(found.took_ms) > 10
    assert min(found.took_ms) >= 5


def test_other_answers_and_none_at_all_are_errors_and_have_no_latency(serve):
    async def answer(request):
        await asyncio.sleep(0.01)
        if request.url.path == "/gone":
            raise httpx2.ConnectError("gone")
        return httpx2.Response(503)

    serve(answer)
    found = client(Order("http://x", ("/gone", "/busy"), 0.1))
    assert found.took_ms == []
    assert found.errors > 2


def test_in_the_open_loop_waiting_behind_a_slow_request_counts(serve, monkeypatch):
    async def answer(_request):
        await asyncio.sleep(0.03)
        return httpx2.Response(200)

    monkeypatch.setattr(load, "OPEN_AT_MOST", 1)
    serve(answer)
    found = client(Order("http://x", ("/a",), 0.2, rate=100))
    assert len(found.took_ms) == 20
    # The last one is due after 0.19 s and answered after twenty times 0.03 s.
    assert max(found.took_ms) > 1000 * (20 * 0.03 - 0.19) * 0.9
    assert min(found.took_ms) >= 30
