from __future__ import annotations

import io
from datetime import timedelta

import pytest

from matcher.errors import (
    BackupKeyError,
    BackupProgramError,
    BackupUnreadableError,
    StoreLockedError,
    StoreNewerError,
)
from matcher.store import Delivered, open_store, sealed
from matcher.store import backup as backups
from matcher.store.address import locate
from matcher.store.backup import backup, restore
from matcher.store.erasing import JUMP
from matcher.store.sealed import MAGIC, new_key, read_key, seal, unseal
from tests.factories import asking, resume, resumes, vacancy

KEY = bytes(range(32))
OTHER = bytes(32)


@pytest.fixture
def kept(place, reopen, tmp_path, at):
    """A backup of one vacancy and five resumes, r000004 withdrawn; and what was done to the store since."""
    file = tmp_path / "backup"
    with reopen() as store:
        store.put([vacancy(), *resumes(5)], at)
        store.withdraw("resume", "r000004", at)
        backup(locate(place), file, KEY, at)
    return file


@pytest.fixture
def ledger(tmp_path):
    return tmp_path / "ledger"


def _restored(place, reopen, file, at):
    again = restore(locate(place), file, KEY, file.with_name("ledger"), at)
    return reopen(), again


def test_a_backup_brings_back_what_was_there(place, reopen, kept, at):
    with reopen() as store:
        store.put([resume(asking(9), id="r000000"), resume(id="new"), vacancy(title="Иное")], at)
    store, _ = _restored(place, reopen, kept, at)
    with store:
        assert list(store.iterate("resume")) == resumes(4)
        assert list(store.iterate("vacancy")) == [vacancy()]


def test_after_a_restore_followers_read_everything_anew_under_numbers_never_given(place, reopen, kept, at):
    with reopen() as store:
        store.put(resumes(100, prefix="new"), at)
        last = store.last_change()
    store, _ = _restored(place, reopen, kept, at)
    with store:
        told = store.changes_since(last, 99)
        assert [(one.kind, one.id) for one in told if one.action == "put"] == [
            ("vacancy", "v1"), *(("resume", one.id) for one in resumes(4)),
        ]  # fmt: skip
        assert store.waiting() == 6
        store.put([resume(id="later")], at)
        assert store.changes_since(told[-1].version, 9)[0].id == "later"


def test_who_was_withdrawn_or_erased_since_stays_so_after_a_restore(place, reopen, kept, at):
    later = at + timedelta(hours=1)
    with reopen() as store:
        store.erase("r000000", later)
        store.withdraw("resume", "r000001", later)
        store.withdraw("vacancy", "v1", later)
    store, again = _restored(place, reopen, kept, later + timedelta(hours=1))
    with store:
        assert again == (1, 2)
        assert list(store.iterate("resume")) == resumes(4)[2:]
        assert store.get("vacancy", "v1") is None
        assert store.current("resume", ["r000000"])["r000000"].record is None


def test_who_was_said_to_be_one_person_only_after_the_backup_is_erased_all_the_same(place, reopen, kept, at):
    later = at + timedelta(hours=1)
    with reopen() as store:
        store.belongs(["r000000", "r000001"], "p1", later)
        store.erase("p1", later)
    store, again = _restored(place, reopen, kept, later)
    with store:
        assert again.erased == 2
        assert [one.id for one in store.iterate("resume")] == ["r000002", "r000003"]


def test_what_came_back_before_the_backup_is_not_withdrawn_by_an_older_line(place, reopen, tmp_path, at):
    with reopen() as store:
        store.put([resume()], at)
        store.withdraw("resume", "r1", at + timedelta(hours=1))
        store.put([resume(asking(3))], at + timedelta(hours=2))
        backup(locate(place), tmp_path / "backup", KEY, at + timedelta(hours=3))
    store, again = _restored(place, reopen, tmp_path / "backup", at + timedelta(hours=4))
    with store:
        assert again == (0, 0)
        assert store.get("resume", "r1") == resume(asking(3))


