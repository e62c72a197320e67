"""Both databases for tests: a file of SQLite, and a real PostgreSQL server that lives as long as the test run.

The server runs from a folder of its own, listens on a socket in it and on nothing else, and syncs nothing to the disk.
Where it is not installed, its tests are skipped with one line; under CI they fail.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest

from matcher.store import open_store
from matcher.store.tables import SCHEMA

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

KINDS = ("sqlite", "postgresql")
START_S = 60
_LEFT_OUT: set[str] = set()


class Server:
    """A running server. A database with a store is emptied and given again: making one takes half a second."""

    def __init__(self, folder: Path, user: str, call: list[str] | None = None) -> None:
        self.folder = folder
        self.user = user
        self._call = call or []
        self._process: subprocess.Popen[bytes] | None = None
        self._made = 0
        self._free: list[str] = []

    def start(self) -> None:
        """Starts it, and waits until it answers."""
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(self._call, stdout=log, stderr=log)  # noqa: S603 - see `running`
        _wait(self.folder, self.user, self._process)

    def stop(self, how: int = signal.SIGINT) -> None:
        """Stops it: SIGINT cuts clients off, SIGQUIT leaves everything as it is at a crash."""
        assert self._process is not None
        self._process.send_signal(how)
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def url(self, database: str) -> str:
        return f"postgresql://{self.user}@/{database}?host={self.folder}"

    def database(self, *, empty: bool = False) -> str:
        """The address of a database: with an empty store, or with nothing in it."""
        if self._free and not empty:
            return self._free.pop()
        self._made += 1
        name = f"test_{self._made}"
        with self._connected("postgres") as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE template0")
        if not empty:
            open_store(self.url(name), ledger=self.folder / "ledger").close()
        return self.url(name)

    def give_back(self, address: str, *, empty: bool = False) -> None:
        """Ends who still uses a database, and empties it, or drops one that was given empty."""
        name = address.partition("?")[0].rpartition("/")[2]
        if empty:
            with self._connected("postgres") as connection:
                connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
            return
        with self._connected(name) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            connection.execute("SET session_replication_role = replica")  # triggers that keep rows are silent
            tables = [
                row[0] for row in connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
            ]
            emptied = ", ".join(f'"{one}"' for one in tables if one not in {"alembic_version", "setting", "counter"})
            connection.execute(f"TRUNCATE {emptied} RESTART IDENTITY CASCADE")
            connection.execute("UPDATE counter SET value = 0")
            connection.execute("DELETE FROM setting WHERE name <> 'schema'")
            connection.execute("UPDATE setting SET value = %s", [str(SCHEMA)])
        self._free.append(address)

    def _connected(self, name: str) -> psycopg.Connection:
        return psycopg.connect(self.url(name), autocommit=True)


def programs() -> Path | None:
    """Where the newest server's programs lie, None where there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    on_path = shutil.which("initdb")
    return found[-1].parent if found else Path(on_path).resolve().parent if on_path else None


@contextmanager
def running(**more: str) -> Iterator[Server]:
    """A server for the length of the block; it is ended with it, and should this process be killed.

    `more` are options of the server that win over those of tests.
    """
    where = programs()
    assert where is not None
    folder = Path(tempfile.mkdtemp(prefix="laiyq-pg-"))
    as_user, user = _somebody(folder)
    data = folder / "data"
    try:
        _run([*as_user, str(where / "initdb"), "-D", str(data), "-A", "trust", "-U", user, "-E", "UTF8", "--no-sync",
              "--locale=C.UTF-8"])  # fmt: skip
        options = {
            "listen_addresses": "", "unix_socket_directories": str(folder), "fsync": "off", "full_page_writes": "off",
            "synchronous_commit": "off", "autovacuum": "off", "shared_buffers": "32MB", "max_connections": "60",
            **more,
        }  # fmt: skip
        call = [*as_user, str(where / "postgres"), "-D", str(data)]
        server = Server(folder, user, [*call, *(f"--{name}={value}" for name, value in options.items())])
        try:
            server.start()
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _somebody(folder: Path) -> tuple[list[str], str]:
    """How to run as somebody whom the server accepts: it refuses root."""
    setpriv = shutil.which("setpriv")
    if os.geteuid() != 0:
        return ([setpriv, "--pdeathsig=INT"] if setpriv else []), "laiyq"
    assert setpriv, "root cannot run PostgreSQL without setpriv (util-linux)"
    names = {one.pw_name: one for one in pwd.getpwall()}
    one = names.get("postgres") or names["nobody"]
    os.chown(folder, one.pw_uid, one.pw_gid)
    return [
        setpriv, f"--reuid={one.pw_uid}", f"--regid={one.pw_gid}", "--clear-groups", "--pdeathsig=INT",
    ], "laiyq"  # fmt: skip


def _run(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd="/")  # noqa: S603
    assert done.returncode == 0, done.stderr


def _wait(folder: Path, user: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + START_S
    while True:
        try:
            psycopg.connect(Server(folder, user).url("postgres")).close()
        except psycopg.OperationalError:
            if process.poll() is not None or time.monotonic() > until:
                raise AssertionError((folder / "log").read_text("utf-8", "replace")) from None
            time.sleep(0.05)
        else:
            return


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """The server, started by the first test that asks for it."""
    if programs() is None:
        why = "PostgreSQL is not installed, so nothing was tested on it: apt-get install postgresql"
        if os.environ.get("CI") == "true":
            pytest.fail(why)
        _LEFT_OUT.add(why)
        pytest.skip(why)
    with running() as server:
        yield server


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """One line at the end, which no option hides."""
    for why in sorted(_LEFT_OUT):
        terminalreporter.write_line(why)


@pytest.fixture(params=KINDS)
def database(request: pytest.FixtureRequest) -> str:
    """The name of the database that a test runs on; every test that asks for it runs on both."""
    return str(request.param)


@pytest.fixture(scope="session")
def filled_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with an empty store, to copy: making one takes all the steps of the schema."""
    folder = tmp_path_factory.mktemp("filled")
    with open_store(folder) as store:
        assert store.file is not None
        return store.file


@pytest.fixture
def new_place(
    request: pytest.FixtureRequest, database: str, tmp_path: Path, filled_file: Path
) -> Iterator[Callable[..., str]]:
    """A function: where a new store may be opened. A data folder, or the address of a server's database.

    `empty=True` asks for a place with nothing there at all; a server's database holds an empty store otherwise.
    """
    server: Server | None = request.getfixturevalue("postgresql") if database == "postgresql" else None
    made: list[tuple[str, bool]] = []

    def make(*, empty: bool = False) -> str:
        folder = tmp_path / f"data-{len(made)}"
        made.append((server.database(empty=empty) if server else str(folder), empty))
        if not (server or empty):
            folder.mkdir()
            shutil.copy(filled_file, folder)
        return made[-1][0]

    yield make
    for address, empty in made if server else []:
        server.give_back(address, empty=empty)


@pytest.fixture
def place(new_place: Callable[..., str]) -> str:
    """Where a new store may be opened."""
    return new_place()


@pytest.fixture
def bare_place(new_place: Callable[..., str]) -> str:
    """As `place`, with nothing there at all."""
    return new_place(empty=True)
