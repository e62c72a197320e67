"""Pay in the first stage: what a person asks against what is offered.

Amounts are terms, in steps of a few percent: a term is found at once, where a range looks at every document. A resume
keeps its ask under the period and the kind (as stated, or in hand) in which it asks; a vacancy keeps the top of its
offer in each period, since only it knows its hours and shifts. So both meet without a conversion there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import product
from math import floor, isnan, log
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.opensearch import probes
from indexer.opensearch.parts import SILENT, TERM, Part, graded, has, part
from scoring.columns.resumes import ResumeColumns
from scoring.columns.vacancies import VacancyColumns
from scoring.criteria.base import Curve, Floats
from scoring.criteria.salary import NET_SHARE, OVER, OVER_FROM, PRIOR, monthly
from scoring.records import PERIODS

FIELDS: dict[str, Any] = {"pay": TERM}
STEP = 1.04
"""Ratio of the ends of a step."""
LOWEST = {"month": 20_000.0, "hour": 100.0, "shift": 1_000.0, "year": 240_000.0}
"""All below is one step, KZT; so is all above `SPAN` times this."""
SPAN = 400.0
WORST = 2.5
"""Ask / offer from which nothing is told apart any more."""
_ROOM = 1 - 1e-6
_KINDS = ("ask", "net")


def of_resumes(columns: ResumeColumns) -> Iterator[dict[str, Any]]:
    """The field of resumes."""
    for ask, period, in_hand in zip(columns.ask.tolist(), columns.ask_period, columns.ask_in_hand, strict=True):
        yield {"pay": SILENT if isnan(ask) else _term(_KINDS[int(in_hand > 0)], PERIODS[period], ask)}


def of_vacancies(columns: VacancyColumns) -> Iterator[dict[str, Any]]:
    """The field of vacancies."""
    tops = _tops(columns)
    for top, high, gross in zip(tops.T.tolist(), columns.high, columns.gross, strict=True):
        kind = _kind(only_from=bool(np.isnan(high)), gross=bool(gross > 0))
        terms = [_term(kind, name, one) for name, one in zip(PERIODS, top, strict=True)] if top[0] > 0 else []
        yield {"pay": terms or SILENT}


def for_offer(offer: VacancyColumns, share: float) -> Part:
    """The part of a vacancy's pay against the people's asks."""
    count = len(PERIODS)
    asks = probes.people(ask=np.ones(2 * count), ask_period=[*range(count)] * 2, ask_in_hand=np.repeat([0, 1], count))
    one, low, high = monthly(probes.pairs(offer, asks, 0, range(2 * count)))
    only_from = bool(np.isnan(offer.high[0]))
    tops = np.broadcast_to((low if only_from else high) / one, 2 * count)
    if not tops[0] > 0:
        return part([], PRIOR, share)
    curve = OVER_FROM if only_from else OVER
    terms: list[str] = []
    ratios: list[NDArray[Any]] = []
    for (kind, period), top in zip(product(_KINDS, PERIODS), tops.tolist(), strict=True):
        count = max(min(_step(top * WORST), _highest(period)) - _lowest(period) + 1, 0)
        terms += _terms(kind, period)[:count]
        # A step is as good as the least ask in it; of all that lies below the lowest step the least is nothing.
        ratios.append(np.append(0.0, _starts(period)[1:] / top)[:count])
    bands = [(has("pay", SILENT), PRIOR), *graded("pay", terms, _at(curve, np.concatenate(ratios)), share)]
    return part(bands, float(_at(curve, [WORST])[0]), share)


def for_person(person: ResumeColumns, share: float) -> Part:
    """The part of a person's ask against what is offered."""
    ask, period = float(person.ask[0]), PERIODS[person.ask_period[0]]
    if isnan(ask):
        return part([], PRIOR, share)
    terms: list[str] = []
    values: list[Floats] = []
    for only_from, gross in product((False, True), repeat=2):
        wanted = ask / NET_SHARE if gross and person.ask_in_hand[0] > 0 else ask
        first = max(_step(wanted / WORST) - 1 - _lowest(period), 0)
        # A step is as good as the most that is offered in it; above the highest step there is no most.
        ratios = np.append(wanted / _starts(period)[1:], 0.0)[first:]
        terms += _terms(_kind(only_from=only_from, gross=gross), period)[first:]
        values.append(_at(OVER_FROM if only_from else OVER, ratios))
    bands = [(has("pay", SILENT), PRIOR), *graded("pay", terms, np.concatenate(values), share)]
    return part(bands, float(_at(OVER_FROM, [WORST])[0]), share)


def _kind(*, only_from: bool, gross: bool) -> str:
    """The kind of an offer that is stated: only from on or with a top, before tax or not said to be."""
    return f"{'from' if only_from else 'top'}{'_gross' if gross else ''}"


def _term(kind: str, period: str, amount: float) -> str:
    return f"{kind}.{period}.{min(max(_step(amount), _lowest(period)), _highest(period))}"


def _step(amount: float) -> int:
    return floor(log(max(amount, 1.0)) / log(STEP))


@lru_cache
def _starts(period: str) -> NDArray[np.float64]:
    """Where each step of a period begins, from the lowest to the highest."""
    return STEP ** np.arange(_lowest(period), _highest(period) + 1.0)


@lru_cache
def _terms(kind: str, period: str) -> list[str]:
    """The terms of these steps."""
    return [f"{kind}.{period}.{step}" for step in range(_lowest(period), _highest(period) + 1)]


def _lowest(period: str) -> int:
    return _step(LOWEST[period])


def _highest(period: str) -> int:
    return _step(LOWEST[period] * SPAN)


def _at(curve: Curve, ratios: Sequence[float] | NDArray[Any]) -> Floats:
    """Values of ratios, with room for what a logarithm rounds."""
    return curve(np.array(ratios, np.float32) * np.float32(_ROOM))


def _tops(columns: VacancyColumns) -> Floats:
    """float32[periods, vacancies]: the top of each offer in every period, NaN where it states none."""
    count = len(columns)
    made = np.full((len(PERIODS), count), np.nan, np.float32)
    for number in range(len(PERIODS)):
        asks = probes.people(ask=[1.0], ask_period=[number], ask_in_hand=[0])
        one, low, high = monthly(probes.pairs(columns, asks, range(count), 0))
        made[number] = np.where(np.isnan(high), low, high) / one
    return made
