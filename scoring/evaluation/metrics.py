"""Ranking figures as the field defines them: gain 2^grade - 1, relevant = grade >= 2, unjudged = 0."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log2

RELEVANT = 2


def ndcg(ranked: Sequence[str], grades: Mapping[str, int], depth: int = 10) -> float:
    """Normalised discounted cumulative gain at `depth` (Järvelin and Kekäläinen 2002, exponential gain)."""
    gains = [2 ** grades.get(one, 0) - 1 for one in ranked[:depth]]
    ideal = sorted((2**grade - 1 for grade in grades.values()), reverse=True)[:depth]
    best = sum(gain / log2(at + 2) for at, gain in enumerate(ideal))
    return sum(gain / log2(at + 2) for at, gain in enumerate(gains)) / best if best else 0.0


def average_precision(ranked: Sequence[str], grades: Mapping[str, int]) -> float:
    """Mean of the precisions at each relevant one, over all relevant ones."""
    relevant = sum(1 for grade in grades.values() if grade >= RELEVANT)
    found, total = 0, 0.0
    for at, one in enumerate(ranked, start=1):
        if grades.get(one, 0) >= RELEVANT:
            found += 1
            total += found / at
    return total / relevant if relevant else 0.0


def recall(ranked: Sequence[str], grades: Mapping[str, int], depth: int = 20) -> float:
    """Share of the relevant ones within `depth`."""
    relevant = {one for one, grade in grades.items() if grade >= RELEVANT}
    return len(relevant & set(ranked[:depth])) / len(relevant) if relevant else 0.0


def precision(ranked: Sequence[str], grades: Mapping[str, int], depth: int = 5) -> float:
    """Share of relevant ones among the first `depth`."""
    hits = sum(1 for one in ranked[:depth] if grades.get(one, 0) >= RELEVANT)
    return hits / depth
