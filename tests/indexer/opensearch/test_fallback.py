"""While the cluster cannot be used the own engine answers, and the answer says so; nobody has to switch back."""

import pytest

from indexer.errors import IndexOutdatedError, TargetAwayError, TargetRefusesError
from indexer.opensearch.fallback import WithFallback
from indexer.search import Ranking
from tests.factories import resume, vacancy
from tests.indexer.contract import REQUEST


class Fake:
    """An engine that answers with its name, or fails."""

    def __init__(self, name):
        self.name = name
        self.fails = None
        self.asked = []

    def __getattr__(self, asked):
        if asked.startswith("__"):
            raise AttributeError(asked)

        def answer(*_):
            self.asked.append(asked)
            if self.fails is not None:
                raise self.fails
            return {"ready": True, "fold_if_due": False, "status": {"of": self.name}, "check": [self.name]}.get(
                asked, Ranking([], len(self.asked), exact=True) if asked in {"shortlist", "suitable"} else self.name
            )

        return answer


@pytest.fixture
def cluster():
    return Fake("cluster")


@pytest.fixture
def own():
    return Fake("own")


@pytest.fixture
def both(cluster, own):
    return WithFallback(cluster, own)


@pytest.mark.parametrize("error", [TargetAwayError("away"), IndexOutdatedError("old"), TargetRefusesError("no")])
def test_the_own_engine_answers_while_the_cluster_cannot_and_the_cluster_as_soon_as_it_can(both, cluster, own, error):
    both.shortlist(vacancy(), REQUEST)
    assert (both.name, both.version(), own.asked) == ("cluster", "cluster", [])
    cluster.fails = error
    both.shortlist(vacancy(), REQUEST)
    assert (both.name, both.version()) == ("own", "own")
    assert both.what_if(vacancy(), REQUEST, None) == "own"
    both.suitable(resume(), REQUEST)
    assert both.name == "own"
    cluster.fails = None
    both.suitable(resume(), REQUEST)
    assert (both.name, both.version()) == ("cluster", "cluster")
    assert both.what_if(vacancy(), REQUEST, None) == "cluster"


def test_it_is_ready_as_long_as_one_of_both_is(both, cluster, own):
    assert both.ready()
    cluster.fails = TargetAwayError("away")
    assert both.ready()
    own.ready = lambda: False
    assert not both.ready()
    assert not both.fold_if_due()
    assert "fold_if_due" in own.asked


def test_the_status_tells_of_both_and_why_the_cluster_cannot_be_used(both, cluster):
    assert both.status() == {"of": "cluster", "fallback": {"of": "own"}}
    cluster.fails = TargetAwayError("away")
    assert both.status() == {"usable": False, "why": "away", "fallback": {"of": "own"}}
    assert both.musts(vacancy(), REQUEST) == "own"
