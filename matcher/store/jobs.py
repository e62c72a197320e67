"""Work that is done later, by whichever worker is free: held for a time, tried again after a failure, given up aloud.

A worker that dies keeps a job no longer than its hold; so a job may be done twice and must bear it.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

import sqlalchemy as sa

from matcher.store.tables import job
from matcher.store.types import aware

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from matcher.store.engine import Database

OPEN = frozenset({"waiting", "running"})
HOLD = timedelta(minutes=10)
ATTEMPTS = 5
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = FIRST_WAIT * 2**ATTEMPTS


class Job(NamedTuple):
    """A job in hand: `attempts` counts this one, `version` says that it is still ours."""

    id: int
    name: str
    body: Any
    attempts: int
    version: int


class JobLine(NamedTuple):
    """A job in an overview."""

    id: int
    name: str
    state: str
    attempts: int
    due_at: datetime
    reason: str | None


class JobDone(NamedTuple):
    """A job that was done: what it found, or was given, and when it was due."""

    id: int
    body: Any
    due_at: datetime


_LINES = sa.select(job.c.id, job.c.name, job.c.state, job.c.attempts, job.c.due_at, job.c.reason).order_by(
    job.c.id.desc()
)


class Jobs:
    """The part of the store that keeps jobs."""

    _database: Database

    def add_job(self, name: str, at: datetime, body: Any = None) -> int:
        """Leaves a job to be done from `at` on; returns its number. The body names records by id and holds no text."""
        values = {
            "name": name, "body": body, "state": "waiting", "attempts": 0, "due_at": aware(at), "version": 1,
        }  # fmt: skip
        with self._database.writing() as connection:
            return int(connection.execute(job.insert().returning(job.c.id), values).scalar_one())

    def take_job(self, names: Sequence[str], at: datetime) -> Job | None:
        """The job of these names that is due longest, now held by the caller; None where nothing is due.

        One whose worker has held it for too long is due again.
        """
        # A hold that would last far longer than any was given before the clock was set back; clocks of two workers
        # differ a little, so one that lasts a little longer is sound.
        over = sa.or_(job.c.held_until <= aware(at), job.c.held_until > at + 2 * HOLD)
        left = (job.c.state == "running") & over
        due = sa.or_((job.c.state == "waiting") & (job.c.due_at <= at), left) & job.c.name.in_(names)
        with self._database.writing() as connection:
            number = connection.scalar(sa.select(job.c.id).where(due).order_by(job.c.due_at, job.c.id).limit(1))
            if number is None:
                return None
            held = {
                "state": "running", "held_until": at + HOLD, "attempts": job.c.attempts + 1,
                "version": job.c.version + 1,
            }  # fmt: skip
            taken = job.update().where(job.c.id == number).values(held)
            c = job.c
            return Job(*connection.execute(taken.returning(c.id, c.name, c.body, c.attempts, c.version)).one())

    def finish_job(self, done: Job, found: Any = None) -> bool:
        """Says that a job is done; False where the hold had run out and somebody else has it.

        Args:
            done: the job in hand.
            found: what it found, kept in place of its body; numbers and names of ours, no text of a record.
        """
        return self._close(done, {"state": "done", "reason": None, **({} if found is None else {"body": found})})

    def last_done(self, name: str) -> JobDone | None:
        """The newest job of a name that was done, None where none was."""
        done = sa.select(job.c.id, job.c.body, job.c.due_at).where(job.c.name == name, job.c.state == "done")
        with self._database.reading() as connection:
            row = connection.execute(done.order_by(job.c.id.desc()).limit(1)).first()
        return None if row is None else JobDone(*row)

    def fail_job(self, failed: Job, at: datetime, reason: str) -> bool:
        """Says that a job failed: it is due again after a wait that doubles, or given up after `ATTEMPTS`.

        Args:
            failed: the job in hand.
            at: now.
            reason: in words without any value of a record.
        """
        if failed.attempts >= ATTEMPTS:
            return self._close(failed, {"state": "failed", "reason": reason})
        wait = FIRST_WAIT * 2 ** (failed.attempts - 1)
        return self._close(failed, {"state": "waiting", "due_at": aware(at) + wait, "reason": reason})

    def ensure_job(self, name: str, every: timedelta, at: datetime) -> bool:
        """Leaves a job that is to be done regularly, if none is open and the last one is older than `every`.

        One that is due later than any wait can be, because the clock was set back since, counts as old.
        """
        with self._database.reading() as connection:
            last = connection.execute(_LINES.where(job.c.name == name).limit(1)).first()
        if last is not None and last.due_at <= at + LONGEST_WAIT and (last.state in OPEN or at - last.due_at < every):
            return False
        self.add_job(name, at)
        return True

    def jobs(self) -> list[JobLine]:
        """All jobs, the newest first."""
        with self._database.reading() as connection:
            return [JobLine(*row) for row in connection.execute(_LINES)]

    def _close(self, mine: Job, values: dict[str, Any]) -> bool:
        still = (job.c.id == mine.id) & (job.c.version == mine.version)
        closed = job.update().where(still).values(held_until=None, version=job.c.version + 1, **values)
        with self._database.writing() as connection:
            return connection.execute(closed).rowcount == 1
