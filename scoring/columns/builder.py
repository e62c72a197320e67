"""What the builders of both sides share: ids of titles and sets, places, rows laid out as named columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from scoring.columns.places import NOWHERE, PlaceColumns
from scoring.columns.texts import Interner, Texts
from scoring.columns.titles import TitleColumns
from scoring.columns.words import Words
from scoring.knowledge import Knowledge
from scoring.records import Place

NAN = float("nan")
Kinds = Mapping[str, Any]
"""The dtype of each column by its name, in the order of a row."""

_SEPARATOR = "\x1f"
_PLACE: Kinds = {
    "kind": np.int8,
    "code": np.int32,
    "region": np.int8,
    "district": np.int16,
    "lat": np.float32,
    "lon": np.float32,
    "approximate": np.int8,
}


class Builder:
    """What both builders share: titles, sets, places."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.words = Words(knowledge)
        self._titles = Interner()
        self._sets = Interner()
        self._ids: list[str] = []
        self._places: list[tuple[int, int, int, int, float, float, int]] = []
        self._rows: list[tuple[Any, ...]] = []

    def title(self, text: str, occupation: str | None) -> int:
        """The id of a title; the same text with another stated group is another title."""
        return self._titles.id(f"{text}{_SEPARATOR}{occupation or ''}")

    def set(self, values: Iterable[Any]) -> int:
        """The id of a set, by its JSON text."""
        return self._sets.id(msgspec.json.encode(list(values)).decode())

    def place(self, place: Place | None) -> None:
        """A row's place; one that the classifier does not know is nowhere."""
        places = self.knowledge.places
        found = places.get(place.kato) if place else None
        lat, lon = (place.lat, place.lon) if place else (None, None)
        if found is None:
            self._places.append((NOWHERE, 0, 0, 0, NAN, NAN, 0))
            return
        approximate = 0
        if lat is None or lon is None:
            point = places.point(found)
            lat, lon, approximate = (point.lat, point.lon, int(point.approximate)) if point else (NAN, NAN, 0)
        code = places.settlement(found)
        self._places.append((found.kind, code, found.region, found.district, lat, lon, approximate))

    def title_columns(self) -> TitleColumns:
        """The distinct titles so far with what the knowledge says of them."""
        keys = [key.split(_SEPARATOR) for key in self._titles.texts()]
        rows = [self.knowledge.title(text, occupation or None) for text, occupation in keys]
        return TitleColumns(
            Texts.of(text for text, _ in keys),
            _matrix([row.nodes for row in rows], np.int16),
            _matrix([row.confidence for row in rows], np.float32),
            _matrix([row.stems for row in rows], np.int32),
            _matrix([row.weights for row in rows], np.float32),
            np.array([row.vague for row in rows], np.int8),
        )

    def place_columns(self) -> PlaceColumns:
        """The places so far."""
        return PlaceColumns(**named_columns(self._places, _PLACE))


def number(value: float | None) -> float:
    """A stated number, NaN for a silent one."""
    return NAN if value is None else value


def named_columns(rows: Sequence[Sequence[Any]], kinds: Kinds) -> dict[str, NDArray[Any]]:
    """Columns of rows by name, each with its dtype; no rows give empty columns."""
    columns = zip(*rows, strict=True) if rows else [()] * len(kinds)
    return {name: np.array(column, kinds[name]) for name, column in zip(kinds, columns, strict=True)}


def _matrix(rows: Sequence[Sequence[Any]], kind: Any) -> NDArray[Any]:
    return np.array(rows, kind) if rows else np.empty((0, 1), kind)