def test_what_a_source_withdrew_comes_back_with_its_next_snapshot(place, reopen, tmp_path, at):
    everything = [Delivered("vacancy", str(number), 1, vacancy(id=f"p-{number}")) for number in range(10)]
    with reopen() as store:
        store.intake("portal", everything, at)
        backup(locate(place), tmp_path / "backup", KEY, at)
        store.snapshot("portal", "vacancy", everything[:9], at + timedelta(hours=1))
    store, again = _restored(place, reopen, tmp_path / "backup", at + timedelta(hours=2))
    with store:
        assert again == (0, 1)
        assert store.snapshot("portal", "vacancy", everything, at + timedelta(hours=3)).stored == 1


def test_a_backup_holds_no_readable_text(place, reopen, tmp_path, at):
    with reopen() as store:
        store.put([resume(summary="Айгүль " * 1_000)], at)
        backup(locate(place), tmp_path / "backup", KEY, at)
    data = (tmp_path / "backup").read_bytes()
    assert data.startswith(MAGIC)
    assert not [word for word in ("Айгүль", "resume", "SQLite", "PGDMP") if word.encode() in data]
    assert (tmp_path / "backup").stat().st_mode & 0o777 == 0o600
    assert not [path.name for path in tmp_path.rglob(".laiyq-backup-*")]


