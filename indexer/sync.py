"""The index in step with the records: a relay from the outbox to an engine, which is told each record as it is now.

Word of a change stays in the outbox until the engine has the record; so nothing is lost by a kill, and telling twice
does no harm, because an engine keeps the higher version. A record that an engine refuses is tried again after waits
that double, and given up with the reason; an engine that does not answer, or lets nobody in, is left alone for a while
and costs no record an attempt.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple, Protocol

from indexer.errors import TargetAwayError, TargetRefusesError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from indexer.protocols import Outbox, RecordSource, Word
    from scoring.records import Kind, Record

BATCH = 1_000
"""Rows told at once."""
ATTEMPTS = 8
"""So many failures and a row is given up; with the waits below that takes about two hours."""
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=1)


class Told(NamedTuple):
    """A record as it is now, for an engine: at which change number, `record` None where it must not be found."""

    version: int
    kind: Kind
    id: str
    record: Record | None


class Held(NamedTuple):
    """A record that an engine would find, and the change number up to which it knows it."""

    id: str
    version: int


class Target(Protocol):
    """An engine as the relay sees it."""

    def holds_through(self) -> int:
        """The change number up to which the engine has everything without being told, 0 where it must be told all.

        An engine that follows the source by itself names the newest; one that was rebuilt, what the rebuild held.

        Raises:
            TargetAwayError: the engine does not answer.
        """
        ...

    def write(self, rows: Sequence[Told]) -> Mapping[tuple[Kind, str], str]:
        """Takes the records in, or out; a version lower than the one it has is ignored.

        Returns:
            The records refused, by kind and id, each with a reason that names no value of the record.

        Raises:
            TargetAwayError: the engine does not answer; what was written until then may be written again.
        """
        ...

    def held(self, kind: Kind) -> Iterable[Held]:
        """Every record of a kind that it would find, in any order."""
        ...

    def mend(self, kind: Kind, ids: Sequence[str]) -> bool:
        """Puts right by itself what a check has found; False where it is to be told instead."""
        ...


@dataclass
class Relayed:
    """What a run did: rows told, rows put off, rows given up; `away` says why the engine could not be told."""

    told: int = 0
    postponed: int = 0
    buried: int = 0
    away: str | None = None


class Relay:
    """Empties the outbox into an engine."""

    def __init__(self, outbox: Outbox, source: RecordSource, target: Target) -> None:
        self._outbox = outbox
        self._source = source
        self._target = target
        self._failures = 0
        self._quiet_until: datetime | None = None

    def run(self, at: datetime) -> Relayed:
        """Tells everything that is due; returns what was done.

        Args:
            at: now; rows put off until later and an engine that is left alone wait for a later run.
        """
        done = Relayed()
        if self._quiet_until is not None and still_ahead(self._quiet_until, at, LONGEST_WAIT):
            done.away = "left alone after it did not answer"
            return done
        try:
            through = self._target.holds_through()
            if through:
                done.told += self._outbox.settle_through(through)
            # Rows that fail are put off, so every turn sees others.
            while words := self._outbox.pending(at, BATCH):
                self._tell(words, at, done)
        except (TargetAwayError, TargetRefusesError) as error:
            self._failures += 1
            self._quiet_until = at + wait(self._failures)
            done.away = str(error)
            return done
        self._failures, self._quiet_until = 0, None
        return done

    def _tell(self, words: Sequence[Word], at: datetime, done: Relayed) -> None:
        refused = self._target.write(self._current(words))
        good = [word for word in words if (word.kind, word.id) not in refused]
        done.told += len(good)
        self._outbox.settle(good)
        for word in words:
            reason = refused.get((word.kind, word.id))
            if reason is None:
                continue
            if word.attempts + 1 >= ATTEMPTS:
                self._outbox.bury(word, reason)
                done.buried += 1
            else:
                self._outbox.postpone(word, at + wait(word.attempts + 1), reason)
                done.postponed += 1

    def _current(self, words: Sequence[Word]) -> list[Told]:
        """The records as they are now, in the order of the versions that they have now."""
        rows: list[Told] = []
        for kind in {word.kind for word in words}:
            mine = {word.id: word for word in words if word.kind == kind}
            known = self._source.current(kind, mine)
            for id_, word in mine.items():
                now = known.get(id_)
                rows.append(Told(now.version, kind, id_, now.record) if now else Told(word.version, kind, id_, None))
        return sorted(rows, key=lambda row: row.version)


def still_ahead(moment: datetime, at: datetime, longest: timedelta) -> bool:
    """Whether a wait until `moment` goes on at `at`.

    One that is longer than any wait can be was begun before the clock was set back, and is over.
    """
    return at < moment <= at + longest


def wait(failures: int) -> timedelta:
    """How long to wait after so many failures: it doubles, up to `LONGEST_WAIT`."""
    doubled: int = 2 ** min(failures - 1, 20)
    return min(FIRST_WAIT * doubled, LONGEST_WAIT)
