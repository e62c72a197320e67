"""What is known of each judged vacancy after a run; every table of the report is a sum over these."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from scoring.evaluation.baselines import resume_text, vacancy_text
from scoring.evaluation.judged import JudgedSet, Judgement
from scoring.evaluation.metrics import average_precision, ndcg, precision, recall
from scoring.evaluation.run import Ranked
from scoring.knowledge import Knowledge
from scoring.language.kazakh import is_kazakh
from scoring.language.words import tokens
from scoring.records import Vacancy

MEASURES = ("ndcg@10", "map", "recall@20", "p@5")
UNKNOWN_SECTOR = "?"
_CLAUSES = re.compile(r"[.!?;\n]+")
_LARGELY = 0.8
"""Share of a record's words in clauses of one language from which the record counts as of that language."""


@dataclass(frozen=True)
class Person:
    """One ranked resume: its language, grade (0 where not judged), and the labels (none where not judged)."""

    resume: str
    language: str
    grade: int
    total: float
    labels: dict[str, str]
    verdicts: dict[str, str]


@dataclass(frozen=True)
class Measured:
    """One vacancy with all resumes in their order."""

    vacancy: str
    sector: str
    language: str
    people: tuple[Person, ...]

    def figures(self, language: str | None = None) -> dict[str, float]:
        """The ranking figures; of resumes in one language, as if there were no others."""
        people = [one for one in self.people if language in (None, one.language)]
        return measures([one.resume for one in people], {one.resume: one.grade for one in people})


def measures(ranked: Sequence[str], grades: dict[str, int]) -> dict[str, float]:
    """The four figures of one order."""
    return {
        "ndcg@10": ndcg(ranked, grades),
        "map": average_precision(ranked, grades),
        "recall@20": recall(ranked, grades),
        "p@5": precision(ranked, grades),
    }


def measured(judged: JudgedSet, run: Sequence[Ranked], knowledge: Knowledge) -> list[Measured]:
    """The vacancies of a set in their order."""
    said = {resume.id: language(resume_text(resume)) for resume in judged.resumes}
    labels = {(one.vacancy, one.resume): one for one in judged.judgements}
    ranked = {vacancy: list(pairs) for vacancy, pairs in groupby(run, key=lambda one: one.vacancy)}
    return [
        Measured(
            vacancy.id,
            sector(vacancy, knowledge),
            language(vacancy_text(vacancy)),
            tuple(_person(one, labels, said) for one in ranked[vacancy.id]),
        )
        for vacancy in judged.vacancies
    ]


def sector(vacancy: Vacancy, knowledge: Knowledge) -> str:
    """The major group (first digit) of the stated occupation, else of the one that the title most likely means."""
    if vacancy.occupation:
        return vacancy.occupation[0]
    found = knowledge.finder.find(vacancy.title, 1)
    return knowledge.finder.code(found[0].node)[0] if found else UNKNOWN_SECTOR


def language(text: str) -> str:
    """kk, ru or mixed, by the words of a text's clauses; what is not Kazakh counts as Russian."""
    clauses = [words for words in map(tokens, _CLAUSES.split(text)) if words]
    kazakh = sum(len(words) for words in clauses if is_kazakh(words))
    share = kazakh / max(sum(map(len, clauses)), 1)
    return "kk" if share >= _LARGELY else "ru" if share <= 1 - _LARGELY else "mixed"


def _person(one: Ranked, judged: dict[tuple[str, str], Judgement], said: dict[str, str]) -> Person:
    label = judged.get((one.vacancy, one.resume))
    grade, labels = (label.grade, label.criteria) if label else (0, {})
    return Person(one.resume, said[one.resume], grade, one.total, labels, one.verdicts)
