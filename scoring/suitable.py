"""Suitable work, the legal verdict of point 2(10) of the Rules: six factors, and pay is not one of them.

training, service, former speciality, health, working-time regime, transport access. Any factor that does not fit makes
the work not suitable; else any unknown one makes the facts insufficient (an offer may be made, a refusal of it is not
counted against the person); else it is suitable. This is the only reader of health: the verdict is for the specialist
and the person, an employer never sees it, and it enters no fit, no total and no order.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from scoring.columns.resumes import JOB
from scoring.criteria.base import MET, NOT_MET, UNKNOWN, Pairs
from scoring.criteria.works import Works
from scoring.occupations.classifier import Classifier
from scoring.rank import Scores
from scoring.records import Condition, Resume, Vacancy

Verdict = Literal["suitable", "not_suitable", "insufficient"]
FACTORS = ("training", "service", "speciality", "health", "regime", "transport")


@dataclass(frozen=True)
class SuitableWork:
    """The verdict with the factors that fail and those that are unknown; `facts` hold what was compared."""

    verdict: Verdict
    fails: tuple[str, ...]
    unknown: tuple[str, ...]
    facts: Mapping[str, Mapping[str, object]]


def judge(pairs: Pairs, scores: Scores, vacancy: Vacancy, resume: Resume, classifier: Classifier) -> SuitableWork:
    """The verdict on exactly one pair, from its scores and from the health limits and conditions of the records."""
    qualification = scores.criteria["qualification"].facets
    service, served = _service(pairs)
    health, conditions = _health(vacancy, resume, _implied(pairs, classifier))
    factors = {
        "training": min(int(qualification["education"].verdict[0]), int(qualification["speciality"].verdict[0])),
        "service": service,
        "speciality": int(scores.criteria["experience"].verdict[0]),
        "health": health,
        "regime": int(scores.criteria["schedule"].facets["regime"].verdict[0]),
        "transport": int(scores.criteria["transport"].verdict[0]),
    }
    fails = tuple(name for name in FACTORS if factors[name] == NOT_MET)
    unknown = tuple(name for name in FACTORS if factors[name] == UNKNOWN)
    verdict: Verdict = "not_suitable" if fails else "insufficient" if unknown else "suitable"
    facts: dict[str, dict[str, object]] = {"service": {"months": served}, "health": {"clash": sorted(conditions)}}
    return SuitableWork(verdict, fails, unknown, facts)


def _service(pairs: Pairs) -> tuple[int, float]:
    """Length of service in any work against the years asked; unknown where asked and no dates are given."""
    works = Works.of(pairs)
    months = float(works.months(works.kind == JOB)[0])
    need = float(np.nan_to_num(pairs.vacancies.years[pairs.vacancy])[0]) * 12
    stated = float(np.nan_to_num(pairs.resumes.years[pairs.resume])[0]) * 12
    if need <= 0 or max(months, stated) >= need:
        return MET, max(months, stated)
    told = bool(((works.kind == JOB) & (works.start >= 0)).any()) or not np.isnan(pairs.resumes.years[pairs.resume][0])
    return (NOT_MET if told else UNKNOWN), max(months, stated)


def _implied(pairs: Pairs, classifier: Classifier) -> set[Condition]:
    """Conditions that the vacancy's occupation usually has, by its best node."""
    vacancies = pairs.vacancies
    node = int(vacancies.titles.nodes[vacancies.title[pairs.vacancy[0]], 0])
    return set(classifier.nodes[node].conditions)  # type: ignore[arg-type]  # the checker of the knowledge holds them to the codes


def _health(vacancy: Vacancy, resume: Resume, implied: set[Condition]) -> tuple[int, set[str]]:
    """Health limits against conditions: a common code fails; nothing stated on a side that matters is unknown."""
    if resume.health_limits is None:
        return UNKNOWN, set()
    limits = set(resume.health_limits)
    stated = vacancy.conditions is not None
    conditions = set(vacancy.conditions) if vacancy.conditions is not None else implied
    night = vacancy.schedule.night if vacancy.schedule else None
    if night:
        conditions = conditions | {"night_work"}
    clash = limits & conditions
    if clash:
        return NOT_MET, set(clash)
    return (MET, set()) if stated else (UNKNOWN, set())
