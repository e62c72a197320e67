"""The relay and the drift check, between a real store on both databases and an engine elsewhere that is a fake."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from indexer import sync
from indexer.drift import drift, mend
from indexer.embedded.engine import EmbeddedEngine
from indexer.errors import TargetAwayError
from indexer.following import Following
from indexer.sync import ATTEMPTS, Held, Relay, wait
from matcher.store import open_store
from matcher.store.batches import row_of, write
from tests.factories import asking, resume, resumes, vacancy, wanting

AT = datetime(2025, 3, 3, tzinfo=UTC)


class Elsewhere:
    """An engine that keeps the higher version, as external versions do; it can be away or refuse records."""

    def __init__(self):
        self.kept = {}
        self.gone = {}
        self.calls = []
        self.away = False
        self.refuses = {}
        self.through = 0
        self.happening = lambda: None

    def holds_through(self):
        if self.away:
            raise TargetAwayError("the engine does not answer")
        return self.through

    def write(self, rows):
        if self.away:
            raise TargetAwayError("the engine does not answer")
        self.calls.append([row.version for row in rows])
        for row in rows:
            key = (row.kind, row.id)
            if key in self.refuses or row.version < max(self.kept.get(key, (0,))[0], self.gone.get(key, 0)):
                continue
            self.kept.pop(key, None)
            if row.record is None:
                self.gone[key] = row.version
            else:
                self.kept[key] = (row.version, row.record)
        self.happening()
        return {
            (row.kind, row.id): self.refuses[row.kind, row.id] for row in rows if (row.kind, row.id) in self.refuses
        }

    def held(self, kind):
        return [Held(id_, version) for (of, id_), (version, _) in self.kept.items() if of == kind]

    def mend(self, kind, ids):  # noqa: ARG002
        return False

    def records(self, kind):
        return {id_: record for (of, id_), (_, record) in self.kept.items() if of == kind}


@pytest.fixture
def store(place, tmp_path):
    with open_store(place, ledger=tmp_path / "ledger") as opened:
        yield opened


@pytest.fixture
def engine():
    return Elsewhere()


@pytest.fixture
def relay(store, engine):
    return Relay(store, store, engine)


def _everything(store, kind):
    return {record.id: record for record in store.iterate(kind)}


def test_every_change_leaves_word_and_one_run_tells_all_of_it(store, engine, relay):
    store.put([vacancy(), *resumes(5)], AT)
    store.withdraw("resume", "r000002", AT)
    assert store.waiting() == 6
    assert relay.run(AT).told == 6
    assert engine.records("resume") == _everything(store, "resume")
    assert engine.records("vacancy") == {"v1": vacancy()}
    assert store.waiting() == 0
    assert relay.run(AT).told == 0


def test_a_record_is_told_as_it_is_now_and_in_the_order_of_its_version(store, engine, relay):
    store.put(resumes(3), AT)
    store.put([resume(asking(1), id="r000000")], AT)
    store.put([resume(asking(2), id="r000000")], AT)
    relay.run(AT)
    assert engine.calls == [[2, 3, 5]]
    assert engine.kept["resume", "r000000"] == (5, resume(asking(2), id="r000000"))


def test_what_changes_while_it_is_being_told_is_told_again(store, engine, relay):
    store.put([resume(asking(1))], AT)

    def happening():
        engine.happening = lambda: None
        store.put([resume(asking(2))], AT)

    engine.happening = happening
    relay.run(AT)
    assert engine.calls == [[1], [2]]
    assert engine.records("resume") == {"r1": resume(asking(2))}
    assert store.waiting() == 0


def test_many_are_told_in_pieces(store, engine, relay, monkeypatch):
    monkeypatch.setattr(sync, "BATCH", 7)
    store.put(resumes(20), AT)
    assert relay.run(AT).told == 20
    assert [len(call) for call in engine.calls] == [7, 7, 6]
    assert [version for call in engine.calls for version in call] == list(range(1, 21))


def test_an_engine_that_is_away_is_left_alone_for_longer_each_time_and_costs_no_record_an_attempt(store, engine, relay):
    store.put([resume()], AT)
    engine.away = True
    at = AT
    for seconds in (30, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600):
        assert relay.run(at).away == "the engine does not answer"
        assert relay.run(at + timedelta(seconds=seconds - 1)).away == "left alone after it did not answer"
        at += timedelta(seconds=seconds)
    engine.away = False
    assert relay.run(at) == sync.Relayed(told=1)
    assert store.dead() == []


def test_the_wait_doubles_up_to_an_hour():
    assert [wait(failures).total_seconds() for failures in (1, 2, 3, 8, 100)] == [30, 60, 120, 3600, 3600]


def test_a_run_before_its_time_leaves_an_engine_that_was_away_alone(store, engine, relay):
    store.put([resume()], AT)
    engine.away = True
    relay.run(AT)
    engine.away = False
    assert relay.run(AT + timedelta(seconds=29)).told == 0
    assert relay.run(AT + timedelta(seconds=30)).told == 1


def test_a_clock_set_back_by_a_year_makes_nothing_wait_for_a_year(store, engine, relay):
    store.put(resumes(2), AT)
    year = timedelta(days=365)
    engine.refuses["resume", "r000001"] = "a field has the wrong type"
    assert relay.run(AT + year).postponed == 1
    engine.refuses.clear()
    engine.away = True
    relay.run(AT + year)
    engine.away = False
    assert relay.run(AT).told == 1
    assert engine.records("resume") == _everything(store, "resume")


def test_a_refused_record_is_tried_again_later_and_given_up_with_its_reason_while_others_go_on(store, engine, relay):
    store.put(resumes(3), AT)
    engine.refuses["resume", "r000001"] = "a field has the wrong type"
    at = AT
    assert relay.run(at).told == 2
    for attempt in range(1, ATTEMPTS):
        assert relay.run(at + wait(attempt) - timedelta(seconds=1)) == sync.Relayed()
        at += wait(attempt)
        done = relay.run(at)
        assert (done.postponed, done.buried) == ((1, 0) if attempt < ATTEMPTS - 1 else (0, 1))
    (dead,) = store.dead()
    assert (dead.id, dead.attempts, dead.reason) == ("r000001", ATTEMPTS, "a field has the wrong type")
    assert relay.run(at + timedelta(days=9)) == sync.Relayed()
    engine.refuses.clear()
    assert store.revive() == 1
    assert relay.run(at).told == 1
    assert engine.records("resume") == _everything(store, "resume")


def test_a_change_of_a_record_that_was_given_up_makes_it_due_again(store, relay):
    store.put([resume()], AT)
    (word,) = store.pending(AT, 9)
    store.bury(word, "refused")
    assert store.pending(AT, 9) == []
    store.put([resume(asking(3))], AT)
    assert relay.run(AT).told == 1
    assert store.dead() == []


def test_word_leaves_in_the_transaction_of_the_change_or_not_at_all(store):
    def failing():
        with store._database.writing() as connection:
            write(connection, [row_of(resume())], {"vacancy": {}, "resume": {}}, AT)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        failing()
    assert (store.waiting(), store.count("resume"), store.last_change()) == (0, 0, 0)


def test_an_engine_that_has_everything_by_itself_is_told_nothing(store, engine, relay):
    store.put(resumes(4), AT)
    engine.through = 3
    assert relay.run(AT).told == 4
    assert engine.calls == [[4]]


def test_an_index_in_step_shows_no_drift(store, engine, relay):
    store.put([vacancy(), *resumes(5)], AT)
    store.withdraw("resume", "r000002", AT)
    relay.run(AT)
    assert not drift(store, engine, "resume")
    assert not drift(store, engine, "vacancy")


def test_drift_is_told_by_id_and_version_and_put_right(store, engine, relay):
    store.put(resumes(6), AT)
    relay.run(AT)
    del engine.kept["resume", "r000000"]
    engine.kept["resume", "ghost"] = (2, resume(id="ghost"))
    engine.kept["resume", "r000001"] = (1, resume(asking(7), id="r000001"))
    engine.kept["resume", "r000002"] = (99, resume(asking(7), id="r000002"))
    found = drift(store, engine, "resume")
    assert (found.missing, found.extra, found.old, found.ahead) == (
        ("r000000",),
        ("ghost",),
        ("r000001",),
        ("r000002",),
    )
    assert found.counts() == {"missing": 1, "extra": 1, "old": 1, "ahead": 1}
    engine.kept.pop(("resume", "r000002"))  # only a rebuild takes back a version that is too high
    assert mend(store, engine, found) == 4
    relay.run(AT)
    assert not drift(store, engine, "resume")
    assert engine.records("resume") == _everything(store, "resume")


def test_what_changes_during_the_check_is_no_drift(store, engine, relay):
    store.put(resumes(3), AT)
    relay.run(AT)
    real = engine.held

    def held(kind):
        found = real(kind)
        store.put([resume(asking(1), id="r000000"), resume(id="new")], AT)
        store.withdraw("resume", "r000001", AT)
        return found

    engine.held = held
    assert not drift(store, engine, "resume")


@pytest.fixture
def embedded(store, scorer, tmp_path):
    made = EmbeddedEngine(tmp_path / "index", store, scorer)
    store.put([vacancy(), *resumes(4)], AT)
    made.rebuild(processes=1)
    return made


def test_the_embedded_engine_follows_by_itself_and_empties_the_outbox(store, embedded):
    target = Following(embedded, store)
    store.put([resume(wanting("повар"), id="new")], AT)
    store.withdraw("resume", "r000001", AT)
    assert Relay(store, store, target).run(AT).told == 6
    assert store.waiting() == 0
    assert not drift(store, target, "resume")


def test_drift_of_the_embedded_engine_is_found_and_a_rebuild_puts_it_right(store, embedded):
    target = Following(embedded, store)
    base = embedded.segments("resume")[0]
    base.bury("r000002")
    with store._database.writing() as connection:
        connection.exec_driver_sql("UPDATE resume SET state = 'withdrawn', withdrawn_by = 'hand' WHERE id = 'r000003'")
    found = drift(store, target, "resume")
    assert (found.missing, found.extra) == (("r000002",), ("r000003",))
    assert mend(store, target, found) == 2
    assert not drift(store, target, "resume")
