"""Distance and travel time."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

EARTH_RADIUS_KM = 6371.0
CAR_KMH = 60.0
BUS_KMH = 30.0
DEFAULT_MAX_MINUTES = 60.0

Floats = NDArray[np.float32]


def kilometres(lat1: Floats, lon1: Floats, lat2: Floats, lon2: Floats) -> Floats:
    """Great-circle distance, km, elementwise with broadcasting (haversine)."""
    lat1, lon1, lat2, lon2 = (np.radians(one) for one in (lat1, lon1, lat2, lon2))
    half = np.sin((lat2 - lat1) / 2) ** 2 + np.cos(lat1) * np.cos(lat2) * np.sin((lon2 - lon1) / 2) ** 2
    return np.asarray(2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(half)), np.float32)


def minutes(km: Floats, own_car: NDArray[np.bool_]) -> Floats:
    """Minutes one way: 60 km/h by own car, else 30 km/h."""
    return np.asarray(km * 60.0 / np.where(own_car, CAR_KMH, BUS_KMH), np.float32)
