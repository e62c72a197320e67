"""Kazakh: telling it from Russian, and taking its suffixes off.

Kazakh stacks suffixes in a fixed order: stem + plural + possessive + case (+ "-дағы/-дегі"). They are taken off from
the outside in, each slot once, each form with the vowels of its harmony class. The suffix -шы/-ші that makes a
profession is a part of the word and stays; `profession_root` takes it off on purpose.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from scoring.language.letters import KAZAKH_LETTERS, skeleton

_ATTRIBUTIVE = ("дағы", "дегі", "тағы", "тегі", "ндағы", "ндегі")
_CASE = (
    "ның", "нің", "дың", "дің", "тың", "тің", "ларға", "лерге", "нан", "нен", "дан", "ден", "тан", "тен",
    "нда", "нде", "мен", "бен", "пен", "ға", "ге", "қа", "ке", "на", "не", "ны", "ні", "ды", "ді", "ты", "ті",
    "да", "де", "та", "те",
)  # fmt: skip
_WITH = ("мен", "бен", "пен")
"""They follow back vowels as well ("маманмен"); a longer stem is asked for there, so that "бармен" stays a word."""
_POSSESSIVE = ("ымыз", "іміз", "ыңыз", "іңіз", "сы", "сі", "ы", "і")
_PLURAL = ("лар", "лер", "дар", "дер", "тар", "тер")
_PROFESSION = ("шы", "ші")
_DOING = ("атин", "етин", "итин", "ятин")
"""Skeletons of the ends of participles: жуатын, тігетін, қарайтын, құятын."""
_NOT_DOING = ("маитин", "меитин", "баитин", "беитин", "паитин", "пеитин")
_SLOTS = (_ATTRIBUTIVE, _CASE, _POSSESSIVE, _PLURAL)
_LOOSE_SLOTS = tuple(tuple(dict.fromkeys(skeleton(suffix) for suffix in slot)) for slot in _SLOTS)
_BACK = frozenset("аоұыуяё")
_FRONT = frozenset("әеөүіиэю")
_SHORTEST_STEM = 3

# Words that stand in Kazakh texts even when they are typed without Kazakh letters.
_MARKS = frozenset(
    {
        "керек", "бар", "жок", "жоқ", "мен", "және", "бойынша", "үшін", "ушин", "емес", "болып", "жұмыс", "жумыс",
        "істеймін", "жалақы", "жалакы", "тәжірибе", "тажирибе", "жыл", "қажет", "кажет", "немесе", "болады", "маман",
        "маманы", "ауысым", "барлық",
    }
)  # fmt: skip


def is_kazakh(words: Sequence[str]) -> bool:
    """Whether the words of a text are Kazakh for the larger part, as far as letters and common words tell."""
    marked = sum(1 for word in words if word in _MARKS or not KAZAKH_LETTERS.isdisjoint(word))
    return marked * 3 >= len(words) > 0 and marked > 0


def _harmonic(stem: str, suffix: str) -> bool:
    """Whether a suffix may follow a stem by vowel harmony; loanwords may break it: only clear clashes are refused."""
    last = next((letter for letter in reversed(stem) if letter in _BACK or letter in _FRONT), None)
    first = next((letter for letter in suffix if letter in _BACK or letter in _FRONT), None)
    if last is None or first is None:
        return True
    return (last in _BACK) == (first in _BACK) or last in "иую"


def _strip(word: str, suffixes: tuple[str, ...]) -> str:
    if not word.endswith(suffixes):
        return word
    for suffix in suffixes:
        if word.endswith(suffix):
            rest = word[: -len(suffix)]
            if len(rest) >= _SHORTEST_STEM and (
                _harmonic(rest, suffix) or (suffix in _WITH and len(rest) > len("бар"))
            ):
                return rest
    return word


@lru_cache(maxsize=200_000)
def kazakh_stem(word: str) -> str:
    """The word without its plural, possessive and case endings."""
    for slot in _SLOTS:
        if slot is _POSSESSIVE and word.endswith("исі"):
            return word[:-1] + "т"  # машинисі -> машинист: the т that the possessive swallowed
        if not (slot is _POSSESSIVE and word.endswith(_PROFESSION)):
            word = _strip(word, slot)
    return _devoiced(word)


@lru_cache(maxsize=200_000)
def loose_kazakh_stem(bones: str) -> str:
    """The stem of a Kazakh word that was typed with Russian or Latin letters, given and returned as a skeleton."""
    for slot in _LOOSE_SLOTS:
        if not bones.endswith("ши"):
            bones = _strip(bones, slot)
    return bones


def _devoiced(word: str) -> str:
    """The stem as the dictionary has it: a final consonant that a vowel suffix voiced goes back (кітабы -> кітап)."""
    voiced = {"б": "п", "г": "к", "ғ": "қ"}
    return word[:-1] + voiced[word[-1]] if word[-1:] in voiced else word


def doers(participle: str) -> tuple[str, ...]:
    """What somebody may be called who does what a participle says: "күзететін" -> "күзетуші", "күзетші", "күзетінші".

    People look for "еден жуатын адам" where the knowledge has "еден жуушы". None for other words and for what is not
    done ("ішпейтін").
    """
    bones = skeleton(participle)
    stem = participle[:-4]
    if not bones.endswith(_DOING) or bones.endswith(_NOT_DOING) or len(stem) < len("жу"):
        return ()
    vowel = "ы" if participle.endswith("ын") else "і"
    endings = ("ю",) if participle[-4] == "я" else ("у", "", f"{vowel}н")
    return tuple(f"{stem}{ending}ш{vowel}" for ending in endings)


def profession_root(word: str) -> str:
    """The root of a profession: "дәнекерлеуші" -> "дәнекерлеу", "қоймашы" -> "қойма"."""
    return _strip(word, _PROFESSION)
