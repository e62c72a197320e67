"""The first stage of both directions: from one record to the engine's query and the bound that its scores make.

A score plus `base` is never below the logarithm of the total that the exact scorer could give, as far as the total may
be listed at all; so what was not retrieved is known not to win. All builders are pure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from math import log
from typing import Any

from indexer.opensearch import pay, seeking, way, worktime
from indexer.opensearch.documents import made
from indexer.opensearch.parts import First, first, has, union
from scoring.columns.codes import month_of
from scoring.columns.resumes import ResumeColumns
from scoring.columns.vacancies import VacancyColumns
from scoring.rank import Scorer
from scoring.suitability import BAND_FROM
from scoring.weights import EMPLOYER, PERSON
from scoring.whatif import Relaxation

PACKED = "packed"
LISTED = log(BAND_FROM[0])
"""Whoever's total lies below is not listed at all."""


def people_for(  # noqa: PLR0913, PLR0917 - one question whose parts come from as many places
    scorer: Scorer,
    offer: VacancyColumns,
    weights: Mapping[str, float],
    as_of: date,
    ladder: Sequence[Relaxation] = (),
    floor: float = LISTED,
) -> First:
    """The first stage for one vacancy, or for it and all its relaxations at once, down to a floor (a logarithm)."""
    shares = _shares(weights, scheduled=worktime.asked(offer))
    asked = [(offer, 0.0), *((step.offer, step.extra_minutes) for step in ladder)]
    return first(
        [
            *seeking.for_offer(scorer, offer, month_of(as_of), (shares["profession"], shares["wish"]), floor),
            *worktime.for_offer(offer, shares["schedule"]),
            union([pay.for_offer(one, shares["salary"]) for one, _ in asked]),
            union([way.for_offer(one, shares["transport"], extra) for one, extra in asked]),
        ],
        floor,
    )


def work_for(
    scorer: Scorer, person: ResumeColumns, weights: Mapping[str, float], as_of: date, floor: float = LISTED
) -> First:
    """The first stage for one resume, down to a floor (a logarithm)."""
    shares = _shares(weights, scheduled=True)
    return first(
        [
            *seeking.for_person(scorer, person, month_of(as_of), (shares["profession"], shares["wish"]), floor),
            *worktime.for_person(person, shares["schedule"]),
            pay.for_person(person, shares["salary"]),
            way.for_person(person, shares["transport"]),
        ],
        floor,
    )


def page(stage: First, size: int, floor: float) -> dict[str, Any]:
    """The best `size` documents by their bound, none below `floor` (a logarithm)."""
    return {
        "size": size,
        "query": stage.query,
        "min_score": max(floor - stage.base, 0.0),
        "track_total_hits": False,
        "_source": False,
        "stored_fields": "_none_",
        "docvalue_fields": [PACKED, "version"],
    }


def everything() -> dict[str, Any]:
    """How many documents there are, how many of them this code made, the newest change number among them."""
    return {
        "size": 0,
        "track_total_hits": True,
        "query": {"match_all": {}},
        "aggs": {"version": {"max": {"field": "version"}}, "made": {"filter": has("made", made())}},
    }


def _shares(weights: Mapping[str, float], *, scheduled: bool) -> dict[str, float]:
    """The exponent of each value in a total, where everything is asked; never more than where less is."""
    employer, person = (sum(weights[name] for name in names) for names in (EMPLOYER, PERSON))
    if not scheduled:
        person -= weights["schedule"]
    shares = {name: weights[name] / person / 2 if person > 0 else 0.0 for name in PERSON}
    return {**shares, "profession": weights["profession"] / employer / 2 if employer > 0 else 0.0}
