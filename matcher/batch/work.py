"""One part of a batch: the lists of some records, made as a single search makes them.

A worker process opens the store and the same mapped generation as all others; of the index they share every page.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import msgspec
import numpy as np

from indexer.embedded.engine import EmbeddedEngine
from indexer.workers import end_with_parent
from matcher.entries import DECIMALS, Entries, localise
from matcher.errors import RecordMissingError, SubjectMissingError
from matcher.finding import checked
from matcher.shortlists import Matching, Options
from matcher.store import Store, open_store
from matcher.store.engine import WAIT_S
from scoring.criteria.base import VERDICTS
from scoring.explain import load as load_catalogues
from scoring.knowledge import Knowledge
from scoring.rank import Scorer
from scoring.records import Kind, Resume, Vacancy, kind_of
from scoring.suitability import BAND_FROM

if TYPE_CHECKING:
    from pathlib import Path

    from indexer.search import Found, Ranking, Request
    from matcher.batch.plan import Part
    from matcher.store import ListKind
    from scoring.records import Record


SUBJECT: dict[ListKind, Kind] = {"shortlist": "vacancy", "suitable": "resume"}


class Place(NamedTuple):
    """Where a worker finds everything: the store's folder or address, its ledger, the index's folder.

    `wait_s`: how long a worker that keeps lists waits for others to end writing.
    """

    store: str | Path
    ledger: Path
    generations: Path
    wait_s: float = WAIT_S


class Asked(NamedTuple):
    """What is asked of every list: how many, as of which day; for export, reasons in which language (None: none).

    `keep` stores each list under `made_at` instead of exporting it.
    """

    limit: int
    as_of: date
    lang: Literal["ru", "kk", "en"] | None
    keep: bool
    made_at: datetime
    again: bool = False
    """A run before was cut short: lists of this `made_at` may be kept already."""


class Made(NamedTuple):
    """The lists of a part: NDJSON lines, and how many lists and items."""

    lines: bytes
    lists: int
    items: int


class Worker:
    """Makes the lists of parts."""

    def __init__(self, store: Store, engine: EmbeddedEngine, scorer: Scorer) -> None:
        self._store = store
        self._engine = engine
        self._matching = Matching(store, engine, scorer)
        self._entries = Entries(scorer)

    def make(self, part: Part, asked: Asked) -> Made:
        """The lists of one part; a record that was withdrawn since the plan was made has none."""
        if asked.keep:
            return self._keep(part, asked)
        lines, items = [], 0
        records = self._store.get_many(SUBJECT[part.kind], part.ids)
        for id_ in part.ids:
            record = records.get(id_)
            if record is not None:
                line = self._line(record, asked)
                items += len(line["items"])
                lines.append(msgspec.json.encode(line) + b"\n")
        return Made(b"".join(lines), len(lines), items)

    def _keep(self, part: Part, asked: Asked) -> Made:
        options = Options(asked.as_of, asked.limit)
        search = self._matching.shortlist if part.kind == "shortlist" else self._matching.suitable
        lists = items = 0
        for id_ in part.ids:
            if asked.again and any(one.made_at == asked.made_at for one in self._store.list_shortlists(id_)):
                continue
            try:
                made = search(id_, options, asked.made_at)
            except (RecordMissingError, SubjectMissingError):
                continue  # withdrawn since
            lists, items = lists + 1, items + len(made["items"])
        return Made(b"", lists, items)

    def _line(self, record: Record, asked: Asked) -> dict[str, Any]:
        """The list of one record, as JSON: what `laiyq shortlist` finds, shortened unless reasons are asked for."""
        request = Options(asked.as_of, asked.limit).request()
        subject = kind_of(record)
        side: Kind = "resume" if subject == "vacancy" else "vacancy"
        found = checked(self._store, side, self._search(record), request)
        items: list[dict[str, Any]]
        if asked.lang is None:
            items = [_item(side, one) for one in found.shown]
        else:
            pairs = [_pair(record, found.hits[one.id].record) for one in found.shown]
            whole = self._entries.of(side, found.shown, pairs, request.weights)
            items = [localise(one, asked.lang) for one in whole]
        for item in items:
            if item[side] in found.also:
                item["also"] = found.also[item[side]]
        of = found.ranking
        return {
            subject: record.id,
            "as_of": asked.as_of,
            "considered": of.considered,
            "exact": of.exact,
            "items": items,
        }

    def _search(self, record: Record) -> Any:
        def search(request: Request) -> Ranking:
            if isinstance(record, Vacancy):
                return self._engine.shortlist(record, request)
            return self._engine.suitable(record, request)

        return search


def _item(side: str, found: Found) -> dict[str, Any]:
    """One place of a list in numbers and verdicts, picked out of the scores of its batch."""
    scored, at = found.scored, found.at
    total = float(scored.total[at])
    return {
        side: found.id,
        "total": round(total, DECIMALS),
        "band": int(np.digitize(total, BAND_FROM)),
        "employer_fit": round(float(scored.employer_fit[at]), DECIMALS),
        "candidate_fit": round(float(scored.candidate_fit[at]), DECIMALS),
        "verdicts": {
            name: VERDICTS[int(one.verdict[at if len(one.verdict) > 1 else 0])] for name, one in scored.criteria.items()
        },
    }


def _pair(one: Record, other: Record) -> tuple[Vacancy, Resume]:
    offer, person = (one, other) if isinstance(one, Vacancy) else (other, one)
    assert isinstance(offer, Vacancy)  # noqa: S101 - a list pairs the two kinds
    assert isinstance(person, Resume)  # noqa: S101 - as above
    return offer, person


_worker: Worker | None = None  # of a worker process, made once by its initialiser


def start(place: Place) -> None:
    """The initialiser of a worker process: opens everything, and ends the process should its parent die."""
    global _worker  # noqa: PLW0603 - one per worker process
    end_with_parent()
    load_catalogues()
    scorer = Scorer(Knowledge.load())
    store = open_store(place.store, wait_s=place.wait_s, ledger=place.ledger)
    _worker = Worker(store, EmbeddedEngine(place.generations, store, scorer), scorer)


def make(part: Part, asked: Asked) -> Made:
    """One part, in a worker process."""
    assert _worker is not None  # noqa: S101 - the initialiser has run
    return _worker.make(part, asked)
