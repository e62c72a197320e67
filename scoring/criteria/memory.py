"""What the criteria remember between queries: answers of set rules and parsed phrases. It changes no result."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from scoring.criteria.base import MET, Answers, Members, parse
from scoring.criteria.grades import Grade

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class Phrases(NamedTuple):
    """Phrases laid flat: concepts int32[k], weights float32[k] that sum to 1 a phrase, and the phrase of each."""

    number: int
    concepts: NDArray[np.int32]
    weights: NDArray[np.float32]
    phrase: NDArray[np.int64]


@dataclass
class Memory:
    """Caches of one process, and the closeness of occupation nodes that grades ask about.

    `words(texts)` gives the weighted concepts of phrases; `close(node, node)` says whether a grade earned in one
    occupation counts in the other.
    """

    close: Callable[[int, int], bool]
    words: Callable[[Iterable[str]], list[list[tuple[int, float]]]]
    speciality: Answers = field(default_factory=dict)
    grade: Answers = field(default_factory=dict)
    licence: Answers = field(default_factory=dict)
    language: Answers = field(default_factory=dict)
    _phrases: dict[str, Phrases] = field(default_factory=dict)

    def grade_rule(self, asked: Members, held: Members) -> tuple[int, float]:
        """Asked: [[scale, rank, nodes]]; held: the same, one a qualification. Grades of other trades do not count.

        Yet they tell: who lists the grades of other trades does not hold this one.
        """
        from scoring.criteria.qualification import grade_rule

        if not asked:
            return MET, 1.0
        scale, rank, nodes = asked[0]
        others = any(one == scale for one, _, _ in held)
        return grade_rule(Grade(scale, rank), self.counted(nodes, held), others=others)

    def counted(self, nodes: Members, held: Members) -> list[Grade]:
        """The held grades that count in an occupation: of no stated trade, or of a close one."""
        return [
            Grade(one, level)
            for one, level, trades in held
            if not trades or any(self.close(trade, node) for trade in trades for node in nodes)
        ]

    def skill(self, name: str) -> Phrases:
        """The phrases of one skill by its name."""
        return _phrases(tuple(self.words([name])))

    def phrases(self, text: str) -> Phrases:
        """A set of phrases, parsed once."""
        known = self._phrases.get(text)
        if known is None:
            known = self._phrases[text] = _phrases(parse(text))
        return known


def _phrases(phrases: Members) -> Phrases:
    concepts, weights, owner = [], [], []
    for number, pairs in enumerate(phrases):
        total = max(sum(weight for _, weight in pairs), 1e-6)
        for concept, weight in pairs:
            concepts.append(concept)
            weights.append(weight / total)
            owner.append(number)
    return Phrases(len(phrases), np.array(concepts, np.int32), np.array(weights, np.float32), np.array(owner, np.int64))
