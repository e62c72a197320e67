"""Work words across languages: a text as concept ids, so that "құбыр дәнекерлеу" meets "сварка труб".

`data/glossary.tsv` has one concept a line, its words in Russian, Kazakh and English. A word is looked up by its stem in
the lexicon of the text's language: Kazakh "мал" is livestock, Russian "малый" is not. A word unknown there is sought in
the other language's lexicon, for people mix the two and short texts do not show which they are.
"""

from __future__ import annotations

import zlib
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from scoring.language.kazakh import is_kazakh
from scoring.language.letters import KAZAKH_LETTERS, skeleton
from scoring.language.words import STOP_WORDS, stem, tokens, tokens_of_piece

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

GENERAL_WEIGHT = 0.4
GENERAL = (
    "документ", "система", "оборудование", "контроль", "организация", "управление", "обеспечение", "подготовка",
    "проверка", "обслуживание", "программа", "инструмент", "техника", "технология", "качество", "сопровождение",
    "материал", "продукция", "услуга", "информация", "компьютер", "план", "процесс", "анализ",
    "проект", "отчёт", "консультация", "клиент", "учёт", "производство", "безопасность", "объект", "норма",
    "город", "село", "территория", "область региональный", "высокий", "отдел", "физический", "личный", "параметр",
    "показатель", "условие", "ресурс", "объём", "время", "машина", "требование", "срок",
)  # fmt: skip
"""Concepts, by their first word, that half of all texts speak of: to share them says little."""

_PROFESSION = "ши"
"""How the Kazakh suffix of professions -шы/-ші looks in a skeleton."""
_TELLING_LENGTH = 4
"""A stem this long is not taken for one of the other language by chance."""
_REMEMBERED = 60
"""Letters of a text that is worth remembering: titles, skills and specialities come again."""
_KAZAKH_SHARE = 3
"""A text is Kazakh if one word in so many shows it."""

Line = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]
_Read = tuple[tuple[str, int, dict[str, int] | None], ...]
_Piece = tuple[int, int, _Read, _Read]
"""What stands between blanks: how many words, how many mark Kazakh; their stems, concepts and what makes a pair with
them, as Russian and as Kazakh."""


def _read(name: str) -> list[str]:
    return (files("scoring.language") / "data" / name).read_text("utf-8").splitlines()


def glossary_lines() -> Iterator[Line]:
    """The lines of the glossary: the words of a concept in Russian, Kazakh and English."""
    for line in _read("glossary.tsv")[1:]:
        russian, kazakh, english = (tuple(words.split(", ")) if words else () for words in line.split("\t"))
        yield russian, kazakh, english


def carrier_words() -> dict[str, list[str]]:
    """Words that carry no skill of their own, by language: "опыт", "білу", "knowledge"."""
    words: dict[str, list[str]] = {"ru": [], "kk": [], "en": []}
    for line in _read("carriers.txt"):
        if not line.startswith("#"):
            language, _, listed = line.partition("\t")
            words[language] += listed.split()
    return words


def phrase_key(words: str, *, kazakh: bool) -> tuple[str, ...]:
    """The stems of an entry of the glossary, in the language it is written in."""
    if words.isalpha():
        key = stem(words, kazakh=kazakh)
        return () if key in STOP_WORDS else (key,)
    found = (stem(word, kazakh=kazakh) for word in tokens(words))
    return tuple(one for one in found if one not in STOP_WORDS)


_MENDED_LENGTH = 7
"""Shorter words differ by a letter too often to be mended: "токарь", "пекарь"."""
_LONG_WORD = 10


@lru_cache(maxsize=200_000)
def identity(key: str) -> int:
    """The id of a concept ("concept:сварка") or of a stem that is in no concept; never 0."""
    return (zlib.crc32(key.encode()) & 0x7FFFFFFF) or 1


@lru_cache(maxsize=200_000)
def _marks_kazakh(word: str) -> bool:
    """Whether a word shows that its text is Kazakh: `is_kazakh` word by word, for it is asked for every summary."""
    return is_kazakh((word,))


