"""Salary: is the least acceptable pay within the offer?

Both are compared in KZT a month. A bare ask is compared with the offer as it is stated; an ask "in hand" with the net
offer. met: ask <= top of the offer (only "from" given: <= from). unknown: either side silent, or only "from" given and
the person asks more. not_met: above the top; 1 % over is nearly met, 30 % over nearly nothing.
"""

from __future__ import annotations

import numpy as np

from scoring.criteria.base import Curve, Floats, Judged, Pairs, facet, join

PRIOR = 0.84
OVER = Curve("ask / top of the offer", ((1.0, 1.0), (1.02, 0.95), (1.1, 0.72), (1.2, 0.48), (1.3, 0.25), (1.6, 0.05)))
OVER_FROM = Curve("ask / from, no top stated", ((1.0, 1.0), (1.1, 0.85), (1.3, 0.7), (1.6, 0.45), (2.5, 0.15)))

SHIFTS_A_MONTH = 15.0
WEEKS_A_MONTH = 4.33
HOURS_A_WEEK = 40.0
MONTHS_A_YEAR = 12.0

# Kazakhstan, an employee's withholdings: pension contribution 10 %, medical insurance 2 %, income tax 10 % of the rest
# above the basic deduction. One flat share is enough for a comparison that is rounded to the near-miss curve anyway.
NET_SHARE = 0.815


def judge(pairs: Pairs) -> Judged:
    """One facet, `salary`."""
    ask, low, high = monthly(pairs)
    top = np.where(np.isnan(high), low, high)
    known = ~np.isnan(ask) & ~np.isnan(top) & (top > 0)
    ratio = np.where(known, ask / np.where(known, top, 1), 1).astype(np.float32)
    met = ratio <= 1.0 + 1e-6
    only_from = np.isnan(high)
    known_or_met = known & (met | ~only_from)
    one = facet(np.ones(len(pairs), bool), known_or_met, met, OVER(ratio), PRIOR)
    value = np.where(known & only_from & ~met, OVER_FROM(ratio), one.value).astype(np.float32)
    # A silent offer is a question, never a reason to prefer or to refuse; nothing to weigh where both are silent.
    return join({"salary": one._replace(value=value)})


def monthly(pairs: Pairs) -> tuple[Floats, Floats, Floats]:
    """(ask, from, to) of the pairs in KZT a month, NaN = not stated; the offer is net where the ask is in hand."""
    vacancies, resumes = pairs.vacancies, pairs.resumes
    shifts = _or(vacancies.shifts[pairs.vacancy], SHIFTS_A_MONTH)
    hours = _or(vacancies.hours[pairs.vacancy], HOURS_A_WEEK) * np.float32(WEEKS_A_MONTH)
    factors = np.stack([np.ones_like(shifts), hours, shifts, np.full_like(shifts, 1 / MONTHS_A_YEAR)])
    row = np.arange(len(pairs))
    ask = resumes.ask[pairs.resume] * factors[resumes.ask_period[pairs.resume], row]
    period = factors[vacancies.period[pairs.vacancy], row]
    net = (resumes.ask_in_hand[pairs.resume] > 0) & (vacancies.gross[pairs.vacancy] > 0)
    scale = period * np.where(net, NET_SHARE, 1.0)
    low, high = vacancies.low[pairs.vacancy] * scale, vacancies.high[pairs.vacancy] * scale
    return ask.astype(np.float32), low.astype(np.float32), high.astype(np.float32)


def _or(stated: Floats, otherwise: float) -> Floats:
    """What is stated, the convention where nothing is."""
    return np.where(np.isnan(stated), np.float32(otherwise), stated)
