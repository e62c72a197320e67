"""`laiyq batch`: shortlists for all vacancies, suitable vacancies for all people, on all cores."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, get_args

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from api.cli.options import DataOption, JsonOption, Lang, LimitOption, OnOption, day, now, settings
from api.cli.output import emit, say, stderr
from api.settings import Settings
from api.wiring import Service, service
from indexer.embedded.engine import EmbeddedEngine
from indexer.errors import IndexBusyError
from matcher.affected import Affected, refresh
from matcher.batch import Asked, Batch, Done, Place, run
from matcher.store import LEDGER, ListKind

ENDINGS = {".ndjson", ".jsonl", ".parquet"}
KEPT = "batch"
"""Beside this name in the data folder lies the checkpoint of lists that are kept in the store."""


class Kinds(StrEnum):
    """Whose lists."""

    shortlist = "shortlist"
    suitable = "suitable"
    both = "both"


def batch(
    context: typer.Context,
    kind: Annotated[Kinds, typer.Option("--kind", help="Of all vacancies, of all people, or both.")] = Kinds.shortlist,
    limit: LimitOption = 20,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE.ndjson|FILE.parquet", help="Write the lists there; else they are kept."),
    ] = None,
    reasons: Annotated[
        Lang | None, typer.Option("--reasons", help="With the sentences of this language in the file.")
    ] = None,
    processes: Annotated[
        int | None, typer.Option("--processes", min=1, max=256, help="Workers.", show_default="one a core")
    ] = None,
    affected: Annotated[
        bool, typer.Option("--affected", help="Only kept lists that changes may have changed since they were made.")
    ] = False,
    anew: Annotated[bool, typer.Option("--anew", help="Forget what a run that was cut short has done.")] = False,
    on: OnOption = None,
    data: DataOption = None,
    json_: JsonOption = False,
) -> None:
    """Make the lists of all records. A run that was cut short goes on where it was when the same is called again."""
    _check(out, reasons, affected=affected)
    of = settings(context, data)
    if of.engine != EmbeddedEngine.name:
        raise typer.BadParameter("all lists at once are made by the embedded engine; set LAIYQ_ENGINE=embedded")
    if affected:
        _affected(of, day(on), json_=json_)
        return
    kinds: list[ListKind] = [one for one in get_args(ListKind) if kind.value in {one, Kinds.both.value}]
    asked = Asked(limit, day(on), None if reasons is None else reasons.value, out is None, now())
    workers = processes or len(os.sched_getaffinity(0))
    with service(of) as parts, _bar() as bar:
        _index(parts)
        done = run(
            Batch(parts.store, parts.engine, parts.scorer, place(of)),
            kinds,
            asked,
            out or of.data / KEPT,
            processes=workers,
            anew=anew,
            progress=lambda made, planned: bar.update(TaskID(0), completed=made, total=planned),
        )
    _tell(kind, out, done, json_=json_)


def _tell(kind: Kinds, out: Path | None, done: Done, *, json_: bool) -> None:
    found = {"planned": done.planned, "before": done.before, "lists": done.lists, "items": done.items}
    if json_:
        emit({"kind": kind.value, "out": None if out is None else str(out), **found})
        return
    went_on = f" ({done.before} of them by a run before)" if done.before else ""
    say(f"{done.lists} lists{went_on} with {done.items} places, {'kept' if out is None else f'written to {out}'}")


def _affected(of: Settings, as_of: date, *, json_: bool) -> None:
    """Makes the affected lists anew, one after the other; what a kill leaves undone is affected still."""
    with service(of) as parts, _bar() as bar:
        _index(parts)
        numbers = Affected(parts.store, parts.engine, parts.scorer).since_made(as_of)
        bar.update(TaskID(0), total=len(numbers))
        made = 0
        for number in numbers:
            made += len(refresh(parts.matching, parts.store, [number], as_of, now()))
            bar.advance(TaskID(0))
    if json_:
        emit({"affected": len(numbers), "lists": made})
    else:
        say(f"{len(numbers)} kept lists may have changed, {made} were made anew")


def _check(out: Path | None, reasons: Lang | None, *, affected: bool) -> None:
    """Raises typer.BadParameter for a call that means nothing."""
    if affected and out is not None:
        raise typer.BadParameter("lists made anew are kept; leave --out away", param_hint="--affected")
    if out is None:
        if reasons is not None:
            raise typer.BadParameter("lists that are kept have all languages; give --out too", param_hint="--reasons")
        return
    if out.suffix not in ENDINGS:
        raise typer.BadParameter(f"must end in one of: {', '.join(sorted(ENDINGS))}", param_hint="--out")
    if not out.parent.is_dir():
        raise typer.BadParameter(f"{out.parent}: no such folder", param_hint="--out")


def _index(parts: Service) -> None:
    """Folds what has changed: otherwise each worker would read it anew. Who is writing the index now will do it."""
    try:
        parts.engine.fold_if_due()
    except IndexBusyError:
        say("another process is writing the index; it is used as it was")


def place(of: Settings) -> Place:
    """Where the workers of a batch find what the settings name."""
    return Place(of.database or of.data, of.data / LEDGER, of.data / "index", of.database_wait_s)


@contextmanager
def _bar() -> Iterator[Progress]:
    """Lists done, lists planned, time left; on a pipe nothing is drawn."""
    columns = (TextColumn("lists"), BarColumn(), MofNCompleteColumn(), TextColumn("left"), TimeRemainingColumn())
    with Progress(*columns, console=stderr, transient=True, disable=not stderr.is_terminal) as bar:
        bar.add_task("lists", total=None)
        yield bar


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(batch)
