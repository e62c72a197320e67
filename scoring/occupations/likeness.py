"""How like somebody's words are to each known title: shared weight against what either lacks, if the heads agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from scoring.language.tables import kin_heads
from scoring.occupations.known import UNKNOWN_WEIGHT, KnownTitles

ROOT_LETTERS = 5
QUERY_ONLY, TITLE_ONLY = 0.3, 0.8
"""What a word costs that only the text has, or only the known title: a known title that says more is the worse sign."""
NO_HEAD = 0.95, 0.6
"""Factors for a title whose head is, or is not, among the words, when none of the words was told to be the head."""
ANY_HEAD = 0.85
OTHER_HEAD = 0.6, 0.3
"""The same when the words have another head."""
KIN_HEAD, KIN_GAIN = 0.85, 0.6
"""A kinsman of the head: the factor, and how far it counts as the head itself."""
NO_COMPLEMENT = 0.7

Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]
Rows = NDArray[np.int32]


@dataclass(frozen=True)
class Query:
    """The words of a segment as they are compared.

    Attributes:
        words: (key, factor, cost) a word: how sure its key is, and what it costs when a title lacks it.
        head: the key of the word that says what kind of worker is meant, None if none was found; "" where the worker is
            named by what they work with ("тортшы"), so that any head may follow.
        complements: keys without any of which a common head says little ("мастер ... сервиса"); none, none needed.
    """

    words: tuple[tuple[str, float, float], ...]
    head: str | None
    complements: tuple[str, ...]

    @property
    def cost(self) -> float:
        """What all words cost together."""
        return sum(cost for _, _, cost in self.words)


class Likeness:
    """Postings of keys and of roots over the phrases of the known titles."""

    def __init__(self, known: KnownTitles) -> None:
        self._known = known
        self._roots: dict[str, int] = {}
        pairs: list[tuple[int, int]] = []
        root_pairs: set[tuple[int, int]] = set()
        for phrase, index in known.phrases.items():
            for key in set(phrase):
                pairs.append((known.ids[key], index))
                root_pairs.add((self._roots.setdefault(root(key), len(self._roots)), index))
        self._postings = Postings(pairs, len(known.ids))
        self._root_postings = Postings(list(root_pairs), len(self._roots))
        self._head_ids = np.array([known.ids.get(head, 0) for head in known.heads], np.int32)
        self._weights = np.array([*known.weights.values()], np.float32)
        keys, rows = np.array(pairs, np.int32).reshape(-1, 2).T
        self._totals = np.bincount(rows, self._weights[keys], len(known.nodes)).astype(np.float32)
        self._kin = self._kinship()
        # Titles misspelt in different ways are the same words, known as surely.
        self.nearest = lru_cache(maxsize=50_000)(self._nearest)

    def _kinship(self) -> dict[str, Flags]:
        """Head key -> which keys may stand for it."""
        kin: dict[str, Flags] = {}
        for family in kin_heads():
            keys = {self._known.lexicon.word(word).key for word in family} & self._known.ids.keys()
            members = [self._known.ids[key] for key in keys]
            for key in keys:
                kin.setdefault(key, np.zeros(len(self._weights), np.bool_))[members] = True
        return kin

    def _nearest(self, query: Query, best: int, unlike: float) -> list[tuple[int, float]]:
        """The `best` nearest phrases with their likeness 0..1, nearest first; those above `unlike`."""
        if not query.words:
            return []
        rows, common, paid, present = self._shared(query)
        if not len(rows):
            return []
        heads, totals = self._head_ids[rows], self._totals[rows]
        shared = np.minimum(common + self._kin_gain(query, rows, present), totals)
        lacking = QUERY_ONLY * np.maximum(query.cost - paid, 0) + TITLE_ONLY * (totals - shared)
        likeness = (
            shared / (shared + lacking) * self._head_factor(query, heads, present) * self._complemented(query, rows)
        )
        alike = np.flatnonzero(likeness > unlike)
        order = alike[np.argsort(-likeness[alike], kind="stable")[:best]]
        return list(zip(rows[order].tolist(), likeness[order].tolist(), strict=True))

    def _shared(self, query: Query) -> tuple[Rows, Floats, Floats, Flags]:
        """The phrases that share words with the query, their weight, the cost paid; and: does the query have a key?

        A few hundred of all phrases share any word, so that nothing as long as all is made.
        """
        present = np.zeros(len(self._weights), np.bool_)
        parts: list[tuple[Rows, float, float]] = []
        for key, factor, cost in query.words:
            weight = self._known.weights.get(key, 0.0) * factor
            if weight:
                present[self._known.ids[key]] = True
            # Half for the word itself, half for its root, which the word itself has too.
            half = ((weight or UNKNOWN_WEIGHT) / 2, cost / 2)
            parts += [(found, *half) for found in (self._rows(key), self._root_rows(key))]
        rows, places = np.unique(np.concatenate([found for found, _, _ in parts]), return_inverse=True)
        common, paid = np.zeros(len(rows), np.float32), np.zeros(len(rows), np.float32)
        start = 0
        for found, weight, cost in parts:
            at = places[start : start + len(found)]
            start += len(found)
            common[at] += weight
            paid[at] += cost
        return rows, common, paid, present

    def _rows(self, key: str) -> Rows:
        return self._postings.of(self._known.ids.get(key))

    def _root_rows(self, key: str) -> Rows:
        return self._root_postings.of(self._roots.get(root(key)))

    def _complemented(self, query: Query, rows: Rows) -> Floats:
        factor = np.full(len(rows), NO_COMPLEMENT if query.complements else 1.0, np.float32)
        for key in query.complements:
            factor[_among(rows, self._rows(key))] = 1.0
            factor[_among(rows, self._root_rows(key))] = 1.0
        return factor

    def _kin_gain(self, query: Query, rows: Rows, present: Flags) -> Floats:
        """What the heads of phrases count as the query's head, where they stand for it and it is not there itself."""
        kin = self._kin.get(query.head or "")
        if kin is None or query.head is None:
            return np.zeros(len(rows), np.float32)
        lacks = np.ones(len(rows), np.bool_)
        lacks[_among(rows, self._rows(query.head))] = False
        heads = self._head_ids[rows]
        return np.where(kin[heads] & ~present[heads] & lacks, KIN_GAIN * self._weights[heads], np.float32(0))

    def _head_factor(self, query: Query, heads: Rows, present: Flags) -> NDArray[np.float64]:
        """How far the head of a known title lets it be meant."""
        if query.head is None:
            return np.where(present[heads], NO_HEAD[0], NO_HEAD[1])
        if query.head == "":
            return np.where(present[heads], 1.0, ANY_HEAD)
        factor = np.where(present[heads], OTHER_HEAD[0], OTHER_HEAD[1])
        kin = self._kin.get(query.head)
        if kin is not None:
            factor = np.maximum(factor, np.where(kin[heads], KIN_HEAD, 0.0))
        return np.where(heads == self._known.ids.get(query.head, -1), 1.0, factor)


class Postings:
    """Rows by id, as one array and offsets."""

    def __init__(self, pairs: Sequence[tuple[int, int]], size: int) -> None:
        table = np.array(pairs, np.int32).reshape(-1, 2)
        order = np.argsort(table[:, 0], kind="stable")
        self._rows: Rows = table[order, 1]
        self._offsets = np.searchsorted(table[order, 0], np.arange(size + 1))

    def of(self, index: int | None) -> Rows:
        """The rows of an id; none of None."""
        if index is None:
            return self._rows[:0]
        rows: Rows = self._rows[self._offsets[index] : self._offsets[index + 1]]
        return rows


def _among(rows: Rows, some: Rows) -> NDArray[np.intp]:
    """The places in `rows`, which are sorted and not none, of those of `some` that are among them."""
    places = np.minimum(np.searchsorted(rows, some), len(rows) - 1)
    found: NDArray[np.intp] = places[rows[places] == some]
    return found


def root(key: str) -> str:
    """The beginning of a key, under which words of one family meet: строител and строительств."""
    return key[:ROOT_LETTERS]
