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
_PREFIXES = ("г. ", "с. ", "п. ", "ст. ", "рзд ", "г.", "с.", "п.", "ст.")
_REGIONS = ("ская область", "ский район", "ская г.а.", "ская п.а.", "ский с.о.")
_ENGLISH = {
    "г. Астана": "Astana", "г. Алматы": "Almaty", "г. Шымкент": "Shymkent", "область Абай": "Abay Region",
    "область Ұлытау": "Ulytau Region", "область Жетісу": "Zhetisu Region",
}  # fmt: skip


@lru_cache(maxsize=50_000)
def place_name(places: Places, code: int) -> dict[str, str]:
    """A place's name in Russian and Kazakh by the classifier, and in Latin letters."""
    russian = _spaced(places.name(code, "ru"))
    return {"ru": russian, "kk": places.name(code, "kk"), "en": english(russian)}


def _spaced(name: str) -> str:
    """ "с.Саяк" as people write it: "с. Саяк"."""
    for prefix in ("с.", "п.", "ст."):
        if name.startswith(prefix) and not name.startswith((f"{prefix} ", "с.о", "п.а", "с.а")):
            return f"{prefix} {name[len(prefix):]}"
    return name


def english(name: str) -> str:
    """A Russian name of a place in Latin letters, without the word for its kind; regions and districts named so."""
    known = _ENGLISH.get(name)
    if known:
        return known
    for prefix in _PREFIXES:
        if name.startswith(prefix):
            name = name[len(prefix) :]
            break
    for word, kind in (
        (" область", " Region"), (" район", " District"), (" Г.А.", ""), (" г.а.", ""), (" с.о.", ""), (" п.а.", ""),
    ):  # fmt: skip
        if name.endswith(word):
            return latin(name.removesuffix(word)) + kind
    return latin(name)


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
