from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from matcher.casework import Casework
from matcher.store import open_store
from tests.matcher.casework.desk import Desk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from matcher.store import Store


@pytest.fixture
def reopen(place: str, tmp_path) -> Callable[..., Store]:
    """Opens the store of the test, once more: as another process would."""
    return lambda: open_store(place, ledger=tmp_path / "apart" / "ledger")


@pytest.fixture
def store(reopen) -> Iterator[Store]:
    """A store, once on SQLite and once on PostgreSQL."""
    with reopen() as opened:
        yield opened


@pytest.fixture
def desk(store) -> Desk:
    """Casework on the store, with short calls."""
    return Desk(Casework(store, environment={}))
