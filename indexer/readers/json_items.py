"""The JSON objects of a file, each as its own bytes: one a line, or in an array or a search page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import IO

import msgspec

from indexer.readers import source
from indexer.readers.errors import TooLarge, UnknownFormat
from indexer.readers.recognise import Recognised


class _Page(msgspec.Struct):
    """A search page: {"items": [...], "page": 0, ...}."""

    items: list[msgspec.Raw] | None = None


_ARRAY = msgspec.json.Decoder(list[msgspec.Raw])
_PAGE = msgspec.json.Decoder(_Page)


def items(stream: IO[bytes], what: Recognised, path: Path) -> Iterator[tuple[int, bytes | None]]:
    """Numbered objects; None in place of a line over the limit.

    In a document the number is the position of the object, since a line says nothing there.

    Raises:
        TooLarge: a document over the limit.
        UnknownFormat: a document that is not whole.
    """
    if what.shape == "lines":
        for number, line in source.lines(stream):
            if line is not None and b'"items"' in line and (page := _page(line)) is not None:
                yield from ((number, bytes(one)) for one in page)
            else:
                yield number, line
        return
    data = stream.read(source.MAX_DOCUMENT + 1)
    if len(data) > source.MAX_DOCUMENT:
        raise TooLarge(f"{path}: a JSON document of over {source.MAX_DOCUMENT // 2**20} MB; write one object a line")
    try:
        found = _ARRAY.decode(data) if data.lstrip().startswith(b"[") else _PAGE.decode(data).items
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise UnknownFormat(
            f"{path}: a JSON array or page that is broken or cut off, so none of it was read"
        ) from error
    yield from enumerate((bytes(one) for one in ([msgspec.Raw(data)] if found is None else found)), 1)


def _page(line: bytes) -> list[msgspec.Raw] | None:
    try:
        return _PAGE.decode(line).items
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return None
