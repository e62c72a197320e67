"""Distinct titles with their places in the knowledge of occupations, and the words that they consist of."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scoring.columns.texts import Texts

NODES_PER_TITLE = 4
STEMS_PER_TITLE = 6


@dataclass(frozen=True)
class TitleColumns:
    """n distinct titles.

    Attributes:
        texts: the titles as written.
        nodes: int16[n, 4], indices of occupation nodes, 0 = none; best first.
        confidence: float32[n, 4], how sure each node is, 0..1.
        stems: int32[n, 6], hashes of the stems that carry the title, 0 = none.
        weights: float32[n, 6], how telling each stem is, of unit length a row.
        vague: 1 where the title says no occupation at all ("any work").
    """

    texts: Texts
    nodes: NDArray[np.int16]
    confidence: NDArray[np.float32]
    stems: NDArray[np.int32]
    weights: NDArray[np.float32]
    vague: NDArray[np.int8]
