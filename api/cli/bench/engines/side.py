"""Three ways of searching one node over the same resumes: the project's engine and two that a team would write."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from api.cli.bench.building import Built
from api.cli.bench.peers.node import Given
from api.cli.bench.peers.opensearch import OneStage, TwoStage
from api.cli.bench.peers.peer import Exact
from api.cli.bench.searching import REQUEST
from api.settings import Settings
from api.wiring import Service, service
from indexer.opensearch.engine import OpenSearchEngine
from scoring.records import Kind, Vacancy

OURS, PLAIN, TWO_STAGE = "laiyq, opensearch", "one function_score", "1,000 rescored exactly"

Search = Callable[[Vacancy], list[str]]
"""The ids of the best 20, best first."""


@dataclass
class Filling:
    """How long the records of each kind took, by the progress that a rebuild tells."""

    ended: dict[str, float] = field(default_factory=dict)
    began: float = field(default_factory=time.perf_counter)

    def __call__(self, kind: Kind, _count: int) -> None:
        """Some records more are written."""
        self.ended[kind] = time.perf_counter()

    def resumes_s(self) -> float:
        """From the last vacancy, which come first, to the last resume."""
        return self.ended["resume"] - self.ended.get("vacancy", self.began)


@dataclass(frozen=True)
class Side:
    """A store's service with the node as its engine."""

    node: Given
    parts: Service
    of: Built
    prefix: str

    @property
    def engine(self) -> OpenSearchEngine:
        """The engine on the node."""
        assert self.parts.cluster is not None  # noqa: S101 - by the settings below
        return self.parts.cluster

    def search(self, vacancy: Vacancy) -> list[str]:
        """A list of the engine on the node."""
        return [found.id for found in self.engine.shortlist(vacancy, REQUEST).items]

    def filled(self) -> dict[str, Any]:
        """Fills the engine's indices from the store, all the way; how fast and how large."""
        filling = Filling()
        start = time.perf_counter()
        self.engine.rebuild(filling)
        rebuild_s = time.perf_counter() - start
        stored = self.node.ask("GET", f"/{self.prefix}-resume/_stats/store")["_all"]["primaries"]["store"]
        return {
            "rebuild_s": rebuild_s, "resumes_s": filling.resumes_s(),
            "resumes_a_second": self.of.resumes / filling.resumes_s(),
            "index_mb": stored["size_in_bytes"] / 1e6, "node_mb": self.node.memory_mb(),
        }  # fmt: skip

    def beside(self) -> dict[str, Search]:
        """All three ways by name; the plain index, which two of them share, is filled now."""
        exact, name = Exact(self.of, self.parts), f"{self.prefix}-plain"
        plain = OneStage(exact, self.node, name)
        plain.build()
        return {PLAIN: plain.search, TWO_STAGE: TwoStage(exact, self.node, name).search, OURS: self.search}


@contextmanager
def side(node: Given, of: Built, prefix: str) -> Iterator[Side]:
    """A built folder's service on a node; the indices made under the prefix go with the block."""
    settings = Settings(
        data=of.folder, engine="opensearch", opensearch_url=node.url, opensearch_prefix=prefix, opensearch_replicas=0
    )
    with service(settings) as parts:
        try:
            yield Side(node, parts, of, prefix)
        finally:
            for name in node.ask("GET", f"/{prefix}-*/_settings?filter_path=*.settings.index.uuid"):
                node.ask("DELETE", f"/{name}")
