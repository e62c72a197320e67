"""What a shortlist costs by stage, measured by wrapping the stages' functions, and what reading all would cost.

A function's time is its own: what it calls of other stages is theirs. What no wrapped function does is `other`.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import fields, is_dataclass
from functools import wraps
from importlib import import_module
from typing import Any

import numpy as np

from api.cli.bench.machine import bandwidth
from indexer.embedded.segment import Segment
from scoring.columns.resumes import ResumeColumns

STAGES = (
    ("query", "indexer.asking:columns_of"),
    ("follow", "indexer.embedded.engine:EmbeddedEngine.segments"),
    ("titles", "indexer.embedded.directions:closeness_to"),
    ("bounds", "indexer.embedded.directions:bound"),
    ("cells", "indexer.embedded.cells:Cells.near"),
    ("cells", "indexer.embedded.cells:Cells.entries"),
    ("cells", "scoring.bounds:Bound.regions"),
    ("cells", "scoring.bounds:Bound.open"),
    ("cells", "scoring.bounds:Bound.title"),
    ("tighten", "scoring.bounds:Bound.tighten"),
    ("scoring", "scoring.rank:Scorer.score"),
    ("top_k", "indexer.embedded.search:_hits"),
    ("checking", "matcher.store:Store.hits"),
    ("explaining", "matcher.entries:Entries.of"),
)
"""Stages and their functions; see docs/performance.md for what each is."""
OTHER = "other"
COUNTED: dict[str, tuple[str, Callable[[tuple[Any, ...], Any], int]]] = {
    "indexer.embedded.cells:Cells.entries": ("entries", lambda _, found: len(found[0])),
    "scoring.rank:Scorer.score": ("rows", lambda given, _: len(given[1])),
}
"""What is counted beside the time: entries of opened cells, rows scored."""
NOT_READ = ("ids", "titles", "sets")
"""Columns that scoring reads a few texts of, never a row each."""


class Stopwatch:
    """Milliseconds by stage and counts, summed over what was done since `begin`."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}
        self.counts: dict[str, int] = {}
        self._inner: list[float] = []

    def begin(self) -> None:
        """From zero."""
        self.spent = dict.fromkeys((stage for stage, _ in STAGES), 0.0)
        self.counts = dict.fromkeys((name for name, _ in COUNTED.values()), 0)

    def wrap(self, stage: str, name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        """The same function, timed; its time without that of wrapped functions inside it."""
        counted = COUNTED.get(name)

        @wraps(work)
        def watched(*args: Any, **kwargs: Any) -> Any:
            self._inner.append(0.0)
            start = time.perf_counter()
            try:
                found = work(*args, **kwargs)
            finally:
                took = 1000 * (time.perf_counter() - start)
                self.spent[stage] = self.spent.get(stage, 0.0) + took - self._inner.pop()
                if self._inner:
                    self._inner[-1] += took
            if counted is not None:
                self.counts[counted[0]] = self.counts.get(counted[0], 0) + counted[1](args, found)
            return found

        return watched


@contextmanager
def watching() -> Iterator[Stopwatch]:
    """A stopwatch on all functions of the stages, for the length of the block."""
    watch = Stopwatch()
    watch.begin()
    with ExitStack() as stack:
        for stage, name in STAGES:
            owner, attribute = _owner(name)
            original = getattr(owner, attribute)
            setattr(owner, attribute, watch.wrap(stage, name, original))
            stack.callback(setattr, owner, attribute, original)
        yield watch


def _owner(name: str) -> tuple[Any, str]:
    """The module or class that holds what a `module:Class.function` names, and the attribute there."""
    module, _, path = name.partition(":")
    owner: Any = import_module(module)
    *inner, attribute = path.split(".")
    for one in inner:
        owner = getattr(owner, one)
    return owner, attribute


def by_stage(work: Callable[[Any], object], inputs: list[Any]) -> dict[str, Any]:
    """The median cost of each stage of a call in ms, and its share of the whole; the median counts."""
    spent: dict[str, list[float]] = {stage: [] for stage in (*(name for name, _ in STAGES), OTHER)}
    counts: dict[str, list[int]] = {name: [] for name, _ in COUNTED.values()}
    with watching() as watch:
        for one in inputs:
            watch.begin()
            start = time.perf_counter()
            work(one)
            whole = 1000 * (time.perf_counter() - start)
            for stage, took in watch.spent.items():
                spent[stage].append(took)
            spent[OTHER].append(whole - sum(watch.spent.values()))
            for name, count in watch.counts.items():
                counts[name].append(count)
    return {
        "mean_ms": {stage: float(np.mean(values)) for stage, values in spent.items()},
        "median_counts": {name: int(np.median(values)) for name, values in counts.items()},
    }


def limit(segment: Segment[ResumeColumns], counts: dict[str, int]) -> dict[str, Any]:
    """What the memory alone would take: for reading every row once, and for what a query does read.

    Args:
        segment: of the resumes.
        counts: entries and rows that a query reads.
    """
    per_second = bandwidth()
    rows = max(len(segment.columns), 1)
    columns = sum(_bytes(getattr(segment.columns, name)) for name in _read(segment.columns))
    cells = segment.postings.cells
    entry = sum(_bytes(one) for one in (cells.rows, cells.titles, cells.kinds)) / max(len(cells.titles), 1)
    touched = counts["entries"] * entry + counts["rows"] * columns / rows
    return {
        "bandwidth_gb_s": per_second / 1e9,
        "row_bytes": columns / rows,
        "full_scan_mb": columns / 1e6,
        "full_scan_ms_at_least": 1000 * columns / per_second,
        "query_mb": touched / 1e6,
        "query_ms_at_least": 1000 * touched / per_second,
    }


def _read(columns: ResumeColumns) -> list[str]:
    return [field.name for field in fields(columns) if field.name not in NOT_READ]


def _bytes(value: Any) -> int:
    """The bytes of an array, or of the arrays of a structure."""
    if is_dataclass(value):
        return sum(_bytes(getattr(value, field.name)) for field in fields(value))
    return int(np.asarray(value).nbytes)
