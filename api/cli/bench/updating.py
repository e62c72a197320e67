"""`laiyq bench update`: shortlists while records change in the same process, and which kept lists the changes touch."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Annotated, Any

import msgspec
import typer

from api.cli.bench.building import AS_OF, QUERY_SEED, Built, built, copied, opened
from api.cli.bench.machine import peak_mb
from api.cli.bench.measuring import percentiles, seconds
from api.cli.bench.options import (
    JsonOption,
    KeptOption,
    ResumesOption,
    VacanciesOption,
    asked,
)
from api.cli.bench.output import show
from api.cli.bench.searching import REQUEST
from api.cli.options import now
from api.wiring import Service
from fixtures.generator import resumes, vacancies
from matcher.affected import Affected, refresh
from matcher.shortlists import Options
from scoring.records import Record, Vacancy

NEW_SEED = 9
ASKED = 2_000
"""Distinct vacancies that are asked for; after these they come again."""


@dataclass
class Writer(threading.Thread):
    """Stores, every second, a second's part of a minute's changes; what each turn stored and when it began."""

    parts: Service
    turns: list[list[Record]]
    behind_s: float = 0.0
    stored: list[tuple[float, int]] = field(default_factory=list)
    failed: BaseException | None = None

    def __post_init__(self) -> None:
        """A thread of its own."""
        super().__init__(daemon=True)

    def __hash__(self) -> int:
        """Threads are told apart by what they are."""
        return id(self)

    def run(self) -> None:
        """Keeps to the clock; how far it fell behind is told."""
        start = time.perf_counter()
        try:
            for number, records in enumerate(self.turns):
                due = start + number
                time.sleep(max(0.0, due - time.perf_counter()))
                begun = time.perf_counter()
                self.behind_s = max(self.behind_s, begun - due)
                self.parts.store.put(records, now())
                self.stored.append((begun, self.parts.store.last_change()))
        except Exception as error:  # noqa: BLE001 - told to the main thread, which raises it
            self.failed = error


def update(
    context: typer.Context,
    count: ResumesOption = None,
    offers: VacanciesOption = None,
    new: Annotated[int, typer.Option("--new-vacancies", min=0, help="New vacancies a minute.")] = 100,
    changed: Annotated[int, typer.Option("--changed-resumes", min=0, help="Changed resumes a minute.")] = 1_000,
    length: Annotated[int, typer.Option("--seconds", min=2, help="How long.")] = 60,
    lists: Annotated[int, typer.Option("--lists", min=1, help="Kept lists that the changes may touch.")] = 200,
    queries: Annotated[int, typer.Option("--queries", min=10, help="Timed while nothing changes.")] = 100,
    runs: Annotated[int, typer.Option("--runs", min=1, help="How often.")] = 1,
    data: KeptOption = None,
    json_: JsonOption = False,
) -> None:
    """Shortlists while a minute's changes of the country arrive in the same process."""
    with built(asked(context, count, offers, data)) as made, copied(made) as copy, opened(copy) as parts:
        kept_s, _ = seconds(lambda: _keep(parts, lists))
        mark = parts.store.last_change()
        offered = _queries()
        quiet = [[took for took, _ in islice(_searching(parts, offered), 2 * queries)][queries:] for _ in range(runs)]
        writers = [Writer(parts, list(_turns(copy, new, changed, length, NEW_SEED + run))) for run in range(runs)]
        found = {
            **made.counts(), "quiet": percentiles(quiet),
            **_told([(writer, *_meanwhile(parts, offered, writer)) for writer in writers]),
        }  # fmt: skip
        found["affected"] = {"lists": lists, "all_s": kept_s, **_affected(parts, mark)}
    show("update", {**found, "peak_mb": peak_mb()}, json_=json_)


def _queries() -> Iterator[Vacancy]:
    known = list(vacancies(ASKED, QUERY_SEED))
    while True:
        yield from known


def _searching(parts: Service, queries: Iterator[Vacancy]) -> Iterator[tuple[float, int]]:
    """Milliseconds of one search after the other, and the change that the engine had seen in it."""
    for vacancy in queries:
        took, _ = seconds(lambda vacancy=vacancy: parts.engine.shortlist(vacancy, REQUEST))  # type: ignore[misc]
        yield 1000 * took, int(parts.engine.version().rpartition("@")[2])


def _turns(of: Built, new: int, changed: int, length: int, seed: int) -> Iterator[list[Record]]:
    """A second's records each: new vacancies, and people of the store who state something else now."""
    offers = vacancies(new * length // 60 + 1, seed)
    people = resumes(changed * length // 60 + 1, seed)
    step = max(of.resumes * 60 // max(changed * length, 1), 1)
    for second in range(length):
        some = (rate * (second + 1) // 60 - rate * second // 60 for rate in (new, changed))
        count, more = some
        turn: list[Record] = [msgspec.structs.replace(one, id=f"new-{seed}-{one.id}") for one in islice(offers, count)]
        first = changed * second // 60
        for number, one in enumerate(islice(people, more), start=first):
            turn.append(msgspec.structs.replace(one, id=f"r{number * step % of.resumes + 1:07d}"))
        yield turn


def _meanwhile(parts: Service, queries: Iterator[Vacancy], writer: Writer) -> tuple[list[float], list[float]]:
    """Searches until all that the writer stored has been seen: ms of each search, ms until each turn was seen."""
    took: list[float] = []
    seen_ms: list[float] = []
    writer.start()
    for cost, seen in _searching(parts, queries):
        took.append(cost)
        at = time.perf_counter()
        while len(seen_ms) < len(writer.stored) and writer.stored[len(seen_ms)][1] <= seen:
            seen_ms.append(1000 * (at - writer.stored[len(seen_ms)][0]))
        if not writer.is_alive() and len(seen_ms) == len(writer.stored):
            break
    if writer.failed is not None:
        raise writer.failed
    return took, seen_ms


def _told(runs: list[tuple[Writer, list[float], list[float]]]) -> dict[str, Any]:
    """The figures of all runs."""
    writers = [writer for writer, _, _ in runs]
    return {
        "seconds": len(writers[0].turns),
        "runs": len(runs),
        "records": sum(len(turn) for writer in writers for turn in writer.turns),
        "meanwhile": {"queries": sum(len(took) for _, took, _ in runs), **percentiles(took for _, took, _ in runs)},
        "from_storing_until_seen": percentiles(seen for _, _, seen in runs),
        "writer_behind_s": max(writer.behind_s for writer in writers),
    }


def _keep(parts: Service, lists: int) -> None:
    """Keeps a list for each of some stored vacancies."""
    options, at = Options(AS_OF), now()
    for id_, _ in islice(parts.store.all_versions("vacancy"), lists):
        parts.matching.shortlist(id_, options, at)


def _affected(parts: Service, mark: int) -> dict[str, Any]:
    """Which of the kept lists the changes may have changed, and what making those anew costs."""
    changes = parts.store.changes_since(mark, 1_000_000)
    finding_s, numbers = seconds(lambda: Affected(parts.store, parts.engine, parts.scorer).by(changes, AS_OF))
    before = {number: parts.store.load_shortlist(number) for number in numbers}
    anew_s, new = seconds(lambda: refresh(parts.matching, parts.store, numbers, AS_OF, now()))
    after = {kept.subject: kept for kept in map(parts.store.load_shortlist, new)}
    differ = sum(after[kept.subject].items != kept.items for kept in before.values() if kept.subject in after)
    return {
        "changes": len(changes), "finding_s": finding_s, "touched": len(numbers), "anew_s": anew_s, "differ": differ,
    }  # fmt: skip
