"""How the engine stands to the store: whether it can be used, and how far it is behind."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from indexer.errors import IndexMissingError, SearchIndexError

if TYPE_CHECKING:
    from api.wiring import Service

CHECK = "index-check"
"""The job of `laiyq worker` that compares index and store; what it found stays in the job's body."""


class Standing(NamedTuple):
    """`change`: the store's newest change; `behind`: changes that the engine has yet to be told, 0 where it follows."""

    engine: str
    change: int
    behind: int


def standing(parts: Service) -> Standing:
    """Asks store and engine.

    Raises:
        StoreError: the store cannot be read.
        SearchIndexError: the index cannot be used, or the engine does not answer.
    """
    change = parts.store.last_change()
    if not parts.finder.ready():
        raise IndexMissingError("there is no generation that this version can use: laiyq index rebuild")
    try:
        through = parts.target.holds_through()
    except SearchIndexError:  # the cluster cannot be used, and another engine answers for it
        through = 0
    return Standing(parts.finder.name, change, parts.store.waiting(above=through))
