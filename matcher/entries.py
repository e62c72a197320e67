"""The entries of a list: what is found, explained, as JSON-ready dicts with the texts of all languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from indexer.search import Found
from scoring.criteria.base import Pairs
from scoring.explain import LANGS, facts_of, say, summary
from scoring.explain.model import Told
from scoring.rank import Scorer
from scoring.reading.complete import complete
from scoring.records import Resume, Vacancy
from scoring.suitability import band

DECIMALS = 6

PairRecords = tuple[Vacancy, Resume]


class Entries:
    """Explains what a search found."""

    def __init__(self, scorer: Scorer) -> None:
        self._scorer = scorer

    def of(
        self, side: str, shown: Sequence[Found], records: Sequence[PairRecords], weights: Mapping[str, float]
    ) -> list[dict[str, Any]]:
        """An entry for each found pair; the pairs of one batch of the search are explained together.

        Args:
            side: the key under which an entry names the found record.
            shown: what was found, in order.
            records: the vacancy and the resume of each.
            weights: of the search.
        """
        told: dict[int, dict[str, Told]] = {}
        for pairs in {id(found.pairs): found.pairs for found in shown}.values():
            places = [place for place, found in enumerate(shown) if found.pairs is pairs]
            batch = [shown[place] for place in places]
            told.update(zip(places, self._told(pairs, batch, [records[at] for at in places], weights), strict=True))
        return [_entry(side, found, told[place]) for place, found in enumerate(shown)]

    def _told(
        self, pairs: Pairs, batch: Sequence[Found], records: Sequence[PairRecords], weights: Mapping[str, float]
    ) -> list[dict[str, Told]]:
        rows = np.array([found.at for found in batch])
        offers = {id(offer): complete(offer) for offer, _ in records}
        people = {id(person): complete(person) for _, person in records}
        sides = [(offers[id(offer)], people[id(person)]) for offer, person in records]
        return facts_of(
            self._scorer,
            pairs.take(rows),
            batch[0].scored.take(rows),
            [offer.record for offer, _ in sides],
            [person.record for _, person in sides],
            [(*offer.evidence, *person.evidence) for offer, person in sides],
            weights,
        )


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
