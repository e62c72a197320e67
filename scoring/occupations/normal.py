"""A title as people write it, cut into segments and chunks of tokens: abbreviations opened, driving categories named.

A *segment* stands between commas, slashes, brackets and the like; a *chunk* is what stands between spaces, so that
"повар-кондитер горячего цеха" is the chunks [повар, кондитер], [горячего], [цеха].
"""

from __future__ import annotations

import re
from functools import lru_cache

from scoring.language.letters import clean
from scoring.language.tables import abbreviations, clipped
from scoring.language.words import tokens_of_piece

MAX_CHARS = 300
"""Of a title; what follows in a longer text is not a title."""
MAX_SEGMENTS = 6
MAX_TOKENS = 14
MAX_TOKEN_CHARS = 40

_SEGMENT = re.compile(r"[/|;,()\[\]{}!?:\n\r\t•·—–\"«»]+|\s[-+&]\s|[.]+(?:\s|$)")
_ABBREVIATION = re.compile(r"(?<![^\W_])([^\W\d_]{1,8}|р-н)\.\s*(?=[^\W_]|$)")
_BARES = "зам|зав|гл|нач|инж|пом|спец|вод|преп|ст|мл|муз|худ"
_BARE = re.compile(rf"(?<![\w.-])({_BARES})\s+(?=[^\W\d_]{{2}})")
_BARE_WORDS = tuple(f"{word} " for word in _BARES.split("|"))
_SPECIAL_MACHINES = re.compile(r"(?<!\w)спец\.\s*(?=техн|одеж|служб|машин|транспорт|монтаж|связ)")
_TEACHER = re.compile(r"(?<!\w)уч\.\s*(?=нач|физ|мат|хим|рус|каз|англ|ист|био|гео|инф)")
_BEGINNING_CLASSES = re.compile(r"(?<!\w)нач(?:ал)?\.\s*(?=класс|школ)")

_DRIVER = re.compile("водит|вод[. ]|шоф[её]р|ж[үу]рг[іи]з|driver|voditel|jurgizushi|zhurgizushi", re.IGNORECASE)
_LABOUR_SAFETY = re.compile(r"(?<![\w-])(?:(?<=по )от|от(?= и [тп]б))(?![\w-]|\s*\d)", re.IGNORECASE)
_CAPITAL_SAFETY = re.compile(r"(?<![\w-])ОТ(?![\w-]|\s*\d)")
"""ОТ in capitals among small letters, or where no preposition can stand: labour safety, not "from"."""
_SIMPLE = re.compile("[а-яёәғқңөұүһі -]*")
_LETTERS = r"(?:[BCDEВСДЕ]1?(?:[\s,/+]*[BCDEВСДЕ]1?)*)"
_CATEGORY = re.compile(
    rf"\b(?:кат(?:егори\w*|\.)?|санат\w*|categor\w*|kat\w*)[\s.:\"«-]*({_LETTERS})\b"
    rf"|\b({_LETTERS})[\"»\s]*(?:кат(?:егори\w*|\.)?|санат\w*|categor\w*)",
    re.IGNORECASE,
)
_BARE_CATEGORY = re.compile(rf"\b({_LETTERS})\b")
_ONE_ALPHABET = str.maketrans("ВСДЕ", "BCDE")


def plain(text: str) -> str:
    """Clean lower-case text with driving categories as one token each ("katc") and abbreviations opened."""
    text = _LABOUR_SAFETY.sub("охране труда", text[:MAX_CHARS])
    if "ОТ" in text and not text.isupper():
        text = _CAPITAL_SAFETY.sub("охране труда", text)
    if _SIMPLE.fullmatch(text) and "кат" not in text and "санат" not in text:
        return _BARE.sub(_bare, text) if any(word in text for word in _BARE_WORDS) else text
    if _DRIVER.search(text):
        text = _CATEGORY.sub(_category, text)
        if not text.isupper():
            text = _BARE_CATEGORY.sub(_category, text)
    if not _SIMPLE.fullmatch(text):
        text = _opened(text)
    return _BARE.sub(_bare, text)


def _opened(text: str) -> str:
    """Clean text with the abbreviations that end in a dot written in full."""
    text = _TEACHER.sub("учитель ", text)
    text = _BEGINNING_CLASSES.sub("начальных ", clean(text))
    text = _SPECIAL_MACHINES.sub("спец", text)
    return _ABBREVIATION.sub(_full, text)


def chunks(text: str) -> list[list[str]]:
    """The tokens of a segment (or of a known title) by what stands between spaces."""
    found: list[list[str]] = []
    left = MAX_TOKENS
    for chunk in text.split():
        words = list(_chunk(chunk)[:left])
        left -= len(words)
        if words:
            found.append(words)
    return found


@lru_cache(maxsize=100_000)
def _chunk(chunk: str) -> tuple[str, ...]:
    full = clipped()
    return tuple(full.get(word, word)[:MAX_TOKEN_CHARS] for word in tokens_of_piece(chunk))


def segments(text: str) -> list[list[list[str]]]:
    """The segments of a title as people write it, each a list of chunks; segments without words are left out."""
    parts = (chunks(part) for part in _SEGMENT.split(plain(text)) if part)
    return [part for part in parts if part][:MAX_SEGMENTS]


def _category(found: re.Match[str]) -> str:
    """The highest category that is named: a driver with B, C and E is looked for lorries with trailers."""
    letters = next(group for group in found.groups() if group).upper().translate(_ONE_ALPHABET)
    return f" kat{max(letter for letter in letters if letter in 'BCDE').lower()} "


def _bare(found: re.Match[str]) -> str:
    return f"{abbreviations()[found[1]]} "


def _full(found: re.Match[str]) -> str:
    full = abbreviations().get(found[1])
    if full is None:
        return found[0]
    return full[:-1] if full.endswith("-") else f"{full} "
