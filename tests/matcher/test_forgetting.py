"""A person is forgotten with their cases: nothing of them stays, and the sealed journal can still be verified."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from matcher.casework import Casework
from matcher.errors import PersonMissingError
from matcher.forgetting import forget
from matcher.store import open_store
from matcher.store.address import locate
from matcher.store.backup import backup, restore
from matcher.store.casetables import journal, notice, term, thing
from matcher.store.notices import of_person
from matcher.store.sealed import new_key, read_key
from tests.factories import resume
from tests.matcher.casework.desk import Desk, at

PERSON = "P1"


@pytest.fixture
def ledger(tmp_path):
    return tmp_path / "apart" / "ledger"


@pytest.fixture
def desk(place, ledger):
    """A person on the register with a plan's worth of cases, an offer under way, and somebody else beside them."""
    with open_store(place, ledger=ledger) as store:
        made = Desk(Casework(store, environment={}))
        made.store = store
        made.unemployed(PERSON)
        made.seeker("P2", at(5))
        made.vacancy()
        made.offer()
        made.casework.seals.seal(at(11))
        yield made


def test_nothing_of_the_person_stays_in_their_cases_and_the_journal_can_be_verified(desk):
    mine = [one for one in desk.rows(thing) if one.person == PERSON]
    others = [one for one in desk.rows(thing) if one.kind != "va" and one.person != PERSON]
    before = desk.rows(journal)
    assert len(mine) >= 3
    assert forget(desk.store, PERSON, at(11)).cases == len(mine)
    left = {(one.kind, one.id): one for one in desk.rows(thing)}
    for one in mine:
        now = left[one.kind, one.id]
        assert PERSON not in now.person + now.data
        assert now.counters == {}
        assert not now.is_current
    assert len({left[one.kind, one.id].person for one in mine}) == len(mine), "cases of one person cannot be joined"
    assert others == [one for one in desk.rows(thing) if one.person == "P2"]
    assert {(one.kind, one.thing) for one in desk.rows(term) if one.status == "running"} <= {
        ("va", "V1"), *((one.kind, one.id) for one in others)
    }  # fmt: skip
    assert desk.rows(journal)[: len(before)] == before
    verdict = desk.casework.seals.verify()
    assert verdict.problems == ()
    assert desk.casework.seals.seal(at(11)) == len(desk.rows(journal)) - len(before)
    assert desk.casework.seals.verify().problems == ()


def test_the_notices_of_their_cases_say_nothing_of_them_any_more(desk):
    desk.seeker("P3", at(5))
    kept = {one.entry: one for one in desk.casework.notices_after()}
    mine = {entry for entry, one in kept.items() if one.receiver_id == PERSON}
    assert len(mine) >= 3
    assert any(kept[entry].notice.fields for entry in mine)
    forget(desk.store, PERSON, at(11))
    left = {one.entry: one for one in desk.casework.notices_after()}
    assert set(kept) <= set(left)
    for entry in mine:
        assert (left[entry].receiver_id, left[entry].notice.fields) == (None, {})
        assert left[entry].notice.code == kept[entry].notice.code
    others = set(kept) - mine
    assert {left[entry].receiver_id for entry in others} == {"P2", "P3"}
    assert [left[entry] for entry in sorted(others)] == [kept[entry] for entry in sorted(others)]
    assert PERSON not in str(desk.rows(notice))
    with desk.store.database.reading() as connection:
        assert of_person(connection, PERSON) == []


def test_referrals_on_their_way_end_first_by_the_event_of_the_rules(desk):
    assert desk.store.live_referrals(PERSON) == ["R1"]
    forget(desk.store, PERSON, at(11))
    (last,) = [one for one in desk.rows(journal) if one.event == "consent_withdrawn"]
    assert (last.thing, last.state_after, last.row_code) == ("R1", "re.closed", "M17")
    assert desk.casework.thing("re", "R1").state == "re.closed"


def test_casework_goes_on_without_the_erased_person(desk):
    desk.store.erase(PERSON, at(11))  # as a restore does it: the referral is still on its way
    later = at(11) + timedelta(days=60)
    desk.casework.fire(later)
    assert desk.casework.thing("sr", PERSON) is None
    assert desk.state("sr", "P2")
    desk.done("va", "V1", "vacancy_withdrawn", "employer", later, employer="E1")
    assert desk.casework.thing("re", "R1").state == "re.closed"
    assert desk.casework.seals.verify().problems == ()
    assert not [one for one in desk.rows(thing) if one.person == PERSON]


def test_who_is_erased_once_is_not_there_any_more(desk):
    forget(desk.store, PERSON, at(11))
    with pytest.raises(PersonMissingError):
        forget(desk.store, PERSON, at(11))


def test_a_restore_erases_the_cases_again(desk, place, ledger, tmp_path):
    key, file = read_key(new_key()), tmp_path / "backup"
    desk.store.put([resume(id="r1")], at(11))
    backup(locate(place), file, key, at(11))
    forget(desk.store, PERSON, at(12))
    desk.casework.seals.seal(at(12))
    desk.store.close()
    restore(locate(place), file, key, ledger, at(13))
    with open_store(place, ledger=ledger) as store, store.database.reading() as connection:
        rows = connection.execute(sa.select(thing.c.person, thing.c.data).where(thing.c.kind != "va")).all()
        told = connection.execute(sa.select(notice.c.receiver_id)).scalars().all()
        assert "P2" in told
        assert PERSON not in told
        assert not [row for row in rows if PERSON in row.person or PERSON in row.data]
        assert [row for row in rows if row.person == "P2"]
        entries = connection.execute(sa.select(sa.func.count()).select_from(journal)).scalar()
    with open_store(place, ledger=ledger) as store:
        seals = Casework(store, environment={}).seals
        assert [what for what, _ in seals.verify().problems] == ["truncated"]
        assert seals.accept() <= entries
        assert seals.verify().problems == ()
