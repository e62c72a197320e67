"""The peers, each in a process of its own so that memory is its own, asked in turns so that nobody else computes."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import ExitStack
from typing import Annotated, Any

import numpy as np
import typer
from rich.table import Table

from api.cli.bench.building import QUERY_SEED, Built, built, opened
from api.cli.bench.machine import machine, words
from api.cli.bench.measuring import each_ms, parted, percentiles
from api.cli.bench.options import (
    RUNS,
    JsonOption,
    KeptOption,
    QueriesOption,
    ResumesOption,
    RunsOption,
    VacanciesOption,
    asked,
)
from api.cli.bench.output import number
from api.cli.bench.peers import inprocess, opensearch, postgresql
from api.cli.bench.peers.peer import Absent, Exact, Peer, agreement
from api.cli.output import emit, say, stdout
from fixtures.generator import vacancies

EXACT = "numpy over all rows"
PEERS: dict[str, Callable[[Exact], Peer]] = {
    "laiyq, embedded": inprocess.Ours,
    EXACT: inprocess.Brute,
    "OpenSearch, one function_score": opensearch.OneStage,
    "OpenSearch, 1,000 rescored exactly": opensearch.TwoStage,
    "PostgreSQL full text, score in SQL": postgresql.Postgresql,
    "tantivy BM25, 1,000 rescored exactly": inprocess.Tantivy,
}
COLUMNS = ("p50_ms", "p95_ms", "p99_ms", "agreement", "whole", "index_s", "size_mb", "memory_mb")

Found = dict[str, Any]


def peers(
    context: typer.Context,
    count: ResumesOption = None,
    offers: VacanciesOption = None,
    queries: QueriesOption = 100,
    runs: RunsOption = RUNS,
    only: Annotated[
        list[str] | None, typer.Option("--only", help="Peers whose names hold this; may be repeated.")
    ] = None,
    data: KeptOption = None,
    json_: JsonOption = False,
) -> None:
    """The project beside brute force, OpenSearch, PostgreSQL and tantivy; who cannot be started is said."""
    chosen = [name for name in PEERS if only is None or any(part.lower() in name.lower() for part in only)]
    with built(asked(context, count, offers, data)) as made:
        with opened(made):  # the index is one that this code can use
            pass
        found = _measured(chosen, made, queries, runs)
        exact = next((one["lists"] for one in found if one["peer"] == EXACT), None)
        if exact is not None:
            _compare(made, found, exact, queries)
    for one in found:
        one.pop("lists", None)
    if json_:
        emit(
            {"bench": "peers", "machine": machine(), **made.counts(), "queries": queries, "runs": runs, "peers": found}
        )
    else:
        _print(found, made)


def _measured(chosen: list[str], of: Built, queries: int, runs: int) -> list[Found]:
    """Each peer built, then all of them asked in turns, run by run, so that a busy minute of the machine is shared."""
    with ExitStack() as stack:
        pools = {name: stack.enter_context(process()) for name in chosen}
        found = {}
        for name, pool in pools.items():
            say(f"{name} ...")
            found[name] = pool.submit(begin, name, of, queries, runs).result()
        present = [name for name in chosen if "absent" not in found[name]]
        took: dict[str, list[list[float]]] = {name: [] for name in present}
        for run in range(runs + 1):
            for name in present:
                took[name].append(pools[name].submit(ask, name, run).result())
        for name in present:
            found[name] |= {**percentiles(took[name][1:]), **pools[name].submit(end, name).result()}
    return list(found.values())


def process() -> Executor:
    """A process for one peer."""
    return ProcessPoolExecutor(1, multiprocessing.get_context("spawn"))


class _Session:
    """One peer in this process, from building to its end."""

    def __init__(self, name: str, of: Built, queries: int, runs: int) -> None:
        self._name = name
        self._of = of
        self._runs = parted(list(vacancies(queries * (runs + 1), QUERY_SEED)), runs)
        with ExitStack() as stack:
            self.exact = Exact(of, stack.enter_context(opened(of)))
            self.peer = stack.enter_context(PEERS[name](self.exact))
            self.index_s = self._built()
            self.lists = [self.peer.search(one) for one in self._runs[0]]
            self.close = stack.pop_all().close

    def _built(self) -> float | None:
        """How long indexing takes; the project's own was timed when the folder was built."""
        if PEERS[self._name] is inprocess.Ours:
            return float(self._of.facts["build_s"])
        start = time.perf_counter()
        self.peer.build()
        return None if self._name == EXACT else time.perf_counter() - start

    def ask(self, run: int) -> list[float]:
        """Milliseconds of each query of a run."""
        return each_ms(self.peer.search, self._runs[run])


_sessions: dict[str, _Session] = {}  # of a peer's own process


def begin(name: str, of: Built, queries: int, runs: int) -> Found:
    """Starts and builds a peer; `absent` says why it cannot be."""
    try:
        _sessions[name] = _Session(name, of, queries, runs)
    except Absent as why:
        return {"peer": name, "absent": str(why)}
    return {"peer": name}


def ask(name: str, run: int) -> list[float]:
    """Milliseconds of each query of one run of a peer; run 0 warms up."""
    return _sessions[name].ask(run)


def end(name: str) -> Found:
    """Ends a peer: how long it took to index, what it holds, and `lists`, the ids found for the first run's queries."""
    session = _sessions.pop(name)
    try:
        peer = session.peer
        held = {"index_s": session.index_s, "size_mb": peer.size_mb(), "memory_mb": peer.memory_mb()}
        return {**held, "lists": session.lists}
    finally:
        session.close()


def _compare(of: Built, found: list[Found], exact: list[list[str]], queries: int) -> None:
    """Writes into each peer's figures how much of the exact lists it found."""
    everything = [one["lists"] for one in found if "lists" in one]
    with opened(of) as parts:
        scored = Exact(of, parts)
        totals = []
        for place, vacancy in enumerate(vacancies(queries, QUERY_SEED)):
            ids = sorted({id_ for lists in everything for id_ in lists[place]})
            rows = np.array([scored.segment.row(id_) for id_ in ids], np.int32)
            scores = scored.scores(scored.offer(vacancy), rows)
            counted = np.where(scores.excluded, 0.0, scores.total)
            totals.append(dict(zip(ids, counted.tolist(), strict=True)))
    for one in found:
        if "lists" in one:
            share, whole = agreement(one["lists"], exact, totals)
            one["agreement"], one["whole"] = share, whole


def _print(found: list[Found], of: Built) -> None:
    table = Table("peer", *COLUMNS, box=None)
    for one in found:
        if "absent" in one:
            say(f"{one['peer']}: not measured, {one['absent']}")
        else:
            table.add_row(one["peer"], *(number(one.get(name)) for name in COLUMNS))
    stdout.print(f"{of.resumes:,} resumes")
    stdout.print(table)
    say(words(machine()))


__all__ = ["PEERS", "ask", "begin", "end", "peers"]
