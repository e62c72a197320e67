"""The word tables of `data/*.tsv`: abbreviations, clipped words, common words by kind, words of one meaning."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files


def _lines(name: str) -> Iterator[tuple[str, str]]:
    text = (files("scoring.language") / "data" / name).read_text("utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            first, _, rest = line.partition("\t")
            yield first, rest


@lru_cache(maxsize=1)
def abbreviations() -> dict[str, str]:
    """Abbreviation -> full word; a full word that ends in "-" is the beginning of the next word."""
    return dict(_lines("abbreviations.tsv"))


@lru_cache(maxsize=1)
def clipped() -> dict[str, str]:
    """Words as they are clipped or written by ear in speech ("разраб", "реакт"): word -> the word in full."""
    return dict(_lines("clipped.tsv"))


@lru_cache(maxsize=1)
def common_words() -> dict[str, frozenset[str]]:
    """Kind (noise, grade, vague, unit, place, person) -> its words as they are written."""
    kinds: dict[str, set[str]] = {}
    for kind, words in _lines("common_words.tsv"):
        kinds.setdefault(kind, set()).update(words.split())
    return {kind: frozenset(words) for kind, words in kinds.items()}


@lru_cache(maxsize=1)
def kin_heads() -> list[tuple[str, ...]]:
    """Families of head words that stand for one another before the same complement."""
    return [tuple(words.split()) for _, words in _lines("kin_heads.tsv")]


@lru_cache(maxsize=1)
def concepts() -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Head words of one meaning: the Russian one, those in Kazakh, those in English."""
    lines = ((first, rest.partition("\t")) for first, rest in _lines("concepts.tsv"))
    return [(first, tuple(kazakh.split()), tuple(english.split())) for first, (kazakh, _, english) in lines]