class _Lexicon:
    """The words of one language: stem -> concept, and pair of stems -> concept; 0 for what is dropped.

    `forms` are the words that meet another concept or a stop word by their stem ("поле" and "пол", "доить" and "до"):
    they are looked up as they are written.
    """

    def __init__(self, *, kazakh: bool) -> None:
        self.kazakh = kazakh
        self.alone: dict[str, int] = {}
        self.pairs: dict[str, dict[str, int]] = {}
        self.forms: dict[str, int] = {}
        self.other: _Lexicon | None = None
        self.in_pairs: set[str] = set()
        self._by_letter: dict[str, list[str]] = {}
        self.read = lru_cache(maxsize=200_000)(self._read)

    def add(self, key: tuple[str, ...], concept: int) -> None:
        """Enter a word or a phrase of two; what was entered first stays."""
        if len(key) == 1:
            self.alone.setdefault(key[0], concept)
        elif len(key) == 2:
            self.pairs.setdefault(key[0], {}).setdefault(key[1], concept)
            self.in_pairs.update(key)

    def add_own(self, words: str, key: tuple[str, ...], concept: int) -> None:
        """Enter a word of the lexicon's own language: as it is written, where its stem belongs to another."""
        self.add(key, concept)
        if len(key) < 2 and (not key or self.alone[key[0]] != concept):
            self.forms[words] = self.forms[words.replace("ё", "е")] = concept

    def known(self, word: str, key: str) -> int | None:
        """The concept of a word, or of the trade that a profession is named after."""
        concept = self.forms.get(word)
        if concept is None:
            concept = self.alone.get(key)
        if concept is None and key.endswith(_PROFESSION):
            concept = self.alone.get(key.removesuffix(_PROFESSION))
        return concept

    def _read(self, word: str) -> tuple[str, int]:
        """The stem of a word and its concept, or the stem's own id; 0 for stop words, carriers and bare numbers."""
        key = stem(word, kazakh=self.kazakh)
        concept = self.known(word, key)
        if key in STOP_WORDS and not concept:
            return "", 0
        if concept is None and self.other is not None:
            concept = self.other.lend(word)
        if concept is None and key.isdigit():
            concept = 0
        return key, identity(key) if concept is None else concept

    def by_letter(self) -> dict[str, list[str]]:
        """The stems of some length, by their first letter: few enough to be searched for a misspelt one."""
        if not self._by_letter:
            for key in self.alone:
                if len(key) >= _MENDED_LENGTH - 1:
                    self._by_letter.setdefault(key[0], []).append(key)
        return self._by_letter

    def lend(self, word: str) -> int | None:
        """The concept of a word that stands in a text of the other language."""
        if not self.kazakh and not KAZAKH_LETTERS.isdisjoint(word):
            return None
        key = stem(word, kazakh=self.kazakh)
        return self.known(word, key) if len(key) >= _TELLING_LENGTH else None


