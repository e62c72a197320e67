"""The database's errors -> ours, with a sentence that says what to do."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from matcher.errors import (
    StoreAddressError,
    StoreDamagedError,
    StoreError,
    StoreFullError,
    StoreLockedError,
    StoreReadOnlyError,
    StoreUnavailableError,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matcher.store.address import Address

Fault = tuple[type[StoreError], str]

_LOCKED: Fault = (
    StoreLockedError,
    "the store {store} is busy: another process has been writing to it for too long; try again when that one has ended",
)
_READ_ONLY: Fault = (
    StoreReadOnlyError,
    "the store {store} cannot be written: check who owns the folder, and whether the disk is mounted read-only",
)
_NO_RIGHT: Fault = (
    StoreReadOnlyError,
    "the store {store} cannot be written: check the rights of its user, and whether the server is a standby",
)
_FULL: Fault = (
    StoreFullError,
    "no room is left on the disk for the store {store}; what was stored before is safe: free some space and try again",
)
_CLOSED: Fault = (
    StoreUnavailableError,
    "the store {store} cannot be opened: check that the folder exists and that this user may read and write it",
)
_AWAY: Fault = (
    StoreUnavailableError,
    "the store {store} cannot be reached: check that the server runs, and the host, user and password of the address",
)
_NO_DATABASE: Fault = (StoreAddressError, "there is no database for the store {store}: create it, then try again")
_DISK: Fault = (
    StoreUnavailableError,
    "the disk answers with an error for the store {store}: check the disk, then try again",
)
_DAMAGED: Fault = (
    StoreDamagedError,
    "the file {store} is damaged or is not a store of Laiyq: restore it from a backup",
)
_OTHER: Fault = (StoreError, "the store {store} refused a statement: {name}")

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

# PostgreSQL's codes, "Appendix A. PostgreSQL Error Codes"; two characters are a class of them.
_BY_STATE = {
    "55P03": _LOCKED,  # lock not available
    "40P01": _LOCKED,  # deadlock
    "40001": _LOCKED,  # serialization failure
    "25006": _NO_RIGHT,  # read-only transaction
    "42501": _NO_RIGHT,  # insufficient privilege
    "53100": _FULL,  # disk full
    "3D000": _NO_DATABASE,
    "08": _AWAY,  # connection
    "28": _AWAY,  # authorization
    "53": _AWAY,  # resources, such as too many connections
    "57": _AWAY,  # shutdown, starting up
    "58": _DISK,  # system error
    "XX": _DISK,  # internal error, corrupted data
}


def is_locked(error: DBAPIError) -> bool:
    """Whether waiting could help."""
    return _kind(error) is _LOCKED


@contextmanager
def translated(address: Address) -> Iterator[None]:
    """Raises the database's errors of the block as ours.

    The cause is cut off: a driver may quote values of the row that it refused, and a traceback goes to the log.
    """
    try:
        yield
    except DBAPIError as error:
        cls, text = _kind(error)
        name = getattr(error.orig, "sqlite_errorname", None) or getattr(error.orig, "sqlstate", None) or "unknown"
        raise cls(text.format(store=address.name, name=name)) from None
    except PoolTimeoutError:
        raise StoreLockedError(_LOCKED[1].format(store=address.name)) from None


def _kind(error: DBAPIError) -> Fault:
    code = getattr(error.orig, "sqlite_errorcode", None)
    if code is not None:
        return _BY_CODE.get(code) or _BY_CODE.get(code & 0xFF, _OTHER)
    state: str | None = getattr(error.orig, "sqlstate", None)
    if state is not None:
        return _BY_STATE.get(state) or _BY_STATE.get(state[:2], _OTHER)
    # psycopg has no code for a server that it could not reach or that hung up.
    return _AWAY if type(error.orig).__name__ == "OperationalError" else _OTHER
