"""The peers one after the other, each in a process of its own, so that memory is its own and nobody else computes."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from typing import Annotated, Any

import numpy as np
import typer
from rich.table import Table

from api.cli.bench.building import QUERY_SEED, Built, built, opened
from api.cli.bench.machine import machine, words
from api.cli.bench.measuring import parted, timed
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
        found = [_alone(name, made, queries, runs) for name in chosen]
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


def _alone(name: str, of: Built, queries: int, runs: int) -> Found:
    """One peer, measured in a fresh process that ends with it."""
    say(f"{name} ...")
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(measure, name, of, queries, runs).result()


def measure(name: str, of: Built, queries: int, runs: int) -> Found:
    """Builds and asks one peer.

    Returns:
        Its percentiles, index time, size and memory, and `lists`, the ids found for the first queries; or `absent`
        with the reason.
    """
    offered = list(vacancies(queries * (runs + 1), QUERY_SEED))
    with opened(of) as parts:
        exact = Exact(of, parts)
        try:
            with PEERS[name](exact) as peer:
                index_s = _index_s(name, peer, of)
                lists = [peer.search(one) for one in offered[:queries]]
                took = timed(peer.search, parted(offered, runs))
                held = {"index_s": index_s, "size_mb": peer.size_mb(), "memory_mb": peer.memory_mb()}
                return {"peer": name, **took, **held, "lists": lists}
        except Absent as why:
            return {"peer": name, "absent": str(why)}


def _index_s(name: str, peer: Peer, of: Built) -> float | None:
    """How long indexing takes; the project's own was timed when the folder was built."""
    if PEERS[name] is inprocess.Ours:
        return float(of.facts["build_s"])
    start = time.perf_counter()
    peer.build()
    return None if name == EXACT else time.perf_counter() - start


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


__all__ = ["PEERS", "measure", "peers"]
