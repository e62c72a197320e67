"""The words of the known titles, and how a word that somebody typed is led to one of them.

A *key* is the skeleton of a stem, one for a word in all its forms, spellings and (for common head words) languages.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property, lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from scoring.language.concepts import glossary_lines
from scoring.language.kazakh import kazakh_stem, loose_kazakh_stem, profession_root
from scoring.language.letters import KAZAKH_LETTERS, skeleton, transliterate, transliterations
from scoring.language.russian import agent_root, looks_adjective, masculine
from scoring.language.sounds import sound
from scoring.language.tables import common_words, concepts
from scoring.language.words import STOP_TOKENS, stem
from scoring.occupations.heard import Heard

RU, KK, EN = 1, 2, 4
_BITS = {"ru": RU, "kk": KK, "en": EN}

FEMININE_FACTOR = 0.98
SOUND_FACTOR = 0.93
FUZZY_FACTOR = 0.85
DERIVED_FACTOR = 0.9
_LATIN = re.compile("[a-z]")
_WOMEN = ("щица", "чица", "ница", "истка", "рша", "нка")
"""Endings of women's titles that are looked for misspelt as well."""
SAME_WORD = 5
OWNED = ("шысы", "шісі")
SURE_LENGTH = 8
"""In a shorter word another letter makes another word; only a lost, doubled or swapped letter is repaired."""


@dataclass(frozen=True)
class Word:
    """A token and what is known of it.

    Attributes:
        token: as typed, lower case.
        form: the skeleton of the known word form it was led to, "" where none.
        key: the key of its word; of an unknown word its own stem.
        factor: how sure the way to the key is, 0..1; 0 for an unknown word.
        how: exact, feminine, transliterated, sound, fuzzy, common (no word of a title), unknown, or derived ("тортшы"
            from "торт": the key is what the worker works with).
        langs: bits of the languages whose titles use the key.
        adjective: whether it looks like a Russian adjective.
    """

    token: str
    form: str
    key: str
    factor: float
    how: str
    langs: int
    adjective: bool


