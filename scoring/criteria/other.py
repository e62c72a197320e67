"""Other: required skills, languages and further demands.

met: all are there, or nothing is asked. not_met: one is contradicted (a lower level of the language, "I never did
that"). unknown: asked, and the record is silent. A skill that is named counts at any depth; a language absent from a
list is unknown, not refused. A skill is a set of concepts, named when most of their weight is found in the record.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scoring.columns.texts import Ragged
from scoring.criteria.base import (
    MET,
    NOT_ASKED,
    NOT_MET,
    UNKNOWN,
    Bools,
    Curve,
    Facet,
    Floats,
    Ints,
    Judged,
    Members,
    Pairs,
    by_sets,
    join,
    picked,
    states,
    worst,
)
from scoring.criteria.memory import Memory, Phrases
from scoring.records import LEVELS

SKILL_PRIOR = 0.72
DEMAND_PRIOR = 0.85
LANGUAGE_PRIOR = 0.75
NAMED = 0.5
"""Share of a skill's weight that must be found for the skill to be named."""
CONTRADICTED = 0.4
BELOW_LEVEL = Curve("CEFR levels below the asked one", ((0, 1.0), (1, 0.65), (2, 0.35), (3, 0.2)))
COVERAGE = Curve("share of the skill found", ((0.0, SKILL_PRIOR), (NAMED, 0.95), (1.0, 1.0)))


def asks(pairs: Pairs) -> bool:
    """Whether one of the vacancies asks for any."""
    offers = pairs.vacancies
    return any(states(pairs, one) for one in (offers.skills, offers.others, offers.languages))


def judge(pairs: Pairs, memory: Memory) -> Judged:
    """Facets `skills`, `demands`, `languages`."""
    vacancies, resumes = pairs.vacancies, pairs.resumes
    return join(
        {
            "skills": _named(pairs, memory, vacancies.skills[pairs.vacancy], SKILL_PRIOR),
            "demands": _named(pairs, memory, vacancies.others[pairs.vacancy], DEMAND_PRIOR),
            "languages": by_sets(pairs, vacancies.languages, resumes.languages, language_rule, memory.language),
        },
        len(pairs),
    )


def language_rule(asked: Members, held: Members) -> tuple[int, float]:
    """Asked and held: pairs [code, level or None]."""
    levels = {code: level for code, level in held}  # noqa: C416 - the pairs are lists, dict() would refuse them in mypy
    return worst(_language(level, code in levels, levels.get(code)) for code, level in asked)


def _language(asked: str | None, listed: bool, held: str | None) -> tuple[int, float]:
    if not listed:
        return UNKNOWN, LANGUAGE_PRIOR
    if asked is None or held is None:
        return (MET, 1.0) if asked is None else (UNKNOWN, 0.85)
    below = max(LEVELS.index(asked) - LEVELS.index(held), 0)
    return (MET, 1.0) if below == 0 else (NOT_MET, float(BELOW_LEVEL(np.array([below], np.float32))[0]))


class Named(NamedTuple):
    """The asked phrases of n pairs one after another: int64[n] how many each, verdict int8[k], value float32[k]."""

    asked: NDArray[np.int64]
    verdict: NDArray[np.int8]
    value: Floats


def named(pairs: Pairs, memory: Memory, asked: Ints, prior: float) -> Named:
    """Each asked phrase (`asked` = ids of sets of phrases) against the words of the record and the denied ones."""
    distinct, back = (
        (asked, np.zeros(len(pairs), np.int64)) if len(asked) == 1 else np.unique(asked, return_inverse=True)
    )
    sets = [memory.phrases(pairs.vacancies.sets.known(one)) for one in distinct.tolist()]
    return named_of(pairs, sets, back, prior)


def named_of(pairs: Pairs, sets: Sequence[Phrases], back: NDArray[np.int64], prior: float) -> Named:
    """The phrases `sets[back[i]]` of each pair i.

    The phrases of all pairs are laid out flat: every concept of every phrase of every pair is one look-up.
    """
    phrases = np.array([one.number for one in sets], np.int64)[back]
    if not phrases.any():
        return Named(phrases, np.empty(0, np.int8), np.empty(0, np.float32))
    flat = Ragged.of([one.concepts.tolist() for one in sets])
    positions, owner = flat.positions(back.astype(np.int32))
    weights = np.concatenate([one.weights for one in sets])[positions]
    first = np.cumsum(phrases) - phrases
    phrase = first[owner] + np.concatenate([one.phrase for one in sets])[positions]
    concepts, resume = flat.values[positions], picked(pairs.resume, owner)
    found = _coverage(pairs.resumes.words, resume, concepts, weights, phrase)
    refused = _coverage(pairs.resumes.denied, resume, concepts, weights, phrase)
    return Named(phrases, *_phrase(found, refused, prior))


def _named(pairs: Pairs, memory: Memory, asked: Ints, prior: float) -> Facet:
    """The phrases of each pair as one facet."""
    count, one, worth = named(pairs, memory, asked, prior)
    rows = np.flatnonzero(count)
    if not len(rows):
        return NOT_ASKED
    verdict, value = np.full(len(pairs), MET, np.int8), np.ones(len(pairs), np.float32)
    first = (np.cumsum(count) - count)[rows]
    verdict[rows] = np.minimum.reduceat(one, first)
    value[rows] = np.multiply.reduceat(worth, first)
    return Facet(verdict, value, count > 0)


def _phrase(found: Floats, refused: Floats, prior: float) -> tuple[NDArray[np.int8], Floats]:
    met: Bools = found >= NAMED - 1e-6
    contradicted = (refused >= NAMED - 1e-6) & (refused >= found)
    verdict = np.where(contradicted, NOT_MET, np.where(met, MET, UNKNOWN)).astype(np.int8)
    value = np.where(contradicted, CONTRADICTED, np.maximum(COVERAGE(found), prior)).astype(np.float32)
    return verdict, value


def _coverage(words: Ragged, rows: Ints, concepts: Ints, weights: Floats, phrase: NDArray[np.int64]) -> Floats:
    """Share of each phrase's weight that stands in its row's bag of words."""
    return np.bincount(phrase, weights * words.has(rows, concepts), int(phrase[-1]) + 1).astype(np.float32)
