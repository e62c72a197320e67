"""One database: opened, brought to the present schema, read and written.

What differs between SQLite and PostgreSQL stands in files of those names; all statements are the same for both.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

import sqlalchemy as sa

from matcher.errors import StoreDamagedError, StoreNewerError
from matcher.store.faults import translated
from matcher.store.postgresql import Postgresql
from matcher.store.sqlite import Sqlite
from matcher.store.tables import SCHEMA, setting

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

    from matcher.store.address import Address

WAIT_S = 30.0
CHANGES = "changes"


class Backend(Protocol):
    """What the two databases do each in its own way."""

    engine: sa.Engine

    def reading(self) -> AbstractContextManager[sa.Connection]:
        """A transaction that sees one commit throughout."""
        ...

    def writing(self) -> AbstractContextManager[sa.Connection]:
        """The one writing transaction."""
        ...

    def reshaping(self) -> AbstractContextManager[sa.Connection]:
        """The one writing transaction, fit for altering tables."""
        ...

    def compact(self) -> None:
        """Takes deleted content out of the files."""
        ...


class Database:
    """An open database. Close it, or use it in a `with` block."""

    def __init__(self, address: Address, *, wait_s: float = WAIT_S) -> None:
        """Opens what the address names; a file and its folder are created, an older schema is brought up to date.

        Raises:
            StoreError: one of its tree in `matcher.errors`; nothing stays open then.
        """
        self.address = address
        self.wait_s = wait_s
        backend = Postgresql if address.file is None else Sqlite
        self._backend: Backend = backend(address, wait_s)
        self._engine = self._backend.engine
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
        with translated(self.address), self._backend.reading() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """The one writing transaction; others wait up to `wait_s` seconds. All of it is stored, or nothing."""
        with translated(self.address), self._backend.writing() as connection:
            yield connection

    def compact(self) -> None:
        """Takes deleted content out of the database's files, as far as it can: see the backends."""
        with translated(self.address):
            self._backend.compact()

    def _prepare(self) -> None:
        # Looking comes first: a store that is there opens without the write lock, so also during a long import.
        with self.reading() as connection:
            schema = self._schema(connection)
        if schema == SCHEMA:
            return
        from matcher.store.migrate import upgrade

        with translated(self.address), self._backend.reshaping() as connection:
            # Another process may have been first.
            schema = self._schema(connection)
            if schema != SCHEMA:
                upgrade(connection, schema)

    def _schema(self, connection: sa.Connection) -> int | None:
        """The number of the schema that is there, None for an empty database."""
        if not sa.inspect(connection).has_table(setting.name):
            if sa.inspect(connection).get_table_names():
                raise StoreDamagedError(
                    f"the store {self.address.name} is a database, but not a store of Laiyq: use another one"
                )
            return None
        written = sa.type_coerce(setting.c.value, sa.Text)
        schema = connection.scalar(sa.select(written).where(setting.c.name == "schema")) or ""
        if not schema.isdecimal():
            raise StoreDamagedError(
                f"the store {self.address.name} does not say which schema it has: restore it from a backup"
            )
        if int(schema) > SCHEMA:
            raise StoreNewerError(
                f"the store {self.address.name} was written by a newer Laiyq (schema {schema}, this one knows "
                f"{SCHEMA}): upgrade Laiyq, or use another store"
            )
        return int(schema)
