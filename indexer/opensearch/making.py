"""Writes made of records, on several processes where there is enough to do.

Reading texts and packing rows is what filling an index costs; the cluster takes less. So this process reads the store
and calls the cluster, and workers make the lines of the calls.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import NamedTuple

from indexer.opensearch.writing import Line, Written, lines_of
from indexer.workers import spread
from scoring.knowledge import Knowledge
from scoring.records import Kind, decode, encode

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


_Task = tuple[Kind, list[tuple[str, int, bytes]]]


def made(parts: Iterable[Part], knowledge: Knowledge, processes: int | None = None) -> Iterator[Made]:
    """The lines of each part, in order; the parts are drawn as they are needed.

    Args:
        parts: of records.
        knowledge: of this process.
        processes: how many workers; None: one a core; 1 works here.
    """
    processes = processes or os.cpu_count() or 1
    rest = iter(parts)
    first = list(islice(rest, 2))
    if sum(part.records for part in first) < WORKERS_FROM or processes < 2:
        for part in chain(first, rest):
            yield Made(part.kind, [*lines_of(part.kind, part.put, knowledge), *part.ready], part.records)
        return
    held: deque[Part] = deque()

    def tasks() -> Iterator[_Task]:
        for part in chain(first, rest):
            held.append(part)
            stored = [(one.id, one.version, encode(one.record)) for one in part.put if one.record is not None]
            yield part.kind, stored

    for lines in spread(_lines, tasks(), processes, knowledge):
        part = held.popleft()
        yield Made(part.kind, [*lines, *part.ready], part.records)


def _lines(task: _Task, knowledge: Knowledge) -> list[Line]:
    kind, stored = task
    rows = [Written(id_, version, decode(text, kind)) for id_, version, text in stored]
    return list(lines_of(kind, rows, knowledge))
