"""The groups, their branches and how close they are, read from `groups/*.toml` (format: docs/occupations.md).

A *node* is a group or a branch of a group: "8342" or "8342/excavator". Closeness is directed: row = what a person does,
column = what the work is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from scoring.occupations.files import read_groups

SAME_GROUP = 1.0
OPEN_BRANCH = 0.9
"""Between a branch and its group left open ("surgeon" and "doctor"): most likely the same, not surely."""
DEFAULT_BRANCH = 0.5
UNNAMED_BRANCH = 0.9
"""A line to a group says a little less of each of its branches: a lorry driver may learn the crane, or the hoist."""
SAME_MINOR_GROUP = 0.12
"""Groups that share the first three digits and have no neighbour line share at least their field."""

LANGS = ("ru", "kk", "en")


class Line(NamedTuple):
    """One line of neighbours: from a node, to a node by name, how close, and why."""

    source: int
    target: str
    closeness: float
    reason: str


@dataclass(frozen=True)
class Title:
    """A title of the knowledge: its text, language, node and the share of its uses that mean the node."""

    text: str
    lang: str
    node: int
    share: float


@dataclass(frozen=True)
class Node:
    """A group or a branch. `names` by language; a branch has the code of its group and a key."""

    code: str
    key: str | None
    names: dict[str, str]
    level: int
    skills: dict[str, tuple[str, ...]]
    licences: tuple[str, ...]
    conditions: tuple[str, ...]

    @property
    def name(self) -> str:
        """The node as written in the files: "8342" or "8342/excavator"."""
        return f"{self.code}/{self.key}" if self.key else self.code


class Classifier:
    """All nodes, titles and the closeness matrix. Construct with `load()`; node 0 is "unknown"."""

    def __init__(self, groups: list[dict[str, Any]]) -> None:
        self.nodes: list[Node] = [Node("", None, {}, 0, {}, (), ())]
        self.titles: list[Title] = []
        self.by_name: dict[str, int] = {}
        self.lines: list[Line] = []
        self._branches: list[tuple[list[int], float]] = []
        self._families: dict[str, list[int]] = {}
        for group in groups:
            self._add_group(group)
        self.closeness = self._closeness()

    @classmethod
    def load(cls) -> Classifier:
        """The knowledge that the package ships."""
        folder = files("scoring.occupations") / "groups"
        groups: list[dict[str, Any]] = []
        for file in sorted(folder.iterdir(), key=lambda one: one.name):
            if file.name.endswith(".toml"):
                groups += read_groups(file.read_text("utf-8"))
        return cls(groups)

    def family(self, code: str) -> list[int]:
        """The nodes of a group: itself and its branches."""
        return list(self._families.get(code, ()))

    def _add_group(self, group: dict[str, Any]) -> None:
        branches = group.get("branch", [])
        members = [self._add_node(group, group, None), *(self._add_node(group, one, one["key"]) for one in branches)]
        self._families.setdefault(group["code"], []).extend(members)
        self._branches.append((members, float(group.get("branch_closeness", DEFAULT_BRANCH))))

    def _add_node(self, group: dict[str, Any], part: dict[str, Any], key: str | None) -> int:
        index = len(self.nodes)
        node = Node(
            group["code"],
            key,
            {lang: part[f"name_{lang}"] for lang in LANGS},
            group["level"],
            {lang: tuple(part.get(f"skills_{lang}", group.get(f"skills_{lang}", ()))) for lang in LANGS},
            tuple(part.get("licences", group.get("licences", ()))),
            tuple(part.get("conditions", group.get("conditions", ()))),
        )
        self.nodes.append(node)
        self.by_name[node.name] = index
        self.titles += _titles(part, index)
        lines = part.get("neighbours", [])
        self.lines += [Line(index, line["to"], float(line["closeness"]), line["reason"]) for line in lines]
        return index

    def _closeness(self) -> NDArray[np.float32]:
        """float32[nodes, nodes], row = from, column = to."""
        matrix = np.zeros((len(self.nodes), len(self.nodes)), np.float32)
        self._same_minor(matrix)
        for members, between in self._branches:
            self._within(matrix, members, between)
        # A group's line holds for its branches; a line that names a branch is the more exact and comes last.
        for exact in (False, True):
            for line in self.lines:
                for one, other in self._ends(line.source, line.target, exact=exact):
                    open_branch = self.nodes[other].name != line.target
                    matrix[one, other] = line.closeness * (UNNAMED_BRANCH if open_branch else 1.0)
        np.fill_diagonal(matrix, SAME_GROUP)
        matrix[0, :] = matrix[:, 0] = 0.0
        return matrix

    def _same_minor(self, matrix: NDArray[np.float32]) -> None:
        minor = np.array([int(node.code[:3] or "-1") for node in self.nodes])
        matrix[minor[:, None] == minor[None, :]] = SAME_MINOR_GROUP

    def _within(self, matrix: NDArray[np.float32], members: list[int], between: float) -> None:
        group, *branches = members
        matrix[np.ix_(branches, branches)] = between
        matrix[group, branches] = OPEN_BRANCH
        matrix[branches, group] = OPEN_BRANCH

    def _ends(self, source: int, target: str, *, exact: bool) -> Iterator[tuple[int, int]]:
        if self.nodes[source].code == target.partition("/")[0]:
            # A line inside one group holds for its two ends alone, never for the other branches.
            if exact:
                yield source, self.by_name[target]
            return
        named = "/" in target or self.nodes[source].key is not None
        if named != exact:
            return
        sources = [source] if self.nodes[source].key else self.family(self.nodes[source].code)
        targets = [self.by_name[target]] if "/" in target else self.family(target)
        for one in sources:
            for other in targets:
                yield one, other


def _titles(part: dict[str, Any], node: int) -> Iterator[Title]:
    for lang in LANGS:
        for written in part.get(f"titles_{lang}", []):
            text, _, share = written.partition("|")
            yield Title(text.strip(), lang, node, float(share) if share else 1.0)
