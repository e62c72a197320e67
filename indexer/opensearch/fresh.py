"""What was found in an index that lags behind the store, judged as the store has it.

An index is told of a change a moment later, or much later where it was away. Whoever shows a list reads the records as
they are now, and the totals and verdicts of an older state would not be those of what is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from indexer.embedded.build import columns_of
from indexer.protocols import RecordSource
from indexer.search import Found, best_first
from scoring.knowledge import Knowledge
from scoring.records import Kind


@dataclass(frozen=True)
class Fresh:
    """Looks at what was found in the store.

    Attributes:
        source: of the records.
        knowledge: for reading them.
        kind: of what is found.
        ranked: gives the best so many, in order, by what the index knows.
        judged: gives the listed rows of some columns.
    """

    source: RecordSource
    knowledge: Knowledge
    kind: Kind
    ranked: Callable[[int], list[Found]]
    judged: Callable[[Any], list[Found]]

    def best(self, limit: int, versions: Mapping[str, int]) -> tuple[list[Found], bool]:
        """The best of what was found, and whether any of it had changed.

        Args:
            limit: how many.
            versions: by id, the change number at which the index knows it.
        """
        asked = limit
        while True:
            items = self.ranked(asked)
            known = self.source.current(self.kind, [one.id for one in items])
            changed = {
                one.id: known[one.id].record
                for one in items
                if one.id in known and known[one.id].version != versions[one.id]
            }
            kept = [one for one in items if one.id not in changed]
            if len(kept) >= limit or len(items) < asked:
                break
            # For each that may fall one more may rise.
            asked = limit + len(changed)
        if not changed:
            return kept, False
        records = [record for record in changed.values() if record is not None]
        kept += self.judged(columns_of(self.kind, records, self.knowledge)) if records else []
        return sorted(kept, key=_order)[:limit], True


def _order(one: Found) -> tuple[float, int, str]:
    return best_first(float(one.scored.total[one.at]), int(one.scored.unknowns()[one.at]), one.id)
