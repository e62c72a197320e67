"""SQLite, with a write-ahead log: readers see the last commit and never wait for the writer.

A writing transaction takes the write lock at its first step, so that what it reads cannot change before it writes.
"""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.exc import OperationalError

from matcher.errors import StoreAddressError, StoreDamagedError, StoreReadOnlyError
from matcher.store.faults import is_locked

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from matcher.store.address import Address


class Sqlite:
    """One file, opened."""

    def __init__(self, address: Address, wait_s: float) -> None:
        assert address.file is not None  # noqa: S101 - an address of SQLite has one
        make_folder(address.file.parent)
        self._file = address.file
        self._wait_s = wait_s
        self.engine = _engine(address.url, wait_s)
        self._writer = self.engine.execution_options(begin="BEGIN IMMEDIATE")

    def reading(self) -> AbstractContextManager[sa.Connection]:
        """A transaction that sees one commit throughout, whatever others write meanwhile."""
        return self.engine.begin()

    def writing(self) -> AbstractContextManager[sa.Connection]:
        """The one writing transaction; others wait."""
        return self._writer.begin()

    @contextmanager
    def reshaping(self) -> Iterator[sa.Connection]:
        """The one writing transaction, in which a table can be replaced by its copy.

        With foreign keys watched, dropping the old copy would empty the tables that point at it; they are checked in
        the end instead, before anything is stored.

        Raises:
            StoreDamagedError: a row points at nothing; everything is as it was.
        """
        self._switch_to_wal()
        with self.engine.execution_options(begin=None).connect() as connection:
            connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
            try:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
                yield connection
                if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                    raise StoreDamagedError(f"the store {self._file} has rows that belong to nothing: restore a backup")
                connection.commit()
            finally:
                connection.invalidate()  # the next one watches foreign keys again

    def compact(self) -> None:
        """Empties the log into the file, where deleted content was overwritten.

        Readers of an older commit are waited for; where they stay, the log empties at a later write.
        """
        with self.engine.execution_options(begin=None).connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    def _switch_to_wal(self) -> None:
        # SQLite does not wait by itself here: of two processes that create the store at once, one is told "busy".
        give_up = time.monotonic() + self._wait_s
        while True:
            try:
                with self.engine.execution_options(begin=None).connect() as connection:
                    connection.exec_driver_sql("PRAGMA journal_mode=WAL")
            except OperationalError as error:
                if not is_locked(error) or time.monotonic() > give_up:
                    raise
                time.sleep(0.02)
            else:
                return


def make_folder(folder: Path) -> None:
    """Makes the folder of a store where it is missing.

    Raises:
        StoreAddressError: a file is in its place.
        StoreReadOnlyError: it may not be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise StoreAddressError(f"{folder} is a file: the store needs a folder") from None
    except OSError as error:
        raise StoreReadOnlyError(f"the folder {folder} cannot be made: {error.strerror}") from None


def _engine(url: sa.URL, wait_s: float) -> sa.Engine:
    # Parameters are the records themselves: no error and no log of the engine may show them.
    engine = sa.create_engine(url, connect_args={"timeout": wait_s}, hide_parameters=True)

    @sa.event.listens_for(engine, "connect")
    def _connected(driver: Any, _record: Any) -> None:
        driver.isolation_level = None  # transactions begin where we say, not where the driver thinks
        driver.execute("PRAGMA foreign_keys=ON")
        driver.execute("PRAGMA synchronous=FULL")  # an acknowledged write survives the power cord
        driver.execute("PRAGMA secure_delete=ON")  # what was erased is overwritten, not just unlinked

    @sa.event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        statement = connection.get_execution_options().get("begin", "BEGIN")
        if statement:
            connection.exec_driver_sql(statement)

    return engine
