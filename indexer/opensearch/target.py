"""The engine as a target of the relay: told each record as it is now, in every index that is in use or being filled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from indexer.errors import IndexMissingError, TargetAwayError
from indexer.opensearch.documents import KINDS
from indexer.opensearch.indices import NEXT, PREVIOUS, Indices, Kept
from indexer.opensearch.reading import held
from indexer.opensearch.rebuild import Rebuild
from indexer.opensearch.writing import Written, lines_of, write
from indexer.protocols import RecordSource
from indexer.sync import Held, Told
from scoring.knowledge import Knowledge
from scoring.records import Kind

TRIES = 3
"""How often a write is begun anew because an alias was moved under it."""
_NOWHERE = "there is no index that this version can write; run: laiyq index rebuild"


class OpenSearchTarget:
    """See `indexer.sync.Target`."""

    def __init__(self, indices: Indices, source: RecordSource, knowledge: Knowledge) -> None:
        self._indices = indices
        self._gateway = indices.gateway
        self._source = source
        self._knowledge = knowledge

    def holds_through(self) -> int:
        """The change up to which the filling of the indices in use held everything; 0 where none can be used."""
        used = [one.current for one in self._indices.kept().values()]
        return min(one.change if one is not None and one.ours else 0 for one in used)

    def write(self, rows: Sequence[Told]) -> Mapping[tuple[Kind, str], str]:
        """Takes records in or out, everywhere; the aliases are looked up after the records, never before.

        So a record that was read before an index began to be filled is read again by the filling.
        """
        for _ in range(TRIES):
            kept = self._indices.kept()
            try:
                return {
                    (kind, id_): reason
                    for kind in KINDS
                    for id_, reason in self._write(kind, [row for row in rows if row.kind == kind], kept[kind]).items()
                }
            except IndexMissingError:
                continue
        raise TargetAwayError(_NOWHERE)

    def _write(self, kind: Kind, rows: Sequence[Told], kept: Kept) -> dict[str, str]:
        """To aliases, so that an index that is no more is not made anew by writing to it."""
        if not rows:
            return {}
        usable = [role for role, one in (("", kept.current), (NEXT, kept.next)) if one is not None and one.ours]
        if not usable:
            raise TargetAwayError(_NOWHERE)
        lines = list(lines_of(kind, [Written(row.id, row.version, row.record) for row in rows], self._knowledge))
        refused: dict[str, str] = {}
        for role in usable:
            refused |= write(self._gateway, self._indices.alias(kind, role), lines, alias=True)
        # What leaves the store leaves every copy, also one that this version could not write.
        gone = [line for line in lines if line.body is None]
        for role, one in (("", kept.current), (NEXT, kept.next), (PREVIOUS, kept.previous)):
            if gone and one is not None and role not in usable:
                write(self._gateway, self._indices.alias(kind, role), gone, alias=True)
        return refused

    def held(self, kind: Kind) -> Iterator[Held]:
        """Every record of a kind in the index in use, what was just written included."""
        name = self._indices.in_use()[kind].name
        self._indices.refresh(name)
        return held(self._gateway, name)

    def mend(self, kind: Kind, ids: Sequence[str]) -> bool:
        """Tells records again; where the index is ahead of the store, as after a restored backup, all is made anew."""
        found = {one.id: one.version for one in self.held(kind)}
        known = self._source.current(kind, ids)
        rebuild = Rebuild(self._indices, self._source, self._knowledge)
        if any(found.get(id_, 0) > now.version for id_, now in known.items()):
            rebuild.run(lambda _kind, _count: None)
        else:
            rebuild.catch_up(kind, self._indices.in_use()[kind])
        return True


__all__ = ["OpenSearchTarget"]