@pytest.mark.parametrize("harm", ["key", "byte", "end", "start", "other", "empty"])
def test_a_backup_that_cannot_be_trusted_changes_nothing(ledger, place, reopen, kept, at, harm):
    data = bytearray(kept.read_bytes())
    if harm == "byte":
        data[len(data) // 2] ^= 1
    changed = {"end": data[:-1], "start": data[1:], "other": b"PK" + bytes(99), "empty": b""}.get(harm, data)
    kept.write_bytes(changed)
    with reopen() as store:
        store.put([resume(id="new")], at)
    with pytest.raises(BackupUnreadableError, match="nothing was changed"):
        restore(locate(place), kept, OTHER if harm == "key" else KEY, ledger, at)
    with reopen() as store:
        assert store.get("resume", "new") == resume(id="new")


def test_a_backup_of_a_newer_version_is_refused(ledger, place, reopen, tmp_path, at, monkeypatch):
    reopen().close()
    monkeypatch.setattr(backups, "SCHEMA", 99)
    backup(locate(place), tmp_path / "backup", KEY, at)
    monkeypatch.undo()
    with pytest.raises(StoreNewerError, match="upgrade Laiyq; nothing was changed"):
        restore(locate(place), tmp_path / "backup", KEY, ledger, at)


def test_a_backup_of_the_other_database_is_refused(ledger, tmp_path, at, postgresql):
    with open_store(tmp_path / "a") as store:
        store.put([resume()], at)
    backup(locate(tmp_path / "a"), tmp_path / "backup", KEY, at)
    address = postgresql.database()
    with pytest.raises(BackupUnreadableError, match="of a store on sqlite, this one is on postgresql"):
        restore(locate(address), tmp_path / "backup", KEY, ledger, at)
    postgresql.give_back(address)


def test_without_the_servers_programs_it_says_so(tmp_path, at, postgresql, monkeypatch):
    address = postgresql.database()
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(backups, "SERVERS", tmp_path)
    with pytest.raises(BackupProgramError, match="pg_dump is not installed"):
        backup(locate(address), tmp_path / "backup", KEY, at)
    assert not list(tmp_path.iterdir())
    postgresql.give_back(address)


def test_a_program_that_fails_leaves_the_backup_before_it(tmp_path, at, postgresql):
    (tmp_path / "backup").write_bytes(b"before")
    with pytest.raises(BackupProgramError, match="pg_dump ended with 1"):
        backup(locate(postgresql.url("nowhere")), tmp_path / "backup", KEY, at)
    assert [path.name for path in tmp_path.iterdir()] == ["backup"]
    assert (tmp_path / "backup").read_bytes() == b"before"


def test_a_backup_can_be_made_while_another_writes(ledger, file_store, tmp_path, at):
    file_store.put(resumes(3), at)
    with file_store._database.writing() as connection:
        connection.exec_driver_sql("UPDATE counter SET value = 99")
        backup(file_store.address, tmp_path / "backup", KEY, at)
    with open_store(tmp_path / "other") as other:
        restore(other.address, tmp_path / "backup", KEY, ledger, at)
        assert other.last_change() == JUMP + 3


def test_a_restore_waits_for_nobody_who_writes(ledger, file_store, tmp_path, at, monkeypatch):
    file_store.put([resume()], at)
    backup(file_store.address, tmp_path / "backup", KEY, at)
    monkeypatch.setattr(backups, "WAIT_S", 0.05)
    with file_store._database.writing() as connection:
        connection.exec_driver_sql("UPDATE counter SET value = 99")
        with pytest.raises(StoreLockedError, match="end it, then try again; nothing was changed"):
            restore(file_store.address, tmp_path / "backup", KEY, ledger, at)
    assert file_store.last_change() == 99


def test_an_open_store_sees_what_was_restored(ledger, file_store, tmp_path, at):
    file_store.put(resumes(2), at)
    backup(file_store.address, tmp_path / "backup", KEY, at)
    file_store.put(resumes(500, prefix="new"), at)
    restore(file_store.address, tmp_path / "backup", KEY, ledger, at)
    assert list(file_store.iterate("resume")) == resumes(2)
    file_store.put([resume(id="later")], at)
    assert file_store.count("resume") == 3


def test_a_damaged_file_is_put_aside_and_replaced(ledger, tmp_path, at):
    with open_store(tmp_path / "data") as store:
        store.put(resumes(2), at)
        file = store.file
    backup(locate(file.parent), tmp_path / "backup", KEY, at)
    file.write_bytes(b"no database " * 999)
    restore(locate(file.parent), tmp_path / "backup", KEY, ledger, at)
    with open_store(file.parent) as store:
        assert list(store.iterate("resume")) == resumes(2)
    assert file.with_name(f"{file.name}.damaged").read_bytes().startswith(b"no database")


def test_keys_are_32_random_bytes_and_nothing_else():
    assert len(read_key(new_key())) == 32
    assert new_key() != new_key()
    for wrong in ("", "short", "ключ", new_key()[:-8], new_key() + "AAAA", "*" * 44):
        with pytest.raises(BackupKeyError, match="32 random bytes") as refused:
            read_key(wrong)
        assert not wrong or wrong not in str(refused.value)


@pytest.mark.parametrize("size", [0, 1, 63, 64, 65, 128, 1_000])
def test_what_is_sealed_opens_to_the_same_whatever_its_length(size, monkeypatch):
    import random

    monkeypatch.setattr(sealed, "PIECE", 64)
    clear = random.Random(size).randbytes(size)  # noqa: S311 - bytes that do not shrink
    made = io.BytesIO()
    seal(io.BytesIO(clear), made, KEY)
    opened = io.BytesIO()
    unseal(io.BytesIO(made.getvalue()), opened, KEY)
    assert opened.getvalue() == clear


def test_pieces_left_out_exchanged_or_cut_off_are_noticed(monkeypatch):
    import random

    monkeypatch.setattr(sealed, "PIECE", 64)
    made = io.BytesIO()
    seal(io.BytesIO(random.Random(1).randbytes(500)), made, KEY)  # noqa: S311
    data = made.getvalue()
    head, step = 24, 80
    pieces = [data[at : at + step] for at in range(head, len(data), step)]
    assert len(pieces) > 4
    for order in ([1, 0, *range(2, len(pieces))], list(range(1, len(pieces))), list(range(len(pieces) - 1))):
        with pytest.raises(BackupUnreadableError):
            unseal(io.BytesIO(data[:head] + b"".join(pieces[at] for at in order)), io.BytesIO(), KEY)
