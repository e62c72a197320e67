"""The database's errors -> ours, with a sentence that says what to do."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError

from matcher.errors import (
    StoreDamagedError,
    StoreError,
    StoreFullError,
    StoreLockedError,
    StoreReadOnlyError,
    StoreUnavailableError,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_LOCKED = (
    StoreLockedError,
    "the store {file} is busy: another process has been writing to it for too long; try again when that one has ended",
)
_READ_ONLY = (
    StoreReadOnlyError,
    "the store {file} cannot be written: check who owns the folder, and whether the disk is mounted read-only",
)
_FULL = (
    StoreFullError,
    "no room is left on the disk for the store {file}; what was stored before is safe: free some space and try again",
)
_CLOSED = (
    StoreUnavailableError,
    "the store {file} cannot be opened: check that the folder exists and that this user may read and write it",
)
_DISK = (StoreUnavailableError, "the disk answers with an error for the store {file}: check the disk, then try again")
_DAMAGED = (StoreDamagedError, "the file {file} is damaged or is not a store of Laiyq: restore it from a backup")
_OTHER = (StoreError, "the store {file} refused a statement: {name}")

_BY_CODE = {
    sqlite3.SQLITE_BUSY: _LOCKED,
    sqlite3.SQLITE_LOCKED: _LOCKED,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_PERM: _READ_ONLY,
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_IOERR_SHMSIZE: _FULL,  # the file of the write-ahead log's index finds no room
    sqlite3.SQLITE_CANTOPEN: _CLOSED,
    sqlite3.SQLITE_IOERR: _DISK,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
}


def is_locked(error: DBAPIError) -> bool:
    """Whether waiting could help."""
    return _kind(error) is _LOCKED


@contextmanager
def translated(file: Path) -> Iterator[None]:
    """Raises the database's errors of the block as ours.

    The cause is cut off: a driver may quote values of the row that it refused, and a traceback goes to the log.
    """
    try:
        yield
    except DBAPIError as error:
        cls, text = _kind(error)
        raise cls(text.format(file=file, name=getattr(error.orig, "sqlite_errorname", "unknown"))) from None


def _kind(error: DBAPIError) -> tuple[type[StoreError], str]:
    code = getattr(error.orig, "sqlite_errorcode", None)
    if code is None:
        return _OTHER
    return _BY_CODE.get(code) or _BY_CODE.get(code & 0xFF, _OTHER)
