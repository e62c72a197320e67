"""The way to work in the first stage: the same settlement, cells by distance, who is brought, housed, or moves.

Whoever's place cannot be measured (`ROUGH`: no point, or only the district's centre, or too vague) is a question within
their region, as in the rule. The distance that a person travels goes into classes, each judged by its upper end.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from math import isnan
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.opensearch.cells import GRIDS, around, cell, grid_for
from indexer.opensearch.parts import EVERYBODY, SILENT, TERM, Part, Query, all_of, graded, has, part
from scoring.columns.places import DISTRICT, NOWHERE, SETTLEMENT, PlaceColumns
from scoring.columns.resumes import ResumeColumns
from scoring.columns.vacancies import VacancyColumns
from scoring.criteria.transport import (
    BROUGHT,
    HOUSED,
    HOUSING,
    LISTED,
    NEAR_BUS_KM,
    OVER,
    PRIOR,
    PROVISIONS,
    READY_TO_MOVE,
    REMOTE,
    ROTATION,
    TRANSPORT,
)
from scoring.places.distance import BUS_KMH, CAR_KMH, DEFAULT_MAX_MINUTES

REACHES_KM = (15.0, 30.0, 45.0, 60.0, 90.0, 120.0, 200.0)
"""Upper ends of the classes of how far a person would travel; beyond the last is a class without an end: everywhere."""
FARTHER = "farther"
ROUGH = "rough"
ANYWHERE, LISTS = "anywhere", "lists"
"""Terms of those who would move: anywhere, or to the places that they list."""
FARTHEST = 1.5
"""Distance / reach from which nothing is told apart any more."""
_LEAST = 0.22
"""Of a way from `FARTHEST` on; a test holds it to the curve."""
_SHARED: dict[str, Any] = dict.fromkeys(("place", "settlement", "region", "cells"), TERM)
RESUME_FIELDS: dict[str, Any] = {**_SHARED, "moves": TERM}
VACANCY_FIELDS: dict[str, Any] = {**_SHARED, "areas": TERM, "provides": TERM}


def of_resumes(columns: ResumeColumns) -> Iterator[dict[str, Any]]:
    """The fields of resumes."""
    for row in range(len(columns)):
        relocation = int(columns.relocation[row])
        areas = map(str, columns.relocation_codes.row(row).tolist())
        listed = [LISTS, *areas] if relocation in (LISTED, HOUSED) else []
        yield {
            **_place(columns.place, row),
            "cells": _cells_of(columns.place, row, _class(reach_km(columns, row))),
            "moves": [ANYWHERE] if relocation == 1 else listed,
        }


def of_vacancies(columns: VacancyColumns) -> Iterator[dict[str, Any]]:
    """The fields of vacancies."""
    for row in range(len(columns)):
        provided = int(columns.provides[row])
        yield {
            **_place(columns.place, row),
            "cells": [one for grid in range(len(GRIDS)) for one in _cell_of(columns.place, row, grid)],
            "areas": holding(int(columns.place.code[row])),
            "provides": [name for bit, name in enumerate(PROVISIONS) if provided >> bit & 1],
        }


def for_offer(offer: VacancyColumns, share: float, extra_minutes: float = 0.0) -> Part:
    """The part of the way to a vacancy's place; `extra_minutes` are added to what everybody allows."""
    place, provided = offer.place, int(offer.provides[0])
    if offer.format[0] & REMOTE:
        return part([], 1.0, share)
    bands = [*_unmeasured(place), (has("moves", ANYWHERE, *holding(int(place.code[0]))), READY_TO_MOVE)]
    if provided & HOUSING:
        comes = has("regime", "rotation") if offer.regime[0] & ROTATION else has("moves", ANYWHERE, LISTS)
        bands.append((comes, BROUGHT))
    if _measured(place):
        bands.append((has("cells", FARTHER), 1.0))
        if provided & (HOUSING | TRANSPORT):
            bands += [(_near(place, reach), BROUGHT) for reach in REACHES_KM]
        bands += _cells(float(place.lat[0]), float(place.lon[0]), extra_minutes * CAR_KMH / 60, share)
    return part(bands, _LEAST, share)


