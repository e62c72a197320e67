"""`laiyq bench report`: runs the benches at several sizes, keeps their figures, writes the page from them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from api.cli.bench.page import render
from api.cli.output import say

FIGURES = Path("docs/performance.json")
PAGE = Path("docs/performance.md")
SHARE = 10
"""Resumes a vacancy, as in the country."""
LONGEST_S = 6 * 3600
BENCHES: dict[str, tuple[str, ...]] = {
    "index": (),
    "shortlist": ("--stages",),
    "suitable": (),
    "update": (),
    "batch": (),
    "http": (),
    "peers": (),
}
"""The benches in the order of the page, and with which options; `index` builds the folder for all."""

Figures = list[dict[str, Any]]


def report(
    data: Annotated[Path | None, typer.Option("--data", metavar="DIR", help="A folder a size is kept in it.")] = None,
    sizes: Annotated[str | None, typer.Option("--sizes", metavar="N,N", help="Resumes; none: only the page.")] = None,
    only: Annotated[list[str] | None, typer.Option("--only", help="Only this bench; may be repeated.")] = None,
    option: Annotated[
        list[str] | None,
        typer.Option("--option", metavar="BENCH:OPTION", help="E.g. peers:--queries=50; may be repeated."),
    ] = None,
    figures: Annotated[Path, typer.Option("--figures", help="Where figures are kept.")] = FIGURES,
    page: Annotated[Path, typer.Option("--page", help="What is written from them.")] = PAGE,
) -> None:
    """Run the benches, one process each and one after the other; keep their figures; write the page."""
    chosen, more = _chosen(only), _more(option)
    kept = load(figures)
    for size in _sizes(sizes):
        if data is None:
            raise typer.BadParameter("sizes need a folder to build in", param_hint="--data")
        data.mkdir(parents=True, exist_ok=True)
        for name in chosen:
            say(f"bench {name} with {size:,} resumes ...")
            found = _run(name, data / str(size), size, more.get(name, []))
            kept = replaced(kept, found)
            save(figures, kept)
    page.write_text(render(kept), "utf-8")
    say(f"{page} is written from {len(kept)} figures")


def load(file: Path) -> Figures:
    """The figures of a file, a bench a line; none where it is not there."""
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()] if file.exists() else []


def save(file: Path, figures: Figures) -> None:
    """Writes figures, in the order of the page and of the sizes."""
    order = list(BENCHES)
    lines = sorted(figures, key=lambda one: (order.index(one["bench"]), one["resumes"], json.dumps(one["machine"])))
    file.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in lines), "utf-8")


def replaced(figures: Figures, new: dict[str, Any]) -> Figures:
    """The figures with a bench's newest ones for its size and machine in place of older ones."""
    return [*(one for one in figures if _key(one) != _key(new)), new]


def _key(one: dict[str, Any]) -> tuple[Any, ...]:
    machine = one["machine"]
    return one["bench"], one["resumes"], machine["cpu"], machine["cores"], machine["memory_gib"]


def _run(name: str, folder: Path, size: int, more: list[str]) -> dict[str, Any]:
    """One bench in a process of its own.

    Raises:
        typer.Exit: it failed, as its own words on the screen say.
    """
    counts = ["--resumes", str(size), "--vacancies", str(max(size // SHARE, 10))]
    call = [sys.executable, "-m", "api.cli.main", "bench", name, "--data", str(folder), *counts, "--json"]
    done = subprocess.run([*call, *BENCHES[name], *more], stdout=subprocess.PIPE, check=False, timeout=LONGEST_S)  # noqa: S603
    if done.returncode:
        raise typer.Exit(1)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _sizes(text: str | None) -> list[int]:
    try:
        return [int(one) for one in text.split(",")] if text else []
    except ValueError as error:
        raise typer.BadParameter("must be numbers of resumes, e.g. 10000,100000", param_hint="--sizes") from error


def _chosen(only: list[str] | None) -> list[str]:
    unknown = [name for name in only or [] if name not in BENCHES]
    if unknown:
        raise typer.BadParameter(f"must be one of: {', '.join(BENCHES)}", param_hint="--only")
    return [name for name in BENCHES if only is None or name in only]


def _more(options: list[str] | None) -> dict[str, list[str]]:
    more: dict[str, list[str]] = {}
    for one in options or []:
        name, mark, value = one.partition(":")
        if name not in BENCHES or not mark:
            raise typer.BadParameter("must be BENCH:OPTION, e.g. peers:--queries=50", param_hint="--option")
        more.setdefault(name, []).append(value)
    return more
