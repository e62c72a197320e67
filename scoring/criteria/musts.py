"""Musts: facets that exclude who does not meet them. An unknown never excludes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from scoring.criteria.base import MET, NOT_MET, Bools, Bytes, Judged, Members, Pairs, SetRule, by_sets, picked, spread
from scoring.criteria.licences import judge_one
from scoring.criteria.memory import Memory, Phrases
from scoring.criteria.other import SKILL_PRIOR, language_rule, named_of

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


def excluded(pairs: Pairs, criteria: Mapping[str, Judged], musts: Mapping[int, Sequence[str]], memory: Memory) -> Bools:
    """Which pairs a must excludes; `musts[row]` are those of a vacancy row."""
    out = np.zeros(len(pairs), bool)
    by_musts: dict[tuple[str, ...], list[int]] = {}
    for row, own in musts.items():
        if own:
            by_musts.setdefault(tuple(own), []).append(row)
    for wanted, chosen in by_musts.items():
        here = np.flatnonzero(spread(np.isin(pairs.vacancy, chosen), len(pairs)))
        for must in wanted:
            out[here] |= _verdict(must, pairs, here, criteria, memory) == NOT_MET
    return out


def _verdict(must: str, pairs: Pairs, rows: NDArray[np.int64], criteria: Mapping[str, Judged], memory: Memory) -> Bytes:
    if must in _FACETS:
        criterion, name = _FACETS[must]
        return picked(criteria[criterion].facets[name].verdict, rows)
    kind, _, code = must.partition(":")
    if kind == "skill":
        return _skill(pairs.take(rows), memory.skill(code))
    here, vacancies, resumes = pairs.take(rows), pairs.vacancies, pairs.resumes
    if kind == "licence":
        rule: SetRule = lambda _, held: judge_one(code, held)  # noqa: E731 - a rule for one call
        return by_sets(here, vacancies.licences, resumes.licences, rule, {}).verdict
    rule = lambda asked, held: _language(code, asked, held)  # noqa: E731 - a rule for one call
    return by_sets(here, vacancies.languages, resumes.languages, rule, {}).verdict


def _skill(pairs: Pairs, asked: Phrases) -> Bytes:
    """One skill by its own words, asked by the vacancy or not; words that carry no skill are met by everyone."""
    if not asked.number:
        return np.full(len(pairs), MET, np.int8)
    return named_of(pairs, [asked], np.zeros(len(pairs), np.int64), SKILL_PRIOR).verdict


def _language(code: str, asked: Members, held: Members) -> tuple[int, float]:
    """The language at the level that the vacancy asks; a language that it does not ask must only be listed."""
    return language_rule(tuple(one for one in asked if one[0] == code) or ((code, None),), held)
