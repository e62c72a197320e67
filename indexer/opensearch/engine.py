"""The engine for more than one machine: OpenSearch finds who may be among the best, the exact scorer decides.

What changes in the store comes by the relay (`target`) and is found a second later; every hit is checked against the
store before anybody sees it.
"""

from __future__ import annotations

from collections.abc import Callable
from math import log
from typing import Any

import numpy as np

from indexer.asking import Asking, Musts, musts_at, musts_of
from indexer.errors import IndexMissingError, IndexOutdatedError, SearchIndexError
from indexer.opensearch import queries, search
from indexer.opensearch.documents import KINDS, made_for, mapping
from indexer.opensearch.fresh import Fresh
from indexer.opensearch.indices import Indices
from indexer.opensearch.packing import unpack
from indexer.opensearch.parts import SLACK, First
from indexer.opensearch.reading import held, scan
from indexer.opensearch.rebuild import Rebuild, roll_back
from indexer.protocols import RecordSource
from indexer.search import Found, Ladder, Progress, Ranking, Request
from scoring.columns.resumes import ResumeColumns
from scoring.columns.vacancies import VacancyColumns
from scoring.criteria.base import Pairs
from scoring.rank import Scorer, Scores
from scoring.records import Kind, Resume, Vacancy
from scoring.suitability import SUITABLE_FROM
from scoring.whatif import Relaxation, counts

COUNTED = 50_000
"""Rows that a what-if question looks at, at most."""


