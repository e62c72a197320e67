"""Two nodes in one cluster, each shard with a copy: the same answers, also while one node is gone or stands still."""

import time

import pytest

from indexer.embedded.engine import EmbeddedEngine
from indexer.errors import TargetAwayError
from indexer.opensearch.engine import OpenSearchEngine
from indexer.opensearch.gateway import Address, Gateway
from indexer.opensearch.indices import Indices
from indexer.opensearch.target import OpenSearchTarget
from tests.factories import resume, wanting
from tests.indexer.contract import EVERYBODY, REQUEST, FakeSource, found, offers, people
from tests.indexer.opensearch.telling import told

STORED = [*people()[::4], *offers()[::2]]
OFFERS, PEOPLE = offers()[::10], people()[:400:100]
SETTLED_S = 60


class Pair:
    """The nodes, and an engine on three shards with a copy each."""

    def __init__(self, nodes, scorer):
        self.nodes = nodes
        self.gateway = Gateway(Address(",".join(node.url for node in nodes)).client())
        self.source = FakeSource(STORED)
        self.indices = Indices(self.gateway, prefix="pair", shards=3, replicas=1)
        self.engine = OpenSearchEngine(self.indices, self.source, scorer)
        self.target = OpenSearchTarget(self.indices, self.source, scorer.knowledge)
        self.engine.rebuild()
        self.whole()

    def whole(self):
        """Waits until both nodes have all."""
        wanted = {"wait_for_status": "green", "wait_for_nodes": "2", "timeout": f"{SETTLED_S}s"}
        assert self.gateway.call("GET", "/_cluster/health", params=wanted)["timed_out"] is False

    def leading(self):
        """The node that leads, and the other."""
        leads = self.nodes[0].ask("GET", "/_cat/cluster_manager?format=json")[0]["node"]
        return sorted(self.nodes, key=lambda node: node.name != leads)

    def answers(self):
        return [found(self.engine.shortlist(offer, REQUEST)) for offer in OFFERS] + [
            found(self.engine.suitable(person, EVERYBODY)) for person in PEOPLE
        ]

    def settled(self):
        """The answers as soon as there are some; until then each question is answered in full, or by a clear error."""
        until, refused = time.monotonic() + SETTLED_S, 0
        while True:
            try:
                return self.answers(), refused
            except TargetAwayError:
                refused += 1
                assert time.monotonic() < until
                time.sleep(0.2)


@pytest.fixture(scope="module")
def pair(two_nodes, scorer):
    made = Pair(two_nodes, scorer)
    yield made
    for one in made.indices.kept().values():
        for index in one.all():
            made.indices.drop(index)
    made.gateway.close()


@pytest.fixture(scope="module")
def exact(scorer, tmp_path_factory):
    """What the embedded engine answers."""
    engine = EmbeddedEngine(tmp_path_factory.mktemp("own"), FakeSource(STORED), scorer)
    engine.fold_if_due()
    return [found(engine.shortlist(offer, REQUEST)) for offer in OFFERS] + [
        found(engine.suitable(person, EVERYBODY)) for person in PEOPLE
    ]


def test_two_nodes_give_the_answers_of_the_embedded_engine_in_both_directions(pair, exact):
    shards = pair.gateway.call("GET", "/_cat/shards/pair-resume-*", params={"format": "json"})
    assert len({one["node"] for one in shards if one["state"] == "STARTED"}) == 2
    assert sorted(one["prirep"] for one in shards) == ["p"] * 3 + ["r"] * 3
    assert pair.answers() == exact


@pytest.mark.parametrize("leader", [True, False], ids=["which leads", "which does not lead"])
def test_a_node_that_is_killed_changes_no_answer(pair, exact, leader):
    gone = pair.leading()[0 if leader else 1]
    gone.kill()
    try:
        assert pair.settled()[0] == exact
        assert pair.engine.ready()
        assert pair.engine.version()
    finally:
        gone.start()
        pair.whole()
    assert pair.answers() == exact


def test_a_node_that_stands_still_is_passed_over_and_what_was_told_meanwhile_reaches_both(pair, exact):
    still = pair.leading()[1]
    still.pause()
    try:
        assert pair.settled()[0] == exact
        pair.source.put(resume(wanting("космонавт"), id="r9"))
        assert pair.target.write([told(pair.source, "resume", "r9")]) == {}
    finally:
        still.go_on()
        pair.whole()
    assert pair.engine.check() == []
    pair.source.withdraw("resume", "r9")
    assert pair.target.write([told(pair.source, "resume", "r9")]) == {}
    assert pair.engine.check() == []
