"""Log lines as JSON on stderr, one object a line, or as words for a person: of our loggers and of the server's.

Code logs by `logging` as it always did: a sentence, and fields in `extra`. The lines of one request share its id.
"""

from __future__ import annotations

import logging
import logging.config
import os
from collections.abc import MutableMapping
from typing import TYPE_CHECKING, Any

import structlog

from api.operation.redaction import redact

if TYPE_CHECKING:
    from api.settings import Settings

LOGGERS = ("laiyq", "uvicorn.error", "matcher", "indexer", "scoring")
OURS = frozenset(name.partition(".")[0] for name in LOGGERS)
FIELDS = ("method", "route", "status", "ms")
"""What `extra` may bring into a line; anything else in it stays out."""


def configuration(settings: Settings) -> dict[str, Any]:
    """For `logging.config.dictConfig`; only of what pickles, so that it travels to the server's processes."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": formatter, "form": settings.log_format}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "stream": "ext://sys.stderr"}},
        "loggers": {
            name: {"handlers": ["stderr"], "level": settings.log_level.upper(), "propagate": False} for name in LOGGERS
        },
        # What libraries say is not ours to check for personal data line by line: only that something is wrong.
        "root": {"handlers": ["stderr"], "level": "WARNING"},
    }


def configure(settings: Settings) -> None:
    """Makes this process log so."""
    logging.config.dictConfig(configuration(settings))


def formatter(form: str) -> logging.Formatter:
    """A formatter of the lines: `json` or `plain`."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(allow=FIELDS),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _process,
        _ours,
    ]
    last: Any = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if form == "json"
        else structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)
    )
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[redact, structlog.stdlib.ProcessorFormatter.remove_processors_meta, last],
    )


def _process(_logger: Any, _name: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Which of several processes it was."""
    line["pid"] = os.getpid()
    return line


def _ours(_logger: Any, _name: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Keeps of what others say the sentence without what was filled into it; a traceback shrinks to its class."""
    record: logging.LogRecord = line["_record"]
    said = str(line["event"] if record.name.partition(".")[0] in OURS else record.msg).strip()
    if said.startswith("Traceback "):
        said = f"failed: {said.splitlines()[-1].partition(':')[0]}"
    line["event"] = said.partition("\n")[0]
    return line
