"""95 % intervals by resampling whole vacancies (Efron 1979): the pairs of one vacancy are not independent."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

DRAWS = 2000
SEED = 1
FEWEST = 3
"""Of fewer vacancies no interval is given: it would look like knowledge."""

Interval = tuple[float, float]


def of_mean(values: Sequence[float]) -> Interval | None:
    """The interval of a mean."""
    if len(values) < FEWEST:
        return None
    return _ends(np.asarray(values)[_draws(len(values))].mean(axis=1))


def of_difference(ours: Sequence[float], theirs: Sequence[float]) -> Interval | None:
    """The interval of the mean difference of paired values: the same vacancies, ranked in two ways."""
    return of_mean([one - other for one, other in zip(ours, theirs, strict=True)])


def of_shares(right: Sequence[Sequence[int]], counted: Sequence[Sequence[int]]) -> Interval | None:
    """The interval of a mean of shares; a row a vacancy, a column a criterion."""
    if len(right) < FEWEST:
        return None
    draws = _draws(len(right))
    hits, all_ = np.asarray(right)[draws].sum(axis=1), np.asarray(counted)[draws].sum(axis=1)
    return _ends((hits / np.maximum(all_, 1)).mean(axis=1))


def _draws(count: int) -> NDArray[np.int64]:
    return np.random.default_rng(SEED).integers(0, count, (DRAWS, count))


def _ends(sample: NDArray[np.float64]) -> Interval:
    low, high = np.percentile(sample, (2.5, 97.5))
    return float(low), float(high)
