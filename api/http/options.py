"""The options of a search as query parameters."""

import math
from collections.abc import Callable, Iterator
from datetime import date
from typing import Annotated, Literal

from fastapi import Depends, Query

from api.http.errors import FieldsError
from api.http.parts import Today
from matcher.shortlists import Options
from scoring.checks import Problem, day
from scoring.weights import DEFAULT_WEIGHTS, LARGEST_WEIGHT, STATIC_MUSTS, WeightError, check_musts, weights

LIMIT = 20
MOST = 1000
"""As many as the command line gives."""
LONGEST = 500
"""Characters of one parameter."""

CRITERIA_NAMES = ", ".join(DEFAULT_WEIGHTS)

Lang = Literal["ru", "kk", "en"]
Text = Annotated[str, Query(max_length=LONGEST)]

LangParam = Annotated[Lang, Query(description="Language of the sentences.")]
LimitParam = Annotated[int, Query(ge=1, le=MOST, description="How many items at most.")]
OnParam = Annotated[
    str | None,
    Query(max_length=LONGEST, description="Take this day for today (YYYY-MM-DD).", examples=["2026-11-20"]),
]
WeightParam = Annotated[
    list[Text],
    Query(
        description=f"CRITERION:NUMBER, 0 to {LARGEST_WEIGHT:g}; may be repeated. Criteria: {CRITERIA_NAMES}.",
        examples=["salary:2"],
    ),
]
MustParam = Annotated[
    list[Text],
    Query(
        description=f"Exclude who does not meet it; may be repeated. {', '.join(STATIC_MUSTS)}, licence:CODE, "
        "language:CODE, skill:NAME. Absent: what the vacancy suggests; once and empty: none.",
        examples=["licence:driving:C"],
    ),
]
WhatIfParam = Annotated[bool, Query(description="How many more people each single relaxation brings.")]


def search_options(  # noqa: PLR0913, PLR0917 - one argument a parameter
    today: Today,
    limit: LimitParam = LIMIT,
    on: OnParam = None,
    weight: WeightParam = [],  # noqa: B006 - FastAPI copies defaults
    must: MustParam = [],  # noqa: B006
    what_if: WhatIfParam = False,
) -> Options:
    """The options of a search.

    Raises:
        FieldsError: parameters that mean nothing, all of them at once.
    """
    changed, musts = dict(_pairs(weight)), [one for one in must if one]
    wrong = [
        *_wrong_day(on),
        *_wrong("weight", WEIGHT_FORM, lambda: weights(changed)),
        *_wrong("must", MUST_FORM, lambda: check_musts(musts)),
    ]
    if wrong:
        raise FieldsError(wrong)
    chosen = tuple(dict.fromkeys(musts)) if must else None
    return Options(date.fromisoformat(on) if on else today, limit, changed, chosen, what_if)


WEIGHT_FORM = f"expected CRITERION:NUMBER, a number from 0 to {LARGEST_WEIGHT:g}; criteria: {CRITERIA_NAMES}"
MUST_FORM = f"expected one of {', '.join(STATIC_MUSTS)}, licence:CODE, language:CODE, skill:NAME"


def _pairs(texts: list[str]) -> Iterator[tuple[str, float]]:
    """Criteria with numbers; what is no number becomes one that no weight can be. Empty ones are a form's defaults."""
    for text in texts:
        if text:
            name, _, value = text.partition(":")
            try:
                yield name, float(value)
            except ValueError:
                yield name, math.nan


def _wrong(field: str, form: str, check: Callable[[], object]) -> Iterator[Problem]:
    """What is possible, where the check fails: its own message names what was sent."""
    try:
        check()
    except WeightError:
        yield Problem(field, form)


def _wrong_day(text: str | None) -> Iterator[Problem]:
    if text and (len(text) != len("2026-11-20") or day(text) is None):
        yield Problem("on", "expected a day as YYYY-MM-DD")


Search = Annotated[Options, Depends(search_options)]
