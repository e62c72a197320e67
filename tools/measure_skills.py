"""Skills by meaning: the criterion `other` with vectors beside concepts, on judged sets."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from typing import Any

import numpy as np

from indexer.encoder import Encoder
from scoring.columns.build import ResumeBuilder, VacancyBuilder
from scoring.criteria.base import MET, UNKNOWN, VERDICTS
from scoring.criteria.other import DEMAND_PRIOR, SKILL_PRIOR
from scoring.evaluation.judged import JudgedSet
from scoring.evaluation.metrics import ndcg
from scoring.evaluation.run import AS_OF
from scoring.knowledge import Knowledge
from scoring.rank import Scorer
from scoring.reading.complete import complete
from scoring.records import Requirements, Resume, Vacancy
from scoring.suitability import band
from scoring.weights import weights

THRESHOLDS = (*(round(0.5 + 0.05 * step, 2) for step in range(10)), 2.0)
"""Cosines from which a phrase names a skill; 2 is never."""


@dataclass(frozen=True)
class Case:
    """One vacancy of a set against all resumes: judged pairs, asked phrases, their cosines to the resumes."""

    scorer: Scorer
    pairs: Any
    criteria: Any
    musts: Any
    cosines: np.ndarray[Any, Any]
    ids: list[str]
    labels: dict[str, str]
    grades: dict[str, int]


def skills(folders: Sequence[Path], knowledge: Knowledge, encoder: Encoder) -> dict[str, Any]:
    """Accuracy of `other` and nDCG@10, without vectors and with them at the threshold that the other sets choose."""
    scorer = Scorer(knowledge)
    sets = {folder.name: cases(JudgedSet.load(folder), scorer, encoder) for folder in folders}
    table = {name: {near: figures(part, near) for near in THRESHOLDS} for name, part in sets.items()}
    found: dict[str, Any] = {"sets": {}}
    for name in sets:
        others = [table[other] for other in sets if other != name]
        best = max(THRESHOLDS, key=lambda near: (sum(one[near][0] for one in others), near))
        found["sets"][name] = {"chosen": best, "without": table[name][THRESHOLDS[-1]], "with": table[name][best]}
    found["mean"] = {
        "never" if near > 1 else str(near): [mean(one[near][part] for one in table.values()) for part in (0, 1)]
        for near in THRESHOLDS
    }
    return found


def cases(judged: JudgedSet, scorer: Scorer, encoder: Encoder) -> list[Case]:
    """The vacancies of a set."""
    resumes, vacancies = ResumeBuilder(scorer.knowledge), VacancyBuilder(scorer.knowledge)
    people = [complete(one) for one in judged.resumes]
    offers = [complete(one) for one in judged.vacancies]
    for one in people:
        resumes.add(one)
    for one in offers:
        vacancies.add(one)
    columns, offered = resumes.columns(), vacancies.columns()
    said = [encoder.encode(_phrases(one.record)) for one in people]
    found = []
    for row, vacancy in enumerate(judged.vacancies):
        pairs = scorer.pairs(offered, columns, row, np.arange(len(columns)), AS_OF)
        asked = encoder.encode(_asked(offers[row].record))
        cosines = np.array([[_near(asked[at], one) for at in range(len(asked))] for one in said])
        labels = {
            one.resume: one.criteria["other"]
            for one in judged.judgements
            if one.vacancy == vacancy.id and "other" in one.criteria
        }
        found.append(
            Case(
                scorer,
                pairs,
                scorer.judge(pairs),
                scorer.suggested(offered, pairs.vacancy),
                cosines,
                [one.id for one in judged.resumes],
                labels,
                judged.grades(vacancy.id),
            )
        )
    return found


def figures(part: Sequence[Case], near: float) -> tuple[float, float]:
    """Accuracy of `other` over judged pairs and mean nDCG@10, where a skill counts as named from a cosine of `near`."""
    right, gains = [], []
    for case in part:
        criteria = dict(case.criteria)
        criteria["other"] = other = _changed(case, near)
        verdicts = {one: VERDICTS[int(other.verdict[at])] for at, one in enumerate(case.ids)}
        right += [label == verdicts[one] for one, label in case.labels.items()]
        told = copy(case.scorer)
        told.judge = lambda _pairs, criteria=criteria: criteria  # type: ignore[method-assign]
        scores = told.score(case.pairs, weights({}), case.musts)
        last = scores.excluded | (band(scores) == 0)
        unknowns = scores.unknowns()
        keys = [(bool(last[at]), -scores.total[at], unknowns[at], one) for at, one in enumerate(case.ids)]
        order = sorted(range(len(keys)), key=keys.__getitem__)
        gains.append(ndcg([case.ids[at] for at in order], case.grades))
    return round(mean(right), 4), round(mean(gains), 4)


def _changed(case: Case, near: float) -> Any:
    """The criterion where each unknown skill facet is met if all asked phrases are near to something in the record."""
    other = case.criteria["other"]
    if not case.cosines.shape[1]:
        return other
    skills_facet = other.facets["skills"]
    met = (case.cosines.min(axis=1) >= near) & (skills_facet.verdict == UNKNOWN)
    rest = np.minimum(other.facets["demands"].verdict, other.facets["languages"].verdict)
    verdict = np.where(met, np.minimum(rest, MET), other.verdict).astype(np.int8)
    value = np.where(met, other.value / np.maximum(skills_facet.value, 1e-6), other.value).astype(np.float32)
    return other._replace(verdict=verdict, value=value)


def _asked(vacancy: Vacancy | Resume) -> list[str]:
    asks = vacancy.requirements if isinstance(vacancy, Vacancy) else None
    return [one.name for one in (asks or Requirements()).skills if one.required]


def _phrases(resume: Vacancy | Resume) -> list[str]:
    """What the record says the person can do, phrase by phrase."""
    assert isinstance(resume, Resume)  # noqa: S101 - by the caller's kind
    texts = [*resume.skills, *resume.desired, *resume.qualifications]
    for text in (resume.summary, *(job.duties for job in resume.experience)):
        texts += [part.strip() for part in (text or "").replace(";", ",").replace(".", ",").split(",") if part.strip()]
    return texts or [""]


def _near(asked: Any, said: Any) -> float:
    return float((said @ asked).max())


__all__ = ["DEMAND_PRIOR", "SKILL_PRIOR", "skills"]
