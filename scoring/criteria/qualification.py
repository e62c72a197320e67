"""Qualification: education level, speciality, grade of the trade and every licence asked for.

met: all of it is there, or nothing is asked. not_met: one is stated to be lower, or is not held where the record lists
such things. unknown: asked, and the record is silent on that very kind of thing.
"""

from __future__ import annotations

import numpy as np

from scoring.columns.codes import UNSTATED
from scoring.criteria.base import (
    MET,
    NOT_ASKED,
    NOT_MET,
    UNKNOWN,
    Bytes,
    Curve,
    Facet,
    Judged,
    Members,
    Pairs,
    by_sets,
    facet,
    join,
    states,
    worst,
)
from scoring.criteria.grades import Grade
from scoring.criteria.licences import judge_one
from scoring.criteria.memory import Memory

EDUCATION_PRIOR = 0.85
SPECIALITY_PRIOR = 0.9
GRADE_PRIOR = 0.75
BELOW_LEVEL = Curve("levels of education below the asked one", ((0, 1.0), (1, 0.6), (2, 0.35), (4, 0.2)))
OTHER_SPECIALITY = 0.8
"""Trained in something else: the years of work weigh more, so this alone does not sink a person."""
OTHER_TRADE = 0.55
"""Graded in other trades only: less than a grade too low, more than two."""
BELOW_GRADE = Curve("grades below the asked one", ((0, 1.0), (1, 0.65), (2, 0.4), (4, 0.2)))


def asks(pairs: Pairs) -> bool:
    """Whether one of the vacancies asks for any."""
    offers, rows = pairs.vacancies, pairs.vacancy
    sets = (offers.specialities, offers.qualifications, offers.licences)
    return bool((offers.education[rows] > 0).any()) or any(states(pairs, one) for one in sets)


def judge(pairs: Pairs, memory: Memory) -> Judged:
    """Facets `education`, `speciality`, `grade`, `licences`."""
    vacancies, resumes = pairs.vacancies, pairs.resumes
    return join(
        {
            "education": _education(vacancies.education[pairs.vacancy], resumes.education[pairs.resume]),
            "speciality": by_sets(pairs, vacancies.specialities, resumes.trainings, speciality_rule, memory.speciality),
            "grade": by_sets(pairs, vacancies.qualifications, resumes.qualifications, memory.grade_rule, memory.grade),
            "licences": by_sets(pairs, vacancies.licences, resumes.licences, licence_rule, memory.licence),
        },
        len(pairs),
    )


def _education(level: Bytes, held: Bytes) -> Facet:
    asked = level > 0
    if not asked.any():
        return NOT_ASKED
    below = np.maximum(level - held, 0)
    return facet(asked, held != UNSTATED, below == 0, BELOW_LEVEL(below), EDUCATION_PRIOR)


def speciality_rule(asked: Members, held: Members) -> tuple[int, float]:
    """Asked: lists of concepts; held: lists of concepts, one list a training. One shared concept is enough.

    A speciality that is stated and shares nothing is another speciality; none stated is unknown.
    """
    if not asked:
        return MET, 1.0
    if not held:
        return UNKNOWN, SPECIALITY_PRIOR
    wanted = set(asked[0])
    if any(wanted & set(one) for one in held):
        return MET, 1.0
    return NOT_MET, OTHER_SPECIALITY


def licence_rule(asked: Members, held: Members) -> tuple[int, float]:
    """Every licence asked must be covered."""
    return worst(judge_one(one, held) for one in asked)


def grade_rule(wanted: Grade, held: list[Grade], *, others: bool = False) -> tuple[int, float]:
    """The best held grade of the same scale against the one asked; `others`: of other trades there are some."""
    ranks = [one.rank for one in held if one.scale == wanted.scale]
    if not ranks:
        return (NOT_MET, OTHER_TRADE) if others else (UNKNOWN, GRADE_PRIOR)
    below = max(wanted.rank - max(ranks), 0)
    value = float(BELOW_GRADE(np.array([below], np.float32))[0])
    return (MET, 1.0) if below == 0 else (NOT_MET, value)
