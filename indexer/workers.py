"""Work over worker processes that hold the knowledge: in order, and never far ahead of whoever takes what is done."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from typing import TypeVar

from scoring.knowledge import Knowledge

AHEAD = 2
"""Tasks that wait beside those under way: a source is not read ahead of what the workers can take."""

Task = TypeVar("Task")
Done = TypeVar("Done")
_knowledge: Knowledge | None = None  # of a worker process, loaded once by its initialiser


def spread(work: Callable[[Task, Knowledge], Done], tasks: Iterable[Task], processes: int) -> Iterator[Done]:
    """What is made of each task, in order.

    Args:
        work: a function of a module, with what it needs in the task.
        tasks: drawn as they are needed.
        processes: how many workers.

    Raises:
        BrokenProcessPool: a worker was killed.
    """
    waiting: deque[Future[Done]] = deque()
    with ProcessPoolExecutor(processes, multiprocessing.get_context("spawn"), _load) as pool:
        for task in tasks:
            waiting.append(pool.submit(_done, work, task))
            if len(waiting) >= processes + AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _load() -> None:
    global _knowledge  # noqa: PLW0603 - one per worker process, set by its initialiser
    _knowledge = Knowledge.load()


def _done(work: Callable[[Task, Knowledge], Done], task: Task) -> Done:
    assert _knowledge is not None  # noqa: S101 - the initialiser has run
    return work(task, _knowledge)
