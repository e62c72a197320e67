"""What a peer is, and the exact answer that all are compared with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, Protocol, Self

import numpy as np
from numpy.typing import NDArray

from api.cli.bench.building import AS_OF, Built
from api.wiring import Service
from indexer.embedded.build import columns_of
from scoring.columns.resumes import ResumeColumns
from scoring.columns.vacancies import VacancyColumns
from scoring.rank import Scores
from scoring.records import Resume, Vacancy
from scoring.suitability import band
from scoring.weights import DEFAULT_WEIGHTS

LIMIT = 20
FIRST = 1_000
"""Candidates that a two-stage peer fetches and scores exactly."""

Rows = NDArray[np.int32]


class Absent(Exception):  # noqa: N818 - no error: said in a line, and the others are measured
    """The peer cannot be started on this machine; the message says what is missing."""


class Peer(Protocol):
    """Something that finds the best resumes for a vacancy; it lives as long as its block."""

    def __enter__(self) -> Self:
        """Starts whatever it needs.

        Raises:
            Absent: that is not to be had here.
        """
        ...

    def __exit__(self, *_: object) -> None:
        """Ends it."""
        ...

    def build(self) -> None:
        """Indexes all resumes."""
        ...

    def search(self, vacancy: Vacancy) -> list[str]:
        """The ids of the best 20, best first."""
        ...

    def size_mb(self) -> float:
        """What lies on the disk, in MB."""
        ...

    def memory_mb(self) -> float:
        """What it holds resident, in MiB: this process at its peak, or all processes of its server now."""
        ...


class Exact:
    """The project's own scoring of any rows, without an engine."""

    def __init__(self, of: Built, parts: Service) -> None:
        self.built = of
        self.parts = parts
        self.segment = parts.engine.segments("resume")[0]
        self.columns: ResumeColumns = self.segment.columns

    def offer(self, vacancy: Vacancy) -> VacancyColumns:
        """The columns of one vacancy."""
        columns = columns_of("vacancy", [vacancy], self.parts.scorer.knowledge)
        assert isinstance(columns, VacancyColumns)  # noqa: S101 - of a vacancy
        return columns

    def scores(self, offer: VacancyColumns, rows: Rows) -> Scores:
        """The exact scores of some rows, with the musts that the vacancy suggests."""
        scorer = self.parts.scorer
        pairs = scorer.pairs(offer, self.columns, 0, rows, AS_OF)
        return scorer.score(pairs, DEFAULT_WEIGHTS, scorer.suggested(offer, np.zeros(1, np.int32)))

    def best(self, vacancy: Vacancy, rows: Rows) -> list[str]:
        """The best of some rows, as any list: band 1 or more, by total, then fewer unknowns, then id."""
        offer = self.offer(vacancy)
        scores = self.scores(offer, rows)
        kept = np.flatnonzero(band(scores) > 0)
        if len(kept) > LIMIT:
            totals = scores.total[kept]
            kept = kept[totals >= np.partition(totals, len(totals) - LIMIT)[len(totals) - LIMIT]]
        unknowns = scores.unknowns()
        order = sorted((-scores.total[at], unknowns[at], self.columns.ids[int(rows[at])]) for at in kept.tolist())
        return [found[2] for found in order[:LIMIT]]

    def documents(self) -> Iterator[tuple[int, Resume]]:
        """Every resume with its row."""
        for record in self.parts.store.iterate("resume"):
            row = self.segment.row(record.id)
            assert row is not None  # noqa: S101 - the index was built from this store
            yield row, record


class Agreement(NamedTuple):
    """How much of the exact lists a peer finds: the mean share, and in how many queries all of it."""

    share: float
    whole: float


def agreement(found: list[list[str]], exact: list[list[str]], totals: list[dict[str, float]]) -> Agreement:
    """The share of each exact list that a peer has, a tie at the last place counting as found.

    Args:
        found: by query, the ids of a peer.
        exact: by query, the ids of the exact list; empty ones are left out.
        totals: by query, the exact totals of all these ids; 0 where a must excludes.
    """
    shares = []
    for mine, true, total in zip(found, exact, totals, strict=True):
        if true:
            last = total[true[-1]]
            shares.append(min(sum(total.get(one, 0.0) >= last for one in mine), len(true)) / len(true))
    return Agreement(float(np.mean(shares)), float(np.mean([share == 1.0 for share in shares])))
