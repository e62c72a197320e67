"""The types of columns: the same value comes back from every database, bit for bit."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.types import TypeDecorator, TypeEngine

if TYPE_CHECKING:
    from sqlalchemy.engine import Dialect

_MARK = "\ue000"
"""A character of Unicode's private area, which no language writes: it carries what PostgreSQL cannot hold."""


def aware(at: datetime) -> datetime:
    """The same time, if it says in which zone.

    Raises:
        ValueError: it does not; SQLite forgets time zones, and a guess would be hours wrong.
    """
    if at.tzinfo is None:
        raise ValueError("a time without a time zone cannot be stored")
    return at


@lru_cache(maxsize=64)
def _utc(at: datetime) -> datetime:
    """In UTC; all rows of a batch carry the same moment."""
    return aware(at).astimezone(UTC)


class Key(TypeDecorator[str]):
    """A text that names something: any text at all, compared and ordered by its code points in every database."""

    impl = sa.Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """PostgreSQL would order by the language of the database, and so find other pages than Python does."""
        return dialect.type_descriptor(sa.Text(collation="C" if dialect.name == "postgresql" else None))

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """PostgreSQL has no character 0: it is written as a mark and a digit, the mark itself likewise."""
        if value is None or dialect.name != "postgresql" or ("\x00" not in value and _MARK not in value):
            return value
        return value.replace(_MARK, f"{_MARK}1").replace("\x00", f"{_MARK}0")

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """And back."""
        if value is None or dialect.name != "postgresql" or _MARK not in value:
            return value
        return value.replace(f"{_MARK}0", "\x00").replace(f"{_MARK}1", _MARK)


class Moment(TypeDecorator[datetime]):
    """A point in time, kept in UTC."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """To UTC, on the way in."""
        return None if value is None else _utc(value)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """With the zone that SQLite dropped, in UTC whatever the server's own zone is, on the way out."""
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


class Json(TypeDecorator[Any]):
    """Any JSON value as text; numbers come back bit for bit as they were stored."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str:  # noqa: ARG002
        """To text, on the way in."""
        return msgspec.json.encode(value).decode()

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ARG002
        """From text, on the way out."""
        return None if value is None else msgspec.json.decode(value)
