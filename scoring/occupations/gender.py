"""One form for the man and the woman who do a job: "продавщица" is read as "продавец", "старшая" as "старший".

The knowledge and whatever people type go through the same table, so that both forms of a title mean exactly the same:
the same groups with the same confidence. The table is made of the titles themselves: a feminine word is led to a
masculine one that some title has; where only the feminine one is written down ("кастелянша"), the masculine is led to
it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from scoring.language.letters import skeleton
from scoring.language.russian import feminine, masculine

_OWN = frozenset(
    "машинистка техничка модистка столовая уборная приемная няня штукатурка топка слесарка столярка возница"
    " мельница".split()
)
"""Words that look feminine and have no masculine of the same work: a typist drives no machine."""
_PAIRS = {
    "медсестра": "медбрат",
    "сестра": "медбрат",
    "швея": "швей",
    "посудомойка": "посудомойщик",
    "водила": "водитель",
}
_ADJECTIVE = ("ая", "яя")
_WORK = ("лка", "йка")
"""Endings of work and machines ("настройка", "сеялка"), hardly ever of women; those few have feminine titles beside."""
_SURE = ("щица", "чица", "ница", "нша")
"""Endings of women alone, so that a masculine word can be made of them where no title has one."""
_WOMEN = ("тельница", "щица", "чица", "ница", "рша", "истка", "есса", "риса")


class OneGender:
    """Leads feminine words to masculine ones.

    Args:
        nouns: the Russian words that name a worker in some title.
        words: all Russian words of the titles.
    """

    def __init__(self, nouns: Iterable[str], words: Iterable[str]) -> None:
        self._nouns = {_bones(word): word for word in nouns}
        self._words = {_bones(word): word for word in words}
        self._back: dict[str, str] = {}
        for word in list(self._nouns.values()):
            if word.endswith(_SURE) and self._masculine(word) == word and word not in _OWN:
                for other in list(masculine(word.replace("ё", "е")))[:1]:
                    self._back.setdefault(_bones(other), word)
        self.of = lru_cache(maxsize=100_000)(self._of)

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Women's titles with the men's to which they are led, those that no title has included."""
        for word in self._words.values():
            if self._masculine(word) != word and not word.endswith(_ADJECTIVE):
                yield word, self._masculine(word)
        for word in self._nouns.values():
            yield from ((other, word) for other in feminine(word) if other.endswith(_WOMEN) and self.of(other) == word)

    def _of(self, word: str) -> str:
        found = self._masculine(word)
        if found == word and _bones(word) not in self._words:
            return self._back.get(_bones(word), word)
        return found

    def _masculine(self, word: str) -> str:
        plain = word.replace("ё", "е")
        if plain in _OWN or (plain.endswith(_WORK) and plain not in _PAIRS):
            return word
        known = self._words if plain.endswith(_ADJECTIVE) else self._nouns
        candidates = (_PAIRS[plain],) if plain in _PAIRS else masculine(plain)
        return next((known[_bones(other)] for other in candidates if _bones(other) in known), word)


def _bones(word: str) -> str:
    return skeleton(word.replace("ё", "е"))
