"""Documents into indices, in bulk: each write carries its change number, and the higher one is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import msgspec

from indexer.embedded.build import columns_of
from indexer.errors import IndexMissingError, TargetAwayError
from indexer.opensearch.documents import documents
from indexer.opensearch.gateway import Gateway
from scoring.knowledge import Knowledge
from scoring.records import Kind, Record

BULK_BYTES = 6_000_000
"""Of one call: large enough to pay, far below what a node takes (100 MB)."""
_BUSY = frozenset({403, 429, 502, 503})


class Line(NamedTuple):
    """One write: `body` is the document's JSON, None takes the document out."""

    id: str
    version: int
    body: bytes | None
    forced: bool = False
    """Whether an equal version gives way as well."""


@dataclass(frozen=True)
class Written:
    """A record that was told: its change number, None for what must not be found."""

    id: str
    version: int
    record: Record | None


def lines_of(kind: Kind, rows: Sequence[Written], knowledge: Knowledge) -> Iterator[Line]:
    """The writes of some records of one kind."""
    put = [row for row in rows if row.record is not None]
    if put:
        yield from _puts(kind, put, knowledge)
    yield from (Line(row.id, row.version, None) for row in rows if row.record is None)


def _puts(kind: Kind, put: Sequence[Written], knowledge: Knowledge) -> Iterator[Line]:
    columns = columns_of(kind, [row.record for row in put if row.record is not None], knowledge)
    for one in documents(columns, [row.version for row in put]):
        yield Line(one.id, one.version, msgspec.json.encode(one.body))


def write(gateway: Gateway, index: str, lines: Iterable[Line], *, alias: bool) -> dict[str, str]:
    """Writes to an index, or to what an alias names; returns the ids refused, each with the type of the refusal.

    Raises:
        IndexMissingError: the alias names nothing (any more).
        TargetAwayError: the cluster does not answer or takes no writes; part may be written.
    """
    refused: dict[str, str] = {}
    for body in _bodies(lines):
        params = {"require_alias": "true"} if alias else {}
        answer = gateway.call("POST", f"/{index}/_bulk", body, params=params)
        if answer["errors"]:
            refused |= _refused(answer["items"])
    return refused


def _bodies(lines: Iterable[Line]) -> Iterator[str]:
    held: list[bytes] = []
    size = 0
    for line in lines:
        about = {"_id": line.id, "version": line.version, "version_type": "external_gte" if line.forced else "external"}
        added = msgspec.json.encode({"delete" if line.body is None else "index": about}) + b"\n"
        added += line.body + b"\n" if line.body is not None else b""
        if held and size + len(added) > BULK_BYTES:
            yield b"".join(held).decode()
            held, size = [], 0
        held.append(added)
        size += len(added)
    if held:
        yield b"".join(held).decode()


def _refused(items: Sequence[Mapping[str, Mapping[str, Any]]]) -> dict[str, str]:
    refused = {}
    for item in items:
        (done,) = item.values()
        status, kind = int(done["status"]), done.get("error", {}).get("type", "")
        # A conflict says that the index has this version or a newer one; a delete of what is not there is done.
        if status == 409 or (status == 404 and not kind):
            continue
        if status == 404:
            raise IndexMissingError("there is no such index in the search engine; run: laiyq index rebuild")
        if status in _BUSY:
            raise TargetAwayError("the search engine takes no writes just now")
        if status >= 400:
            refused[str(done["_id"])] = kind or str(status)
    return refused
