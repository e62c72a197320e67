"""A batch from plan to output: parts go to worker processes and come back in the order of the plan."""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from matcher.batch import parquet
from matcher.batch.checkpoint import Checkpoint, Header, forget
from matcher.batch.errors import BatchError, BatchWorkerError
from matcher.batch.plan import PART, Part, parts, read, write
from matcher.batch.work import SUBJECT, Made, Worker, make, start
from scoring.fingerprint import fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from concurrent.futures import Future
    from pathlib import Path

    from indexer.embedded.engine import EmbeddedEngine
    from matcher.batch.work import Asked, Place
    from matcher.store import ListKind, Store
    from scoring.rank import Scorer

AHEAD = 2
"""Parts that wait for each worker: enough that none is idle, few enough that memory is bounded."""

Progress = Callable[[int, int], None]


class Done(NamedTuple):
    """What a batch did: lists planned, lists made by earlier runs and in all, items in them."""

    planned: int
    before: int
    lists: int
    items: int


class Batch(NamedTuple):
    """The opened parts of the calling process, and where workers find theirs."""

    store: Store
    engine: EmbeddedEngine
    scorer: Scorer
    place: Place


def run(  # noqa: PLR0913 - one door, most by name
    batch: Batch,
    kinds: Sequence[ListKind],
    asked: Asked,
    out: Path,
    *,
    processes: int,
    anew: bool = False,
    size: int = PART,
    progress: Progress = lambda _done, _planned: None,
) -> Done:
    """Makes the lists of all records, goes on where an earlier run of the same was cut short.

    Args:
        batch: what to search in.
        kinds: of lists.
        asked: of every list; a run that goes on takes day and moment from the one before.
        out: the output, `.parquet` or lines of JSON; of kept lists the name beside which the checkpoint lies.
        processes: how many workers; 1 works in this process.
        anew: forget what an earlier run did.
        size: lists a part of a new plan.
        progress: called with the lists done so far and those planned.

    Raises:
        BatchError: it cannot be run as asked, or a worker process died.
    """
    if not asked.keep and out.suffix == ".parquet":
        parquet.needed()
    if anew:
        forget(out)
    with Checkpoint(out) as checkpoint:
        asked, header = _settled(checkpoint, batch, kinds, asked, size)
        before = checkpoint.step
        progress(before.lists, header.lists)
        left = islice(read(checkpoint.plan), before.parts, None)
        for made in _made(batch, left, asked, processes):
            checkpoint.add(made.lines, made.lists, made.items)
            progress(checkpoint.step.lists, header.lists)
        checkpoint.finish()
        if not asked.keep and checkpoint.lines.exists():
            _put_in_place(checkpoint, out)
        step = checkpoint.step
        checkpoint.end()
    return Done(header.lists, before.lists, step.lists, step.items)


def _settled(
    checkpoint: Checkpoint, batch: Batch, kinds: Sequence[ListKind], asked: Asked, size: int
) -> tuple[Asked, Header]:
    """A new plan, or the one of the run before.

    Raises:
        BatchError: the run before was another one.
    """
    header = checkpoint.header
    if header is None:
        plan = (part for kind in kinds for part in parts(kind, batch.engine.segments(SUBJECT[kind]), size))
        count = write(checkpoint.plan, plan)
        header = Header(tuple(kinds), asked.limit, asked.as_of, asked.lang, fingerprint(), asked.made_at, count)
        checkpoint.begin(header)
        checkpoint.cut()
        return asked, header
    told = (tuple(kinds), asked.limit, asked.lang, fingerprint())
    if told != (header.kinds, header.limit, header.lang, header.knowledge):
        raise BatchError(
            "a batch that was cut short here asked for other lists, or by other rules: "
            "give the same options to finish it, or --anew to begin anew"
        )
    checkpoint.cut()
    return asked._replace(as_of=header.as_of, made_at=header.made_at, again=True), header


def _made(batch: Batch, left: Iterator[Part], asked: Asked, processes: int) -> Iterator[Made]:
    """The parts that are left, in their order."""
    if processes == 1:
        worker = Worker(batch.store, batch.engine, batch.scorer)
        yield from (worker.make(part, asked) for part in left)
        return
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(processes, context, start, (batch.place,))
    waiting: deque[Future[Made]] = deque()
    try:
        waiting.extend(pool.submit(make, part, asked) for part in islice(left, processes * (1 + AHEAD)))
        while waiting:
            made = waiting.popleft().result()
            waiting.extend(pool.submit(make, part, asked) for part in islice(left, 1))
            yield made
    except BrokenProcessPool as error:
        raise BatchWorkerError(
            "a worker process ended before its work did (memory?); the same call goes on where it was cut short"
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)


def _put_in_place(checkpoint: Checkpoint, out: Path) -> None:
    """Puts the lines in their place in one step: whoever reads the output sees all of it, or what was there before."""
    if out.suffix == ".parquet":
        beside = out.with_name(out.name + ".new")
        parquet.write(checkpoint.lines, beside)
        os.replace(beside, out)  # noqa: PTH105 - the atomic step, named
    else:
        os.replace(checkpoint.lines, out)  # noqa: PTH105 - as above
