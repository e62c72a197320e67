"""When Python's collector of cycles stays away: where millions of small objects are made and none is in a cycle."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected(*, keep: bool = False) -> Iterator[None]:
    """Without the collector, which would walk the same objects again and again.

    Args:
        keep: what was made stays for the life of the process, so that the collector never looks at it again.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
        if keep:
            gc.freeze()
    finally:
        if was:
            gc.enable()
