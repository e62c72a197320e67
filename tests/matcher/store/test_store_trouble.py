from __future__ import annotations

import logging
import sqlite3
import traceback
from contextlib import closing

import pytest
import sqlalchemy as sa

import matcher.errors
from matcher.errors import (
    MatcherError,
    StoreError,
    StoreFullError,
    StoreLockedError,
    StoreReadOnlyError,
    StoreUnavailableError,
)
from matcher.store import open_store
from tests.factories import resume, resumes


@pytest.fixture
def busy(file_store, at):
    """The store, with one resume, while another process is writing."""
    store = file_store
    store.put([resume()], at)
    with closing(sqlite3.connect(store.file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield store
        other.execute("ROLLBACK")


def test_a_store_that_stays_busy_says_so_and_stores_nothing(busy, at):
    with open_store(busy.file.parent, wait_s=0.05) as store:
        with pytest.raises(StoreLockedError, match=r"is busy: another process .* try again"):
            store.put([resume(id="r2")], at)
        with pytest.raises(StoreLockedError):
            store.withdraw("resume", "r1", at)
        assert [person.id for person in store.iterate("resume")] == ["r1"]


def test_a_busy_store_can_be_opened_and_read(busy):
    with open_store(busy.file.parent, wait_s=0.05) as store:
        assert store.get("resume", "r1") == resume()


def test_after_the_other_has_ended_the_same_store_goes_on(file_store, at):
    store = file_store
    with open_store(store.file.parent, wait_s=0.05) as impatient:
        with closing(sqlite3.connect(store.file, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(StoreLockedError):
                impatient.put([resume()], at)
            other.execute("COMMIT")
        assert impatient.put([resume()], at) == (1, 0)


def test_a_folder_that_may_not_be_written_says_so_when_a_store_is_made(open_folder, read_only):
    with read_only(open_folder), pytest.raises(StoreUnavailableError, match="cannot be opened: check that the folder"):
        open_store(open_folder)


def test_a_folder_that_may_not_be_made_says_so(open_folder, read_only):
    with read_only(open_folder), pytest.raises(StoreReadOnlyError, match="cannot be made: Permission denied"):
        open_store(open_folder / "below")


def test_a_store_in_a_read_only_folder_says_so(open_folder, read_only, at):
    with open_store(open_folder) as store:
        store.put([resume()], at)
    with read_only(open_folder), pytest.raises(StoreReadOnlyError, match="cannot be written: check"):
        open_store(open_folder)
    with open_store(open_folder) as store:
        assert store.get("resume", "r1") == resume()


def test_a_store_whose_disk_turns_read_only_still_reads(file_store, at):
    store = file_store
    store.put([resume()], at)
    _with_every_connection(store, "PRAGMA query_only = ON")
    with pytest.raises(StoreReadOnlyError, match="cannot be written: check who owns the folder"):
        store.put([resume(id="r2")], at)
    assert store.get("resume", "r1") == resume()


def test_a_full_disk_says_so_and_loses_nothing(file_store, at):
    store = file_store
    store.put(resumes(100), at)
    _with_every_connection(store, "PRAGMA max_page_count = 60")
    with pytest.raises(StoreFullError, match=r"no room is left on the disk .* what was stored before is safe"):
        store.put(resumes(3_000, prefix="s"), at)
    assert store.count("resume") == store.last_change() == 100
    _with_every_connection(store, "PRAGMA max_page_count = 1000000")
    assert store.put(resumes(3_000, prefix="s"), at) == (3_000, 0)


def _with_every_connection(store, statement):
    engine = store._database._engine
    sa.event.listen(engine, "connect", lambda driver, _record: driver.execute(statement))
    engine.dispose()


def test_no_error_and_no_log_repeats_a_record(busy, at, caplog):
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.INFO, "sqlalchemy.engine")
    secret = resume(id="аты-жөні", summary="Айгүль, +7 701 000 00 00")
    with open_store(busy.file.parent, wait_s=0.05) as store, pytest.raises(StoreLockedError) as locked:
        store.put([secret], at)
    with open_store(busy.file.parent / "other") as store:
        with store._database.writing() as connection:
            connection.exec_driver_sql("CREATE TRIGGER no BEFORE INSERT ON resume BEGIN SELECT RAISE(ABORT, 'no'); END")
        with pytest.raises(StoreError) as refused:
            store.put([secret], at)
    assert all(caught.value.__suppress_context__ for caught in (locked, refused))
    said = "".join("".join(traceback.format_exception(caught.value)) for caught in (locked, refused)) + caplog.text
    assert not [word for word in ("Айгүль", "701 000", "аты-жөні") if word in said]


def test_every_error_hangs_in_the_tree_drawn_at_the_top():
    drawn = matcher.errors.__doc__ or ""
    for name, cls in vars(matcher.errors).items():
        if isinstance(cls, type):
            assert issubclass(cls, MatcherError)
            assert name in drawn
