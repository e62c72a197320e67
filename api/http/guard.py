"""The outermost layer: access log, figures, request ids, security headers, HEAD, known hosts, unexpected errors.

The log names routes, never addresses: an address holds ids of people and what is searched for.
"""

from __future__ import annotations

import logging
import re
import time
import uuid
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders
from structlog.contextvars import bound_contextvars

from api.http.errors import HostError
from api.http.problems import TABLE, UNEXPECTED, respond
from api.operation.metrics import METHODS, Metrics
from api.operation.redaction import frames

if TYPE_CHECKING:
    from collections.abc import Collection

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

access = logging.getLogger("laiyq.access")
log = logging.getLogger("laiyq.http")

POLICY = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; "
PAGE = POLICY + "style-src 'self'; img-src 'self'; form-action 'self'"
REQUEST_ID = "X-Request-ID"
_ID = re.compile(r"[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""What proxies make. Any other is replaced: it goes to the log as it is, and anything might be written in it."""
HEADERS = {
    "Content-Security-Policy": PAGE,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}
"""Defaults; a response that sets one itself keeps it."""


class Guard:
    """ASGI middleware. `hosts` None: any host is served (behind a proxy that checks it)."""

    def __init__(self, app: ASGIApp, metrics: Metrics, hosts: Collection[str] | None = None) -> None:
        self._app = app
        self._metrics = metrics
        self._hosts = None if hosts is None else frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = _request_id(scope)
        with bound_contextvars(request_id=request_id):
            await self._answer(scope, receive, _Call(scope, send, request_id))

    async def _answer(self, scope: Scope, receive: Receive, call: _Call) -> None:
        inner = {**scope, "method": "GET"} if call.head else scope
        try:
            if self._hosts is not None and _host(scope) not in self._hosts:
                await respond(TABLE[HostError])(scope, receive, call.send)
            else:
                await self._app(inner, receive, call.send)
        except Exception as error:  # noqa: BLE001 - the last place where it can be told without its message
            log.error("%s in %s: %s", type(error).__name__, _route(inner), frames(error.__traceback__))  # noqa: TRY400
            if not call.status:
                await respond(UNEXPECTED)(scope, receive, call.send)
        method, route, ms = scope["method"] if scope["method"] in METHODS else "other", _route(inner), call.ms
        fields = {"method": method, "route": route, "status": call.status, "ms": round(ms, 1)}
        access.info("%s %s %s %.0f ms", method, route, call.status, ms, extra=fields)
        self._metrics.answered(method, route, call.status, ms / 1000)


class _Call:
    """One response on its way out: headers are added, the body of a HEAD is dropped."""

    def __init__(self, scope: Scope, send: Send, request_id: str) -> None:
        self.head = scope["method"] == "HEAD"
        self.status = 0
        self._request_id = request_id
        self._asset = scope["path"].startswith(("/static/", "/swagger/"))
        self._send = send
        self._began = time.perf_counter()

    @property
    def ms(self) -> float:
        """Since the request came in."""
        return (time.perf_counter() - self._began) * 1000

    async def send(self, message: Message) -> None:
        """One message."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = MutableHeaders(scope=message)
            headers[REQUEST_ID] = self._request_id
            if self._asset:
                headers.setdefault("Cache-Control", "no-cache")
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        elif self.head and message["type"] == "http.response.body":
            message = {**message, "body": b""}
        await self._send(message)


def _host(scope: Scope) -> str:
    """The host asked for, without its port; IPv6 addresses stand in brackets."""
    host = Headers(scope=scope).get("host", "").lower()
    return host.partition("]")[0] + "]" if host.startswith("[") else host.partition(":")[0]


def _route(scope: Scope) -> str:
    """The template of the route, as in the source."""
    return str(getattr(scope.get("route"), "path", "-"))


def _request_id(scope: Scope) -> str:
    """The id that a proxy gave, if it is of a proxy's form, else a new one."""
    given = Headers(scope=scope).get(REQUEST_ID, "").lower()
    return given if _ID.fullmatch(given) else uuid.uuid4().hex
