"""Lists that changes may have changed are found, checked against making all lists anew."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime
from types import SimpleNamespace

import msgspec
import pytest

from fixtures.generator import resumes, vacancies
from indexer.embedded.engine import EmbeddedEngine
from matcher.affected import Affected, refresh
from matcher.shortlists import Matching, Options
from matcher.store import LEDGER, open_store
from scoring.records import Ask, Resume

AT = datetime(2026, 11, 20, 9, tzinfo=UTC)
DAY = date(2026, 11, 20)
OPTIONS = Options(DAY, limit=5)
OTHERS = Options(DAY, limit=3, weights={"salary": 4.0, "transport": 0.5})
PEOPLE, OFFERS = 400, 60


@pytest.fixture(scope="module")
def built(tmp_path_factory, scorer):
    """People, offers, and a list kept for each of them, some with other weights."""
    folder = tmp_path_factory.mktemp("lists") / "data"
    with open_store(folder, ledger=folder / LEDGER) as store:
        store.put(resumes(PEOPLE, 5), AT)
        store.put(vacancies(OFFERS, 5), AT)
        engine = EmbeddedEngine(folder / "index", store, scorer)
        engine.rebuild(processes=1)
        matching = Matching(store, engine, scorer)
        for number, (id_, _) in enumerate(store.all_versions("vacancy")):
            matching.shortlist(id_, OTHERS if number % 7 == 0 else OPTIONS, AT)
        for id_, _ in list(store.all_versions("resume"))[:100]:
            matching.suitable(id_, OPTIONS, AT)
    return folder


@pytest.fixture
def town(built, tmp_path, scorer):
    folder = tmp_path / "data"
    shutil.copytree(built, folder)
    with open_store(folder, ledger=folder / LEDGER) as store:
        engine = EmbeddedEngine(folder / "index", store, scorer)
        yield SimpleNamespace(
            store=store,
            engine=engine,
            matching=Matching(store, engine, scorer),
            affected=Affected(store, engine, scorer),
            mark=store.last_change(),
        )


def asking_for(person, amount):
    return msgspec.structs.replace(person, salary=Ask(min=amount, currency="KZT", period="month"))


def change_some(store):
    """Some people ask for other pay, some leave, some are new, some become somebody else; a few offers change too."""
    people = {one.id: one for one in store.iterate("resume")}
    changed = [asking_for(people[f"r{number:07d}"], 90_000) for number in range(3, 100, 14)]
    new = [msgspec.structs.replace(one, id=f"new-{one.id}") for one in list(people.values())[200:206]]
    other = [msgspec.structs.replace(people["r0000150"], id="r0000151")]
    store.put([*changed, *new, *other], AT)
    for number in (11, 12, 13):
        store.withdraw("resume", f"r{number:07d}", AT)
    offers = [one for one in store.iterate("vacancy") if one.id in {"v0000005", "v0000006"}]
    store.put([msgspec.structs.replace(one, id=f"new-{one.id}") for one in offers], AT)
    store.put([msgspec.structs.replace(offers[0], title="Повар")], AT)
    store.withdraw("vacancy", "v0000009", AT)


def content(kept):
    return [(item.record, item.body) for item in kept.items]


def anew(town, number):
    """What the list would be now."""
    kept = town.store.load_shortlist(number)
    made = refresh(town.matching, town.store, [number], DAY, AT)
    return content(kept), content(town.store.load_shortlist(made[0])) if made else None


def test_every_list_that_comes_out_otherwise_is_found_and_not_all_are(town):
    change_some(town.store)
    numbers = [one.id for kind in ("shortlist", "suitable") for one in town.store.standing(kind)]
    changes = town.store.changes_since(town.mark, 1000)
    found = set(town.affected.by(changes, DAY))
    assert found == set(town.affected.since_made(DAY))
    differ = set()
    for number in numbers:
        before, after = anew(town, number)
        if after is not None and before != after:
            differ.add(number)
    assert differ
    assert differ <= found
    assert len(found) < len(numbers) / 2
    assert len(differ) > len(found) / 3  # what is found is found for a reason


def test_after_those_are_made_anew_every_list_is_as_if_all_were(town):
    change_some(town.store)
    refresh(town.matching, town.store, town.affected.since_made(DAY), DAY, AT)
    assert town.affected.since_made(DAY) == []
    for kind in ("shortlist", "suitable"):
        for one in list(town.store.standing(kind)):
            before, after = anew(town, one.id)
            assert after is None or after == before


def test_nothing_changed_touches_nothing(town):
    assert town.affected.since_made(DAY) == []
    assert town.affected.by([], DAY) == []


def test_somebody_far_below_a_full_list_touches_only_what_they_could_enter(town):
    nobody = Resume(id="r-nobody", desired=("Водолаз",), salary=Ask(min=9_000_000, currency="KZT", period="month"))
    town.store.put([nobody], AT)
    assert town.affected.since_made(DAY) == []


def test_a_list_made_after_a_change_has_seen_it(town):
    person = town.store.get("resume", "r0000003")
    town.store.put([asking_for(person, 90_000)], AT)
    found = town.affected.since_made(DAY)
    assert found
    refresh(town.matching, town.store, found[:1], DAY, AT)
    assert town.affected.since_made(DAY) == found[1:]


def test_a_list_is_made_anew_as_it_was_asked_for(town):
    number = next(one.id for one in town.store.standing("shortlist") if one.limit == OTHERS.limit)
    (made,) = refresh(town.matching, town.store, [number], DAY, AT)
    before, after = town.store.load_shortlist(number), town.store.load_shortlist(made)
    assert (after.weights, after.musts, after.options) == (before.weights, before.musts, before.options)
    assert after.weights["salary"] == 4.0


def test_the_newest_list_of_a_subject_stands_with_its_last_total(place, tmp_path, scorer):
    with open_store(place, ledger=tmp_path / "ledger") as store:
        store.put(resumes(30, 5), AT)
        store.put(vacancies(4, 5), AT)
        engine = EmbeddedEngine(tmp_path / "index", store, scorer)
        engine.rebuild(processes=1)
        matching = Matching(store, engine, scorer)
        for _ in range(2):
            made = {id_: matching.shortlist(id_, OPTIONS, AT) for id_, _ in store.all_versions("vacancy")}
        matching.suitable("r0000001", OPTIONS, AT)
        standing = {one.subject: one for one in store.standing("shortlist")}
        assert standing.keys() == made.keys()
        for id_, one in standing.items():
            totals = [item["total"] for item in made[id_]["items"]]
            assert (one.id, one.places, one.limit) == (made[id_]["shortlist"], len(totals), OPTIONS.limit)
            assert one.last == (totals[-1] if totals else 0.0)
        named = {(made[id_]["shortlist"], item["resume"]) for id_ in made for item in made[id_]["items"]}
        assert named
        assert named <= set(store.naming("shortlist", [f"r{number:07d}" for number in range(31)]))
        assert store.naming("suitable", ["r0000001"]) == []
