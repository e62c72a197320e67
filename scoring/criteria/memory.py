"""What the criteria remember between queries: answers of set rules and parsed phrases. Nothing here changes a result."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from scoring.criteria.base import MET, parse
from scoring.criteria.grades import Grade

if TYPE_CHECKING:
    from collections.abc import Callable

Answers = dict[tuple[str, str], tuple[int, float]]
Phrase = tuple[NDArray[np.int32], NDArray[np.float32]]


@dataclass
class Memory:
    """Caches of one process, and the closeness of occupation nodes that grades ask about.

    `close(node, node)` says whether a grade earned in one occupation counts in the other.
    """

    close: Callable[[int, int], bool]
    speciality: Answers = field(default_factory=dict)
    grade: Answers = field(default_factory=dict)
    licence: Answers = field(default_factory=dict)
    language: Answers = field(default_factory=dict)
    _phrases: dict[str, list[Phrase]] = field(default_factory=dict)

    def grade_rule(self, asked: tuple, held: tuple) -> tuple[int, float]:
        """Asked: [[scale, rank, nodes]]; held: the same, one a qualification. A grade of another trade does not count."""
        from scoring.criteria.qualification import grade_rule

        if not asked:
            return MET, 1.0
        scale, rank, nodes = asked[0]
        counted = [
            Grade(one, level)
            for one, level, trades in held
            if not trades or any(self.close(trade, node) for trade in trades for node in nodes)
        ]
        return grade_rule(Grade(scale, rank), counted)

    def phrases(self, text: str) -> list[Phrase]:
        """A set of phrases, each as concepts int32[k] and weights float32[k] that sum to 1."""
        known = self._phrases.get(text)
        if known is None:
            known = self._phrases[text] = [_phrase(one) for one in parse(text)]
        return known


def _phrase(pairs: list[list[float]]) -> Phrase:
    concepts = np.array([int(concept) for concept, _ in pairs], np.int32)
    weights = np.array([weight for _, weight in pairs], np.float32)
    return concepts, weights / max(float(weights.sum()), 1e-6)
