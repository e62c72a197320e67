"""Fields of study: which field a speciality belongs to, so that "құқықтану" meets "Юриспруденция".

Diplomas name one field in many ways: old and new classifiers, colleges and universities, Russian and Kazakh, letters
alone ("ПГС"). `data/fields_of_study.tsv` lists the names by field. A name is in a text when all its words are, in any
order and with any endings; longer names go first, and what they cover is not read again: "Электрооборудование
автомобилей" is the repair of cars.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from scoring.language.letters import skeleton, transliterations
from scoring.language.words import STOP_TOKENS, stem, tokens

_AND = re.compile(r"[,;:/()+&«»\"|\n.-]|\b(?:и|или|либо|және|немесе|[мбп]ен)\b")
"""What stands between names of equal rank; two names without it are one within the other: "экономика строительства"."""
_PARTS = re.compile(r"[,;()\n]")
_POSSESSED = ("сы", "сі", "си", "ы", "і")
"""How the head ends in Kazakh, where it comes last: "құрылыс экономикасы"."""
_WITHIN = frozenset({"в", "во"})

_SILENT = STOP_TOKENS | frozenset(
    "отрасль отраслям отраслей отрасли видам профилю применения салалар салалары сала саласы түрлері специальность"
    " мамандығы мамандық дипломированный высшее среднее".split()
)
"""Words beside the names that say nothing of the field: "Менеджмент (по отраслям)"."""
_BESIDE_BROAD = frozenset(
    stem(word)
    for word in "образование высший средний специальный профессиональный профильный желательно диплом направление сфера"
    " область науки факультет любой специалист білім беру жоғары орта арнаулы кәсіптік бағыт сала".split()
)
"""What may stand beside a broad name; beside other words it is half of a name that the table has not."""
_EITHER = re.compile(r"/|\b(?:или|либо|немесе)\b")
_ENDINGS = re.compile(
    "(?:[лдт][ае]р)?(?:с?и)?(?:[ндт]ин|[ндт]и|н|[гк][ае]|[ндт][ае]|нд[ае]|[ндт][ае]н|[мбп]ен|н?[дт][ае]ги)?"
)
"""Plural, possession and case of Kazakh, as skeletons."""
_VOICED = {"г": "к", "б": "п"}
"""Consonants that a vowel voiced: "жабдығы" is of "жабдық"."""
_SHORTEST_STEM = 3
_TOLD_BY = 3
"""So many first letters of its longest word lead to a name; no ending reaches there."""

Codes = frozenset[str]
"""Codes of fields, or keys of a word."""


class _Name(NamedTuple):
    """A listed name: its stems, its field, as it is written, and its rank (2: by itself, 1: weakly, 0: broad)."""

    keys: tuple[Codes, ...]
    code: str
    written: str
    rank: int


class _Word(NamedTuple):
    token: str
    part: int
    within: bool


class _Hit(NamedTuple):
    name: _Name
    places: frozenset[int]


def _beginning(word: str) -> str:
    return skeleton(word)[:_TOLD_BY]


@lru_cache(maxsize=50_000)
def _kazakh_keys(token: str) -> Codes:
    """All that a Kazakh word may be without endings, with Kazakh letters or without; marked, to meet no Russian stem.

    "қызметі" is "қызмет" and "и", or "қызме" and "ті": two forms of one word have some stem in common.
    """
    bones = skeleton(token)
    found = {"қ" + bones}
    for length in range(_SHORTEST_STEM, len(bones)):
        if _ENDINGS.fullmatch(bones, length):
            found.add("қ" + bones[:length])
            if bones[length - 1] in _VOICED and bones[length] in "иау":
                found.add("қ" + bones[: length - 1] + _VOICED[bones[length - 1]])
    return frozenset(found)


@lru_cache(maxsize=50_000)
def _keys(token: str) -> Codes:
    return _kazakh_keys(token) | {stem(token)}


def _table() -> list[str]:
    text = (files("scoring.language") / "data" / "fields_of_study.tsv").read_text("utf-8")
    return [line for line in text.splitlines() if not line.startswith("#")]


def _telling(text: str) -> list[str]:
    return [one for one in tokens(text) if one not in _SILENT and one.isalpha()]


class Fields:
    """Finds fields of study in texts. Construct with `load()`."""

    def __init__(self, lines: list[str]) -> None:
        self._listed: dict[str, list[tuple[str, str, bool]]] = {}
        codes: list[str] = []
        for line in lines:
            code, _, *languages = line.split("\t")
            codes.append(code)
            for number, names in enumerate(languages):
                if not names:
                    continue
                for name, bones in zip(names.split(", "), skeleton(names).split(", "), strict=True):
                    longest = max(bones.replace("-", " ").split(), key=len)
                    self._listed.setdefault(longest[:_TOLD_BY], []).append((name, code, number == 1))
        self._narrow = {code: _within(code, codes) for code in codes if "*" in code}
        self._beginning_with = lru_cache(maxsize=10_000)(self._read)

    @classmethod
    @lru_cache(maxsize=1)
    def load(cls) -> Fields:
        """The table of the package's data."""
        return cls(_table())

    def _read(self, beginning: str) -> list[_Name]:
        """The names whose longest word begins so. They are stemmed only now, for all of them would take long."""
        found = []
        for name, code, kazakh in self._listed.get(beginning, ()):
            written = name.removesuffix("~")
            keys = tuple(_kazakh_keys(one) if kazakh else frozenset({stem(one)}) for one in _telling(written))
            rank = 0 if "*" in code else 1 if name != written else 2
            found.append(_Name(keys, code, written, rank))
        return found

    def held(self, text: str) -> Codes:
        """The fields of a speciality that somebody has; a broad name is a field of its own."""
        words = _words(text)
        hits = self._hits(words)
        for rank in (2, 1):
            found = frozenset(hit.name.code for hit in hits if hit.name.rank == rank)
            if found:
                return found
        named = frozenset(place for hit in hits for place in hit.places)
        if all(place in named or stem(word.token) in _BESIDE_BROAD for place, word in enumerate(words)):
            return frozenset(hit.name.code for hit in hits)
        return frozenset()

    def asked(self, text: str) -> Codes:
        """The fields that an employer takes: all that are named, and of a broad name every field within it."""
        return _union(map(self._one_asked, _EITHER.split(text.lower())))

    def _one_asked(self, text: str) -> Codes:
        """Where one part names more fields than another, the smaller says what is meant.

        "Математика (физика-математика)" asks for mathematics.
        """
        found = self.held(text)
        parts = [one for one in map(self.held, _PARTS.split(text)) if one]
        for part in parts:
            if any(other < part for other in parts):
                found -= part - _union(other for other in parts if not other >= part)
        return _union([found, *(self._narrow.get(code, frozenset()) for code in found)])

    def _hits(self, words: list[_Word]) -> list[_Hit]:
        places: dict[str, set[int]] = {}
        beginnings: dict[str, None] = {}
        for place, word in enumerate(words):
            for form in _forms(word.token):
                beginnings[_beginning(form)] = None
                for key in _keys(form):
                    places.setdefault(key, set()).add(place)
        said = places.keys()
        found = [
            _Hit(name, frozenset().union(*(places[key] for keys in name.keys for key in keys & said)))
            for beginning in beginnings
            for name in self._beginning_with(beginning)
            if not any(map(said.isdisjoint, name.keys))
        ]
        found.sort(key=lambda hit: (-len(hit.name.keys), -hit.name.rank, -len(hit.name.written)))
        return _heads(words, list(_uncovered(words, found)))


