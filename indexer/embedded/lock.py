"""One writer at a time, by an operating-system lock that dies with its process."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from indexer.errors import IndexBusyError


@contextmanager
def writer(folder: Path) -> Iterator[None]:
    """Holds the writer's lock of an index folder.

    Raises:
        IndexBusyError: another process holds it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "writer.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise IndexBusyError("another process is writing this index; try again when it has ended") from error
        yield
