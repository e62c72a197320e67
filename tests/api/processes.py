"""Real processes of `laiyq`, as an operator starts them: on a free port, with their log in a file, ended in the end."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from api.cli.bench.machine import free_port

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parents[2]
START_S = 90
END_S = 40


@dataclass
class Running:
    """A process, its log, and for a server its address."""

    process: subprocess.Popen[bytes]
    log: Path
    port: int = 0

    def said(self) -> str:
        return self.log.read_text("utf-8", "replace")

    def lines(self) -> list[dict[str, Any]]:
        """The lines of the log that are whole and JSON."""
        return [json.loads(line) for line in self.said().splitlines() if line.startswith("{") and line.endswith("}")]

    def ask(self, method: str, path: str, body: Any = None, timeout: float = 60) -> tuple[int, Any]:
        """One request on a connection of its own -> status and JSON; headers are in `headers` of the error."""
        data = None if body is None else json.dumps(body).encode()
        sent = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", data, method=method)
        sent.add_header("Content-Type", "application/json")
        try:
            with urllib.request.urlopen(sent, timeout=timeout) as answer:  # noqa: S310
                text = answer.read()
                return answer.status, json.loads(text) if text else None
        except urllib.error.HTTPError as error:
            with error:
                return error.code, json.loads(error.read() or b"null")

    def ready(self) -> bool:
        try:
            return self.ask("GET", "/readyz")[0] == 200
        except OSError:
            return False

    def end(self, number: int) -> int:
        """Sends a signal and waits for the end; the exit code."""
        self.process.send_signal(number)
        return self.process.wait(END_S)


@contextmanager
def started(
    log: Path, *arguments: object, before: Callable[[], None] | None = None, **environment: str
) -> Iterator[Running]:
    """`laiyq` with these arguments. A server is waited for until it is ready.

    `before` is run in the new process before the program.
    """
    call = [sys.executable, "-W", "error", "-m", "api.cli.main", *map(str, arguments)]
    clean = {name: value for name, value in os.environ.items() if not name.startswith("LAIYQ_")}
    port = free_port() if arguments[0] == "serve" else 0
    if port:
        call += ["--port", str(port)]
    with log.open("ab") as out:
        process = subprocess.Popen(  # noqa: S603 - ourselves
            call,
            cwd=ROOT,
            env={**clean, **environment},
            stdout=out,
            stderr=out,
            preexec_fn=before,  # noqa: PLW1509
        )
    running = Running(process, log, port)
    try:
        if port:
            until(running.ready, running)
        yield running
    finally:
        process.kill()
        process.wait()


def until(true: Callable[[], Any], running: Running | None = None, seconds: float = START_S) -> None:
    """Waits until something is so; a process that ended meanwhile will never make it so."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, running.said() if running else "waited for nothing"
        assert running is None or running.process.poll() is None, running.said()
        time.sleep(0.05)
