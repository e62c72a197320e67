from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError, IntegrityError

from matcher.errors import VersionConflictError
from scoring.records import Employer
from tests.factories import asking, resume, resumes, vacancy


def test_a_writer_who_saw_the_stored_version_may_replace_it(store, at):
    first = store.replace(resume(asking(1)), at, expected=0)
    second = store.replace(resume(asking(2)), at, expected=first)
    assert second > first > 0
    assert store.get("resume", "r1") == resume(asking(2))
    assert store.versions("resume", ["r1"]) == {"r1": second} != {"r1": first}


@pytest.mark.parametrize("seen", [0, 1, 3, -1])
def test_a_writer_who_saw_another_version_is_refused_and_nothing_is_stored(store, at, seen):
    store.put([resume(asking(1))], at)
    store.put([resume(asking(2))], at)
    with pytest.raises(VersionConflictError, match=rf"resume was changed meanwhile: it has version 2, not {seen};"):
        store.replace(resume(asking(3)), at, expected=seen)
    assert store.get("resume", "r1") == resume(asking(2))
    assert store.last_change() == 2


def test_replacing_by_the_same_keeps_the_version(store, at):
    version = store.replace(vacancy(), at, expected=0)
    assert store.replace(vacancy(), at, expected=version) == version == store.last_change()


def test_a_withdrawn_record_still_has_its_version(store, at):
    store.put([resume()], at)
    store.withdraw("resume", "r1", at)
    with pytest.raises(VersionConflictError, match="it has version 2, not 0"):
        store.replace(resume(), at, expected=0)
    assert store.replace(resume(), at, expected=2) == 3
    assert store.get("resume", "r1") == resume()


def test_of_many_writers_who_saw_the_same_version_one_wins(store, at):
    store.put([resume(asking(0))], at)

    def write(pay: int) -> bool:
        try:
            store.replace(resume(asking(pay)), at, expected=1)
        except VersionConflictError:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        won = list(pool.map(write, range(1, 9)))
    assert sum(won) == 1
    assert store.get("resume", "r1") == resume(asking(1 + won.index(True)))


def test_every_resume_is_somebodys_and_several_may_be_one_persons(store, at):
    store.put(resumes(3), at)
    assert {hit.person for hit in store.hits("resume", ["r000000", "r000001"]).values()} == {"r000000", "r000001"}
    assert store.belongs(["r000000", "r000001", "nobody"], "p1", at) == 2
    assert store.belongs(["r000000"], "p1", at) == 0
    store.put([resume(asking(5), id="r000001")], at)
    assert [hit.person for hit in store.hits("resume", ["r000000", "r000001", "r000002"]).values()] == [
        "p1", "p1", "r000002",
    ]  # fmt: skip
    store.replace(resume(id="new"), at, expected=0, person="p1")
    assert store.hits("resume", ["new"])["new"].person == "p1"


def test_an_employer_is_known_by_their_id_their_number_or_their_name(store, at):
    store.put(
        [
            vacancy(id="v1", employer=Employer(id="7", name="А")),
            vacancy(id="v2", employer=Employer(bin="123456789012", name="Б")),
            vacancy(id="v3", employer=Employer(name=" ТОО  «Вега» ")),
            vacancy(id="v4", employer=Employer(name="ТОО «ВЕГА»")),
            vacancy(id="v5", employer=Employer(name=" ")),
            vacancy(id="v6"),
        ],
        at,
    )
    assert [one.id for one in store.employers()] == ["bin:123456789012", "id:7", "name:тоо «вега»"]


def test_an_employer_who_is_named_anew_gets_a_new_version_and_no_silence_takes_the_name_away(store, at):
    store.put([vacancy(employer=Employer(id="7", name="Старое"))], at)
    store.put([vacancy(id="v2", employer=Employer(id="7", name="Старое"))], at)
    assert [(one.name, one.version) for one in store.employers()] == [("Старое", 1)]
    store.put([vacancy(id="v3", employer=Employer(id="7", name="Новое", bin="123456789012"))], at)
    store.put([vacancy(id="v4", employer=Employer(id="7"))], at + timedelta(days=1))
    assert [(one.name, one.bin, one.version) for one in store.employers()] == [("Новое", "123456789012", 2)]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE resume SET state = 'lost'",
        "UPDATE resume SET version = 0",
        "UPDATE resume SET person = NULL",
        "UPDATE resume SET person = 'nobody'",
        "UPDATE resume SET state = 'withdrawn'",
        "UPDATE resume SET withdrawn_by = 'hand'",
        "UPDATE resume SET state = 'withdrawn', withdrawn_by = 'chance'",
        "UPDATE resume SET state = 'erased'",
        "UPDATE resume SET source = 'portal'",
        "UPDATE resume SET source = 'portal', source_id = '1', source_version = -1",
        "UPDATE vacancy SET employer = 'nobody'",
        "UPDATE vacancy SET source = 'portal', source_id = '1', source_version = 1",
        "DELETE FROM person",
        "UPDATE person SET state = 'gone'",
        "UPDATE outbox SET dead = (1 = 1)",
        "UPDATE outbox SET attempts = -1",
        "UPDATE counter SET value = -1",
        "UPDATE setting SET version = 0",
        "INSERT INTO shortlist_item (shortlist, position, body) VALUES (7, 1, '{}')",
    ],
)
def test_the_database_itself_refuses_what_the_code_would_never_do(store, at, statement):
    store.put([resume(), resume(id="r2"), vacancy(), vacancy(id="v2")], at)
    with pytest.raises(DBAPIError) as refused, store._database._backend.writing() as connection:
        connection.execute(sa.text(statement))
    assert isinstance(refused.value, IntegrityError)
