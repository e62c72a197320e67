"""OpenSearch nodes as processes of their own: started, paused, killed, started again on the same data, several joined.

The server's own program runs from the artifacts that Maven Central has, with the modules that are needed here: the
runner that brings these artifacts makes every process a cluster by itself, so nodes could never join. There is no
security plugin, and on loopback no bootstrap check counts: right for tests and trials, never for production.
"""

from __future__ import annotations

import http.client
import json
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from api.cli.bench.machine import free_port
from api.cli.bench.nodeparts import LEAST_JAVA, SERVER, java, parts

HEAP = "512m"
START_S = 90


class Module(NamedTuple):
    """A part of the server that it loads by itself: its class, and how the names of its jars begin."""

    name: str
    description: str
    plugin: str
    jars: tuple[str, ...]

    def descriptor(self) -> str:
        """What the server wants to know before it loads it."""
        return (
            f"name={self.name}\ndescription={self.description}\nclassname={self.plugin}\nversion={SERVER}\n"
            f"opensearch.version={SERVER}\njava.version={LEAST_JAVA}\n"
        )


MODULES = (
    Module(
        "transport-netty4",
        "HTTP and the nodes' own protocol",
        "org.opensearch.transport.Netty4ModulePlugin",
        ("netty-", "opensearch-netty4-", "transport-netty4-"),
    ),
    Module(
        "analysis-common",
        "Analysers of languages, which the plain ways of searching use",
        "org.opensearch.analysis.common.CommonAnalysisModulePlugin",
        ("analysis-common-",),
    ),
)
OF_MODULES = tuple(start for one in MODULES for start in one.jars)
"""A jar may not be both in a module and on the class path."""
LOGGING = """\
rootLogger.level = warn
appender.out.type = Console
appender.out.name = out
appender.out.layout.type = PatternLayout
appender.out.layout.pattern = [%d][%p][%c] %m%n
rootLogger.appenderRef.out.ref = out
"""
SETTINGS = {
    "network.host": "127.0.0.1",
    "action.auto_create_index": False,
    "cluster.routing.allocation.disk.threshold_enabled": False,
    # A node that stands still is left out of the cluster after seconds; the usual half minute is long for a test.
    "cluster.fault_detection.follower_check.interval": "1s",
    "cluster.fault_detection.follower_check.timeout": "2s",
    "cluster.fault_detection.follower_check.retry_count": 2,
    "cluster.fault_detection.leader_check.interval": "1s",
    "cluster.fault_detection.leader_check.timeout": "2s",
    "cluster.fault_detection.leader_check.retry_count": 2,
}


