from __future__ import annotations

from datetime import datetime

import pytest

from matcher.errors import SnapshotShrinksError
from matcher.store import Delivered, Taken, batches, intake
from tests.factories import asking, resume, resumes, vacancy


def _offer(number: int, version: int = 1, **changes) -> Delivered:
    return Delivered("vacancy", str(number), version, vacancy(id=f"portal-{number}", **changes))


def _offers(count: int, version: int = 1) -> list[Delivered]:
    return [_offer(number, version) for number in range(count)]


def test_older_is_stale_the_same_is_unchanged_newer_is_stored(store, at):
    assert store.intake("portal", [_offer(1, 5)], at) == Taken(stored=1)
    assert store.intake("portal", [_offer(1, 4, title="Старое")], at) == Taken(stale=1)
    assert store.intake("portal", [_offer(1, 5, title="Иное")], at) == Taken(unchanged=1)
    assert store.get("vacancy", "portal-1") == vacancy(id="portal-1")
    assert store.intake("portal", [_offer(1, 6, title="Новое")], at) == Taken(stored=1)
    assert store.get("vacancy", "portal-1").title == "Новое"
    assert store.last_change() == 2


def test_in_one_batch_each_is_judged_by_what_came_before(store, at):
    delivered = [_offer(1, 2), _offer(1, 1, title="Старое"), _offer(1, 2), _offer(1, 3, title="Новое"), _offer(2, 1)]
    assert store.intake("portal", delivered, at) == Taken(stored=3, unchanged=1, stale=1)
    assert store.get("vacancy", "portal-1").title == "Новое"
    assert store.intake("portal", delivered, at) == Taken(stale=3, unchanged=2)


def test_the_end_does_not_depend_on_the_order_or_on_where_a_batch_ends(store, at, monkeypatch):
    monkeypatch.setattr(intake, "BATCH", 2)
    delivered = [_offer(1, version, title=str(version)) for version in (3, 1, 4, 1, 5, 2)]
    assert store.intake("portal", delivered, at) == Taken(stored=3, stale=3)
    assert store.get("vacancy", "portal-1").title == "5"


def test_a_newer_version_that_says_the_same_changes_nothing_but_is_remembered(store, at):
    store.intake("portal", [_offer(1, 1)], at)
    assert store.intake("portal", [_offer(1, 7)], at) == Taken(unchanged=1)
    assert store.last_change() == 1
    assert store.intake("portal", [_offer(1, 6, title="Иное")], at) == Taken(stale=1)


def test_two_sources_have_their_own_ids_and_versions(store, at):
    store.intake("portal", [_offer(1, 9)], at)
    other = Delivered("vacancy", "1", 1, vacancy(id="other-1"))
    assert store.intake("other", [other], at) == Taken(stored=1)
    assert store.count("vacancy") == 2


def test_an_id_that_another_source_has_is_refused(store, at):
    store.intake("portal", [_offer(1)], at)
    same = [Delivered("vacancy", "x", 1, vacancy(id="portal-1", title="Чужое"))]
    assert store.intake("other", same, at) == Taken(refused=1)
    assert store.intake("portal", same, at) == Taken(refused=1)
    twice = [Delivered("vacancy", one, 1, vacancy(id="new")) for one in ("a", "b")]
    assert store.intake("other", twice, at) == Taken(stored=1, refused=1)
    assert store.get("vacancy", "portal-1") == vacancy(id="portal-1")


def test_a_record_put_by_hand_may_be_taken_over_by_a_source(store, at):
    store.put([vacancy(id="portal-1")], at)
    assert store.intake("portal", [_offer(1, 3, title="Новое")], at) == Taken(stored=1)
    assert store.intake("portal", [_offer(1, 2)], at) == Taken(stale=1)


def test_the_id_given_first_stays_whatever_the_source_calls_the_record_later(store, at):
    store.intake("portal", [_offer(1, 1)], at)
    assert store.intake("portal", [Delivered("vacancy", "1", 2, vacancy(id="renamed", title="Новое"))], at).stored == 1
    assert store.get("vacancy", "renamed") is None
    assert store.get("vacancy", "portal-1").title == "Новое"


def test_a_source_withdraws_and_brings_back(store, at):
    store.intake("portal", [_offer(1, 1)], at)
    assert store.intake("portal", [Delivered("vacancy", "1", 2, None)], at) == Taken(withdrawn=1)
    assert store.get("vacancy", "portal-1") is None
    assert store.intake("portal", [Delivered("vacancy", "1", 2, None), _offer(1, 1)], at) == Taken(unchanged=1, stale=1)
    assert store.intake("portal", [_offer(1, 3)], at) == Taken(stored=1)
    assert store.intake("portal", [Delivered("vacancy", "9", 1, None)], at) == Taken(unchanged=1)


