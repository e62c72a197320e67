"""Qualification: education, speciality, grade and each licence, those asked only."""

from __future__ import annotations

from typing import Any

from scoring.criteria.base import MET, NOT_MET, UNKNOWN, parse
from scoring.criteria.grades import Grade
from scoring.criteria.licences import DENIED, covers, judge_one
from scoring.explain.case import Case, folded
from scoring.explain.model import Fact
from scoring.records import EDUCATION

_CATEGORY_TOP = 3
_CLASS_TOP = 10
_TEACHERS = ("trainee", "teacher", "moderator", "expert", "researcher", "master")


def facts(case: Case) -> list[Fact]:
    """One fact a facet that is asked; licences of one answer together."""
    told = [*_education(case), *_speciality(case), *_grade(case), *_licences(case)]
    return told or [Fact("qualification_not_asked", {}, "vacancy.requirements")]


def _education(case: Case) -> list[Fact]:
    if not case.asked("qualification", "education"):
        return []
    pairs = case.numbers.pairs
    asked = EDUCATION[pairs.vacancies.education[case.row_v]]
    verdict = case.verdict("qualification", "education")
    if verdict == UNKNOWN:
        return [Fact("education_unknown", {"asked": asked}, case.source("vacancy", "requirements.education"))]
    held = EDUCATION[pairs.resumes.education[case.row_r]]
    params = {"asked": asked, "held": held}
    if verdict == MET and asked == held:
        return [Fact("education_same", {"held": held}, _training(case, held))]
    return [Fact("education_higher" if verdict == MET else "education_lower", params, _training(case, held))]


def _training(case: Case, level: str) -> str:
    for number, one in enumerate(case.resume.education):
        if one.level == level:
            said = case.source("resume", "education", {"level": level})
            return said if said.startswith("«") else f"resume.education[{number}].level"
    return "resume.education"


def _speciality(case: Case) -> list[Fact]:
    if not case.asked("qualification", "speciality"):
        return []
    asked = {"asked": case.asks.speciality or ""}
    verdict = case.verdict("qualification", "speciality")
    if verdict == UNKNOWN:
        return [Fact("speciality_unknown", asked, case.source("vacancy", "requirements.speciality"))]
    named = [(number, one.speciality) for number, one in enumerate(case.resume.education) if one.speciality]
    if verdict == NOT_MET:
        return [
            Fact(
                "speciality_other",
                {**asked, "held": list(dict.fromkeys(name for _, name in named))},
                "resume.education",
            )
        ]
    number, name = named[_shared(case)]
    source = f"resume.education[{number}].speciality"
    if folded(name) == folded(asked["asked"]):
        return [Fact("speciality_same", {"held": name}, source)]
    return [Fact("speciality_there", {**asked, "held": name}, source)]


def _shared(case: Case) -> int:
    """Which of the stated specialities meets the asked one."""
    pairs = case.numbers.pairs
    wanted = set(parse(pairs.vacancies.sets.known(int(pairs.vacancies.specialities[case.row_v])))[0])
    held = parse(pairs.resumes.sets.known(int(pairs.resumes.trainings[case.row_r])))
    return next((number for number, one in enumerate(held) if not wanted.isdisjoint(one)), 0)


def _grade(case: Case) -> list[Fact]:
    if not case.asked("qualification", "grade"):
        return []
    pairs = case.numbers.pairs
    scale, rank, nodes = parse(pairs.vacancies.sets.known(int(pairs.vacancies.qualifications[case.row_v])))[0]
    wanted = Grade(scale, rank)
    held = parse(pairs.resumes.sets.known(int(pairs.resumes.qualifications[case.row_r])))
    counted = case.numbers.scorer.memory.counted(nodes, held)
    ranks = [one.rank for one in counted if one.scale == scale]
    params: dict[str, Any] = {"asked": grade_code(wanted)}
    if not ranks and case.verdict("qualification", "grade") == NOT_MET:
        others = max(Grade(one, level) for one, level, _ in held if one == scale)
        params["held"] = grade_code(others)
        return [Fact("grade_of_another_trade", params, case.source("resume", "qualifications"))]
    if not ranks:
        return [Fact("grade_unknown", params, case.source("vacancy", "requirements.qualification"))]
    params["held"] = grade_code(Grade(scale, max(ranks)))
    source = case.source("resume", "qualifications")
    if case.verdict("qualification", "grade") == NOT_MET:
        return [Fact("grade_lower", params, source)]
    if params["held"] == params["asked"]:
        return [Fact("grade_same", {"held": params["held"]}, source)]
    return [Fact("grade_higher", params, source)]


def grade_code(grade: Grade) -> str:
    """A grade as people number it: "grade:5", "category:1" (0 = the highest), "class:2", "teacher:expert"."""
    if grade.scale == "category":
        return f"category:{_CATEGORY_TOP - grade.rank}"
    if grade.scale == "class":
        return f"class:{_CLASS_TOP - grade.rank}"
    if grade.scale == "teacher":
        return f"teacher:{_TEACHERS[grade.rank]}"
    return f"grade:{grade.rank}"


def _licences(case: Case) -> list[Fact]:
    if not case.asked("qualification", "licences"):
        return []
    pairs = case.numbers.pairs
    asked = parse(pairs.vacancies.sets.known(int(pairs.vacancies.licences[case.row_v])))
    held = parse(pairs.resumes.sets.known(int(pairs.resumes.licences[case.row_r])))
    there: list[str] = []
    unlisted: list[str] = []
    told: list[Fact] = []
    for one in asked:
        verdict, _ = judge_one(one, held)
        if verdict == MET:
            covering = _covering(one, held)
            if covering is None:
                there.append(one)
            else:
                params = {"asked": one, "held": covering}
                told.append(Fact("licence_covered", params, case.source("resume", "licences", covering)))
        elif verdict == UNKNOWN:
            unlisted.append(one)
        else:
            told.append(_missing(case, one, held))
    if there:
        told.insert(0, Fact("licences_there", {"items": there}, case.source("resume", "licences", there[0])))
    if unlisted:
        told.append(Fact("licences_unlisted", {"items": unlisted}, case.source("vacancy", "requirements.licences")))
    return told


def _covering(asked: str, held: tuple[str, ...]) -> str | None:
    """The higher licence by which another is there; None where it is listed itself."""
    if asked in held:
        return None
    return next((one for one in held if not one.startswith(DENIED) and covers(one, asked)), None)


def _missing(case: Case, asked: str, held: tuple[str, ...]) -> Fact:
    """A licence that the person says they do not hold, or of which they hold another grade."""
    kind = asked.partition(":")[0]
    if f"{DENIED}{kind}" in held or f"{DENIED}{asked}" in held:
        return Fact("licence_denied", {"asked": asked}, case.source("resume", "licences.absent", asked))
    own = [one for one in held if one.partition(":")[0] == kind]
    return Fact("licence_lower", {"asked": asked, "held": own}, case.source("resume", "licences", own[0]))
