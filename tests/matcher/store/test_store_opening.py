from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from matcher.errors import StoreAddressError, StoreDamagedError, StoreNewerError
from matcher.store import open_store
from matcher.store.address import FILE, locate
from matcher.store.tables import SCHEMA
from tests.factories import resume


def _sql(file, statement, values=()):
    with closing(sqlite3.connect(file)) as connection, connection:
        return connection.execute(statement, values).fetchall()


def test_the_data_folder_is_made_where_it_is_missing(tmp_path):
    with open_store(tmp_path / "a" / "b") as store:
        assert store.file == tmp_path / "a" / "b" / FILE
        assert store.file.exists()


def test_an_address_names_the_file_itself(tmp_path):
    assert locate(f"sqlite:///{tmp_path}/x.db").file == tmp_path / "x.db"
    assert locate(str(tmp_path)).file == locate(tmp_path).file == tmp_path / FILE


def test_readers_and_the_writer_do_not_wait_for_each_other(file_store):
    assert _sql(file_store.file, "PRAGMA journal_mode") == [("wal",)]


def test_a_list_cannot_hold_items_of_no_list(file_store):
    with file_store._database.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://me:secret@host",
        "mysql://me:secret@host/db",
        "sqlite://",
        "sqlite:///:memory:",
        "nonsense://x",
        "http://[secret",
    ],
)
def test_an_address_that_cannot_be_used_is_refused_without_repeating_its_password(address):
    with pytest.raises(StoreAddressError) as caught:
        open_store(address)
    assert "secret" not in str(caught.value)
    assert "sqlite:////folder/file" in str(caught.value) or "name a file" in str(caught.value)


def test_a_file_in_place_of_the_folder_is_refused(tmp_path):
    (tmp_path / "data").write_text("")
    with pytest.raises(StoreAddressError, match="is a file"):
        open_store(tmp_path / "data")
    with pytest.raises(StoreAddressError, match="is a file"):
        open_store(tmp_path / "data" / "below")


def test_a_store_written_by_a_newer_version_is_refused_and_left_alone(tmp_path, at):
    with open_store(tmp_path) as store:
        store.put([resume()], at)
    _sql(tmp_path / FILE, "UPDATE setting SET value = ? WHERE name = 'schema'", [str(SCHEMA + 1)])
    with pytest.raises(StoreNewerError, match=rf"schema {SCHEMA + 1}, this one knows {SCHEMA}.*upgrade Laiyq"):
        open_store(tmp_path)
    assert _sql(tmp_path / FILE, "SELECT id FROM resume") == [("r1",)]


@pytest.mark.parametrize(
    "statement", ["DELETE FROM setting", "UPDATE setting SET value = 'true'", "UPDATE setting SET value = '{'"]
)
def test_a_store_that_does_not_say_its_schema_is_refused(tmp_path, statement):
    open_store(tmp_path).close()
    _sql(tmp_path / FILE, statement)
    with pytest.raises(StoreDamagedError, match="which schema"):
        open_store(tmp_path)


def test_a_database_of_something_else_is_refused_and_left_alone(tmp_path):
    _sql(tmp_path / FILE, "CREATE TABLE music (title)")
    with pytest.raises(StoreDamagedError, match="not a store of Laiyq"):
        open_store(tmp_path)
    assert _sql(tmp_path / FILE, "SELECT name FROM sqlite_master") == [("music",)]


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path):
    text = "это не база данных\n" * 1_000
    (tmp_path / FILE).write_text(text)
    with pytest.raises(StoreDamagedError, match="is not a store"):
        open_store(tmp_path)
    assert (tmp_path / FILE).read_text() == text


def test_closing_twice_does_no_harm_and_leaves_one_file(tmp_path, at):
    store = open_store(tmp_path)
    store.put([resume()], at)
    store.close()
    store.close()
    assert [path.name for path in Path(tmp_path).iterdir()] == [FILE]
