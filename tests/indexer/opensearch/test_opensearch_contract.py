"""The engine on a real node keeps the contract of engines, on one shard and on three, in one wave and in several."""

from itertools import count

import pytest

from indexer.opensearch import search
from indexer.opensearch.engine import OpenSearchEngine
from indexer.opensearch.indices import Indices
from indexer.opensearch.target import OpenSearchTarget
from indexer.sync import Told
from tests.indexer.contract import REQUEST, EngineContract, FakeSource, found, offers, people

_NUMBERS = count(1)


@pytest.fixture(scope="module")
def unmade(gateway, scorer):
    kept = []

    def make(source):
        kept.append(Indices(gateway, prefix=f"contract{next(_NUMBERS)}"))
        return OpenSearchEngine(kept[-1], source, scorer)

    yield make
    for indices in kept:
        for one in indices.kept().values():
            for index in one.all():
                indices.drop(index)


@pytest.fixture(scope="module")
def made(unmade):
    def make(source):
        engine = unmade(source)
        engine.rebuild()
        return engine

    return make


@pytest.fixture(scope="module")
def filled(made):
    source = FakeSource([*people(), *offers()])
    return made(source), source


@pytest.fixture
def settle():
    def tell(engine):
        source, indices = engine._source, engine._indices
        told = [
            Told(change.version, change.kind, change.id, source.records[change.kind].get(change.id))
            for change in source.changes_since(0, 1_000_000)
        ]
        assert OpenSearchTarget(indices, source, engine._scorer.knowledge).write(told) == {}
        for kind, index in indices.in_use().items():
            assert kind in index.name
            indices.refresh(index.name)

    return tell


class TestOpenSearch(EngineContract):
    pass


def test_three_shards_give_the_same_answers_as_one(filled, gateway, scorer):
    engine, source = filled
    indices = Indices(gateway, prefix="threeshards", shards=3)
    other = OpenSearchEngine(indices, source, scorer)
    other.rebuild()
    for offer in offers()[::4]:
        assert found(other.shortlist(offer, REQUEST)) == found(engine.shortlist(offer, REQUEST))
    for person in people()[::40]:
        assert found(other.suitable(person, REQUEST)) == found(engine.suitable(person, REQUEST))
    for one in indices.kept().values():
        for index in one.all():
            indices.drop(index)


def test_few_at_once_need_more_waves_and_the_answer_stays_the_same(filled, monkeypatch):
    engine, _ = filled
    some = offers()[::6]
    at_once = [found(engine.shortlist(offer, REQUEST)) for offer in some]
    monkeypatch.setattr(search, "WAVES", (21, 30, 500))
    assert [found(engine.shortlist(offer, REQUEST)) for offer in some] == at_once


def test_an_answer_that_may_miss_somebody_says_so(filled, monkeypatch):
    engine, _ = filled
    monkeypatch.setattr(search, "WAVES", (21,))
    rankings = [engine.shortlist(offer, REQUEST) for offer in offers()]
    assert not all(ranking.exact for ranking in rankings)
    for offer, ranking in zip(offers(), rankings, strict=True):
        if ranking.exact:
            monkeypatch.setattr(search, "WAVES", (500,))
            assert found(engine.shortlist(offer, REQUEST)) == found(ranking)
