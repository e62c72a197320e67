"""`laiyq bench index | shortlist | suitable`: building, and both directions of a search in this process."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
import typer

from api.cli.bench.building import AS_OF, QUERY_SEED, Built, built, copied, index_facts, opened
from api.cli.bench.machine import peak_mb
from api.cli.bench.measuring import parted, percentiles, seconds, timed
from api.cli.bench.options import (
    QUERIES,
    RUNS,
    JsonOption,
    KeptOption,
    QueriesOption,
    ResumesOption,
    RunsOption,
    VacanciesOption,
    asked,
)
from api.cli.bench.output import show
from api.cli.bench.stages import by_stage, limit
from api.cli.options import now
from api.wiring import Service
from fixtures.generator import resumes, vacancies
from indexer.embedded.engine import EmbeddedEngine
from indexer.search import Request
from matcher.entries import Entries
from matcher.finding import checked
from scoring.records import Resume, Vacancy
from scoring.weights import DEFAULT_WEIGHTS

REQUEST = Request(DEFAULT_WEIGHTS, AS_OF)
STAGED = 200
"""Queries at most that are wrapped stage by stage."""

StagesOption = Annotated[
    bool, typer.Option("--stages", help="What a query costs by stage, and what reading everything would cost.")
]


def index(
    context: typer.Context,
    count: ResumesOption = None,
    offers: VacanciesOption = None,
    queries: QueriesOption = 50,
    runs: RunsOption = RUNS,
    data: KeptOption = None,
    json_: JsonOption = False,
) -> None:
    """NDJSON to a generation, reopening it, and one update until a query shows it."""
    with built(asked(context, count, offers, data)) as made:
        found: dict[str, Any] = {**made.counts(), **made.facts}
        with opened(made) as parts:
            found["reopen_ms"] = percentiles([_reopenings(parts, made) for _ in range(runs)])
        with copied(made) as copy, opened(copy) as parts:
            if data is not None:
                found |= index_facts(parts, copy.folder)
            found["update"] = _updates(parts, queries, runs)
    show("index", {**found, "peak_mb": peak_mb()}, json_=json_)


def shortlist(
    context: typer.Context,
    count: ResumesOption = None,
    offers: VacanciesOption = None,
    queries: QueriesOption = QUERIES,
    runs: RunsOption = RUNS,
    stages: StagesOption = False,
    data: KeptOption = None,
    json_: JsonOption = False,
) -> None:
    """The best 20 of all resumes for a vacancy that was never asked for before, without and with explanations."""
    with built(asked(context, count, offers, data)) as made, opened(made) as parts:
        parts.engine.segments("resume")
        offered = list(vacancies(2 * queries * (runs + 1) + STAGED, QUERY_SEED))
        first, second = (offered[at * queries * (runs + 1) :][: queries * (runs + 1)] for at in range(2))
        found: dict[str, Any] = {
            **made.counts(),
            "search": timed(lambda one: parts.engine.shortlist(one, REQUEST), parted(first, runs)),
            "with_explanations": timed(lambda one: explained(parts, one), parted(second, runs)),
            "peak_mb": peak_mb(),
        }
        if stages:
            found["stages"] = by_stage(lambda one: explained(parts, one), offered[-STAGED:][:queries])
            found["limit"] = limit(parts.engine.segments("resume")[0], found["stages"]["median_counts"])
    show("shortlist", found, json_=json_)


def suitable(
    context: typer.Context,
    count: ResumesOption = None,
    offers: VacanciesOption = None,
    queries: QueriesOption = QUERIES,
    runs: RunsOption = RUNS,
    data: KeptOption = None,
    json_: JsonOption = False,
) -> None:
    """The best 20 of all vacancies for a resume that was never asked for before."""
    with built(asked(context, count, offers, data)) as made, opened(made) as parts:
        parts.engine.segments("vacancy")
        people = list(resumes(queries * (runs + 1), QUERY_SEED))
        found = timed(lambda one: parts.engine.suitable(one, REQUEST), parted(people, runs))
    show("suitable", {**made.counts(), "search": found, "peak_mb": peak_mb()}, json_=json_)


def explained(parts: Service, vacancy: Vacancy) -> list[dict[str, Any]]:
    """A shortlist as it is shown: checked against the store, with its sentences in all languages; nothing is kept."""
    found = checked(parts.store, "resume", lambda asked: parts.engine.shortlist(vacancy, asked), REQUEST)
    pairs = [(vacancy, one.record) for one in map(found.hits.__getitem__, (hit.id for hit in found.shown))]
    return Entries(parts.scorer).of(
        "resume", found.shown, [(offer, one) for offer, one in pairs if isinstance(one, Resume)], REQUEST.weights
    )


def _reopenings(parts: Service, of: Built) -> list[float]:
    """Milliseconds of opening the generation anew, some times."""
    folder = of.settings().data / "index"
    return [
        1000 * seconds(lambda: EmbeddedEngine(folder, parts.store, parts.scorer).segments("resume"))[0]
        for _ in range(5)
    ]


def _updates(parts: Service, count: int, runs: int) -> dict[str, Any]:
    """From storing one resume to the answer that shows it: of a person like the best one found, under a new id."""
    unseen, each = 0, []
    for vacancy in vacancies(count * runs, QUERY_SEED + 1):
        best = parts.engine.shortlist(vacancy, REQUEST).items[:1]
        person = parts.store.get("resume", best[0].id) if best else None
        if person is None:
            continue
        twin = msgspec.structs.replace(person, id=f"{person.id}-again")
        took, ranking = seconds(lambda twin=twin, vacancy=vacancy: _told(parts, twin, vacancy))  # type: ignore[misc]
        each.append(1000 * took)
        unseen += twin.id not in {item.id for item in ranking.items}
        parts.store.withdraw("resume", twin.id, now())
    return {"updates": len(each), "not_seen": unseen, **percentiles([each[at::runs] for at in range(runs)])}


def _told(parts: Service, person: Resume, vacancy: Vacancy) -> Any:
    parts.store.put([person], now())
    return parts.engine.shortlist(vacancy, REQUEST)
