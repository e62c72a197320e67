"""From a real store by the outbox to a real node: what is put, changed, withdrawn and erased arrives."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from indexer.drift import drift, mend
from indexer.opensearch.documents import KINDS
from indexer.opensearch.engine import OpenSearchEngine
from indexer.opensearch.target import OpenSearchTarget
from indexer.sync import Relay
from matcher.store import open_store
from tests.factories import asking, resume, resumes, vacancy, wanting
from tests.indexer.opensearch.telling import listed

AT = datetime(2026, 11, 20, tzinfo=UTC)


@pytest.fixture
def store(tmp_path):
    with open_store(tmp_path / "data", ledger=tmp_path / "ledger") as opened:
        opened.put([*resumes(5, wanting("сварщик")), vacancy()], AT)
        yield opened


@pytest.fixture
def engine(indices, store, scorer):
    made = OpenSearchEngine(indices, store, scorer)
    made.rebuild()
    return made


@pytest.fixture
def target(indices, store, scorer):
    return OpenSearchTarget(indices, store, scorer.knowledge)


def test_what_changes_in_the_store_arrives_and_what_was_rebuilt_need_not_be_told(engine, indices, store, target):
    relay = Relay(store, store, target)
    assert target.holds_through() == store.last_change()
    relay.run(AT)
    assert store.waiting() == 0
    store.put([resume(wanting("сварщик"), id="new"), resume(wanting("космонавт"), id="r000002")], AT)
    store.withdraw("resume", "r000001", AT)
    assert relay.run(AT).told == 3
    assert set(listed(engine, indices)) == {"r000000", "r000003", "r000004", "new"}
    assert not any(drift(store, target, kind) for kind in KINDS)


def test_what_was_lost_on_the_way_is_found_and_put_right(engine, indices, store, target):
    store.put([resume(wanting("сварщик"), id="lost")], AT)
    store.withdraw("resume", "r000001", AT)
    store.settle_through(store.last_change())  # told to nobody
    missed = drift(store, target, "resume")
    assert missed.counts() == {"missing": 1, "extra": 1, "old": 0, "ahead": 0}
    mend(store, target, missed)
    assert set(listed(engine, indices)) == {"r000000", "r000002", "r000003", "r000004", "lost"}
    assert engine.check() == []


def test_before_the_first_index_nothing_is_lost(indices, store, target, scorer):
    relay = Relay(store, store, target)
    away = relay.run(AT).away
    assert away is not None
    assert "laiyq index rebuild" in away
    assert store.waiting() == 6
    OpenSearchEngine(indices, store, scorer).fold_if_due()
    Relay(store, store, target).run(AT)
    assert store.waiting() == 0


def test_a_record_taken_out_without_a_new_number_is_put_right(engine, store, target):
    with store._database.writing() as connection:
        # As no code of ours does it.
        connection.exec_driver_sql("UPDATE resume SET state = 'withdrawn', withdrawn_by = 'hand' WHERE id = 'r000001'")
    missed = drift(store, target, "resume")
    assert missed.counts()["extra"] == 1
    mend(store, target, missed)
    assert engine.check() == []


def test_two_relays_at_once_on_one_store_leave_nothing_untold_and_nothing_old(engine, indices, store, tmp_path, scorer):
    def relay():
        with open_store(tmp_path / "data", ledger=tmp_path / "ledger") as own:
            one = Relay(own, own, OpenSearchTarget(indices, own, scorer.knowledge))
            while not done.is_set() or own.waiting():
                assert one.run(AT).away is None

    done = threading.Event()
    with ThreadPoolExecutor(2) as pool:
        relays = [pool.submit(relay) for _ in range(2)]
        for number in range(30):
            store.put([resume(asking(100_000 + number), id=f"r00000{number % 3}"), resume(id=f"n{number}")], AT)
            store.withdraw("resume", f"n{number - number % 2}", AT)
        done.set()
        for one in relays:
            one.result(60)
    assert store.waiting() == 0
    assert not any(drift(store, OpenSearchTarget(indices, store, scorer.knowledge), kind) for kind in KINDS)
    assert engine.check() == []
