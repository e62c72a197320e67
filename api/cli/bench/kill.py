"""`laiyq bench kill`: server and worker killed at random moments under a load of changes; losses are counted."""

from __future__ import annotations

import os
import random
import signal
import statistics
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Annotated, Any, TypeVar

import typer

from api.cli.bench.killing import Client
from api.cli.bench.machine import free_port
from api.cli.bench.options import JsonOption
from api.cli.bench.output import show
from api.cli.options import now
from api.cli.worker import Worker
from api.settings import Settings
from api.wiring import service

START_S = 120
VICTIMS = ("server", "worker", "both")
LATE_S = 0.2
"""A kill comes so much later at most than the change that it waits for."""


@dataclass
class Pair:
    """A server and a worker on one data folder, each in a group of its own that is killed as a whole."""

    settings: Settings
    log: IO[bytes]
    server: subprocess.Popen[bytes] | None = None
    worker: subprocess.Popen[bytes] | None = None
    restarts_s: list[float] = field(default_factory=list)

    def start(self) -> None:
        """Starts what does not run, and waits until the server is ready.

        Raises:
            RuntimeError: it does not start.
        """
        begun = time.monotonic()
        s = self.settings
        if self.server is None:
            self.server = self._run("serve", "--port", str(s.port), "--workers", str(s.workers))
        if self.worker is None:
            self.worker = self._run("worker", "--every", "0.2")
        while not _ready(s.port):
            if self.server.poll() is not None or time.monotonic() - begun > START_S:
                raise RuntimeError("the server did not start")
            time.sleep(0.05)
        self.restarts_s.append(time.monotonic() - begun)

    def kill(self, victim: str) -> None:
        """Kills one or both, without a word."""
        for name in ("server", "worker"):
            process: subprocess.Popen[bytes] | None = getattr(self, name)
            if victim in {name, "both"} and process is not None:
                with suppress(ProcessLookupError):  # it ended by itself
                    os.killpg(process.pid, signal.SIGKILL)
                process.wait()
                setattr(self, name, None)

    def end(self) -> None:
        """Kills what runs."""
        Pair.kill(self, "both")

    def _run(self, *arguments: str) -> subprocess.Popen[bytes]:
        call = [sys.executable, "-m", "api.cli.main", *arguments, "--data", str(self.settings.data)]
        clean = {name: value for name, value in os.environ.items() if not name.startswith("LAIYQ_")}
        return subprocess.Popen(  # noqa: S603 - ourselves
            call, stdout=self.log, stderr=self.log, env={**clean, **self.places()}, start_new_session=True
        )

    def places(self) -> dict[str, str]:
        """Where the processes find what is not in the data folder, as settings of the environment."""
        return {"LAIYQ_DATABASE_URL": self.settings.database} if self.settings.database else {}


Started = TypeVar("Started", bound=Pair)


def kill(
    context: typer.Context,
    rounds: Annotated[int, typer.Option("--rounds", min=1, help="How often something is killed.")] = 10,
    changes: Annotated[int, typer.Option("--changes", min=10, help="Changes to be acknowledged in all.")] = 10_000,
    clients: Annotated[int, typer.Option("--clients", min=1, max=64, help="Of the server, at once.")] = 4,
    workers: Annotated[int, typer.Option("--workers", min=1, max=16, help="Processes of the server.")] = 2,
    seed: Annotated[int, typer.Option("--seed", help="Of the moments and the victims.")] = 7,
    database: Annotated[
        str | None, typer.Option("--database", metavar="URL", help="An empty database; else a file.")
    ] = None,
    json_: JsonOption = False,
) -> None:
    """Kill server and worker under load; exit code 1 where an acknowledged change is lost or the index disagrees."""
    del context  # nothing of the usual data folder is used
    with TemporaryDirectory(prefix="laiyq-kill-") as name, (Path(name) / "log").open("wb") as log:
        settings = Settings(data=Path(name) / "data", database=database, port=free_port(), workers=workers)
        with running(Pair(settings, log)) as pair:
            found = _rounds(pair, clients_of(settings, clients, changes), rounds, random.Random(seed))  # noqa: S311
    show("kill", found, json_=json_)
    if found["lost"] or found["drift"] or found["unexpected"]:
        raise typer.Exit(1)


def clients_of(settings: Settings, clients: int, changes: int) -> list[Client]:
    """Clients that share the changes and wait for their `go`."""
    go = threading.Event()
    shares = [changes // clients + (number < changes % clients) for number in range(clients)]
    return [Client(number, settings.port, share, go) for number, share in enumerate(shares)]


def _rounds(pair: Pair, clients: list[Client], rounds: int, chance: random.Random) -> dict[str, Any]:
    """Kills at `rounds` moments spread over the changes; everything is checked after each and in the end."""
    go, total = clients[0].go, sum(client.share for client in clients)
    go.set()
    for client in clients:
        client.start()
    killed: Counter[str] = Counter()
    lost = drifted = 0
    moments = sorted(chance.randrange(total) for _ in range(rounds))
    try:
        for moment in moments:
            while acknowledged(clients) < moment:
                time.sleep(0.002)
            time.sleep(chance.uniform(0, LATE_S))
            victim = chance.choice(VICTIMS)
            pair.kill(victim)
            killed[victim] += 1
            go.clear()
            pair.start()
            one = _check(pair.settings, clients)
            lost, drifted = lost + one[0], drifted + one[1]
            go.set()
        for client in clients:
            client.join()
        one = _check(pair.settings, clients)
    finally:
        for client in clients:
            client.stop()
            client.join()
    return {
        "rounds": rounds, "killed": dict(killed), "acknowledged": acknowledged(clients),
        "unanswered": sum(client.known.unanswered for client in clients),
        "unexpected": [status for client in clients for status in client.known.unexpected],
        "records": sum(one[2].values()), "lost": lost + one[0], "drift": drifted + one[1],
        "restart_s": statistics.median(pair.restarts_s[1:] or pair.restarts_s),
    }  # fmt: skip


def _check(settings: Settings, clients: list[Client]) -> tuple[int, int, dict[str, int]]:
    """Changes lost, records on which index and store do not agree, and how many records there are by kind."""
    with still(clients), service(settings) as parts:
        one = Worker(parts)
        one.relay.run(now())
        drifted = sum(sum(counts.values()) for counts in one.check(mending=False).values())
        lost = sum(client.known.wrong(parts) for client in clients)
        return lost, drifted, {kind: parts.store.count(kind) for kind in ("vacancy", "resume")}


@contextmanager
def still(clients: Sequence[Client]) -> Iterator[None]:
    """A block in which no change of theirs is under way."""
    with ExitStack() as stack:
        for client in clients:
            stack.enter_context(client.busy)
        yield


def acknowledged(clients: list[Client]) -> int:
    """Changes acknowledged until now, of all clients."""
    return sum(client.known.acknowledged for client in clients)


@contextmanager
def running(pair: Started) -> Iterator[Started]:
    """What is killed in rounds, started; what runs in the end is ended, also where this process is told to end."""
    held = signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    try:
        pair.start()
        yield pair
    finally:
        pair.end()
        signal.signal(signal.SIGTERM, held)


def _ready(port: int) -> bool:
    import urllib.request
    from urllib.error import URLError

    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=30):
            return True
    except (URLError, OSError):
        return False
