"""`laiyq bench kill-node`: what it finds after a round, on a real node."""

from __future__ import annotations

import threading
from types import SimpleNamespace

import pytest

from api.cli.bench import kill_node
from api.cli.bench.killing import Client, marked
from api.cli.options import now
from api.cli.worker import Worker
from api.settings import Settings
from api.wiring import service
from tests.factories import resume, resumes, vacancy, wanting


@pytest.fixture
def settings(opensearch, tmp_path):
    made = Settings(
        data=tmp_path / "data", engine="opensearch", opensearch_url=opensearch, opensearch_replicas=0,
        opensearch_prefix="killnode",
    )  # fmt: skip
    with service(made) as parts:
        parts.store.put([vacancy(id="v1"), *resumes(6, wanting("сварщик"))], now())
        Worker(parts).turn(now())
        yield made
        for one in parts.cluster._indices.kept().values():
            for index in one.all():
                parts.cluster._indices.drop(index)


@pytest.fixture
def client(settings):
    """One whose changes are in the store; nothing was told of them to the node."""
    made = Client(1, 0, 2, threading.Event())
    with service(settings) as parts:
        parts.store.put([marked(resume(wanting("сварщик")), "kept", "1")], now())
        parts.store.withdraw("resume", "r000001", now())
    made.known.told(("resume", "kept"), "1")
    made.known.told(("resume", "r000001"), None)
    return made


def looked(settings, client, *, unsaid=False):
    found = kill_node._look(settings, [client], unsaid=unsaid)
    assert not client.busy.locked()
    return found


def test_changes_that_wait_are_late_and_not_lost(settings, client):
    found = looked(settings, client)
    assert (found["waiting"], found["drift"], found["left"], found["lost"], found["shown"]) == (2, 0, 0, 0, 0)
    assert looked(settings, client)["waiting"] == 0


def test_what_the_node_never_heard_of_is_found_and_repaired(settings, client):
    found = looked(settings, client, unsaid=True)
    assert (found["waiting"], found["unsaid"], found["drift"]) == (2, 2, 2)
    assert (found["left"], found["lost"], found["shown"]) == (0, 0, 0)
    assert looked(settings, client)["drift"] == 0


def test_an_acknowledged_change_that_is_not_in_the_store_is_lost(settings, client):
    client.known.told(("resume", "gone"), "1")
    assert looked(settings, client)["lost"] == 1


def test_a_record_that_the_database_would_not_show_is_counted_in_every_list():
    def made(_id, _options, _at):
        return {"items": [{"resume": "there", "vacancy": "there"}, {"resume": "withdrawn", "vacancy": "withdrawn"}]}

    store = SimpleNamespace(
        all_versions=lambda kind: [(f"{kind}-1", 1)], get_many=lambda _kind, ids: {"there": None} if ids else {}
    )
    parts = SimpleNamespace(store=store, matching=SimpleNamespace(shortlist=made, suitable=made))
    assert kill_node._shown(parts) == 2


def test_the_node_is_killed_where_it_is_the_victim_and_not_with_others():
    killed = []
    trio = kill_node.Trio(None, None, node=SimpleNamespace(kill=lambda: killed.append("node")))
    for name in ("server", "worker"):
        setattr(trio, name, None)
    for victim in (*kill_node.VICTIMS, "server"):
        trio.kill(victim)
    assert killed == ["node", "node"]
