"""Pay in the first stage: what a person asks against what is offered.

A resume keeps its amount under the period and the kind (as stated, or in hand) in which it asks; a vacancy keeps the
top of its offer in each period, since only it knows its hours and shifts. So both meet without a conversion there.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from math import isnan
from typing import Any

import numpy as np

from indexer.opensearch import probes
from indexer.opensearch.parts import SILENT, TERM, Part, Query, all_of, from_on, has, part, up_to
from scoring.columns.resumes import ResumeColumns
from scoring.columns.vacancies import VacancyColumns
from scoring.criteria.base import Curve, Floats
from scoring.criteria.salary import NET_SHARE, OVER, OVER_FROM, PRIOR, monthly
from scoring.records import PERIODS

_AMOUNT = {"type": "float"}
RESUME_FIELDS: dict[str, Any] = {
    "pay": TERM,
    **{f"{kind}_{one}": _AMOUNT for kind in ("ask", "net") for one in PERIODS},
}
VACANCY_FIELDS: dict[str, Any] = {"pay": TERM, **{f"top_{one}": _AMOUNT for one in PERIODS}}
EDGES = (1.0, 1.02, 1.05, 1.1, 1.2, 1.3, 1.6, 2.5)
"""Ends of the bands, ask / offer."""


def of_resumes(columns: ResumeColumns) -> Iterator[dict[str, Any]]:
    """The fields of resumes."""
    for ask, period, in_hand in zip(columns.ask.tolist(), columns.ask_period, columns.ask_in_hand, strict=True):
        yield {"pay": SILENT} if isnan(ask) else {f"{'net' if in_hand > 0 else 'ask'}_{PERIODS[period]}": ask}


def of_vacancies(columns: VacancyColumns) -> Iterator[dict[str, Any]]:
    """The fields of vacancies."""
    tops = _tops(columns)
    for top, high, gross in zip(tops.T.tolist(), columns.high, columns.gross, strict=True):
        if not top[0] > 0:
            yield {"pay": SILENT}
            continue
        pay = _kind(only_from=bool(np.isnan(high)), gross=bool(gross > 0))
        yield {"pay": pay, **{f"top_{name}": one for name, one in zip(PERIODS, top, strict=True)}}


def for_offer(offer: VacancyColumns, share: float) -> Part:
    """The part of a vacancy's pay against the people's asks."""
    asks = probes.people(
        ask=np.ones(2 * len(PERIODS)),
        ask_period=[*range(len(PERIODS))] * 2,
        ask_in_hand=np.repeat([0, 1], len(PERIODS)),
    )
    one, low, high = monthly(probes.pairs(offer, asks, 0, range(2 * len(PERIODS))))
    only_from = bool(np.isnan(offer.high[0]))
    tops = (low if only_from else high) / one
    if not tops[0] > 0:
        return part([], PRIOR, share)
    bands: list[tuple[Query, float]] = [(has("pay", SILENT), PRIOR)]
    curve = OVER_FROM if only_from else OVER
    fields = [f"{kind}_{period}" for kind in ("ask", "net") for period in PERIODS]
    for field, top in zip(fields, np.broadcast_to(tops, len(fields)).tolist(), strict=True):
        bands += [(up_to(field, top * edge), value) for edge, value in _steps(curve)]
    return part(bands, _at(curve, EDGES[-1]), share)


def for_person(person: ResumeColumns, share: float) -> Part:
    """The part of a person's ask against what is offered."""
    ask = float(person.ask[0])
    if isnan(ask):
        return part([], PRIOR, share)
    field = f"top_{PERIODS[person.ask_period[0]]}"
    bands: list[tuple[Query, float]] = [(has("pay", SILENT), PRIOR)]
    for only_from, gross in product((False, True), repeat=2):
        wanted = ask / NET_SHARE if gross and person.ask_in_hand[0] > 0 else ask
        kind = has("pay", _kind(only_from=only_from, gross=gross))
        for edge, value in _steps(OVER_FROM if only_from else OVER):
            bands.append((all_of(kind, from_on(field, wanted / edge)), value))
    return part(bands, _at(OVER_FROM, EDGES[-1]), share)


def _kind(*, only_from: bool, gross: bool) -> str:
    """The term of an offer that is stated: only from on or with a top, before tax or not said to be."""
    return f"{'from' if only_from else 'top'}{'_gross' if gross else ''}"


def _steps(curve: Curve) -> Iterator[tuple[float, float]]:
    """The end of each band, and the most within it: the value at its beginning."""
    begin = 0.0
    for end in EDGES:
        yield end, _at(curve, begin)
        begin = end


def _at(curve: Curve, x: float) -> float:
    return float(curve(np.array([x], np.float32))[0])


def _tops(columns: VacancyColumns) -> Floats:
    """float32[periods, vacancies]: the top of each offer in every period, NaN where it states none."""
    count = len(columns)
    made = np.full((len(PERIODS), count), np.nan, np.float32)
    for number in range(len(PERIODS)):
        asks = probes.people(ask=[1.0], ask_period=[number], ask_in_hand=[0])
        one, low, high = monthly(probes.pairs(columns, asks, range(count), 0))
        made[number] = np.where(np.isnan(high), low, high) / one
    return made
