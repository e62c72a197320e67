"""What a plain search engine is given of a resume and of a vacancy: words, pay, place, and the codes of occupations."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from api.cli.bench.peers.peer import Exact
from scoring.evaluation.baselines import resume_text, vacancy_text
from scoring.records import EDUCATION, Ask, Offer, Resume, Vacancy

NEAR = 0.5
"""Closeness from which another occupation counts as a near one."""
NEAR_AT_MOST = 60


class Person(NamedTuple):
    """A resume as a document; what is not stated is None. `occupations` are nodes of the classifier."""

    row: int
    id: str
    titles: str
    jobs: str
    skills: str
    text: str
    salary: float | None
    region: str | None
    point: tuple[float, float] | None
    education: int | None
    years: float | None
    regimes: list[str]
    occupations: list[int]


class Offered(NamedTuple):
    """A vacancy as a query."""

    title: str
    skills: str
    text: str
    salary: float | None
    region: str | None
    point: tuple[float, float] | None
    education: int | None
    years: float | None
    regime: str | None


def person(exact: Exact, row: int, one: Resume) -> Person:
    """A resume as a document."""
    columns = exact.columns
    works = columns.works
    titles = works.values[works.offsets[row] : works.offsets[row + 1]]
    levels = [EDUCATION.index(line.level) for line in one.education if line.level]
    return Person(
        row,
        one.id,
        " ".join(one.desired),
        " ".join(job.title for job in one.experience if job.title),
        " ".join((*one.skills, *one.qualifications)),
        resume_text(one),
        _monthly(one.salary.min, one.salary) if one.salary else None,
        one.place.kato[:2] if one.place and one.place.kato else None,
        (one.place.lat, one.place.lon) if one.place and one.place.lat and one.place.lon else None,
        max(levels, default=None),
        one.experience_years,
        list(one.accepts.regimes or ()) if one.accepts else [],
        sorted({int(node) for node in columns.titles.nodes[titles].ravel() if node}),
    )


def occupations(exact: Exact, one: Vacancy) -> tuple[list[int], list[int]]:
    """The occupations that a vacancy's title may mean, and the nearest of those that the classifier calls near."""
    offer = exact.offer(one)
    same = [int(node) for node in offer.titles.nodes[int(offer.title[0])] if node]
    matrix = exact.parts.scorer.knowledge.classifier.closeness
    close = matrix[:, same].max(axis=1) if same else np.zeros(len(matrix))
    nearest = [int(node) for node in np.argsort(-close)[:NEAR_AT_MOST] if close[node] >= NEAR and int(node) not in same]
    return same, nearest


def offered(one: Vacancy) -> Offered:
    """A vacancy as a query."""
    asks, place = one.requirements, one.place
    return Offered(
        one.title,
        " ".join(skill.name for skill in asks.skills) if asks else "",
        vacancy_text(one),
        _monthly(one.salary.high or one.salary.low, one.salary) if one.salary else None,
        place.kato[:2] if place and place.kato else None,
        (place.lat, place.lon) if place and place.lat and place.lon else None,
        EDUCATION.index(asks.education) if asks and asks.education else None,
        asks.experience_years if asks else None,
        one.schedule.regime if one.schedule else None,
    )


def _monthly(amount: float | None, of: Ask | Offer) -> float | None:
    """Only what is stated in tenge a month can be compared by a plain engine."""
    return amount if (of.currency or "KZT") == "KZT" and (of.period or "month") == "month" else None