@dataclass
class Node:
    """One node on its data folder. What is there stays over kills and starts, the ports included.

    Attributes:
        folder: of its configuration, its log and its data.
        name: in its cluster.
        first: the name of the node that begins a new cluster.
        heap: as Java wants it.
        hurried: whether it is to start fast rather than to be fast in the long run.
        seeds: ports at which the nodes of the cluster find each other, its own among them.
    """

    folder: Path
    name: str = "node-1"
    first: str = "node-1"
    heap: str = HEAP
    hurried: bool = True
    port: int = field(default_factory=free_port)
    transport: int = field(default_factory=free_port)
    seeds: Sequence[int] = ()
    _process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        """Of its process, which runs."""
        assert self._process is not None, "it does not run"  # noqa: S101 - a wrong call
        return self._process.pid

    def begin(self) -> None:
        """Starts its process; `wait` waits until it answers.

        It ends when this process is killed. The kernel counts the thread that calls this, so let that be one that
        lasts.

        Raises:
            UnavailableError: something that it needs is missing.
        """
        program, lib = java(), parts()
        self._furnish(lib)
        setpriv = shutil.which("setpriv")
        jars = [str(one) for one in sorted(lib.glob("*.jar")) if not one.name.startswith(OF_MODULES)]
        call = [
            *([setpriv, "--pdeathsig=KILL"] if setpriv else []),
            str(program), f"-Xms{self.heap}", f"-Xmx{self.heap}",
            *(["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"] if self.hurried else []),
            # Without JNA the server cannot ask who runs it, and so it runs as root as well, as in a container.
            "-Djna.nosys=true", "-Djna.nounpack=true", f"-Djava.io.tmpdir={self.folder}",
            f"-Dopensearch.path.home={self.folder}", f"-Dopensearch.path.conf={self.folder / 'config'}",
            "-Dopensearch.distribution.type=tar", "-cp", ":".join(jars), "org.opensearch.bootstrap.OpenSearch",
        ]  # fmt: skip
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603 - the program found above, arguments of ours
                call, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=self.folder
            )

    def wait(self, nodes: int = 1) -> None:
        """Waits until it answers, its cluster has so many nodes, and every index can be searched.

        Raises:
            RuntimeError: it ended, or takes too long; the message is the end of its log.
        """
        until = time.monotonic() + START_S
        while True:
            try:
                health = self.ask("GET", "/_cluster/health", wait_s=5)
                if health["number_of_nodes"] >= nodes and health["status"] != "red":
                    return
            except (OSError, http.client.HTTPException, ValueError, KeyError):
                if self._process is None or self._process.poll() is not None:
                    until = 0
            if time.monotonic() > until:
                raise RuntimeError((self.folder / "log").read_text("utf-8", "replace")[-5_000:])
            time.sleep(0.1)

    def start(self) -> None:
        """Starts it, alone or again, and waits until it answers; errors as `begin` and `wait`."""
        self.begin()
        self.wait()

    def kill(self) -> None:
        """Ends it without a word, also while it is paused. One that does not run may be killed as well."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def pause(self) -> None:
        """From now on it takes connections and does nothing."""
        self._signal(signal.SIGSTOP)

    def go_on(self) -> None:
        """Ends a pause."""
        self._signal(signal.SIGCONT)

    def ask(self, method: str, path: str, body: Any = None, wait_s: float = 60) -> Any:
        """The JSON that it answers, of an error as well.

        Raises:
            OSError, http.client.HTTPException: it does not answer.
        """
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=wait_s)
        try:
            data = None if body is None else json.dumps(body)
            connection.request(method, path, data, {"Content-Type": "application/json"})
            return json.loads(connection.getresponse().read() or b"null")
        finally:
            connection.close()

    def _signal(self, number: int) -> None:
        assert self._process is not None, "it does not run"  # noqa: S101 - a wrong call
        self._process.send_signal(number)

    def _furnish(self, lib: Path) -> None:
        """The folder as the server wants it; what is there is right already."""
        config = self.folder / "config"
        if config.is_dir():
            return
        config.mkdir(parents=True)
        for module in MODULES:
            place = self.folder / "modules" / module.name
            place.mkdir(parents=True)
            for jar in lib.glob("*.jar"):
                if jar.name.startswith(module.jars):
                    (place / jar.name).symlink_to(jar)
            (place / "plugin-descriptor.properties").write_text(module.descriptor(), "ascii")
        (config / "log4j2.properties").write_text(LOGGING, "ascii")
        settings = {
            **SETTINGS,
            "cluster.name": f"laiyq-{(self.seeds or [self.transport])[0]}",
            "node.name": self.name,
            "http.port": self.port,
            "transport.port": self.transport,
            "discovery.seed_hosts": [f"127.0.0.1:{port}" for port in self.seeds or [self.transport]],
            "cluster.initial_cluster_manager_nodes": [self.first],
        }
        lines = [f"{name}: {json.dumps(value)}\n" for name, value in settings.items()]
        (config / "opensearch.yml").write_text("".join(lines), "ascii")


@contextmanager
def cluster(number: int = 1, heap: str = HEAP, *, hurried: bool = True) -> Iterator[list[Node]]:
    """So many nodes joined, for the length of the block; then they and their data are gone.

    Raises:
        UnavailableError: something that they need is missing.
        RuntimeError: they do not start.
    """
    with ExitStack() as stack:
        seeds = [free_port() for _ in range(number)]
        nodes = []
        for at, transport in enumerate(seeds, 1):
            folder = Path(tempfile.mkdtemp(prefix="laiyq-opensearch-"))
            stack.callback(shutil.rmtree, folder, ignore_errors=True)
            nodes.append(Node(folder, f"node-{at}", heap=heap, hurried=hurried, transport=transport, seeds=seeds))
            stack.callback(nodes[-1].kill)
        for node in nodes:
            node.begin()
        for node in nodes:
            node.wait(number)
        yield nodes
