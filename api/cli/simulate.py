"""`laiyq simulate`: a region's year through the ordinary store, looked at afterwards by a checker of its own."""

from __future__ import annotations

import hashlib
import tempfile
import time
from contextlib import contextmanager
from datetime import UTC, date, datetime
from datetime import time as clock_time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import sqlalchemy as sa
import typer

from api.cli.options import JsonOption
from api.cli.output import emit, progress, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matcher.store import Store

SHOWN = 20
TERMS = (
    "SELECT kind, thing, code, started_at, due, fires_at, status, began, ended, answer FROM term "
    "ORDER BY kind, thing, code, began"
)
"""Without their numbers, which a cut-off transaction may have used up."""
EVENTS = "SELECT CASE WHEN actor = 'ais' THEN 'system' ELSE 'people' END, count(*) FROM journal GROUP BY 1"
FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)


def simulate(
    seed: Annotated[int, typer.Option("--seed", help="Of everything that chance decides.")] = 1,
    vacancies: Annotated[int, typer.Option("--vacancies", min=1)] = 2_000,
    people: Annotated[int, typer.Option("--people", min=1)] = 8_000,
    until: Annotated[str, typer.Option("--until", help="The last day.")] = LAST.isoformat(),
    keep: Annotated[
        Path | None, typer.Option("--keep", help="Folder of the store; a year cut off there goes on.")
    ] = None,
    json_: JsonOption = False,
) -> None:
    """Live through 2026 with made-up employers and people; exit code 1 where a case went past its term."""
    from fixtures.region.year import Size, Year
    from matcher.store import open_store

    size = Size(vacancies, people, FIRST, date.fromisoformat(until))
    began, cpu = time.perf_counter(), time.process_time()
    with _folder(keep) as folder, open_store(folder) as store:
        year = Year(store, seed, size)
        with progress("2026", total=(size.last - size.first).days + 1) as bar:
            year.run(lambda _: bar.advance(bar.task_ids[0]))
        lived, worked = time.perf_counter() - began, time.process_time() - cpu
        found = _checked(folder, store, size)
        sealed = year.casework.seals.verify()
    wrong = len(found["problems"]) + len(sealed.problems)
    told = {
        "seed": seed, "vacancies": vacancies, "people": people, "until": size.last.isoformat(), **found,
        "journal": {"entries": sealed.entries, "sealed": sealed.sealed, "whole": not sealed.problems},
        "seconds": round(lived, 1), "cpu_seconds": round(worked, 1),
    }  # fmt: skip
    _tell(told, json_=json_)
    if wrong:
        raise typer.Exit(1)


@contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    if keep is not None:
        yield keep
        return
    with tempfile.TemporaryDirectory(prefix="laiyq-region-") as folder:
        yield Path(folder)


def _checked(folder: Path, store: Store, size: Any) -> dict[str, Any]:
    """What the checker found, how much there is, and a digest of the end state."""
    from fixtures.region.checker import ZONE, Checker
    from matcher.store.address import FILE

    store.compact()  # the checker reads the file by itself
    end = datetime.combine(size.last, clock_time(23), ZONE).astimezone(UTC)
    problems = Checker(folder / FILE, end).look()
    return {
        "things": _counts(store, "SELECT kind, count(*) FROM thing GROUP BY kind"),
        "events": _counts(store, EVENTS),
        "terms": _counts(store, "SELECT status, count(*) FROM term GROUP BY status"),
        "notices": _counts(store, "SELECT receiver, count(*) FROM notice GROUP BY receiver"),
        "problems": [one._asdict() for one in problems],
        "end_state": _digest(store),
    }  # fmt: skip


def _counts(store: Store, statement: str) -> dict[str, int]:
    with store.database.reading() as connection:
        return {str(row[0]): int(row[1]) for row in connection.execute(sa.text(statement)).all()}


def _digest(store: Store) -> str:
    """The same for the same things, terms, journal and notices, however often the year was cut off and went on."""
    whole = hashlib.sha256()
    with store.database.reading() as connection:
        for statement in (
            "SELECT * FROM thing ORDER BY kind, id",
            TERMS,
            "SELECT * FROM journal ORDER BY number",
            "SELECT * FROM notice ORDER BY entry, position",
        ):
            for row in connection.execute(sa.text(statement)):
                whole.update(repr(tuple(row)).encode())
    return whole.hexdigest()


def _tell(told: dict[str, Any], *, json_: bool) -> None:
    if json_:
        emit(told)
        return
    for one in told["problems"][:SHOWN]:
        typer.echo(f"pt. {one['rule']}\t{one['thing']}\t{one['about']}")
    counted = ("things", "events", "terms", "notices")
    say("; ".join(f"{what}: " + ", ".join(f"{name} {count}" for name, count in told[what].items()) for what in counted))
    say(f"journal: {told['journal']['entries']} entries, {'whole' if told['journal']['whole'] else 'broken'}")
    say(f"{len(told['problems'])} cases past a term without its consequence; {told['seconds']} s")


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("simulate")(simulate)