class Lexicon:
    """Fill with `add` for every title, then `word` leads tokens to keys."""

    def __init__(self) -> None:
        self.forms: dict[str, str] = {}
        self.langs: dict[str, int] = {}
        self._count: Counter[str] = Counter()
        self._added: dict[tuple[str, str], str] = {}
        self._same: dict[str, str] = {}
        self.word = lru_cache(maxsize=100_000)(self._word)

    def add(self, token: str, lang: str) -> str:
        """Take in a token of a title in `lang`; returns its key."""
        key = self._added.get((token, lang))
        if key is None:
            bones = skeleton(token.replace("ё", "е"))
            key = self.forms.get(bones)
            if key is None:
                key = self.forms[bones] = self._key(token, kazakh=lang == "kk")
            self._added[token, lang] = key
            self.langs[key] = self.langs.get(key, 0) | _BITS[lang]
        self._count[key] += 1
        return key

    def join_languages(self, workers: AbstractSet[str]) -> None:
        """Lead Kazakh words and English heads to the Russian key of their meaning; call when the Russian titles are in.

        The words of skills serve as well, where they are one word each and name no worker: a line of the glossary goes
        to that of its Russian words which titles use most.

        Args:
            workers: tokens that are titles on their own; "склад" is not to become "қоймашы" by way of the glossary.
        """
        for russian, kazakh, _ in glossary_lines():
            keys = [key for key in (stem(word) for word in russian if word not in workers) if self._count[key]]
            if keys:
                things = [word for word in kazakh if profession_root(word) == word and word not in workers]
                self._join(max(keys, key=lambda one: self._count[one]), things, ())
        for first, kazakh, english in concepts():
            self._join(stem(first), kazakh, english)

    def _join(self, key: str, kazakh: Iterable[str], english: Iterable[str]) -> None:
        for word in kazakh:
            if word.endswith(OWNED):
                # "жетекші" is a rank ("leading"), "жетекшісі" leads somebody or something.
                self.forms.setdefault(skeleton(word), key)
            elif " " not in word:
                self._same[skeleton(kazakh_stem(word))] = key
        for word in english:
            if " " not in word:
                self._same[_singular(word)] = key

    @cached_property
    def _sounds(self) -> dict[str, str]:
        """The form of each sound, of several the commonest; made when the first word is met that is in no title."""
        sounds: dict[str, str] = {}
        for bones in self.forms:
            heard = sound(bones)
            other = sounds.get(heard)
            if other is None or self._count[self.forms[bones]] > self._count[self.forms[other]]:
                sounds[heard] = bones
        return sounds

    @cached_property
    def _by_length(self) -> dict[int, Heard]:
        by_length: dict[int, list[str]] = {}
        for heard in self._sounds:
            by_length.setdefault(len(heard), []).append(heard)
        return {length: Heard(words) for length, words in by_length.items()}

    def _key(self, token: str, *, kazakh: bool) -> str:
        key = _singular(token) if token.isascii() else stem(token, kazakh=kazakh)
        if len(token) >= SAME_WORD and token.isascii():
            # "operator" and "broker" are the Russian words in Latin letters, whoever writes them.
            key = self.forms.get(skeleton(transliterate(key)), key)
        if kazakh or token.isascii():
            key = self._same.get(key, key)
        return self.forms.get(key, key)

    def _word(self, token: str) -> Word:
        as_typed = (self._exact, self._feminine, self._latin, self._heard, self._derived)
        for attempt in (*as_typed, self._near, self._near_woman):
            found = attempt(token)
            if found:
                return found
        return Word(token, "", stem(token), 0.0, "unknown", _script(token), looks_adjective(token))

    def _made(self, token: str, form: str, key: str, factor: float, how: str) -> Word:
        return Word(token, form, key, factor, how, self.langs.get(key, 0), looks_adjective(token))

    def _exact(self, token: str) -> Word | None:
        bones = skeleton(token.replace("ё", "е"))
        key = self.forms.get(bones)
        if key is not None:
            return self._made(token, bones, key, 1.0, "exact")
        if bones in _common() or token in STOP_TOKENS:
            return Word(token, "", stem(token), 0.0, "common", 0, looks_adjective(token))
        for kazakh in (False, True):
            key = self._key(token, kazakh=kazakh)
            if key in self.langs:
                return self._made(token, bones, key, 1.0, "exact")
        loose = loose_kazakh_stem(bones)
        key = self._same.get(loose, self.forms.get(loose, loose))
        return self._made(token, bones, key, 1.0, "exact") if key in self.langs else None

    def _feminine(self, token: str) -> Word | None:
        for other in masculine(token.replace("ё", "е")):
            bones = skeleton(other)
            key = self.forms.get(bones)
            if key is not None:
                return self._made(token, bones, key, FEMININE_FACTOR, "feminine")
        return None

    def _near_woman(self, token: str) -> Word | None:
        """A woman's title with a slip in the part that she shares with the man: "продовщица", "почтальенка"."""
        for other in masculine(token.replace("ё", "е")) if token.endswith(_WOMEN) else ():
            found = self._heard(other) or self._near(other)
            if found:
                return self._made(token, found.form, found.key, found.factor * FEMININE_FACTOR, found.how)
        return None

    def _latin(self, token: str) -> Word | None:
        if len(token) < 3 or not _LATIN.search(token):
            return None
        for attempt in (self._exact, self._feminine, self._heard):
            for native in transliterations(token):
                found = attempt(native)
                if found and found.how == "common":
                    return found
                if found:
                    return self._made(token, found.form, found.key, SOUND_FACTOR, "transliterated")
        return None

    def _heard(self, token: str) -> Word | None:
        heard = sound(skeleton(token))
        if len(token) < 4 or len(heard) < 3:
            return None
        form = self._sounds.get(heard)
        return self._made(token, form, self.forms[form], SOUND_FACTOR, "sound") if form else None

    def _derived(self, token: str) -> Word | None:
        native = transliterate(token)
        base = profession_root(native) if profession_root(native) != native else agent_root(native)
        if not base and skeleton(native).endswith("ши"):
            base = native[:-2]
        if len(base) < 4:
            return None
        for kazakh in (False, True):
            key = self._key(base, kazakh=kazakh)
            if key in self.langs:
                return self._made(token, "", key, DERIVED_FACTOR, "derived")
        return None

    def _near(self, token: str) -> Word | None:
        """The one known word within one or two slips; the first letter must be right in a short word."""
        heard = sound(skeleton(transliterate(token)))
        size = len(heard)
        if size < 5 or any(letter.isdigit() for letter in heard):
            return None
        slips = 1 if size < 11 else 2
        best, form = slips + 1, ""
        for length in range(size - slips, size + slips + 1):
            words = self._by_length.get(length)
            near = words.near(heard, best - 1) if words else ()
            found = process.extractOne(heard, near, scorer=OSA.distance, score_cutoff=best - 1)
            if found and (size >= 8 or found[0][0] == heard[0]) and found[1] < best:
                best, form = int(found[1]), found[0]
        if not form or (size < SURE_LENGTH and len(form) == size and sorted(form) != sorted(heard)):
            return None
        bones = self._sounds[form]
        return self._made(token, bones, self.forms[bones], FUZZY_FACTOR, "fuzzy")


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    """Skeletons of all common words: they are never repaired into titles."""
    return frozenset(skeleton(word) for words in common_words().values() for word in words)


def _singular(word: str) -> str:
    """An English word without its plural; a stemmer would make one of "product" and "production"."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def _script(token: str) -> int:
    if token.isascii():
        return EN
    return RU if KAZAKH_LETTERS.isdisjoint(token) else KK
