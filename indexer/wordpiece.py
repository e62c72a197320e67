"""The tokenizer of the shipped encoder in plain Python: the same pieces as its `tokenizer.json` gives in `tokenizers`.

Text is normalised (compatibility form, no control characters, lower case, letters by `letters`), cut at blanks and
punctuation, and each word is cut into the longest known pieces from the left. A word that cannot be cut is unknown.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

PREFIX = "##"
UNKNOWN = "[UNK]"
_BLANKS = "\t\n\r"
_ASCII_MARKS = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")


class WordPiece:
    """`ids(text)` gives the pieces of a text as rows of the vocabulary."""

    def __init__(self, vocabulary: Mapping[str, int], letters: Mapping[str, str], longest_word: int) -> None:
        self._vocabulary = dict(vocabulary)
        self._letters = str.maketrans(dict(letters))
        self._longest_word = longest_word
        self._longest_piece = max(map(len, self._vocabulary), default=0)
        self._unknown = [self._vocabulary[UNKNOWN]]
        self._word = lru_cache(maxsize=100_000)(self._cut)

    @classmethod
    def load(cls, path: Path) -> WordPiece:
        """The tokenizer of a `tokenizer.json`, which says the vocabulary and the letters that fall together."""
        stored: dict[str, Any] = json.loads(path.read_text("utf-8"))
        steps = stored["normalizer"]["normalizers"]
        letters = {step["pattern"]["String"]: step["content"] for step in steps if step["type"] == "Replace"}
        model = stored["model"]
        return cls(model["vocab"], letters, model["max_input_chars_per_word"])

    def ids(self, text: str) -> list[int]:
        """The pieces of a text in order."""
        found: list[int] = []
        for word in self._words(text):
            found += self._word(word) if len(word) <= self._longest_word else self._unknown
        return found

    def _words(self, text: str) -> list[str]:
        """The words and marks of a text; each mark is a word."""
        plain = "".join(map(_kept, unicodedata.normalize("NFKC", text))).translate(self._letters)
        return "".join(map(_spaced, plain)).split(" ")

    def _cut(self, word: str) -> list[int]:
        found: list[int] = []
        at = 0
        while at < len(word):
            prefix = PREFIX if at else ""
            end = min(len(word), at + self._longest_piece)
            while end > at and prefix + word[at:end] not in self._vocabulary:
                end -= 1
            if end == at:
                return self._unknown
            found.append(self._vocabulary[prefix + word[at:end]])
            at = end
        return found


@lru_cache(maxsize=4096)
def _kept(letter: str) -> str:
    """A character in lower case; blanks of every kind as a blank, control characters not at all."""
    if letter in _BLANKS:
        return " "
    if letter == "\ufffd" or unicodedata.category(letter) in ("Cc", "Cf", "Co", "Cs"):
        return ""
    return " " if letter.isspace() else letter.lower()


@lru_cache(maxsize=4096)
def _spaced(letter: str) -> str:
    """A mark stands on its own."""
    if letter in _ASCII_MARKS or unicodedata.category(letter).startswith("P"):
        return f" {letter} "
    return letter
