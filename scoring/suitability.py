"""Which pairs are listed: the band of a total in the meaning of the grades.

3: a specialist forwards this person without a second thought; 2: with one reservation; 1: only if nobody better is
found; 0: not listed. The thresholds are calibrated on the judged grades (docs/decisions).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from scoring.criteria.base import MET
from scoring.rank import Scores

BAND_FROM = (0.25, 0.75, 0.93)
"""Least totals of bands 1, 2 and 3."""
SUITABLE_FROM = BAND_FROM[1]


def band(scores: Scores) -> NDArray[np.int8]:
    """The band of each pair; one that a must excludes has band 0."""
    bands = np.digitize(scores.total, BAND_FROM).astype(np.int8)
    return np.where(scores.excluded, 0, bands).astype(np.int8)


def listed(scores: Scores, limit: int) -> NDArray[np.int64]:
    """The places of the best `limit` pairs of band 1 or more, ascending; ties at the edge are all kept."""
    kept = np.flatnonzero(band(scores) > 0)
    if len(kept) > limit:
        totals = scores.total[kept]
        edge = np.partition(totals, len(totals) - limit)[len(totals) - limit]
        kept = kept[totals >= edge]
    return kept


def suitable(scores: Scores) -> NDArray[np.bool_]:
    """For lists and what-if: profession met, no must not met, and a total worth forwarding."""
    met: NDArray[np.bool_] = scores.criteria["profession"].verdict == MET
    worth: NDArray[np.bool_] = scores.total >= SUITABLE_FROM
    return met & ~scores.excluded & worth
