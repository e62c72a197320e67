"""PostgreSQL's full-text search with the score in SQL, on a server of its own that listens on nothing but a socket."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Self

import psycopg

from api.cli.bench.machine import pss_mb, tree
from api.cli.bench.peers.documents import offered, person
from api.cli.bench.peers.peer import LIMIT, Absent, Exact
from scoring.language.words import tokens
from scoring.records import Vacancy

START_S = 60
USER = "laiyq"
OPTIONS = {
    "listen_addresses": "", "fsync": "off", "full_page_writes": "off", "synchronous_commit": "off",
    "shared_buffers": "256MB", "work_mem": "64MB", "maintenance_work_mem": "256MB", "jit": "off",
    "effective_cache_size": "4GB", "random_page_cost": "1.1",
}  # fmt: skip
"""As somebody would set it who wants it fast on one machine; jit costs more than it brings for queries this short."""

TABLE = """
CREATE UNLOGGED TABLE person (
    id text NOT NULL, words tsvector NOT NULL, salary float, region text, education int, years float, regimes text[])
"""
ROW = """
INSERT INTO person VALUES (
    %s,
    setweight(to_tsvector('russian', %s), 'A') || setweight(to_tsvector('russian', %s), 'B')
        || setweight(to_tsvector('russian', %s), 'C') || setweight(to_tsvector('russian', %s), 'D'),
    %s, %s, %s, %s, %s)
"""
INDEXES = ("CREATE INDEX ON person USING gin (words)", "VACUUM ANALYZE person")
QUERY = """
WITH asked AS (SELECT to_tsquery('russian', %(words)s) AS words)
SELECT id FROM person, asked WHERE person.words @@ asked.words
ORDER BY
    ts_rank('{0.05, 0.2, 0.4, 1.0}', person.words, asked.words, 1)
    * CASE WHEN %(salary)s::float IS NULL OR salary IS NULL THEN 0.8 WHEN salary <= %(salary)s THEN 1.0
        ELSE exp(-5 * (salary / %(salary)s - 1)) END
    * CASE WHEN %(region)s::text IS NULL OR region IS NULL THEN 0.6 WHEN region = %(region)s THEN 1.0 ELSE 0.3 END
    * CASE WHEN %(education)s::int IS NULL THEN 1.0 WHEN education IS NULL THEN 0.8
        WHEN education >= %(education)s THEN 1.0 ELSE 0.6 END
    * CASE WHEN %(years)s::float IS NULL THEN 1.0 WHEN years IS NULL THEN 0.8 WHEN years >= %(years)s THEN 1.0
        ELSE 0.5 + 0.5 * years / %(years)s END
    * CASE WHEN %(regime)s::text IS NULL OR regimes = '{}' THEN 0.8 WHEN %(regime)s = ANY(regimes) THEN 1.0
        ELSE 0.4 END
    DESC, id
LIMIT %(limit)s
"""


class Postgresql:
    """Titles, jobs, skills and texts as one weighted tsvector; the criteria as factors of the rank."""

    def __init__(self, exact: Exact) -> None:
        self.exact = exact

    def __enter__(self) -> Self:
        """Starts a server; it ends with the block, and should this process be killed."""
        programs = _programs()
        if programs is None:
            raise Absent("PostgreSQL is not installed: apt-get install postgresql")
        with ExitStack() as stack:
            self._folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="laiyq-pg-")))
            self._server = _started(programs, self._folder)
            stack.callback(_ended, self._server)
            self._connection = stack.enter_context(_connected(self._folder, self._server))
            self._stack = stack.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        """Ends the server."""
        self._stack.close()

    def build(self) -> None:
        """One table, one index."""
        self._connection.execute(TABLE)
        people = (person(self.exact, row, one) for row, one in self.exact.documents())
        with self._connection.transaction(), self._connection.cursor() as cursor:
            cursor.executemany(
                ROW,
                (
                    (one.id, one.titles, one.jobs, one.skills, one.text, one.salary, one.region, one.education,
                     one.years, one.regimes)
                    for one in people
                ),
            )  # fmt: skip
        for statement in INDEXES:
            self._connection.execute(statement)

    def search(self, vacancy: Vacancy) -> list[str]:
        """One statement: any word of the title or of the skills, ordered by the product."""
        one = offered(vacancy)
        words = " | ".join(
            f"'{word}'" for word in dict.fromkeys(tokens(f"{one.title} {one.skills}")) if "'" not in word
        )
        asked = {
            "words": words, "salary": one.salary, "region": one.region, "education": one.education,
            "years": one.years, "regime": one.regime, "limit": LIMIT,
        }  # fmt: skip
        return [row[0] for row in self._connection.execute(QUERY, asked)] if words else []

    def size_mb(self) -> float:
        """The table with its index."""
        found = self._connection.execute("SELECT pg_total_relation_size('person')").fetchone()
        assert found is not None  # noqa: S101 - a function gives a row
        return float(found[0]) / 1e6

    def memory_mb(self) -> float:
        """All processes of the server, shared memory counted once."""
        return sum(pss_mb(pid) for pid in tree(self._server.pid))


def _programs() -> Path | None:
    """Where the newest server's programs lie."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    on_path = shutil.which("initdb")
    return found[-1].parent if found else Path(on_path).resolve().parent if on_path else None


def _started(programs: Path, folder: Path) -> subprocess.Popen[bytes]:
    """A server in a folder; as another user where this one is root, whom it refuses."""
    as_user: list[str] = []
    setpriv = shutil.which("setpriv")
    if os.geteuid() == 0:
        if setpriv is None:
            raise Absent("root cannot start PostgreSQL without setpriv (util-linux)")
        names = {one.pw_name: one for one in pwd.getpwall()}
        one = names.get("postgres") or names["nobody"]
        os.chown(folder, one.pw_uid, one.pw_gid)
        as_user = [setpriv, f"--reuid={one.pw_uid}", f"--regid={one.pw_gid}", "--clear-groups", "--pdeathsig=INT"]
    elif setpriv is not None:
        as_user = [setpriv, "--pdeathsig=INT"]
    data = folder / "data"
    call = [*as_user, str(programs / "initdb"), "-D", str(data), "-A", "trust", "-U", USER, "-E", "UTF8", "--no-sync",
            "--locale=C.UTF-8"]  # fmt: skip
    made = subprocess.run(call, capture_output=True, check=False, cwd="/")  # noqa: S603 - found above, options of ours
    if made.returncode:
        raise Absent("initdb of PostgreSQL failed here")
    options = [f"--{name}={value}" for name, value in {**OPTIONS, "unix_socket_directories": str(folder)}.items()]
    with (folder / "log").open("wb") as log:
        command = [*as_user, str(programs / "postgres"), "-D", str(data), *options]
        return subprocess.Popen(command, stdout=log, stderr=log, cwd="/")  # noqa: S603 - as above


def _connected(folder: Path, server: subprocess.Popen[bytes]) -> psycopg.Connection:
    until = time.monotonic() + START_S
    while True:
        try:
            return psycopg.connect(f"host={folder} user={USER} dbname=postgres", autocommit=True)
        except psycopg.OperationalError:
            if server.poll() is not None or time.monotonic() > until:
                raise Absent("PostgreSQL did not start here") from None
            time.sleep(0.05)


def _ended(server: subprocess.Popen[bytes]) -> None:
    server.send_signal(signal.SIGINT)  # "fast": clients are cut off
    try:
        server.wait(20)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
