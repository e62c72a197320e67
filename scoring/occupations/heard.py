"""The sounds of known words, of which the few that may be a misspelt one are told by their letters alone."""

from __future__ import annotations

import numpy as np


class Heard:
    """Sounds of one length with the sets of their letters, 32 bits each, so that few are compared letter by letter."""

    def __init__(self, words: list[str]) -> None:
        self._words = words
        self._length = len(words[0])
        self._letters = np.array([_letters(word) for word in words], np.uint32)

    def near(self, heard: str, slips: int) -> list[str]:
        """The sounds that may lie within so many slips; in their order, with some that do not.

        A slip changes at most two letters of the set, a letter lost or added only one.
        """
        most = 2 * slips - abs(self._length - len(heard))
        changed = np.bitwise_count(self._letters ^ np.uint32(_letters(heard)))
        return [self._words[place] for place in np.flatnonzero(changed <= most)]


def _letters(word: str) -> int:
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) & 31)
    return bits
