"""Two engines as one: the cluster's, and this machine's own for as long as the cluster cannot be used.

Nobody has to switch: every question goes to the cluster first, whose breaker answers at once while it is away. The own
engine follows the store at every question, the cluster catches up by the relay, so either may answer at any time.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from indexer.errors import SearchIndexError
from indexer.search import Finder, Ladder, Progress, Ranking, Request
from scoring.records import Resume, Vacancy
from scoring.whatif import Relaxation

log = logging.getLogger("laiyq.opensearch")
Answer = TypeVar("Answer")


class WithFallback:
    """See `indexer.search.Finder`. What it says of itself is said of the one that answered this thread last."""

    def __init__(self, cluster: Finder, own: Finder) -> None:
        self._cluster = cluster
        self._own = own
        self._last = threading.local()

    @property
    def name(self) -> str:
        """Of the engine that answered last."""
        return self._answered.name

    def shortlist(self, vacancy: Vacancy, request: Request) -> Ranking:
        """The best resumes for a vacancy."""
        return self._ask(lambda engine: engine.shortlist(vacancy, request))

    def suitable(self, resume: Resume, request: Request) -> Ranking:
        """The best vacancies for a resume."""
        return self._ask(lambda engine: engine.suitable(resume, request))

    def musts(self, vacancy: Vacancy, request: Request) -> tuple[str, ...]:
        """The musts that hold for a vacancy; both engines read them from the vacancy alone."""
        return self._own.musts(vacancy, request)

    def what_if(self, vacancy: Vacancy, request: Request, ladder: Ladder) -> tuple[list[Relaxation], int, list[int]]:
        """The relaxations of a vacancy and what they bring; asked of the engine that made the list."""
        if self._answered is self._own:
            return self._own.what_if(vacancy, request, ladder)
        return self._ask(lambda engine: engine.what_if(vacancy, request, ladder))

    def version(self) -> str:
        """What the engine that answered last knows."""
        return self._answered.version()

    def ready(self) -> bool:
        """Whether one of both can answer."""
        try:
            return self._cluster.ready() or self._own.ready()
        except SearchIndexError:
            return self._own.ready()

    def fold_if_due(self, progress: Progress = lambda _kind, _count: None) -> bool:
        """Keeps both usable; a cluster that is away is looked at another time."""
        folded = self._own.fold_if_due(progress)
        try:
            return self._cluster.fold_if_due(progress) or folded
        except SearchIndexError as error:
            log.warning("the cluster cannot be prepared: %s", error)
            return folded

    def rebuild(self, progress: Progress = lambda _kind, _count: None) -> str:
        """Both anew, the cluster first; returns the cluster's."""
        name = self._cluster.rebuild(progress)
        self._own.rebuild()
        return name

    def status(self) -> dict[str, Any]:
        """Of both."""
        try:
            cluster: dict[str, Any] = self._cluster.status()
        except SearchIndexError as error:
            cluster = {"usable": False, "why": str(error)}
        return {**cluster, "fallback": self._own.status()}

    def check(self) -> Sequence[str]:
        """What is wrong with either."""
        return [*self._cluster.check(), *self._own.check()]

    @property
    def _answered(self) -> Finder:
        found: Finder = getattr(self._last, "engine", self._cluster)
        return found

    def _ask(self, question: Callable[[Finder], Answer]) -> Answer:
        try:
            answer = question(self._cluster)
        except SearchIndexError as error:
            log.warning("answered by this machine's own engine: %s", error)
            answer, self._last.engine = question(self._own), self._own
        else:
            self._last.engine = self._cluster
        return answer
