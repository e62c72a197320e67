"""`laiyq bench kill-node`: the OpenSearch node or the relay killed under a load of changes; losses are counted."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

import typer

from api.cli.bench.kill import LATE_S, START_S, Pair, acknowledged, clients_of, running, still
from api.cli.bench.killing import Client
from api.cli.bench.machine import free_port
from api.cli.bench.nodeparts import UnavailableError
from api.cli.bench.nodes import Node, cluster
from api.cli.bench.options import JsonOption
from api.cli.bench.output import show
from api.cli.options import now
from api.cli.output import say
from api.cli.worker import Worker
from api.settings import Settings
from api.wiring import Service, service
from indexer.drift import drift, mend
from indexer.embedded.engine import KINDS
from matcher.shortlists import Options
from scoring.records import Kind

VICTIMS = ("node", "relay", "both")
ASKED = 10
"""Vacancies whose lists are made after each round, and as many resumes."""


@dataclass
class Trio(Pair):
    """A server, the relay (`laiyq worker`) and their node."""

    node: Node | None = None

    def start(self) -> None:
        """As `Pair`; then the relay has begun to tell as well."""
        begun = self._begun()
        told_anew = self.worker is None
        super().start()
        until = time.monotonic() + START_S
        while told_anew and self._begun() == begun:
            if time.monotonic() > until:
                raise RuntimeError("the relay did not start")
            time.sleep(0.05)

    def _begun(self) -> int:
        """How often a relay has said that it works."""
        return Path(self.log.name).read_bytes().count(b"working;")

    def kill(self, victim: str) -> None:
        """Kills the relay, the node or both."""
        if victim in {"node", "both"} and self.node is not None:
            self.node.kill()
        if victim in {"relay", "both"}:
            super().kill("worker")

    def places(self) -> dict[str, str]:
        """See `Pair`; here the node."""
        assert self.node is not None  # noqa: S101 - it is given when this is made
        return {
            "LAIYQ_ENGINE": "opensearch", "LAIYQ_OPENSEARCH_URL": self.node.url, "LAIYQ_OPENSEARCH_REPLICAS": "0",
        }  # fmt: skip


def kill_node(
    context: typer.Context,
    rounds: Annotated[int, typer.Option("--rounds", min=1, help="How often something is killed.")] = 20,
    changes: Annotated[int, typer.Option("--changes", min=10, help="Changes to be acknowledged in all.")] = 4_000,
    clients: Annotated[int, typer.Option("--clients", min=1, max=64, help="Of the server, at once.")] = 2,
    seed: Annotated[int, typer.Option("--seed", help="Of the moments and the victims.")] = 7,
    json_: JsonOption = False,
) -> None:
    """Kill the OpenSearch node or the relay during writes; exit code 1 where something is lost or stays wrong."""
    del context  # nothing of the usual data folder is used
    try:
        with cluster() as (node,), TemporaryDirectory(prefix="laiyq-kill-") as name:
            found = _trial(node, Path(name), clients, changes, rounds, random.Random(seed))  # noqa: S311
    except UnavailableError as missing:
        say(f"laiyq: {missing}")
        raise typer.Exit(1) from None
    show("kill-node", found, json_=json_)
    if any(found[name] for name in ("lost", "left", "shown", "refused", "unexpected")):
        raise typer.Exit(1)


def _trial(node: Node, folder: Path, clients: int, changes: int, rounds: int, chance: random.Random) -> dict[str, Any]:
    settings = Settings(
        data=folder / "data", port=free_port(), engine="opensearch", opensearch_url=node.url, opensearch_replicas=0
    )
    with (folder / "log").open("wb") as log, running(Trio(settings, log, node=node)) as trio:
        several = clients_of(settings, clients, changes)
        for one in several:
            one.start()
        try:
            told = [_round(trio, several, number, rounds, chance) for number in range(1, rounds + 1)]
        finally:
            for one in several:
                one.stop()
                one.join()
    return {
        "each": told, "rounds": rounds, "acknowledged": acknowledged(several),
        **{name: sum(one[name] for one in told) for name in ("unsaid", "drift", "left", "shown", "refused", "lost")},
        "unexpected": [status for one in several for status in one.known.unexpected],
        "longest_start_s": max(one["start_s"] for one in told),
    }  # fmt: skip


def _round(trio: Trio, clients: list[Client], number: int, rounds: int, chance: random.Random) -> dict[str, Any]:
    """Something is killed while changes are written, which go on; then all is started again and looked at."""
    go, total = clients[0].go, sum(client.share for client in clients)
    before = acknowledged(clients)
    goal = total * number // rounds
    go.set()
    _until(clients, chance.randrange(before, max(goal, before + 1)))
    time.sleep(chance.uniform(0, LATE_S))
    victim = chance.choice(VICTIMS)
    trio.kill(victim)
    _until(clients, goal)
    go.clear()
    # A relay that found the node away asks again after half a minute: the next round needs one that tells at once.
    trio.kill("relay")
    begun = time.monotonic()
    if victim != "relay" and trio.node is not None:
        trio.node.start()
    start_s = time.monotonic() - begun
    found = _look(trio.settings, clients, unsaid=number % 2 == 0)
    trio.start()
    return {"round": number, "killed": victim, "changes": acknowledged(clients) - before, "start_s": start_s, **found}


def _look(settings: Settings, clients: list[Client], *, unsaid: bool) -> dict[str, int]:
    """What stands in the store, in the index and in lists; no change is under way meanwhile.

    `waiting` changes were not told when the round ended. `shown` counts records in lists that the database would not
    show, before anything is told and after. `refused` changes the relay gave up. `drift` is what the check finds when
    all is told, `left` what it finds after its repair. `lost` acknowledged changes are not in the store.
    """
    with still(clients), service(settings) as parts:
        one = Worker(parts)
        waiting, shown = parts.store.waiting(), _shown(parts)
        if unsaid:
            parts.store.settle_through(parts.store.last_change())
        one.relay.run(now())
        found = [drift(parts.store, parts.target, kind) for kind in KINDS]
        for each in found:
            mend(parts.store, parts.target, each)
        one.relay.run(now())
        left = [drift(parts.store, parts.target, kind) for kind in KINDS]
        return {
            "waiting": waiting, "unsaid": waiting if unsaid else 0, "drift": sum(len(each.ids()) for each in found),
            "left": sum(len(each.ids()) for each in left) + parts.store.waiting(),
            "shown": shown + _shown(parts), "refused": len(parts.store.dead()),
            "lost": sum(client.known.wrong(parts) for client in clients),
            "records": sum(parts.store.count(kind) for kind in KINDS),
        }  # fmt: skip


def _shown(parts: Service) -> int:
    """Records named by the lists of some vacancies and resumes that the database would not show."""
    options = Options(as_of=now().date(), limit=100)
    directions: tuple[tuple[Kind, Kind, Callable[..., dict[str, Any]]], ...] = (
        ("vacancy", "resume", parts.matching.shortlist),
        ("resume", "vacancy", parts.matching.suitable),
    )
    wrong = 0
    for kind, other, made in directions:
        for id_ in [id_ for id_, _ in parts.store.all_versions(kind)][:ASKED]:
            named = [item[other] for item in made(id_, options, now())["items"]]
            wrong += len(set(named) - set(parts.store.get_many(other, named)))
    return wrong


def _until(clients: list[Client], count: int) -> None:
    """Waits until so many changes are acknowledged."""
    while acknowledged(clients) < count and any(client.is_alive() for client in clients):
        time.sleep(0.002)
