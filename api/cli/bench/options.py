"""What the benches are asked for, and how the counts of a kept folder and of the call meet."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from api.cli.options import JsonOption

RESUMES = 100_000
VACANCIES = 10_000
QUERIES = 200
RUNS = 3

ResumesOption = Annotated[
    int | None,
    typer.Option("--resumes", min=100, help="Generated resumes.", show_default=f"{RESUMES:,}, or what --data holds"),
]
VacanciesOption = Annotated[
    int | None,
    typer.Option("--vacancies", min=10, help="Generated vacancies.", show_default=f"{VACANCIES:,}, or what it holds"),
]
QueriesOption = Annotated[int, typer.Option("--queries", min=10, help="Queries a run.")]
RunsOption = Annotated[int, typer.Option("--runs", min=1, help="Counted runs after one warm-up.")]
KeptOption = Annotated[
    Path | None,
    typer.Option("--data", metavar="DIR", help="Folder in which what is built stays for the next bench; made if new."),
]


@dataclass(frozen=True)
class Asked:
    """What is to be built: counts of None are those of the kept folder, else the usual ones."""

    resumes: int | None
    vacancies: int | None
    folder: Path | None


def asked(context: typer.Context, resumes: int | None, vacancies: int | None, data: Path | None) -> Asked:
    """The options of a call; `--data` may also stand before the command."""
    return Asked(resumes, vacancies, data or context.obj)


__all__ = [
    "QUERIES",
    "RESUMES",
    "RUNS",
    "VACANCIES",
    "Asked",
    "JsonOption",
    "KeptOption",
    "QueriesOption",
    "ResumesOption",
    "RunsOption",
    "VacanciesOption",
    "asked",
]
