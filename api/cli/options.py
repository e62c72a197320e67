"""Options that several commands share, and how they become settings."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from api.settings import Settings
from matcher.shortlists import Options


class Lang(StrEnum):
    """A language of what people read."""

    ru = "ru"
    kk = "kk"
    en = "en"


DataOption = Annotated[
    Path | None,
    typer.Option("--data", help="Folder of the store and the index (or LAIYQ_DATA).", show_default=".laiyq"),
]
JsonOption = Annotated[bool, typer.Option("--json", help="JSON on stdout, for scripts.")]
LimitOption = Annotated[int, typer.Option("--limit", min=1, max=1000, help="How many at most.")]
LangOption = Annotated[Lang, typer.Option("--lang", help="Language of the explanations.")]
WeightOption = Annotated[
    list[str] | None, typer.Option("--weight", metavar="CRITERION=W", help="Another weight, 0 to 10; may be repeated.")
]
MustOption = Annotated[
    list[str] | None,
    typer.Option(
        "--must", metavar="FACET", help="Exclude who does not meet it, e.g. licence:driving:C; may be repeated."
    ),
]
WhatIfOption = Annotated[bool, typer.Option("--what-if", help="How many more people each single relaxation brings.")]
OnOption = Annotated[str | None, typer.Option("--on", metavar="DATE", help="Take this day for today (YYYY-MM-DD).")]


ZONE = timezone(timedelta(hours=5))
"""Of the whole country, whatever zone the machine is set to (Q07)."""
CONFIG = "laiyq.config"
"""Where the command's context keeps what `--config` says."""


def settings(context: typer.Context, data: Path | None) -> Settings:
    """The settings: `--data` after the command wins over the one before it, and that over LAIYQ_DATA."""
    return Settings.read(data=data or context.obj, file=context.meta.get(CONFIG))


def day(text: str | None) -> date:
    """The day that `--on` names, else today in Kazakhstan's only time zone.

    Raises:
        typer.BadParameter: not a date.
    """
    if text is None:
        return datetime.now(ZONE).date()
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter("must be a day as YYYY-MM-DD", param_hint="--on") from error


def now() -> datetime:
    """The moment at which something is stored; the clock is read here and passed on."""
    return datetime.now(UTC)


def search_options(
    on: str | None, limit: int, weight: list[str] | None, must: list[str] | None, *, what_if: bool
) -> Options:
    """The options of a search.

    Raises:
        typer.BadParameter: a weight that is not CRITERION=NUMBER.
    """
    weights = {}
    for one in weight or []:
        name, _, value = one.partition("=")
        try:
            weights[name] = float(value)
        except ValueError as error:
            raise typer.BadParameter("must be CRITERION=NUMBER, e.g. salary=2", param_hint="--weight") from error
    return Options(day(on), limit, weights, tuple(must) if must else None, what_if)
