from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest
import sqlalchemy as sa

from matcher.errors import PersonMissingError
from matcher.store import Delivered, Item, Shortlist, Taken
from matcher.store.ledger import Entry, Ledger
from tests.factories import asking, resume, resumes, vacancy

SECRET = "Айгүль варит трубы в Темиртау"  # noqa: S105 - what must be forgotten, no password


def _list(at, kind, subject, *records):
    side = "resume" if kind == "shortlist" else "vacancy"
    return Shortlist(
        kind=kind, subject=subject, made_at=at, as_of=date(2025, 3, 3), engine="embedded", generation="1",
        knowledge="1", weights={"salary": 1.0}, musts=("salary",), options={"limit": 3}, considered=9, exact=True,
        items=tuple(Item(one, {side: one, "text": SECRET if one == "r000000" else "..."}) for one in records),
        what_if=[{"after": 2}],
    )  # fmt: skip


@pytest.fixture
def filled(store, at):
    """Three people with four resumes: r000000 and r000001 are one person's."""
    store.put([vacancy(), resume(id="r000000", summary=SECRET), *resumes(4)[1:]], at)
    store.belongs(["r000000", "r000001"], "p1", at)
    store.save_shortlist(_list(at, "shortlist", "v1", "r000002", "r000000", "r000003"))
    store.save_shortlist(_list(at, "suitable", "r000001", "v1"))
    store.save_shortlist(_list(at, "suitable", "r000002", "v1"))
    return store


def test_erasing_empties_all_resumes_of_a_person_and_their_places_in_lists(filled, at):
    assert filled.erase("p1", at) == (2, 1, 1, 0)
    assert [one.id for one in filled.iterate("resume")] == ["r000002", "r000003"]
    first, second, third = (filled.load_shortlist(number) for number in (1, 2, 3))
    assert [item.record for item in first.items] == ["r000002", None, "r000003"]
    assert first.items[1].body == {"withdrawn": True, "resume": None}
    assert (second.subject, second.musts, second.options, second.what_if) == (None, (), {}, None)
    assert [item.record for item in second.items] == [None]
    assert third == _list(at, "suitable", "r000002", "v1")
    kept = msgspec.json.encode([first, second])
    assert b"r000000" not in kept
    assert b"r000001" not in kept


def test_nothing_of_an_erased_person_stays_in_the_database(filled, at):
    filled.erase("p1", at)
    with filled._database.reading() as connection:
        for table in sa.inspect(connection).get_table_names():
            for row in connection.exec_driver_sql(f'SELECT * FROM "{table}"'):  # noqa: S608 - a table's name
                said = " ".join(one.decode() if isinstance(one, bytes) and one[:1] == b"{" else str(one) for one in row)
                assert SECRET not in said
        bodies = connection.execute(sa.text("SELECT length(body) FROM resume WHERE state = 'erased'"))
        assert [length for (length,) in bodies] == [0, 0]


def test_nothing_of_an_erased_person_stays_in_the_files(tmp_path, at):
    from matcher.store import open_store

    with open_store(tmp_path) as store:
        store.put([resume(summary=SECRET), *resumes(50)], at)
        assert _holding(tmp_path, SECRET)
        store.erase("r1", at)
        store.compact()
        assert not _holding(tmp_path, SECRET)


def _holding(folder: Path, text: str) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.is_file() and text.encode() in path.read_bytes()]


def test_followers_and_the_outbox_learn_of_an_erased_person(filled, at):
    before = filled.last_change()
    filled.erase("p1", at)
    assert [(one.id, one.action) for one in filled.changes_since(before, 9)] == [
        ("r000000", "withdraw"), ("r000001", "withdraw"),
    ]  # fmt: skip
    assert {word.id for word in filled.pending(at, 99) if word.version > before} == {"r000000", "r000001"}
    assert filled.current("resume", ["r000000"])["r000000"].record is None


def test_who_is_not_there_cannot_be_erased_and_nobody_twice(filled, at):
    with pytest.raises(PersonMissingError, match="no such person") as refused:
        filled.erase("r-unknown", at)
    assert "r-unknown" not in str(refused.value)
    filled.erase("p1", at)
    with pytest.raises(PersonMissingError):
        filled.erase("p1", at)


def test_a_source_brings_no_erased_person_back_but_they_themselves_may_come(store, at):
    delivered = Delivered("resume", "7", 1, resume(), "p1")
    store.intake("portal", [delivered], at)
    store.erase("p1", at)
    for again in (delivered, delivered._replace(source_version=9), Delivered("resume", "8", 1, resume(id="r8"), "p1")):
        assert store.intake("portal", [again], at) == Taken(erased=1)
        assert store.snapshot("portal", "resume", [again], at) == Taken(erased=1)
    assert store.count("resume") == 0
    assert store.put([resume(asking(3))], at) == (1, 0)
    assert store.get("resume", "r1") == resume(asking(3))
    assert store.intake("portal", [delivered._replace(source_version=10)], at) == Taken(stored=1)


def test_a_withdrawn_resume_is_erased_as_well(store, at):
    store.put([resume(summary=SECRET)], at)
    store.withdraw("resume", "r1", at)
    assert store.erase("r1", at).resumes == 1


def test_the_ledger_knows_an_event_again_and_says_no_ids(tmp_path, at):
    ledger = Ledger(tmp_path / "ledger")
    assert ledger.read().when("erase", "person", "p1") is None
    ledger.write([Entry(at, "erase", "person", "p1"), Entry(at, "withdraw", "resume", "r1")])
    ledger.write([Entry(at + timedelta(days=1), "withdraw", "resume", "r1")])
    told = Ledger(tmp_path / "ledger").read()
    assert told.when("erase", "person", "p1") == at
    assert told.when("withdraw", "resume", "r1") == at + timedelta(days=1)
    assert told.when("withdraw", "vacancy", "r1") is None
    assert told.when("erase", "person", "p2") is None
    text = (tmp_path / "ledger").read_text("ascii")
    assert "p1" not in text
    assert '"r1"' not in text


def test_a_line_of_the_ledger_that_a_kill_cut_short_is_left_out(tmp_path, at):
    ledger = Ledger(tmp_path / "ledger")
    ledger.write([Entry(at, "erase", "person", "p1")])
    with (tmp_path / "ledger").open("ab") as file:
        file.write(b'{"at":"2025-03-')
    ledger.write([Entry(at, "erase", "person", "p2"), Entry(at, "erase", "person", "p3")])
    told = ledger.read()
    assert told.when("erase", "person", "p1") == at
    assert told.when("erase", "person", "p2") == told.when("erase", "person", "p3") == at


def test_the_ledger_is_for_its_owner_alone(tmp_path, at):
    Ledger(tmp_path / "ledger").write([Entry(at, "erase", "person", "p1")])
    assert (tmp_path / "ledger").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["ledger"]
