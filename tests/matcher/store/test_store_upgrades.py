"""The schema moves under a version that still runs: every step from 2 on only adds (docs/operations.md)."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from functools import partial

import pytest
import sqlalchemy as sa

from matcher.cases.facts import Facts
from matcher.cases.things import Entry, Refused, Seeker, Thing
from matcher.casework import Casework, Deed
from matcher.errors import StoreNewerError
from matcher.store import engine, migrate, open_store
from matcher.store.cases import Belongs, CaseRows, Found
from matcher.store.journal import append
from matcher.store.tables import SCHEMA
from scoring.records import encode
from tests.factories import asking, resume, resumes, vacancy
from tests.matcher.store.test_store_migrations import old_place

__all__ = ["old_place"]

FIRST_THAT_GOES_ON = 2
"""Version 0.1 left no word of its changes in an outbox, so it must be ended before the step to schema 2."""
STEPS = [(number, number + 1) for number in range(FIRST_THAT_GOES_ON, SCHEMA)]


@contextmanager
def version_of(schema):
    """A block in which a store is opened as the version of that schema did."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "SCHEMA", schema)
        patch.setattr(migrate, "upgrade", partial(migrate.upgrade, to=str(schema)))
        yield


@pytest.fixture
def open_as(tmp_path):
    """A function: schema, place -> the store as the version of that schema has it; closed in the end."""
    opened = []

    def make(schema, place):
        with version_of(schema):
            opened.append(open_store(place, ledger=tmp_path / "ledger"))
        return opened[-1]

    yield make
    for one in opened:
        one.close()


def shape(store):
    """Table -> column -> what a statement of an older version relies on; and the rules that a row must keep."""
    with store.database.reading() as connection:
        found = sa.inspect(connection)
        return {
            table: (
                {one["name"]: (str(one["type"]), one["nullable"], one["default"]) for one in found.get_columns(table)},
                {one["name"] for one in found.get_check_constraints(table)}
                | {one["name"] for one in found.get_foreign_keys(table)}
                | {one["name"] for one in found.get_indexes(table) if one["unique"]},
            )
            for table in found.get_table_names()
        }


@pytest.mark.parametrize(("old", "new"), STEPS)
def test_a_step_only_adds_and_asks_nothing_more_of_a_row(open_as, bare_place, old, new):
    before = shape(open_as(old, bare_place))
    after = shape(open_as(new, bare_place))
    for table, (columns, rules) in before.items():
        kept, asked = after[table]
        assert columns == {name: kept[name] for name in columns}, table
        assert asked <= rules, f"a rule was added to {table}"
        added = {name: one for name, one in kept.items() if name not in columns}
        assert all(nullable or default is not None for _, nullable, default in added.values()), table
    assert after != before


@pytest.mark.parametrize(("old", "new"), STEPS)
def test_the_older_version_goes_on_while_the_newer_takes_over(open_as, bare_place, at, old, new):
    running = open_as(old, bare_place)
    running.put([vacancy(), *resumes(20)], at)
    ending, stored, failed = threading.Event(), [], []

    def work():
        number = 0
        while not ending.is_set() and not failed:
            number += 1
            try:
                running.put([resume(asking(number), id=f"old-{number}")], at)
            except Exception as error:  # noqa: BLE001 - told to the test
                failed.append(error)
            else:
                stored.append(f"old-{number}")

    thread = threading.Thread(target=work)
    thread.start()
    try:
        while len(stored) < 5 and not failed:
            ending.wait(0.01)
        newer = open_as(new, bare_place)
        mark = len(stored)
        while len(stored) < mark + 5 and not failed:
            ending.wait(0.01)
    finally:
        ending.set()
        thread.join()
    assert failed == []
    assert running.withdraw("resume", "r000001", at)
    newer.put([resume(id="new")], at)
    assert {one.id for one in newer.iterate("resume")} == {one.id for one in running.iterate("resume")}
    assert {"new", *stored} <= {one.id for one in running.iterate("resume")}
    versions = [one.version for one in newer.changes_since(0, 10_000)]
    assert versions == sorted(set(versions))
    assert newer.last_change() == running.last_change() == versions[-1]
    with pytest.raises(StoreNewerError):
        open_as(old, bare_place)


def test_from_the_first_schema_to_the_newest_step_by_step_nothing_is_lost(open_as, old_place, at):
    kept = [encode(one) for one in (*resumes(3), vacancy())]
    for schema in range(2, SCHEMA + 1):
        store = open_as(schema, old_place)
        found = [encode(one) for kind in ("resume", "vacancy") for one in store.iterate(kind) if one.id[:3] != "at-"]
        assert found == kept, schema
        assert store.load_shortlist(1).weights == {"salary": 1 / 3}
        assert store.put([resume(id=f"at-{schema}")], at) == (1, 0)
        assert {f"at-{number}" for number in range(2, schema + 1)} <= {one.id for one in store.iterate("resume")}
        assert store.waiting() == schema - 1


BEFORE_NOTICES = 3
"""The first schema with casework; from the next on notices are kept."""


def entered(store, person, at):
    """An application as the version of that schema wrote it: the thing and its entry, and nothing beside."""
    one = Thing(id=person, kind="sr", state="sr.received", data=Seeker(person=person, data_true=True), version=1)
    entry = Entry(
        thing=person, kind="sr", version=1, event="application_received", row="S1", point="4", actor="applicant",
        occurred_at=at, recorded_at=at, before="sr.none", after="sr.received",
    )  # fmt: skip
    with store.database.writing() as connection:
        CaseRows(connection).put([one], {}, at, Found({}, {("sr", person): Belongs(centre="C1")}, {}, set()))
        append(connection, [entry])


def test_cases_of_the_version_before_go_on_and_their_notices_are_kept_from_then_on(open_as, bare_place, at):
    older = open_as(BEFORE_NOTICES, bare_place)
    entered(older, "P1", at)
    Casework(older, environment={}).seals.seal(at)
    newer = open_as(SCHEMA, bare_place)
    casework = Casework(newer, environment={})
    assert casework.seals.verify().problems == ()
    assert casework.notices_after() == []
    entered(older, "P2", at)  # a process of the older version that still runs
    for person in ("P1", "P2"):
        registered = Deed(
            kind="sr", of=person, event="seeker_registered", actor="cc_specialist", occurred_at=at, recorded_at=at,
            facts=Facts(data_true=True),
        )  # fmt: skip
        assert not isinstance(casework.act(registered), Refused)
    assert [(one.entry, one.notice.code, one.receiver_id) for one in casework.notices_after()] == [
        (3, "alert_seeker_registered", "P1"), (4, "alert_seeker_registered", "P2"),
    ]  # fmt: skip
    assert casework.seals.seal(at) == 3
    assert casework.seals.verify().problems == ()
