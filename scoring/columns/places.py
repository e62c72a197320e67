"""Places of records as columns."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

NOWHERE, REGION, DISTRICT, SETTLEMENT = 0, 1, 2, 3


@dataclass(frozen=True)
class PlaceColumns:
    """n places: `kind` (how precise), `code` of the settlement or the area, `region` and `district` codes, degrees.

    `approximate` is 1 where the coordinates are those of the district's centre.
    """

    kind: NDArray[np.int8]
    code: NDArray[np.int32]
    region: NDArray[np.int8]
    district: NDArray[np.int16]
    lat: NDArray[np.float32]
    lon: NDArray[np.float32]
    approximate: NDArray[np.int8]
