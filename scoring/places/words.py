"""The words around a place's name: what says that it is a city, a district, a street, and how they are written."""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from scoring.language.letters import clean, skeleton, transliterate


class Level(IntEnum):
    """What a name is said to be, from the widest; ANY where nothing is said."""

    ANY = 0
    REGION = 1
    DISTRICT = 2
    RURAL = 3
    CITY = 4
    VILLAGE = 5
    SETTLED = 6
    """A city or a village: "к." is the kent of a village and the қала typed in Russian letters."""


class Named(NamedTuple):
    """One name of a text with its level; `key` is the form under which spellings meet, `exact` the letters written."""

    level: Level
    key: str
    exact: str


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_MARKERS: dict[str, Level] = {
    **dict.fromkeys(
        _words("обл область области областью облысы облыс облысында облысынан oblast oblysy region province респ"),
        Level.REGION,
    ),
    **dict.fromkeys(
        _words("р_н район района районе ауданы аудан ауданында ауд district rayon raion audany"), Level.DISTRICT
    ),
    **dict.fromkeys(_words("с_о округ округа округе округі"), Level.RURAL),
    **dict.fromkeys(_words("г гор город города городе қ қала қаласы қаласында г_а city kalasy qalasy"), Level.CITY),
    **dict.fromkeys(
        _words(
            "с село села селе а ауыл ауылы ауылында аул аулы п пос поселок поселка поселке пгт кент кенті кентінде "
            "ст станция стансасы бекеті разъезд рзд village aul auyl auyly"
        ),
        Level.VILLAGE,
    ),
    "к": Level.SETTLED,
}
_BOTH_SIDES = _words("обл область области районе района район р_н округ город region oblast district city с_о")
"""Markers that stand before a name or after it: "область Абай", "Абайская область"."""
_AFTER = _words(
    "облысы облыс облысында облысынан ауданы аудан ауданында ауд округі қ қала қаласы қаласында а ауыл ауылы ауылында "
    "кент кенті кентінде стансасы бекеті к oblysy audany kalasy qalasy auyl auyly г_а"
)
_STREET = _words(
    "ул улица улице көше көшесі көш к_сі пр пр_т проспект даңғылы даңғыл мкр мкрн микрорайон мөлтек ықшам ықшамауданы "
    "ш_а дом д кв офис оф бульвар пер переулок шоссе трасса промзона промышленная өндірістік street avenue ave бц тц "
    "трц рынок корпус квартал жк снт ворота склад зд здание строение массив тұйық үй каб метро"
)
_NOISE = _words("им имени атындағы атын ат сельский ауылдық поселковый кенттік")
COUNTRY = _words(
    "казахстан казахстана қазақстан республика республики республикасы рк қр kz kazakhstan qazaqstan republic of"
)
ABROAD = _words(
    "россия российская рф russia край узбекистан кыргызстан киргизия беларусь белоруссия украина таджикистан "
    "туркменистан азербайджан армения грузия турция китай германия сша usa uzbekistan kyrgyzstan өзбекстан ресей "
    "қырғызстан"
)
FOREIGN_TOWNS = frozenset(skeleton(one) for one in _words("тюмень киров орел самарканд златоуст москва одесса полтава"))
"""Cities abroad whose names villages here bear: the bare name is not certain."""
PREPOSITIONS = _words("в во из на по in")

_SHORT = (
    (re.compile(r"\bр\s?[-/]\s?о?н(?:е|а)?\b\.?"), " р_н "),
    (re.compile(r"\b(?:с|а)\s?[./]\s?(?:о|ә)\b\.?"), " с_о "),
    (re.compile(r"\b[гқ]\s?[./]\s?[аә]\b\.?"), " г_а "),
    (re.compile(r"\bп\.?\s?г\.?\s?т\b\.?"), " пгт "),
    (re.compile(r"\bш\s?/\s?а\b"), " ш_а "),
    (re.compile(r"\bпр-т\b"), " пр_т "),
    (re.compile(r"\bк-сі\b"), " к_сі "),
)  # fmt: skip
_WORD = re.compile(r"[^\W\d]+|\d+")
_PARTS = re.compile(r"[,;()/|\n]+")


def parts(text: str) -> list[list[str]]:
    """The parts of a text between commas and brackets, each as words in small letters."""
    text = clean(text).replace("ё", "е")
    for form, marker in _SHORT:
        text = form.sub(marker, text)
    return [words for part in _PARTS.split(text) if (words := _WORD.findall(part))]


def named(words: list[str]) -> list[Named]:
    """The names of one part with their levels; a street and all after it name no place."""
    found: list[Named] = []
    before: Level | None = None
    name: list[str] = []
    closed = False
    for word in words:
        if word in _STREET:
            return found + _name(name, before) if before else found
        level = _MARKERS.get(word)
        if level is None:
            closed = False
            if word not in _NOISE:
                name.append(word)
        elif name and (word in _AFTER or (word in _BOTH_SIDES and (not before or _adjective(name)))):
            if before and len(name) > 1:
                found += _name(name[:-1], before)
                name = name[-1:]
            found += _name(name, level)
            before, name, closed = None, [], True
        elif not (closed and word in _AFTER):
            found += _name(name, before)
            before, name, closed = level, [], False
    return found + _name(name, before)


def _adjective(name: list[str]) -> bool:
    """Whether the last word belongs to the marker after it: "г. Алматы Бостандыкский" before "район"."""
    return len(name) > 1 and name[-1].endswith(("кий", "кая", "кого", "ком", "кой"))


def _name(words: list[str], level: Level | None) -> list[Named]:
    if not words or (level is None and not set(words) - COUNTRY):
        return []
    exact = " ".join(words)
    if exact.replace(" ", "").isdigit():
        return []
    return [Named(level or Level.ANY, key(exact), exact)]


@lru_cache(maxsize=50_000)
def key(text: str) -> str:
    """The form under which spellings meet, of words in small letters."""
    return skeleton(transliterate(text)).replace(" ", "")


_RU_CASES = (
    ("ой", ("ая",)), ("ую", ("ая",)), ("ом", ("ий", "ый")), ("ого", ("ий", "ый")), ("ем", ("ий",)),
    ("е", ("а", "", "й")), ("и", ("ь", "а")), ("ы", ("а",)), ("а", ("",)), ("я", ("й", "ь")), ("у", ("а", "")),
)  # fmt: skip
_KK_CASES = (
    "ндағы", "ндегі", "дағы", "дегі", "тағы", "тегі", "нда", "нде", "дан", "ден", "тан", "тен", "нан", "нен", "да",
    "де", "та", "те", "ға", "ге", "қа", "ке", "ның", "нің", "дың", "дің", "тың", "тің",
)  # fmt: skip


def base_forms(exact: str) -> list[str]:
    """Keys of the forms from which a word in an oblique case may come: "в Караганде", "Астанада"."""
    forms = [exact[: -len(end)] + new for end, news in _RU_CASES if exact.endswith(end) for new in news]
    forms += [exact[: -len(end)] for end in _KK_CASES if exact.endswith(end)]
    return [key(form) for form in forms if len(form) > 2]
