"""`laiyq bench opensearch`: filling, agreement with the exact lists, and three ways of searching side by side."""

from __future__ import annotations

from contextlib import ExitStack
from typing import Annotated, Any

import typer

from api.cli.bench.building import QUERY_SEED, built, copied
from api.cli.bench.engines.agreeing import agreement, changed
from api.cli.bench.engines.judged import judged
from api.cli.bench.engines.side import PLAIN, Search, side
from api.cli.bench.measuring import each_ms, parted, percentiles
from api.cli.bench.options import (
    RUNS,
    JsonOption,
    KeptOption,
    ResumesOption,
    RunsOption,
    VacanciesOption,
    asked,
)
from api.cli.bench.output import show
from api.cli.bench.peers.node import Given, Node
from api.cli.bench.peers.peer import Absent
from api.cli.output import say
from fixtures.generator import vacancies
from scoring.records import Vacancy

PREFIX = "laiyq-bench"
HEAP_MB = 1_536

QueriesOption = Annotated[
    int, typer.Option("--queries", min=10, help="Vacancies that are compared; the timed runs divide them.")
]
UrlOption = Annotated[
    str | None,
    typer.Option("--url", envvar="LAIYQ_OPENSEARCH_URL", help="A node that runs; else one is started for this."),
]


def opensearch(
    context: typer.Context,
    count: ResumesOption = None,
    offers: VacanciesOption = None,
    queries: QueriesOption = 500,
    runs: RunsOption = RUNS,
    url: UrlOption = None,
    data: KeptOption = None,
    json_: JsonOption = False,
) -> None:
    """The engine on a real OpenSearch node: filling, agreement with the exact lists, speed beside plain queries."""
    offered = list(vacancies(queries, QUERY_SEED))
    with ExitStack() as stack:
        made = stack.enter_context(built(asked(context, count, offers, data)))
        copy = stack.enter_context(copied(made))
        try:
            node = stack.enter_context(Given(url) if url else Node(HEAP_MB))
        except Absent as why:
            say(f"laiyq: {why}")
            raise typer.Exit(1) from None
        one = stack.enter_context(side(node, copy, PREFIX))
        say("filling ...")
        found: dict[str, Any] = {**made.counts(), "filling": one.filled()}
        say("comparing with the exact lists ...")
        found["agreement"] = agreement(one, offered)
        say("side by side ...")
        found["side_by_side"] = _timed(one.beside(), offered, runs)
        say("judged sets ...")
        for name, value in judged(node, f"{PREFIX}-judged").items():
            found["side_by_side"][name]["judged_ndcg_10"] = value
        say("comparing after changes ...")
        found["after_changes"] = {**changed(one), **agreement(one, offered)}
    show("opensearch", found, json_=json_)


def _timed(ways: dict[str, Search], offered: list[Vacancy], runs: int) -> dict[str, Any]:
    """All ways asked in turns, run by run, so that a busy minute of the machine is shared; the first run warms up."""
    took: dict[str, list[list[float]]] = {name: [] for name in ways}
    for inputs in parted(offered, runs):
        for name, search in ways.items():
            took[name].append(each_ms(search, inputs))
    found = {name: percentiles(each[1:]) for name, each in took.items()}
    for one in found.values():
        one |= {f"{name}_ratio": one[f"{name}_ms"] / found[PLAIN][f"{name}_ms"] for name in ("p50", "p95", "p99")}
    return {"queries": len(offered) // (runs + 1), "runs": runs, **found}
