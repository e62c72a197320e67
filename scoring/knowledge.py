"""All reference data that scoring needs, loaded once at wiring and passed on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from scoring.collector import uncollected
from scoring.columns.titles import NODES_PER_TITLE
from scoring.language.concepts import Glossary
from scoring.occupations.classifier import Classifier
from scoring.occupations.titles import TitleFinder, TitleRow
from scoring.places.table import Places

HINTED = 0.98
"""Confidence of a group that the record itself states."""
OUTSIDE = 0.8
"""What a title's own meaning is still worth beside another stated group: employers do name a wrong group."""


@dataclass(frozen=True)
class Knowledge:
    """Occupations, titles, places and words. `load()` is the only way to the files."""

    classifier: Classifier
    finder: TitleFinder
    places: Places
    glossary: Glossary

    @classmethod
    def load(cls) -> Knowledge:
        """The reference data that the package ships."""
        with uncollected(keep=True):
            classifier = Classifier.load()
            finder, glossary = TitleFinder(classifier), Glossary.load()
            glossary.lead(finder.genders())
            return cls(classifier, finder, Places.load(), glossary)

    def title(self, text: str, occupation: str | None) -> TitleRow:
        """A title's row, with the stated group first: it decides, the words only choose the branch within it."""
        row = self.finder.row(text)
        family = set(self.classifier.family(occupation)) if occupation else set()
        if not family:
            return row
        found = [(node, confidence) for node, confidence in zip(row.nodes, row.confidence, strict=True) if node]
        inside = [(node, HINTED) for node in self._named([one for one in found if one[0] in family])]
        stated = inside or [(self.classifier.by_name[occupation or ""], HINTED)]
        outside = [(node, confidence * OUTSIDE) for node, confidence in found if node not in family]
        pairs = (stated + outside)[:NODES_PER_TITLE]
        padded = pairs + [(0, 0.0)] * (NODES_PER_TITLE - len(pairs))
        return replace(
            row, nodes=tuple(node for node, _ in padded), confidence=tuple(value for _, value in padded), vague=False
        )

    def _named(self, found: Sequence[tuple[int, float]]) -> list[int]:
        """The nodes of the stated group that a title means; a branch that it names leaves the group no longer open."""
        nodes = self.classifier.nodes
        branch = max((confidence for node, confidence in found if nodes[node].key), default=0.0)
        return [node for node, confidence in found if nodes[node].key or confidence > branch]

    def close(self, source: int, target: int) -> bool:
        """Whether a person of one node could start in the other without much training; for grades of a trade."""
        return bool(max(self.classifier.closeness[source, target], self.classifier.closeness[target, source]) >= 0.6)
