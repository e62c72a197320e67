"""What the peers are given and asked; and each of them once for real, where it can be started."""

from __future__ import annotations

import json
import sys

import msgspec
import numpy as np
import pytest

from api.cli.bench import nodeparts, nodes
from api.cli.bench.building import built, opened
from api.cli.bench.options import Asked
from api.cli.bench.peers import command, documents, node, opensearch, postgresql
from api.cli.bench.peers.peer import Absent, Exact
from api.cli.bench.searching import REQUEST
from scoring.records import Accepts, Place, Schedule
from tests.factories import asking, paying, requiring, vacancy


@pytest.fixture(scope="module")
def exact(kept):
    with built(Asked(None, None, kept)) as made, opened(made) as parts:
        yield Exact(made, parts)


WHOLE = vacancy(
    paying(300_000, 400_000),
    requiring("сварка труб"),
    place=Place(kato="710000000", lat=51.1, lon=71.4),
    schedule=Schedule(regime="shift"),
)


def test_a_vacancy_as_a_query_says_what_it_states_and_nothing_else():
    bare = documents.offered(vacancy())
    assert (bare.title, bare.salary, bare.region, bare.point, bare.years) == ("Сварщик", None, None, None, None)
    whole = documents.offered(WHOLE)
    assert (whole.salary, whole.region, whole.regime, whole.skills) == (400_000, "71", "shift", "сварка труб")
    assert documents.offered(vacancy(paying(5, 6, currency="USD"))).salary is None


def test_a_resume_as_a_document_has_its_occupations(exact):
    row, one = next(exact.documents())
    found = documents.person(exact, row, one)
    assert exact.columns.ids[found.row] == one.id
    assert found.occupations
    more = msgspec.structs.replace(one, **asking(250_000), accepts=Accepts(regimes=("shift",)))
    assert documents.person(exact, row, more)[6:8] == (250_000, found.region)
    assert documents.person(exact, row, more).regimes == ["shift"]


def test_near_occupations_are_near_and_not_the_same_ones(exact):
    same, near = documents.occupations(exact, vacancy())
    assert same
    assert near
    assert not set(same) & set(near)


def test_who_does_not_state_something_gets_a_weight_and_no_decay():
    query = opensearch.function_score(documents.offered(WHOLE))["function_score"]
    decays = [one for one in query["functions"] if "gauss" in one]
    assert [one["filter"]["exists"]["field"] for one in decays] == ["salary", "point"]
    unknown = [one for one in query["functions"] if "must_not" in one["filter"].get("bool", {})]
    assert {next(iter(one["filter"]["bool"]["must_not"])) for one in unknown} == {"exists", "term"}
    assert "function_score" not in opensearch.function_score(documents.offered(vacancy()))


def test_the_first_stage_takes_who_shares_an_occupation_or_a_word():
    query = opensearch.broad(documents.offered(WHOLE), [5], [6, 7])["bool"]
    (must,) = query["must"]
    terms = [one["constant_score"] for one in must["bool"]["should"] if "constant_score" in one]
    assert [one["filter"]["terms"]["occupations"] for one in terms] == [[5], [6, 7]]
    assert len(query["should"]) == 4


def test_a_document_leaves_out_what_is_not_stated():
    one = documents.Person(3, "r1", "Сварщик", "", "", "Сварщик", None, None, (51.1, 71.4), 0, None, [], [5])
    head, body = map(json.loads, opensearch._bulk(iter([one])).splitlines())
    assert head == {"index": {"_id": "r1"}}
    assert body == {
        "row": 3, "id": "r1", "titles": "Сварщик", "text": "Сварщик", "point": {"lat": 51.1, "lon": 71.4},
        "education": 0, "occupations": [5],
    }  # fmt: skip
    assert opensearch._bulk(iter([])) == b""


def test_the_exact_best_are_those_of_the_engine(exact):
    for offer in exact.parts.store.iterate("vacancy"):
        found = exact.best(offer, np.arange(len(exact.columns), dtype=np.int32))
        assert found == [one.id for one in exact.parts.engine.shortlist(offer, REQUEST).items]


@pytest.mark.parametrize("missing", ["java", "mvn"])
def test_a_node_that_cannot_be_started_says_what_is_missing(monkeypatch, tmp_path, missing):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(nodeparts, "_version", lambda _: 17 if missing == "java" else 25)
    monkeypatch.setattr(nodeparts.shutil, "which", lambda name: None if name == missing else f"/bin/{name}")
    monkeypatch.setattr(nodes.subprocess, "Popen", None)
    with pytest.raises(Absent, match="Java" if missing == "java" else "Maven"), node.Node():
        pass


def test_a_server_that_is_not_installed_is_absent(exact, monkeypatch):
    monkeypatch.setattr(postgresql, "_programs", lambda: None)
    with pytest.raises(Absent, match="apt-get install postgresql"), postgresql.Postgresql(exact):
        pass


@pytest.mark.parametrize("name", [name for name in command.PEERS if "rescored" in name or "SQL" in name])
def test_a_peer_finds_people_for_real(kept, name):
    with built(Asked(None, None, kept)) as made:
        found = command.begin(name, made, 10, 1)
        if "absent" not in found:
            took = command.ask(name, 1)
            found = command.end(name)
    if "absent" in found:
        sys.__stderr__.write(f"\n{name}: not tested, {found['absent']}\n")
        pytest.skip(found["absent"])
    assert sum(map(len, found["lists"])) > 30
    assert all(id_.startswith("r0") for ids in found["lists"] for id_ in ids)
    assert min(found["index_s"], found["size_mb"], found["memory_mb"], *took) > 0
    assert len(took) == 10
