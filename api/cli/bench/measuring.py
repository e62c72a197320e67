"""Milliseconds of calls: percentiles of each run, the median over the runs, and how far the runs lie apart."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

import numpy as np

Input = TypeVar("Input")
Value = TypeVar("Value")

PERCENTILES = {"p50": 50, "p95": 95, "p99": 99}


def timed(work: Callable[[Input], object], runs: Sequence[Sequence[Input]]) -> dict[str, Any]:
    """The cost of a call, in ms.

    Args:
        work: is called with each input.
        runs: the inputs of each run, the first of which is not counted. No input comes twice, so that nothing that was
            kept of an earlier call makes a later one cheap.
    """
    for one in runs[0]:
        work(one)
    counted = [each_ms(work, inputs) for inputs in runs[1:]]
    return {"queries": len(runs[0]), "runs": len(counted), **percentiles(counted)}


def each_ms(work: Callable[[Input], object], inputs: Sequence[Input]) -> list[float]:
    """Milliseconds of each call."""
    each = []
    for one in inputs:
        start = time.perf_counter()
        work(one)
        each.append(1000 * (time.perf_counter() - start))
    return each


def parted(inputs: Sequence[Input], runs: int) -> list[Sequence[Input]]:
    """The inputs of a warm-up and of so many runs, in equal parts."""
    size = len(inputs) // (runs + 1)
    return [inputs[size * number : size * (number + 1)] for number in range(runs + 1)]


def percentiles(runs: Iterable[Sequence[float]]) -> dict[str, Any]:
    """`p50_ms`, `p95_ms`, `p99_ms`: the median over the runs; `*_spread_ms`: the least and the largest of them."""
    kept = [run for run in runs if len(run)]
    found: dict[str, Any] = {}
    for name, percent in PERCENTILES.items():
        values = [float(np.percentile(run, percent)) for run in kept]
        found[f"{name}_ms"] = float(np.median(values)) if values else None
        found[f"{name}_spread_ms"] = [min(values), max(values)] if values else None
    return found


def over_runs(name: str, values: Sequence[float]) -> dict[str, Any]:
    """A figure of each run as `name`, the median, and `name_spread`, the least and the largest."""
    return {name: float(np.median(values)), f"{name}_spread": [min(values), max(values)]}


def seconds(work: Callable[[], Value]) -> tuple[float, Value]:
    """How long a call took, and what it gave."""
    start = time.perf_counter()
    value = work()
    return time.perf_counter() - start, value
