"""Vectors as one layer more of the ablation: a title of no known occupation takes that of the nearest known title."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from scoring.columns.titles import TitleColumns
from scoring.occupations.classifier import Classifier

Encode = Callable[[Sequence[str]], NDArray[np.float32]]
"""n texts -> float32[n, dimension], rows of unit length."""

NEAR = 0.6
"""Cosine from which a known title is taken for what is meant (docs/decisions/vectors.md)."""


def by_nearest(titles: TitleColumns, classifier: Classifier, encode: Encode) -> TitleColumns:
    """The titles, those without an occupation with the node of the nearest known title; its cosine is the confidence.

    Args:
        titles: n titles as the finder understood them.
        classifier: whose titles are known.
        encode: the model.
    """
    unknown = np.flatnonzero((titles.nodes[:, 0] == 0) & (titles.vague == 0))
    if not len(unknown):
        return titles
    known = encode([title.text for title in classifier.titles])
    cosines = encode([titles.texts[row] for row in unknown.tolist()]) @ known.T
    best = cosines.argmax(axis=1)
    cosine = cosines[np.arange(len(unknown)), best]
    node = np.array([title.node for title in classifier.titles], np.int16)[best]
    nodes, confidence = titles.nodes.copy(), titles.confidence.copy()
    nodes[unknown, 0] = np.where(cosine >= NEAR, node, 0)
    confidence[unknown, 0] = np.where(cosine >= NEAR, cosine, 0)
    return replace(titles, nodes=nodes, confidence=confidence)
