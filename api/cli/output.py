"""What goes to the screen: JSON to stdout, tables to stdout, words and progress to stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from scoring.records import Kind

stdout = Console(highlight=False)
stderr = Console(stderr=True, highlight=False)


def emit(value: Any) -> None:
    """JSON on stdout, one document."""
    json.dump(value, sys.stdout, ensure_ascii=False, indent=1, allow_nan=False)
    sys.stdout.write("\n")


def say(text: str) -> None:
    """A line of words for the person at the screen."""
    stderr.print(text, markup=False)


@contextmanager
def progress(words: str, total: int | None = None, *, threads: bool = True) -> Iterator[Progress]:
    """A progress bar on stderr with one task; on a pipe nothing is drawn.

    Args:
        words: what is being done.
        total: of how many, if known.
        threads: False: it is drawn anew only by `refresh()`, and this process can be forked meanwhile.
    """
    bar = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=stderr,
        transient=True,
        auto_refresh=threads,
        disable=not stderr.is_terminal,
    )
    with bar:
        bar.add_task(words, total=total)
        yield bar


@contextmanager
def indexing() -> Iterator[Callable[[Kind, int], None]]:
    """What to call with the kind and the number of records indexed since the last call; without threads of its own."""
    with progress("indexing", threads=False) as bar:

        def advance(_kind: Kind, count: int) -> None:
            bar.update(bar.task_ids[0], advance=count, refresh=True)

        yield advance
