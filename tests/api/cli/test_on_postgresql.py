"""The whole way on PostgreSQL: import, shortlist, worker, drift, backup, erase, restore."""

from __future__ import annotations

import pytest

from api.cli.backups import KEY
from tests.api.cli.conftest import DAY, call, written

PEOPLE = [{"id": f"r{number}", "desired": ["Сварщик"]} for number in range(4)]
OFFER = {"id": "v1", "title": "Сварщик"}


@pytest.fixture
def server(postgresql, monkeypatch, tmp_path):
    address = postgresql.database(empty=True)
    monkeypatch.setenv("LAIYQ_DATABASE_URL", address)
    monkeypatch.setenv("LAIYQ_DATA", str(tmp_path / "data"))
    monkeypatch.setenv(KEY, call("backup-key").out.strip())
    yield address
    postgresql.give_back(address, empty=True)


def shown():
    return {one["resume"] for one in call("shortlist", "v1", "--on", DAY, "--json").json["items"]}


@pytest.mark.usefixtures("server")
def test_the_main_job_and_its_upkeep_run_on_a_server(tmp_path):
    for kind, records in (("resume", PEOPLE), ("vacancy", [OFFER])):
        done = call("import", written(tmp_path / f"{kind}.jsonl", *records), "--kind", kind, "--on", DAY, "--json")
        assert (done.code, done.json["stored"]) == (0, len(records)), done.err
    assert shown() == {"r0", "r1", "r2", "r3"}
    assert call("worker", "--once", "--json").json["told"] == 5
    assert call("drift").code == 0
    assert call("backup", tmp_path / "b").code == 0
    assert call("withdraw", "resume", "r1").code == 0
    assert call("erase", "r2").code == 0
    assert shown() == {"r0", "r3"}
    done = call("restore", tmp_path / "b", "--yes")
    assert "1 persons erased again, 1 records withdrawn again" in done.words, done.err
    assert shown() == {"r0", "r3"}
    assert call("changes", "--since", 5, "--json").json["changes"][0]["version"] > 10**9
    assert not (tmp_path / "data" / "laiyq.sqlite").exists()


@pytest.mark.usefixtures("server")
def test_an_address_that_leads_nowhere_is_told_without_its_password(monkeypatch, tmp_path):
    monkeypatch.setenv("LAIYQ_DATABASE_URL", f"postgresql://me:s3cret@/nowhere?host={tmp_path}")
    done = call("shortlist", "v1")
    assert done.code == 1
    assert "cannot be reached" in done.words
    assert "s3cret" not in done.err + done.out
