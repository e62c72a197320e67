from __future__ import annotations

import shutil
from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from fixtures.generator import resumes, vacancies
from indexer.embedded.engine import EmbeddedEngine
from matcher.batch import Asked, Batch, Place, run
from matcher.shortlists import Matching
from matcher.store import LEDGER, open_store

AT = datetime(2026, 11, 20, 9, tzinfo=UTC)
DAY = date(2026, 11, 20)
EXPORT = Asked(5, DAY, None, keep=False, made_at=AT)
KEEP = Asked(5, DAY, None, keep=True, made_at=AT)
SIZE = 10


@pytest.fixture(scope="session")
def built(tmp_path_factory, scorer):
    """A folder with people and offers and their index."""
    folder = tmp_path_factory.mktemp("built") / "data"
    with open_store(folder, ledger=folder / LEDGER) as store:
        store.put(resumes(150, 5), AT)
        store.put(vacancies(60, 5), AT)
        EmbeddedEngine(folder / "index", store, scorer).rebuild(processes=1)
    return folder


@pytest.fixture
def town(built, tmp_path, scorer):
    """A copy of it, opened, and what a batch needs of it."""
    folder = tmp_path / "data"
    shutil.copytree(built, folder)
    with open_store(folder, ledger=folder / LEDGER) as store:
        engine = EmbeddedEngine(folder / "index", store, scorer)
        batch = Batch(store, engine, scorer, Place(folder, folder / LEDGER, folder / "index"))
        matching = Matching(store, engine, scorer)
        yield SimpleNamespace(folder=folder, store=store, engine=engine, batch=batch, matching=matching)


@pytest.fixture
def make(town, tmp_path):
    """Runs a batch in this process."""

    def call(kinds=("shortlist",), asked=EXPORT, out=tmp_path / "out.ndjson", **how):
        return run(town.batch, kinds, asked, out, **{"processes": 1, "size": SIZE, **how})

    return call
