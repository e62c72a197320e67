"""`laiyq intake` and `laiyq changes`."""

from __future__ import annotations

import pytest

from tests.api.cli.conftest import DAY, call, written

OFFER = {"id": "p-1", "title": "Сварщик"}
PERSON = {"id": "r-1", "desired": ["Сварщик"]}


def line(number, version=1, record=None, **more):
    record = {**OFFER, "id": f"p-{number}"} if record is None else record
    return {"source_id": str(number), "source_version": version, "record": record, **more}


def taken(path, *options):
    done = call("intake", path, "--source", "portal", "--on", DAY, "--json", *options)
    assert done.code == 0, done.err
    return {name: count for name, count in done.json.items() if count}


def test_a_delivery_is_taken_once_and_its_changes_are_told(tmp_path):
    path = written(tmp_path / "d.ndjson", line(1), line(2, 5), line(3, record=PERSON, person="p1"))
    assert taken(path) == {"stored": 3}
    assert taken(path) == {"unchanged": 3}
    written(
        path,
        line(1, 2, {**OFFER, "title": "Повар"}),
        line(2, 4),
        {**line(3, 2, PERSON), "record": None, "kind": "resume"},
    )
    assert taken(path) == {"stored": 1, "stale": 1, "withdrawn": 1}
    found = call("changes", "--since", 2, "--json").json
    assert [(one["id"], one["action"]) for one in found["changes"]] == [("p-1", "put"), ("r-1", "withdraw")]
    assert call("changes", "--since", found["next"], "--json").json == {"changes": [], "next": found["next"]}
    said = call("changes", "--since", 2, "--limit", 1)
    assert said.out == "4\tput\tvacancy\tp-1\n"
    assert "next: 4" in said.words


def test_a_full_snapshot_withdraws_what_it_lacks_up_to_a_share(tmp_path):
    taken(written(tmp_path / "d.ndjson", *(line(number) for number in range(10))))
    short = written(tmp_path / "short.ndjson", *(line(number) for number in range(5)))
    refused = call("intake", short, "--source", "portal", "--full", "--kind", "vacancy")
    assert refused.code == 1
    assert "lacks 5 of the 10 records" in refused.words
    assert taken(short, "--full", "--kind", "vacancy", "--shrink", 0.5) == {"unchanged": 5, "withdrawn": 5}


def test_a_full_snapshot_with_a_broken_line_takes_nothing(tmp_path):
    taken(written(tmp_path / "d.ndjson", *(line(number) for number in range(10))))
    broken = written(tmp_path / "b.ndjson", *(line(number) for number in range(9)), "{", line(11))
    done = call("intake", broken, "--source", "portal", "--full", "--kind", "vacancy")
    assert done.code == 1
    assert f"refused {broken}:10" in done.words
    assert "must be readable to its last line" in done.words
    assert call("changes", "--since", 10, "--json").json["changes"] == []


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ("{broken", "broken JSON"),
        ({"source_version": 1, "record": OFFER}, "source_id: missing"),
        ({"source_id": "1", "record": OFFER}, "source_version: missing"),
        ({"source_id": "1", "source_version": -1, "record": OFFER}, "source_version"),
        ({"source_id": "1", "source_version": "2026", "record": OFFER}, "source_version: expected whole number"),
        ({"source_id": "1", "source_version": 1, "record": None}, "kind: missing"),
        ({"source_id": "1", "source_version": 1, "record": {"id": "x"}}, "title: missing"),
    ],
)
def test_a_line_that_is_no_delivery_is_refused_and_named(tmp_path, wrong, reason):
    path = written(tmp_path / "d.ndjson", line(7), wrong)
    done = call("intake", path, "--source", "portal", "--on", DAY, "--json")
    assert (done.code, done.json["stored"], done.json["rejected"]) == (0, 1, 1)
    assert f"refused {path}:2 " in done.words or f"refused {path}:2:" in done.words
    assert reason in done.words


def test_a_wrong_call_says_what_is_missing(tmp_path):
    path = written(tmp_path / "d.ndjson", line(1))
    assert call("intake", path, "--source", "portal", "--full").code == 2
    assert call("intake", path, "--source", "").code == 2
    assert call("intake", path, "--source", "portal", "--shrink", 3).code == 2
    assert call("intake", tmp_path / "none.ndjson", "--source", "portal").code == 1
