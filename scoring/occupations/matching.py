"""What one segment means, taken as one title: a known title, the title of a helper, or one that is like known ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import combinations, pairwise
from math import prod, sqrt

from scoring.occupations import slots as reading
from scoring.occupations.classifier import Classifier
from scoring.occupations.known import KnownTitles
from scoring.occupations.likeness import NO_COMPLEMENT, QUERY_ONLY, Likeness, Query
from scoring.occupations.slots import Slot

EXACT, REORDERED = 0.97, 0.94
AIDES = {
    "помощник": 0.6, "ассистент": 0.6, "подручный": 0.6, "көмекші": 0.6, "assistant": 0.6,
    "заместитель": 0.85, "орынбасар": 0.85, "deputy": 0.85,
}  # fmt: skip
"""How far who helps or stands in for somebody does their work."""
STAND_IN = 0.8
"""From here an aide does the very work: a deputy, not an assistant."""
_OF_SOMEBODY = ("ның", "нің", "дың", "дің", "тың", "тің")
OWN = 0.35
"""Confidence in a known title of a helper that is better than the title of whom they help."""
NEAREST, UNLIKE = 40, 0.3
_CURVE = ((UNLIKE, 0.0), (0.40, 0.2), (0.5, 0.42), (0.6, 0.56), (0.8, 0.82), (1.0, 0.94))
"""Likeness of the nearest known title -> confidence."""

Evidence = dict[int, tuple[float, str]]
"""Node -> its confidence and why."""

Alike = tuple[float, dict[int, float], str]
"""A known title that is like the text: the confidence in it, its nodes with their shares, why."""


class Matcher:
    """Leads slots to nodes."""

    def __init__(self, classifier: Classifier, known: KnownTitles) -> None:
        self._known = known
        self._codes = [node.code for node in classifier.nodes]
        self._aides = {known.lexicon.word(word).key: factor for word, factor in AIDES.items()}

    @cached_property
    def _likeness(self) -> Likeness:
        """Made when the first title is met that is not known as it stands."""
        return Likeness(self._known)

    def match(self, part: Sequence[Slot]) -> Evidence:
        """What the slots mean, taken as one title: as a known title, as a helper of one, or by likeness."""
        for kept in self._strippings(part):
            found = self._spelt(kept) or self._exact(kept)
            if found:
                return found
        place = reading.head(self._known, part, reading.language(part))
        if place is not None and part[place].key in self._aides:
            return self._aide(part, place)
        return self._like([slot for slot in part if slot.word.factor or slot.kind == ""])

    def _strippings(self, part: Sequence[Slot]) -> Iterable[Sequence[Slot]]:
        """The segment whole, without noise, without grades as well; each once."""
        yield part
        bare = [slot for slot in part if slot.kind not in ("noise", "place")]
        if 0 < len(bare) < len(part):
            yield bare
        plain = [slot for slot in bare if slot.kind != "grade"]
        if 0 < len(plain) < len(bare) and not self._titled(bare):
            yield plain

    def _titled(self, part: Sequence[Slot]) -> bool:
        """Whether a grade is half of a title: "бас дәрігер" heads a clinic, whoever's clinic stands before it."""
        pairs = ((grade, worker) for grade, worker in pairwise(part) if grade.kind == "grade")
        return any((grade.key, worker.key) in self._known.phrases for grade, worker in pairs)

    def _aide(self, part: Sequence[Slot], place: int) -> Evidence:
        """Assistants and deputies whose own title is not known are near to those whom they help."""
        own = self._like(part)
        rest = _helped(part, place)
        factor = self._aides[part[place].key]
        known = any(value >= OWN or (why.endswith("~within") and " " in why) for value, why in own.values())
        if not rest or (known and factor < STAND_IN):
            return own
        helped = {node: (value * factor, why) for node, (value, why) in self.match(rest).items()}
        # "заместитель директора по закупкам" is like many deputies, but most of all the director of purchases.
        return helped if not known or _surest(helped) > _surest(own) else own

    def _spelt(self, part: Sequence[Slot]) -> Evidence:
        """A title written just as it is known: its shares are its own, not those of other forms and languages."""
        spelt = self._as_spelt(part)
        if spelt is None:
            return {}
        nodes, text = spelt
        why = f"{text}~{_way(part)}"
        return {node: (EXACT * _factor(part) * share, why) for node, share in nodes.items()}

    def _as_spelt(self, part: Sequence[Slot]) -> tuple[dict[int, float], str] | None:
        return self._known.as_spelt(tuple([slot.word.form for slot in part]), tuple([slot.word.token for slot in part]))

    def _exact(self, part: Sequence[Slot]) -> Evidence:
        keys = tuple(slot.key for slot in part)
        sure, index = EXACT, self._known.phrases.get(keys)
        if index is None:
            sure, index = REORDERED, self._known.bags.get(tuple(sorted(keys)))
        if index is None or any(slot.word.how == "derived" for slot in part):
            return {}
        why = f"{self._known.texts[index]}~{_way(part)}"
        return {node: (sure * _factor(part) * share, why) for node, share in self._known.nodes[index].items()}

    def _like(self, part: Sequence[Slot]) -> Evidence:
        place = reading.head(self._known, part, reading.language(part))
        query = reading.query(self._known, part, place)
        titles = [
            (_confidence(likeness), self._known.nodes[index], f"{self._known.texts[index]}~words")
            for index, likeness in self._likeness.nearest(query, NEAREST, UNLIKE)
        ]
        return self._contested([*self._within(part, place, query), *titles])

    def _within(self, part: Sequence[Slot], place: int | None, query: Query) -> list[Alike]:
        """The most telling known title that stands word for word in the segment, around its head; none or one."""
        best: list[Alike] = []
        most = 0.0
        for start, end in combinations(range(len(part) + 1), 2):
            spelt = self._as_spelt(part[start:end])
            if spelt is None or (place is not None and not start <= place < end):
                continue
            weight = sum(self._known.weights.get(slot.key, 0) * (slot.word.factor or 1.0) for slot in part[start:end])
            rest = query.cost - sum(cost for _, _, cost in query.words[start:end])
            if weight > most:
                likeness = sqrt(weight / (weight + QUERY_ONLY * max(rest, 0.0)))
                if query.complements and not any(slot.key in query.complements for slot in part[start:end]):
                    likeness *= NO_COMPLEMENT
                most, value = weight, _confidence(likeness)
                nodes, text = spelt
                best = [(value, nodes, f"{text}~within")]
        return best

    def _contested(self, titles: Sequence[Alike]) -> Evidence:
        """Likeness to titles of many groups at once says little of each: the confidence is shared, by half.

        A rival is the group that a title means first; the nodes between which one title is split are no rivals.
        """
        evidence: dict[int, tuple[float, str, str]] = {}
        rivals: dict[str, float] = {}
        for value, nodes, why in titles:
            leader = self._codes[max(nodes, key=nodes.__getitem__) if len(nodes) > 1 else next(iter(nodes))]
            rivals[leader] = max(rivals.get(leader, 0.0), value**4)
            for node, share in nodes.items():
                if value * share > evidence.get(node, (0.0,))[0]:
                    evidence[node] = value * share, why, leader
        total = sum(rivals.values()) or 1.0
        return {
            node: (value * (0.5 + 0.5 * rivals[leader] / total), why)
            for node, (value, why, leader) in evidence.items()
            if value > 0
        }


def _helped(part: Sequence[Slot], place: int) -> list[Slot]:
    """Whom an aide helps; in Kazakh they come first in the genitive, and lead the rest: "директордың қаржы ..."."""
    rest = [slot for at, slot in enumerate(part) if at != place]
    if len(rest) > 1 and rest[0].word.token.endswith(_OF_SOMEBODY):
        return [*rest[1:], rest[0]]
    return rest


def _surest(found: Evidence) -> float:
    return max((value for value, _ in found.values()), default=0.0)


def _factor(part: Sequence[Slot]) -> float:
    """How sure the ways to the keys of the slots are together."""
    return prod(slot.word.factor or 1.0 for slot in part)


def _way(part: Sequence[Slot]) -> str:
    """How the words were recognised: the first way that is not exact."""
    return min({slot.word.how for slot in part} - {"exact", "common"}, default="exact")


def _confidence(likeness: float) -> float:
    for (low, bottom), (high, top) in pairwise(_CURVE):
        if likeness < high:
            return bottom + (top - bottom) * max(0.0, likeness - low) / (high - low)
    return _CURVE[-1][1]
