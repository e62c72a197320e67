"""The entries of a list: what is found, explained, as JSON-ready dicts with the texts of all languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

import numpy as np

from indexer.search import Found
from scoring.criteria.base import Pairs
from scoring.explain import LANGS, facts_of, say_in_all, summary
from scoring.explain.model import Told
from scoring.rank import Scorer, Scores
from scoring.reading.complete import complete
from scoring.records import Resume, Vacancy
from scoring.suitability import band

DECIMALS = 6
REMEMBERED = 4_096
"""Records of which is remembered what was read in them."""
_ALL_LANGS = frozenset(LANGS)
_NESTED = {dict, list}
"""The types in which texts stand; a look at the type of all others costs less than a call for each."""

PairRecords = tuple[Vacancy, Resume]


class Entries:
    """Explains what a search found."""

    def __init__(self, scorer: Scorer) -> None:
        self._scorer = scorer
        # One person stands in many lists, one vacancy in each of its own.
        self.complete = lru_cache(maxsize=REMEMBERED)(complete)

    def of(
        self, side: str, shown: Sequence[Found], records: Sequence[PairRecords], weights: Mapping[str, float]
    ) -> list[dict[str, Any]]:
        """An entry for each found pair; those of one segment are explained together.

        Args:
            side: the key under which an entry names the found record.
            shown: what was found, in order.
            records: the vacancy and the resume of each.
            weights: of the search.
        """
        told: dict[int, dict[str, Told]] = {}
        for batches in _by_segment(shown):
            places = [place for batch in batches for place in batch]
            parts = [_part([shown[place] for place in batch]) for batch in batches]
            told.update(zip(places, self._told(parts, [records[place] for place in places], weights), strict=True))
        bands = {key: band(scored).tolist() for key, scored in {id(one.scored): one.scored for one in shown}.items()}
        return [
            {side: found.id, **_entry(found, bands[id(found.scored)][found.at], told[place])}
            for place, found in enumerate(shown)
        ]

    def _told(
        self, parts: Sequence[tuple[Pairs, Scores]], records: Sequence[PairRecords], weights: Mapping[str, float]
    ) -> list[dict[str, Told]]:
        sides = [(self.complete(offer), self.complete(person)) for offer, person in records]
        return facts_of(
            self._scorer,
            _together([pairs for pairs, _ in parts]),
            Scores.joined([scores for _, scores in parts]),
            [offer.record for offer, _ in sides],
            [person.record for _, person in sides],
            [(*offer.evidence, *person.evidence) for offer, person in sides],
            weights,
        )


def _by_segment(shown: Sequence[Found]) -> list[list[list[int]]]:
    """Places of the found pairs by the columns that they are of, and within those by the batch that scored them."""
    segments: dict[tuple[int, int], dict[int, list[int]]] = {}
    for place, found in enumerate(shown):
        columns = (id(found.pairs.vacancies), id(found.pairs.resumes))
        segments.setdefault(columns, {}).setdefault(id(found.scored), []).append(place)
    return [[*batches.values()] for batches in segments.values()]


def _part(batch: Sequence[Found]) -> tuple[Pairs, Scores]:
    """What was found in one batch of scored pairs."""
    rows = np.array([found.at for found in batch])
    return batch[0].pairs.take(rows), batch[0].scored.take(rows)


def _together(parts: Sequence[Pairs]) -> Pairs:
    """Pairs of the same columns as one batch."""
    if len(parts) == 1:
        return parts[0]
    spread = [one.spread() for one in parts]
    vacancy, resume = np.concatenate([one.vacancy for one in spread]), np.concatenate([one.resume for one in spread])
    return replace(parts[0], vacancy=vacancy, resume=resume)


def _entry(found: Found, band_of: int, told: Mapping[str, Told]) -> dict[str, Any]:
    """What an entry says beside whom it names: totals, band, every criterion with its sentence in each language."""
    scores, at = found.scored, found.at
    said = say_in_all(told)
    return {
        "total": round(float(scores.total[at]), DECIMALS),
        "band": band_of,
        "employer_fit": round(float(scores.employer_fit[at]), DECIMALS),
        "candidate_fit": round(float(scores.candidate_fit[at]), DECIMALS),
        "summary": {lang: summary(said[lang], lang) for lang in LANGS},
        "criteria": {
            name: {
                "verdict": one.verdict,
                "value": one.value,
                "weight": one.weight,
                "text": {lang: said[lang][name].text for lang in LANGS},
                "ask": None if said["ru"][name].ask is None else {lang: said[lang][name].ask for lang in LANGS},
                "facts": [fact._asdict() for fact in one.facts],
            }
            for name, one in told.items()
        },
    }


def localise(made: dict[str, Any], lang: str) -> dict[str, Any]:
    """The same answer with the texts of one language in place of all."""
    return {key: _localised(value, lang) if type(value) in _NESTED else value for key, value in made.items()}


def _localised(made: Any, lang: str) -> Any:
    if type(made) is dict:
        return made[lang] if len(made) == len(LANGS) and made.keys() == _ALL_LANGS else localise(made, lang)
    return [_localised(one, lang) if type(one) in _NESTED else one for one in made]
