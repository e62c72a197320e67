"""Work over worker processes that hold the knowledge: in order, and never far ahead of whoever takes what is done."""

from __future__ import annotations

import multiprocessing
import os
import threading
import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from typing import TypeVar

from scoring.knowledge import Knowledge

AHEAD = 2
"""Tasks that wait beside those under way: a source is not read ahead of what the workers can take."""

Task = TypeVar("Task")
Done = TypeVar("Done")
_knowledge: Knowledge | None = None  # of a worker process, set once by its initialiser


def spread(
    work: Callable[[Task, Knowledge], Done], tasks: Iterable[Task], processes: int, knowledge: Knowledge
) -> Iterator[Done]:
    """What is made of each task, in order.

    A worker is a fork of this process, which has the knowledge already: to start afresh and load it costs each some
    three seconds of processor time. A process with threads is not forked, for a lock that one of them holds would stay
    held in the fork for ever.

    Args:
        work: a function of a module, with what it needs in the task.
        tasks: drawn as they are needed.
        processes: how many workers.
        knowledge: of this process; what is not forked loads its own.

    Raises:
        BrokenProcessPool: a worker was killed.
    """
    forked = threading.active_count() == 1 and "fork" in multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("fork" if forked else "spawn")
    waiting: deque[Future[Done]] = deque()
    with ProcessPoolExecutor(processes, context, _begin, (knowledge if forked else None,)) as pool:
        for task in tasks:
            with warnings.catch_warnings():
                # Later Pythons warn of any thread; those of the linear algebra library mend themselves in a fork.
                warnings.filterwarnings("ignore", ".*fork", DeprecationWarning)
                waiting.append(pool.submit(_done, work, task))
            if len(waiting) >= processes + AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def end_with_parent() -> None:
    """Has this worker process end when its parent does: one that was killed tells nobody, and work would be awaited."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def wait() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=wait, daemon=True, name="end-with-parent").start()


def _begin(knowledge: Knowledge | None) -> None:
    global _knowledge  # noqa: PLW0603 - one per worker process, set by its initialiser
    end_with_parent()
    _knowledge = knowledge or Knowledge.load()


def _done(work: Callable[[Task, Knowledge], Done], task: Task) -> Done:
    assert _knowledge is not None  # noqa: S101 - the initialiser has run
    return work(task, _knowledge)
