"""Figures for Prometheus: of the requests of all server processes, and of the store as it is when it is asked.

A process counts its own requests; several processes write their counts into files of one folder, which any of them
adds up (PROMETHEUS_MULTIPROC_DIR, set by `api.http.server`). What the database knows is read from it at each scrape and
is so the same in every process. Labels are routes of the source and numbers: nothing that was sent becomes a label.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from api.operation.standing import CHECK
from indexer.embedded.engine import KINDS
from matcher.errors import MatcherError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prometheus_client.metrics_core import Metric

    from matcher.store import Store

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
CONTENT_TYPE = CONTENT_TYPE_PLAIN_0_0_4
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"})
BUCKETS_S = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
LISTS = {
    "/v1/vacancies/{id:path}/shortlist": "shortlist",
    "/v1/resumes/{id:path}/suitable": "suitable",
    "/vacancies/{id:path}": "shortlist",
    "/resumes/{id:path}": "suitable",
}
"""The routes that make and keep a list, and in which direction."""


class Metrics:
    """The counts of one process, and the answer to a scrape."""

    def __init__(self) -> None:
        """Starts at nothing; the folder of several processes is looked at here."""
        self._own = CollectorRegistry()
        self._requests = Counter(
            "laiyq_requests", "Requests answered.", ["method", "route", "status"], registry=self._own
        )
        self._seconds = Histogram(
            "laiyq_request_seconds",
            "Seconds to the end of an answer.",
            ["route"],
            buckets=BUCKETS_S,
            registry=self._own,
        )
        self._lists = Counter("laiyq_shortlists", "Lists made and kept.", ["direction"], registry=self._own)

    def answered(self, method: str, route: str, status: int, seconds: float) -> None:
        """Counts one request."""
        known = method if method in METHODS else "other"
        self._requests.labels(known, route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)
        if method == "GET" and status == 200 and route in LISTS:
            self._lists.labels(LISTS[route]).inc()

    def scraped(self, store: Store) -> bytes:
        """Everything in Prometheus's text format. A store that does not answer is told as `laiyq_store_up` 0."""
        requests = self._own
        if os.environ.get(FOLDER):
            requests = CollectorRegistry()
            MultiProcessCollector(requests)  # type: ignore[no-untyped-call]
        stored = CollectorRegistry()
        stored.register(_Stored(store))
        return generate_latest(requests) + generate_latest(stored)


class _Stored(Collector):
    """What the database knows."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def describe(self) -> list[Metric]:
        """Nothing beforehand: registering asks no database."""
        return []

    def collect(self) -> Iterator[Metric]:
        """The figures as they are now."""
        try:
            found = self._read()
        except MatcherError:
            yield GaugeMetricFamily("laiyq_store_up", "Whether the store answers.", value=0)
            return
        yield GaugeMetricFamily("laiyq_store_up", "Whether the store answers.", value=1)
        yield from found

    def _read(self) -> list[Metric]:
        store = self._store
        records = GaugeMetricFamily("laiyq_records", "Records that can be found.", labels=["kind"])
        for kind in KINDS:
            records.add_metric([kind], store.count(kind))
        return [
            records,
            GaugeMetricFamily("laiyq_change_number", "Number of the newest change.", value=store.last_change()),
            GaugeMetricFamily(
                "laiyq_outbox_waiting", "Rows that wait to be told to the engine.", value=store.waiting()
            ),
            GaugeMetricFamily("laiyq_outbox_dead", "Rows that were given up.", value=len(store.dead())),
            *self._drift(),
        ]

    def _drift(self) -> list[Metric]:
        """What the last check found, and when it was due; nothing before the first."""
        last = self._store.last_done(CHECK)
        if last is None:
            return []
        drift = GaugeMetricFamily(
            "laiyq_drift", "Records on which index and store did not agree at the last check.", labels=["kind", "what"]
        )
        found: dict[str, dict[str, Any]] = last.body or {}
        for kind, counts in found.items():
            for what, count in counts.items():
                drift.add_metric([kind, what], count)
        at = last.due_at.timestamp()
        return [drift, GaugeMetricFamily("laiyq_drift_checked_at", "When that check was due, Unix time.", value=at)]
