"""Texts as one array of bytes with offsets (it can be memory-mapped), ragged rows, and the interner that makes ids."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]


@dataclass(frozen=True)
class Texts:
    """n texts: `offsets` int64[n + 1] into `blob` uint8[bytes], UTF-8."""

    offsets: NDArray[np.int64]
    blob: NDArray[np.uint8]

    @classmethod
    def of(cls, texts: Iterable[str]) -> Texts:
        """The texts in their order."""
        encoded = [text.encode() for text in texts]
        offsets = np.zeros(len(encoded) + 1, np.int64)
        np.cumsum([len(one) for one in encoded], out=offsets[1:])
        return cls(offsets, np.frombuffer(b"".join(encoded), np.uint8))

    def __len__(self) -> int:
        """How many texts."""
        return len(self.offsets) - 1

    def __getitem__(self, index: int) -> str:
        """One text."""
        return self.blob[self.offsets[index] : self.offsets[index + 1]].tobytes().decode()

    def known(self, index: int) -> str:
        """One text, remembered: for tables of few distinct texts that are looked up over and over."""
        text = self._known.get(index)
        if text is None:
            text = self._known[index] = self[index]
        return text

    @cached_property
    def _known(self) -> dict[int, str]:
        return {}

    def all(self) -> list[str]:
        """All texts as a list."""
        whole = self.blob.tobytes()
        bounds = self.offsets.tolist()
        return [whole[start:end].decode() for start, end in pairwise(bounds)]


@dataclass(frozen=True)
class Ragged:
    """n rows of ints: row i is `values[offsets[i]:offsets[i + 1]]`."""

    offsets: NDArray[np.int64]
    values: Ints

    @classmethod
    def of(cls, rows: Sequence[Sequence[int]]) -> Ragged:
        """The rows in their order."""
        offsets = np.zeros(len(rows) + 1, np.int64)
        np.cumsum([len(row) for row in rows], out=offsets[1:])
        values = np.fromiter((value for row in rows for value in row), np.int32, int(offsets[-1]))
        return cls(offsets, values)

    def row(self, index: int) -> Ints:
        """One row."""
        return self.values[self.offsets[index] : self.offsets[index + 1]]

    def positions(self, rows: NDArray[np.integer[Any]]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Positions in `values` of all the entries of `rows`, and for each the index of its row within `rows`."""
        starts = self.offsets[rows]
        lengths = self.offsets[rows + 1] - starts
        owner = np.repeat(np.arange(len(rows)), lengths)
        return np.arange(len(owner)) + np.repeat(starts - np.cumsum(lengths) + lengths, lengths), owner

    def has(self, rows: Ints, wanted: Ints) -> NDArray[np.bool_]:
        """Whether row `rows[i]` holds `wanted[i]`; every row must be sorted. Binary search, all pairs at once."""
        low, high = self.offsets[rows], self.offsets[rows + 1]
        end = high
        while True:
            open_ = low < high
            if not open_.any():
                break
            middle = np.where(open_, (low + high) >> 1, 0)
            smaller = open_ & (self.values[middle] < wanted)
            low = np.where(smaller, middle + 1, low)
            high = np.where(open_ & ~smaller, middle, high)
        inside = low < end
        return inside & (self.values[np.where(inside, low, 0)] == wanted) if len(self.values) else inside


class Interner:
    """Distinct texts in the order of their first appearance, with ids from 0."""

    def __init__(self) -> None:
        self._ids: dict[str, int] = {}

    def id(self, text: str) -> int:
        """The id of a text, given now if it is new."""
        return self._ids.setdefault(text, len(self._ids))

    def texts(self) -> list[str]:
        """All texts by id."""
        return list(self._ids)

    def __len__(self) -> int:
        """How many distinct texts."""
        return len(self._ids)
