from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import msgspec
import pytest

from matcher.errors import ShortlistMissingError, SubjectMissingError
from matcher.store import Item, Shortlist
from tests.factories import asking, resume, resumes, vacancy

GONE = Item(None, {"withdrawn": True, "resume": None})


def _shown(kind, record, total):
    texts = {"ru": "Зарплата: ждёт от 280 000 ₸", "kk": "Жалақы: 280 000 ₸-ден", "en": "Salary: asks from 280,000 ₸"}
    body = {kind: record, "total": total, "criteria": {"salary": {"value": None, "texts": texts, "facts": []}}}
    return Item(record, body)


def _made(at, **changes) -> Shortlist:
    values = {
        "kind": "shortlist",
        "subject": "v1",
        "made_at": at,
        "as_of": date(2025, 3, 1),
        "engine": "embedded",
        "generation": "7",
        "knowledge": "2025.1",
        "weights": {"salary": 1 / 3},
        "musts": ("licence:driving:C",),
        "options": {"limit": 3},
        "considered": 1_000,
        "exact": True,
        "items": tuple(_shown("resume", f"r00000{n}", 0.1 * n) for n in (2, 0, 1)),
        "what_if": [{"change": {"salary": 300_000}, "before": 1, "after": 15}],
    }
    return Shortlist(**{**values, **changes})


def _suitable(at, **changes) -> Shortlist:
    return _made(at, kind="suitable", subject="r000000", items=(_shown("vacancy", "v1", 0.9),), **changes)


@pytest.fixture
def filled(store, at):
    store.put([vacancy(), *resumes(3)], at)
    return store


def test_a_list_comes_back_exactly_as_it_was_shown(filled, at):
    made = _made(at)
    assert filled.load_shortlist(filled.save_shortlist(made)) == made
    suitable = _suitable(at, what_if=None)
    assert filled.load_shortlist(filled.save_shortlist(suitable)) == suitable


def test_an_empty_list_is_a_list_too(filled, at):
    made = _made(at, items=(), musts=(), options={}, weights={})
    assert filled.load_shortlist(filled.save_shortlist(made)) == made


def test_a_list_is_shown_from_what_was_stored_whatever_the_records_say_now(filled, at):
    made = _made(at)
    number = filled.save_shortlist(made)
    filled.put([resume(asking(9), id="r000000"), vacancy(title="Другое")], at)
    filled.withdraw("vacancy", "v1", at)
    assert filled.load_shortlist(number) == made


def test_a_list_survives_closing_and_the_moment_keeps_its_instant(reopen, at):
    made = _made(at.astimezone(timezone(timedelta(hours=5))))
    with reopen() as store:
        store.put([vacancy(), *resumes(3)], at)
        number = store.save_shortlist(made)
    with reopen() as store:
        assert store.load_shortlist(number).made_at == at == made.made_at


def test_a_person_withdrawn_since_leaves_an_empty_place(filled, at):
    made = _made(at)
    number = filled.save_shortlist(made)
    filled.withdraw("resume", "r000000", at)
    assert filled.load_shortlist(number).items == (made.items[0], GONE, made.items[2])
    assert b"r000000" not in msgspec.json.encode(filled.load_shortlist(number))


def test_a_person_who_comes_back_is_shown_again(filled, at):
    number = filled.save_shortlist(_made(at))
    filled.withdraw("resume", "r000000", at)
    filled.put([resume(id="r000000")], at)
    assert filled.load_shortlist(number) == _made(at)


def test_a_person_who_is_not_in_the_store_at_all_leaves_an_empty_place(filled, at):
    number = filled.save_shortlist(_made(at, items=(_shown("resume", "erased", 0.5),)))
    assert filled.load_shortlist(number).items == (GONE,)


def test_the_suitable_work_of_a_person_withdrawn_since_tells_nothing_of_them(filled, at):
    number = filled.save_shortlist(_suitable(at))
    filled.withdraw("resume", "r000000", at)
    shown = filled.load_shortlist(number)
    assert shown.items == (Item(None, {"withdrawn": True, "vacancy": None}),)
    assert (shown.subject, shown.musts, shown.options, shown.what_if) == (None, (), {}, None)
    assert filled.list_shortlists("r000000") == []
    assert [line.subject for line in filled.list_shortlists()] == [None]


def test_a_vacancy_withdrawn_since_stays_in_the_list_of_suitable_work(filled, at):
    made = _suitable(at)
    number = filled.save_shortlist(made)
    filled.withdraw("vacancy", "v1", at)
    assert filled.load_shortlist(number) == made


def test_lists_are_listed_newest_first_and_by_subject(filled, at):
    first = filled.save_shortlist(_made(at))
    second = filled.save_shortlist(_suitable(at))
    third = filled.save_shortlist(_made(at, items=()))
    assert [(line.id, line.kind, line.items) for line in filled.list_shortlists()] == [
        (third, "shortlist", 0),
        (second, "suitable", 1),
        (first, "shortlist", 3),
    ]
    assert [line.id for line in filled.list_shortlists("v1")] == [third, first]
    assert filled.list_shortlists("v1")[0].made_at == at
    assert filled.list_shortlists("nobody") == []


def test_a_list_for_nobody_in_the_store_is_refused_without_naming_them(filled, at):
    filled.withdraw("resume", "r000000", at)
    for made in (_made(at, subject="r-unknown"), _suitable(at)):
        with pytest.raises(SubjectMissingError, match="is not in the store") as caught:
            filled.save_shortlist(made)
        assert made.subject not in str(caught.value)
    assert filled.list_shortlists() == []


def test_a_number_that_no_list_has_is_refused(store):
    with pytest.raises(ShortlistMissingError, match="there is no shortlist 12"):
        store.load_shortlist(12)


def test_saving_a_list_changes_no_record(filled, at):
    before = filled.last_change()
    filled.save_shortlist(_made(at))
    assert filled.last_change() == before


def test_a_time_without_a_zone_is_refused(filled):
    with pytest.raises(ValueError, match="time zone"):
        filled.save_shortlist(_made(datetime(2025, 3, 3)))  # noqa: DTZ001
