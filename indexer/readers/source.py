"""A file as lines of bytes in UTF-8, whatever it is packed in.

A `.gz` is recognised by its first bytes, UTF-8 and UTF-16 by their byte order marks. Lines have a limit, so that a file
without line breaks does not fill the memory.
"""

from __future__ import annotations

import codecs
import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

from indexer.readers.errors import Unreadable

MAX_LINE = 32 * 2**20
"""Bytes of one line. A record of full texts is 10 KB."""
MAX_DOCUMENT = 512 * 2**20
"""Bytes of one JSON array or search page, which must be held at once."""
MAX_CELL = 131_072
"""Characters of one cell of a table that Python's csv reads; the checks' own limit is lower."""
HEAD = 2**20
"""Bytes by which a file is recognised."""

BROKEN_STREAM = (EOFError, OSError, zlib.error, UnicodeDecodeError)
"""What reading further may raise where a file is cut off or damaged (a bad gzip is an OSError)."""

_CHUNK = 2**16


class Transcoded(io.RawIOBase):
    """Bytes of another encoding, given out as UTF-8; raises UnicodeDecodeError where they are not of it."""

    def __init__(self, raw: IO[bytes], encoding: str) -> None:
        super().__init__()
        self._raw = raw
        self._decoder = codecs.getincrementaldecoder(encoding)()
        self._ready = b""

    def readable(self) -> bool:
        """True, as `io` asks."""
        return True

    def readinto(self, buffer: object) -> int:
        """Fill the buffer from the next decoded chunk."""
        target = memoryview(cast("bytearray", buffer))
        while not self._ready:
            chunk = self._raw.read(_CHUNK)
            self._ready = self._decoder.decode(chunk, final=not chunk).encode()
            if not chunk:
                break
        size = min(len(target), len(self._ready))
        target[:size] = self._ready[:size]
        self._ready = self._ready[size:]
        return size


@contextmanager
def unpacked(path: Path) -> Iterator[IO[bytes]]:
    """The file's own bytes, gzip undone.

    Raises:
        Unreadable: the file cannot be opened.
    """
    try:
        raw = path.open("rb")
    except OSError as error:
        raise Unreadable(f"{path}: cannot be opened ({error.strerror or 'unknown reason'})") from error
    with raw:
        if raw.peek(2)[:2] == b"\x1f\x8b":
            with gzip.open(raw, "rb") as inner:
                yield cast("IO[bytes]", inner)
        else:
            yield raw


@contextmanager
def opened(path: Path, encoding: str) -> Iterator[IO[bytes]]:
    """The file as UTF-8 bytes without a byte order mark, read from `encoding` (a Python codec name)."""
    with unpacked(path) as raw:
        if encoding == "utf-8":
            yield raw
        elif encoding == "utf-8-sig":
            raw.read(len(codecs.BOM_UTF8))
            yield raw
        else:
            yield io.BufferedReader(Transcoded(raw, encoding), _CHUNK)


def head(path: Path) -> bytes:
    """The first bytes, with the first line whole where it keeps to the limit.

    Raises:
        Unreadable: the file cannot be opened or unpacked.
    """
    with unpacked(path) as raw:
        try:
            start = raw.read(HEAD)
            return start if b"\n" in start or len(start) < HEAD else start + raw.readline(MAX_LINE)
        except BROKEN_STREAM as error:
            raise Unreadable(f"{path}: cannot be unpacked, the compressed file is damaged") from error


def lines(stream: IO[bytes], *, blank: bool = False) -> Iterator[tuple[int, bytes | None]]:
    """Numbered lines, blank ones only if asked for; None in place of one that is over the limit."""
    number = 0
    while line := stream.readline(MAX_LINE + 1):
        number += 1
        if len(line) > MAX_LINE and not line.endswith(b"\n"):
            while (rest := stream.readline(MAX_LINE)) and not rest.endswith(b"\n"):
                pass
            yield number, None
        elif blank or not line.isspace():
            yield number, line
