"""How well titles are understood: a judged list of titles against what the finder says."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from scoring.occupations.classifier import Classifier
from scoring.occupations.titles import Found, TitleFinder

NONE = "none"
CONFIDENT = 0.5
"""A row that means no occupation is right when nothing is named with this confidence."""


class JudgedTitles:
    """A finder measured by rows of (title, lang, codes, kind)."""

    def __init__(self, classifier: Classifier, finder: TitleFinder) -> None:
        self._codes = [node.code for node in classifier.nodes]
        self._finder = finder

    def right(self, title: str, codes: str, depth: int) -> bool:
        """Whether one of the first `depth` groups is acceptable (codes joined by ";"; "none" = no confident group)."""
        found = self._finder.find(title, limit=12)
        if codes == NONE:
            return not any(one.confidence >= CONFIDENT for one in found)
        return not set(codes.split(";")).isdisjoint(self._groups(found)[:depth])

    def _groups(self, found: Iterable[Found]) -> list[str]:
        """Groups in their order, each once: two branches of a group are one answer."""
        return list(dict.fromkeys(self._codes[one.node] for one in found))