def for_person(person: ResumeColumns, share: float) -> Part:
    """The part of a person's way to where the work is."""
    place, relocation = person.place, int(person.relocation[0])
    bands = [*_unmeasured(place), (has("format", "remote"), 1.0)]
    if relocation == 1:
        bands.append((EVERYBODY, READY_TO_MOVE))
    elif relocation == LISTED:
        bands.append((has("areas", *map(str, person.relocation_codes.row(0).tolist())), READY_TO_MOVE))
    housed = has("provides", "housing")
    if person.regimes[0] & ROTATION:
        bands.append((all_of(housed, has("regime", "rotation")), BROUGHT))
    if relocation > 0:
        bands.append((all_of(housed, {"bool": {"must_not": [has("regime", "rotation")]}}), BROUGHT))
    if _measured(place):
        here, _ = _around(place, NEAR_BUS_KM, grid_for(NEAR_BUS_KM))
        bands.append((all_of(has("provides", "housing", "transport"), has("cells", *here)), BROUGHT))
        reach = reach_km(person, 0)
        if reach > REACHES_KM[-1]:
            bands.append((EVERYBODY, 1.0))
        else:
            cells, km = _around(place, reach * FARTHEST, grid_for(reach))
            bands += graded("cells", cells, OVER(km / np.float32(reach)), share)
    return part(bands, _LEAST, share)


def reach_km(columns: ResumeColumns, row: int) -> float:
    """How far a person travels one way."""
    minutes = float(columns.max_minutes[row])
    speed = CAR_KMH if columns.own_car[row] > 0 else BUS_KMH
    return max(DEFAULT_MAX_MINUTES if isnan(minutes) else minutes, 1.0) * speed / 60


def holding(code: int) -> list[str]:
    """The codes of a place and of all areas that hold it (KATO: areas end in zeros)."""
    areas = (code, *(code - code % zeros for zeros in (1_000, 100_000, 10_000_000)))
    return [str(one) for one in dict.fromkeys(areas)]


def _place(place: PlaceColumns, row: int) -> dict[str, Any]:
    kind = int(place.kind[row])
    fields: dict[str, Any] = {"region": str(int(place.region[row]))}
    if kind == NOWHERE:
        fields["place"] = SILENT
    elif not _measured(place, row) or place.approximate[row]:
        fields["place"] = ROUGH
    if kind >= SETTLEMENT:
        fields["settlement"] = str(int(place.code[row]))
    return fields


def _measured(place: PlaceColumns, row: int = 0) -> bool:
    """Whether a distance from here may count."""
    return bool(place.kind[row] >= DISTRICT and not np.isnan(place.lat[row]) and not np.isnan(place.lon[row]))


def _unmeasured(place: PlaceColumns) -> Iterator[tuple[Query, float]]:
    """What needs no distance: the same settlement, and places that are a question."""
    kind, region = int(place.kind[0]), has("region", str(int(place.region[0])))
    yield (has("place", SILENT), PRIOR)
    if kind == NOWHERE:
        yield (EVERYBODY, PRIOR)
        return
    rough = not _measured(place) or bool(place.approximate[0])
    yield (region if rough else all_of(region, has("place", ROUGH)), PRIOR)
    if kind >= SETTLEMENT:
        yield (has("settlement", str(int(place.code[0]))), 1.0)


@lru_cache(maxsize=256)
def _cells(lat: float, lon: float, extra_km: float, share: float) -> tuple[tuple[Query, float], ...]:
    """Cells around a place by class of reach, with what people there are worth."""
    terms: list[str] = []
    values: list[NDArray[Any]] = []
    for reach in REACHES_KM:
        name, allowed = _class(reach), reach + extra_km
        cells, km = around(lat, lon, allowed * FARTHEST, grid_for(reach))
        terms += [f"{name}.{one}" for one in cells]
        values.append(OVER(km / np.float32(allowed)))
    return tuple(graded("cells", terms, np.concatenate(values), share))


def _near(place: PlaceColumns, reach: float) -> Query:
    """People of a class of reach from where an employer's bus collects them."""
    return has("cells", *(f"{_class(reach)}.{one}" for one in _around(place, NEAR_BUS_KM, grid_for(reach))[0]))


def _around(place: PlaceColumns, km: float, grid: int) -> tuple[list[str], NDArray[np.float32]]:
    return around(float(place.lat[0]), float(place.lon[0]), km, grid)


def _cells_of(place: PlaceColumns, row: int, reach: str) -> list[str]:
    """The term of where a person is and how far they travel."""
    if reach == FARTHER:
        return [FARTHER]
    return [f"{reach}.{one}" for one in _cell_of(place, row, grid_for(float(reach)))]


def _cell_of(place: PlaceColumns, row: int, grid: int) -> list[str]:
    return [cell(float(place.lat[row]), float(place.lon[row]), grid)] if _measured(place, row) else []


def _class(reach: float) -> str:
    return next((f"{end:g}" for end in REACHES_KM if reach <= end), FARTHER)
