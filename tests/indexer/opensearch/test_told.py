"""What an index is told, late, twice, or while something is wrong, on a real node."""

import time

import msgspec
import pytest

from indexer.errors import (
    IndexMissingError,
    TargetAwayError,
)
from indexer.opensearch.rebuild import Rebuild
from indexer.opensearch.target import OpenSearchTarget
from indexer.search import Request
from indexer.sync import Held
from scoring.weights import DEFAULT_WEIGHTS
from tests.factories import asking, resume, vacancy, wanting
from tests.indexer.contract import EVERYBODY, REQUEST, TODAY, BruteForce, found
from tests.indexer.opensearch.telling import listed, told


@pytest.mark.usefixtures("engine")
def test_two_relays_at_once_leave_the_newest(indices, source, target, scorer):
    late = told(source, "resume", "r000001")
    source.put(resume(wanting("космонавт"), id="r000001"))
    other = OpenSearchTarget(indices, source, scorer.knowledge)
    assert other.write([told(source, "resume", "r000001")]) == {}
    assert target.write([late]) == {}  # read before, told after
    assert Held("r000001", source.version) in list(target.held("resume"))


def test_what_has_changed_and_was_not_told_yet_is_judged_as_it_is_now(engine, source, scorer):
    person = next(source.iterate("resume"))
    best = engine.shortlist(vacancy(), Request(DEFAULT_WEIGHTS, TODAY, limit=3))
    assert best.exact
    assert best.items[0].id == person.id
    source.put(msgspec.structs.replace(person, desired=("космонавт",)))
    source.withdraw("resume", "r000002")
    late = engine.shortlist(vacancy(), Request(DEFAULT_WEIGHTS, TODAY, limit=3))
    assert [one.id for one in late.items] == ["r000001", "r000003", "r000004"]
    assert not late.exact
    everybody = found(engine.shortlist(vacancy(), EVERYBODY))
    assert everybody == BruteForce(scorer, source, [vacancy()]).shortlist(0, EVERYBODY)


@pytest.mark.usefixtures("engine")
def test_a_late_write_does_not_bring_back_who_was_taken_out(source, target):
    late = told(source, "resume", "r000001")
    source.withdraw("resume", "r000001")
    target.write([told(source, "resume", "r000001")])
    target.write([late])
    assert "r000001" not in [one.id for one in target.held("resume")]


def test_who_comes_back_after_the_tombstones_time_is_found_by_the_drift_check(engine, indices, source, target, gateway):
    name = indices.in_use()["resume"].name
    gateway.call("PUT", f"/{name}/_settings", {"index.gc_deletes": "1ms"})
    late = told(source, "resume", "r000001")
    source.withdraw("resume", "r000001")
    target.write([told(source, "resume", "r000001")])
    until = time.monotonic() + 20
    while "r000001" not in [one.id for one in target.held("resume")]:
        assert time.monotonic() < until
        time.sleep(0.2)  # the node's own clock is as coarse as this
        target.write([late])
    assert engine.check() == ["resume: 1 records are in the index only"]
    assert target.mend("resume", ["r000001"])
    assert engine.check() == []


def test_who_was_erased_from_the_store_is_taken_out_by_mending(engine, source, target):
    source.erase("resume", "r000004")
    assert target.mend("resume", ["r000004"])
    assert "r000004" not in [one.id for one in target.held("resume")]
    assert engine.check() == []


def test_an_index_ahead_of_a_restored_store_is_made_anew(engine, indices, source, target):
    source.put(resume(asking(5), id="r000001"))
    target.write([told(source, "resume", "r000001")])
    source.version -= 1
    source.changed["resume", "r000001"] = source.changed["resume", "r000001"]._replace(version=source.version)
    assert target.mend("resume", ["r000001"])
    assert indices.in_use()["resume"].name.endswith("2")
    assert Held("r000001", source.version) in list(target.held("resume"))
    assert engine.check() == []


def test_an_alias_that_points_nowhere_makes_no_index_and_says_what_to_do(engine, indices, source, target, gateway):
    index = indices.in_use()["resume"]
    gateway.call("DELETE", f"/{index.name}")
    with pytest.raises(TargetAwayError, match="laiyq index rebuild"):
        target.write([told(source, "resume", "r000001")])
    with pytest.raises(IndexMissingError, match="laiyq index rebuild"):
        engine.shortlist(vacancy(), REQUEST)
    assert not engine.ready()
    with pytest.raises(IndexMissingError):
        gateway.call("GET", f"/{indices.alias('resume')}")
    engine.rebuild()
    assert engine.check() == []


def test_an_alias_moved_while_writing_is_followed(engine, indices, source, target, scorer, monkeypatch):
    Rebuild(indices, source, scorer.knowledge)._begun()
    source.put(resume(wanting("сварщик"), id="new"))
    seen = indices.kept()
    late, source.records["resume"] = told(source, "resume", "new"), dict(source.records["resume"])
    del source.records["resume"]["new"]  # the rebuild reads before the record is there
    assert engine.rebuild() == "000002"
    looks = [seen]
    real = type(indices).kept
    monkeypatch.setattr(type(indices), "kept", lambda one, **how: looks.pop() if looks else real(one, **how))
    target.write([late])
    assert not looks
    assert "new" in listed(engine, indices)


def test_a_node_without_room_is_left_for_later(indices, source, target, gateway, engine):
    name = indices.in_use()["resume"].name
    gateway.call("PUT", f"/{name}/_settings", {"index.blocks.read_only_allow_delete": True})
    try:
        with pytest.raises(TargetAwayError):
            target.write([told(source, "resume", "r000001")])
        assert listed(engine, indices)
    finally:
        gateway.call("PUT", f"/{name}/_settings", {"index.blocks.read_only_allow_delete": None})
    assert target.write([told(source, "resume", "r000001")]) == {}
