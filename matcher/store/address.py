"""Where a store is: a file in a data folder, or what an address names."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.exc import ArgumentError

from matcher.errors import StoreAddressError

FILE = "laiyq.sqlite"
_FORMS = "use sqlite:////folder/file or postgresql://user@host/database"
_POSTGRES = ("postgresql", "postgres")


class Address(NamedTuple):
    """A store's place: what the driver is told, the file (SQLite's alone), and its name in messages.

    The name never holds a password: messages end in logs.
    """

    url: sa.URL
    file: Path | None
    name: str


def locate(path_or_url: str | Path) -> Address:
    """The place of a data folder's store, or of an address: `sqlite:////srv/laiyq.sqlite`, `postgresql://me@host/db`.

    Raises:
        StoreAddressError: an address that is malformed, or of a database that this version cannot use.
    """
    if isinstance(path_or_url, Path) or "://" not in path_or_url:
        return _file(Path(path_or_url) / FILE)
    try:
        url = sa.make_url(path_or_url)
    except (ArgumentError, ValueError):
        # The address itself stays out of the message: it may hold a password.
        raise StoreAddressError(f"the address of the store cannot be read: {_FORMS}") from None
    backend = url.drivername.partition("+")[0]
    if backend in _POSTGRES:
        if not url.database:
            raise StoreAddressError(f"the address names no database: {_FORMS}")
        return Address(url.set(drivername="postgresql+psycopg"), None, f"in the database {url.database}")
    if backend != "sqlite":
        raise StoreAddressError(f"stores on {backend} are not supported: {_FORMS}")
    if not url.database or url.database == ":memory:":
        raise StoreAddressError("a store in memory is not supported: name a file, as in sqlite:////folder/file")
    return _file(Path(url.database))


def _file(path: Path) -> Address:
    return Address(sa.URL.create("sqlite", database=str(path)), path, str(path))
