"""Russian: feminine titles back to the masculine ones that the knowledge lists, and adjectives told from nouns."""

from __future__ import annotations

from collections.abc import Iterator

# Ending of the feminine -> endings of the masculine, likelier first. The longest ending comes first.
_FEMININE = (
    ("тельница", ("тель",)),
    ("триса", ("тор",)),
    ("ерица", ("ер",)),
    ("ичка", ("ик",)),
    ("авщица", ("авщик", "авец")),
    ("щица", ("щик", "ец")),
    ("чица", ("чик",)),
    ("ница", ("ник", "н")),
    ("ичиха", ("ик",)),
    ("овичка", ("овик",)),
    ("иня", ("",)),
    ("иха", ("", "ой", "ник")),
    ("исса", ("",)),
    ("есса", ("", "ор")),
    ("риса", ("р", "рис")),
    ("ачка", ("ач", "ак")),
    ("ячка", ("яч", "як")),
    ("истка", ("ист",)),
    ("рша", ("р",)),
    ("ша", ("",)),
    ("лка", ("ль", "льщик", "л")),
    ("йка", ("йщик", "й")),
    ("нка", ("н", "нец")),
    ("ка", ("", "ец")),
    ("ая", ("ый", "ой", "ий")),
    ("яя", ("ий",)),
)
_FEMININE_ENDINGS = tuple(ending for ending, _ in _FEMININE)
_ADJECTIVE = ("ый", "ий", "ой", "ая", "яя", "ое", "ее", "ые", "ие", "ого", "его", "ому", "ым", "им", "ых", "их", "ую")
_SHORTEST = 5
_AGENT = ("овщик", "евщик", "альщик", "ильщик", "щик", "чик", "овик", "евик", "ник", "ист", "щица", "ница")


def masculine(word: str) -> Iterator[str]:
    """The masculine titles that a feminine one may come from: "закройщица" -> "закройщик", "кассирша" -> "кассир"."""
    if len(word) < _SHORTEST or not word.endswith(_FEMININE_ENDINGS):
        return
    for ending, others in _FEMININE:
        if word.endswith(ending):
            for other in others:
                yield word[: -len(ending)] + other


def feminine(word: str) -> Iterator[str]:
    """The feminine titles that a masculine one may have, by the endings that women's titles alone have."""
    for ending, others in _FEMININE:
        for other in others:
            if len(other) > 1 and len(word) >= _SHORTEST and word.endswith(other):
                yield word[: -len(other)] + ending
    if word.endswith("р"):
        yield word + "ша"


def agent_root(word: str) -> str:
    """What a worker's name is made of: "линолеумщик" -> "линолеум"; "" where it is not made so."""
    for ending in _AGENT:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return ""


def looks_adjective(word: str) -> bool:
    """Whether a word ends as an adjective or a participle does; nouns such as "рабочий" look so too."""
    return len(word) > 3 and word.endswith(_ADJECTIVE)
