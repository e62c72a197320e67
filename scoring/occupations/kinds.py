"""What common words are in a title: noise, rank, part of an organisation, place, or no occupation at all."""

from __future__ import annotations

from functools import lru_cache

from scoring.language.kazakh import kazakh_stem
from scoring.language.letters import KAZAKH_LETTERS, skeleton, transliterate
from scoring.language.tables import common_words
from scoring.language.words import stem
from scoring.occupations.lexicon import Word

_WITH = ("мен", "бен", "пен")
_SOMEBODY_S = ("шысы", "шісі")


@lru_cache(maxsize=1)
def _kinds() -> dict[str, frozenset[str]]:
    """Skeletons of common words, as written and as stems, with their kinds."""
    kinds: dict[str, set[str]] = {}
    for kind, words in common_words().items():
        for word in words:
            kazakh = not KAZAKH_LETTERS.isdisjoint(word)
            stemmed = skeleton(kazakh_stem(word)) if kazakh else stem(word)
            # "көлікпен" (with a car of one's own) says nothing of the work, "көлік бөлімі" does.
            whole = len(stemmed) <= 3 or word.endswith(_WITH)
            for form in {skeleton(word), skeleton(word) if whole else stemmed}:
                kinds.setdefault(form, set()).add(kind)
    return {form: frozenset(found) for form, found in kinds.items()}


@lru_cache(maxsize=100_000)
def kinds_of(token: str) -> frozenset[str]:
    """The kinds of a common word; numbers are noise; empty for a word that may tell the work."""
    if any(letter.isdigit() for letter in token) and not any(letter.isalpha() for letter in token[:1]):
        return frozenset({"noise"})
    kinds = _kinds()
    written = kinds.get(skeleton(token))
    if written:
        return written
    found = kinds.get(stem(token)) or kinds.get(stem(token, kazakh=True)) or frozenset()
    # "персонал" is vague, "по работе с персоналом" is not; "служба управления" is a part, "управлению" is work;
    # "жетекші маман" is a rank, "бөлім жетекшісі" leads it.
    return found - ({"vague", "somebody", "unit"} | ({"grade"} if token.endswith(_SOMEBODY_S) else set()))


def kinds_of_word(word: Word) -> frozenset[str]:
    """The kinds of a word, in whichever letters it was typed: "adam kerek"."""
    kinds = kinds_of(word.token)
    if not kinds and word.how in ("common", "transliterated"):
        kinds = kinds_of(transliterate(word.token))
    return kinds


@lru_cache(maxsize=10_000)
def is_unit(token: str) -> bool:
    """Whether a word is only a part of an organisation ("отдел", "қызметінің"): who leads it is told by another."""
    return "unit" in kinds_of(token)
