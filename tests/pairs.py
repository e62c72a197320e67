"""Pairs of records scored for tests."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np

from scoring.columns.build import ResumeBuilder, VacancyBuilder
from scoring.criteria.base import VERDICTS
from scoring.rank import Scorer, Scores
from scoring.reading.complete import complete
from scoring.records import Resume, Vacancy
from scoring.weights import DEFAULT_WEIGHTS

TODAY = date(2026, 11, 20)


def columns(scorer: Scorer, vacancies: Sequence[Vacancy], resumes: Sequence[Resume]):
    offers, people = VacancyBuilder(scorer.knowledge), ResumeBuilder(scorer.knowledge)
    for vacancy in vacancies:
        offers.add(complete(vacancy))
    for resume in resumes:
        people.add(complete(resume))
    return offers.columns(), people.columns()


def score(
    scorer: Scorer, vacancies: Sequence[Vacancy], resumes: Sequence[Resume], as_of: date = TODAY, musts=None
) -> Scores:
    """All pairs, the resumes of the first vacancy first."""
    offers, people = columns(scorer, vacancies, resumes)
    one, other = np.meshgrid(np.arange(len(vacancies)), np.arange(len(resumes)), indexing="ij")
    pairs = scorer.pairs(offers, people, one.ravel(), other.ravel(), as_of)
    return scorer.score(pairs, DEFAULT_WEIGHTS, musts)


def verdict(scorer: Scorer, criterion: str, vacancy: Vacancy, resume: Resume) -> str:
    return VERDICTS[int(score(scorer, [vacancy], [resume]).criteria[criterion].verdict[0])]


def total(scorer: Scorer, vacancy: Vacancy, resume: Resume) -> float:
    return float(score(scorer, [vacancy], [resume]).total[0])
