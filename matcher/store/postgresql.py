"""PostgreSQL: a reading transaction keeps one snapshot; writers of records come one after another, as in SQLite.

The order of writers is what makes change numbers visible in their order, so that a follower misses none.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import sqlalchemy as sa

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

    from matcher.store.address import Address

WRITER = 0x6C616979
"""The number of the writers' lock; it holds in one database."""


class Postgresql:
    """One database of a server, opened."""

    def __init__(self, address: Address, wait_s: float) -> None:
        # Parameters are the records themselves: no error and no log of the engine may show them.
        self.engine = sa.create_engine(
            address.url,
            connect_args={"connect_timeout": max(2, round(wait_s)), "application_name": "laiyq"},
            hide_parameters=True,
            pool_pre_ping=True,
        )
        self._reader = self.engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        self._wait = f"SET LOCAL lock_timeout = {max(1, round(wait_s * 1000))}"

    def reading(self) -> AbstractContextManager[sa.Connection]:
        """A transaction that sees one commit throughout, whatever others write meanwhile."""
        return self._reader.begin()

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """The one writing transaction; others wait."""
        with self.engine.begin() as connection:
            connection.exec_driver_sql(self._wait)
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITER})")
            yield connection

    def compact(self) -> None:
        """Takes dead rows out of the tables; the server's log and its free space are for its operator."""
        with self.engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            connection.exec_driver_sql("VACUUM resume, person, shortlist, shortlist_item, thing, term")

    def reshaping(self) -> AbstractContextManager[sa.Connection]:
        """The one writing transaction; PostgreSQL alters tables in it as they are."""
        return self.writing()
