"""Place names to KATO codes: Russian, Kazakh and English spellings, old names, parts that narrow one another.

A name that fits several places is not guessed. The wider place that is certain from the text is the answer then: the
district or region named beside it, or the one in which all of them lie.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property, lru_cache
from typing import Literal, NamedTuple

from scoring.places.gazetteer import FORMER, Entry, Gazetteer
from scoring.places.table import CITY_REGIONS, Places
from scoring.places.words import ABROAD, FOREIGN_TOWNS, PREPOSITIONS, Level, Named, base_forms, key, named, parts

Why = Literal["certain", "wider", "homonyms", "abroad", "not_found"]

_SETTLEMENTS: dict[Level, tuple[Level, ...]] = {
    Level.ANY: (Level.CITY, Level.VILLAGE),
    Level.CITY: (Level.CITY,),
    Level.VILLAGE: (Level.VILLAGE,),
    Level.SETTLED: (Level.CITY, Level.VILLAGE),
}
_MAIN = 100
"""The last digits of a rural district's main village. The bare name of a hamlet is as likely a city abroad."""
_MIN_PREFIX = 5
"""Letters of a region's name that an abbreviation must keep: "Кызылорд. обл"."""


class Resolved(NamedTuple):
    """What a text names.

    Attributes:
        kato: the code where it is certain, else None.
        candidates: how many places the most precise name of the text may mean.
        why: "certain" the place named; "wider" the area around it; "homonyms", "abroad", "not_found" no code.
    """

    kato: str | None
    candidates: int
    why: Why


class _Area(NamedTuple):
    """What narrows a name: regions as they are and as they were, districts."""

    regions: frozenset[int]
    former: frozenset[int]
    districts: frozenset[int]

    def narrow(self, found: list[Entry]) -> list[Entry]:
        """Those that lie inside; an older composition of a region counts where the present one has none."""
        if self.districts:
            return [one for one in found if one.district in self.districts]
        if not self.regions:
            return found
        return [one for one in found if one.region in self.regions] or [
            one for one in found if one.region in self.former
        ]


