"""`laiyq bench kill`: it counts what is lost, and loses nothing."""

from __future__ import annotations

from types import SimpleNamespace

from api.cli.bench.killing import Known, mark_of, marked
from tests.api.cli.conftest import call
from tests.factories import resume, vacancy


def test_a_server_and_a_worker_that_are_killed_lose_nothing_that_was_acknowledged():
    done = call("bench", "kill", "--rounds", 2, "--changes", 200, "--clients", 2, "--workers", 1, "--json")
    assert done.code == 0, done.out + done.err
    found = done.json
    assert (found["lost"], found["drift"], found["unexpected"]) == (0, 0, [])
    assert sum(found["killed"].values()) == 2
    assert found["acknowledged"] >= 200
    assert 0 < found["records"] < found["acknowledged"]


def test_what_is_lost_is_counted_and_what_was_never_answered_is_not():
    stored = {
        "kept": marked(resume(), "kept", "2"),
        "old": marked(resume(), "old", "1"),
        "back": marked(resume(), "back", "1"),
    }
    parts = SimpleNamespace(store=SimpleNamespace(get_many=lambda kind, ids: _of(kind, ids, stored)))
    known = Known()
    known.told(("resume", "kept"), "1")
    known.unsure(("resume", "kept"), "2")
    assert known.wrong(parts) == 0
    known.told(("resume", "old"), "2")
    assert known.wrong(parts) == 1, "an older state"
    known.told(("resume", "back"), None)
    assert known.wrong(parts) == 2, "it was withdrawn"
    known.told(("vacancy", "gone"), "1")
    assert known.wrong(parts) == 3, "it is not there"
    known.unsure(("resume", "never"), "1")
    assert known.wrong(parts) == 3
    known.told(("resume", "kept"), "3")
    assert known.wrong(parts) == 4, "what was sent before the last answer does not count"


def _of(kind, ids, stored):
    return {id_: stored[id_] for id_ in ids if id_ in stored} if kind == "resume" else {}


def test_a_mark_is_found_again_in_either_kind():
    assert mark_of(marked(vacancy(), "v9", "m")) == mark_of(marked(resume(), "r9", "m")) == "m"
    assert marked(vacancy(), "v9", "m").id == "v9"
