"""Letters: one normal form for what people type, and the skeleton under which spellings meet.

The skeleton is deliberately coarse. Kazakh letters fall on the Russian ones they are typed with (қ -> к, ә -> а,
і -> и), Latin transliteration goes back to Cyrillic, and letters that are mixed up in writing (ы/и/й, щ/ш) become one.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

KAZAKH_LETTERS = frozenset("әғқңөұүһі")

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u0300\u0301]")
_LOOKALIKES = str.maketrans("aceopxyikmthb", "асеорхуікмтнв")
_TO_SKELETON = str.maketrans(
    {
        "ә": "а", "ғ": "г", "қ": "к", "ң": "н", "ө": "о", "ұ": "у", "ү": "у", "һ": "х", "і": "и",
        "ы": "и", "й": "и", "ё": "е", "щ": "ш", "ъ": None, "ь": None,
    }
)  # fmt: skip
# Longest first: "shch" before "sh" before "s".
_TRANSLIT = (
    ("shch", "щ"), ("sch", "щ"), ("sh", "ш"), ("ch", "ч"), ("zh", "ж"), ("kh", "х"), ("ts", "ц"), ("gh", "г"),
    ("ya", "я"), ("ja", "я"), ("yu", "ю"), ("ju", "ю"), ("yo", "е"), ("ye", "е"), ("ng", "нг"),
    ("a", "а"), ("b", "б"), ("c", "к"), ("d", "д"), ("e", "е"), ("f", "ф"), ("g", "г"), ("h", "х"), ("i", "и"),
    ("j", "ж"), ("k", "к"), ("l", "л"), ("m", "м"), ("n", "н"), ("o", "о"), ("p", "п"), ("q", "к"), ("r", "р"),
    ("s", "с"), ("t", "т"), ("u", "у"), ("v", "в"), ("w", "в"), ("x", "кс"), ("y", "ы"), ("z", "з"),
)  # fmt: skip
_KAZAKH_LATIN = str.maketrans("ğışöüäñūçýńáúó", "гышоуанучунауо")
_WHOLE = {"1c": "1с"}
_LATIN = re.compile("[a-z]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")


def clean(text: str) -> str:
    """Compatibility form in lower case, without invisible characters; ё is kept, accents on letters are not."""
    text = unicodedata.normalize("NFKC", text).casefold()
    return _INVISIBLE.sub("", text)


@lru_cache(maxsize=200_000)
def one_script(token: str) -> str:
    """A token that mixes scripts by look-alike letters, in one script: "cлесарь" with a Latin c, "1C" as "1с"."""
    if not _LATIN.search(token):
        return token
    if _CYRILLIC.search(token):
        return token.translate(_LOOKALIKES)
    return _WHOLE.get(token, token)


def transliterate(token: str) -> str:
    """A Latin token in Cyrillic letters, as people type Russian and Kazakh: "svarshik" -> "сваршик"."""
    token = token.translate(_KAZAKH_LATIN)
    if not _LATIN.search(token):
        return token
    for latin, cyrillic in _TRANSLIT:
        token = token.replace(latin, cyrillic)
    return token


def transliterations(token: str) -> tuple[str, ...]:
    """What a Latin token may be in Cyrillic: as Russian is typed ("ju" is ю), then as Kazakh is ("jukshi": жүкші)."""
    kazakh = token.replace("j", "zh").replace("x", "kh").replace("w", "sh").replace("c", "ts")
    return tuple(dict.fromkeys((transliterate(token), transliterate(kazakh))))


@lru_cache(maxsize=200_000)
def skeleton(token: str) -> str:
    """The coarse form under which spellings of one word meet; Latin words that are not transliteration keep theirs."""
    return token.translate(_TO_SKELETON)
