"""KATO, the classifier of places, as arrays: what a code is, where it lies, how precise that is.

Codes have nine digits: two for the region, four for the district, six for the rural district, nine for the settlement.
Only some towns have coordinates; the others take those of their district's centre, said to be approximate.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files

from scoring.columns.places import DISTRICT, NOWHERE, REGION, SETTLEMENT

CITY_REGIONS = frozenset({71, 75, 79})
"""Astana, Almaty, Shymkent: the region is the settlement, its districts are parts of one city."""


@dataclass(frozen=True)
class KatoPlace:
    """One place of the classifier; `kind` says how precise it is as the place of a person or a job."""

    code: int
    level: str
    kind: int
    name_ru: str
    name_kk: str

    @property
    def region(self) -> int:
        """The two digits of the region."""
        return self.code // 10_000_000

    @property
    def district(self) -> int:
        """The four digits of the district."""
        return self.code // 100_000


@dataclass(frozen=True)
class Point:
    """Where a place lies, degrees; `approximate` where it is the centre of its district."""

    lat: float
    lon: float
    approximate: bool


class Places:
    """The classifier with coordinates. Construct with `load()`."""

    def __init__(self, places: dict[int, KatoPlace], towns: dict[int, tuple[float, float, int]]) -> None:
        self.places = places
        self._towns = towns

    @classmethod
    def load(cls) -> Places:
        """The tables that the package ships."""
        data = files("scoring.places") / "data"
        rows = {int(row["kato"]): row for row in _rows(data.joinpath("kato.csv").read_text("utf-8"))}
        places = {code: _place(code, row) for code, row in rows.items()}
        towns = {
            int(row["kato"]): (float(row["lat"]), float(row["lon"]), int(row["population"]))
            for row in _rows(data.joinpath("towns.csv").read_text("utf-8"))
        }
        return cls(places, towns)

    def get(self, kato: str | None) -> KatoPlace | None:
        """The place of a code, None where there is no such code."""
        return self.places.get(int(kato)) if kato and kato.isdigit() else None

    def settlement(self, place: KatoPlace) -> int:
        """The code under which one settlement is one: a city's districts and administration are the city."""
        if place.region in CITY_REGIONS:
            return place.region * 10_000_000
        if place.level == "district" and place.kind == SETTLEMENT:
            return self._main_town.get(place.district, place.code)
        return place.code

    def point(self, place: KatoPlace) -> Point | None:
        """Coordinates of a settlement or of its district's centre; None for a region or where nothing is known."""
        own = self._towns.get(self.settlement(place)) or self._towns.get(place.code)
        if own:
            return Point(own[0], own[1], approximate=place.kind != SETTLEMENT)
        centre = self._centres.get(place.district) if place.kind in (DISTRICT, SETTLEMENT) else None
        return Point(centre[0], centre[1], approximate=True) if centre else None

    def has_coordinates(self, code: int) -> bool:
        """Whether a place has coordinates of its own: the towns and the centres of districts."""
        return code in self._towns

    def name(self, code: int, lang: str) -> str:
        """The place's name as people read it, without doubled spaces."""
        place = self.places.get(code)
        if place is None:
            return str(code)
        return " ".join((place.name_kk if lang == "kk" else place.name_ru).replace("г.", "г. ", 1).split())

    @cached_property
    def _centres(self) -> dict[int, tuple[float, float, int]]:
        """The largest town with coordinates of each district."""
        best: dict[int, tuple[float, float, int]] = {}
        for code, town in self._towns.items():
            if town[2] >= best.get(code // 100_000, (0.0, 0.0, -1))[2]:
                best[code // 100_000] = town
        return best

    @cached_property
    def _main_town(self) -> dict[int, int]:
        """The city of each city administration."""
        return {
            place.district: place.code
            for place in self.places.values()
            if place.level == "sub_district" and place.name_ru.startswith("г.") and not place.name_ru.startswith("г.а")
        }


def _rows(text: str) -> Iterator[dict[str, str]]:
    return csv.DictReader(text.splitlines())


def _place(code: int, row: dict[str, str]) -> KatoPlace:
    return KatoPlace(code, row["level"], _kind(code, row), row["name_ru"], row["name_kk"])


def _kind(code: int, row: dict[str, str]) -> int:
    """A settlement, a city or its part is precise; a city administration counts as its city."""
    if row["level"] == "settlement" or code // 10_000_000 in CITY_REGIONS:
        return SETTLEMENT
    if row["level"] == "oblast":
        return REGION
    name = row["name_ru"]
    if name.startswith("г.") or (row["level"] == "district" and name.endswith("Г.А.")):
        return SETTLEMENT
    return DISTRICT if row["level"] in ("district", "sub_district") else NOWHERE
