"""Puts the parts together: the only place where reference data, store, engine and explanations meet."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache

from api.settings import Settings
from indexer.embedded.engine import EmbeddedEngine
from matcher.shortlists import Matching
from matcher.store import LEDGER, Store, open_store
from scoring.explain import load as load_catalogues
from scoring.knowledge import Knowledge
from scoring.places.names import PlaceNames
from scoring.rank import Scorer


@dataclass(frozen=True)
class Service:
    """The wired parts of one process."""

    store: Store
    engine: EmbeddedEngine
    matching: Matching
    scorer: Scorer
    names: PlaceNames


@lru_cache(maxsize=1)
def knowledge() -> Knowledge:
    """The reference data, loaded once a process."""
    return Knowledge.load()


@contextmanager
def service(settings: Settings) -> Iterator[Service]:
    """The service on the settings' data; the store is closed at the end.

    Raises:
        StoreError: the store cannot be opened.
    """
    with open_store(settings.database or settings.data, ledger=settings.data / LEDGER) as store:
        load_catalogues()
        scorer = Scorer(knowledge())
        engine = EmbeddedEngine(settings.data / "index", store, scorer)
        matching = Matching(store, engine, scorer)
        yield Service(store, engine, matching, scorer, PlaceNames(scorer.knowledge.places))
