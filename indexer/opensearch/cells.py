"""Cells of grids: places as terms, so that nearness is a term and not a computation for every document.

Three grids, of about 9, 18 and 45 kilometres at Kazakhstan's latitudes: short ways look at the fine one, long ways at
the coarse one, and none at more than a few hundred cells.
"""

from __future__ import annotations

from math import ceil, cos, degrees, floor, radians

import numpy as np
from numpy.typing import NDArray

from scoring.places.distance import EARTH_RADIUS_KM, kilometres

Floats = NDArray[np.float32]
GRIDS = (0.1, 0.2, 0.5)
"""Sides of the cells, degrees."""
_FINE_TO_KM = (35.0, 65.0)
"""Up to which distance the first and the second grid are looked at."""
_KM_A_DEGREE = radians(1) * EARTH_RADIUS_KM
_SHORTER = 0.99
_ROOM_KM = 0.3
"""By which a cell is taken to lie nearer: the nearest point of its edge is looked for at one latitude."""


def grid_for(km: float) -> int:
    """The number of the grid that is looked at for ways of up to so many kilometres."""
    return next((number for number, end in enumerate(_FINE_TO_KM) if km <= end), len(GRIDS) - 1)


def cell(lat: float, lon: float, grid: int) -> str:
    """The cell of a point."""
    side = GRIDS[grid]
    return _name(floor(lat / side), floor(lon / side), grid)


def around(lat: float, lon: float, km: float, grid: int) -> tuple[list[str], Floats]:
    """Cells with a point within `km`, and float32 kilometres than which no point of each is nearer."""
    side = GRIDS[grid]
    reach = (km + _ROOM_KM) / _SHORTER
    high = ceil(reach / _KM_A_DEGREE / side)
    widest = cos(radians(min(abs(lat) + degrees(reach / EARTH_RADIUS_KM), 89)))
    wide = ceil(reach / (_KM_A_DEGREE * widest) / side)
    rows = floor(lat / side) + np.arange(-high, high + 1)
    columns = floor(lon / side) + np.arange(-wide, wide + 1)
    nearest_lat = np.clip(lat, rows * side, (rows + 1) * side)[:, None]
    nearest_lon = np.clip(lon, columns * side, (columns + 1) * side)[None, :]
    here = (np.full(1, lat, np.float32), np.full(1, lon, np.float32))
    found = kilometres(*here, nearest_lat.astype(np.float32), nearest_lon.astype(np.float32))
    least = np.maximum(found * _SHORTER - _ROOM_KM, 0)
    within = np.nonzero(least <= km)
    places = zip(rows[within[0]].tolist(), columns[within[1]].tolist(), strict=True)
    return [_name(row, column, grid) for row, column in places], least[within]


def _name(row: int, column: int, grid: int) -> str:
    return f"{grid}.{row}.{column}"