def test_what_was_withdrawn_here_is_not_brought_back_by_the_same_version(store, at):
    person = Delivered("resume", "1", 4, resume())
    store.intake("portal", [person], at)
    store.withdraw("resume", "r1", at)
    assert store.intake("portal", [person], at) == Taken(unchanged=1)
    assert store.snapshot("portal", "resume", [person], at) == Taken(unchanged=1)
    assert store.get("resume", "r1") is None
    assert store.intake("portal", [person._replace(source_version=5)], at) == Taken(stored=1)


def test_a_delivery_says_whose_a_resume_is(store, at):
    store.intake("portal", [Delivered("resume", one.id, 1, one, "p1") for one in resumes(2)], at)
    assert {hit.person for hit in store.hits("resume", ["r000000", "r000001"]).values()} == {"p1"}
    store.intake("portal", [Delivered("resume", "r000000", 2, resume(asking(3), id="r000000"))], at)
    assert store.hits("resume", ["r000000"])["r000000"].person == "p1"


def test_a_snapshot_withdraws_what_it_lacks(store, at):
    store.intake("portal", _offers(10), at)
    store.intake("other", [Delivered("vacancy", "1", 1, vacancy(id="other-1"))], at)
    store.put([vacancy(id="by-hand"), *resumes(1)], at)
    assert store.snapshot("portal", "vacancy", [*_offers(8), _offer(20)], at) == Taken(
        stored=1, unchanged=8, withdrawn=2
    )
    assert store.count("vacancy") == 11
    assert {one.id for one in store.iterate("vacancy")} >= {"other-1", "by-hand", "portal-20"}
    assert store.count("resume") == 1


def test_a_record_that_a_snapshot_lacked_comes_back_with_the_next_one_in_the_version_it_had(store, at):
    store.intake("portal", _offers(10), at)
    store.snapshot("portal", "vacancy", _offers(9), at)
    assert store.count("vacancy") == 9
    assert store.snapshot("portal", "vacancy", _offers(10), at) == Taken(stored=1, unchanged=9)


@pytest.mark.parametrize(("left", "refused"), [(9, False), (8, False), (7, True), (0, True)])
def test_a_snapshot_that_lacks_more_than_a_fifth_is_refused_as_a_whole(store, at, left, refused):
    store.intake("portal", _offers(10), at)
    delivered = [*_offers(left), _offer(99)]
    if not refused:
        assert store.snapshot("portal", "vacancy", delivered, at).withdrawn == 10 - left
        return
    before = store.last_change()
    with pytest.raises(SnapshotShrinksError, match=rf"lacks {10 - left} of the 10 records .* 20% of them may be"):
        store.snapshot("portal", "vacancy", delivered, at)
    assert store.last_change() == before
    assert store.get("vacancy", "portal-99") is None
    assert store.snapshot("portal", "vacancy", delivered, at, shrink=1.0).withdrawn == 10 - left


def test_the_share_is_a_setting(store, at):
    store.intake("portal", _offers(10), at)
    store.set_setting("intake.shrink", 0.05)
    with pytest.raises(SnapshotShrinksError):
        store.snapshot("portal", "vacancy", _offers(9), at)
    store.set_setting("intake.shrink", 0.5)
    assert store.snapshot("portal", "vacancy", _offers(5), at).withdrawn == 5


def test_a_source_that_had_nothing_may_begin_with_anything(store, at):
    assert store.snapshot("portal", "vacancy", [], at) == Taken()
    assert store.snapshot("portal", "vacancy", _offers(3), at) == Taken(stored=3)


def test_a_snapshot_holds_records_of_its_kind_alone(store, at):
    for wrong in (Delivered("resume", "1", 1, resume()), Delivered("vacancy", "1", 2, None)):
        with pytest.raises(ValueError, match="holds those alone"):
            store.snapshot("portal", "vacancy", [_offer(1), wrong], at)
    assert store.count("vacancy") == 0


def test_what_comes_without_a_name_a_zone_or_a_share_is_refused(store, at):
    with pytest.raises(ValueError, match="name"):
        store.intake("", [_offer(1)], at)
    with pytest.raises(ValueError, match="time zone"):
        store.intake("portal", [_offer(1)], datetime(2025, 3, 3))  # noqa: DTZ001
    with pytest.raises(ValueError, match="between 0 and 1"):
        store.snapshot("portal", "vacancy", [_offer(1)], at, shrink=2)
    assert store.count("vacancy") == 0


def test_a_large_snapshot_goes_over_many_batches(store, at, monkeypatch):
    monkeypatch.setattr(intake, "BATCH", 100)
    monkeypatch.setattr(batches, "PAGE", 70)
    assert store.snapshot("portal", "vacancy", _offers(1_050), at) == Taken(stored=1_050)
    assert store.snapshot("portal", "vacancy", _offers(900, version=2), at) == Taken(unchanged=900, withdrawn=150)
    assert store.count("vacancy") == 900
