"""The journal's seals: whatever is done to it behind our back shows."""

from __future__ import annotations

import stat

import pytest

from matcher.casework import Casework
from matcher.errors import JournalBrokenError, JournalKeyError
from matcher.store import journal_key, seals
from tests.matcher.casework.desk import Desk, at

KEY = "A" * 43 + "="


@pytest.fixture
def sealed(desk, monkeypatch):
    """A journal of several seals of four entries each."""
    monkeypatch.setattr(seals, "BATCH", 4)
    desk.unemployed()
    desk.vacancy()
    desk.offer()
    assert desk.casework.seals.seal(at(11)) == len(desk.journal()) > 8
    return desk


def tamper(desk, *statements):
    """As somebody does who may do everything at the database."""
    with desk.casework._database.writing() as connection:
        if connection.dialect.name == "postgresql":
            for table in ("journal", "seal"):
                connection.exec_driver_sql(f"ALTER TABLE {table} DISABLE TRIGGER ALL")
        else:
            for table in ("journal", "seal"):
                connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {table}_no_update")
                connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {table}_no_delete")
        for statement in ("DELETE FROM notice", *statements):  # they hold their entries fast
            connection.exec_driver_sql(statement)
        if connection.dialect.name == "postgresql":  # the database serves other tests as well
            for table in ("journal", "seal"):
                connection.exec_driver_sql(f"ALTER TABLE {table} ENABLE TRIGGER ALL")


def found(desk):
    return [what for what, _ in desk.casework.seals.verify().problems]


def test_an_untouched_journal_is_whole(sealed):
    verdict = sealed.casework.seals.verify()
    assert (verdict.entries, verdict.sealed, verdict.problems) == (len(sealed.journal()), len(sealed.journal()), ())
    sealed.done("re", "R1", "reply_consent", "unemployed", at(11))
    assert sealed.casework.seals.verify().problems == ()
    assert sealed.casework.seals.seal(at(11)) == 1
    assert sealed.casework.seals.seal(at(11)) == 0


@pytest.mark.parametrize("column", ["event", "actor", "row_code", "point", "state_before", "proof"])
def test_a_changed_entry_shows(sealed, column):
    tamper(sealed, f"UPDATE journal SET {column} = 'x' WHERE number = 5")  # noqa: S608
    assert sealed.casework.seals.verify().problems[0] == ("changed", 5)


@pytest.mark.parametrize("column", ["occurred_at", "recorded_at"])
def test_a_changed_time_shows(sealed, column):
    later = "datetime(recorded_at, '+1 hour')"
    if sealed.casework._database.address.file is None:
        later = "recorded_at + interval '1 hour'"
    changes = dict.fromkeys(["recorded_at", column], later)
    tamper(sealed, f"UPDATE journal SET {', '.join(f'{k} = {v}' for k, v in changes.items())} WHERE number = 5")  # noqa: S608
    assert found(sealed)[0] == "changed"


def test_a_lost_entry_shows_wherever_it_was(sealed):
    tamper(sealed, "DELETE FROM journal WHERE number = 6")
    assert sealed.casework.seals.verify().problems[0] == ("lost", 6)


def test_a_lost_entry_shows_before_it_was_sealed(sealed):
    sealed.done("re", "R1", "reply_consent", "unemployed", at(11))
    sealed.done("re", "R1", "resume_sent", "cc_specialist", at(11))
    tamper(sealed, f"DELETE FROM journal WHERE number = {len(sealed.journal()) - 1}")  # noqa: S608
    assert "lost" in found(sealed)


def test_another_order_shows(sealed):
    last = len(sealed.journal())
    tamper(
        sealed,
        f"UPDATE journal SET number = 99 WHERE number = {last}",  # noqa: S608
        f"UPDATE journal SET number = {last} WHERE number = {last - 1}",  # noqa: S608
        f"UPDATE journal SET number = {last - 1} WHERE number = 99",  # noqa: S608
    )
    assert found(sealed)[0] == "reordered"


def test_a_cut_off_end_shows_also_where_its_seals_went_with_it(sealed):
    tamper(sealed, "DELETE FROM journal WHERE number > 4", "DELETE FROM seal WHERE number > 1")
    assert found(sealed)[0] == "truncated"


def test_nothing_is_sealed_on_top_of_a_cut_off_end(sealed):
    tamper(sealed, "DELETE FROM journal WHERE number > 4", "DELETE FROM seal WHERE number > 1")
    with pytest.raises(JournalBrokenError):
        sealed.casework.seals.seal(at(12))
    assert found(sealed)[0] == "truncated"
    with pytest.raises(JournalBrokenError):
        sealed.casework.seals.accept()


def test_a_store_that_was_put_back_from_a_backup_goes_on_when_somebody_says_so(sealed, store):
    count = len(sealed.journal())
    sealed.done("sr", "P1", "stage_reported", "cc_specialist", at(11))
    sealed.casework.seals.seal(at(11))
    back = "UPDATE thing SET version = version - 1 WHERE kind = 'sr'"
    tamper(sealed, f"DELETE FROM journal WHERE number > {count}", f"DELETE FROM seal WHERE last > {count}", back)  # noqa: S608
    assert found(sealed) == ["truncated"]
    assert sealed.casework.seals.accept() == count
    assert found(sealed) == []
    assert (store.folder / f"{seals.HEAD}.given-up-at-{count}").exists()


def test_a_forged_seal_shows(sealed):
    tamper(sealed, "UPDATE seal SET digest = (SELECT digest FROM seal WHERE number = 1) WHERE number = 2")
    assert found(sealed)


def test_a_head_that_is_taken_away_or_rewritten_shows(sealed, store):
    head = store.folder / seals.HEAD
    text = head.read_bytes()
    head.write_bytes(text.replace(b'"count":', b'"count":1'))
    assert found(sealed) == ["head"]
    head.unlink()
    assert found(sealed) == ["head"]
    with pytest.raises(JournalBrokenError):
        sealed.casework.seals.seal(at(12))


def test_a_thing_that_is_not_as_its_entries_say_shows(sealed):
    tamper(sealed, "UPDATE thing SET state = 're.consented' WHERE id = 'R1'")
    assert found(sealed) == ["thing"]


@pytest.mark.usefixtures("sealed")
def test_key_and_head_are_for_this_user_alone_and_apart_from_the_database(store):
    for name in (seals.HEAD, journal_key.FILE):
        file = store.folder / name
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.usefixtures("sealed")
def test_without_its_key_a_sealed_journal_is_neither_judged_nor_sealed_anew(store):
    (store.folder / journal_key.FILE).unlink()
    again = Desk(Casework(store, environment={}))
    for ask in (again.casework.seals.verify, lambda: again.casework.seals.seal(at(12))):
        with pytest.raises(JournalKeyError, match="put the file"):
            ask()
    assert not (store.folder / journal_key.FILE).exists()


def test_the_key_of_the_environment_wins_and_a_wrong_one_is_not_repeated(store):
    desk = Desk(Casework(store, environment={journal_key.VARIABLE: KEY}))
    desk.vacancy()
    desk.casework.seals.seal(at(3))
    assert not (store.folder / journal_key.FILE).exists()
    assert found(desk) == []
    other = Desk(Casework(store, environment={journal_key.VARIABLE: "B" + KEY[1:]}))
    assert found(other)
    wrong = Desk(Casework(store, environment={journal_key.VARIABLE: "secret words"}))
    with pytest.raises(JournalKeyError) as error:
        wrong.casework.seals.verify()
    assert "secret" not in str(error.value)
