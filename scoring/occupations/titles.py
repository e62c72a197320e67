"""From a job title as people write it to the nodes of the knowledge that it may mean.

An exact known title wins; else the known titles that share the most telling words, if their heads agree ("водитель
погрузчика" is a driver of loaders whatever "погрузчик" means elsewhere). A text of several titles has nodes of each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import sqrt
from typing import NamedTuple, TypeVar
from zlib import crc32

from scoring.columns.titles import NODES_PER_TITLE, STEMS_PER_TITLE
from scoring.language.words import tokens
from scoring.occupations import slots as reading
from scoring.occupations.classifier import Classifier
from scoring.occupations.doers import Chunks, doers_named
from scoring.occupations.kinds import kinds_of_word
from scoring.occupations.known import UNKNOWN_WEIGHT, KnownTitles
from scoring.occupations.matching import Evidence, Matcher
from scoring.occupations.normal import segments
from scoring.occupations.slots import Slot

_T = TypeVar("_T", int, float)

LEAST = 0.12
"""Nodes below this confidence are not named."""
SURE = 0.6
"""What a later segment must reach to count as a further title: most later segments are pay, places and schedules."""
LATER = 0.92
"""Each further title of one text is this much less sure."""
BESIDE = 0.8
"""A common head alone, beside other titles ("консультант / терапевт"), is the less sure one."""
JOINED = 0.5
TWO_TRADES = 0.9
"""Each trade of a title of two is this much less sure than its own title."""
_LEADERS = "1"
"""The major group of managers."""
SELF_SUFFICIENT = 0.9
"""A common head whose known shares add up to this ("водитель") means something alone; "инженер" does not."""


@dataclass(frozen=True)
class Found:
    """A node that a title may mean, how sure that is, and the known title that it was found by ("сварщик~fuzzy")."""

    node: int
    confidence: float
    why: str


@dataclass(frozen=True)
class TitleRow:
    """One row of TitleColumns: 4 nodes and confidences, 6 stem hashes and weights, whether it means any work."""

    nodes: tuple[int, ...]
    confidence: tuple[float, ...]
    stems: tuple[int, ...]
    weights: tuple[float, ...]
    vague: bool


class Segment(NamedTuple):
    """A segment of a title: its words by chunks, each in one gender, and what they are."""

    chunks: Chunks
    slots: list[Slot]


class TitleFinder:
    """Finds nodes for titles; answers are kept, so that a title met again costs nothing."""

    def __init__(self, classifier: Classifier) -> None:
        self._known = KnownTitles(classifier)
        self._matcher = Matcher(classifier, self._known)
        self._codes = [node.code for node in classifier.nodes]
        self._found = lru_cache(maxsize=200_000)(self._find)
        self._rows = lru_cache(maxsize=200_000)(self._row)
        # One title is looked at several times in a row: for vagueness, for its nodes, for its words.
        self._segments = lru_cache(maxsize=64)(self._read_segments)
        # Titles that differ in capitals, gender or a place named beside them are the same segments.
        self._slots = lru_cache(maxsize=100_000)(self._read_slots)
        self._alone = lru_cache(maxsize=100_000)(self._read_alone)

    def find(self, title: str, limit: int = 4) -> list[Found]:
        """The nodes that a title most likely means, best first; none where it names no occupation."""
        return list(self._found(title)[:limit])

    def genders(self) -> Iterator[tuple[str, str]]:
        """Women's titles with the men's that mean the same."""
        return self._known.gender.pairs()

    def is_vague(self, title: str) -> bool:
        """Whether a title names no work ("любая работа", "кез келген жұмыс", "вакансия", "жас маман")."""
        kinds = self._kinds(title)
        return all(kinds) and any("vague" in found for found in kinds)

    def is_any(self, title: str) -> bool:
        """Whether a title means any work; "жас маман" names none, and yet the person does not take any."""
        any_ = any("vague" in found and "somebody" not in found for found in self._kinds(title))
        return any_ and self.is_vague(title)

    def _kinds(self, title: str) -> list[frozenset[str]]:
        return [kinds_of_word(slot.word) for part in self._segments(title) for slot in part.slots]

    def code(self, node: int) -> str:
        """The group of a node: "8342" for "8342/excavator"."""
        return self._codes[node]

    def row(self, title: str) -> TitleRow:
        """The title as a row of TitleColumns."""
        return self._rows(title)

    def _row(self, title: str) -> TitleRow:
        found = self.find(title, NODES_PER_TITLE)
        telling = self._telling(title)
        return TitleRow(
            _filled([one.node for one in found], NODES_PER_TITLE, 0),
            _filled([one.confidence for one in found], NODES_PER_TITLE, 0.0),
            _filled([crc32(key.encode()) & 0x7FFFFFFF for key, _ in telling], STEMS_PER_TITLE, 0),
            _filled([weight for _, weight in telling], STEMS_PER_TITLE, 0.0),
            self.is_any(title),
        )

    def _read_segments(self, title: str) -> list[Segment]:
        gender = self._known.gender
        named = (tuple([tuple(map(gender.of, chunk)) for chunk in chunks]) for chunks in segments(title))
        parts = (Segment(chunks, self._slots(chunks)) for chunks in named)
        return [part for part in parts if part.slots]

    def _read_slots(self, chunks: Chunks) -> list[Slot]:
        return reading.read(self._known, doers_named(self._known, chunks))

    def _read_alone(self, chunks: Chunks) -> Evidence:
        """The evidence of one segment, whatever stands beside it; to be read only."""
        return self._part(self._slots(chunks))

    def _telling(self, title: str) -> list[tuple[str, float]]:
        """The most telling keys of a title with weights of unit length."""
        weights: dict[str, float] = {}
        for part in self._segments(title):
            for slot in part.slots:
                if slot.kind == "":
                    weights[slot.key] = self._known.weights.get(slot.key, UNKNOWN_WEIGHT) * slot.tells
        best = sorted(weights.items(), key=lambda one: (-one[1], one[0]))[:STEMS_PER_TITLE]
        length = sqrt(sum(weight * weight for _, weight in best)) or 1.0
        return [(key, weight / length) for key, weight in best]

    def _find(self, title: str) -> tuple[Found, ...]:
        if self.is_vague(title):
            return ()
        parts = self._completed(self._segments(title))
        evidence: Evidence = {}
        factor = 1.0
        for part in parts:
            found = self._further(part, parts[0], evidence) if evidence else self._alone(part.chunks)
            if evidence and _total(found) < SURE:
                continue
            alone = len(parts) > 1 and self._bare(part.slots) and _total(found) < SELF_SUFFICIENT
            _merge(evidence, found, factor * (BESIDE if alone else 1.0))
            if found:
                factor *= LATER
        ranked = sorted(evidence.items(), key=lambda one: (-one[1][0], one[0]))
        return tuple(Found(node, round(value, 4), why) for node, (value, why) in ranked if value >= LEAST)

    def _completed(self, parts: list[Segment]) -> list[Segment]:
        """A common head alone with what stands behind it in brackets: "специалист (подбор персонала)"."""
        if len(parts) < 2 or not self._bare(parts[0].slots) or reading.heads(self._known, parts[1].slots):
            return parts
        whole = parts[0].chunks + parts[1].chunks
        joined = Segment(whole, self._slots(whole))
        return [joined, *parts[2:]] if _surest(self._alone(whole)) > _surest(self._alone(parts[0].chunks)) else parts

    def _bare(self, slots: Sequence[Slot]) -> bool:
        """Whether a segment is a common head alone, which says little: "консультант", "старший менеджер"."""
        core = [slot for slot in slots if slot.kind in ("", "vague")]
        return len(core) == 1 and reading.generic(self._known, core[0])

    def _further(self, part: Segment, first: Segment, evidence: Evidence) -> Evidence:
        """A segment after one that was understood: with a head, a known title, or hanging at the first head."""
        alone = self._alone(part.chunks)
        core = [slot for slot in part.slots if slot.kind in ("", "vague")]
        if reading.heads(self._known, part.slots) or (len(core) > 1 and _exact(alone)):
            return alone
        return self._hanging(part.slots, first.slots) if _exact(evidence) else {}

    def _part(self, part: list[Slot]) -> Evidence:
        """The evidence of one segment."""
        places = reading.heads(self._known, part)
        whole = self._matcher.match(part)
        if len(places) < 2:
            return whole
        if self._joined(whole, part, places):
            return self._both(whole, self._several(part, places, {})) if len(places) == len(part) else whole
        return self._several(part, places, whole)

    def _both(self, whole: Evidence, trades: Evidence) -> Evidence:
        """A known title of two trades ("маляр-штукатур"): whoever bears it has both, however often it means the one.

        Who leads ("руководитель SMM") has no second trade in what is led.
        """
        if self._codes[max(whole, key=lambda node: whole[node])].startswith(_LEADERS):
            return whole
        return {
            node: max((value, why), (trades.get(node, (0.0, ""))[0] * TWO_TRADES, why))
            for node, (value, why) in whole.items()
        }

    def _hanging(self, part: list[Slot], first: list[Slot]) -> Evidence:
        """A segment without a head of its own: "машинист автокрана / автовышки"."""
        place = reading.head(self._known, first, reading.language(first))
        if place is None:
            return self._matcher.match(part)
        return {node: one for node, one in self._matcher.match([first[place], *part]).items() if one[0] >= 0.8}

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
            found = self._matcher.match(piece)
            if self._bare(piece) and _total(found) < SELF_SUFFICIENT:
                continue
            _merge(evidence, found, factor)
            factor *= LATER
        _merge(evidence, whole, 0.9)
        return evidence


def _exact(evidence: Evidence) -> bool:
    """Whether the surest node was found by a title that is known as it stands."""
    return bool(evidence) and max(evidence.values())[1].endswith("~exact")


def _total(found: Evidence) -> float:
    """How sure the nodes of a segment are together."""
    return sum(value for value, _ in found.values())


def _surest(found: Evidence) -> float:
    return max((value for value, _ in found.values()), default=0.0)


def _merge(evidence: Evidence, found: Evidence, factor: float) -> None:
    for node, (value, why) in found.items():
        if value * factor > evidence.get(node, (0.0, ""))[0]:
            evidence[node] = value * factor, why


def _filled(values: list[_T], size: int, empty: _T) -> tuple[_T, ...]:
    return tuple(values + [empty] * (size - len(values)))
