"""`laiyq bench`: figures on generated data; several runs, median and spread, never a timed test."""

from __future__ import annotations

import platform
import resource
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

import numpy as np
import typer
from rich.table import Table

from api.cli.options import JsonOption, now
from api.cli.output import emit, say, stdout
from api.wiring import knowledge
from fixtures.generator import resumes, vacancies
from indexer.embedded.engine import EmbeddedEngine
from indexer.search import Request
from matcher.store import Store, open_store
from scoring.rank import Scorer
from scoring.weights import DEFAULT_WEIGHTS

AS_OF = date(2026, 11, 20)
SEED = 7
PERCENTILES = {"p50": 50, "p95": 95, "p99": 99}

app = typer.Typer(help="Benchmarks on generated data.", no_args_is_help=True)
CountOption = Annotated[int, typer.Option("--resumes", min=100, help="Generated resumes.")]
VacanciesOption = Annotated[int, typer.Option("--vacancies", min=10, help="Generated vacancies.")]
QueriesOption = Annotated[int, typer.Option("--queries", min=10, help="Queries a run.")]
RunsOption = Annotated[int, typer.Option("--runs", min=1, help="Counted runs after one warm-up.")]


@app.command()
def index(count: CountOption = 100_000, offers: VacanciesOption = 10_000, json_: JsonOption = False) -> None:
    """Storing, building and reopening the index."""
    with TemporaryDirectory() as folder:
        found = _built(Path(folder), count, offers)[2]
    _print("index", found, json_=json_)


@app.command()
def shortlist(
    count: CountOption = 100_000, queries: QueriesOption = 500, runs: RunsOption = 3, json_: JsonOption = False
) -> None:
    """The best 20 of all resumes for a vacancy, in this process, without explanations."""
    with TemporaryDirectory() as folder:
        store, engine, built = _built(Path(folder), count, queries)
        request = Request(DEFAULT_WEIGHTS, AS_OF)
        asked = list(vacancies(queries, SEED + 1))
        found = _timed(lambda one: engine.shortlist(one, request), asked, runs)
        store.close()
    _print("shortlist", {"resumes": count, **found, **_memory(), "index": built["generation_bytes"]}, json_=json_)


@app.command()
def suitable(
    count: CountOption = 1_000, offers: VacanciesOption = 100_000, runs: RunsOption = 3, json_: JsonOption = False
) -> None:
    """The best 20 of all vacancies for a resume, in this process, without explanations."""
    with TemporaryDirectory() as folder:
        store, engine, _ = _built(Path(folder), count, offers)
        request = Request(DEFAULT_WEIGHTS, AS_OF)
        found = _timed(lambda one: engine.suitable(one, request), list(resumes(500, SEED + 1)), runs)
        store.close()
    _print("suitable", {"vacancies": offers, **found, **_memory()}, json_=json_)


def _built(folder: Path, count: int, offers: int) -> tuple[Store, EmbeddedEngine, dict[str, Any]]:
    """A store and an index of generated records, with what building took."""
    store = open_store(folder)
    stored, _ = _seconds(lambda: (store.put(vacancies(offers, SEED), now()), store.put(resumes(count, SEED), now())))
    engine = EmbeddedEngine(folder / "index", store, Scorer(knowledge()))
    built, _ = _seconds(engine.rebuild)
    again = EmbeddedEngine(folder / "index", store, Scorer(knowledge()))
    opened, _ = _seconds(lambda: again.segments("resume"))
    size = sum(path.stat().st_size for path in (folder / "index").rglob("*") if path.is_file())
    found = {"resumes": count, "vacancies": offers, "generate_and_store_s": stored, "build_s": built, "open_s": opened}
    return store, again, {**found, "generation_bytes": size, **_memory()}


def _timed(work: Callable[[Any], Any], inputs: Sequence[Any], runs: int) -> dict[str, Any]:
    """Milliseconds a call: percentiles of each run; the median and the spread of the runs."""
    for one in inputs:
        work(one)
    each = [[1000 * _seconds(lambda one=one: work(one))[0] for one in inputs] for _ in range(runs)]  # type: ignore[misc]
    found: dict[str, Any] = {"queries": len(inputs), "runs": runs}
    for name, percent in PERCENTILES.items():
        values = [float(np.percentile(run, percent)) for run in each]
        found[f"{name}_ms"] = float(np.median(values))
        found[f"{name}_spread_ms"] = [min(values), max(values)]
    return found


def _seconds(work: Callable[[], Any]) -> tuple[float, Any]:
    start = time.perf_counter()
    value = work()
    return time.perf_counter() - start, value


def _memory() -> dict[str, Any]:
    """The largest resident size of this process, in MB."""
    return {"peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def _print(name: str, found: dict[str, Any], *, json_: bool) -> None:
    machine = f"{platform.machine()}, {platform.system()} {platform.release()}, Python {platform.python_version()}"
    if json_:
        emit({"bench": name, "machine": machine, **found})
        return
    table = Table(name, "", box=None, show_header=True)
    for key, value in found.items():
        table.add_row(key, _words(value))
    stdout.print(table)
    say(machine)


def _words(value: Any) -> str:
    if isinstance(value, Iterable) and not isinstance(value, str):
        return " - ".join(_words(one) for one in value)
    return f"{value:.2f}" if isinstance(value, float) else f"{value:,}"


def register(parent: typer.Typer) -> None:
    """Adds the commands."""
    parent.add_typer(app, name="bench")