class PlaceNames:
    """Names of places, built at the first question. Cheap to construct, safe to share.

    Example:
        >>> PlaceNames(Places.load()).resolve("Карагандинская обл., п. Саяк").kato
        '351645100'
    """

    def __init__(self, places: Places) -> None:
        self.places = places
        self._cached = lru_cache(maxsize=50_000)(self._resolve)

    def resolve(self, text: str, *, region: int | None = None, address: bool = False) -> Resolved:
        """The place that a text names.

        Args:
            text: one name, or several from wide to narrow or back, parted by commas or by their own words.
            region: the two digits of the region in which the place lies, where that is known otherwise.
            address: whether the text is an address, in which a name without "г.", "с." and the like may be a street.
        """
        return self._cached(text[:300], region, address)

    @cached_property
    def _gazetteer(self) -> Gazetteer:
        return Gazetteer(self.places)

    def _resolve(self, text: str, region: int | None, address: bool) -> Resolved:
        words = parts(text)
        if any(ABROAD.intersection(part) for part in words):
            return Resolved(None, 0, "abroad")
        oblique = bool(words) and words[0][0] in PREPOSITIONS
        if oblique:
            words[0] = words[0][1:]
        names = [one for part in words for one in named(part)]
        if address:
            names = [one for one in names if one.level or self._gazetteer.find(one.key, Level.CITY)]
        regions = self._regions(names, region)
        if regions is None:
            return Resolved(None, 0, "abroad")
        return self._inside(names, regions)

    def _regions(self, names: list[Named], region: int | None) -> frozenset[int] | None:
        """The regions named; None where a region is named that is none of ours."""
        found = {region} if region else set()
        for one in names:
            if one.level == Level.REGION:
                here = self._region(one)
                if not here:
                    return None
                found |= here
        return frozenset(found)

    def _region(self, one: Named) -> set[int]:
        for form in (one.key, *base_forms(one.exact)):
            if found := self._gazetteer.find(form, Level.REGION):
                return {entry.region for entry in found}
        if len(one.key) < _MIN_PREFIX:
            return set()
        found = [entry for entry in self._gazetteer.regions if key(entry.exact).startswith(one.key)]
        codes = {entry.region for entry in found}
        return codes if len(codes) == 1 else set()

    def _inside(self, names: list[Named], regions: frozenset[int]) -> Resolved:
        former = frozenset(old for one in regions for old in FORMER.get(one, ()))
        area = _Area(regions, former, frozenset())
        if part := self._part_of_city(names, area):
            return _certain(part)
        districts = self._level(names, Level.DISTRICT, area)
        if districts:
            area = area._replace(districts=frozenset(one.district for one in districts))
        rural = self._level(names, Level.RURAL, area)
        settled = self._settlements(names, area)
        if settled:
            return self._best(settled, area)
        for found in (rural, districts):
            if len(found) == 1:
                return _certain(found[0])
        if not regions and not districts:
            return self._bare_area(names)
        return self._wider(districts or rural, regions)

    def _level(self, names: list[Named], level: Level, area: _Area) -> list[Entry]:
        found: list[Entry] = []
        for one in names:
            if one.level == level:
                for form in (one.key, *base_forms(one.exact)):
                    if here := area.narrow(self._gazetteer.find(form, level)):
                        found += here
                        break
        return found

    def _settlements(self, names: list[Named], area: _Area) -> list[Entry]:
        """What the text's settlements may be: of several the narrower one that lies in the other's surroundings."""
        found = [(one, here) for one in names if one.level in _SETTLEMENTS and (here := self._named(one, area))]
        city = next((here for _one, here in found if len(here) == 1 and here[0].level == Level.CITY), None)
        if city is None:
            return found[0][1] if found else []
        for one, here in found:
            if here is not city and one.level:
                near = [entry for entry in here if entry.district == city[0].district]
                near = near or [entry for entry in here if entry.region == city[0].region]
                if near:
                    return near
        return city

    def _part_of_city(self, names: list[Named], area: _Area) -> Entry | None:
        """A district of one of the three cities that are regions themselves: "Алматы, Бостандыкский район" is one."""
        for one in names:
            for city in self._named(one, area) if one.level in (Level.ANY, Level.CITY) else ():
                if city.region in CITY_REGIONS and city.level == Level.CITY:
                    within = _Area(frozenset({city.region}), frozenset(), frozenset())
                    found = self._level(names, Level.DISTRICT, within)
                    return found[0] if len(found) == 1 else None
        return None

    def _named(self, one: Named, area: _Area) -> list[Entry]:
        levels = _SETTLEMENTS[one.level]
        found = self._gazetteer.find(one.key, *levels)
        narrowed = area.narrow(found)
        if not narrowed and Level.CITY in levels:
            forms = base_forms(one.exact)
            narrowed = area.narrow([entry for form in forms for entry in self._gazetteer.find(form, Level.CITY)])
        if one.level == Level.ANY:
            narrowed = self._bare(one, narrowed, area)
        return _lived_in(narrowed)

    def _bare(self, one: Named, found: list[Entry], area: _Area) -> list[Entry]:
        """A name with nothing beside it is the town, unless a region is called so as well, or a city abroad."""
        narrowed = bool(area.regions or area.districts)
        cities = [entry for entry in found if entry.level == Level.CITY]
        if cities and (narrowed or not self._gazetteer.find(one.key, Level.REGION) or _is_centre(cities)):
            return cities
        if narrowed or (one.key not in FOREIGN_TOWNS and any(entry.code % 1000 == _MAIN for entry in found)):
            return found
        return []

    def _bare_area(self, names: list[Named]) -> Resolved:
        """A region or district named alone, without its word, as "Карагандинская" is."""
        for level in (Level.REGION, Level.DISTRICT):
            found = [entry for one in names for entry in self._gazetteer.find(one.key, level) if not one.level]
            if len({entry.code for entry in found}) == 1:
                return _certain(found[0])
        return Resolved(None, 0, "not_found")

    def _best(self, found: list[Entry], area: _Area) -> Resolved:
        codes = {one.code for one in found}
        if len(codes) == 1:
            return _certain(found[0])
        if len({one.region for one in found}) == 1:
            centres = [one for one in codes if self.places.has_coordinates(one)]
            if len(centres) == 1:
                return Resolved(f"{centres[0]:09d}", len(codes), "certain")
        return self._wider(found, area.regions)

    def _wider(self, found: list[Entry], regions: Iterable[int]) -> Resolved:
        """The district or region that is certain although the place is not."""
        districts = {one.district for one in found}
        if len(districts) == 1 and (code := districts.pop() * 100_000) in self.places.places:
            return Resolved(f"{code:09d}", len(found), "wider")
        within = {one.region for one in found} or set(regions)
        if len(within) == 1 and (code := within.pop() * 10_000_000) in self.places.places:
            return Resolved(f"{code:09d}", len(found), "wider" if found else "certain")
        return Resolved(None, len(found), "homonyms" if found else "not_found")


def _certain(one: Entry) -> Resolved:
    return Resolved(f"{one.code:09d}", 1, "certain")


def _lived_in(found: list[Entry]) -> list[Entry]:
    """Winter camps and posts count only where no village bears the name."""
    return [one for one in found if one.lived_in] or found


def _is_centre(cities: list[Entry]) -> bool:
    """A city of regional significance: its code is that of an administration of its own."""
    return all(one.code % 10_000 == 0 for one in cities)
