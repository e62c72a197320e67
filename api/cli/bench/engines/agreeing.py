"""Whether lists of the engine on the node are the exact ones, also after changes that came by the relay."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
import numpy as np

from api.cli.bench.engines.side import Side
from api.cli.bench.searching import REQUEST
from api.cli.options import now
from api.cli.worker import Worker
from fixtures.generator import resumes
from indexer.search import Ranking
from scoring.records import Record, Vacancy

CHANGED = 0.02
"""Share of the resumes that are changed or taken out between the two comparisons, half of them each."""
CHANGE_SEED = 11


def agreement(of: Side, offered: Sequence[Vacancy]) -> dict[str, Any]:
    """Places that agree with the embedded engine's exact lists, answers that say exact, and places among those."""
    shares, exact = [], []
    for vacancy in offered:
        found, true = (engine.shortlist(vacancy, REQUEST) for engine in (of.engine, of.parts.engine))
        shares.append(_same(found, true))
        exact.append(found.exact)
    told = np.array(shares)[np.array(exact, bool)]
    return {
        "vacancies": len(offered),
        "places_that_agree": float(np.mean(shares)),
        "say_exact": float(np.mean(exact)),
        "places_that_agree_of_exact": float(np.mean(told)) if len(told) else None,
    }


def changed(of: Side) -> dict[str, int]:
    """Changes and withdraws some resumes in the store, and has the relay tell the node of them."""
    store, step = of.parts.store, round(2 / CHANGED)
    ids = [id_ for id_, _ in store.all_versions("resume")]
    gone, other = ids[::step], ids[step // 2 :: step]
    anew = zip(other, resumes(len(other), CHANGE_SEED), strict=True)
    put: list[Record] = [msgspec.structs.replace(one, id=id_) for id_, one in anew]
    for id_ in gone:
        store.withdraw("resume", id_, now())
    store.put(put, now())
    Worker(of.parts).relay.run(now())
    of.node.ask("POST", f"/{of.prefix}-resume/_refresh")
    return {"withdrawn": len(gone), "changed": len(put)}


def _same(found: Ranking, true: Ranking) -> float:
    """The share of an exact list's places at which the same person stands; of two empty lists 1."""
    pairs = zip((one.id for one in found.items), (one.id for one in true.items), strict=False)
    longest = max(len(found.items), len(true.items))
    return sum(one == other for one, other in pairs) / longest if longest else 1.0
