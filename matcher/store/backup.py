"""Backups: the whole database as one sealed file, made while others read and write, and put back.

SQLite is copied by its own online backup, PostgreSQL by pg_dump and pg_restore of the server's series. What was
withdrawn or erased after a backup stays so: the ledger, which is kept apart, is applied again after a restore.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import tempfile
import time
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

import msgspec

from matcher.errors import (
    BackupProgramError,
    BackupUnreadableError,
    StoreDamagedError,
    StoreLockedError,
    StoreNewerError,
)
from matcher.store import Store
from matcher.store.address import locate
from matcher.store.engine import Database
from matcher.store.ledger import Ledger
from matcher.store.sealed import seal, unseal
from matcher.store.tables import SCHEMA

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from matcher.store.address import Address
    from matcher.store.erasing import Renewed

FORMAT = 1
WAIT_S = 5.0
"""How long a restore waits for others to end what they are doing, in seconds."""
SERVERS = Path("/usr/lib/postgresql")
"""Where Debian keeps each series of PostgreSQL in a folder of its own."""


class Manifest(msgspec.Struct, frozen=True):
    """The first line of a backup: what it is of."""

    format: int
    backend: str
    schema: int
    made_at: str


def backup(address: Address, file: Path, key: bytes, at: datetime) -> None:
    """Writes a backup of the database that is there; `file` is replaced when the new one is whole.

    Raises:
        BackupProgramError: PostgreSQL's pg_dump is not there or failed.
        OSError: the file cannot be written.
    """
    head = Manifest(FORMAT, address.url.get_backend_name(), SCHEMA, at.isoformat())
    beside = file.with_name(f"{file.name}.part")
    try:
        with _private(file.parent) as folder:
            dump = folder / "dump"
            with dump.open("wb") as clear:
                clear.write(msgspec.json.encode(head) + b"\n")
            if address.file is not None:
                _copy(address.file, folder / "copy")
            else:
                _postgres(address, "pg_dump", "--format=custom", "--compress=0", f"--file={folder / 'copy'}")
            with dump.open("ab") as clear, (folder / "copy").open("rb") as copied:
                shutil.copyfileobj(copied, clear, 2**20)
            (folder / "copy").unlink()
            with dump.open("rb") as clear, _new(beside) as sealed:
                seal(clear, sealed, key)
        beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)


def restore(address: Address, file: Path, key: bytes, ledger: Path, at: datetime) -> Renewed:
    """Puts the database back as it was in a backup, but for those whom the ledger names.

    Nothing is changed before the backup has been read to its end and found whole. A file is prepared aside: nobody sees
    a person in it who was erased since. A server's database is prepared in place, so end what uses it before.

    Args:
        address: of the store.
        file: the backup.
        key: it was made with.
        ledger: the file of what was withdrawn and erased.
        at: now.

    Raises:
        BackupUnreadableError: another key, a damaged file, or a backup of the other kind of database.
        BackupProgramError: PostgreSQL's pg_restore is not there or failed; nothing was changed then.
        StoreLockedError: another process is using the file.
        StoreNewerError: a newer Laiyq has made it.
    """
    place = address.file.parent if address.file is not None else None
    if place is not None:
        place.mkdir(parents=True, exist_ok=True)
    with _private(place) as folder:
        dump, copied = folder / "dump", folder / "copy"
        with file.open("rb") as sealed, dump.open("wb") as clear:
            unseal(sealed, clear, key)
        with dump.open("rb") as clear, copied.open("wb") as target:
            _check(clear.readline(), address)
            shutil.copyfileobj(clear, target, 2**20)
        dump.unlink()
        if address.file is None:
            options = ("--clean", "--if-exists", "--single-transaction", "--no-owner", "--exit-on-error")
            _postgres(address, "pg_restore", *options, str(copied))
            return _prepared(address, ledger, at)
        _look_through(copied)
        again = _prepared(locate(f"sqlite:///{copied}"), ledger, at)
        _put_back(copied, address.file)
        return again


def _prepared(address: Address, ledger: Path, at: datetime) -> Renewed:
    """Brings a restored database to the present schema and does again what the ledger says."""
    with Store(Database(address), Ledger(ledger)) as store:
        again = store.after_restore(at)
        store.compact()
    return again


def _check(line: bytes, address: Address) -> None:
    try:
        head = msgspec.json.decode(line, type=Manifest)
    except msgspec.MsgspecError:
        raise BackupUnreadableError("the file is no backup of Laiyq; nothing was changed") from None
    if head.format > FORMAT or head.schema > SCHEMA:
        raise StoreNewerError("the backup was made by a newer Laiyq: upgrade Laiyq; nothing was changed")
    backend = address.url.get_backend_name()
    if head.backend != backend:
        raise BackupUnreadableError(
            f"the backup is of a store on {head.backend}, this one is on {backend}; nothing was changed"
        )


def _copy(source: Path, target: Path) -> None:
    """One commit of the file, whole, while others go on."""
    with closing(sqlite3.connect(source)) as live, closing(sqlite3.connect(target)) as copied:
        live.backup(copied)
        copied.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it


def _look_through(copied: Path) -> None:
    with closing(sqlite3.connect(copied)) as found:
        if found.execute("PRAGMA quick_check").fetchone() != ("ok",):
            raise BackupUnreadableError("the database in the backup is damaged; nothing was changed")


def _put_back(copied: Path, target: Path) -> None:
    try:
        with closing(sqlite3.connect(copied)) as found, closing(sqlite3.connect(target, timeout=WAIT_S)) as live:
            found.backup(live, progress=_patience(target))
            live.execute("PRAGMA journal_mode=WAL")
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_NOTADB:
            raise StoreDamagedError(f"the file {target} cannot be replaced: move it away and try again") from None
        # What is there is no database any more, which may be why a backup is put back: it is kept for a look.
        target.replace(target.with_name(f"{target.name}.damaged"))
        for log in ("-wal", "-shm"):
            target.with_name(target.name + log).unlink(missing_ok=True)
        shutil.move(copied, target)


def _patience(target: Path) -> Callable[[int, int, int], None]:
    """Called after every step: Python would wait for others without end."""
    give_up = time.monotonic() + WAIT_S

    def stepped(status: int, _remaining: int, _total: int) -> None:
        if status in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED} and time.monotonic() > give_up:
            raise StoreLockedError(
                f"another process is using the store {target}: end it, then try again; nothing was changed"
            )

    return stepped


def _postgres(address: Address, program: str, *options: str) -> None:
    """Runs a program of PostgreSQL on the database. The password goes by the environment, not by the command."""
    found = shutil.which(program) or next((str(one) for one in _installed(program)), None)
    if found is None:
        raise BackupProgramError(f"{program} is not installed: install the client programs of PostgreSQL")
    from psycopg.conninfo import make_conninfo

    url = address.url
    parts = {"host": url.host, "port": url.port, "user": url.username, "dbname": url.database, **url.query}
    target = make_conninfo("", **{name: str(value) for name, value in parts.items() if value})
    environment = {**os.environ, **({"PGPASSWORD": url.password} if url.password else {})}
    command = [found, "--no-password", f"--dbname={target}", *options]
    done = subprocess.run(command, env=environment, capture_output=True, check=False)  # noqa: S603 - ours throughout
    if done.returncode:
        # Its words may quote a row, so they are not repeated.
        raise BackupProgramError(
            f"{program} ended with {done.returncode}: is it of the server's series, and may it use the database?"
        )


def _installed(program: str) -> list[Path]:
    return sorted(SERVERS.glob(f"*/bin/{program}"), key=lambda path: float(path.parts[-3]), reverse=True)


@contextmanager
def _private(parent: Path | None) -> Iterator[Path]:
    """A folder that only this user may enter, gone afterwards: what lies in it is not sealed."""
    with tempfile.TemporaryDirectory(prefix=".laiyq-backup-", dir=parent) as folder:
        yield Path(folder)


@contextmanager
def _new(file: Path) -> Iterator[IO[bytes]]:
    """A new file for this user alone, on the disk when the block ends."""
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as opened:
        yield opened
        opened.flush()
        os.fsync(opened.fileno())