class Glossary:
    """The concepts that a text speaks of. Construct with `load()`."""

    def __init__(self, lines: list[Line], carriers: dict[str, list[str]]) -> None:
        self._russian = _Lexicon(kazakh=False)
        self._kazakh = _Lexicon(kazakh=True)
        self._russian.other, self._kazakh.other = self._kazakh, self._russian
        self._weights = {identity(f"concept:{first}"): GENERAL_WEIGHT for first in GENERAL}
        for lexicon, own in ((self._russian, "ru"), (self._kazakh, "kk")):
            for word in (*carriers.get(own, ()), *carriers.get("en", ())):
                lexicon.add(phrase_key(word, kazakh=lexicon.kazakh), 0)
        named = [(identity(f"concept:{line[0][0]}"), line) for line in lines]
        for concept, line in named:
            self._add_own(concept, line)
        for concept, line in named:
            self._add_other(concept, line)
        self._piece = lru_cache(maxsize=100_000)(self._read_piece)
        self._mended = lru_cache(maxsize=50_000)(self._mend)
        self._short_text = lru_cache(maxsize=50_000)(self._read_text)

    @classmethod
    def load(cls) -> Glossary:
        """The glossary of the package's data."""
        return cls(list(glossary_lines()), carrier_words())

    def mended(self, text: str) -> list[int]:
        """The concepts of a short text, a skill, with misspelt words mended: "автакад" is AutoCAD.

        A word that the glossary does not know is looked for among the words that it does, one slip away (two in a long
        word), by Damerau and Levenshtein's distance. What the word is by itself stays beside what it may have meant.
        """
        return self._mended(text)

    def _mend(self, text: str) -> list[int]:
        found = self.concepts(text)
        for word in tokens(text):
            if len(word) >= _MENDED_LENGTH and word.isalpha():
                found += self._nearest(word)
        return found

    def _nearest(self, word: str) -> list[int]:
        """The concept of the known word nearest to an unknown one; nothing for a known one or where none is near."""
        for lexicon in (self._russian, self._kazakh):
            key, concept = lexicon.read(word)
            if concept != identity(key) or key in lexicon.in_pairs:
                return []
        for lexicon in (self._russian, self._kazakh):
            key = lexicon.read(word)[0]
            slips = 2 if len(key) >= _LONG_WORD else 1
            near = process.extractOne(
                key, lexicon.by_letter().get(key[:1], ()), scorer=DamerauLevenshtein.distance, score_cutoff=slips
            )
            if near and lexicon.alone[near[0]]:
                return [lexicon.alone[near[0]]]
        return []

    def concepts(self, text: str) -> list[int]:
        """The concept ids of a text in order; carriers and stop words are dropped.

        Example:
            >>> glossary = Glossary.load()
            >>> glossary.concepts("сварка труб") == glossary.concepts("welding of pipes")
            True
        """
        return list(self._short_text(text) if len(text) <= _REMEMBERED else self._read_text(text))

    def _read_text(self, text: str) -> list[int]:
        pieces = [*map(self._piece, text.split())]
        marked = sum([piece[1] for piece in pieces])
        kazakh = marked and marked * _KAZAKH_SHARE >= sum([piece[0] for piece in pieces])
        found: list[int] = []
        following: dict[str, int] | None = None
        for read in [piece[3] for piece in pieces] if kazakh else [piece[2] for piece in pieces]:
            for key, concept, pairs in read:
                if following and key in following:
                    found[-1] = following[key]
                    following = None
                else:
                    found.append(concept)
                    following = pairs
        return [concept for concept in found if concept]

    def _read_piece(self, piece: str) -> _Piece:
        words = tokens_of_piece(piece)
        russian, kazakh = (
            tuple((key, concept, lexicon.pairs.get(key)) for key, concept in map(lexicon.read, words) if key)
            for lexicon in (self._russian, self._kazakh)
        )
        return len(words), sum(map(_marks_kazakh, words)), russian, kazakh

    def lead(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Have the first word of each Russian pair mean what the second means: "продавщица" and "продавец"."""
        for word, other in pairs:
            _, concept = self._russian.read(other)
            self._russian.alone[phrase_key(word, kazakh=False)[0]] = concept
        for cache in (self._russian.read, self._kazakh.read, self._piece, self._short_text):
            cache.cache_clear()

    def weight(self, concept: int) -> float:
        """How much sharing a concept says: 1 for content, less for the very general."""
        return self._weights.get(concept, 1.0)

    def _add_own(self, concept: int, line: Line) -> None:
        """Russian words to Russian texts, Kazakh ones to Kazakh texts, English ones to both."""
        russian, kazakh, english = line
        for words in russian:
            self._russian.add_own(words, phrase_key(words, kazakh=False), concept)
        for words in kazakh:
            self._kazakh.add_own(words, phrase_key(words, kazakh=True), concept)
        for words in english:
            key = phrase_key(words, kazakh=False)
            self._russian.add_own(words, key, concept)
            self._kazakh.add_own(words, key, concept)

    def _add_other(self, concept: int, line: Line) -> None:
        """Phrases of one language in the texts of the other, and Kazakh words as they stand before a suffix."""
        russian, kazakh, _ = line
        for words in russian:
            if " " in words:
                self._kazakh.add(phrase_key(words, kazakh=False), concept)
        for words in kazakh:
            if " " in words:
                self._russian.add(phrase_key(words, kazakh=False), concept)
            else:
                self._kazakh.add((skeleton(words),), concept)
