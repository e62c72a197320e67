"""What is logged, as it is written by a server: every line of every logger, in the form that a collector gets."""

from __future__ import annotations

import io
import logging
import logging.config
from datetime import UTC, datetime

import pytest

from api.cli.worker import Worker
from api.http import changes, docs, health, records, searching
from api.http.pages import routes
from api.operation.logs import LOGGERS, configuration
from api.settings import Settings
from api.wiring import service
from tests.api.http.conftest import running


@pytest.fixture
def lines():
    """A function that begins to log and gives one that says the lines until now; loggers are put back afterwards."""
    names = ("", *LOGGERS)
    held = {name: (log.handlers[:], log.level, log.propagate) for name in names if (log := logging.getLogger(name))}
    stream = io.StringIO()

    def start(form="json", level="info"):
        made = configuration(Settings(log_format=form, log_level=level))
        made["handlers"]["stderr"]["stream"] = stream
        logging.config.dictConfig(made)
        return lambda: stream.getvalue().splitlines()

    yield start
    for name, (handlers, level, propagate) in held.items():
        log = logging.getLogger(name)
        log.handlers[:], log.propagate = handlers, propagate
        log.setLevel(level)


def templates():
    """The address of every route, as in the source."""
    routers = (changes.router, docs.router, health.router, records.router, routes.router, searching.router)
    return {str(getattr(route, "path", "")) for router in routers for route in router.routes}


@pytest.fixture
def reader_of_ids(tmp_path):
    """A client of the real application."""
    with running(tmp_path) as client:
        yield client


AGREE = {"missing": 0, "extra": 0, "old": 0, "ahead": 0}


def body(id_, **more):
    """A resume as JSON."""
    return {"id": id_, "desired": ["Сварщик"], **more}


def assert_in_step(settings):
    """The index has all that the store has, in its version, and nothing else."""
    with service(settings) as opened:
        one = Worker(opened)
        one.relay.run(datetime.now(UTC))
        assert one.check(mending=False) == {"vacancy": AGREE, "resume": AGREE}
