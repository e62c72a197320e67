"""The benches themselves, on a few records: what a script gets, and that what they claim to measure happened."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from tests.api.cli.conftest import call

FEW = ("--queries", 10, "--runs", 1)


class Here:
    """Does in this process what a peer's own process does."""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def submit(self, work, *arguments):
        made = work(*arguments)
        return SimpleNamespace(result=lambda: made)


def figures(name, kept, *options):
    done = call("bench", name, "--data", kept, *options, "--json")
    assert done.code == 0, done.err
    found = done.json
    assert (found["bench"], found["resumes"], found["vacancies"]) == (name, 200, 40)
    assert found["machine"]["cores"] >= 1
    return found


def test_an_update_is_shown_by_the_very_next_query(kept):
    found = figures("index", kept, *FEW)
    assert found["update"]["updates"] > 5
    assert found["update"]["not_seen"] == 0
    assert found["index_mb"] > 0


def test_a_shortlist_is_timed_with_and_without_explanations_and_by_stage(kept):
    found = figures("shortlist", kept, *FEW, "--stages")
    assert 0 < found["search"]["p50_ms"] <= found["search"]["p99_ms"]
    mean = found["stages"]["mean_ms"]
    assert min(mean["explaining"], mean["scoring"], mean["bounds"], mean["checking"]) > 0
    assert found["stages"]["median_counts"]["rows"] > 0
    assert found["limit"]["full_scan_mb"] * 1e6 == pytest.approx(200 * found["limit"]["row_bytes"])


def test_the_other_direction_is_timed(kept):
    assert figures("suitable", kept, *FEW)["search"]["queries"] == 10


def test_searches_go_on_while_records_change_and_all_of_them_are_seen(kept):
    found = figures("update", kept, "--seconds", 2, "--lists", 10)
    assert found["records"] == 2 * 1_100 // 60
    assert found["from_storing_until_seen"]["p99_ms"] > 0
    assert found["affected"]["changes"] > 0
    assert found["affected"]["differ"] <= found["affected"]["touched"] <= found["affected"]["lists"] == 10


def test_a_batch_has_a_speed_in_both_directions(kept, monkeypatch):
    from api.cli.bench import batching

    monkeypatch.setattr(batching, "PART", 10)
    found = figures("batch", kept, "--processes", 1)
    assert found["shortlist"]["a_second"] > 0
    assert found["suitable"]["lists"] > 100


def test_a_real_server_answers_under_load(kept):
    found = figures("http", kept, "--seconds", 1, "--connections", 2, "--rate", 3, "--queries", 20)
    (closed,) = found["closed"]
    assert (closed["connections"], closed["errors"], found["open"]["errors"]) == (2, 0, 0)
    assert closed["requests"] > 2
    assert found["open"]["requests"] == 3
    assert found["server_mb"] > 50


def test_peers_agree_with_the_exact_list_as_far_as_they_do(kept, monkeypatch):
    from api.cli.bench.peers import command

    monkeypatch.setattr(command, "process", Here)
    found = figures("peers", kept, *FEW, "--only", "laiyq", "--only", "numpy")
    assert [(one["peer"], one["agreement"]) for one in found["peers"]] == [
        ("laiyq, embedded", 1.0),
        ("numpy over all rows", 1.0),
    ]


def test_a_peer_that_is_not_here_is_said_to_be_so_and_nothing_is_invented(kept, monkeypatch):
    from api.cli.bench.peers import command, inprocess

    def absent(name):
        raise ImportError(name)

    monkeypatch.setattr(command, "process", Here)
    monkeypatch.setattr(inprocess, "import_module", absent)
    done = call("bench", "peers", "--data", kept, *FEW, "--only", "tantivy")
    assert done.code == 0
    assert "tantivy BM25, 1,000 rescored exactly: not measured, tantivy is not installed" in done.words
    (found,) = figures("peers", kept, *FEW, "--only", "tantivy")["peers"]
    assert found.keys() == {"peer", "absent"}


def test_people_see_a_table(kept):
    done = call("bench", "suitable", "--data", kept, *FEW)
    assert "p95_ms" in done.out
    assert "cores" in done.err


WRONG = {
    "too few resumes": ("shortlist", "--resumes", "5"),
    "no runs": ("shortlist", "--runs", "0"),
    "an unknown bench": ("everything",),
    "other counts than are kept": ("shortlist", "--resumes", "999"),
    "sizes in words": ("report", "--sizes", "many"),
    "an unknown bench of the report": ("report", "--only", "everything"),
    "an option of no bench": ("report", "--option", "--queries=5"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_call_ends_with_2(kept, name):
    arguments = WRONG[name]
    assert call("bench", *arguments, *([] if arguments[0] == "everything" else ["--data", kept])).code == 2