class OpenSearchEngine:
    """Shortlists in both directions from a cluster."""

    name = "opensearch"

    def __init__(self, indices: Indices, source: RecordSource, scorer: Scorer) -> None:
        self._indices = indices
        self._source = source
        self._scorer = scorer
        self._asking = Asking(scorer)

    def shortlist(self, vacancy: Vacancy, request: Request) -> Ranking:
        """The best resumes for a vacancy, which need not be stored.

        Raises:
            TargetAwayError: the cluster does not answer.
            SearchIndexError: there is no index, or not one of this version.
        """
        offer = self._asking.offer(vacancy)

        def pairs(people: ResumeColumns) -> Pairs:
            return self._scorer.pairs(offer, people, 0, np.arange(len(people)), request.as_of)

        def stage(floor: float) -> First:
            return queries.people_for(self._scorer, offer, request.weights, request.as_of, floor=floor)

        return self._ranking("resume", stage, pairs, musts_of(self._scorer, request), request)

    def suitable(self, resume: Resume, request: Request) -> Ranking:
        """The best vacancies for a resume, which need not be stored; errors as `shortlist`."""
        person = self._asking.person(resume)

        def stage(floor: float) -> First:
            return queries.work_for(self._scorer, person, request.weights, request.as_of, floor)

        def pairs(offers: VacancyColumns) -> Pairs:
            return self._scorer.pairs(offers, person, np.arange(len(offers)), 0, request.as_of)

        return self._ranking("vacancy", stage, pairs, musts_of(self._scorer, request), request)

    def musts(self, vacancy: Vacancy, request: Request) -> tuple[str, ...]:
        """The musts that hold for a vacancy in a search: as changed, else as it suggests."""
        return self._asking.musts(vacancy, request)

    def what_if(self, vacancy: Vacancy, request: Request, ladder: Ladder) -> tuple[list[Relaxation], int, list[int]]:
        """The relaxations of a vacancy, how many people are suitable now, and how many after each of them.

        Everybody who could be suitable after one of them is looked at, up to `COUNTED`; errors as `shortlist`.
        """
        offer, musts = self._asking.offer(vacancy), self.musts(vacancy, request)
        steps = ladder(offer, musts)
        floor = log(SUITABLE_FROM) - SLACK
        stage = queries.people_for(self._scorer, offer, request.weights, request.as_of, steps, floor)
        before, after = 0, [0] * len(steps)
        index = self._indices.alias("resume")
        for part in scan(self._indices.gateway, index, stage, floor, COUNTED):
            people = unpack("resume", part)
            pairs = self._scorer.pairs(offer, people, 0, np.arange(len(people)), request.as_of)
            now, then = counts(self._scorer, pairs, steps, request.weights, musts)
            before += now
            after = [one + more for one, more in zip(after, then, strict=True)]
        return steps, before, after

    def rebuild(self, progress: Progress = lambda _kind, _count: None, *, shrinking: bool = False) -> str:
        """New indices from all records of the source; returns their number.

        Raises:
            TargetAwayError: the cluster does not answer; another run goes on from there.
            IndexShrinksError: they would hold far less than those in use, and `shrinking` does not allow it.
        """
        return Rebuild(self._indices, self._source, self._scorer.knowledge).run(progress, shrinking=shrinking)

    def roll_back(self) -> str:
        """The indices before those in use are used again; returns their number.

        Raises:
            IndexMissingError, IndexOutdatedError: there are none, or not of this version.
        """
        return roll_back(self._indices, self._source, self._scorer.knowledge)

    def forget(self) -> None:
        """Takes what has been erased from the store out of the indices, of their files too, and drops older copies.

        What another copy of a shard may still have to be told of, the cluster lets go of when it merges next.

        Raises:
            TargetAwayError: the cluster does not answer; what was erased is in it until this is done.
        """
        rebuild = Rebuild(self._indices, self._source, self._scorer.knowledge)
        for kind, one in self._indices.kept().items():
            for old in (one.previous, *one.others):
                if old is not None:
                    self._indices.drop(old)
            for live in (one.current, one.next):
                if live is not None and live.ours:
                    rebuild.catch_up(kind, live)
                    call = self._indices.gateway.call
                    call("POST", f"/{live.name}/_flush")
                    call("POST", f"/{live.name}/_forcemerge", params={"only_expunge_deletes": "true"})

    def ready(self) -> bool:
        """Whether there are indices that this code can use.

        Raises:
            TargetAwayError: the cluster does not answer.
        """
        try:
            self._indices.in_use()
        except (IndexMissingError, IndexOutdatedError):
            return False
        return True

    def fold_if_due(self, progress: Progress = lambda _kind, _count: None) -> bool:
        """Makes the first indices. Later ones, also after a new version, are made when an operator says so."""
        if any(one.current is not None for one in self._indices.kept().values()):
            return False
        try:
            self.rebuild(progress)
        except SearchIndexError:
            # A server and a worker that start at once both make the first ones, and one is done sooner.
            if not self.ready():
                raise
            return False
        return True

    def status(self) -> dict[str, Any]:
        """What `laiyq index status` tells: the indices by what they are for, records, changes, what does not fit.

        Raises:
            TargetAwayError: the cluster does not answer.
        """
        kept = self._indices.kept()
        health = self._indices.gateway.call("GET", "/_cluster/health", params={"filter_path": "status,number_of_nodes"})
        used = {kind: one.current for kind, one in kept.items()}
        return {
            "indices": {kind: one.name if one else None for kind, one in used.items()},
            "filling": {kind: one.next.name for kind, one in kept.items() if one.next},
            "previous": {kind: one.previous.name for kind, one in kept.items() if one.previous},
            "usable": all(one is not None and one.ours for one in used.values()),
            "change": min(one.change if one else 0 for one in used.values()),
            "source_change": self._source.last_change(),
            "records": {kind: self._indices.count(one.name) for kind, one in used.items() if one},
            "made_for": made_for(),
            "cluster": health,
        }

    def check(self) -> list[str]:
        """What is wrong: a mapping of another shape, records missing or left in an index; else empty."""
        wrong = []
        for kind, index in self._indices.in_use().items():
            found = self._indices.gateway.call("GET", f"/{index.name}/_mapping")[index.name]["mappings"]
            fields = mapping(kind)["properties"]
            wrong += [] if set(found["properties"]) == set(fields) else [f"{kind}: the mapping was altered"]
            self._indices.refresh(index.name)
            stored = {id_ for id_, _ in self._source.all_versions(kind)}
            indexed = {one.id for one in held(self._indices.gateway, index.name)}
            wrong += [f"{kind}: {len(stored - indexed)} records are not in the index"] if stored - indexed else []
            wrong += [f"{kind}: {len(indexed - stored)} records are in the index only"] if indexed - stored else []
        return wrong

    def version(self) -> str:
        """The indices and the newest change in them, for a stored shortlist to name."""
        used = self._indices.in_use()
        names = [used[kind].name for kind in KINDS]
        (answer,) = self._indices.gateway.search(",".join(names), [queries.everything()])
        return f"{used[KINDS[0]].number:06d}@{int(answer['aggregations']['version']['value'] or 0)}"

    def _ranking(
        self,
        kind: Kind,
        stage: Callable[[float], First],
        pairs: Callable[[Any], Pairs],
        musts: Musts,
        request: Request,
    ) -> Ranking:
        considered = 0
        versions: list[int] = []

        def fetch(size: int, floor: float) -> search.Page:
            nonlocal considered, versions
            asked = stage(floor)
            bodies = [queries.page(asked, size, floor), queries.everything()]
            found, everything = self._indices.gateway.search(self._indices.alias(kind), bodies)
            considered = everything["hits"]["total"]["value"]
            if everything["aggregations"]["made"]["doc_count"] != considered:
                raise IndexOutdatedError("the index was made by another version; run: laiyq index rebuild")
            versions = [int(hit["fields"]["version"][0]) for hit in found["hits"]["hits"]]
            return search.page(found, asked.base)

        def score(columns: Any) -> tuple[Pairs, Scores]:
            made = pairs(columns)
            return made, self._scorer.score(made, request.weights, musts(made))

        def shown(hits: list[search.Hit]) -> list[Found]:
            return [Found(hit.id, hit.pairs, hit.scores, hit.at, musts_at(hit.pairs, hit.at, musts)) for hit in hits]

        found = search.best(fetch, kind, score, request.limit)
        fresh = Fresh(
            self._source,
            self._scorer.knowledge,
            kind,
            ranked=lambda limit: shown(found.hits[:limit]),
            judged=lambda columns: shown(search.listed_of(columns.ids, score(columns))),
        )
        items, changed = fresh.best(request.limit, {hit.id: versions[hit.row] for hit in found.hits})
        # Where the index is behind, somebody who has changed may be better than it knows.
        return Ranking(items, considered, exact=found.exact and not changed)
