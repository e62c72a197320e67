"""What an index needs from whoever keeps the records.

The index never reads a database: it is given a `RecordSource`, follows its change numbers, and fetches the *current*
record behind each change. A change therefore carries no body, and applying one twice does no harm.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

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

    def bodies(self, kind: Kind, *, after: str | None = None) -> Iterator[bytes]:
        """The same records as their JSON text: for whoever hands them on to another process."""
        ...

    def current(self, kind: Kind, ids: Iterable[str]) -> Mapping[str, Current]:
        """What is known of the records among `ids`, withdrawn ones too, by id; all from the same commit."""
        ...

    def all_versions(self, kind: Kind) -> Iterator[tuple[str, int]]:
        """The id and the change number of every record that may be found, in the order of the ids."""
        ...


class Current(NamedTuple):
    """A record as it is now: `version` is its change number, `record` None where it may not be found any more."""

    version: int
    record: Record | None


class Word(NamedTuple):
    """Word of a change that an engine elsewhere has not had yet; `attempts` have failed so far."""

    version: int
    kind: Kind
    id: str
    attempts: int


class Dead(NamedTuple):
    """Word that was given up, and why; the reason names no value of the record."""

    version: int
    kind: Kind
    id: str
    attempts: int
    reason: str


class Outbox(Protocol):
    """Word of every change, left in the transaction of the change; one row a record, at its newest version."""

    def pending(self, at: datetime, limit: int) -> list[Word]:
        """The first `limit` rows that are due, in the order of their versions."""
        ...

    def settle(self, told: Sequence[Word]) -> int:
        """Takes out what was told; a record that changed meanwhile keeps its row. Returns how many rows went."""
        ...

    def settle_through(self, version: int) -> int:
        """Takes out every row up to a version, for an engine that has them all. Returns how many rows went."""
        ...

    def postpone(self, word: Word, until: datetime, reason: str) -> None:
        """Counts a failed attempt; the row is due again at `until`."""
        ...

    def bury(self, word: Word, reason: str) -> None:
        """Gives a row up, with the reason; a later change of the record makes it due again."""
        ...

    def announce_again(self, kind: Kind, ids: Iterable[str]) -> int:
        """Leaves word of these records once more, as they are now. Returns how many."""
        ...
