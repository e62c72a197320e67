"""A new index from the database, beside the one in use, until it is whole; then all searches go to it in one step.

While it is filled, relays write to both (`target`). Change numbers make the order of writes irrelevant, so a rebuild
that was cut off goes on where it was, and two at once do no harm. Nothing is put in use before ids and change numbers
agree with the store, a sample of rows is what would be made of the records now, and it is not much smaller than what it
replaces.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import TypeVar

from indexer.embedded.build import columns_of
from indexer.errors import IndexDamagedError, IndexMissingError, IndexOutdatedError, IndexShrinksError
from indexer.opensearch import making
from indexer.opensearch.documents import KINDS
from indexer.opensearch.indices import Index, Indices, Kept
from indexer.opensearch.packing import pack
from indexer.opensearch.reading import held, rows
from indexer.opensearch.writing import Line, Written, write
from indexer.protocols import RecordSource
from indexer.search import Progress
from scoring.knowledge import Knowledge
from scoring.records import Kind

AT_ONCE = 1_000
"""Records read and converted at once."""
LEAST_SHARE = 0.8
"""A new index that holds less than this of the old one is not put in use unasked."""
ROUNDS = 3
"""How often what is found missing is written again before it counts as wrong."""
SAMPLE = 100

Item = TypeVar("Item")


class Rebuild:
    """Makes new indices of all kinds from a source, on so many processes (None: one a core)."""

    def __init__(
        self, indices: Indices, source: RecordSource, knowledge: Knowledge, processes: int | None = None
    ) -> None:
        self._indices = indices
        self._gateway = indices.gateway
        self._source = source
        self._knowledge = knowledge
        self._processes = processes

    def run(self, progress: Progress, *, shrinking: bool = False) -> str:
        """Fills, compares, puts in use; returns the number of the new indices.

        Args:
            progress: called with the number of records done since the last call.
            shrinking: an index much smaller than the old one is right.

        Raises:
            IndexShrinksError: it is much smaller; it is kept beside and can be put in use by another run.
            IndexDamagedError: what was written is not what is found.
            TargetAwayError: the cluster does not answer; another run goes on from here.
        """
        made = self._begun()
        for kind, index in made.items():
            self._fill(kind, index, progress)
            self.catch_up(kind, index)
            self._sample(kind, index)
        kept = self._indices.kept()
        for kind, index in made.items():
            self._guard(kind, index, kept[kind], shrinking=shrinking)
            self._indices.serve(index)
        self._indices.put_in_use(made, kept)
        for one in kept.values():
            for old in (one.previous, *one.others):
                if old is not None and old.name not in {index.name for index in made.values()}:
                    self._indices.drop(old)
        return f"{made[KINDS[0]].number:06d}"

    def _begun(self) -> dict[Kind, Index]:
        """The indices to fill: those of a rebuild that was cut off, or new ones."""
        change = self._source.last_change()
        kept = self._indices.kept()
        for one in kept.values():
            if one.next is not None and not one.next.ours:
                self._indices.drop(one.next)
        number = 1 + max((index.number for one in kept.values() for index in one.all()), default=0)
        for kind, one in kept.items():
            if one.next is None or not one.next.ours:
                self._indices.create(kind, number, change)
        begun = {kind: one.next for kind, one in self._indices.kept().items()}
        if any(index is None for index in begun.values()):
            raise IndexDamagedError("another rebuild has just ended; look at: laiyq index status")
        return {kind: index for kind, index in begun.items() if index is not None}

    def _fill(self, kind: Kind, index: Index, progress: Progress) -> None:
        self._indices.refresh(index.name)
        before = {one.id: one.version for one in held(self._gateway, index.name)}
        asked = _parts(self._source.all_versions(kind), AT_ONCE)
        parts = (
            self._read(kind, {id_: 0 for id_, version in part if before.get(id_, 0) < version}, len(part))
            for part in asked
        )
        self._write(index, parts, progress)

    def _read(self, kind: Kind, asked: Mapping[str, int], count: int) -> making.Part:
        """The records as they are now; what the source does not show goes, whatever version the index has."""
        known = self._source.current(kind, asked) if asked else {}
        put = [Written(id_, now.version, now.record) for id_, now in known.items() if now.record is not None]
        kept = {one.id for one in put}
        gone = [
            Line(id_, max(version, known[id_].version if id_ in known else 1), None, forced=True)
            for id_, version in asked.items()
            if id_ not in kept
        ]
        return making.Part(kind, put, gone, count)

    def _write(self, index: Index, parts: Iterable[making.Part], progress: Progress) -> None:
        for one in making.made(parts, self._knowledge, self._processes):
            refused = write(self._gateway, index.name, one.lines, alias=False)
            if refused:
                types = ", ".join(sorted(set(refused.values())))
                raise IndexDamagedError(f"{one.kind}: the search engine refused {len(refused)} records ({types})")
            progress(one.kind, one.records)

    def catch_up(self, kind: Kind, index: Index) -> None:
        """Writes what does not agree with the source, until it does.

        Raises:
            IndexDamagedError: it does not, although nothing changed meanwhile.
        """
        for _ in range(ROUNDS):
            mark = self._source.last_change()
            wrong = self._wrong(kind, index)
            if not wrong:
                return
            asked = _parts(wrong, AT_ONCE)
            parts = (self._read(kind, {id_: wrong[id_] for id_ in part}, len(part)) for part in asked)
            self._write(index, parts, _quiet)
        # What changes all the time is for the relays, which write here as well.
        if self._source.last_change() == mark and self._wrong(kind, index):
            raise IndexDamagedError(f"{kind}: {len(wrong)} records do not agree with the store")

    def _wrong(self, kind: Kind, index: Index) -> dict[str, int]:
        """The ids on which index and source do not agree, with the change number in the index, 0 where it has none."""
        self._indices.refresh(index.name)
        found = {one.id: one.version for one in held(self._gateway, index.name)}
        stored = dict(self._source.all_versions(kind))
        wrong = {id_: found.get(id_, 0) for id_, version in stored.items() if found.get(id_, 0) < version}
        return wrong | {id_: version for id_, version in found.items() if id_ not in stored}

    def _sample(self, kind: Kind, index: Index) -> None:
        """Some rows are what would be made of their records now."""
        versions = list(self._source.all_versions(kind))
        chosen = dict(versions[:: max(len(versions) // SAMPLE, 1)][:SAMPLE])
        known = self._source.current(kind, chosen)
        put = [Written(id_, now.version, now.record) for id_, now in known.items() if now.version == chosen[id_]]
        found = rows(self._gateway, index.name, list(chosen))
        columns = columns_of(kind, [one.record for one in put if one.record is not None], self._knowledge)
        made = dict(zip(columns.ids.all(), pack(columns), strict=True))
        wrong = [id_ for id_, row in made.items() if found.get(id_) != row]
        if wrong:
            raise IndexDamagedError(f"{kind}: {len(wrong)} of {len(made)} rows are not what was written")

    def _guard(self, kind: Kind, index: Index, kept: Kept, *, shrinking: bool) -> None:
        if shrinking or kept.current is None or kept.current.name == index.name:
            return
        old, new = (self._indices.count(one.name) for one in (kept.current, index))
        if new < LEAST_SHARE * old:
            raise IndexShrinksError(
                f"{kind}: the new index holds {new} records, the old one {old}; if that is right: "
                "laiyq index rebuild --shrinking"
            )


def _quiet(_kind: Kind, _count: int) -> None:
    """Nobody waits for a figure."""


def roll_back(indices: Indices, source: RecordSource, knowledge: Knowledge) -> str:
    """Puts the indices before those in use back in use, with all that changed since; returns their number.

    Raises:
        IndexMissingError: there are none.
        IndexOutdatedError: they were made by another version: that version can put them back, this one cannot.
    """
    kept = indices.kept()
    back = {kind: one.previous for kind, one in kept.items() if one.previous is not None}
    if len(back) < len(KINDS):
        raise IndexMissingError("there is no index before the one in use")
    if not all(one.ours for one in back.values()):
        raise IndexOutdatedError("the index before was made by another version; run: laiyq index rebuild")
    rebuild = Rebuild(indices, source, knowledge)
    for kind, index in back.items():
        rebuild.catch_up(kind, index)
    indices.put_in_use(back, kept)
    for kind, index in back.items():
        # What was told between the first look and the step just made.
        rebuild.catch_up(kind, index)
    return f"{back[KINDS[0]].number:06d}"


def _parts(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    rest = iter(items)
    while part := list(islice(rest, size)):
        yield part
