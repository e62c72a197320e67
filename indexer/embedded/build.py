"""Columns from all the records of a source, on several processes where there is enough to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice
from typing import Any

from indexer.search import Progress
from indexer.workers import spread
from scoring.collector import uncollected
from scoring.columns.build import ResumeBuilder, VacancyBuilder
from scoring.columns.concat import concat
from scoring.columns.resumes import ResumeColumns
from scoring.columns.vacancies import VacancyColumns
from scoring.knowledge import Knowledge
from scoring.reading.complete import complete
from scoring.records import Kind, Record, decode

CHUNK = 5_000
"""Records a task: enough that starting workers pays, few enough that none idles long at the end."""

Task = tuple[Kind, list[bytes]]
Part = tuple[Kind, VacancyColumns | ResumeColumns]


def columns_of(kind: Kind, records: Iterable[Record], knowledge: Knowledge) -> VacancyColumns | ResumeColumns:
    """The columns of some records, in this process."""
    builder = VacancyBuilder(knowledge) if kind == "vacancy" else ResumeBuilder(knowledge)
    with uncollected():
        for record in records:
            builder.add(complete(record))
        return builder.columns()


def build(
    sources: Mapping[Kind, Iterable[bytes]],
    knowledge: Knowledge,
    processes: int,
    progress: Progress,
) -> dict[Kind, VacancyColumns | ResumeColumns]:
    """The columns of all records of each kind; more than one chunk goes to worker processes, one pool for all.

    Args:
        sources: the records of each kind as JSON text, in the order of the rows.
        knowledge: of this process.
        processes: how many worker processes at most; 1 works here.
        progress: called with the kind and the number of records done since the last call.
    """
    tasks = _tasks(sources)
    first = list(islice(tasks, len(sources) + 1))
    everything = chain(first, tasks)
    if len(first) <= len(sources) or processes < 2:
        return _collected(sources, (_built(task, knowledge) for task in everything), progress)
    return _collected(sources, spread(_built, everything, processes, knowledge), progress)


def _tasks(sources: Mapping[Kind, Iterable[bytes]]) -> Iterator[Task]:
    """The records in chunks; a kind without records has one empty chunk, for its columns to be there."""
    for kind, bodies in sources.items():
        rest = iter(bodies)
        chunk = list(islice(rest, CHUNK))
        yield kind, chunk
        while chunk := list(islice(rest, CHUNK)):
            yield kind, chunk


def _collected(sources: Iterable[Kind], parts: Iterable[Part], progress: Progress) -> dict[Kind, Any]:
    kept: dict[Kind, list[Any]] = {kind: [] for kind in sources}
    for kind, part in parts:
        progress(kind, len(part))
        kept[kind].append(part)
    return {kind: concat(found) for kind, found in kept.items()}


def _built(task: Task, knowledge: Knowledge) -> Part:
    kind, bodies = task
    return kind, columns_of(kind, (decode(body, kind) for body in bodies), knowledge)
