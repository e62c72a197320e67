"""From a job title as people write it to the nodes of the knowledge that it may mean.

An exact known title wins; else the known titles that share the most telling words, if their heads agree ("водитель
погрузчика" is a driver of loaders whatever "погрузчик" means elsewhere). A text of several titles has nodes of each.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise
from math import sqrt
from typing import TypeVar
from zlib import crc32

from scoring.columns.titles import NODES_PER_TITLE, STEMS_PER_TITLE
from scoring.language.words import tokens
from scoring.occupations import slots as reading
from scoring.occupations.classifier import Classifier
from scoring.occupations.known import QUERY_ONLY, UNKNOWN_WEIGHT, KnownTitles
from scoring.occupations.normal import segments
from scoring.occupations.slots import Slot

_T = TypeVar("_T", int, float)

EXACT, REORDERED = 0.97, 0.94
LEAST = 0.12
"""Nodes below this confidence are not named."""
SURE = 0.6
"""What a later segment must reach to count as a further title: most later segments are pay, places and schedules."""
LATER = 0.92
"""Each further title of one text is this much less sure."""
JOINED = 0.5
SELF_SUFFICIENT = 0.9
"""A common head whose known shares add up to this ("водитель") means something alone; "инженер" does not."""
AIDES = {
    "помощник": 0.6, "ассистент": 0.6, "подручный": 0.6, "көмекші": 0.6, "assistant": 0.6,
    "заместитель": 0.85, "орынбасар": 0.85, "deputy": 0.85,
}  # fmt: skip
"""How far who helps or stands in for somebody does their work."""
OWN = 0.35
"""Likeness of a known title of a helper that is better than the title of whom they help."""
NEAREST = 40
_CURVE = ((0.30, 0.0), (0.40, 0.2), (0.5, 0.42), (0.6, 0.56), (0.8, 0.82), (1.0, 0.94))
"""Likeness of the nearest known title -> confidence."""


@dataclass(frozen=True)
class Found:
    """A node that a title may mean, how sure that is, and the known title that it was found by ("сварщик~fuzzy")."""

    node: int
    confidence: float
    why: str


@dataclass(frozen=True)
class TitleRow:
    """One row of TitleColumns: 4 nodes and confidences, 6 stem hashes and weights, whether the title is vague."""

    nodes: tuple[int, ...]
    confidence: tuple[float, ...]
    stems: tuple[int, ...]
    weights: tuple[float, ...]
    vague: bool


Evidence = dict[int, tuple[float, str]]
"""Node -> its confidence and why."""

Alike = tuple[float, dict[int, float], str]
"""A known title that is like the text: the confidence in it, its nodes with their shares, why."""


class TitleFinder:
    """Finds nodes for titles; answers are kept, so that a title met again costs nothing."""

    def __init__(self, classifier: Classifier) -> None:
        self._known = KnownTitles(classifier)
        self._codes = [node.code for node in classifier.nodes]
        self._aides = {self._known.lexicon.word(word).key: factor for word, factor in AIDES.items()}
        self._found = lru_cache(maxsize=200_000)(self._find)

    def find(self, title: str, limit: int = 4) -> list[Found]:
        """The nodes that a title most likely means, best first; none where it names no occupation."""
        return list(self._found(title)[:limit])

    def is_vague(self, title: str) -> bool:
        """Whether a title says only that some work is meant ("любая работа", "кез келген жұмыс", "вакансия")."""
        kinds = [reading.kinds_of(slot.word.token) for part in self._segments(title) for slot in part]
        return all(kinds) and any("vague" in found for found in kinds)

    def row(self, title: str) -> TitleRow:
        """The title as a row of TitleColumns."""
        found = self.find(title, NODES_PER_TITLE)
        telling = self._telling(title)
        return TitleRow(
            _filled([one.node for one in found], NODES_PER_TITLE, 0),
            _filled([one.confidence for one in found], NODES_PER_TITLE, 0.0),
            _filled([crc32(key.encode()) & 0x7FFFFFFF for key, _ in telling], STEMS_PER_TITLE, 0),
            _filled([weight for _, weight in telling], STEMS_PER_TITLE, 0.0),
            self.is_vague(title),
        )

    def _segments(self, title: str) -> list[list[Slot]]:
        parts = (reading.read(self._known, chunks) for chunks in segments(title))
        return [part for part in parts if part]

    def _telling(self, title: str) -> list[tuple[str, float]]:
        """The most telling keys of a title with weights of unit length."""
        weights: dict[str, float] = {}
        for part in self._segments(title):
            for slot in part:
                if slot.kind == "":
                    weights[slot.key] = self._known.weights.get(slot.key, UNKNOWN_WEIGHT) * slot.tells
        best = sorted(weights.items(), key=lambda one: (-one[1], one[0]))[:STEMS_PER_TITLE]
        length = sqrt(sum(weight * weight for _, weight in best)) or 1.0
        return [(key, weight / length) for key, weight in best]

    def _find(self, title: str) -> tuple[Found, ...]:
        if self.is_vague(title):
            return ()
        parts = self._segments(title)
        evidence: Evidence = {}
        factor = 1.0
        for place, part in enumerate(parts):
            found = self._part(part, parts[0] if place else None)
            if evidence and _total(found) < SURE:
                continue
            _merge(evidence, found, factor)
            if found:
                factor *= LATER
        ranked = sorted(evidence.items(), key=lambda one: (-one[1][0], one[0]))
        return tuple(Found(node, round(value, 4), why) for node, (value, why) in ranked if value >= LEAST)

    def _part(self, part: list[Slot], first: list[Slot] | None) -> Evidence:
        """The evidence of one segment; `first` is the segment at whose head a later one may hang."""
        places = reading.heads(self._known, part)
        if first is not None and not places:
            return self._hanging(part, first)
        whole = self._match(part)
        if len(places) < 2 or self._joined(whole, part, places):
            return whole
        return self._several(part, places, whole)

    def _hanging(self, part: list[Slot], first: list[Slot]) -> Evidence:
        """A segment without a head of its own: "машинист автокрана / автовышки"."""
        place = reading.head(self._known, first, reading.language(first))
        if place is None:
            return self._match(part)
        return {node: one for node, one in self._match([first[place], *part]).items() if one[0] >= 0.8}

    def _joined(self, whole: Evidence, part: Sequence[Slot], places: Iterable[int]) -> bool:
        """Whether one known title has all the heads: then it is one title and not several."""
        totals: dict[str, float] = {}
        for value, why in whole.values():
            totals[why] = totals.get(why, 0.0) + value
        why = max(totals, key=lambda one: totals[one], default="")
        title = {self._known.lexicon.word(token).key for token in tokens(why.rpartition("~")[0])}
        return totals.get(why, 0.0) >= JOINED and all(part[place].key in title for place in places)

    def _several(self, part: Sequence[Slot], places: Sequence[int], whole: Evidence) -> Evidence:
        """Titles that stand side by side without a comma: "повар-кондитер", "арматурщик бетонщик"."""
        kazakh = reading.language(part) == "kk"
        cuts = [0, *(place + 1 for place in places[:-1]), len(part)] if kazakh else [0, *places[1:], len(part)]
        evidence: Evidence = {}
        factor = 1.0
        for start, end in pairwise(cuts):
            piece = part[start:end]
            found = self._match(piece)
            core = [slot for slot in piece if slot.kind in ("", "vague")]
            if len(core) == 1 and reading.generic(self._known, core[0]) and _total(found) < SELF_SUFFICIENT:
                continue
            _merge(evidence, found, factor)
            factor *= LATER
        _merge(evidence, whole, 0.9)
        return evidence

    def _match(self, part: Sequence[Slot]) -> Evidence:
        for kept in _strippings(part):
            found = self._spelt(kept) or self._exact(kept)
            if found:
                return found
        place = reading.head(self._known, part, reading.language(part))
        if place is not None and part[place].key in self._aides:
            return self._aide(part, place)
        return self._like([slot for slot in part if slot.word.factor or slot.kind == ""])

    def _aide(self, part: Sequence[Slot], place: int) -> Evidence:
        """Assistants and deputies whose own title is not known are near to those whom they help."""
        own = self._like(part)
        rest = [slot for at, slot in enumerate(part) if at != place]
        known = any(value >= OWN or (why.endswith("~within") and " " in why) for value, why in own.values())
        if known or not rest:
            return own
        factor = self._aides[part[place].key]
        return {node: (value * factor, why) for node, (value, why) in self._match(rest).items()}

    def _spelt(self, part: Sequence[Slot]) -> Evidence:
        """A title written just as it is known: its shares are its own, not those of other forms and languages."""
        form = tuple(slot.word.form for slot in part)
        nodes = self._known.spelt.get(form)
        if nodes is None or any(slot.word.how != "exact" for slot in part):
            return {}
        why = f"{self._known.spelt_texts[form]}~exact"
        return {node: (EXACT * share, why) for node, share in nodes.items()}

    def _exact(self, part: Sequence[Slot]) -> Evidence:
        keys = tuple(slot.key for slot in part)
        sure, index = EXACT, self._known.phrases.get(keys)
        if index is None:
            sure, index = REORDERED, self._known.bags.get(tuple(sorted(keys)))
        if index is None:
            return {}
        for slot in part:
            sure *= slot.word.factor or 1.0
        if any(slot.word.how == "derived" for slot in part):
            return {}
        ways = sorted({slot.word.how for slot in part} - {"exact"}) or ["exact"]
        why = f"{self._known.texts[index]}~{ways[0]}"
        return {node: (sure * share, why) for node, share in self._known.nodes[index].items()}

    def _like(self, part: Sequence[Slot]) -> Evidence:
        place = reading.head(self._known, part, reading.language(part))
        query = reading.query(self._known, part, place)
        complements = reading.complements(self._known, part, place)
        near = self._known.near(query, _head_key(part, place), complements, NEAREST)
        titles = [
            (_confidence(likeness), self._known.nodes[index], f"{self._known.texts[index]}~words")
            for index, likeness in near
        ]
        return self._contested([*self._within(part, place, query), *titles])

    def _within(
        self, part: Sequence[Slot], place: int | None, query: Sequence[tuple[str, float, float]]
    ) -> list[Alike]:
        """The most telling known title that stands word for word in the segment, around its head; none or one."""
        best: list[Alike] = []
        most = 0.0
        costs = sum(cost for _, _, cost in query)
        for start, end in combinations(range(len(part) + 1), 2):
            form = tuple(slot.word.form for slot in part[start:end])
            nodes = self._known.spelt.get(form)
            if nodes is None or (place is not None and not start <= place < end):
                continue
            weight = sum(self._known.weights.get(slot.key, 0) * (slot.word.factor or 1.0) for slot in part[start:end])
            rest = costs - sum(cost for _, _, cost in query[start:end])
            if weight > most:
                most, value = weight, _confidence(sqrt(weight / (weight + QUERY_ONLY * max(rest, 0.0))))
                best = [(value, nodes, f"{self._known.spelt_texts[form]}~within")]
        return best

    def _contested(self, titles: Sequence[Alike]) -> Evidence:
        """Likeness to titles of many groups at once says little of each: the confidence is shared, by half.

        A rival is the group that a title means first; the nodes between which one title is split are no rivals.
        """
        evidence: dict[int, tuple[float, str, str]] = {}
        rivals: dict[str, float] = {}
        for value, nodes, why in titles:
            leader = self._codes[max(nodes, key=lambda node: nodes[node])]
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


def _head_key(part: Sequence[Slot], place: int | None) -> str | None:
    if place is None:
        return None
    return "" if part[place].word.how == "derived" else part[place].key


def _strippings(part: Sequence[Slot]) -> Iterable[Sequence[Slot]]:
    """The segment whole, without noise, without grades as well; each once."""
    yield part
    bare = [slot for slot in part if slot.kind not in ("noise", "place")]
    if 0 < len(bare) < len(part):
        yield bare
    plain = [slot for slot in bare if slot.kind != "grade"]
    if 0 < len(plain) < len(bare):
        yield plain


def _total(found: Evidence) -> float:
    """How sure the nodes of a segment are together."""
    return sum(value for value, _ in found.values())


def _merge(evidence: Evidence, found: Evidence, factor: float) -> None:
    for node, (value, why) in found.items():
        if value * factor > evidence.get(node, (0.0, ""))[0]:
            evidence[node] = value * factor, why


def _confidence(likeness: float) -> float:
    for (low, bottom), (high, top) in pairwise(_CURVE):
        if likeness < high:
            return bottom + (top - bottom) * max(0.0, likeness - low) / (high - low)
    return _CURVE[-1][1]


def _filled(values: list[_T], size: int, empty: _T) -> tuple[_T, ...]:
    return tuple(values + [empty] * (size - len(values)))
