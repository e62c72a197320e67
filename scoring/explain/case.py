"""One pair with everything that its facts are made from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from scoring.explain.names import place_name
from scoring.explain.protected import tells_protected
from scoring.records import Accepts, Ask, Offer, Place, Requirements, Schedule, Travel

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scoring.explain.model import Quoted, Records
    from scoring.explain.numbers import Numbers

LONGEST_QUOTE = 120


@dataclass(frozen=True)
class Facets:
    """Verdicts of all facets of one pair, by criterion and facet; `asked` likewise."""

    verdict: Mapping[str, Mapping[str, int]]
    asked: Mapping[str, Mapping[str, int]]


class Case:
    """One pair: the records, the numbers of its row, the verdicts as ranked, and where each value comes from."""

    def __init__(self, numbers: Numbers, at: int, facets: Facets, records: Records) -> None:
        self.numbers = numbers
        self.at = at
        self.facets = facets
        self.vacancy = vacancy = records.vacancy
        self.resume = resume = records.resume
        self.asks = vacancy.requirements or Requirements()
        self.offer = vacancy.salary or Offer()
        self.schedule = vacancy.schedule or Schedule()
        self.ask = resume.salary or Ask()
        self.accepts = resume.accepts or Accepts()
        self.travel = resume.travel or Travel()
        self.row_v = int(numbers.pairs.vacancy[at])
        self.row_r = int(numbers.pairs.resume[at])
        self._quotes = _quotes(records.evidence)
        self._said = {(one.path, _key(one.value)) for one in records.evidence}

    def verdict(self, criterion: str, facet: str) -> int:
        """-1 not met, 0 unknown, 1 met."""
        return self.facets.verdict[criterion][facet]

    def asked(self, criterion: str, facet: str) -> bool:
        """Whether the facet is asked at all."""
        return bool(self.facets.asked[criterion][facet])

    def source(self, side: str, path: str, value: object = None) -> str:
        """The words from which a field was read, else the field's path with its side.

        For a list `value` is the item whose words are wanted.
        """
        said = self._quotes.get((path, _key(value))) if value is not None else self._quotes.get((path, ""))
        return f"«{said}»" if said else f"{side}.{path}"

    def said(self, path: str, value: object) -> bool:
        """Whether the free text states a value for a path, be it one of a record's fields or not."""
        return (path, _key(value)) in self._said

    def place(self, place: Place | None, code: int) -> dict[str, str] | None:
        """A place's name in each language, by its code, else as the record writes it."""
        if code > 0:
            return place_name(self.numbers.scorer.knowledge.places, code)
        name = place.name if place else None
        return {"ru": name, "kk": name, "en": name} if name else None


def _quotes(evidence: Iterable[Quoted]) -> dict[tuple[str, str], str]:
    """Words by path, and by path and item; words that tell of age, family, health and the like are left out."""
    found: dict[tuple[str, str], str] = {}
    for one in evidence:
        words = one.quote.strip()
        if not words or len(words) > LONGEST_QUOTE or tells_protected(words):
            continue
        found.setdefault((one.path, ""), words)
        found.setdefault((one.path, _key(one.value)), words)
    return found


def _key(value: object) -> str:
    if isinstance(value, dict):
        return str(value.get("code") or value.get("name") or value.get("level") or value.get("title"))
    return str(value).casefold()


@lru_cache(maxsize=100_000)
def folded(text: str) -> str:
    """A title for comparison: case, ё and outer spaces do not make another title."""
    return " ".join(text.casefold().replace("ё", "е").split())
