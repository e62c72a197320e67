"""Runs the application under uvicorn."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from api.settings import Settings

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain", "stream": "ext://sys.stderr"}},
    "loggers": {
        name: {"handlers": ["stderr"], "level": "INFO", "propagate": False} for name in ("laiyq", "uvicorn.error")
    },
}


def serve(settings: Settings, host: str = "127.0.0.1", port: int = 8000) -> None:
    """Serves until it is told to end. There are no identities yet: only who may see everything may reach the port."""
    import uvicorn

    from api.http.app import create_app

    app = create_app(settings, hosts=hosts(host))
    # uvicorn's own access log writes whole addresses; `guard` writes routes instead.
    uvicorn.run(app, host=host, port=port, access_log=False, log_config=LOGGING, server_header=False)


def hosts(host: str) -> tuple[str, ...] | None:
    """The host names to serve on an address: on loopback its own alone, else whatever the network calls it."""
    try:
        local = ipaddress.ip_address(host).is_loopback
    except ValueError:
        local = host == "localhost"
    return (*LOOPBACK, host) if local else None
