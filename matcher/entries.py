"""The entries of a list: what is found, explained, as JSON-ready dicts with the texts of all languages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

import numpy as np

from indexer.search import Found
from scoring.criteria.base import Pairs
from scoring.explain import LANGS, facts_of, say, summary
from scoring.explain.model import Told
from scoring.rank import Scorer, Scores
from scoring.reading.complete import complete
from scoring.records import Resume, Vacancy
from scoring.suitability import band

DECIMALS = 6
REMEMBERED = 4_096
"""Records of which is remembered what was read in them."""

PairRecords = tuple[Vacancy, Resume]


class Entries:
    """Explains what a search found."""

    def __init__(self, scorer: Scorer) -> None:
        self._scorer = scorer
        # One person stands in many lists, one vacancy in each of its own.
        self._complete = lru_cache(maxsize=REMEMBERED)(complete)

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
        for places in _by_segment(shown):
            batch = [shown[place] for place in places]
            told.update(zip(places, self._told(batch, [records[at] for at in places], weights), strict=True))
        return [_entry(side, found, told[place]) for place, found in enumerate(shown)]

    def _told(
        self, batch: Sequence[Found], records: Sequence[PairRecords], weights: Mapping[str, float]
    ) -> list[dict[str, Told]]:
        sides = [(self._complete(offer), self._complete(person)) for offer, person in records]
        return facts_of(
            self._scorer,
            _together([found.pair for found in batch]),
            Scores.joined([found.scores for found in batch]),
            [offer.record for offer, _ in sides],
            [person.record for _, person in sides],
            [(*offer.evidence, *person.evidence) for offer, person in sides],
            weights,
        )


def _by_segment(shown: Sequence[Found]) -> Iterable[list[int]]:
    """Places of the found pairs by the columns that they are of."""
    places: dict[tuple[int, int], list[int]] = {}
    for place, found in enumerate(shown):
        places.setdefault((id(found.pairs.vacancies), id(found.pairs.resumes)), []).append(place)
    return places.values()


def _together(pairs: Sequence[Pairs]) -> Pairs:
    """Single pairs of the same columns as one batch."""
    vacancy, resume = (np.concatenate(rows) for rows in zip(*((one.vacancy, one.resume) for one in pairs), strict=True))
    return replace(pairs[0], vacancy=vacancy, resume=resume)


def _entry(side: str, found: Found, told: Mapping[str, Told]) -> dict[str, Any]:
    """One entry of a list: totals, band, and every criterion with its sentence in each language."""
    scores = found.scores
    said = {lang: say(told, lang) for lang in LANGS}
    return {
        side: found.id,
        "total": round(float(scores.total[0]), DECIMALS),
        "band": int(band(scores)[0]),
        "employer_fit": round(float(scores.employer_fit[0]), DECIMALS),
        "candidate_fit": round(float(scores.candidate_fit[0]), DECIMALS),
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
    return {key: _localised(value, lang) for key, value in made.items()}


def _localised(made: Any, lang: str) -> Any:
    if isinstance(made, dict):
        return made[lang] if made.keys() == set(LANGS) else localise(made, lang)
    return [_localised(one, lang) for one in made] if isinstance(made, list) else made
