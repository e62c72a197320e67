"""From scored pairs to facts, and from facts to findings in a language."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from scoring.criteria.base import UNKNOWN, VERDICTS, Judged, Pairs, spread
from scoring.explain.case import Case, Facets
from scoring.explain.facts import FACTS
from scoring.explain.model import LANGS, Fact, Finding, Lang, Quoted, Records, Told
from scoring.explain.numbers import Numbers
from scoring.explain.phrasebook import load
from scoring.weights import CRITERIA

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scoring.rank import Scorer, Scores
    from scoring.records import Resume, Vacancy

UNKNOWN_NAME = VERDICTS[UNKNOWN]


def facts_of(  # noqa: PLR0913, PLR0917 - one question whose parts come from as many places
    scorer: Scorer,
    pairs: Pairs,
    scores: Scores,
    vacancies: Sequence[Vacancy],
    resumes: Sequence[Resume],
    evidence: Sequence[Sequence[Quoted] | None],
    weights: Mapping[str, float],
) -> list[dict[str, Told]]:
    """Every criterion of each pair in no language.

    Args:
        scorer: the scorer that ranked.
        pairs: n pairs, and `scores` of exactly these.
        scores: verdicts and values as ranked; nothing is judged again.
        vacancies: the completed vacancy of each pair (n of them; the same one n times for a shortlist).
        resumes: the completed resume of each pair.
        evidence: what was read from the free text of each pair's records, both sides in one sequence, or None.
        weights: by criterion, as applied to the ranking.
    """
    if not len(pairs):
        return []
    numbers = Numbers(scorer, pairs)
    facets = _facets(scores, len(pairs))
    rows = _criteria(scores, weights)
    found = []
    for at, (vacancy, resume, said) in enumerate(zip(vacancies, resumes, evidence, strict=True)):
        case = Case(numbers, at, facets[at], Records(vacancy, resume, said or ()))
        found.append({name: Told(*rows[name][at], tuple(FACTS[name](case))) for name in CRITERIA})
    return found


def say(told: Mapping[str, Told], lang: Lang) -> dict[str, Finding]:
    """The findings of one pair in a language."""
    return say_in_all(told)[lang]


def say_in_all(told: Mapping[str, Told]) -> dict[Lang, dict[str, Finding]]:
    """The findings of one pair in every language."""
    said = [(name, one, _sentences(_key(name, one))) for name, one in told.items()]
    return {
        lang: {
            name: Finding(one.verdict, one.value, one.weight, *sentences[lang], one.facts)
            for name, one, sentences in said
        }
        for lang in LANGS
    }


def _key(criterion: str, told: Told) -> bytes:
    """All that the sentences of a criterion are made of."""
    facts = [(fact.code, fact.params) for fact in told.facts]
    return msgspec.json.encode((criterion, told.verdict == UNKNOWN_NAME, facts))


@lru_cache(maxsize=20_000)
def _sentences(key: bytes) -> dict[Lang, tuple[str, str | None]]:
    """Text and question by language: people of one list differ in few facts, so that most are said again and again."""
    criterion, unknown, given = msgspec.json.decode(key)
    facts = tuple([Fact(code, params, "") for code, params in given])
    return {
        lang: (book.sentence(criterion, facts), book.question(facts) if unknown else None)
        for lang, book in load().items()
    }


def explain(  # noqa: PLR0913, PLR0917 - one question whose parts come from as many places
    scorer: Scorer,
    pairs: Pairs,
    scores: Scores,
    vacancy: Vacancy,
    resume: Resume,
    evidence: Sequence[Quoted] | None,
    weights: Mapping[str, float],
    lang: Lang,
) -> dict[str, Finding]:
    """The findings of exactly one pair in a language; for many pairs `facts_of` and `say` are faster."""
    (told,) = facts_of(scorer, pairs, scores, [vacancy], [resume], [evidence], weights)
    return say(told, lang)


def _facets(scores: Scores, count: int) -> list[Facets]:
    """Verdicts of all facets, turned from arrays a criterion into values a pair, once."""
    verdict = {name: _columns(one, 0, count) for name, one in scores.criteria.items()}
    asked = {name: _columns(one, 2, count) for name, one in scores.criteria.items()}
    return [Facets(_row(verdict, at), _row(asked, at)) for at in range(count)]


def _columns(judged: Judged, field: int, count: int) -> dict[str, list[int]]:
    return {name: spread(facet[field], count).tolist() for name, facet in judged.facets.items()}


def _row(columns: Mapping[str, Mapping[str, list[int]]], at: int) -> dict[str, dict[str, int]]:
    return {name: {facet: values[at] for facet, values in one.items()} for name, one in columns.items()}


def _criteria(scores: Scores, weights: Mapping[str, float]) -> dict[str, list[tuple[str, float | None, float]]]:
    """Verdict, value (None where unknown) and weight (0 where not asked) of each pair, by criterion."""
    found: dict[str, list[tuple[str, float | None, float]]] = {}
    for name, one in scores.criteria.items():
        values = np.round(one.value.astype(np.float64), 6).tolist()
        rows = zip(one.verdict.tolist(), values, one.asked.tolist(), strict=True)
        found[name] = [
            (VERDICTS[verdict], None if verdict == UNKNOWN else value, weights[name] if asked else 0.0)
            for verdict, value, asked in rows
        ]
    return found
