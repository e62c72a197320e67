"""Vectors of distinct texts on disk, beside the generations of the index, made by one model and marked with it.

A text is encoded once; a set made by another model is never read but made anew, written beside and swapped in whole, as
a rebuild is. Numbers are float16: half the room, and cosines change by less than a thousandth.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.embedded.lock import writer
from indexer.embedded.storage import digest, load, save
from indexer.encoder import Encoder
from indexer.errors import IndexDamagedError
from indexer.static_encoder import Floats
from scoring.columns.texts import Texts

FORMAT = 1
_CURRENT = "CURRENT-VECTORS"


@dataclass(frozen=True)
class _Stored:
    """n texts and their vectors, float16[n, dimension]."""

    texts: Texts
    vectors: NDArray[np.float16]


class VectorStore:
    """The vectors of one index folder for one encoder. What was stored by another encoder does not exist for it."""

    def __init__(self, folder: Path, encoder: Encoder) -> None:
        self._folder = folder
        self._encoder = encoder
        self._made_by = {"name": encoder.name, "version": encoder.version, "dimension": encoder.dimension}
        self._rows: dict[str, int] = {}
        self._vectors: NDArray[np.float16] = np.empty((0, encoder.dimension), np.float16)
        self._opened: str | None = None

    def refresh(self, texts: Iterable[str]) -> int:
        """Makes the store hold exactly these texts; returns how many had to be encoded.

        Raises:
            IndexBusyError: another process is writing.
        """
        distinct = list(dict.fromkeys(texts))
        with writer(self._folder):
            self._open()
            missing = [text for text in distinct if text not in self._rows]
            if missing or len(distinct) != len(self._rows):
                self._write(distinct, self.of(distinct))
        self._open()
        return len(missing)

    def of(self, texts: Sequence[str]) -> Floats:
        """float32[n, dimension]; texts that are not stored are encoded now, and not kept."""
        self._open()
        found = np.empty((len(texts), self._encoder.dimension), np.float32)
        rows = np.array([self._rows.get(text, -1) for text in texts], np.int64)
        found[rows >= 0] = self._vectors[rows[rows >= 0]]
        missing = [text for text, row in zip(texts, rows.tolist(), strict=True) if row < 0]
        if missing:
            # Rounded as stored ones are, so that a text has one vector wherever it comes from.
            found[rows < 0] = self._encoder.encode(missing).astype(np.float16)
        return found

    def stored(self) -> int:
        """How many texts the store holds for this encoder."""
        self._open()
        return len(self._rows)

    def altered(self) -> list[str]:
        """The files whose checksums differ from the manifest's; none where nothing is stored."""
        name = self._current()
        if name is None:
            return []
        try:
            files: dict[str, Any] = _manifest(self._folder / name)["files"]
        except IndexDamagedError:
            return ["manifest.json"]
        return [file for file, facts in files.items() if digest(self._folder / name / "set" / file) != facts["blake2b"]]

    def _current(self) -> str | None:
        try:
            return (self._folder / _CURRENT).read_text("ascii").strip()
        except FileNotFoundError:
            return None

    def _open(self) -> None:
        """Follows what is current; a set of another model or format, or a damaged one, leaves the store empty."""
        name = self._current()
        if name == self._opened:
            return
        self._opened, self._rows, self._vectors = name, {}, self._vectors[:0]
        assert name is not None  # noqa: S101 - CURRENT is never taken away
        try:
            manifest = _manifest(self._folder / name)
            if manifest["format"] != FORMAT or manifest["made_by"] != self._made_by:
                return
            stored = load(_Stored, self._folder / name / "set")
        except IndexDamagedError:
            return
        self._rows = {text: row for row, text in enumerate(stored.texts.all())}
        self._vectors = stored.vectors

    def _write(self, texts: Sequence[str], vectors: Floats) -> None:
        """A new set beside, then named as the current one. The caller holds the writer's lock."""
        number = 1 + max((int(path.name[8:]) for path in self._sets() if path.name[8:].isdigit()), default=0)
        name = f"vectors-{number:06d}"
        beside = self._folder / f"{name}.tmp"
        shutil.rmtree(beside, ignore_errors=True)
        files = save(_Stored(Texts.of(texts), vectors.astype(np.float16)), beside / "set")
        manifest = {"format": FORMAT, "made_by": self._made_by, "texts": len(texts), "files": files}
        (beside / "manifest.json").write_text(json.dumps(manifest, indent=1), "utf-8")
        beside.rename(self._folder / name)
        (self._folder / f"{_CURRENT}.tmp").write_text(name, "ascii")
        os.replace(self._folder / f"{_CURRENT}.tmp", self._folder / _CURRENT)  # noqa: PTH105 - the atomic step, named
        for path in self._sets():
            if path.name != name:
                shutil.rmtree(path, ignore_errors=True)

    def _sets(self) -> list[Path]:
        return list(self._folder.glob("vectors-*"))


def _manifest(folder: Path) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads((folder / "manifest.json").read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise IndexDamagedError("the vectors have no readable manifest") from error
    return found
