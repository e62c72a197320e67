"""The classifier's places by name: which codes a name may mean at which level."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from importlib.resources import files
from typing import NamedTuple

from scoring.places.table import CITY_REGIONS, KatoPlace, Places
from scoring.places.words import Level, key

_PREFIX = re.compile(
    r"^(?:г\.|с\.|п\.|ст\.|рзд\.?|с\.а\.|п\.а\.|г\.а\.|с\.о\.|район|область|уч\.|зимовка|точка|ферма|отг\.|крес\.пос\.|поселье)\s*"
    r"(?:им\.)?\s*",
    re.IGNORECASE,
)
_SUFFIX = re.compile(
    r"\s*(?:атын\.|ат\.)?\s*(?:облысы|ауданы|область|район|г\.а\.?|с\.о\.?|с\.а\.?|п\.а\.?|қ\.ә\.?|а\.о\.?|а\.ә\.?|к\.ә\.?|[қќ]\.|а\.|к\.|ст\.|ж\.|уч\.)\s*$",
    re.IGNORECASE,
)
_NOT_LETTERS = re.compile(r"[\W_]+")
_LIVED_IN = ("с.", "с ", "п.", "г.", "ст.", "рзд")
"""How names of places where people live begin; the others are winter camps, farms and posts."""

FORMER: dict[int, tuple[int, ...]] = {
    63: (10,), 19: (33, 75), 35: (62,), 61: (79,), 11: (71,), 55: (), 33: (19,), 43: (),
}  # fmt: skip
"""Regions that a region contained before 2018-2022, or whose city it surrounds: still written so in addresses."""


class Entry(NamedTuple):
    """A place under one of its names."""

    code: int
    level: Level
    exact: str
    lived_in: bool

    @property
    def region(self) -> int:
        """The two digits of the region."""
        return self.code // 10_000_000

    @property
    def district(self) -> int:
        """The four digits of the district."""
        return self.code // 100_000


class Gazetteer:
    """All names by their key."""

    def __init__(self, places: Places) -> None:
        self._by_key: dict[str, list[Entry]] = defaultdict(list)
        for place in places.places.values():
            level = _level(place)
            lived_in = level < Level.VILLAGE or place.name_ru.startswith(_LIVED_IN)
            for name in {_bare(place.name_ru), _bare(place.name_kk)}:
                self._add(name, Entry(place.code, level, name, lived_in))
        for row in csv.DictReader((files("scoring.places") / "data" / "old_names.csv").read_text("utf-8").splitlines()):
            name = _bare(row["name"])
            self._add(name, Entry(int(row["kato"]), Level[row["kind"].upper()], name, lived_in=True))
        self.regions = [one for found in self._by_key.values() for one in found if one.level == Level.REGION]

    def _add(self, name: str, entry: Entry) -> None:
        under = self._by_key[key(name)]
        if entry.code not in {one.code for one in under if one.level == entry.level}:
            under.append(entry)

    def find(self, name: str, *levels: Level) -> list[Entry]:
        """The places of a key at some levels, each once."""
        return [one for one in self._by_key.get(name, ()) if one.level in levels]


def _level(place: KatoPlace) -> Level:
    if place.level == "oblast":
        return Level.CITY if place.region in CITY_REGIONS else Level.REGION
    if place.region in CITY_REGIONS or place.level == "district":
        return Level.DISTRICT
    if place.name_ru.startswith("г.") and not place.name_ru.startswith("г.а"):
        return Level.CITY
    return Level.RURAL if place.level == "sub_district" else Level.VILLAGE


def _bare(name: str) -> str:
    """The name alone, in small letters, words parted by single blanks."""
    name = " ".join(name.lower().replace("ё", "е").split())
    name = _SUFFIX.sub("", _PREFIX.sub("", name))
    return " ".join(_NOT_LETTERS.sub(" ", name).split())
