"""The store: vacancies, resumes and shortlists in the database of the data folder."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from matcher.store.engine import WAIT_S, Database, locate
from matcher.store.records import PutResult, Records
from matcher.store.shortlists import Item, ListKind, Shortlist, ShortlistLine, Shortlists

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Item", "ListKind", "PutResult", "Shortlist", "ShortlistLine", "Store", "open_store"]


class Store(Records, Shortlists):
    """An open store. Close it, or use it in a `with` block; threads may share it, processes open their own."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def __enter__(self) -> Self:
        """The store itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Closes it."""
        self.close()

    @property
    def file(self) -> Path:
        """Where the database lies."""
        return self._database.file

    def close(self) -> None:
        """Gives back every connection; closing twice does no harm."""
        self._database.close()


def open_store(path_or_url: str | Path, *, wait_s: float = WAIT_S) -> Store:
    """Opens the store of a data folder (made where missing), or at an address such as `sqlite:////srv/x.sqlite`.

    Args:
        path_or_url: the data folder, or the address of a database file.
        wait_s: how long a write waits for another process to end its own, in seconds.

    Raises:
        StoreError: one of its tree in `matcher.errors`, with a message that says what to do.
    """
    return Store(Database(locate(path_or_url), wait_s=wait_s))
