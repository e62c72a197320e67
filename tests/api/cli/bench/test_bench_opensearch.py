"""The engine on a real node, on a few records: filled, compared with the exact lists, timed beside plain queries."""

from __future__ import annotations

import os

import pytest

from api.cli.bench.engines import agreeing, command
from api.cli.bench.peers.peer import Absent
from indexer.search import Found, Ranking
from tests.api.cli.conftest import call


def test_the_engine_agrees_with_the_exact_lists_and_is_timed_beside_plain_queries(kept, monkeypatch):
    monkeypatch.delenv("LAIYQ_OPENSEARCH_URL", raising=False)
    done = call("bench", "opensearch", "--data", kept, "--queries", 10, "--runs", 1, "--json")
    if done.code == 1 and os.environ.get("CI") != "true":
        pytest.skip(done.err)
    assert done.code == 0, done.err
    found = done.json
    assert (found["resumes"], found["vacancies"]) == (200, 40)
    assert min(found["filling"]["resumes_a_second"], found["filling"]["index_mb"]) > 0
    for compared in (found["agreement"], found["after_changes"]):
        assert compared["places_that_agree"] == compared["say_exact"] == compared["places_that_agree_of_exact"] == 1
    assert (found["after_changes"]["withdrawn"], found["after_changes"]["changed"]) == (2, 2)
    ways = found["side_by_side"]
    assert ways["one function_score"]["p50_ratio"] == 1
    assert min(ways["laiyq, opensearch"]["p50_ratio"], ways["1,000 rescored exactly"]["p50_ms"]) > 0
    assert 0 < ways["one function_score"]["judged_ndcg_10"] < ways["laiyq, opensearch"]["judged_ndcg_10"] <= 1


def test_a_place_agrees_where_the_same_person_stands():
    def ranking(*ids):
        return Ranking([Found(id_, None, None, 0, ()) for id_ in ids], 9, exact=True)

    assert agreeing._same(ranking("a", "b", "c"), ranking("a", "c", "b")) == pytest.approx(1 / 3)
    assert agreeing._same(ranking("a"), ranking("a", "b")) == 0.5
    assert agreeing._same(ranking(), ranking()) == 1


def test_without_a_node_it_says_what_is_missing(kept, monkeypatch):
    def missing(_heap):
        raise Absent("Maven is not there")

    monkeypatch.setattr(command, "Node", missing)
    monkeypatch.delenv("LAIYQ_OPENSEARCH_URL", raising=False)
    done = call("bench", "opensearch", "--data", kept, "--queries", 10)
    assert done.code == 1
    assert "Maven is not there" in done.err
