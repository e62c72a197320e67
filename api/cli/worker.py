"""`laiyq worker`: keeps the index in step with the store, folds what changed, and does what was left to do."""

from __future__ import annotations

import logging
import signal
import threading
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli.options import DataOption, JsonOption, now, settings
from api.cli.output import emit, say
from api.operation.logs import configure
from api.operation.standing import CHECK
from api.wiring import Service, service
from indexer.drift import drift, mend
from indexer.embedded.engine import KINDS
from indexer.errors import IndexBusyError, SearchIndexError, TargetAwayError, TargetRefusesError
from indexer.sync import Relay
from matcher.casework import Casework
from matcher.errors import JournalError, StoreUnavailableError

if TYPE_CHECKING:
    from datetime import datetime

log = logging.getLogger("laiyq.worker")


@dataclass
class Worker:
    """One worker: the service and the relay to its engine."""

    parts: Service

    def __post_init__(self) -> None:
        """Joins the store's outbox to the engine."""
        self.target = self.parts.target
        self.relay = Relay(self.parts.store, self.parts.store, self.target)
        self.casework = Casework(self.parts.store)

    def turn(self, at: datetime) -> dict[str, Any]:
        """One round: fire the terms that passed, fold what is due, tell what is due, do the jobs that are due."""
        store, folded = self.parts.store, False
        terms = self.terms(at)
        try:
            folded = self.parts.finder.fold_if_due()
        except IndexBusyError:
            log.info("another process is writing the index")
        except (TargetAwayError, TargetRefusesError) as error:
            log.warning("the search engine cannot be prepared: %s", error)
        done = self.relay.run(at)
        jobs = 0
        while (job := store.take_job([CHECK], at)) is not None:
            jobs += 1
            try:
                found = self.check(mending=True)
            except SearchIndexError as error:
                store.fail_job(job, at, str(error))
            else:
                store.finish_job(job, found)
        return {
            "told": done.told, "postponed": done.postponed, "buried": done.buried, "away": done.away,
            "folded": folded, "jobs": jobs, **terms,
        }  # fmt: skip

    def terms(self, at: datetime) -> dict[str, int]:
        """Fires the terms of casework that passed, and seals the journal; a broken journal stops no term."""
        done = self.casework.fire(at)
        try:
            sealed = self.casework.seals.seal(at)
        except JournalError as error:
            log.warning("%s", error)
            sealed = 0
        return {"fired": done.fired, "sealed": sealed}

    def check(self, *, mending: bool) -> dict[str, dict[str, int]]:
        """Where index and store do not agree, by kind, in numbers; mended if asked."""
        found = [drift(self.parts.store, self.target, kind) for kind in KINDS]
        if mending:
            for one in found:
                mend(self.parts.store, self.target, one)
        return {one.kind: one.counts() for one in found}


def worker(
    context: typer.Context,
    once: Annotated[bool, typer.Option("--once", help="One round, then end.")] = False,
    every: Annotated[
        float | None, typer.Option("--every", min=0.1, max=3600, help="Seconds between rounds.", show_default="2")
    ] = None,
    check_every: Annotated[
        float | None,
        typer.Option(
            "--check-every", min=0, help="Hours between checks of index and store; 0: never.", show_default="24"
        ),
    ] = None,
    data: DataOption = None,
    json_: JsonOption = False,
) -> None:
    """Keep the index in step with the store until told to end (SIGTERM or Ctrl-C)."""
    chosen = settings(context, data)
    every = every or chosen.worker_every_s
    check_every = chosen.worker_check_hours if check_every is None else check_every
    configure(chosen)
    with service(chosen) as parts:
        one = Worker(parts)
        if once:
            _show(one.turn(now()), json_=json_)
            return
        ending = threading.Event()
        held = {number: signal.signal(number, lambda *_: ending.set()) for number in (signal.SIGTERM, signal.SIGINT)}
        try:
            say("working; SIGTERM or Ctrl-C ends it after the round at hand")
            while not ending.is_set():
                _round(one, check_every, json_=json_)
                ending.wait(every)
        finally:
            for number, handler in held.items():
                signal.signal(number, handler)


def _round(one: Worker, check_every: float, *, json_: bool) -> None:
    """One round; a store that cannot be used just now may come back, so it ends nothing."""
    try:
        if check_every:
            one.parts.store.ensure_job(CHECK, timedelta(hours=check_every), now())
        done = one.turn(now())
    except StoreUnavailableError as error:
        say(f"laiyq: {error}")
    else:
        if any(done.values()):
            _show(done, json_=json_)


def drifted(
    context: typer.Context,
    repair: Annotated[bool, typer.Option("--repair", help="Put right what is found.")] = False,
    data: DataOption = None,
    json_: JsonOption = False,
) -> None:
    """Compare index and store by id and version; exit code 1 where they do not agree and nothing was put right."""
    with service(settings(context, data)) as parts:
        one = Worker(parts)
        one.relay.run(now())
        found = one.check(mending=repair)
    if json_:
        emit(found)
    else:
        for kind, counts in found.items():
            say(f"{kind}: " + ", ".join(f"{name} {count}" for name, count in counts.items()))
    if not repair and any(any(counts.values()) for counts in found.values()):
        raise typer.Exit(1)


def outbox(
    context: typer.Context,
    retry: Annotated[bool, typer.Option("--retry", help="Make what was given up due again.")] = False,
    data: DataOption = None,
    json_: JsonOption = False,
) -> None:
    """What waits to be told to the engine, and what was given up with its reason."""
    with service(settings(context, data)) as parts:
        revived = parts.store.revive() if retry else 0
        waiting, dead = parts.store.waiting(), parts.store.dead()
    if json_:
        emit({"waiting": waiting, "revived": revived, "dead": [one._asdict() for one in dead]})
        return
    for one in dead:
        typer.echo(f"{one.version}\t{one.kind}\t{one.id}\t{one.attempts}\t{one.reason}")
    say(f"{waiting} wait, {len(dead)} were given up, {revived} are due again")


def _show(done: dict[str, Any], *, json_: bool) -> None:
    if json_:
        emit(done)
    else:
        say(", ".join(f"{name} {value}" for name, value in done.items() if value is not None))


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command("worker")(worker)
    app.command("drift")(drifted)
    app.command("outbox")(outbox)
