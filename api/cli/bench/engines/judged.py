"""Judged nDCG@10 of each way of searching: the project's judged sets are put on the node and asked for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from api.cli.bench.building import Built
from api.cli.bench.engines.side import Side, side
from api.cli.bench.peers.node import Given
from api.cli.options import now
from fixtures import judged_path
from scoring.evaluation.judged import JudgedSet
from scoring.evaluation.metrics import ndcg


def judged(node: Given, prefix: str) -> dict[str, float]:
    """Mean nDCG@10 over the vacancies of all sets, by way of searching."""
    found: dict[str, list[float]] = {}
    for folder in sorted(one for one in judged_path().iterdir() if one.is_dir()):
        for name, value in _of_set(node, JudgedSet.load(folder), f"{prefix}-{folder.name.lower()}"):
            found.setdefault(name, []).append(value)
    return {name: float(np.mean(values)) for name, values in found.items()}


def _of_set(node: Given, of: JudgedSet, prefix: str) -> Iterator[tuple[str, float]]:
    with TemporaryDirectory(prefix="laiyq-bench-") as name:
        built = Built(Path(name) / "data", len(of.resumes), len(of.vacancies), {})
        with side(node, built, prefix) as one:
            _filled(one, of)
            for way, search in one.beside().items():
                for vacancy in of.vacancies:
                    yield way, ndcg(search(vacancy), of.grades(vacancy.id))


def _filled(one: Side, of: JudgedSet) -> None:
    """The set in the store, in the embedded index by which the two-stage way is scored, and on the node."""
    one.parts.store.put([*of.vacancies, *of.resumes], now())
    one.parts.engine.rebuild()
    one.engine.rebuild()