def _union(sets: Iterable[Codes]) -> Codes:
    return frozenset().union(*sets)


def _within(broad: str, codes: list[str]) -> Codes:
    """The fields of a broad one: "01* 0222" are all that begin with 01, and 0222."""
    listed = broad.split()
    begins = tuple(one.removesuffix("*") for one in listed if one.endswith("*"))
    return frozenset(code for code in codes if "*" not in code and (code in listed or code.startswith(begins)))


def _forms(token: str) -> tuple[str, ...]:
    """A word as it is written, and what it may be in Cyrillic: "quqyqtanu"."""
    return (token, *transliterations(token)) if token.isascii() else (token,)


def _words(text: str) -> list[_Word]:
    """The telling words of a text, each with the number of its part and whether it stands right after "в"."""
    found = []
    for number, part in enumerate(_AND.split(text.lower())):
        before = ""
        for token in tokens(part):
            if token not in _SILENT and token.isalpha():
                found.append(_Word(token, number, before in _WITHIN))
            before = token
    return found


def _uncovered(words: list[_Word], hits: list[_Hit]) -> Iterator[_Hit]:
    """Names that add a word to the longer ones; a single word after "в" says only where: "менеджмент в туризме"."""
    covered: dict[int, int] = {}
    for hit in hits:
        single = len(hit.name.keys) == 1
        if single and all(words[place].within for place in hit.places):
            continue
        size = len(hit.name.keys)
        if any(covered.get(place, size) <= size for place in hit.places):
            for place in hit.places:
                covered.setdefault(place, size)
            yield hit


def _heads(words: list[_Word], hits: list[_Hit]) -> list[_Hit]:
    """Without the single words that stand in another's genitive: they say what the head is about."""
    singles: dict[int, list[_Hit]] = {}
    for hit in hits:
        if len(hit.name.keys) == 1:
            for place in hit.places:
                singles.setdefault(place, []).append(hit)
    dropped: set[int] = set()
    for place in range(len(words) - 1):
        word, following = words[place], words[place + 1]
        if word.part == following.part and place in singles and place + 1 in singles:
            as_listed = any(hit.name.written.replace("ё", "е") == following.token for hit in singles[place + 1])
            if not as_listed:
                dropped.add(place if following.token.endswith(_POSSESSED) else place + 1)
    return [hit for hit in hits if len(hit.name.keys) > 1 or not hit.places <= dropped]
