"""Weights of the criteria and musts: what a vacancy suggests, what a specialist may change.

A weight names a criterion; a criterion that nobody asks for weighs nothing in that pair. A must names a facet and
excludes those who do not meet it; an unknown stays, with its question.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from scoring.occupations.classifier import Classifier

EMPLOYER = ("profession", "qualification", "experience", "other")
PERSON = ("wish", "salary", "schedule", "transport")
CRITERIA = ("profession", "qualification", "experience", "salary", "schedule", "transport", "other")
"""The seven criteria of point 70 and point 2(10) of the Rules; `wish` is the person's side of the profession."""

DEFAULT_WEIGHTS: Mapping[str, float] = {
    "profession": 3.0,
    "qualification": 1.5,
    "experience": 2.0,
    "other": 1.5,
    "wish": 1.2,
    "salary": 1.4,
    "schedule": 2.2,
    "transport": 3.0,
}
LARGEST_WEIGHT = 10.0

STATIC_MUSTS = (
    "profession", "education", "speciality", "qualification", "experience",
    "salary", "regime", "employment", "format", "night", "hours", "place",
)  # fmt: skip
_MUST = re.compile(rf"({'|'.join(STATIC_MUSTS)})|(licence|language|skill):\S.*")


class WeightError(ValueError):
    """A weight or a must that means nothing; the message names it and says what is possible."""


@dataclass(frozen=True)
class Wishes:
    """What a specialist changed for one search: weights by criterion, musts to add and to drop (None: as suggested)."""

    weights: Mapping[str, float]
    musts: tuple[str, ...] | None = None


def weights(changed: Mapping[str, float]) -> dict[str, float]:
    """The default weights with the changed ones.

    Raises:
        WeightError: no such criterion, or a weight outside 0..10.
    """
    for name, value in changed.items():
        if name not in DEFAULT_WEIGHTS:
            raise WeightError(f"no criterion {name!r}; there are {', '.join(DEFAULT_WEIGHTS)}")
        if not 0 <= value <= LARGEST_WEIGHT:
            raise WeightError(f"the weight of {name} must lie between 0 and {LARGEST_WEIGHT:g}")
    return {**DEFAULT_WEIGHTS, **changed}


def check_musts(musts: Iterable[str]) -> tuple[str, ...]:
    """The musts, each once, in their order.

    Raises:
        WeightError: a must that names no facet.
    """
    known = tuple(dict.fromkeys(musts))
    for must in known:
        if not _MUST.fullmatch(must):
            names = ", ".join(STATIC_MUSTS)
            raise WeightError(f"no facet {must!r}; there are {names}, licence:CODE, language:CODE, skill:NAME")
    return known


def suggested_musts(licences: Iterable[str], nodes: Iterable[int], classifier: Classifier) -> tuple[str, ...]:
    """The musts that a vacancy suggests: the licences without which its occupation may not be done at all.

    A licence that the vacancy asks and that its occupation group usually needs is a must (a lorry without category C);
    one asked beside (a mechanic with category B) is a requirement like others.
    """
    usual = {one.partition(":")[0] for node in nodes for one in classifier.nodes[node].licences}
    return tuple(f"licence:{one}" for one in licences if one.partition(":")[0] in usual - NOT_ESSENTIAL)


NOT_ESSENTIAL = frozenset({"medical_book", "safety", "medical_specialist_certificate"})
"""Papers that a person gets within days once hired; asked, but never a reason to exclude by themselves."""
