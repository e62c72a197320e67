"""Ranks a judged set by brute force and measures the ranking and the verdicts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import mean
from typing import Any

import numpy as np

from scoring.columns.build import ResumeBuilder, VacancyBuilder
from scoring.criteria.base import VERDICTS
from scoring.evaluation.judged import JudgedSet
from scoring.evaluation.metrics import average_precision, ndcg, precision, recall
from scoring.rank import Scorer
from scoring.reading.complete import complete
from scoring.suitability import band
from scoring.weights import CRITERIA, weights

AS_OF = date(2026, 11, 20)
"""The day on which the development sets were judged."""

@dataclass(frozen=True)
class Ranked:
    """One pair of a run: rank from 1, total, verdict names by criterion."""

    vacancy: str
    resume: str
    rank: int
    total: float
    verdicts: dict[str, str]

def rank_all(judged: JudgedSet, scorer: Scorer, as_of: date, changed: Mapping[str, float] | None = None) -> list[Ranked]:
    """All resumes of the set for each vacancy; excluded and band-0 ones last, each part by total."""
    resumes, vacancies = ResumeBuilder(scorer.knowledge), VacancyBuilder(scorer.knowledge)
    for resume in judged.resumes:
        resumes.add(complete(resume))
    for vacancy in judged.vacancies:
        vacancies.add(complete(vacancy))
    columns, offers = resumes.columns(), vacancies.columns()
    found: list[Ranked] = []
    for row, vacancy in enumerate(judged.vacancies):
        pairs = scorer.pairs(offers, columns, row, np.arange(len(columns)), as_of)
        musts = scorer.suggested(offers, pairs.vacancy)
        scores = scorer.score(pairs, weights(changed or {}), musts)
        bands = band(scores)
        last = scores.excluded | (bands == 0)
        unknowns = scores.unknowns()
        order = sorted(
            range(len(columns)),
            key=lambda at: (bool(last[at]), -scores.total[at], unknowns[at], judged.resumes[at].id),
        )
        for rank, at in enumerate(order, start=1):
            verdicts = {name: VERDICTS[int(scores.criteria[name].verdict[at])] for name in CRITERIA}
            found.append(Ranked(vacancy.id, judged.resumes[at].id, rank, float(scores.total[at]), verdicts))
    return found

def figures(judged: JudgedSet, run: Sequence[Ranked]) -> dict[str, Any]:
    """The JSON of `laiyq evaluate DIR --json`."""
    per = [measures(judged, vacancy.id, [one.resume for one in run if one.vacancy == vacancy.id]) for vacancy in judged.vacancies]
    criteria = _criteria(judged, run)
    return {
        "queries": len(per),
        **{name: mean(one[name] for one in per) for name in ("ndcg@10", "map", "recall@20", "p@5")},
        "criteria": criteria,
        "criteria_accuracy": mean(one["accuracy"] for one in criteria.values()),
    }

def measures(judged: JudgedSet, vacancy: str, ranked: Sequence[str]) -> dict[str, float]:
    """The ranking figures of one vacancy."""
    grades = judged.grades(vacancy)
    return {
        "ndcg@10": ndcg(ranked, grades),
        "map": average_precision(ranked, grades),
        "recall@20": recall(ranked, grades),
        "p@5": precision(ranked, grades),
    }

def _criteria(judged: JudgedSet, run: Iterable[Ranked]) -> dict[str, dict[str, Any]]:
    said = {(one.vacancy, one.resume): one.verdicts for one in run}
    found = {}
    for name in CRITERIA:
        pairs = [(one.criteria[name], said[one.vacancy, one.resume][name]) for one in judged.judgements if name in one.criteria]
        right = sum(1 for label, verdict in pairs if label == verdict)
        found[name] = {"accuracy": right / len(pairs) if pairs else 1.0, "pairs": len(pairs)}
    return found

def bootstrap(values: Sequence[float], draws: int = 2000, seed: int = 1) -> tuple[float, float]:
    """The 95 % interval of the mean by resampling (Efron 1979)."""
    random = np.random.default_rng(seed)
    sample = random.choice(np.asarray(values), (draws, len(values))).mean(axis=1)
    low, high = np.percentile(sample, (2.5, 97.5))
    return float(low), float(high)

Baseline = Callable[[JudgedSet], list[Ranked]]
