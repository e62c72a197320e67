"""What an index needs from whoever keeps the records.

The index never reads a database: it is given a `RecordSource`, follows its change numbers, and fetches the *current*
record behind each change. A change therefore carries no body, and applying one twice does no harm.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from scoring.records import Kind, Record

Action = Literal["put", "withdraw"]


class Change(NamedTuple):
    """The newest change of one record: `version` is its change number, unique over both kinds."""

    version: int
    kind: Kind
    id: str
    action: Action


class Changes(Protocol):
    """What has changed, in the order of the change numbers."""

    def last_change(self) -> int:
        """The newest change number, 0 for a source that never held a record."""
        ...

    def changes_since(self, version: int, limit: int) -> list[Change]:
        """The first `limit` changes above `version`, in order.

        A record that changed several times appears once, at its newest number. No change with a number below one
        already given may appear later: whoever remembers the last number given misses nothing.
        """
        ...


class RecordSource(Changes, Protocol):
    """The records themselves: only those that may be found, never a withdrawn one."""

    def get_many(self, kind: Kind, ids: Iterable[str]) -> Mapping[str, Record]:
        """The records among `ids` that are there, by id."""
        ...

    def iterate(self, kind: Kind, *, after: str | None = None) -> Iterator[Record]:
        """All records in the order of their ids, from the first one behind `after`."""
        ...
