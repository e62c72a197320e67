"""Puts the parts together: the only place where reference data, store, engine and explanations meet."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from api.settings import Settings
from indexer.embedded.engine import EmbeddedEngine
from indexer.following import Following
from indexer.search import Finder
from indexer.sync import Target
from matcher.shortlists import Matching
from matcher.store import LEDGER, Store, open_store
from scoring.explain import load as load_catalogues
from scoring.knowledge import Knowledge
from scoring.places.names import PlaceNames
from scoring.rank import Scorer

if TYPE_CHECKING:
    from indexer.opensearch.engine import OpenSearchEngine
    from indexer.opensearch.indices import Indices


@dataclass(frozen=True)
class Service:
    """The wired parts of one process.

    Attributes:
        store: of the records.
        engine: the one of this process, for runs over all records; opened by its first use.
        finder: what searches ask, by the settings: `engine` itself, or the cluster's.
        target: what the relay tells of changes.
        cluster: the cluster's engine alone, None where none is used.
        matching, scorer, names: what they say.
    """

    store: Store
    engine: EmbeddedEngine
    finder: Finder
    target: Target
    cluster: OpenSearchEngine | None
    matching: Matching
    scorer: Scorer
    names: PlaceNames


@lru_cache(maxsize=1)
def knowledge() -> Knowledge:
    """The reference data, loaded once a process."""
    return Knowledge.load()


def store_of(settings: Settings) -> Store:
    """The store alone, opened and in the present schema; close it, or use it in a `with` block.

    Raises:
        StoreError: it cannot be opened.
    """
    place = settings.database or settings.data
    return open_store(place, wait_s=settings.database_wait_s, ledger=settings.data / LEDGER)


@contextmanager
def service(settings: Settings) -> Iterator[Service]:
    """The service on the settings' data; the store is closed at the end.

    Raises:
        StoreError: the store cannot be opened.
    """
    with store_of(settings) as store:
        load_catalogues()
        scorer = Scorer(knowledge())
        engine = EmbeddedEngine(settings.data / "index", store, scorer)
        names = PlaceNames(scorer.knowledge.places)
        if settings.engine == "embedded":
            target, matching = Following(engine, store), Matching(store, engine, scorer)
            yield Service(store, engine, engine, target, None, matching, scorer, names)
            return
        from indexer.opensearch.engine import OpenSearchEngine
        from indexer.opensearch.fallback import WithFallback
        from indexer.opensearch.target import OpenSearchTarget

        with _cluster(settings) as indices:
            cluster = OpenSearchEngine(indices, store, scorer)
            finder = WithFallback(cluster, engine) if settings.opensearch_fallback == "embedded" else cluster
            told = OpenSearchTarget(indices, store, scorer.knowledge)
            yield Service(store, engine, finder, told, cluster, Matching(store, finder, scorer), scorer, names)


@contextmanager
def _cluster(settings: Settings) -> Iterator[Indices]:
    """The indices of the settings' cluster; nothing is asked of it yet."""
    from indexer.opensearch.gateway import Address, Gateway
    from indexer.opensearch.indices import Indices

    ca = str(settings.opensearch_ca) if settings.opensearch_ca else None
    address = Address(settings.opensearch_url or "", settings.opensearch_user, settings.opensearch_password, ca)
    gateway = Gateway(address.client())
    try:
        yield Indices(gateway, settings.opensearch_prefix, settings.opensearch_shards, settings.opensearch_replicas)
    finally:
        gateway.close()
