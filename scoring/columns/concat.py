"""Several columns of one kind as one: rows keep their order, titles and sets that occur twice become one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from scoring.columns.places import PlaceColumns
from scoring.columns.resumes import ResumeColumns
from scoring.columns.texts import Interner, Ragged, Texts
from scoring.columns.titles import TitleColumns
from scoring.columns.vacancies import VacancyColumns

Columns = TypeVar("Columns", ResumeColumns, VacancyColumns)

# Fields that hold ids of titles and of sets, to be renumbered.
_TITLE_IDS = ("title", "works")
_SET_IDS = ("trainings", "qualifications", "licences", "languages", "specialities", "skills", "others", "musts")


def concat(parts: Sequence[Columns]) -> Columns:
    """The rows of all parts in order. At least one part."""
    titles, title_ids = _titles([part.titles for part in parts])
    sets, set_ids = _texts([part.sets for part in parts])
    joined: dict[str, Any] = {}
    for field in fields(parts[0]):
        values = [getattr(part, field.name) for part in parts]
        if field.name == "titles":
            joined[field.name] = titles
        elif field.name == "sets":
            joined[field.name] = sets
        elif field.name in _TITLE_IDS:
            joined[field.name] = _join([_renumber(value, ids) for value, ids in zip(values, title_ids, strict=True)])
        elif field.name in _SET_IDS:
            joined[field.name] = _join([_renumber(value, ids) for value, ids in zip(values, set_ids, strict=True)])
        else:
            joined[field.name] = _join(values)
    return type(parts[0])(**joined)


def _join(values: Sequence[Any]) -> Any:
    first = values[0]
    if isinstance(first, Texts):
        return Texts(_offsets([one.offsets for one in values]), np.concatenate([one.blob for one in values]))
    if isinstance(first, Ragged):
        return Ragged(_offsets([one.offsets for one in values]), np.concatenate([one.values for one in values]))
    if isinstance(first, PlaceColumns):
        names = [field.name for field in fields(first)]
        return PlaceColumns(*(np.concatenate([getattr(one, name) for one in values]) for name in names))
    return np.concatenate(values)


def _offsets(parts: Sequence[NDArray[np.int64]]) -> NDArray[np.int64]:
    lengths = np.concatenate([np.diff(part) for part in parts])
    return np.concatenate(([0], np.cumsum(lengths))).astype(np.int64)


def _renumber(value: Any, ids: NDArray[np.int32]) -> Any:
    if isinstance(value, Ragged):
        return Ragged(value.offsets, ids[value.values])
    return ids[value]


def _texts(parts: Sequence[Texts]) -> tuple[Texts, list[NDArray[np.int32]]]:
    interner = Interner()
    ids = [np.array([interner.id(text) for text in part.all()], np.int32) for part in parts]
    return Texts.of(interner.texts()), ids


def _titles(parts: Sequence[TitleColumns]) -> tuple[TitleColumns, list[NDArray[np.int32]]]:
    """Titles by text *and* meaning: the same text with another stated group is another title."""
    interner = Interner()
    ids = []
    for part in parts:
        meanings = zip(part.nodes.tolist(), part.confidence.tolist(), strict=True)
        keys = [f"{text}\x1f{meaning}" for text, meaning in zip(part.texts.all(), meanings, strict=True)]
        ids.append(np.array([interner.id(key) for key in keys], np.int32))
    first = _first_rows(ids, len(interner))
    joined = {
        field.name: np.concatenate([getattr(part, field.name) for part in parts])[first]
        for field in fields(TitleColumns)
        if field.name != "texts"
    }
    return TitleColumns(Texts.of(key.split("\x1f")[0] for key in interner.texts()), **joined), ids


def _first_rows(ids: Sequence[NDArray[np.int32]], count: int) -> NDArray[np.int64]:
    """For each new id the row, over all parts together, where it appears first."""
    _, first = np.unique(np.concatenate(ids), return_index=True)
    assert len(first) == count  # noqa: S101 - every id was given by a row
    return first
