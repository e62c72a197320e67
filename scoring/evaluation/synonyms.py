"""Titles that people grouped as one profession: are they the same or neighbouring occupation to us?

Two ways of counting. `titles`: each title against the group of the classifier that most of its synonyms mean. `pairs`:
each pair of titles within a synonym group, averaged over the groups. Neighbouring: as close as `NEAR` by the lines of
the knowledge, one way or the other. A title that names nothing is a miss. The file has the columns group and title and
stays outside the project.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from statistics import mean
from typing import Any

from scoring.closeness import LEAST_COUNTED
from scoring.evaluation.judged import table
from scoring.knowledge import Knowledge
from scoring.occupations.classifier import Classifier

NEAR = LEAST_COUNTED
"""The closeness from which the ranking, too, counts another occupation at all."""


@dataclass(frozen=True)
class Synonym:
    """A title of a synonym group, its first node (0: none), and how it stands to what most of the group mean."""

    group: str
    title: str
    node: int
    usual: str
    same: bool
    near: bool


def synonyms(path: Path, knowledge: Knowledge) -> list[Synonym]:
    """The titles of a file.

    Raises:
        JudgedSetError: the file cannot be read or has no such columns.
    """
    found = []
    for group, titles in _groups(path).items():
        nodes = {title: _first(title, knowledge) for title in titles}
        usual = _usual(list(nodes.values()), knowledge.classifier)
        family = knowledge.classifier.family(usual) if usual else []
        for title, node in nodes.items():
            same = node in family
            near = same or any(_near(knowledge.classifier, node, one) for one in family)
            found.append(Synonym(group, title, node, usual, same, near))
    return found


def evaluate_synonyms(path: Path, knowledge: Knowledge) -> dict[str, Any]:
    """The figures of `evaluate --synonyms`."""
    rows = synonyms(path, knowledge)
    parts: dict[str, list[Synonym]] = defaultdict(list)
    for row in rows:
        parts[row.group].append(row)
    several = [part for part in parts.values() if len(part) > 1]
    pairs = [_pairs(part, knowledge.classifier) for part in several]
    return {
        "groups": len(parts),
        "titles": {
            "rows": len(rows),
            "same": _share([row.same for row in rows]),
            "same_or_near": _share([row.near for row in rows]),
            "silent": _share([not row.node for row in rows]),
        },
        "pairs": {
            "groups": len(several),
            "same": round(mean(same for same, _ in pairs), 4) if pairs else None,
            "same_or_near": round(mean(near for _, near in pairs), 4) if pairs else None,
        },
    }


def _groups(path: Path) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in table(path, "group", "title"):
        found[row["group"]].append(row["title"])
    return found


def _first(title: str, knowledge: Knowledge) -> int:
    found = knowledge.finder.find(title, 1)
    return found[0].node if found else 0


def _usual(nodes: Sequence[int], classifier: Classifier) -> str:
    """The group that most of the titles mean; the first met where two are as frequent, none where all are silent."""
    codes = Counter(classifier.nodes[node].code for node in nodes if node)
    return codes.most_common(1)[0][0] if codes else ""


def _near(classifier: Classifier, one: int, other: int) -> bool:
    return bool(max(classifier.closeness[one, other], classifier.closeness[other, one]) >= NEAR)


def _pairs(rows: Sequence[Synonym], classifier: Classifier) -> tuple[float, float]:
    """Shares of pairs of the same group, and of the same or a neighbouring one."""
    same = near = count = 0
    for one, other in combinations(rows, 2):
        equal = bool(one.node) and classifier.nodes[one.node].code == classifier.nodes[other.node].code
        same += equal
        near += equal or _near(classifier, one.node, other.node)
        count += 1
    return same / count, near / count


def _share(values: Sequence[bool]) -> float | None:
    return round(mean(values), 4) if values else None
