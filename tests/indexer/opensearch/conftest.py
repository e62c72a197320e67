"""Clusters for tests: each test has indices of its own, taken away when it ends."""

from itertools import count

import pytest

from indexer.opensearch.engine import OpenSearchEngine
from indexer.opensearch.gateway import Address, Gateway
from indexer.opensearch.indices import Indices
from indexer.opensearch.target import OpenSearchTarget
from tests.factories import resumes, vacancy, wanting
from tests.indexer.contract import FakeSource

_NUMBERS = count(1)


@pytest.fixture(scope="session")
def gateway(opensearch):
    made = Gateway(Address(opensearch).client())
    yield made
    made.close()


@pytest.fixture
def indices(gateway):
    made = Indices(gateway, prefix=f"test{next(_NUMBERS)}")
    yield made
    for kept in made.kept().values():
        for index in kept.all():
            made.drop(index)


@pytest.fixture
def source():
    return FakeSource([*resumes(12, wanting("сварщик")), vacancy()])


@pytest.fixture
def target(indices, source, scorer):
    return OpenSearchTarget(indices, source, scorer.knowledge)


@pytest.fixture
def engine(indices, source, scorer):
    made = OpenSearchEngine(indices, source, scorer)
    made.rebuild()
    return made
