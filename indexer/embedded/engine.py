"""The embedded engine: a generation mapped from disk, and what changed since, read from the source at every query.

Truth is the source. A query first asks it for changes that this process has not seen: changed records become rows of a
small delta segment, their old rows and withdrawn ones are buried. So every process sees every commit at its next query,
and there is no second log to lose. A rebuild folds the delta into a new generation.
"""

from __future__ import annotations

import os
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

from indexer.asking import Asking
from indexer.embedded import generation
from indexer.embedded.build import build, columns_of
from indexer.embedded.directions import people_for, suitable_counts, work_for
from indexer.embedded.lock import writer
from indexer.embedded.segment import Segment, grown, segment_of
from indexer.errors import IndexMissingError, IndexOutdatedError
from indexer.protocols import RecordSource
from indexer.search import Ladder, Progress, Ranking, Request
from scoring.fingerprint import fingerprint
from scoring.rank import Scorer
from scoring.records import Kind, Resume, Vacancy
from scoring.whatif import Relaxation

CHANGES_AT_ONCE = 10_000
FOLD_FROM = 5_000
"""Changed records from which `fold_if_due` makes a new generation: reading them anew costs a process about a second."""
KINDS: tuple[Kind, ...] = ("vacancy", "resume")


class EmbeddedEngine:
    """Exact shortlists in both directions from columns in this process."""

    name = "embedded"

    def __init__(self, folder: Path, source: RecordSource, scorer: Scorer) -> None:
        self._folder = folder
        self._source = source
        self._scorer = scorer
        self._generation: generation.Generation | None = None
        self._changed: dict[Kind, set[str]] = {kind: set() for kind in KINDS}
        self._delta: dict[Kind, list[Segment[Any]]] = {kind: [] for kind in KINDS}
        self._seen = 0
        self._refreshing = threading.Lock()
        self._asking = Asking(scorer)

    def shortlist(self, vacancy: Vacancy, request: Request) -> Ranking:
        """The best resumes for a vacancy, which need not be stored."""
        return people_for(self._scorer, self._asking.offer(vacancy), self.segments("resume"), request)

    def suitable(self, resume: Resume, request: Request) -> Ranking:
        """The best vacancies for a resume, which need not be stored."""
        return work_for(self._scorer, self._asking.person(resume), self.segments("vacancy"), request)

    def musts(self, vacancy: Vacancy, request: Request) -> tuple[str, ...]:
        """The musts that hold for a vacancy in a search: as changed, else as it suggests."""
        return self._asking.musts(vacancy, request)

    def what_if(self, vacancy: Vacancy, request: Request, ladder: Ladder) -> tuple[list[Relaxation], int, list[int]]:
        """The relaxations of a vacancy, how many people are suitable now, and how many after each of them."""
        offer, musts = self._asking.offer(vacancy), self.musts(vacancy, request)
        steps = ladder(offer, musts)
        settled = replace(request, musts=musts)
        before, after = suitable_counts(self._scorer, offer, self.segments("resume"), settled, steps)
        return steps, before, after

    def segments(self, kind: Kind) -> list[Segment[Any]]:
        """The segments of one kind, up to date with the source.

        Raises:
            SearchIndexError: the generation on disk cannot be used; the message says what to do.
        """
        with self._refreshing:
            self._refresh()
            opened = self._generation
            assert opened is not None  # noqa: S101 - refresh opened it
            base: Segment[Any] = opened.vacancies if kind == "vacancy" else opened.resumes
            return [base, *self._delta[kind]]

    def rebuild(self, progress: Progress = lambda _kind, _count: None, processes: int | None = None) -> str:
        """A new generation from all records of the source; returns its name.

        Raises:
            IndexBusyError: another process is writing.
        """
        with writer(self._folder):
            change = self._source.last_change()
            sources = {kind: self._source.bodies(kind) for kind in KINDS}
            made: dict[Kind, Any] = build(sources, self._scorer.knowledge, processes or os.cpu_count() or 1, progress)
            return generation.write(self._folder, made["vacancy"], made["resume"], change, made_for())

    def ready(self) -> bool:
        """Whether there is a generation that this code can use."""
        try:
            generation.open_current(self._folder, made_for())
        except (IndexMissingError, IndexOutdatedError):
            return False
        return True

    def fold_if_due(self, progress: Progress = lambda _kind, _count: None) -> bool:
        """Makes a new generation where there is none, it is outdated, or many records have changed since."""
        if self.ready():
            since = len(self._source.changes_since(self._opened().change, FOLD_FROM))
            if since < FOLD_FROM:
                return False
        self.rebuild(progress)
        return True

    def status(self) -> dict[str, Any]:
        """What `laiyq index status` tells: generation, records in it, changes since, changes folded.

        Raises:
            SearchIndexError: the generation cannot be used.
        """
        with self._refreshing:
            self._refresh()
            opened = self._opened()
        live = {kind: sum(one.count for one in self.segments(kind)) for kind in KINDS}
        return {
            "generation": opened.name,
            "change": opened.change,
            "source_change": self._source.last_change(),
            "changed_since": {kind: len(self._changed[kind]) for kind in KINDS},
            "records": live,
            "made_for": opened.manifest["made_for"],
        }

    def check(self) -> list[str]:
        """What is wrong: files with other checksums, records missing in the index or left in it; else empty."""
        wrong = [f"{file} was altered" for file in generation.altered(self._folder)]
        for kind in KINDS:
            stored = {record.id for record in self._source.iterate(kind)}
            indexed = {
                segment.columns.ids[int(row)] for segment in self.segments(kind) for row in segment.alive.nonzero()[0]
            }
            wrong += [f"{kind}: {len(stored - indexed)} records are not in the index"] if stored - indexed else []
            wrong += [f"{kind}: {len(indexed - stored)} records are in the index only"] if indexed - stored else []
        return wrong

    def version(self) -> str:
        """The generation and the last change seen, for a stored shortlist to name."""
        return f"{self._opened().name}@{self._seen}"

    def _opened(self) -> generation.Generation:
        if self._generation is None:
            self._generation = generation.open_current(self._folder, made_for())
            self._seen = self._generation.change
        return self._generation

    def _refresh(self) -> None:
        """Follows the source: a newer generation is opened, new changes become the delta."""
        if self._generation is not None and generation.current(self._folder) != self._generation.name:
            self._generation = None
            self._changed = {kind: set() for kind in KINDS}
            self._delta = {kind: [] for kind in KINDS}
        opened = self._opened()
        if self._source.last_change() == self._seen:
            return
        while changes := self._source.changes_since(self._seen, CHANGES_AT_ONCE):
            for kind in KINDS:
                ids = [change.id for change in changes if change.kind == kind]
                if ids:
                    self._apply(opened, kind, ids)
            self._seen = changes[-1].version

    def _apply(self, opened: generation.Generation, kind: Kind, ids: list[str]) -> None:
        """Buries what stood for some records and adds what they are now: only these are read anew."""
        base: Segment[Any] = opened.vacancies if kind == "vacancy" else opened.resumes
        self._changed[kind].update(ids)
        for segment in (base, *self._delta[kind]):
            for record_id in ids:
                segment.bury(record_id)
        current = self._source.get_many(kind, ids)
        if current:
            fresh: Segment[Any] = segment_of(columns_of(kind, current.values(), self._scorer.knowledge))
            self._delta[kind] = grown(self._delta[kind], fresh)


def made_for() -> dict[str, Any]:
    """What a generation must have been made for to be usable by this code."""
    return {"fingerprint": fingerprint()}
