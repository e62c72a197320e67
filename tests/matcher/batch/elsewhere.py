"""A batch in a process of its own, as its tests start it."""

from __future__ import annotations

from pathlib import Path

from indexer.embedded.engine import EmbeddedEngine
from matcher.batch import Batch, Place, run
from matcher.store import LEDGER, open_store
from scoring.knowledge import Knowledge
from scoring.rank import Scorer
from tests.matcher.batch.conftest import EXPORT, SIZE

ROOT = Path(__file__).parents[3]


def main(folder: Path, out: Path, processes: int) -> None:
    scorer = Scorer(Knowledge.load())
    with open_store(folder, ledger=folder / LEDGER) as store:
        engine = EmbeddedEngine(folder / "index", store, scorer)
        batch = Batch(store, engine, scorer, Place(folder, folder / LEDGER, folder / "index"))
        run(batch, ("shortlist",), EXPORT, out, processes=processes, size=SIZE if processes > 1 else 1)
