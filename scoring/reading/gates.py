"""Which rules a text may be of interest to, told by its words: a word met again costs one look for all rules together.

Every rule has literals, its *gates*, at least one of which each of its matches contains. Of each gate one piece without
blanks stands whole inside a word of the text. So the words of a text, each remembered with the rules whose pieces it
holds, name the only rules worth trying. The rule itself makes sure.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

ALWAYS = 1
"""The mark that every text carries: of rules without gates, and of those that come after the first text."""
ODD = 2
"""The mark of no rule: a word that has to be read with care."""
_HEAD = 2
_REMEMBERED = 40


class Gates:
    """Numbers rules and marks texts. Rules are numbered until the first text is marked."""

    def __init__(self) -> None:
        self._marks = ODD
        self._by_head: dict[str, list[tuple[str, int]]] = {}
        self._single: list[tuple[str, int]] = []
        self._closed = False
        self._short = lru_cache(maxsize=20_000)(self._word)

    def mark(self, gates: Iterable[str]) -> int:
        """The mark of a rule with these gates."""
        pieces = [max(gate.split(), key=len, default="") for gate in gates]
        if self._closed or not pieces or not all(pieces):
            return ALWAYS
        self._marks <<= 1
        for piece in pieces:
            under = self._by_head.setdefault(piece[:_HEAD], []) if len(piece) >= _HEAD else self._single
            under.append((piece, self._marks))
        return self._marks

    def of(self, words: Iterable[str]) -> int:
        """The marks of the rules that may have something to say of a text of these words."""
        self._closed = True
        marks = ALWAYS
        for word in words:
            marks |= self._short(word) if len(word) <= _REMEMBERED else self._word(word)
        return marks

    def _word(self, word: str) -> int:
        marks = 0
        heads = {word[place : place + _HEAD] for place in range(len(word) - 1)}
        for pieces in (self._single, *(self._by_head[head] for head in heads if head in self._by_head)):
            for piece, mark in pieces:
                if piece in word:
                    marks |= mark
        return marks


GATES = Gates()
"""Of all rules."""
