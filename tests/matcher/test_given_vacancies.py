"""Offers told by several sources, on the real advertisements of one town; collected only where they are given.

`LAIYQ_EVALUATION_DATA` names a folder with `vacancies/spassk_multi_source_2026.jsonl`; it may not be shipped.
"""

from __future__ import annotations

import json
import os
from datetime import UTC, date, datetime
from pathlib import Path

from indexer.readers import maps
from indexer.readers.outcome import Refused
from indexer.readers.read import read_path
from matcher.store import Delivered, open_store
from matcher.twins import Told, groups
from scoring.places.names import PlaceNames

GIVEN = Path(os.environ["LAIYQ_EVALUATION_DATA"]) / "vacancies" / "spassk_multi_source_2026.jsonl"
MAP = Path(maps.__file__).with_name("spassk_2026.toml")


def test_the_twelve_sources_of_one_town_share_offers_and_no_source_repeats_itself(knowledge, place, tmp_path):
    lines = GIVEN.read_text("utf-8").splitlines()
    sources = {f"spassk-{one['id']}": one["source"] for one in map(json.loads, lines)}
    read = read_path(GIVEN, mapping=MAP, names=PlaceNames(knowledge.places), as_of=date(2026, 7, 2))
    records = [one for one in read if not isinstance(one, Refused)]
    with open_store(place, ledger=tmp_path / "ledger") as store:
        for source in sorted(set(sources.values())):
            mine = [Delivered("vacancy", one.id, 1, one) for one in records if sources[one.id] == source]
            assert store.snapshot(source, "vacancy", mine, datetime(2026, 7, 2, tzinfo=UTC)).stored == len(mine)
        shared = groups(Told(source, offer) for source, offer in store.vacancies_by_source())
    assert len(set(sources.values())) == 12
    # Looked through by hand: each pair is one offer.
    assert len(shared) == 9
    for group in shared:
        assert len({one.source for one in group}) == len(group) == 2
