"""Intake as the portal does it: a source delivers its records with its own ids and versions, in any order and again.

An older version than the one taken is stale, the same one is known already; a full snapshot withdraws what it lacks.
"""

from __future__ import annotations

import tempfile
from typing import TYPE_CHECKING, NamedTuple

import msgspec
import sqlalchemy as sa

from matcher.errors import SnapshotShrinksError
from matcher.store.batches import BATCH, PAGE, parts
from matcher.store.delivery import Delivered, Delivery
from matcher.store.ledger import Entry
from matcher.store.settings import SHRINK, Settings
from matcher.store.tables import ACTIVE, BY_SOURCE, RECORDS
from matcher.store.types import aware
from matcher.store.writing import withdraw
from scoring.records import Kind, decode, encode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime
    from typing import IO

    from matcher.store.ledger import Ledger


class Taken(NamedTuple):
    """What became of the records delivered, each counted once.

    Attributes:
        stored: new or different.
        unchanged: there already, in this version or with the same content.
        stale: older than what is there.
        withdrawn: taken out of what is shown, because the source says so or its snapshot lacks them.
        erased: of a person who was erased here; a source brings nobody back.
        refused: under an id that another source's record has.
    """

    stored: int = 0
    unchanged: int = 0
    stale: int = 0
    withdrawn: int = 0
    erased: int = 0
    refused: int = 0


class Intake(Settings):
    """The part of the store that sources deliver to."""

    _ledger: Ledger

    def intake(self, source: str, items: Iterable[Delivered], at: datetime) -> Taken:
        """Takes what a source delivers, a batch a transaction, in the order in which it comes.

        Raises:
            StoreError: the batch at hand could not be stored; those before are.
            ValueError: `at` has no time zone, or the source has no name.
        """
        aware(at)
        if not source:
            raise ValueError("a source needs a name")
        total = Taken()
        for batch in _batches(items):
            with self._database.writing() as connection:
                delivery = Delivery(connection, source, at)
                gone = delivery.take(batch)
                self._ledger.write(Entry(at, "missing", kind, id_) for kind, id_ in gone)
            total = Taken(*(sum(pair) for pair in zip(total, delivery.counts(), strict=True)))
        return total

    def snapshot(
        self, source: str, kind: Kind, items: Iterable[Delivered], at: datetime, *, shrink: float | None = None
    ) -> Taken:
        """Takes all that a source has of a kind; what it has no longer is withdrawn.

        Args:
            source: its name.
            kind: of which the items are everything.
            items: everything; they are read to the end before anything is stored.
            at: now.
            shrink: the largest share of the source's records that may be missing; None: the setting `intake.shrink`.

        Raises:
            SnapshotShrinksError: more is missing, as after a delivery cut short; nothing was stored.
            StoreError, ValueError: as `intake`; ValueError also for an item of the other kind.
        """
        share = self._share(shrink)
        with tempfile.TemporaryFile() as spool:
            seen = _spooled(spool, kind, items)
            missing, known = self._missing(source, kind, seen)
            if missing and len(missing) > share * known:
                raise SnapshotShrinksError(
                    f"the snapshot lacks {len(missing)} of the {known} records that the source had, and {share:.0%} of "
                    "them may be missing: look whether it is whole, or allow more"
                )
            taken = self.intake(source, _unspooled(spool, kind), at)
        gone = 0
        for part in parts(missing, BATCH):
            with self._database.writing() as connection:
                self._ledger.write(Entry(at, "missing", kind, id_) for id_ in part)
                gone += sum(withdraw(connection, kind, page, at, BY_SOURCE) for page in parts(part, PAGE))
        return taken._replace(withdrawn=taken.withdrawn + gone)

    def _share(self, given: float | None) -> float:
        share = self.setting(SHRINK) if given is None else given
        if not 0 <= share <= 1:
            raise ValueError("the share that may be missing is between 0 and 1")
        return float(share)

    def _missing(self, source: str, kind: Kind, seen: set[str]) -> tuple[Sequence[str], int]:
        """The ids of the source's active records that were not seen, and how many active ones there are."""
        c = RECORDS[kind].c
        held = sa.select(c.id, c.source_id).where(c.source == source, c.state == ACTIVE).order_by(c.id)
        with self._database.reading() as connection:
            rows = connection.execute(held).all()
        return [row.id for row in rows if row.source_id not in seen], len(rows)


def _batches(items: Iterable[Delivered]) -> Iterator[list[Delivered]]:
    batch: list[Delivered] = []
    for item in items:
        batch.append(item)
        if len(batch) >= BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


_Spooled = tuple[str, int, bytes, str | None]


def _spooled(spool: IO[bytes], kind: Kind, items: Iterable[Delivered]) -> set[str]:
    """Writes the items down, since whether they may be taken shows at their end; returns their ids at the source."""
    seen: set[str] = set()
    for item in items:
        if item.kind != kind or item.record is None:
            raise ValueError(f"a snapshot of {kind} records holds those alone")
        seen.add(item.source_id)
        line = msgspec.msgpack.encode((item.source_id, item.source_version, encode(item.record), item.person))
        spool.write(len(line).to_bytes(4, "big") + line)
    return seen


def _unspooled(spool: IO[bytes], kind: Kind) -> Iterator[Delivered]:
    spool.seek(0)
    while size := spool.read(4):
        line = msgspec.msgpack.decode(spool.read(int.from_bytes(size, "big")), type=_Spooled)
        yield Delivered(kind, line[0], line[1], decode(line[2], kind), line[3])
