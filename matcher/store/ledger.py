"""The ledger: what was withdrawn or erased, kept apart from the store, so that a restored backup brings nobody back.

One line an event, appended and synced before the store commits: a kill in between leaves a line for something that was
asked for and not done, which a restore then does. Lines hold a keyed hash in place of the id: the ledger outlives the
person's records and must not say who they were.
"""

from __future__ import annotations

import os
import secrets
from datetime import datetime
from hashlib import blake2b
from typing import TYPE_CHECKING, Literal, NamedTuple

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from scoring.records import Kind

FILE = "laiyq.ledger"

What = Literal["withdraw", "missing", "erase"]
"""Withdrawn here, withdrawn by its source, erased."""


class Entry(NamedTuple):
    """One event: `id` is a record's or a person's."""

    at: datetime
    what: What
    kind: Kind | Literal["person"]
    id: str


class Line(msgspec.Struct, frozen=True):
    """An entry as it is written: `key` is the hash of the id."""

    at: datetime
    what: What
    kind: str
    key: str


class Ledger:
    """The ledger of a store. The first line is its salt; a file that is not there is an empty ledger."""

    def __init__(self, file: Path) -> None:
        self._file = file

    @property
    def folder(self) -> Path:
        """Where it lies."""
        return self._file.parent

    def write(self, entries: Iterable[Entry]) -> None:
        """Appends the entries; they are on the disk when this returns."""
        salt = self._salt() or self._begin()
        lines = (Line(one.at, one.what, one.kind, self._key(salt, one.kind, one.id)) for one in entries)
        text = b"".join(msgspec.json.encode(line) + b"\n" for line in lines)
        if not text:
            return
        with self._file.open("ab") as file:
            file.write(b"\n" + text)  # a line before that a kill cut short ends here
            file.flush()
            os.fsync(file.fileno())

    def read(self) -> Told:
        """All entries; a line cut short by a kill is left out, for nothing was done on it."""
        salt = self._salt()
        if salt is None:
            return Told(b"", {})
        found: dict[tuple[str, str, str], datetime] = {}
        for line in self._file.read_bytes().split(b"\n")[1:]:
            try:
                one = msgspec.json.decode(line, type=Line)
            except msgspec.MsgspecError:
                continue
            found[one.what, one.kind, one.key] = one.at
        return Told(salt, found)

    def _salt(self) -> bytes | None:
        try:
            with self._file.open("rb") as file:
                return bytes.fromhex(file.readline().decode("ascii").strip())
        except FileNotFoundError:
            return None

    def _begin(self) -> bytes:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        salt = secrets.token_bytes(16)
        beside = self._file.with_name(f"{self._file.name}.{secrets.token_hex(4)}")
        beside.write_bytes(salt.hex().encode() + b"\n")
        beside.chmod(0o600)
        try:
            os.link(beside, self._file)  # fails where another process was first, and theirs holds
        except FileExistsError:
            pass
        finally:
            beside.unlink()
        return self._salt() or salt

    @staticmethod
    def _key(salt: bytes, kind: str, id_: str) -> str:
        return blake2b(f"{kind}\n{id_}".encode(), key=salt, digest_size=16).hexdigest()


class Told(NamedTuple):
    """What a ledger says: when an event was last entered, by what, kind and hash."""

    salt: bytes
    entries: dict[tuple[str, str, str], datetime]

    def when(self, what: What, kind: str, id_: str) -> datetime | None:
        """When this was entered last, None where it never was."""
        if not self.entries:
            return None
        return self.entries.get((what, kind, Ledger._key(self.salt, kind, id_)))  # noqa: SLF001 - of the same file
