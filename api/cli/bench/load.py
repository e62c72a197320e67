"""A load generator for one address: closed loop for throughput, open loop for latency at a rate.

It runs in processes of its own, so that it does not share the interpreter of what it measures. In the open loop a
request has its moment whether earlier ones were answered or not, and its latency counts from that moment: a server that
stalls is not spared the requests that waited.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import TYPE_CHECKING, Any, NamedTuple

from api.cli.bench.measuring import over_runs, percentiles

if TYPE_CHECKING:
    import httpx2

TIMEOUT_S = 30.0
OPEN_AT_MOST = 256
"""Requests under way at most; beyond, a request waits, and its waiting counts."""


class Answers(NamedTuple):
    """What a client saw: milliseconds of the good answers, how many others, how long it all took in seconds."""

    took_ms: list[float]
    errors: int
    lasted_s: float


class Order(NamedTuple):
    """What a client is to do: so many at once, or so many a second where `rate` is given, for so long."""

    address: str
    paths: Sequence[str]
    seconds: float
    at_once: int = 1
    rate: float | None = None


def load(orders: Sequence[Order], runs: int = 1) -> dict[str, Any]:
    """A client process for each order, at the same time: throughput, percentiles, errors of all together.

    Args:
        orders: one a client.
        runs: how often, one after the other.
    """
    seen = [_run(orders) for _ in range(runs)]
    return {
        "requests": sum(len(one.took_ms) for one in seen),
        "errors": sum(one.errors for one in seen),
        **over_runs("a_second", [len(one.took_ms) / one.lasted_s for one in seen]),
        **percentiles(one.took_ms for one in seen),
    }


def _run(orders: Sequence[Order]) -> Answers:
    with ProcessPoolExecutor(len(orders), multiprocessing.get_context("spawn")) as pool:
        seen = list(pool.map(client, orders))
    took = [one for answers in seen for one in answers.took_ms]
    return Answers(took, sum(answers.errors for answers in seen), max(answers.lasted_s for answers in seen))


def client(order: Order) -> Answers:
    """One client, until its time is over and everything is answered."""
    return asyncio.run(_closed(order) if order.rate is None else _open(order, order.rate))


async def _closed(order: Order) -> Answers:
    """Each of `at_once` sends the next request when it has the answer to the last one."""
    took: list[float] = []
    errors = 0
    start = time.perf_counter()

    async def one(http: httpx2.AsyncClient, number: int) -> None:
        nonlocal errors
        while (begun := time.perf_counter()) - start < order.seconds:
            good = await _asked(http, order.paths[number % len(order.paths)])
            number += order.at_once
            if good:
                took.append(1000 * (time.perf_counter() - begun))
            else:
                errors += 1

    async with _http(order) as http:
        await asyncio.gather(*(one(http, number) for number in range(order.at_once)))
    return Answers(took, errors, time.perf_counter() - start)


async def _open(order: Order, rate: float) -> Answers:
    """Request i is due i / rate seconds after the start."""
    took: list[float] = []
    errors = 0
    gate = asyncio.Semaphore(OPEN_AT_MOST)
    start = time.perf_counter()

    async def one(http: httpx2.AsyncClient, number: int) -> None:
        nonlocal errors
        due = start + number / rate
        await asyncio.sleep(due - time.perf_counter())
        async with gate:
            good = await _asked(http, order.paths[number % len(order.paths)])
        if good:
            took.append(1000 * (time.perf_counter() - due))
        else:
            errors += 1

    async with _http(order) as http:
        await asyncio.gather(*(one(http, number) for number in range(int(rate * order.seconds))))
    return Answers(took, errors, time.perf_counter() - start)


def _http(order: Order) -> httpx2.AsyncClient:
    import httpx2

    limits = httpx2.Limits(max_connections=OPEN_AT_MOST, max_keepalive_connections=OPEN_AT_MOST)
    return httpx2.AsyncClient(base_url=order.address, timeout=TIMEOUT_S, limits=limits, trust_env=False)


async def _asked(http: httpx2.AsyncClient, path: str) -> bool:
    import httpx2

    try:
        answer = await http.get(path)
    except httpx2.HTTPError:
        return False
    return bool(answer.status_code == httpx2.codes.OK)
