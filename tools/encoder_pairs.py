"""What the shipped encoder learns from: pairs of texts that mean the same work, out of the project's own knowledge."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from scoring.language.concepts import glossary_lines
from scoring.language.tables import common_words
from scoring.occupations.classifier import LANGS, Classifier

NEAR = 0.75
"""Closeness from which the title of a neighbour is a pair too (as `same_work` in docs/occupations.md)."""
SHARES = {"titles": 0.62, "neighbours": 0.03, "skills": 0.1, "words": 0.25}
"""How often each kind of pair is drawn."""
TYPO, NOISE = 0.15, 0.1
"""How often a drawn text gets a slip of the keyboard, and a word of an ad around it."""
LETTERS = "абвгдежзийклмнопрстуфхцчшщыэюя"


class Pair(NamedTuple):
    """Two texts of one meaning; `node` is the occupation, 0 for words of no occupation."""

    one: str
    other: str
    node: int


class Pairs:
    """Draws batches of pairs, no two of which are of one group: the others are what each is told apart from."""

    def __init__(self, classifier: Classifier, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311 - repeatable, not secret
        self._titles: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for title in classifier.titles:
            if title.share >= 0.5:
                self._titles[title.node][title.lang].append(title.text)
        for index, node in enumerate(classifier.nodes):
            for lang, name in node.names.items():
                self._titles[index][lang].append(name)
        nodes = classifier.nodes
        self._skills = [sorted({one for lang in LANGS for one in node.skills.get(lang, ())}) for node in nodes]
        self._near = [
            [other for other in range(1, len(classifier.nodes)) if row[other] >= NEAR and other != index]
            for index, row in enumerate(classifier.closeness)
        ]
        self._families = [classifier.family(code) for code in sorted({node.code for node in nodes if node.code})]
        self._words = [[one for one in line if one] for line in glossary_lines()]
        self._words = [line for line in self._words if sum(map(len, line)) > 1]
        self._noise = sorted(common_words()["noise"])

    def texts(self) -> Iterator[str]:
        """All texts, for the tokenizer to learn its pieces from."""
        for languages in self._titles.values():
            for titles in languages.values():
                yield from titles
        for skills in self._skills:
            yield from skills
        for line in self._words:
            for words in line:
                yield from words

    def batch(self, size: int) -> list[Pair]:
        """So many pairs, groups and lines of words at most once each."""
        lines = int(size * SHARES["words"])
        families = self._random.sample(self._families, min(size - lines, len(self._families)))
        return [self._of_work(self._random.choice(family)) for family in families] + [
            self._of_words(line) for line in self._random.sample(self._words, lines)
        ]

    def _of_work(self, node: int) -> Pair:
        draw = self._random.random() * (1 - SHARES["words"])
        one = self._spoilt(self._title(node))
        if draw < SHARES["skills"] and self._skills[node]:
            return Pair(one, ", ".join(self._random.sample(self._skills[node], min(3, len(self._skills[node])))), node)
        if draw < SHARES["skills"] + SHARES["neighbours"] and self._near[node]:
            return Pair(one, self._title(self._random.choice(self._near[node])), node)
        return Pair(one, self._spoilt(self._title(node)), node)

    def _title(self, node: int) -> str:
        """A title in a language drawn first, so that Kazakh and English weigh as much as Russian."""
        lang = self._random.choice(sorted(self._titles[node]))
        return self._random.choice(self._titles[node][lang])

    def _of_words(self, line: list[tuple[str, ...]]) -> Pair:
        sides = self._random.sample(line, 2) if len(line) > 1 else [line[0], line[0]]
        one, other = (self._random.choice(side) for side in sides)
        return Pair(one, other, 0)

    def _spoilt(self, text: str) -> str:
        if self._random.random() < TYPO:
            text = self._slip(text)
        if self._random.random() < NOISE:
            text = f"{self._random.choice(self._noise)} {text}"
        return text

    def _slip(self, text: str) -> str:
        at = self._random.randrange(len(text))
        return self._random.choice(
            (
                text[:at] + text[at + 1 :],
                text[:at] + text[at : at + 2][::-1] + text[at + 2 :],
                text[:at] + self._random.choice(LETTERS) + text[at + 1 :],
                text[: at + 1] + text[at : at + 1] + text[at + 1 :],
            )
        )
