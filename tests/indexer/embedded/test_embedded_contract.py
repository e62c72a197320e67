"""The embedded engine keeps the contract of engines."""

from itertools import count

import pytest

from indexer.embedded.engine import EmbeddedEngine
from tests.indexer.contract import EngineContract, FakeSource, offers, people


@pytest.fixture(scope="module")
def unmade(tmp_path_factory, scorer):
    numbers = count()
    return lambda source: EmbeddedEngine(tmp_path_factory.mktemp(f"index{next(numbers)}"), source, scorer)


@pytest.fixture(scope="module")
def made(unmade):
    def make(source):
        engine = unmade(source)
        engine.rebuild(processes=1)
        return engine

    return make


@pytest.fixture(scope="module")
def filled(made):
    source = FakeSource([*people(), *offers()])
    return made(source), source


@pytest.fixture
def settle():
    return lambda _engine: None


class TestEmbedded(EngineContract):
    pass
