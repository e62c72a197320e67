"""One database: how it is found, opened, prepared, read and written.

SQLite with a write-ahead log: readers see the last commit and never wait for the writer. A writing transaction takes
the write lock at its first step, so that what it reads cannot change before it writes.
"""

from __future__ import annotations

import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.exc import ArgumentError, OperationalError

from matcher.errors import StoreAddressError, StoreDamagedError, StoreNewerError, StoreReadOnlyError
from matcher.store.faults import is_locked, translated
from matcher.store.tables import SCHEMA, counter, metadata, setting

if TYPE_CHECKING:
    from collections.abc import Iterator

FILE = "laiyq.sqlite"
WAIT_S = 30.0
CHANGES = "changes"


class Database:
    """An open database. Close it, or use it in a `with` block."""

    def __init__(self, file: Path, *, wait_s: float = WAIT_S) -> None:
        """Opens `file`, creating it and its folder where they are missing.

        Raises:
            StoreError: one of its tree in `matcher.errors`; nothing stays open then.
        """
        self.file = file
        self.wait_s = wait_s
        _make_folder(file.parent)
        self._engine = _engine(file, wait_s)
        self._writer = self._engine.execution_options(begin="BEGIN IMMEDIATE")
        try:
            self._prepare()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Gives back every connection; the database may be opened again at once."""
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A transaction that sees one commit throughout, whatever others write meanwhile."""
        with translated(self.file), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """The one writing transaction; others wait up to `wait_s` seconds. All of it is stored, or nothing."""
        with translated(self.file), self._writer.begin() as connection:
            yield connection

    def _prepare(self) -> None:
        # Looking comes first: a store that is there opens without the write lock, so also during a long import.
        if not self._known():
            with translated(self.file):
                self._switch_to_wal()
            with self.writing() as connection:
                metadata.create_all(connection)
                if connection.scalar(sa.select(sa.func.count()).select_from(setting)) == 0:
                    connection.execute(setting.insert().values(name="schema", value=SCHEMA))
                    connection.execute(counter.insert().values(name=CHANGES, value=0))
        with self.reading() as connection:
            written = sa.type_coerce(setting.c.value, sa.Text)
            schema = connection.scalar(sa.select(written).where(setting.c.name == "schema")) or ""
        if not schema.isdecimal():
            raise StoreDamagedError(f"the store {self.file} does not say which schema it has: restore it from a backup")
        if int(schema) > SCHEMA:
            raise StoreNewerError(
                f"the store {self.file} was written by a newer Laiyq (schema {schema}, this one knows {SCHEMA}): "
                "upgrade Laiyq, or use another data folder"
            )

    def _known(self) -> bool:
        with self.reading() as connection:
            names = set(sa.inspect(connection).get_table_names())
        if names and setting.name not in names:
            raise StoreDamagedError(f"the file {self.file} is a database, but not a store of Laiyq: use another folder")
        return bool(names)

    def _switch_to_wal(self) -> None:
        # SQLite does not wait by itself here: of two processes that create the store at once, one is told "busy".
        give_up = time.monotonic() + self.wait_s
        while True:
            try:
                with self._engine.execution_options(begin=None).connect() as connection:
                    connection.exec_driver_sql("PRAGMA journal_mode=WAL")
            except OperationalError as error:
                if not is_locked(error) or time.monotonic() > give_up:
                    raise
                time.sleep(0.02)
            else:
                return


def locate(path_or_url: str | Path) -> Path:
    """The database file of a data folder, or of an address such as `sqlite:////srv/laiyq/store.sqlite`.

    Raises:
        StoreAddressError: an address that is malformed, or of a database that this version cannot use.
    """
    if isinstance(path_or_url, Path) or "://" not in path_or_url:
        return Path(path_or_url) / FILE
    try:
        url = sa.make_url(path_or_url)
    except (ArgumentError, ValueError):
        # The address itself stays out of the message: it may hold a password.
        raise StoreAddressError("the address of the store cannot be read: use sqlite:////folder/file") from None
    if url.get_backend_name() != "sqlite":
        raise StoreAddressError(f"stores on {url.get_backend_name()} are not supported: use sqlite:////folder/file")
    if not url.database or url.database == ":memory:":
        raise StoreAddressError("a store in memory is not supported: name a file, as in sqlite:////folder/file")
    return Path(url.database)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise StoreAddressError(f"{folder} is a file: the store needs a folder") from None
    except OSError as error:
        raise StoreReadOnlyError(f"the folder {folder} cannot be made: {error.strerror}") from None


def _engine(file: Path, wait_s: float) -> sa.Engine:
    url = sa.URL.create("sqlite", database=str(file))
    # Parameters are the records themselves: no error and no log of the engine may show them.
    engine = sa.create_engine(url, connect_args={"timeout": wait_s}, hide_parameters=True)

    @sa.event.listens_for(engine, "connect")
    def _connected(driver: Any, _record: Any) -> None:
        driver.isolation_level = None  # transactions begin where we say, not where the driver thinks
        driver.execute("PRAGMA foreign_keys=ON")
        driver.execute("PRAGMA synchronous=FULL")  # an acknowledged write survives the power cord

    @sa.event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        statement = connection.get_execution_options().get("begin", "BEGIN")
        if statement:
            connection.exec_driver_sql(statement)

    return engine
