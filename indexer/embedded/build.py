"""Columns from all the records of a source, on several processes where there is enough to do."""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import TypeVar

from scoring.collector import uncollected
from scoring.columns.build import ResumeBuilder, VacancyBuilder
from scoring.columns.concat import concat
from scoring.columns.resumes import ResumeColumns
from scoring.columns.vacancies import VacancyColumns
from scoring.knowledge import Knowledge
from scoring.reading.complete import complete
from scoring.records import Kind, Record, decode, encode

CHUNK = 10_000
"""Records a task: large enough that starting a worker pays, small enough that progress moves."""

Progress = Callable[[int], None]
Task = tuple[Kind, list[bytes]]
Columns = TypeVar("Columns")
_knowledge: Knowledge | None = None  # of a worker process, loaded once by its initialiser


def columns_of(kind: Kind, records: Iterable[Record], knowledge: Knowledge) -> VacancyColumns | ResumeColumns:
    """The columns of some records, in this process."""
    builder = VacancyBuilder(knowledge) if kind == "vacancy" else ResumeBuilder(knowledge)
    with uncollected():
        for record in records:
            builder.add(complete(record))
        return builder.columns()


def build(
    kind: Kind, records: Iterable[Record], knowledge: Knowledge, processes: int, progress: Progress
) -> VacancyColumns | ResumeColumns:
    """The columns of all records; more than one chunk goes to worker processes.

    Args:
        kind: of the records.
        records: in the order of the rows.
        knowledge: of this process, used where no workers are started.
        processes: how many worker processes at most; 1 works here.
        progress: called with the number of records done since the last call.
    """
    chunks = _chunks(records)
    first = list(islice(chunks, 2))
    if len(first) < 2 or processes < 2:
        parts = (columns_of(kind, chunk, knowledge) for chunk in chain(first or [[]], chunks))
        return _collect(parts, progress)
    # The pool's feeder would read the whole source ahead; the semaphore holds it to what the workers can take.
    ahead = threading.BoundedSemaphore(processes + 2)
    with multiprocessing.get_context("spawn").Pool(processes, _load_knowledge) as pool:
        return _collect(_released(pool.imap(_build_chunk, _tasks(kind, chain(first, chunks), ahead)), ahead), progress)


def _collect(parts: Iterable[VacancyColumns | ResumeColumns], progress: Progress) -> VacancyColumns | ResumeColumns:
    kept = []
    for part in parts:
        progress(len(part))
        kept.append(part)
    return concat(kept)  # type: ignore[type-var]  # all of one kind


def _chunks(records: Iterable[Record]) -> Iterator[list[Record]]:
    rest = iter(records)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


def _tasks(kind: Kind, chunks: Iterable[list[Record]], ahead: threading.BoundedSemaphore) -> Iterator[Task]:
    for chunk in chunks:
        ahead.acquire()
        yield kind, [encode(one) for one in chunk]


def _released(parts: Iterable[Columns], ahead: threading.BoundedSemaphore) -> Iterator[Columns]:
    for part in parts:
        ahead.release()
        yield part


def _load_knowledge() -> None:
    global _knowledge  # noqa: PLW0603 - one per worker process, set by its initialiser
    _knowledge = Knowledge.load()


def _build_chunk(task: Task) -> VacancyColumns | ResumeColumns:
    kind, encoded = task
    assert _knowledge is not None  # noqa: S101 - the initialiser has run
    return columns_of(kind, (decode(one, kind) for one in encoded), _knowledge)
