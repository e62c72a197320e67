"""`laiyq shortlist`, `suitable`, `explain`, `show`, `lists`."""

from __future__ import annotations

from typing import Annotated

import typer

from api.cli import tables
from api.cli.options import (
    DataOption,
    JsonOption,
    Lang,
    LangOption,
    LimitOption,
    MustOption,
    OnOption,
    WeightOption,
    WhatIfOption,
    now,
    search_options,
    settings,
)
from api.cli.output import emit
from api.wiring import service
from matcher.shortlists import localise

Vacancy = Annotated[str, typer.Argument(metavar="VACANCY", help="Id of a stored vacancy.")]
Resume = Annotated[str, typer.Argument(metavar="RESUME", help="Id of a stored resume.")]


def shortlist(
    context: typer.Context,
    vacancy: Vacancy,
    limit: LimitOption = 20,
    lang: LangOption = Lang.ru,
    weight: WeightOption = None,
    must: MustOption = None,
    what_if: WhatIfOption = False,
    on: OnOption = None,
    data: DataOption = None,
    json_: JsonOption = False,
) -> None:
    """The people who fit a vacancy, best first, with the reasons."""
    options = search_options(on, limit, weight, must, what_if=what_if)
    with service(settings(context, data)) as parts:
        made = localise(parts.matching.shortlist(vacancy, options, now()), lang)
        if json_:
            emit(made)
        else:
            tables.shortlist(made, parts.matching.vacancy(vacancy), lang)


def suitable(
    context: typer.Context,
    resume: Resume,
    limit: LimitOption = 20,
    lang: LangOption = Lang.ru,
    weight: WeightOption = None,
    must: MustOption = None,
    on: OnOption = None,
    data: DataOption = None,
    json_: JsonOption = False,
) -> None:
    """The vacancies that suit a person, best first, with the reasons and the legal verdict of suitable work."""
    options = search_options(on, limit, weight, must, what_if=False)
    with service(settings(context, data)) as parts:
        made = localise(parts.matching.suitable(resume, options, now()), lang)
        if json_:
            emit(made)
        else:
            tables.suitable(made, parts.matching.resume(resume), lang)


def explain(
    context: typer.Context,
    vacancy: Vacancy,
    resume: Resume,
    lang: LangOption = Lang.ru,
    weight: WeightOption = None,
    must: MustOption = None,
    on: OnOption = None,
    data: DataOption = None,
    json_: JsonOption = False,
) -> None:
    """One pair: every criterion with its verdict, its sentence and the question to ask."""
    options = search_options(on, 1, weight, must, what_if=False)
    with service(settings(context, data)) as parts:
        made = localise(parts.matching.explain(vacancy, resume, options), lang)
        if json_:
            emit(made)
        else:
            tables.pair(made, lang)


def show(
    context: typer.Context,
    number: Annotated[int, typer.Argument(help="Number of a kept list.")],
    lang: LangOption = Lang.ru,
    data: DataOption = None,
    json_: JsonOption = False,
) -> None:
    """A list as it was shown, from what was kept."""
    with service(settings(context, data)) as parts:
        made = localise(parts.matching.show(number), lang)
        if json_:
            emit(made)
        else:
            tables.kept(made, lang)


def lists(
    context: typer.Context,
    subject: Annotated[str | None, typer.Argument(metavar="[ID]", help="Of one vacancy or resume.")] = None,
    data: DataOption = None,
    json_: JsonOption = False,
) -> None:
    """The kept lists, the newest first."""
    with service(settings(context, data)) as parts:
        found = parts.store.list_shortlists(subject)
    if json_:
        emit([{**one._asdict(), "made_at": one.made_at.isoformat(), "as_of": one.as_of.isoformat()} for one in found])
    else:
        tables.lists(found)


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    for command in (shortlist, suitable, explain, show, lists):
        app.command()(command)
