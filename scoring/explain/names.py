"""Names of places and occupation groups in each language, as parameters of facts."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scoring.occupations.classifier import Node
    from scoring.places.table import Places

_LATIN = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "yo", "ж": "zh", "з": "z", "и": "i", "й": "y",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
    "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
    "ә": "a", "ғ": "g", "қ": "k", "ң": "n", "ө": "o", "ұ": "u", "ү": "u", "һ": "h", "і": "i",
}  # fmt: skip
_KINDS = ("г.", "с.", "п.", "ст.", "рзд")
_AREAS = ((" облысы", " Region"), (" ауданы", " District"))


@lru_cache(maxsize=50_000)
def place_name(places: Places, code: int) -> dict[str, str]:
    """A place's name in Russian and Kazakh by the classifier, and in Latin letters.

    English takes regions and districts from the Kazakh name, which has no Russian adjective's ending, and towns from
    the Russian one, under which maps know them.
    """
    russian, kazakh = _spaced(places.name(code, "ru")), places.name(code, "kk")
    for word, kind in _AREAS:
        if kazakh.endswith(word):
            return {"ru": russian, "kk": kazakh, "en": latin(kazakh.removesuffix(word)) + kind}
    return {"ru": russian, "kk": kazakh, "en": latin(_bare(russian))}


def _spaced(name: str) -> str:
    """A village as people write it: "с.Саяк" becomes "с. Саяк"."""
    for kind in _KINDS[:4]:
        if name.startswith(kind):
            return f"{kind} {name[len(kind) :].lstrip()}"
    return name


def _bare(name: str) -> str:
    """The name without the word for its kind before or after it."""
    for kind in _KINDS:
        if name.startswith(f"{kind} "):
            return name[len(kind) + 1 :]
    for kind in (" Г.А.", " г.а.", " с.о.", " п.а.", " р.а."):
        name = name.removesuffix(kind)
    return name


def latin(text: str) -> str:
    """Russian and Kazakh letters in Latin ones, as on road signs."""
    found = []
    for letter in text:
        small = _LATIN.get(letter.lower())
        found.append(letter if small is None else small.capitalize() if letter.isupper() else small)
    return "".join(found)


def group_name(node: Node) -> dict[str, str]:
    """A group or a branch: its code and its names."""
    return {"code": node.code, **node.names}
