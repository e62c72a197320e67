from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from matcher.errors import StoreDamagedError, StoreError, StoreNewerError
from matcher.store import migrate, open_store
from matcher.store.address import FILE, locate
from matcher.store.migrations.versions import schema_1
from matcher.store.tables import RECORDS, SCHEMA, metadata, setting
from scoring.records import Employer, encode
from tests.factories import resume, resumes, vacancy

DUMP = Path(__file__).with_name("schema_1.sql")
"""A store as version 0.1 wrote it: vacancies v1 and v2, resumes r000000 to r000003, of each the last one withdrawn."""

PUT = """
import sys
from matcher.store import open_store
with open_store(sys.argv[1]) as store:
    print(store.count("resume"))
"""


@pytest.fixture
def old_place(bare_place, database, tmp_path):
    """The address of a store of schema 1; on PostgreSQL the same rows in the same tables."""
    file = (Path(bare_place) if database == "sqlite" else tmp_path) / FILE
    file.parent.mkdir(exist_ok=True)
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(DUMP.read_text("utf-8"))
    if database == "postgresql":
        _copy(file, bare_place)
    return bare_place


def _copy(file, address):
    tables = schema_1.tables()
    source, target = sa.create_engine(f"sqlite:///{file}"), sa.create_engine(locate(address).url)
    with source.connect() as old, target.begin() as new:
        tables.create_all(new)
        for table in tables.sorted_tables:
            rows = [row._asdict() for row in old.execute(sa.select(table))]
            new.execute(table.insert(), rows)
        new.exec_driver_sql("SELECT setval('shortlist_id_seq', 2)")
    source.dispose()
    target.dispose()


def test_what_version_0_1_has_stored_is_all_there_afterwards(old_place, at):
    with open_store(old_place) as store:
        assert list(store.iterate("resume")) == resumes(3)
        assert list(store.iterate("vacancy")) == [vacancy()]
        assert store.versions("resume", ["r000000", "r000002"]) == {"r000000": 2, "r000002": 4}
        assert [(one.version, one.id, one.action) for one in store.changes_since(6, 10)] == [
            (7, "r000003", "withdraw"),
            (8, "v2", "withdraw"),
        ]
        assert store.last_change() == 8
        first, second = store.load_shortlist(1), store.load_shortlist(2)
        assert [item.record for item in first.items] == ["r000001", None]
        assert (first.made_at, first.weights, first.what_if) == (at, {"salary": 1 / 3}, [{"after": 2}])
        assert second.subject == "r000000"


def test_a_store_of_version_0_1_goes_on_from_where_it_was(old_place, at):
    with open_store(old_place) as store:
        assert store.put([resume(id="r000000"), resume(id="r000003")], at) == (1, 1)
        assert store.last_change() == 9
        made = store.load_shortlist(1)
        assert store.save_shortlist(made) == 3
        assert [hit.person for hit in store.hits("resume", ["r000001"]).values()] == ["r000001"]


def test_vacancies_of_version_0_1_get_the_employers_that_they_state(old_place, at):
    employer = Employer(name="ТОО  «Пример»", bin="123456789012")
    stated = vacancy(id="v1", employer=employer)
    engine = sa.create_engine(locate(old_place).url)
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE vacancy SET body = :body WHERE id = 'v1'"), {"body": encode(stated)})
    engine.dispose()
    with open_store(old_place) as store:
        assert [(one.id, one.name) for one in store.employers()] == [("bin:123456789012", "ТОО  «Пример»")]
        before = store.employers()
        store.put([stated], at)
        assert store.employers() == before


def test_both_ways_to_the_schema_end_where_the_code_says(old_place, bare_place):
    assert old_place == bare_place
    with open_store(old_place) as store:
        _assert_as_the_code_says(store)


def test_an_empty_database_gets_the_schema_that_the_code_says(bare_place):
    with open_store(bare_place) as store:
        _assert_as_the_code_says(store)


def _assert_as_the_code_says(store):
    with store._database.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
        found = sa.inspect(connection)
        for table in metadata.sorted_tables:
            checks = {one["name"] for one in found.get_check_constraints(table.name)}
            assert checks == {one.name for one in table.constraints if isinstance(one, sa.CheckConstraint)}
            pointing = {(one["name"], _late(one["options"])) for one in found.get_foreign_keys(table.name)}
            assert pointing == {(one.name, bool(one.deferrable)) for one in table.foreign_key_constraints}
        for name in RECORDS:
            indexed = {one["name"] for one in found.get_indexes(name)}
            assert {f"uq_{name}_source", f"ix_{name}_{'employer' if name == 'vacancy' else 'person'}"} <= indexed


def _late(options):
    return bool(options.get("deferrable")) or options.get("initially") == "DEFERRED"


def test_a_step_that_fails_leaves_the_store_as_it_was(old_place, monkeypatch):
    real = migrate.upgrade

    def failing(connection, schema):
        real(connection, schema)
        connection.exec_driver_sql("SELECT nonsense FROM nowhere")

    monkeypatch.setattr(migrate, "upgrade", failing)
    with pytest.raises(StoreError):
        open_store(old_place)
    engine = sa.create_engine(locate(old_place).url)
    with engine.connect() as connection:
        assert set(sa.inspect(connection).get_table_names()) == set(schema_1.tables().tables)
        assert connection.exec_driver_sql("SELECT count(*) FROM shortlist_item").scalar() == 3
    engine.dispose()
    monkeypatch.undo()
    with open_store(old_place) as store:
        assert store.count("resume") == 3


def test_several_processes_that_open_an_old_store_at_once_all_find_it_whole(old_place, run_python):
    opened = [run_python(PUT, old_place) for _ in range(3)]
    said = [process.communicate(timeout=60) for process in opened]
    assert [out.strip() for out, _ in said] == ["3", "3", "3"], said


def test_a_store_written_by_a_newer_version_is_refused_and_left_alone(reopen, at):
    with reopen() as store:
        store.put([resume()], at)
        with store._database.writing() as connection:
            connection.execute(setting.update().where(setting.c.name == "schema").values(value=SCHEMA + 1))
    with pytest.raises(StoreNewerError, match=rf"schema {SCHEMA + 1}, this one knows {SCHEMA}.*upgrade Laiyq"):
        reopen()


def test_a_row_that_points_at_nothing_stops_the_upgrade_of_a_file(tmp_path):
    file = tmp_path / FILE
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(DUMP.read_text("utf-8"))
        connection.execute("INSERT INTO shortlist_item VALUES (99, 1, 'r000001', '{}')")
        connection.commit()
    with pytest.raises(StoreDamagedError, match="belong to nothing"):
        open_store(tmp_path)
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT value FROM setting").fetchall() == [("1",)]
