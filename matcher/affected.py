"""Which kept lists changes may have changed: those are made anew, and not all of them.

A list may change where it names a changed record, where its own vacancy or person changed, and where a changed record
may now enter it: its upper bound for that vacancy reaches the last total of the list. All other lists would come out as
they are, but for the number of records considered. Changes that a list has seen already do not touch it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, get_args

import numpy as np
from numpy.typing import NDArray

from indexer.embedded.build import columns_of
from indexer.embedded.reaching import reached
from indexer.search import Request
from matcher.errors import RecordMissingError
from matcher.shortlists import Options
from matcher.store.shortlists import LISTED, SUBJECT, ListKind
from scoring.suitability import BAND_FROM

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date, datetime

    from indexer.embedded.engine import EmbeddedEngine
    from indexer.embedded.segment import AnySegment
    from indexer.protocols import Change
    from matcher.shortlists import Matching
    from matcher.store import Store
    from matcher.store.standing import Standing
    from scoring.rank import Scorer
    from scoring.records import Kind

CHANGES_AT_ONCE = 10_000
Weights = tuple[tuple[str, float], ...]
Floors = NDArray[np.float64]
Numbers = NDArray[np.int64]


@dataclass
class _Lists:
    """The lists of one kind that stand: by their subject; the change that each has seen."""

    kind: ListKind
    by_subject: dict[str, Standing] = field(default_factory=dict)
    seen: dict[int, int] = field(default_factory=dict)

    def weights(self) -> set[Weights]:
        return {_key(one.weights) for one in self.by_subject.values()}


class Affected:
    """Tells which lists changes may have changed."""

    def __init__(self, store: Store, engine: EmbeddedEngine, scorer: Scorer) -> None:
        self._store = store
        self._engine = engine
        self._scorer = scorer

    def since_made(self, as_of: date) -> list[int]:
        """The lists that anything may have changed since they were made."""
        lists = self._standing()
        since = min((change for one in lists for change in one.seen.values()), default=self._store.last_change())
        found: set[int] = set()
        while changes := self._store.changes_since(since, CHANGES_AT_ONCE):
            found |= self._touched(lists, changes, as_of)
            since = changes[-1].version
        return sorted(found)

    def by(self, changes: Sequence[Change], as_of: date) -> list[int]:
        """The numbers of the lists that these changes may have changed, ascending.

        Args:
            changes: of vacancies and resumes, as the store tells them.
            as_of: today.
        """
        return sorted(self._touched(self._standing(), changes, as_of))

    def _standing(self) -> list[_Lists]:
        found = []
        for kind in get_args(ListKind):
            lists = _Lists(kind)
            for one in self._store.standing(kind):
                lists.by_subject[one.subject] = one
                lists.seen[one.id] = _seen(one.generation)
            found.append(lists)
        return found

    def _touched(self, standing: Iterable[_Lists], changes: Sequence[Change], as_of: date) -> set[int]:
        found: set[int] = set()
        for lists in standing:
            if not lists.by_subject:
                continue
            found |= self._named(lists, _versions(changes, LISTED[lists.kind]))
            for subject, version in _versions(changes, SUBJECT[lists.kind]).items():
                own = lists.by_subject.get(subject)
                if own is not None and version > lists.seen[own.id]:
                    found.add(own.id)
            found |= self._entered(lists, changes, as_of)
        return found

    def _named(self, lists: _Lists, versions: Mapping[str, int]) -> set[int]:
        """The lists that name a record that changed after they were made."""
        named = self._store.naming(lists.kind, list(versions))
        return {number for number, record in named if versions[record] > lists.seen.get(number, math.inf)}

    def _entered(self, lists: _Lists, changes: Sequence[Change], as_of: date) -> set[int]:
        """The lists that a changed record may enter."""
        kind = LISTED[lists.kind]
        versions = _versions(changes, kind)
        records = self._store.get_many(kind, versions)
        targets = list(self._targets(lists, as_of)) if records else []
        found: set[int] = set()
        for id_, record in records.items():
            one = columns_of(kind, [record], self._scorer.knowledge)
            for segment, floors, numbers, request in targets:
                rows = reached(self._scorer, one, segment, floors, request)
                found.update(number for number in numbers[rows].tolist() if versions[id_] > lists.seen[number])
        return found

    def _targets(self, lists: _Lists, as_of: date) -> Iterator[tuple[AnySegment, Floors, Numbers, Request]]:
        """The segments in which subjects with lists are, with what `_floors` tells, for each set of weights."""
        for segment in self._engine.segments(SUBJECT[lists.kind]):
            for weights in lists.weights():
                floors, numbers = _floors(lists, segment, weights)
                if np.isfinite(floors).any():
                    yield segment, floors, numbers, Request(dict(weights), as_of)


def refresh(matching: Matching, store: Store, numbers: Iterable[int], as_of: date, at: datetime) -> list[int]:
    """Makes lists anew as they were asked for, as of today; the old ones stay. Returns the numbers of the new ones.

    Args:
        matching: makes them.
        store: knows how they were asked for.
        numbers: of the lists.
        as_of: today.
        at: now.
    """
    new = []
    for number in numbers:
        kept = store.load_shortlist(number)
        if kept.subject is None:
            continue
        # A person's list says no musts where each vacancy's own held.
        musts = kept.musts if kept.kind == "shortlist" else kept.musts or None
        options = Options(as_of, kept.options["limit"], kept.weights, musts, kept.options["what_if"])
        search = matching.shortlist if kept.kind == "shortlist" else matching.suitable
        try:
            new.append(int(search(kept.subject, options, at)["shortlist"]))
        except RecordMissingError:
            continue  # withdrawn since
    return new


def _versions(changes: Iterable[Change], kind: Kind) -> dict[str, int]:
    return {change.id: change.version for change in changes if change.kind == kind}


def _floors(lists: _Lists, segment: AnySegment, weights: Weights) -> tuple[Floors, Numbers]:
    """By row of a segment: the logarithm of the total from which a record enters the row's list, and its number."""
    floors, numbers = np.full(len(segment.columns), np.inf), np.zeros(len(segment.columns), np.int64)
    for row, id_ in enumerate(segment.columns.ids.all()):
        one = lists.by_subject.get(id_)
        if one is not None and _key(one.weights) == weights:
            full = one.places >= one.limit
            floors[row] = math.log(max(one.last, BAND_FROM[0]) if full else BAND_FROM[0])
            numbers[row] = one.id
    return floors, numbers


def _key(weights: Mapping[str, float]) -> Weights:
    return tuple(sorted(weights.items()))


def _seen(generation: str) -> int:
    """The change that a list has seen, as the engine's version names it; 0 where it does not say."""
    number = generation.rpartition("@")[2]
    return int(number) if number.isdecimal() else 0
