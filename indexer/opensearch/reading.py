"""What an index holds: ids with change numbers, and packed rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from indexer.opensearch.gateway import Gateway
from indexer.opensearch.parts import First, has
from indexer.opensearch.queries import PACKED
from indexer.opensearch.search import packed
from indexer.sync import Held

AT_ONCE = 10_000
SCAN_ROWS = 2_000


def held(gateway: Gateway, index: str, ids: Sequence[str] | None = None) -> Iterator[Held]:
    """Every document that could be found (or of `ids`, at most `AT_ONCE`), in the order of the ids."""
    body: dict[str, Any] = {
        "size": AT_ONCE,
        "query": {"match_all": {}} if ids is None else has("id", *ids),
        "sort": [{"id": "asc"}],
        "_source": False,
        "stored_fields": "_none_",
        "docvalue_fields": ["version"],
        "track_total_hits": False,
    }
    while True:
        (answer,) = gateway.search(index, [body])
        hits = answer["hits"]["hits"]
        for hit in hits:
            yield Held(hit["sort"][0], int(hit["fields"]["version"][0]))
        if len(hits) < AT_ONCE:
            return
        body["search_after"] = hits[-1]["sort"]


def rows(gateway: Gateway, index: str, ids: Sequence[str]) -> dict[str, bytes]:
    """The packed rows of some documents by id."""
    body = {
        "size": len(ids),
        "query": has("id", *ids),
        "sort": [{"id": "asc"}],
        "_source": False,
        "stored_fields": "_none_",
        "docvalue_fields": [PACKED],
    }
    (answer,) = gateway.search(index, [body])
    return {hit["sort"][0]: packed(hit) for hit in answer["hits"]["hits"]}


def scan(gateway: Gateway, index: str, stage: First, floor: float, limit: int) -> Iterator[list[bytes]]:
    """The packed rows of all documents with a bound from `floor` on, in parts, at most `limit`."""
    body: dict[str, Any] = {
        "size": SCAN_ROWS,
        "query": stage.query,
        "min_score": max(floor - stage.base, 0.0),
        "sort": [{"id": "asc"}],
        "track_scores": True,
        "_source": False,
        "stored_fields": "_none_",
        "docvalue_fields": [PACKED],
        "track_total_hits": False,
    }
    seen = 0
    while seen < limit:
        (answer,) = gateway.search(index, [body])
        hits = answer["hits"]["hits"]
        if hits:
            yield [packed(hit) for hit in hits]
        seen += len(hits)
        if len(hits) < SCAN_ROWS:
            return
        body["search_after"] = hits[-1]["sort"]
