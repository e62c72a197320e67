"""Writes made of records, on several processes where there is enough to do.

Reading texts and packing rows is what filling an index costs; the cluster takes less. So this process reads the store
and calls the cluster, and workers make the lines of the calls.
"""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import chain, islice
from typing import NamedTuple

import msgspec

from indexer.opensearch.writing import Line, Written, lines_of
from scoring.knowledge import Knowledge
from scoring.records import Kind, decode

WORKERS_FROM = 1_500
"""Records in the first two parts from which on it pays to start workers."""


class Part(NamedTuple):
    """Some records of one kind to be written, lines that are ready, how many records of the source that settles."""

    kind: Kind
    put: list[Written]
    ready: list[Line]
    records: int


class Made(NamedTuple):
    """The lines of a part."""

    kind: Kind
    lines: list[Line]
    records: int


_Stored = tuple[str, int, bytes]
_knowledge: Knowledge | None = None  # of a worker process, loaded once by its initialiser


def made(parts: Iterable[Part], knowledge: Knowledge, processes: int | None = None) -> Iterator[Made]:
    """The lines of each part, in order; the parts are drawn as they are needed.

    Args:
        parts: of records.
        knowledge: of this process, used where no workers are started.
        processes: how many workers; None: one a core; 1 works here.
    """
    processes = processes or os.cpu_count() or 1
    rest = iter(parts)
    first = list(islice(rest, 2))
    if sum(part.records for part in first) < WORKERS_FROM or processes < 2:
        for part in chain(first, rest):
            yield Made(part.kind, [*lines_of(part.kind, part.put, knowledge), *part.ready], part.records)
        return
    waiting: deque[tuple[Part, Future[list[Line]]]] = deque()
    with ProcessPoolExecutor(processes, multiprocessing.get_context("spawn"), _load) as pool:
        for part in chain(first, rest):
            texts = [(one.id, one.version, msgspec.json.encode(one.record)) for one in part.put]
            waiting.append((part, pool.submit(_lines, part.kind, texts)))
            if len(waiting) > processes + 1:
                yield _done(*waiting.popleft())
        while waiting:
            yield _done(*waiting.popleft())


def _done(part: Part, lines: Future[list[Line]]) -> Made:
    return Made(part.kind, [*lines.result(), *part.ready], part.records)


def _load() -> None:
    global _knowledge  # noqa: PLW0603 - one per worker process, set by its initialiser
    _knowledge = Knowledge.load()


def _lines(kind: Kind, stored: list[_Stored]) -> list[Line]:
    assert _knowledge is not None  # noqa: S101 - the initialiser has run
    rows = [Written(id_, version, decode(text, kind)) for id_, version, text in stored]
    return list(lines_of(kind, rows, _knowledge))
