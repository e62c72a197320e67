"""What a batch has done, on disk after every part, so that a kill at any moment loses the part at hand alone.

Beside the output `FILE` lie, until the end, `FILE.part` (the lines so far), `FILE.plan` (whose lists) and `FILE.done`
(first what was asked, then a line a part: how far `FILE.part` is good). A line of `FILE.done` is written when the lines
of its part are on the disk; whatever stands in `FILE.part` behind the last such line is cut off before work goes on.
"""

from __future__ import annotations

import fcntl
import os
from datetime import date, datetime
from typing import TYPE_CHECKING, Self

import msgspec

from matcher.batch.errors import BatchError

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType


class Header(msgspec.Struct, frozen=True):
    """What a batch was asked for: what makes two runs the same one."""

    kinds: tuple[str, ...]
    limit: int
    as_of: date
    lang: str | None
    knowledge: str
    made_at: datetime
    lists: int


class Step(msgspec.Struct, frozen=True):
    """So many parts are done; so many bytes of the lines are good; so many lists and items were made.

    `whole`: all are done, and the lines may be in their place already.
    """

    parts: int = 0
    bytes: int = 0
    lists: int = 0
    items: int = 0
    whole: bool = False


class Checkpoint:
    """The checkpoint of one output, held against a second run by a lock that dies with its process."""

    def __init__(self, out: Path) -> None:
        """Opens what lies beside `out`, or nothing yet.

        Raises:
            BatchError: another process is at it.
        """
        self.out = out
        self.lines = out.with_name(out.name + ".part")
        self.plan = out.with_name(out.name + ".plan")
        self._done = out.with_name(out.name + ".done")
        self._file = self._done.open("a+b")
        self._good = 0
        """Bytes of the checkpoint that are whole lines."""
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            self._file.close()
            raise BatchError(f"another batch is writing {out.name}; wait for it, or name another file") from error
        self.header, self.step = self._read()

    def __enter__(self) -> Self:
        """The checkpoint itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Lets go of it; what was done stays written."""
        self._file.close()

    def begin(self, header: Header) -> None:
        """Writes what is asked for; the plan is on the disk already."""
        self._file.truncate(0)
        self._good = 0
        self.header, self.step = header, Step()
        self._append(header)

    def cut(self) -> None:
        """Cuts off what stands in the lines and in the checkpoint behind the last part that was done.

        Raises:
            BatchError: the lines that are said to be there are not.
        """
        if self.step.whole:
            return
        size = self.lines.stat().st_size if self.lines.exists() else 0
        if size < self.step.bytes:
            raise BatchError(f"{self.lines.name} is missing or short; begin anew with --anew")
        with self.lines.open("ab") as lines:
            lines.truncate(self.step.bytes)
        self._file.truncate(self._good)

    def add(self, lines: bytes, lists: int, items: int) -> None:
        """Writes the lines of the next part, and that it is done, in this order."""
        if lines:
            with self.lines.open("ab") as out:
                out.write(lines)
                out.flush()
                os.fsync(out.fileno())
        before = self.step
        self.step = Step(before.parts + 1, before.bytes + len(lines), before.lists + lists, before.items + items)
        self._append(self.step)

    def finish(self) -> None:
        """Says that all parts are done, before the lines are moved."""
        self.step = msgspec.structs.replace(self.step, whole=True)
        self._append(self.step)

    def end(self) -> None:
        """Everything is done and in its place: nothing needs to be remembered."""
        self.plan.unlink(missing_ok=True)
        self.lines.unlink(missing_ok=True)
        self._done.unlink(missing_ok=True)

    def _append(self, line: Header | Step) -> None:
        written = msgspec.json.encode(line) + b"\n"
        self._file.write(written)
        self._good += len(written)
        self._file.flush()
        os.fsync(self._file.fileno())

    def _read(self) -> tuple[Header | None, Step]:
        """What was asked and the last part done; a line cut short by a kill does not count."""
        self._file.seek(0)
        first, *rest = self._file.read().split(b"\n")
        if not rest:
            return None, Step()
        whole = rest[:-1]
        self._good = len(first) + 1 + sum(len(line) + 1 for line in whole)
        try:
            header = msgspec.json.decode(first, type=Header)
            return header, msgspec.json.decode(whole[-1], type=Step) if whole else Step()
        except msgspec.MsgspecError as error:
            self._file.close()
            raise BatchError(f"{self._done.name} is not readable; take it away, or begin anew with --anew") from error


def forget(out: Path) -> None:
    """Takes away what an earlier run left beside an output."""
    for ending in (".part", ".plan", ".done"):
        out.with_name(out.name + ending).unlink(missing_ok=True)
