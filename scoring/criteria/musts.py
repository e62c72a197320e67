"""Musts: facets that exclude who does not meet them. An unknown never excludes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from scoring.criteria.base import NOT_MET, Bools, Bytes, Judged, Pairs, SetRule, by_sets
from scoring.criteria.licences import judge_one
from scoring.criteria.other import language_rule

# Where a static must finds its facet: criterion and facet.
_FACETS = {
    "profession": ("profession", "profession"),
    "education": ("qualification", "education"),
    "speciality": ("qualification", "speciality"),
    "qualification": ("qualification", "grade"),
    "experience": ("experience", "experience"),
    "salary": ("salary", "salary"),
    "regime": ("schedule", "regime"),
    "employment": ("schedule", "employment"),
    "format": ("schedule", "format"),
    "night": ("schedule", "night"),
    "hours": ("schedule", "hours"),
    "place": ("transport", "place"),
}


def excluded(
    pairs: Pairs, criteria: Mapping[str, Judged], musts: Sequence[Sequence[str]]
) -> Bools:
    """Which pairs a must excludes; `musts[row]` are those of a vacancy row."""
    out = np.zeros(len(pairs), bool)
    rows = {row: tuple(musts[row]) for row in np.unique(pairs.vacancy).tolist()}
    for wanted in set(rows.values()):
        chosen = [row for row, own in rows.items() if own == wanted]
        here = np.flatnonzero(np.isin(pairs.vacancy, chosen))
        for must in wanted:
            out[here] |= _verdict(must, pairs, here, criteria) == NOT_MET
    return out


def _verdict(must: str, pairs: Pairs, rows: np.ndarray, criteria: Mapping[str, Judged]) -> Bytes:
    if must in _FACETS:
        criterion, name = _FACETS[must]
        return criteria[criterion].facets[name].verdict[rows]
    kind, _, code = must.partition(":")
    if kind == "skill":
        return criteria["other"].facets["skills"].verdict[rows]
    vacancies, resumes = pairs.vacancies, pairs.resumes
    v, r = pairs.vacancy[rows], pairs.resume[rows]
    if kind == "licence":
        rule: SetRule = lambda _, held: judge_one(code, held)  # noqa: E731 - a rule for one call
        return by_sets(vacancies.sets, vacancies.licences[v], resumes.sets, resumes.licences[r], rule, {}).verdict
    rule = lambda asked, held: _language(code, asked, held)  # noqa: E731 - a rule for one call
    return by_sets(vacancies.sets, vacancies.languages[v], resumes.sets, resumes.languages[r], rule, {}).verdict


def _language(code: str, asked: tuple, held: tuple) -> tuple[int, float]:
    """The language at the level that the vacancy asks; a language that it does not ask must only be listed."""
    return language_rule(tuple(one for one in asked if one[0] == code) or ((code, None),), held)
