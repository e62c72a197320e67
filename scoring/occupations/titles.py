"""From a job title as people write it to the nodes of the knowledge that it may mean.

An exact known title wins; else the known titles that share the most telling words, if their heads agree ("водитель
погрузчика" is a driver of loaders whatever "погрузчик" means elsewhere). A text of several titles has nodes of each.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from math import sqrt
from typing import TypeVar
from zlib import crc32

from scoring.columns.titles import NODES_PER_TITLE, STEMS_PER_TITLE
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
        if not whole:
            return False
        value, why = max(whole.values())
        title = {self._known.lexicon.word(token).key for token in why.rpartition("~")[0].split()}
        return value >= 0.5 and all(part[place].key in title for place in places)

    def _several(self, part: Sequence[Slot], places: Sequence[int], whole: Evidence) -> Evidence:
        """Titles that stand side by side without a comma: "повар-кондитер", "арматурщик бетонщик"."""
        kazakh = reading.language(part) == "kk"
        cuts = [0, *(place + 1 for place in places[:-1]), len(part)] if kazakh else [0, *places[1:], len(part)]
        evidence: Evidence = {}
        factor = 1.0
        for start, end in zip(cuts, cuts[1:], strict=False):
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
        own = {node: one for node, one in self._like(part).items() if one[0] >= OWN}
        rest = [slot for at, slot in enumerate(part) if at != place]
        if own or not rest:
            return own
        factor = self._aides[part[place].key]
        return {node: (value * factor, why) for node, (value, why) in self._match(rest).items()}

    def _spelt(self, part: Sequence[Slot]) -> Evidence:
        """A title written just as it is known: its shares are its own, not those of other forms and languages."""
        nodes = self._known.spelt.get(tuple(slot.word.form for slot in part))
        if nodes is None or any(slot.word.how != "exact" for slot in part):
            return {}
        why = " ".join(slot.word.token for slot in part) + "~exact"
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
        evidence: Evidence = {}
        for index, likeness in near:
            for node, share in self._known.nodes[index].items():
                value = _confidence(likeness) * share
                if value > evidence.get(node, (0.0, ""))[0]:
                    evidence[node] = value, f"{self._known.texts[index]}~words"
        _merge(evidence, self._within(part, place, query), 1.0)
        return self._contested(evidence)

    def _within(
        self, part: Sequence[Slot], place: int | None, query: Sequence[tuple[str, float, float]]
    ) -> Evidence:
        """The most telling known title that stands word for word in the segment, around its head."""
        best: Evidence = {}
        most = 0.0
        costs = sum(cost for _, _, cost in query)
        for start, end in combinations(range(len(part) + 1), 2):
            nodes = self._known.spelt.get(tuple(slot.word.form for slot in part[start:end]))
            if nodes is None or (place is not None and not start <= place < end):
                continue
            weight = sum(self._known.weights.get(slot.key, 0) * (slot.word.factor or 1.0) for slot in part[start:end])
            rest = costs - sum(cost for _, _, cost in query[start:end])
            if weight > most:
                most, value = weight, _confidence(sqrt(weight / (weight + QUERY_ONLY * max(rest, 0.0))))
                why = " ".join(slot.word.token for slot in part[start:end]) + "~within"
                best = {node: (value * share, why) for node, share in nodes.items()}
        return best

    def _contested(self, evidence: Evidence) -> Evidence:
        """Likeness to titles of many groups at once says little of each: the confidence is shared, by half."""
        groups: dict[str, float] = {}
        for node, (value, _) in evidence.items():
            groups[self._codes[node]] = max(groups.get(self._codes[node], 0.0), value**4)
        total = sum(groups.values())
        return {
            node: (value * (0.5 + 0.5 * groups[self._codes[node]] / total), why)
            for node, (value, why) in evidence.items()
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
    for (low, bottom), (high, top) in zip(_CURVE, _CURVE[1:], strict=False):
        if likeness < high:
            return bottom + (top - bottom) * max(0.0, likeness - low) / (high - low)
    return _CURVE[-1][1]


def _filled(values: list[_T], size: int, empty: _T) -> tuple[_T, ...]:
    return tuple(values + [empty] * (size - len(values)))
