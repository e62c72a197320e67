"""The embedded engine as a target of the relay: it follows its source at every query and need not be told."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from indexer.embedded import generation
from indexer.embedded.lock import writer
from indexer.sync import Held

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from indexer.embedded.engine import EmbeddedEngine
    from indexer.protocols import Changes
    from indexer.sync import Told
    from scoring.records import Kind


class Following:
    """See `indexer.sync.Target`. What a process of the engine has not seen yet, its next query sees."""

    def __init__(self, engine: EmbeddedEngine, source: Changes) -> None:
        self._engine = engine
        self._source = source

    def holds_through(self) -> int:
        """The newest change: taken before the engine looks, so that it has seen at least that."""
        newest = self._source.last_change()
        self._engine.segments("vacancy")
        return newest

    def write(self, rows: Sequence[Told]) -> Mapping[tuple[Kind, str], str]:
        """Nothing is refused: what changed since `holds_through` is seen by the next query."""
        del rows
        return {}

    def held(self, kind: Kind) -> Iterator[Held]:
        """The live rows: those of the generation are known up to its change, those of the delta up to the last seen."""
        base, *delta = self._engine.segments(kind)
        status = self._engine.status()
        for segment, version in ((base, int(status["change"])), *((one, self._source.last_change()) for one in delta)):
            for row in segment.alive.nonzero()[0]:
                yield Held(segment.columns.ids[int(row)], version)

    def forget(self, folder: Path) -> None:
        """Writes the index anew and takes the older generations away, which hold what has been erased.

        Args:
            folder: of the index.

        Raises:
            IndexBusyError: another process is writing.
        """
        self._engine.rebuild()
        with writer(folder):
            now = generation.current(folder)
            for path in folder.glob("gen-*"):
                if path.name != now:
                    shutil.rmtree(path, ignore_errors=True)

    def mend(self, kind: Kind, ids: Sequence[str]) -> bool:
        """A new generation from the source is right by itself."""
        del kind, ids
        self._engine.rebuild()
        return True
