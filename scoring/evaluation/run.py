"""Ranks a judged set by brute force: every resume for every vacancy, no index and no pruning."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from scoring.columns.build import ResumeBuilder, VacancyBuilder
from scoring.columns.resumes import ResumeColumns
from scoring.columns.titles import TitleColumns
from scoring.columns.vacancies import VacancyColumns
from scoring.criteria.base import VERDICTS
from scoring.evaluation.judged import JudgedSet
from scoring.evaluation.nearest import Encode, by_nearest
from scoring.knowledge import Knowledge
from scoring.language.concepts import Glossary
from scoring.rank import Scorer
from scoring.reading.complete import Completed, complete
from scoring.records import Record
from scoring.suitability import band
from scoring.weights import CRITERIA, weights

AS_OF = date(2026, 11, 20)
"""The day on which the development sets were judged."""


@dataclass(frozen=True)
class Layers:
    """What of the knowledge is used; an ablation takes parts away, the product has all of it.

    Without `occupations` titles meet by their words alone and no licence is suggested as a must; without `reading` only
    stated fields count; without `glossary` the words of skills and requirements meet by their stems alone.
    `vectors` is a layer that the product does not have: a model for the titles that the knowledge leaves unknown.
    """

    occupations: bool = True
    reading: bool = True
    glossary: bool = True
    vectors: Encode | None = None

    def knowledge(self, full: Knowledge) -> Knowledge:
        """The reference data that this much of it leaves."""
        return full if self.glossary else replace(full, glossary=Glossary([], {}))


FULL = Layers()


@dataclass(frozen=True)
class Prepared:
    """A judged set as columns."""

    judged: JudgedSet
    offers: VacancyColumns
    resumes: ResumeColumns


@dataclass(frozen=True)
class Ranked:
    """One pair of a run: rank from 1, total, verdict names by criterion."""

    vacancy: str
    resume: str
    rank: int
    total: float
    verdicts: dict[str, str]


def prepare(judged: JudgedSet, knowledge: Knowledge, layers: Layers = FULL) -> Prepared:
    """The set's records read and turned into columns."""
    resumes, offers = ResumeBuilder(knowledge), VacancyBuilder(knowledge)
    for resume in judged.resumes:
        resumes.add(_completed(resume, layers))
    for vacancy in judged.vacancies:
        offers.add(_completed(vacancy, layers))
    people, jobs = resumes.columns(), offers.columns()
    if not layers.occupations:
        people, jobs = (
            replace(people, titles=_words_only(people.titles)),
            replace(jobs, titles=_words_only(jobs.titles), musts=np.full(len(jobs), -1, np.int32)),
        )
    if layers.vectors:
        people, jobs = (
            replace(people, titles=by_nearest(people.titles, knowledge.classifier, layers.vectors)),
            replace(jobs, titles=by_nearest(jobs.titles, knowledge.classifier, layers.vectors)),
        )
    return Prepared(judged, jobs, people)


def rank_all(
    judged: JudgedSet, scorer: Scorer, as_of: date, changed: Mapping[str, float] | None = None, layers: Layers = FULL
) -> list[Ranked]:
    """All resumes of the set for each vacancy; excluded and band-0 ones last, each part by total."""
    if layers != FULL:
        scorer = Scorer(layers.knowledge(scorer.knowledge))
    return rank_prepared(prepare(judged, scorer.knowledge, layers), scorer, as_of, changed)


def rank_prepared(
    prepared: Prepared, scorer: Scorer, as_of: date, changed: Mapping[str, float] | None = None
) -> list[Ranked]:
    """The same of columns that are ready, so that constants can be tried without reading again."""
    used = weights(changed or {})
    found: list[Ranked] = []
    for row in range(len(prepared.judged.vacancies)):
        found += _of_vacancy(prepared, scorer, row, as_of, used)
    return found


def _of_vacancy(prepared: Prepared, scorer: Scorer, row: int, as_of: date, used: Mapping[str, float]) -> list[Ranked]:
    people = prepared.judged.resumes
    pairs = scorer.pairs(prepared.offers, prepared.resumes, row, np.arange(len(people)), as_of)
    scores = scorer.score(pairs, used, scorer.suggested(prepared.offers, pairs.vacancy))
    last = scores.excluded | (band(scores) == 0)
    unknowns = scores.unknowns()
    order = sorted(range(len(people)), key=lambda at: (bool(last[at]), -scores.total[at], unknowns[at], people[at].id))
    vacancy = prepared.judged.vacancies[row].id
    return [
        Ranked(
            vacancy,
            people[at].id,
            rank,
            float(scores.total[at]),
            {name: VERDICTS[int(scores.criteria[name].verdict[at])] for name in CRITERIA},
        )
        for rank, at in enumerate(order, start=1)
    ]


def _completed(record: Record, layers: Layers) -> Completed[Record]:
    return complete(record) if layers.reading else Completed(record, (), ())


def _words_only(titles: TitleColumns) -> TitleColumns:
    """Titles of which no occupation is known."""
    return replace(titles, nodes=np.zeros_like(titles.nodes), confidence=np.zeros_like(titles.confidence))
