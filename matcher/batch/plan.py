"""The plan of a batch: whose lists, in which order, cut into parts.

Records of one occupation and one region stand together: their queries read the same cells, titles and rows, which are
in the memory and the caches already. The plan lies in a file, so that a run that was cut short goes on with the same
parts whatever was stored meanwhile; it is read part by part.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

import msgspec
import numpy as np

from matcher.store import ListKind
from scoring.columns.vacancies import VacancyColumns

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    from indexer.embedded.segment import AnySegment
    from scoring.columns.resumes import ResumeColumns

PART = 200
"""Lists a part: at most so many are made once more after a kill."""


class Part(msgspec.Struct, frozen=True):
    """So many lists of one kind, for the records of these ids, in their order."""

    kind: ListKind
    ids: tuple[str, ...]


class Ordered(NamedTuple):
    """The live rows of a segment in the order of the work."""

    segment: AnySegment
    rows: NDArray[np.int64]


def parts(kind: ListKind, segments: Iterable[AnySegment], size: int) -> Iterator[Part]:
    """All live records of some segments in parts, neighbours by occupation and region."""
    for segment in segments:
        rows = order(segment)
        for start in range(0, len(rows), size):
            ids = tuple(segment.columns.ids[row] for row in rows[start : start + size].tolist())
            yield Part(kind, ids)


def order(segment: AnySegment) -> NDArray[np.int64]:
    """The live rows of a segment by the occupation of their first title, by region, by that title, by row."""
    columns = segment.columns
    title = _first_title(columns)
    occupation = np.where(title >= 0, columns.titles.nodes[np.maximum(title, 0), 0], -1) if len(title) else title
    found = np.lexsort((title, columns.place.region, occupation))
    return found[segment.alive[found]]


def write(file: Path, plan: Iterable[Part]) -> int:
    """Writes a plan, a part a line; returns the number of lists in it."""
    count = 0
    with file.open("wb") as out:
        for part in plan:
            out.write(msgspec.json.encode(part) + b"\n")
            count += len(part.ids)
        out.flush()
        os.fsync(out.fileno())
    return count


def read(file: Path) -> Iterator[Part]:
    """The parts of a written plan, one at a time."""
    decode = msgspec.json.Decoder(Part).decode
    with file.open("rb") as lines:
        yield from map(decode, lines)


def _first_title(columns: ResumeColumns | VacancyColumns) -> NDArray[np.int64]:
    """int64[n]: the title of each vacancy, the first one of each resume; -1 where there is none."""
    if isinstance(columns, VacancyColumns):
        return columns.title.astype(np.int64)
    starts, lengths = columns.works.offsets[:-1], np.diff(columns.works.offsets)
    found = np.full(len(columns), -1, np.int64)
    found[lengths > 0] = columns.works.values[starts[lengths > 0]]
    return found
