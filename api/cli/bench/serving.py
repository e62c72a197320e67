"""`laiyq bench http`: a real server on loopback under a real load, shortlists of 20 with explanations."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from itertools import islice
from tempfile import TemporaryFile
from typing import Annotated, Any
from urllib.error import URLError
from urllib.parse import quote

import typer

from api.cli.bench.building import AS_OF, Built, built, copied, opened
from api.cli.bench.load import Order, load
from api.cli.bench.machine import free_port, pss_mb, tree
from api.cli.bench.options import JsonOption, KeptOption, ResumesOption, VacanciesOption, asked
from api.cli.bench.output import show

START_S = 120
HALF = 0.5
"""Share of the throughput of the closed loop that the open loop asks for, unless a rate is given."""


def http(
    context: typer.Context,
    count: ResumesOption = None,
    offers: VacanciesOption = None,
    queries: Annotated[int, typer.Option("--queries", min=1, help="Distinct vacancies that are asked for.")] = 2_000,
    runs: Annotated[int, typer.Option("--runs", min=1, help="Of each load, after a short one that warms up.")] = 1,
    length: Annotated[float, typer.Option("--seconds", min=1, help="How long each load lasts.")] = 15,
    connections: Annotated[
        list[int] | None, typer.Option("--connections", min=1, help="Of the closed loop; may be repeated.")
    ] = None,
    clients: Annotated[int, typer.Option("--clients", min=1, help="Client processes.")] = 1,
    workers: Annotated[int, typer.Option("--workers", min=1, help="Server processes.")] = 1,
    rate: Annotated[
        float | None, typer.Option("--rate", min=0.1, help="Requests a second of the open loop.", show_default="half")
    ] = None,
    data: KeptOption = None,
    json_: JsonOption = False,
) -> None:
    """Shortlists with explanations from a real server: throughput, then latency at a rate; the client runs here too."""
    if find_spec("httpx2") is None:
        raise typer.BadParameter("needs a package that is not installed: pip install 'laiyq[bench]'")
    with built(asked(context, count, offers, data)) as made, copied(made) as copy:
        paths = _paths(copy, queries)
        with _server(copy, workers) as (address, process):
            load([Order(address, paths, 1.0)])
            closed = []
            for many in connections or [1, 4, 16]:
                at_once = max(many // clients, 1)
                order = Order(address, paths, length, at_once)
                closed.append({"connections": at_once * clients, **load([order] * clients, runs)})
            asked_rate = rate or HALF * max(one["a_second"] for one in closed)
            opened_ = {
                "asked_a_second": asked_rate,
                **load([Order(address, paths, length, rate=asked_rate / clients)] * clients, runs),
            }
            found: dict[str, Any] = {
                **made.counts(), "clients": clients, "workers": workers, "closed": closed, "open": opened_,
                "server_mb": sum(pss_mb(pid) for pid in tree(process.pid)),
            }  # fmt: skip
    show("http", found, json_=json_)


def _paths(of: Built, count: int) -> list[str]:
    """The addresses of stored vacancies' shortlists."""
    with opened(of) as parts:
        ids = [id_ for id_, _ in islice(parts.store.all_versions("vacancy"), count)]
    return [f"/v1/vacancies/{quote(id_)}/shortlist?limit=20&lang=ru&on={AS_OF}" for id_ in ids]


@contextmanager
def _server(of: Built, workers: int) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """`laiyq serve` on a copy of the records, as it is started for people, on a free port of loopback."""
    port = free_port()
    call = [sys.executable, "-m", "api.cli.main", "serve", "--data", str(of.folder), "--port", str(port)]
    call += ["--workers", str(workers)] if workers > 1 else []
    # Settings of the person who measures are not those of what is measured.
    bare = {name: value for name, value in os.environ.items() if not name.startswith("LAIYQ_")}
    with (
        TemporaryFile() as log,
        subprocess.Popen(call, stdout=log, stderr=log, env=bare) as process,  # noqa: S603 - ourselves
    ):
        try:
            address = f"http://127.0.0.1:{port}"
            if not _ready(address, process):
                log.seek(0)
                raise RuntimeError(f"the server did not start: {log.read()[-500:].decode('utf-8', 'replace')}")
            yield address, process
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()


def _ready(address: str, process: subprocess.Popen[bytes]) -> bool:
    until = time.monotonic() + START_S
    while process.poll() is None and time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"{address}/readyz", timeout=5):  # noqa: S310 - our own address
                return True
        except URLError:
            time.sleep(0.1)
    return False
