from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.protocols import Change
from matcher.store import open_store
from tests.factories import asking, resume, resumes, vacancy

if TYPE_CHECKING:
    from indexer.protocols import RecordSource
    from matcher.store import Store


def _as_a_source_of_the_index(store: Store) -> RecordSource:
    return store


def test_changes_come_in_the_order_made_over_both_kinds(store, at):
    store.put([vacancy(id="v1"), resume(id="r1"), vacancy(id="v2")], at)
    store.withdraw("vacancy", "v1", at)
    assert _as_a_source_of_the_index(store).changes_since(0, 10) == [
        Change(2, "resume", "r1", "put"),
        Change(3, "vacancy", "v2", "put"),
        Change(4, "vacancy", "v1", "withdraw"),
    ]
    assert store.changes_since(store.last_change(), 10) == []


def test_a_record_that_changed_often_appears_once_at_its_newest_number(store, at):
    for pay in (1, 2, 3):
        store.put([resume(asking(pay))], at)
    assert store.changes_since(0, 10) == [Change(3, "resume", "r1", "put")]
    assert store.changes_since(1, 10) == [Change(3, "resume", "r1", "put")]


def test_changes_can_be_followed_in_pieces(store, at):
    store.put([record for pair in zip(resumes(10), resumes(10, prefix="s"), strict=True) for record in pair], at)
    store.put([vacancy(id=str(number)) for number in range(7)], at)
    seen: list[Change] = []
    while piece := store.changes_since(seen[-1].version if seen else 0, 4):
        seen += piece
    assert [change.version for change in seen] == list(range(1, 28))


_PERSON = st.sampled_from("abcd")
_STEP = st.tuples(_PERSON, st.none() | st.integers(1, 3))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(_STEP, max_size=5), max_size=6))
def test_whoever_follows_the_changes_knows_what_the_store_knows(new_place, tmp_path, rounds):
    """A round: some steps, each a person put with this pay, or withdrawn; then the follower catches up."""
    at = datetime(2025, 3, 3, tzinfo=UTC)
    told: dict[str, object] = {}
    followed: dict[str, object] = {}
    last = 0
    with open_store(new_place(), ledger=tmp_path / "ledger") as store:
        for steps in rounds:
            for person, pay in steps:
                if pay is None:
                    assert store.withdraw("resume", person, at) == (told.pop(person, None) is not None)
                    continue
                record = resume(asking(pay), id=person)
                assert store.put([record], at).stored == (told.get(person) != record)
                told[person] = record
            for change in store.changes_since(last, 100):
                followed[change.id] = store.get("resume", change.id) if change.action == "put" else None
                last = change.version
            assert {person: record for person, record in followed.items() if record} == told
            assert list(store.iterate("resume")) == [told[person] for person in sorted(told)]
            assert store.count("resume") == len(told)
            assert last == store.last_change()
