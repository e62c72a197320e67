"""What an engine found is checked against the store, on both databases; the engine is a fake."""

from __future__ import annotations

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from indexer.search import Ranking, Request
from matcher.finding import TRIES, checked
from matcher.store import Delivered, open_store
from scoring.records import Employer
from tests.factories import asking, resume, resumes, vacancy

AT = datetime(2025, 3, 3, tzinfo=UTC)
REQUEST = Request({}, date(2025, 3, 3), limit=3)


@pytest.fixture
def store(place, tmp_path):
    with open_store(place, ledger=tmp_path / "ledger") as opened:
        yield opened


class Engine:
    """Finds these ids in this order; before an answer it lets something happen."""

    def __init__(self, ids, happening=lambda _call: None):
        self.ids, self.happening, self.asked = ids, happening, []

    def __call__(self, request):
        self.asked.append(request.limit)
        self.happening(len(self.asked))
        return Ranking([SimpleNamespace(id=one) for one in self.ids[: request.limit]], len(self.ids), exact=True)


def ids(found):
    return [one.id for one in found.shown]


def test_where_all_is_well_the_engine_is_asked_once_for_what_is_shown(store):
    store.put(resumes(9), AT)
    engine = Engine([f"r{number:06d}" for number in range(9)])
    assert ids(checked(store, "resume", engine, REQUEST)) == engine.ids[:3]
    assert engine.asked == [3]


def test_who_was_withdrawn_or_never_there_is_not_shown_and_others_take_the_places(store):
    store.put(resumes(9), AT)
    store.withdraw("resume", "r000001", AT)
    engine = Engine(["ghost", *(f"r{number:06d}" for number in range(9))])
    found = checked(store, "resume", engine, REQUEST)
    assert ids(found) == ["r000000", "r000002", "r000003"]
    assert engine.asked == [3, 7]
    assert len(found.shown) == 3


def test_a_person_is_named_once_by_the_resume_that_fits_best(store):
    store.put(resumes(6), AT)
    store.belongs(["r000000", "r000001", "r000002", "r000004"], "p1", AT)
    engine = Engine([f"r{number:06d}" for number in range(6)])
    assert ids(checked(store, "resume", engine, REQUEST)) == ["r000000", "r000003", "r000005"]


def test_an_offer_of_several_sources_is_shown_once_with_the_others_named(store):
    def offer(source, number, title="Сварщик"):
        made = vacancy(id=f"{source}-{number}", title=title, employer=Employer(name="ТОО «Вега»"))
        store.intake(source, [Delivered("vacancy", str(number), 1, made)], AT)

    offer("a", 1), offer("b", 1), offer("c", 1), offer("a", 2), offer("a", 3, "Повар")
    engine = Engine(["b-1", "a-1", "c-1", "a-2", "a-3"])
    found = checked(store, "vacancy", engine, REQUEST)
    assert ids(found) == ["b-1", "a-2", "a-3"]
    assert found.also == {"b-1": ["a-1", "c-1"]}


def test_what_changed_during_the_search_is_searched_again(store):
    store.put(resumes(3), AT)

    def happening(call):
        if call == 1:
            store.put([resume(asking(9), id="r000001")], AT)

    engine = Engine([f"r{number:06d}" for number in range(3)], happening)
    found = checked(store, "resume", engine, REQUEST)
    assert engine.asked == [3, 3]
    assert found.hits["r000001"].record == resume(asking(9), id="r000001")
    assert ids(found) == engine.ids


def test_what_changes_during_every_search_is_left_out_in_the_end(store):
    store.put(resumes(3), AT)
    engine = Engine(
        [f"r{number:06d}" for number in range(3)],
        lambda call: store.put([resume(asking(call), id="r000001")], AT),
    )
    assert ids(checked(store, "resume", engine, REQUEST)) == ["r000000", "r000002"]
    assert engine.asked[:TRIES] == [3] * TRIES
