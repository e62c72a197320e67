"""`laiyq bench batch`: how many lists a second a batch makes on all cores."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any, get_args

import typer

from api.cli.batch import place
from api.cli.bench.building import AS_OF, Built, built, opened
from api.cli.bench.machine import children_peak_mb, peak_mb
from api.cli.bench.measuring import over_runs
from api.cli.bench.options import JsonOption, KeptOption, ResumesOption, VacanciesOption, asked
from api.cli.bench.output import show
from api.cli.options import now
from api.wiring import Service
from matcher.batch import Asked, Batch, run
from matcher.batch.plan import PART
from matcher.store import ListKind


class _Enough(Exception):  # noqa: N818 - no error: the rest is not needed
    """So many lists tell the speed."""


def batch(
    context: typer.Context,
    count: ResumesOption = None,
    offers: VacanciesOption = None,
    queries: Annotated[int, typer.Option("--queries", min=2 * PART, help="Lists of each kind a run.")] = 4_000,
    runs: Annotated[int, typer.Option("--runs", min=1, help="Counted runs.")] = 1,
    processes: Annotated[
        int | None, typer.Option("--processes", min=1, help="Workers.", show_default="one a core")
    ] = None,
    data: KeptOption = None,
    json_: JsonOption = False,
) -> None:
    """Lists a second, exported as lines, in both directions; the first part of each worker does not count."""
    workers = processes or len(os.sched_getaffinity(0))
    found: dict[str, Any] = {"processes": workers}
    with built(asked(context, count, offers, data)) as made, opened(made) as parts:
        for kind in get_args(ListKind):
            found[kind] = _summary([_speed(parts, made, kind, queries, workers) for _ in range(runs)])
        found = {**made.counts(), **found, "peak_mb": peak_mb(), "worker_peak_mb": children_peak_mb()}
    show("batch", found, json_=json_)


def _summary(runs: list[tuple[int, float, int]]) -> dict[str, Any]:
    """The runs' speeds, and what all lists would take at the median one."""
    speed = over_runs("a_second", [a_second for _, a_second, _ in runs])
    lists, _, planned = runs[0]
    return {"lists": lists, "runs": len(runs), **speed, "all_minutes_at_this_speed": planned / speed["a_second"] / 60}


def _speed(parts: Service, of: Built, kind: ListKind, lists: int, workers: int) -> tuple[int, float, int]:
    """Lists timed, lists a second once every worker is at work, lists in all."""
    moments: list[tuple[float, int, int]] = []

    def progress(done: int, planned: int) -> None:
        moments.append((time.perf_counter(), done, planned))
        if done >= min(lists, planned):
            raise _Enough

    begin = Batch(parts.store, parts.engine, parts.scorer, place(of.settings()))
    size = max(min(PART, of.vacancies // (4 * workers)), 10)
    with TemporaryDirectory(prefix="laiyq-bench-") as name:
        asked_ = Asked(20, AS_OF, None, keep=False, made_at=now())
        out = Path(name) / "lists.ndjson"
        with suppress(_Enough):
            run(begin, (kind,), asked_, out, processes=workers, size=size, progress=progress)
    first, last = moments[min(workers, len(moments) - 2)], moments[-1]
    return last[1] - first[1], (last[1] - first[1]) / (last[0] - first[0]), last[2]
