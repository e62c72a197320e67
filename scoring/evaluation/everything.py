"""Everything that a folder of judged data holds, measured at once: what is recorded and what the test compares."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from scoring.evaluation import report
from scoring.evaluation.measured import Measured
from scoring.evaluation.nearest import Encode
from scoring.evaluation.run import AS_OF
from scoring.evaluation.texts import evaluate_texts
from scoring.evaluation.titles import evaluate_titles
from scoring.rank import Scorer

TOGETHER = "all"
"""The name of all sets together; no set is called so."""


def evaluate_sets(folders: Iterable[Path], scorer: Scorer, as_of: date = AS_OF) -> dict[str, Any]:
    """The summary of each set by its name, and of all together where there are several.

    Raises:
        JudgedSetError: a folder is not a judged set.
    """
    sets: dict[str, list[Measured]] = {}
    for folder in folders:
        sets[folder.name], _ = report.evaluate(folder, scorer, as_of)
    found = {name: report.summary(one) for name, one in sets.items()}
    if len(sets) > 1:
        found[TOGETHER] = report.summary([vacancy for one in sets.values() for vacancy in one])
    return found


def evaluate_folder(folder: Path, scorer: Scorer) -> dict[str, Any]:
    """The sets, titles.dev.tsv and texts.dev.jsonl of a folder; what the gates are taken from."""
    return {
        "sets": evaluate_sets(set_folders(folder), scorer),
        "titles": evaluate_titles(folder / "titles.dev.tsv", scorer.knowledge.finder),
        "texts": evaluate_texts(folder / "texts.dev.jsonl", scorer.knowledge.finder),
    }


def evaluate_beside(folder: Path, scorer: Scorer, encode: Encode) -> dict[str, Any]:
    """Plain searches and ablations on the sets of a folder, for the record."""
    folders = set_folders(folder)
    return {"baselines": report.baselines(folders), "ablation": report.ablation(folders, scorer, AS_OF, encode)}


def recordable(found: Mapping[str, Any]) -> dict[str, Any]:
    """What is worth a line in the record: parts of all sets together only, no lists of facts, kinds and sources."""
    kept = {name: _without(one, "by_fact", "by_kind", "by_source", "by_query") for name, one in found.items()}
    parts = ("by_sector", "by_language", "confusions", "order")
    kept["sets"] = {name: one if name == TOGETHER else _without(one, *parts) for name, one in found["sets"].items()}
    return kept


def _without(value: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {
        name: _without(part, *names) if isinstance(part, Mapping) else part
        for name, part in value.items()
        if name not in names
    }


def set_folders(folder: Path) -> list[Path]:
    """The judged sets within a folder, by name."""
    return sorted(file.parent for file in folder.glob("*/judgements.jsonl"))
