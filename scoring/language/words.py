"""Tokens and stems of Russian, Kazakh and English text, in one pass.

A token with a Kazakh letter, or any Cyrillic token of a Kazakh text, loses Kazakh suffixes; the other Cyrillic tokens
go through the Snowball stemmer (which would damage Kazakh). The result is a skeleton (see `letters`), so that both
meet.
"""

from __future__ import annotations

import re
from functools import lru_cache

import Stemmer

from scoring.language.kazakh import is_kazakh, kazakh_stem
from scoring.language.letters import KAZAKH_LETTERS, clean, one_script, skeleton

_TOKEN = re.compile(r"\.net\b|node\.js|[^\W_]+[+#]*")
_RUSSIAN = Stemmer.Stemmer("russian")
_ENGLISH = Stemmer.Stemmer("english")
_ASCII = re.compile(r"[a-z0-9+#.]+")
_REMEMBERED = 40
"""Letters of a piece that is worth remembering: longer ones are addresses and accidents, and come once."""

_STOPS = (
    "и в во на с со к ко по за из от до для или а но не ни у о об при что как это все всё мы вы я он она они их его"
    " наш ваш наша ваша быть есть был была были так же бы то та те тот эта этот можно нужно нужен требуется ищем"
    " және мен пен бен үшін немесе бір бар жоқ керек қажет бізге біз сіз бойынша туралы да де та те"
    " the a an of for to in on and or with at is are we you our your"
)
STOP_TOKENS = frozenset(_STOPS.split())
"""Stop words as they are typed: a skeleton of one may be a word of its own ("бы" and Kazakh "би", the dance)."""
STOP_WORDS = frozenset(skeleton(word) for word in STOP_TOKENS)


def tokens(text: str) -> list[str]:
    """The words of a text in their order, lower case, in one script each; "С++", "1С", ".NET", "Node.js" stay whole."""
    return [one for piece in text.split() for one in tokens_of_piece(piece)]


def tokens_of_piece(piece: str) -> tuple[str, ...]:
    """The words of what stands between blanks; no word reaches over a blank, so that a piece can be remembered."""
    return _short_piece(piece) if len(piece) <= _REMEMBERED else _piece(piece)


def _piece(piece: str) -> tuple[str, ...]:
    return tuple(one_script(found) for found in _TOKEN.findall(clean(piece)))


_short_piece = lru_cache(maxsize=100_000)(_piece)


@lru_cache(maxsize=400_000)
def stem(token: str, *, kazakh: bool = False) -> str:
    """The skeleton of a token's stem. `kazakh` says that the text around it is Kazakh."""
    if _ASCII.fullmatch(token):
        return _ENGLISH.stemWord(token) if len(token) > 3 else token
    if kazakh or not KAZAKH_LETTERS.isdisjoint(token):
        return skeleton(kazakh_stem(token))
    return skeleton(_RUSSIAN.stemWord(token.replace("ё", "е")))


def stems(text: str) -> list[str]:
    """The stems of a text in order, without stop words."""
    words = tokens(text)
    kazakh = is_kazakh(words)
    found = (stem(word, kazakh=kazakh) for word in words)
    return [one for one in found if one not in STOP_WORDS]
