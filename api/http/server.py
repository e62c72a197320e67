"""Runs the application under uvicorn, in this process or in several that share one address."""

from __future__ import annotations

import ipaddress
import logging
import os
import shutil
import signal
import tempfile
import threading
from contextlib import contextmanager
from functools import partial
from multiprocessing import connection, parent_process
from typing import TYPE_CHECKING

from api import wiring
from api.operation.logs import configuration, configure

if TYPE_CHECKING:
    from collections.abc import Iterator

    import uvicorn
    from fastapi import FastAPI

    from api.settings import Settings

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
START_S = 60
"""So long a process may take to answer before it is replaced: on a busy machine, starting takes ten seconds."""
ENDING = (signal.SIGTERM, signal.SIGINT)
log = logging.getLogger("laiyq.http")


def serve(settings: Settings) -> None:
    """Serves until it is told to end; running requests end first, then the store is closed.

    There are no identities yet: only who may see everything may reach the port.

    Raises:
        StoreError: the store cannot be opened; nothing was served.
    """
    import uvicorn

    configure(settings)
    wiring.store_of(settings).close()  # what is wrong with it is told once, and it is in the present schema
    with _quiet_end():
        if settings.workers == 1:
            uvicorn.Server(_config(settings)).run()
        else:
            _several(settings)


def _several(settings: Settings) -> None:
    """Processes on one socket, each with the store open and the generation mapped; one that dies is replaced."""
    from uvicorn.supervisors import Multiprocess

    with _counted_together():
        config = _config(settings)
        with config.bind_socket() as listening:
            Multiprocess(config, [listening]).run()


def _config(settings: Settings) -> uvicorn.Config:
    import uvicorn

    return uvicorn.Config(
        partial(application, settings),
        factory=True,
        host=settings.host,
        port=settings.port,
        workers=settings.workers,
        timeout_graceful_shutdown=settings.stop_s,
        timeout_worker_healthcheck=START_S,
        # uvicorn's own access log writes whole addresses; `guard` writes routes instead.
        access_log=False,
        log_config=configuration(settings),
        server_header=False,
    )


def application(settings: Settings) -> FastAPI:
    """The application of one process, in that process."""
    from api.http.app import create_app

    _end_with_parent()
    return create_app(settings, hosts=hosts(settings.host))


def hosts(host: str) -> tuple[str, ...] | None:
    """The host names to serve on an address: on loopback its own alone, else whatever the network calls it."""
    try:
        local = ipaddress.ip_address(host).is_loopback
    except ValueError:
        local = host == "localhost"
    return (*LOOPBACK, host) if local else None


@contextmanager
def _quiet_end() -> Iterator[None]:
    """Lets a signal that ended the server end it well: uvicorn raises it once more when everything is closed."""
    held = {number: signal.signal(number, lambda *_: None) for number in ENDING}
    try:
        yield
    finally:
        for number, handler in held.items():
            signal.signal(number, handler)


@contextmanager
def _counted_together() -> Iterator[None]:
    """A folder in which the processes keep their counts, for the time of their life."""
    from api.operation.metrics import FOLDER

    folder = tempfile.mkdtemp(prefix="laiyq-metrics-")
    held = os.environ.get(FOLDER)
    os.environ[FOLDER] = folder
    try:
        yield
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.environ.pop(FOLDER)
        if held is not None:
            os.environ[FOLDER] = held


def _end_with_parent() -> None:
    """Ends this process when the one that started it is gone, killed without a word: else it would keep the port."""
    parent = parent_process()
    if parent is None:
        return

    def watch() -> None:
        connection.wait([parent.sentinel])
        log.warning("the parent process is gone")
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, daemon=True, name="end-with-parent").start()
