"""The store: vacancies, resumes, whose they are, shortlists, and the rows of casework, on SQLite or PostgreSQL."""

from __future__ import annotations

from pathlib import Path
from typing import Self

from matcher.store import casetables as _casetables  # noqa: F401 - its tables are a part of the schema
from matcher.store.address import Address, locate
from matcher.store.delivery import Delivered
from matcher.store.engine import WAIT_S, Database
from matcher.store.erasing import Erasing
from matcher.store.intake import Intake, Taken
from matcher.store.jobs import Jobs
from matcher.store.ledger import FILE as LEDGER
from matcher.store.ledger import Ledger
from matcher.store.outbox import Outbox
from matcher.store.owners import Owners
from matcher.store.records import Hit, Records
from matcher.store.shortlists import Item, ListKind, Shortlist, ShortlistLine, Shortlists
from matcher.store.standing import Standing, StandingLists
from matcher.store.writing import PutResult, Writing

__all__ = [
    "LEDGER",
    "Delivered",
    "Hit",
    "Item",
    "ListKind",
    "PutResult",
    "Shortlist",
    "ShortlistLine",
    "Standing",
    "Store",
    "Taken",
    "open_store",
]


class Store(Records, Writing, Intake, Owners, Outbox, Jobs, Shortlists, StandingLists, Erasing):
    """An open store. Close it, or use it in a `with` block; threads may share it, processes open their own."""

    def __init__(self, database: Database, ledger: Ledger) -> None:
        self._database = database
        self._ledger = ledger

    def __enter__(self) -> Self:
        """The store itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Closes it."""
        self.close()

    @property
    def address(self) -> Address:
        """Where the database is."""
        return self._database.address

    @property
    def file(self) -> Path | None:
        """The file of a database that is one."""
        return self._database.address.file

    @property
    def database(self) -> Database:
        """For the parts that keep casework; see `matcher.store.cases` and `matcher.store.journal`."""
        return self._database

    @property
    def folder(self) -> Path:
        """Where files lie that are kept apart from the database, the ledger among them."""
        return self._ledger.folder

    def close(self) -> None:
        """Gives back every connection; closing twice does no harm."""
        self._database.close()


def open_store(path_or_url: str | Path, *, wait_s: float = WAIT_S, ledger: Path | None = None) -> Store:
    """Opens a store: of a data folder (made where missing), or at an address.

    Args:
        path_or_url: the data folder, or an address: `sqlite:////srv/x.sqlite`, `postgresql://me@host/db`.
        wait_s: how long a write waits for another process to end its own, in seconds.
        ledger: the file of the ledger of what was withdrawn and erased; None: beside SQLite's file, or for a server's
            database in the working folder.

    Raises:
        StoreError: one of its tree in `matcher.errors`, with a message that says what to do.
    """
    address = locate(path_or_url)
    beside = address.file.parent if address.file else Path()
    return Store(Database(address, wait_s=wait_s), Ledger(ledger or beside / LEDGER))
