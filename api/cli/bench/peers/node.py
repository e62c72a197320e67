"""A real OpenSearch node for the length of a block: one that runs already, or one of its own (`nodes`)."""

from __future__ import annotations

import http.client
import json
import socket
from contextlib import ExitStack
from typing import Any, Self
from urllib.parse import urlsplit

from api.cli.bench.machine import pss_mb, tree
from api.cli.bench.nodeparts import UnavailableError
from api.cli.bench.nodes import cluster
from api.cli.bench.peers.peer import Absent

HEAP_MB = 1_024


class NodeError(RuntimeError):
    """The node answered with an error; the message is its own."""


class Given:
    """A node that runs already, by its address (http:// only): `ask` sends a request and reads its JSON."""

    def __init__(self, url: str) -> None:
        self.url = url
        address = urlsplit(url)
        self._http = http.client.HTTPConnection(address.hostname or "", address.port, timeout=120)

    def __enter__(self) -> Self:
        """Nothing is to be started."""
        return self

    def __exit__(self, *_: object) -> None:
        """It goes on running."""
        self._http.close()

    def memory_mb(self) -> float:
        """Nothing is known of its process: 0."""
        return 0.0

    def ask(self, method: str, path: str, body: Any = None, *, lines: bytes | None = None) -> Any:
        """The JSON that the node answers.

        Raises:
            NodeError: it answers with an error.
        """
        data = lines if lines is not None else None if body is None else json.dumps(body).encode()
        kind = "application/x-ndjson" if lines is not None else "application/json"
        self._http.request(method, path, data, {"Content-Type": kind})
        if hasattr(socket, "TCP_QUICKACK"):
            # Otherwise a long answer may wait 40 ms for an acknowledgement that the kernel holds back.
            self._http.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)
        answer = self._http.getresponse()
        found = json.loads(answer.read() or b"null")
        if answer.status >= http.client.BAD_REQUEST:
            raise NodeError(f"{method} {path.partition('?')[0]}: {answer.status} {str(found)[:300]}")
        return found


class Node(Given):
    """A node of its own, started and ended with the block."""

    def __init__(self, heap_mb: int = HEAP_MB) -> None:
        self._heap = f"{heap_mb}m"
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        """Starts the node and waits for it; what it is made of is fetched where it is not here yet.

        Raises:
            Absent: no Java, no Maven, or it does not start.
        """
        try:
            (self._node,) = self._stack.enter_context(cluster(heap=self._heap, hurried=False))
        except UnavailableError as missing:
            raise Absent(str(missing)) from None
        except RuntimeError:
            raise Absent("the OpenSearch node did not start here") from None
        super().__init__(self._node.url)
        self._stack.callback(self._http.close)
        return self

    def __exit__(self, *_: object) -> None:
        """Ends it; its folder goes."""
        self._stack.close()

    def memory_mb(self) -> float:
        """What its process holds resident, in MiB."""
        return sum(pss_mb(pid) for pid in tree(self._node.pid))
