"""Whether an index holds what the source holds, by id and version; and putting right what it does not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from indexer.protocols import Outbox, RecordSource
    from indexer.sync import Target
    from scoring.records import Kind

AT_ONCE = 1_000
"""Records looked at once more, where both sides do not agree."""


@dataclass(frozen=True)
class Drift:
    """The ids of one kind on which source and index do not agree.

    Attributes:
        kind: of the records.
        missing: the source has them, the index would not find them.
        extra: the index would find them, the source does not have them or has withdrawn them.
        old: the index knows an older version than the source has.
        ahead: the index knows a version that the source never had, as after a restored backup.
    """

    kind: Kind
    missing: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    old: tuple[str, ...] = ()
    ahead: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self.ids())

    def ids(self) -> list[str]:
        """All of them."""
        return [*self.missing, *self.extra, *self.old, *self.ahead]

    def counts(self) -> dict[str, int]:
        """How many of each, for a report: ids may be personal."""
        return {name: len(getattr(self, name)) for name in ("missing", "extra", "old", "ahead")}


def drift(source: RecordSource, target: Target, kind: Kind) -> Drift:
    """Compares all records of a kind. Run the relay first: what still waits in the outbox is late, not lost.

    What changes while this runs is not counted: where both sides do not agree, the source is asked once more, and a
    record changed after the start is left to the relay.
    """
    mark = source.last_change()
    held = {one.id: one.version for one in target.held(kind)}
    stored = dict(source.all_versions(kind))
    missing = [id_ for id_ in stored if id_ not in held]
    extra = [id_ for id_ in held if id_ not in stored]
    old = [id_ for id_, version in held.items() if version < stored.get(id_, 0)]
    ahead = [id_ for id_, version in held.items() if version > mark and id_ in stored]
    found = (_settled(source, kind, ids, mark) for ids in (missing, extra, old, ahead))
    return Drift(kind, *found)


def _settled(source: RecordSource, kind: Kind, ids: list[str], mark: int) -> tuple[str, ...]:
    """Those that have not changed since the change number `mark`."""
    kept: list[str] = []
    for start in range(0, len(ids), AT_ONCE):
        part = ids[start : start + AT_ONCE]
        known = source.current(kind, part)
        kept += [id_ for id_ in part if id_ not in known or known[id_].version <= mark]
    return tuple(kept)


def mend(outbox: Outbox, target: Target, found: Drift) -> int:
    """Puts right what was found; returns how many records that concerns. The relay does the rest at its next run."""
    ids = found.ids()
    if ids and not target.mend(found.kind, ids):
        outbox.announce_again(found.kind, ids)
    return len(ids)
