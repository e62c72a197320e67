"""What a record is in OpenSearch: the mapping and the conversion.

A document holds terms and numbers that the first stage looks at, and the packed row from which the exact scorer
works. All of it is made here, in Python, once: the engine analyses nothing. No text of a record is stored but the
titles in the packed row; no name, no address, nothing of health.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from indexer.opensearch import pay, titles, way, worktime
from indexer.opensearch.packing import FORMAT, AnyColumns, pack
from indexer.opensearch.parts import TERM
from scoring.columns.resumes import ResumeColumns
from scoring.fingerprint import fingerprint
from scoring.records import Kind

KINDS: tuple[Kind, ...] = ("vacancy", "resume")
_SHARED: dict[str, Any] = {
    "id": {"type": "keyword"},
    "version": {"type": "long"},
    "made": TERM,
    "packed": {"type": "binary", "doc_values": True},
    **titles.FIELDS,
    **worktime.FIELDS,
    **pay.FIELDS,
}
_OWN: dict[Kind, dict[str, Any]] = {
    "resume": way.RESUME_FIELDS,
    "vacancy": way.VACANCY_FIELDS,
}


class Document(NamedTuple):
    """A record for the engine: its id, its change number, the body."""

    id: str
    version: int
    body: dict[str, Any]


def mapping(kind: Kind) -> dict[str, Any]:
    """The mapping of an index of one kind; strict, so that a field that nobody declared is refused.

    The source is not kept: an index is rebuilt from the database, never from itself.
    """
    return {"dynamic": "strict", "_source": {"enabled": False}, "properties": {**_SHARED, **_OWN[kind]}}


def made_for() -> dict[str, Any]:
    """What an index must have been made for to be usable by this code."""
    shape = json.dumps({kind: mapping(kind) for kind in KINDS}, sort_keys=True).encode()
    return {
        "fingerprint": fingerprint(),
        "format": FORMAT,
        "mapping": hashlib.blake2b(shape, digest_size=8).hexdigest(),
    }


@lru_cache(maxsize=1)
def made() -> str:
    """The term by which a document is known to be of this code's making."""
    return hashlib.blake2b(json.dumps(made_for(), sort_keys=True).encode(), digest_size=6).hexdigest()


def documents(columns: AnyColumns, versions: Sequence[int]) -> Iterator[Document]:
    """The documents of all rows of columns; `versions` are their change numbers."""
    parts: list[Iterator[dict[str, Any]]]
    if isinstance(columns, ResumeColumns):
        parts = [part.of_resumes(columns) for part in (titles, pay, worktime, way)]
    else:
        parts = [part.of_vacancies(columns) for part in (titles, pay, worktime, way)]
    rows = zip(columns.ids.all(), versions, pack(columns), zip(*parts, strict=True), strict=True)
    for id_, version, packed, fields in rows:
        body: dict[str, Any] = {
            "id": id_,
            "version": version,
            "made": made(),
            "packed": base64.b64encode(packed).decode(),
        }
        for one in fields:
            body |= {name: value for name, value in one.items() if value != []}
        yield Document(id_, version, body)
