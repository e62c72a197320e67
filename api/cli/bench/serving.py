"""`laiyq bench http`: a real server on loopback under a real load, shortlists of 20 with explanations."""

from __future__ import annotations

import socket
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
from api.cli.bench.machine import resident_mb
from api.cli.bench.options import JsonOption, KeptOption, ResumesOption, VacanciesOption, asked
from api.cli.bench.output import show

START_S = 120
PATHS = 2_000
HALF = 0.5
"""Share of the throughput of the closed loop that the open loop asks for, unless a rate is given."""


def http(
    context: typer.Context,
    count: ResumesOption = None,
    offers: VacanciesOption = None,
    length: Annotated[float, typer.Option("--seconds", min=1, help="How long each load lasts.")] = 15,
    connections: Annotated[
        list[int] | None, typer.Option("--connections", min=1, help="Of the closed loop; may be repeated.")
    ] = None,
    clients: Annotated[int, typer.Option("--clients", min=1, help="Client processes.")] = 1,
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
        paths = _paths(copy)
        with _server(copy) as (address, process):
            load([Order(address, paths, 1.0)])
            closed = []
            for many in connections or [1, 4, 16]:
                at_once = max(many // clients, 1)
                order = Order(address, paths, length, at_once)
                closed.append({"connections": at_once * clients, **load([order] * clients)})
            asked_rate = rate or HALF * max(one["a_second"] for one in closed)
            opened_ = {
                "asked_a_second": asked_rate,
                **load([Order(address, paths, length, rate=asked_rate / clients)] * clients),
            }
            found: dict[str, Any] = {
                **made.counts(), "clients": clients, "closed": closed, "open": opened_,
                "server_peak_mb": resident_mb(process.pid, peak=True),
            }  # fmt: skip
    show("http", found, json_=json_)


def _paths(of: Built) -> list[str]:
    """The addresses of stored vacancies' shortlists."""
    with opened(of) as parts:
        ids = [id_ for id_, _ in islice(parts.store.all_versions("vacancy"), PATHS)]
    return [f"/v1/vacancies/{quote(id_)}/shortlist?limit=20&lang=ru&on={AS_OF}" for id_ in ids]


@contextmanager
def _server(of: Built) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """`laiyq serve` on a copy of the records, as it is started for people, on a free port of loopback."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    call = [sys.executable, "-m", "api.cli.main", "serve", "--data", str(of.folder), "--port", str(port)]
    with TemporaryFile() as log, subprocess.Popen(call, stdout=log, stderr=log) as process:  # noqa: S603 - ourselves
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
