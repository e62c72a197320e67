"""The known titles as phrases of keys, and how near a phrase of somebody's words is to each of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from math import log

import numpy as np
from numpy.typing import NDArray

from scoring.language.letters import skeleton
from scoring.language.russian import looks_adjective
from scoring.language.tables import kin_heads
from scoring.language.words import STOP_TOKENS
from scoring.occupations.classifier import Classifier
from scoring.occupations.lexicon import Lexicon
from scoring.occupations.normal import chunks, plain

UNKNOWN_WEIGHT = 3.0
"""Of a word that no title uses; telling words reach 6."""
ROOT_LETTERS = 5
HEAD_SHARE = 0.2
"""Words that lead less than this share of the titles they stand in ("digital") are no heads."""
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
GENERIC_WEIGHT = 2.6
"""Heads this common ("инженер", "оператор") say little without their complement."""
_RU_CUT = frozenset("в во на для с со по к от за при из у".split())
_EN_CUT = frozenset("of for in at to with and".split())

STOPS = STOP_TOKENS - {"бар", "жоқ", "бір", "да", "те"}
"""Stop words of titles: "бар" is a place to work at."""

Phrase = tuple[str, ...]


class KnownTitles:
    """Phrases with their nodes and shares, postings of keys and of roots, weights and heads."""

    def __init__(self, classifier: Classifier) -> None:
        self.lexicon = Lexicon()
        self.phrases: dict[Phrase, int] = {}
        self.spelt: dict[Phrase, dict[int, float]] = {}
        """Nodes and shares by the skeletons of the words themselves: the titles as they were written down."""
        self.spelt_texts: dict[Phrase, str] = {}
        self.bags: dict[Phrase, int] = {}
        self.nodes: list[dict[int, float]] = []
        self.texts: list[str] = []
        self.single: set[str] = set()
        """Skeletons of the titles that are one word: in this very form they can stand for work on their own."""
        self.single_keys: set[str] = set()
        self._heads: list[str] = []
        self._read(classifier)
        self._share()
        self.lexicon.freeze()
        self._weigh(classifier)
        self._post()

    def _read(self, classifier: Classifier) -> None:
        split = [
            (title, [word for chunk in chunks(plain(title.text)) for word in chunk]) for title in classifier.titles
        ]
        # Russian first: a Kazakh title that borrows a word of it takes over its key.
        split.sort(key=lambda one: one[0].lang != "ru")
        joined = False
        lone = {words[0] for _, words in split if len(words) == 1}
        for title, words in split:
            if not joined and title.lang != "ru":
                self.lexicon.join_languages()
                joined = True
            keys = [self.lexicon.add(word, title.lang) for word in words]
            if not keys:
                continue
            if len(words) == 1:
                self.single.add(_bones(words[0]))
                self.single_keys.add(keys[0])
            telling = self.telling(zip(words, keys, strict=True))
            index = self.phrases.setdefault(telling, len(self.phrases))
            if index == len(self.nodes):
                self.nodes.append({})
                self.texts.append(title.text)
                self._heads.append(keys[head_position(words, title.lang, lone)])
                self.bags.setdefault(tuple(sorted(telling)), index)
            form = tuple(_bones(word) for word in words if word not in STOPS)
            self.spelt_texts.setdefault(form, title.text)
            for shares in (self.nodes[index], self.spelt.setdefault(form, {})):
                shares[title.node] = max(shares.get(title.node, 0.0), title.share)

    @staticmethod
    def telling(words: Iterable[tuple[str, str]]) -> Phrase:
        """The keys of (token, key) pairs without stop words; all of them where only stop words stand."""
        pairs = list(words)
        return tuple(key for word, key in pairs if word not in STOPS) or tuple(key for _, key in pairs)

    def _share(self) -> None:
        """Spellings and languages that met in one phrase brought their shares along: together they are at most 1."""
        for shares in (*self.nodes, *self.spelt.values()):
            total = sum(shares.values())
            if total > 1:
                for node in shares:
                    shares[node] /= total

    def _weigh(self, classifier: Classifier) -> None:
        groups: dict[str, set[str]] = {}
        for phrase, index in self.phrases.items():
            codes = {classifier.nodes[node].code for node in self.nodes[index]}
            for key in phrase:
                groups.setdefault(key, set()).update(codes)
        total = len({node.code for node in classifier.nodes})
        self.ids = {key: index for index, key in enumerate(groups)}
        self.weights = {key: log(1 + total / len(codes)) for key, codes in groups.items()}
        used = Counter(key for phrase in self.phrases for key in set(phrase))
        led = Counter(self._heads)
        self.head_words = {head for head in led if head in self.ids and led[head] >= HEAD_SHARE * used[head]}

    def _post(self) -> None:
        self._roots: dict[str, int] = {}
        pairs: list[tuple[int, int]] = []
        root_pairs: set[tuple[int, int]] = set()
        totals = np.zeros(len(self.nodes), np.float32)
        for phrase, index in self.phrases.items():
            for key in dict.fromkeys(phrase):
                totals[index] += self.weights[key]
                pairs.append((self.ids[key], index))
                root_pairs.add((self._roots.setdefault(root(key), len(self._roots)), index))
        self._totals = totals
        self._head_ids = np.array([self.ids.get(head, 0) for head in self._heads], np.int32)
        self._by_id = np.array([*self.weights.values(), 0], np.float32)
        self._kin = self._kinship()
        self._postings = _Postings(pairs, len(self.ids))
        self._root_postings = _Postings(sorted(root_pairs), len(self._roots))

    def _kinship(self) -> dict[str, NDArray[np.bool_]]:
        """Head key -> which keys may stand for it."""
        kin: dict[str, NDArray[np.bool_]] = {}
        for family in kin_heads():
            keys = [key for key in (self.lexicon.word(word).key for word in family) if key in self.ids]
            for key in keys:
                kin.setdefault(key, np.zeros(len(self.ids) + 1, np.bool_))[[self.ids[one] for one in keys]] = True
        return kin

    def near(
        self, query: Sequence[tuple[str, float, float]], head: str | None, complements: Sequence[str], best: int
    ) -> list[tuple[int, float]]:
        """The `best` nearest phrases with their likeness 0..1.

        Args:
            query: (key, factor, cost) a word: how sure its key is, and what it costs when a title lacks it.
            head: the key of the word that says what kind of worker is meant, if one was found; "" where the worker is
                named by what they work with ("тортшы"), so that any head may follow.
            complements: keys without any of which a common head says little ("мастер ... сервиса"); none, none needed.
            best: how many.
        """
        common = np.zeros(len(self.nodes), np.float32)
        paid = np.zeros(len(self.nodes), np.float32)
        present = np.zeros(len(self.ids) + 1, np.bool_)
        for key, factor, cost in query:
            weight = self.weights.get(key, 0.0) * factor
            if weight:
                present[self.ids[key]] = True
                rows = self._postings.of(self.ids[key])
                common[rows] += weight / 2
                paid[rows] += cost / 2
            stem_root = self._roots.get(root(key))
            if stem_root is not None:
                rows = self._root_postings.of(stem_root)
                common[rows] += (weight or UNKNOWN_WEIGHT) / 2
                paid[rows] += cost / 2
        factor = self._complemented(complements)
        return self._nearest(common, paid, sum(cost for _, _, cost in query), present, head, factor, best)

    def _complemented(self, complements: Sequence[str]) -> NDArray[np.float32]:
        factor = np.full(len(self.nodes), NO_COMPLEMENT if complements else 1.0, np.float32)
        for complement in complements:
            if complement in self.ids:
                factor[self._postings.of(self.ids[complement])] = 1.0
            if root(complement) in self._roots:
                factor[self._root_postings.of(self._roots[root(complement)])] = 1.0
        return factor

    def _nearest(
        self,
        common: NDArray[np.float32],
        paid: NDArray[np.float32],
        costs: float,
        present: NDArray[np.bool_],
        head: str | None,
        complemented: NDArray[np.float32],
        best: int,
    ) -> list[tuple[int, float]]:
        rows = np.nonzero(common)[0]
        if not len(rows):
            return []
        heads = self._head_ids[rows]
        kin = self._kin.get(head or "")
        if head and kin is not None:
            lacks = np.ones(len(common), np.bool_)
            lacks[self._postings.of(self.ids[head])] = False
            common[rows] += np.where(kin[heads] & ~present[heads] & lacks[rows], KIN_GAIN * self._by_id[heads], 0)
        shared = np.minimum(common[rows], self._totals[rows])
        lacking = QUERY_ONLY * np.maximum(costs - paid[rows], 0) + TITLE_ONLY * (self._totals[rows] - shared)
        factor = self._head_factor(heads, present, head)
        likeness = shared / (shared + lacking) * factor * complemented[rows]
        order = np.argsort(-likeness, kind="stable")[:best]
        return [(int(rows[place]), float(likeness[place])) for place in order]

    def _head_factor(
        self, heads: NDArray[np.int32], present: NDArray[np.bool_], head: str | None
    ) -> NDArray[np.float64]:
        """How far the head of a known title lets it be meant."""
        if head is None:
            return np.where(present[heads], NO_HEAD[0], NO_HEAD[1])
        if head == "":
            return np.where(present[heads], 1.0, ANY_HEAD)
        factor = np.where(present[heads], OTHER_HEAD[0], OTHER_HEAD[1])
        kin = self._kin.get(head)
        if kin is not None:
            factor = np.maximum(factor, np.where(kin[heads], KIN_HEAD, 0.0))
        return np.where(heads == self.ids.get(head, -1), 1.0, factor)


class _Postings:
    """Rows by id, as one array and offsets."""

    def __init__(self, pairs: Sequence[tuple[int, int]], size: int) -> None:
        table = np.array(pairs, np.int32).reshape(-1, 2)
        order = np.argsort(table[:, 0], kind="stable")
        self._rows = table[order, 1]
        self._offsets = np.searchsorted(table[order, 0], np.arange(size + 1))

    def of(self, index: int) -> NDArray[np.int32]:
        return self._rows[self._offsets[index] : self._offsets[index + 1]]


def root(key: str) -> str:
    """The beginning of a key, under which words of one family meet: строител and строительств."""
    return key[:ROOT_LETTERS]


def head_position(words: Sequence[str], lang: str, lone: set[str]) -> int:
    """Where the word stands that says what kind of worker is meant: Kazakh last, Russian first, English last before "of".

    Args:
        words: the tokens, not empty.
        lang: ru, kk or en.
        lone: tokens that are titles on their own, so that "рабочий" is a head and "подсобный" before it is not.
    """
    if lang == "kk":
        return len(words) - 1
    cuts = _EN_CUT if lang == "en" else _RU_CUT
    end = next((place for place, word in enumerate(words) if word in cuts and place), len(words))
    if lang == "en":
        return end - 1
    for place in range(end):
        if not looks_adjective(words[place]):
            return place
        if words[place] in lone and not (place + 1 < end and words[place + 1] in lone):
            return place
    return 0


def _bones(word: str) -> str:
    return skeleton(word.replace("ё", "е"))
