from __future__ import annotations

from datetime import datetime, timedelta
from itertools import islice

import pytest

from matcher.store import batches, open_store
from scoring.records import Job
from tests.factories import asking, located_in, paying, requiring, resume, resumes, titled, vacancy, wanting


def test_a_record_comes_back_as_it_was_put(store, at):
    job = vacancy(titled("Дәнекерлеуші"), paying(250_000.5, gross=True), requiring("аргон", education="vocational"))
    person = resume(wanting("Сварщик", "Слесарь"), located_in("с. Карааул"), experience=(Job(start="2020-01"),))
    store.put([job, person], at)
    assert store.get("vacancy", job.id) == job
    assert store.get("resume", person.id) == person


def test_what_was_never_put_is_none(store):
    assert store.get("vacancy", "v1") is None
    assert store.get_many("resume", ["r1"]) == {}
    assert store.count("resume") == store.last_change() == 0
    assert list(store.iterate("vacancy")) == []
    assert store.changes_since(0, 10) == []


def test_a_vacancy_and_a_resume_may_have_the_same_id(store, at):
    store.put([vacancy(id="7"), resume(id="7")], at)
    assert store.withdraw("vacancy", "7", at)
    assert store.get("resume", "7") == resume(id="7")


def test_putting_the_same_again_changes_nothing(store, at):
    records = [*resumes(5), vacancy()]
    assert store.put(records, at) == (6, 0)
    assert store.put(records, at + timedelta(days=1)) == (0, 6)
    assert store.last_change() == 6


def test_a_changed_record_replaces_the_old_one_and_gets_a_new_version(store, at):
    store.put(resumes(3), at)
    assert store.put([resume(asking(300_000), id="r000001"), resume(id="r000002")], at) == (1, 1)
    assert store.get("resume", "r000001") == resume(asking(300_000), id="r000001")
    assert store.versions("resume", ["r000000", "r000001", "r000002"]) == {"r000000": 1, "r000001": 4, "r000002": 3}
    assert store.count("resume") == 3


def test_of_one_record_twice_in_a_batch_the_last_one_stays(store, at):
    first, second = resume(asking(1)), resume(asking(2))
    assert store.put([first, first, second], at) == (2, 1)
    assert store.get("resume", "r1") == second
    assert store.put([first, second], at) == (2, 0)
    assert store.get("resume", "r1") == second


def test_counts_do_not_depend_on_where_a_batch_ends(new_place, at, monkeypatch):
    records = [resume(asking(step), id=f"r{step % 3}") for step in (0, 1, 3, 3, 4, 0, 1, 2, 2)]
    results = []
    for size in (1, 2, 4, 100):
        monkeypatch.setattr(batches, "BATCH", size)
        with open_store(new_place()) as store:
            results.append((store.put(iter(records), at), list(store.iterate("resume"))))
    assert all(result == results[0] for result in results)


def test_long_texts_end_a_batch_early(monkeypatch):
    monkeypatch.setattr(batches, "BATCH_BYTES", 2_000)
    long = [resume(id=str(number), summary="x" * 1_500) for number in range(4)]
    assert [len(rows) for rows in batches.batches(long)] == [2, 2]


def test_a_source_that_breaks_off_leaves_the_batches_before_it(store, at, monkeypatch):
    monkeypatch.setattr(batches, "BATCH", 10)

    def breaking():
        yield from resumes(25)
        raise LookupError

    with pytest.raises(LookupError):
        store.put(breaking(), at)
    assert store.count("resume") == 20
    assert store.put(resumes(25), at) == (5, 20)


def test_a_withdrawn_record_is_nowhere_to_be_found(store, at):
    store.put(resumes(3), at)
    assert store.withdraw("resume", "r000001", at)
    assert store.get("resume", "r000001") is None
    assert list(store.get_many("resume", ["r000000", "r000001"])) == ["r000000"]
    assert [person.id for person in store.iterate("resume")] == ["r000000", "r000002"]
    assert store.versions("resume", ["r000001"]) == {}
    assert store.count("resume") == 2


def test_withdrawing_what_is_not_there_or_twice_says_no_and_changes_nothing(store, at):
    store.put([resume()], at)
    assert not store.withdraw("resume", "somebody", at)
    assert not store.withdraw("vacancy", "r1", at)
    assert store.withdraw("resume", "r1", at)
    assert not store.withdraw("resume", "r1", at)
    assert store.last_change() == 2


def test_a_withdrawn_record_put_again_is_active_even_if_nothing_else_changed(store, at):
    store.put([resume()], at)
    store.withdraw("resume", "r1", at)
    assert store.put([resume()], at) == (1, 0)
    assert store.get("resume", "r1") == resume()
    assert store.put([resume()], at) == (0, 1)


def test_many_come_in_the_order_asked_and_more_than_a_statement_holds(store, at):
    store.put(resumes(2_500), at)
    wanted = [person.id for person in resumes(2_500)][::-1]
    assert list(store.get_many("resume", [*wanted, "nobody", wanted[0]])) == wanted


def test_iterating_goes_over_pages_in_the_order_of_ids_from_any_point(store, at):
    everybody = resumes(2_000)
    store.put(reversed(everybody), at)
    assert list(store.iterate("resume")) == everybody
    assert list(store.iterate("resume", after="r001998")) == everybody[1_999:]
    assert list(store.iterate("resume", after="r001998x")) == everybody[1_999:]
    assert list(store.iterate("resume", after="r001999")) == []


def test_a_reader_may_stop_midway_while_others_write(store, at):
    store.put(resumes(1_500), at)
    reading = store.iterate("resume")
    assert len(list(islice(reading, 10))) == 10
    store.put(resumes(5, prefix="s"), at)
    assert len(list(reading)) == 1_495


@pytest.mark.parametrize("odd", ["", "a\x00b", "қазақ/ы ні", "'; DROP TABLE resume; --", "😀" * 100])
def test_any_text_can_be_an_id(store, at, odd):
    store.put([resume(id=odd)], at)
    assert store.get("resume", odd) == resume(id=odd)
    assert [person.id for person in store.iterate("resume")] == [odd]


def test_ten_megabytes_of_text_are_kept(store, at):
    long = resume(summary="ұзақ " * 1_100_000)
    store.put([long], at)
    assert store.get("resume", "r1") == long


def test_a_time_without_a_zone_is_refused_before_anything_is_stored(store, at):
    naive = datetime(2025, 3, 3)  # noqa: DTZ001
    with pytest.raises(ValueError, match="time zone"):
        store.put([resume()], naive)
    store.put([resume()], at)
    with pytest.raises(ValueError, match="time zone"):
        store.withdraw("resume", "r1", naive)
    assert store.last_change() == 1


def test_what_was_put_is_there_after_opening_again(reopen, at):
    with reopen() as store:
        store.put(resumes(3), at)
    with reopen() as store:
        assert list(store.iterate("resume")) == resumes(3)
        assert store.last_change() == 3
