"""The figures of a judged set beside baselines, for `laiyq evaluate`."""
from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from statistics import mean
from typing import Any

from scoring.evaluation.baselines import BASELINES
from scoring.evaluation.judged import JudgedSet
from scoring.evaluation.run import Ranked, bootstrap, figures, measures, rank_all
from scoring.rank import Scorer

MEASURES = ("ndcg@10", "map", "recall@20", "p@5")


def evaluate(folder: Path, scorer: Scorer, as_of: date, changed: Mapping[str, float] | None = None) -> tuple[dict[str, Any], list[Ranked]]:
    """The JSON of `laiyq evaluate DIR --json`, with intervals, and the run that it is of.

    Raises:
        JudgedSetError: the folder is not a judged set.
    """
    judged = JudgedSet.load(folder)
    run = rank_all(judged, scorer, as_of, changed)
    found = figures(judged, run)
    found["intervals"] = {name: bootstrap([one[name] for one in _per(judged, _order(run))]) for name in MEASURES}
    return found, run


def baselines(folder: Path) -> dict[str, dict[str, float]]:
    """The same figures of plain BM25 and of character TF-IDF."""
    judged = JudgedSet.load(folder)
    found = {}
    for name, rank in BASELINES.items():
        per = _per(judged, rank(judged))
        found[name] = {measure: mean(one[measure] for one in per) for measure in MEASURES}
    return found


def _order(run: list[Ranked]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in run:
        found.setdefault(one.vacancy, []).append(one.resume)
    return found


def _per(judged: JudgedSet, ranked: Mapping[str, list[str]]) -> list[dict[str, float]]:
    return [measures(judged, vacancy.id, ranked[vacancy.id]) for vacancy in judged.vacancies]
