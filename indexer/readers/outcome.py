"""What reading gives beside records: refused lines and notes. Neither ever quotes a value of the file."""

from __future__ import annotations

from typing import NamedTuple

from scoring.records import Kind


class Refused(NamedTuple):
    """A line that gave no record.

    `line` counts from 1; in a JSON array or search page it is the position of the object.
    `field` is a dotted path as in the JSON, or the column of a mapped file; None where the line as a whole is broken.
    """

    file: str
    line: int
    field: str | None
    reason: str
    kind: Kind | None = None


class Note(NamedTuple):
    """A line that was read, with something left out or replaced that a person may want to know."""

    file: str
    line: int
    field: str | None
    reason: str


class Bad(Exception):  # noqa: N818 - an answer on the way up inside the readers, never seen outside
    """A value that cannot be read; becomes a `Refused` where the line is known."""

    def __init__(self, field: str | None, reason: str, kind: Kind | None = None) -> None:
        super().__init__(field, reason)
        self.field = field
        self.reason = reason
        self.kind: Kind | None = kind
