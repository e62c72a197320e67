"""Distinct titles by the occupation nodes that they mean and by the stems that they consist of."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scoring.columns.texts import Ragged
from scoring.columns.titles import TitleColumns

Ints = NDArray[np.int32]
Floats = NDArray[np.float32]


@dataclass(frozen=True)
class TitleIndex:
    """Of t titles; those that say no occupation at all are left out.

    Attributes:
        nodes: row i = the titles that may mean node i, each as often as it does; `strengths` float32, aligned: how far.
        stems: int32[s], ascending; `titles` row i = the titles with stem i; `weights` float32, aligned.
        unknown: int32[u], the titles without a node, ascending.
    """

    nodes: Ragged
    strengths: Floats
    stems: Ints
    titles: Ragged
    weights: Floats
    unknown: Ints


def title_index(titles: TitleColumns, strength: Floats) -> TitleIndex:
    """The index of titles; `strength` float32[t, 4] says how far each of their nodes may be believed."""
    told = titles.vague == 0
    title, slot = np.nonzero((titles.nodes > 0) & told[:, None])
    node = titles.nodes[title, slot].astype(np.int64)
    order = np.argsort(node, kind="stable")
    nodes = Ragged(_offsets(np.bincount(node, minlength=1)), title[order].astype(np.int32))
    of_stem, place = np.nonzero((titles.stems != 0) & told[:, None])
    stems, number = np.unique(titles.stems[of_stem, place], return_inverse=True)
    by_stem = np.argsort(number, kind="stable")
    return TitleIndex(
        nodes,
        strength[title, slot][order],
        stems,
        Ragged(_offsets(np.bincount(number, minlength=len(stems))), of_stem[by_stem].astype(np.int32)),
        titles.weights[of_stem, place][by_stem],
        np.flatnonzero((titles.nodes[:, 0] == 0) & told).astype(np.int32),
    )


def _offsets(lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.append(0, np.cumsum(lengths)).astype(np.int64)
