"""The encoder that the project ships: one vector a piece of a word, their mean is the vector of a text. Numpy only.

The folder is a sentence-transformers model (`tools/train_encoder.py` makes it); what is read here are its two files,
and both ways of reading give the same vectors.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.embedded.storage import digest
from indexer.errors import EncoderError
from indexer.wordpiece import WordPiece

SHIPPED = Path(__file__).parent / "models" / "titles"
AT_ONCE = 2048
"""Texts whose pieces are gathered together: some megabytes."""
LONG = 256
"""Pieces from which a text is counted instead of gathered, so that a megabyte of words needs no gigabyte."""

Floats = NDArray[np.float32]


class StaticEncoder:
    """Vectors of unit length; a text without a known piece has the zero vector. Construct with `load()`."""

    def __init__(self, name: str, version: str, pieces: WordPiece, table: NDArray[np.float16]) -> None:
        self.name = name
        self.version = version
        self.dimension = int(table.shape[1])
        self._pieces = pieces
        self._table = table

    @classmethod
    def load(cls, folder: Path = SHIPPED) -> StaticEncoder:
        """The shipped model, or another of the same form.

        Raises:
            EncoderError: a file is missing or is not of this form.
        """
        try:
            words, weights = folder / "tokenizer.json", folder / "model.safetensors"
            version = f"{digest(words)[:16]}{digest(weights)[:16]}"
            return cls(folder.name, version, WordPiece.load(words), _table(weights))
        except (OSError, ValueError, KeyError) as error:
            raise EncoderError(f"{folder} is not a static model: {error}") from error

    def encode(self, texts: Sequence[str]) -> Floats:
        """float32[n, dimension]."""
        found = np.zeros((len(texts), self.dimension), np.float32)
        for start in range(0, len(texts), AT_ONCE):
            rows = [self._pieces.ids(text) for text in texts[start : start + AT_ONCE]]
            self._sum(rows, found[start : start + AT_ONCE])
        length = np.linalg.norm(found, axis=1, keepdims=True)
        np.divide(found, length, out=found, where=length > 0)
        return found

    def _sum(self, rows: list[list[int]], into: Floats) -> None:
        """The sums of the vectors of each row's pieces; their mean has the same direction."""
        short = [at for at, row in enumerate(rows) if 0 < len(row) <= LONG]
        if short:
            lengths = [len(rows[at]) for at in short]
            ids = np.fromiter(chain.from_iterable(rows[at] for at in short), np.int64, sum(lengths))
            starts = np.cumsum(lengths, dtype=np.int64) - np.array(lengths, np.int64)
            into[short] = np.add.reduceat(self._table[ids].astype(np.float32), starts, axis=0)
        for at, row in enumerate(rows):
            if len(row) > LONG:
                ids, counts = np.unique(np.array(row), return_counts=True)
                into[at] = counts.astype(np.float32) @ self._table[ids].astype(np.float32)


def _table(path: Path) -> NDArray[np.float16]:
    """The one tensor of a safetensors file: a length, a header in JSON, the numbers."""
    with path.open("rb") as file:
        header = json.loads(file.read(int.from_bytes(file.read(8), "little")))
        facts = header["embedding.weight"]
        if facts["dtype"] != "F16":
            raise ValueError("its numbers are not float16")
        start, end = facts["data_offsets"]
        file.seek(start, 1)
        return np.frombuffer(file.read(end - start), "<f2").reshape(facts["shape"])
