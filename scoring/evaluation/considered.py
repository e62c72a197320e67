"""People whom a recruiter considered for one of several vacancies: does their own vacancy find them again?

Every resume of the folder is ranked for every vacancy; relevant are those that were considered for this one, whatever
was decided (the decision within a pool cannot be told from the text). Resumes with the same text count as one person.
The folder holds vacancies.jsonl, resumes.jsonl and qrels.tsv of the "talent match" form and stays outside the project.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from scoring.evaluation import intervals
from scoring.evaluation.baselines import BASELINES
from scoring.evaluation.judged import JudgedSet, Judgement, objects, table
from scoring.evaluation.metrics import RELEVANT, average_precision, ndcg
from scoring.evaluation.run import rank_all
from scoring.rank import Scorer
from scoring.records import Job, Resume, Vacancy

Rows = list[tuple[float, float]]


def evaluate_considered(folder: Path, scorer: Scorer) -> dict[str, Any]:
    """AP and nDCG@10 with intervals, beside plain searches, with the intervals of the differences.

    Raises:
        JudgedSetError: a file of the folder is missing.
    """
    judged, as_of = load(folder)
    ranked: dict[str, list[str]] = {}
    for one in rank_all(judged, scorer, as_of):
        ranked.setdefault(one.vacancy, []).append(one.resume)
    ours = _rows(judged, ranked)
    found: dict[str, Any] = {"queries": len(ours), "resumes": len(judged.resumes), **_figures(ours), "baselines": {}}
    for name in ("bm25", "word_tfidf", "char_tfidf"):
        theirs = _rows(judged, BASELINES[name](judged))
        found["baselines"][name] = {**_figures(theirs), "ap_ours_more_by": _difference(ours, theirs)}
    return found


def load(folder: Path) -> tuple[JudgedSet, date]:
    """The folder as a judged set (considered = grade 2), and a day after its latest job began: no other is stated.

    Raises:
        JudgedSetError: a file is missing.
    """
    people = {one["uuid"]: one for one in objects(folder / "resumes.jsonl")}
    vacancies = [_vacancy(one) for one in objects(folder / "vacancies.jsonl")]
    first: dict[str, str] = {}
    same = {uuid: first.setdefault(one["text_hash"], uuid) for uuid, one in people.items()}
    rows = table(folder / "qrels.tsv", "vacancy_uuid", "resume_uuid")
    pairs = {(row["vacancy_uuid"], same[row["resume_uuid"]]) for row in rows}
    resumes = [_resume(people[uuid]) for uuid in first.values()]
    starts = max((job.start for one in resumes for job in one.experience if job.start), default="2024-01")
    year, month = map(int, starts.split("-"))
    judgements = [Judgement(vacancy, resume, RELEVANT, {}) for vacancy, resume in sorted(pairs)]
    return JudgedSet(vacancies, resumes, judgements), date(year + month // 12, month % 12 + 1, 1)


def _vacancy(one: dict[str, Any]) -> Vacancy:
    return Vacancy(id=one["uuid"], title=one["name"].strip(), description=one.get("description"))


def _resume(one: dict[str, Any]) -> Resume:
    jobs = [
        Job(
            title=job.get("position"),
            start=_month(job.get("starts")),
            end=_month(job.get("ends")),
            duties=job.get("description"),
        )
        for job in one.get("experienceItem") or ()
    ]
    skills = [part.strip() for part in (one.get("key_skills") or "").split(",")]
    return Resume(
        id=one["uuid"],
        desired=(),
        summary=one.get("about"),
        experience=tuple(jobs),
        skills=tuple(part for part in skills if part),
    )


def _month(day: str | None) -> str | None:
    return day[:7] if day else None


def _rows(judged: JudgedSet, ranked: dict[str, list[str]]) -> Rows:
    """Average precision and nDCG@10 of each vacancy."""
    grades = {one.id: judged.grades(one.id) for one in judged.vacancies}
    return [(average_precision(ranked[one], of), ndcg(ranked[one], of)) for one, of in grades.items()]


def _figures(rows: Rows) -> dict[str, Any]:
    ap, gain = zip(*rows, strict=True)
    return {
        "ap": sum(ap) / len(ap),
        "ndcg@10": sum(gain) / len(gain),
        "intervals": {"ap": intervals.of_mean(ap), "ndcg@10": intervals.of_mean(gain)},
        "by_query": [round(one, 4) for one in ap],
    }


def _difference(ours: Rows, theirs: Rows) -> dict[str, Any]:
    one, other = [row[0] for row in ours], [row[0] for row in theirs]
    return {"mean": (sum(one) - sum(other)) / len(one), "interval": intervals.of_difference(one, other)}
