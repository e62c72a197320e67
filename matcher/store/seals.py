"""The journal sealed: batches of entries in a chain of HMAC-SHA-256 (RFC 2104), the head with its count kept apart.

A seal covers the seal before it and every column of its entries in their order, so a change, a loss or another order
anywhere shows. What a chain cannot show, that its end was cut off, the head shows: a file outside the database that
says how many entries were sealed, under the same key. Entries made since the last seal are not protected yet.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from typing import TYPE_CHECKING, Literal, NamedTuple

import msgspec
import sqlalchemy as sa

from matcher.errors import JournalBrokenError
from matcher.store.casetables import journal, seal
from matcher.store.journal import Numbered, first_gap, leads_to_things, read
from matcher.store.journal_key import FILE as KEY_FILE
from matcher.store.journal_key import journal_key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from matcher.store.engine import Database

HEAD = "laiyq.journal-head"
BATCH = 1_000
"""Entries under one seal at most."""
START = bytes(32)

Problem = Literal["changed", "lost", "reordered", "truncated", "head", "thing"]


class Head(msgspec.Struct, frozen=True):
    """The file apart: so many entries are sealed, the last seal is this one; `mac` is over both."""

    count: int
    digest: str
    mac: str


class Verdict(msgspec.Struct, frozen=True):
    """What a verification found: nothing is wrong where `problems` is empty.

    Attributes:
        entries: in the journal.
        sealed: of them under a seal that holds.
        problems: each with the number of the entry at or before which it was found.
    """

    entries: int
    sealed: int
    problems: tuple[tuple[Problem, int], ...] = ()


class _Seal(NamedTuple):
    number: int
    first: int
    last: int
    digest: bytes
    content: bytes = START


class Seals:
    """The seals of one store's journal.

    Args:
        database: of the store.
        folder: where head and key lie, apart from the database.
        environment: may hold the key.
    """

    def __init__(self, database: Database, folder: Path, environment: Mapping[str, str]) -> None:
        self._database = database
        self._head = folder / HEAD
        self._key_file = folder / KEY_FILE
        self._environment = environment
        self._key: bytes | None = None

    def seal(self, at: datetime) -> int:
        """Seals what is not sealed yet; returns how many entries.

        Raises:
            JournalBrokenError: the head says that more was sealed than is there; it is kept as it is, as evidence.
            JournalKeyError: there is no key.
        """
        with self._database.writing() as connection:
            key = self._the_key(connection)
            newest = _newest(connection)
            if not newest.number and not self._head.exists():
                self._write(key, newest)  # from now on a head that is missing was taken away
            self._agree(key, connection)
            before, begun = newest, newest
            while batch := list(read(connection, before.last, before.last + BATCH)):
                digest, content = _digest(key, before.digest, batch), _content(key, batch)
                before = _Seal(before.number + 1, batch[0].number, batch[-1].number, digest, content)
                connection.execute(seal.insert(), before._asdict() | {"sealed_at": at})
        if before.last > begun.last:
            self._write(key, before)
        return before.last - begun.last

    def accept(self) -> int:
        """Makes the journal as it is the one to go on with, after a restore from a backup; returns how many are sealed.

        The head as it was is kept beside, under a name that says so: what was lost stays known.

        Raises:
            JournalBrokenError: the chain itself is broken, which no restore explains.
        """
        found = self.verify()
        if any(what not in {"truncated", "head"} for what, _ in found.problems):
            raise JournalBrokenError("the chain of seals is broken itself: nothing was accepted")
        with self._database.reading() as connection:
            key, newest = self._the_key(connection), _newest(connection)
        if self._head.exists():
            self._head.replace(self._head.with_name(f"{HEAD}.given-up-at-{newest.last}"))
        self._write(key, newest)
        return newest.last

    def verify(self) -> Verdict:
        """Reads the whole journal against its seals and the head.

        Raises:
            JournalKeyError: the key is not here, so nothing can be said.
        """
        with self._database.reading() as connection:
            entries = connection.execute(sa.select(sa.func.count()).select_from(journal)).scalar_one()
            key = self._the_key(connection)
            problems: list[tuple[Problem, int]] = []
            chain = {0: _Seal(0, 0, 0, START)}
            for one in connection.execute(sa.select(*_SEAL).order_by(seal.c.number)).all():
                before = chain[max(chain)]
                this = _Seal(*one)
                problem = self._check(connection, key, before, this)
                if problem:
                    problems.append(problem)
                    break
                chain[this.number] = this
            last = chain[max(chain)]
            problems += self._of_head(key, chain, last, broken=bool(problems))
            gap = None if problems else first_gap(connection, last.last)
            problems += [("lost", gap)] if gap is not None else []
            problems += [] if leads_to_things(connection) else [("thing", 0)]
        return Verdict(entries, last.last, tuple(problems))

    def _check(self, connection: sa.Connection, key: bytes, before: _Seal, this: _Seal) -> tuple[Problem, int] | None:
        """What is wrong with one seal."""
        if (this.number, this.first) != (before.number + 1, before.last + 1):
            return "lost", before.last + 1
        batch = list(read(connection, before.last, this.last))
        numbers = [one.number for one in batch]
        if numbers != list(range(this.first, this.last + 1)):
            missing = next((n for n in range(this.first, this.last + 1) if n not in set(numbers)), this.first)
            return "lost", missing
        if hmac.compare_digest(_digest(key, before.digest, batch), this.digest):
            return None
        same = hmac.compare_digest(_content(key, batch), this.content)
        return ("reordered" if same else "changed"), this.first

    def _of_head(
        self, key: bytes, chain: Mapping[int, _Seal], last: _Seal, *, broken: bool
    ) -> list[tuple[Problem, int]]:
        head = self._read(key)
        if head is None:
            return [("head", last.last)] if last.number else []
        if broken:
            return []
        at = next((one for one in chain.values() if one.last == head.count), None)
        if at is None or at.digest.hex() != head.digest:
            return [("truncated" if head.count > last.last else "head", last.last)]
        return []

    def _agree(self, key: bytes, connection: sa.Connection) -> None:
        """The head must be a seal of this chain, before anything is sealed on top."""
        head = self._read(key)
        if head is not None:
            there = connection.execute(sa.select(seal.c.digest).where(seal.c.last == head.count)).scalar()
            if not head.count or (there is not None and there.hex() == head.digest):
                return
        raise JournalBrokenError(
            "the journal does not agree with its head, which is kept apart: `laiyq journal verify` says how; nothing "
            "was sealed"
        )

    def _the_key(self, connection: sa.Connection) -> bytes:
        if self._key is None:
            sealed = self._head.exists() or connection.execute(sa.select(seal.c.number).limit(1)).first() is not None
            self._key = journal_key(self._key_file, self._environment, may_make=not sealed)
        return self._key

    def _read(self, key: bytes) -> Head | None:
        """The head, None where it is not there or was not written with this key."""
        try:
            head = msgspec.json.decode(self._head.read_bytes(), type=Head)
        except (FileNotFoundError, msgspec.MsgspecError):
            return None
        return head if hmac.compare_digest(head.mac, _mac(key, head.count, head.digest)) else None

    def _write(self, key: bytes, last: _Seal) -> None:
        digest = last.digest.hex()
        text = msgspec.json.encode(Head(last.last, digest, _mac(key, last.last, digest)))
        self._head.parent.mkdir(parents=True, exist_ok=True)
        beside = self._head.with_name(f"{self._head.name}.{secrets.token_hex(4)}")
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(text + b"\n")
            file.flush()
            os.fsync(file.fileno())
        beside.replace(self._head)


_SEAL = (seal.c.number, seal.c.first, seal.c.last, seal.c.digest, seal.c.content)


def _newest(connection: sa.Connection) -> _Seal:
    row = connection.execute(sa.select(*_SEAL).order_by(seal.c.number.desc()).limit(1)).first()
    return _Seal(*row) if row else _Seal(0, 0, 0, START)


def _digest(key: bytes, before: bytes, batch: Sequence[Numbered]) -> bytes:
    mac = hmac.new(key, before, hashlib.sha256)
    for one in batch:
        text = msgspec.json.encode((one.number, one.entry))
        mac.update(len(text).to_bytes(4, "big") + text)
    return mac.digest()


def _content(key: bytes, batch: Sequence[Numbered]) -> bytes:
    """What the entries say, whatever their order: only to tell another order from another content."""
    whole = 0
    for one in batch:
        whole ^= int.from_bytes(hmac.digest(key, msgspec.json.encode(one.entry), "sha256"), "big")
    return whole.to_bytes(32, "big")


def _mac(key: bytes, count: int, digest: str) -> str:
    return hmac.new(key, f"head\n{count}\n{digest}".encode(), hashlib.sha256).hexdigest()
