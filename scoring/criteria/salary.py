"""Salary: is the least acceptable pay within the offer?

Both are compared in KZT a month. A bare ask is compared with the offer as it is stated; an ask "in hand" with the net
offer. met: ask <= top of the offer (only "from" given: <= from). unknown: either side silent, or only "from" given and
the person asks more. not_met: above the top; 1 % over is nearly met, 30 % over nearly nothing.
"""

from __future__ import annotations

import numpy as np

from scoring.criteria.base import ALWAYS, Curve, Floats, Judged, Pairs, facet, join

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
    only_from = np.isnan(high)
    top = np.where(only_from, low, high)
    ratio = np.asarray(ask / np.where(top > 0, top, np.nan), np.float32)
    known = ~np.isnan(ratio)
    met = ratio <= 1.0 + 1e-6
    value = OVER(ratio)
    if only_from.any():
        value = np.where(only_from, OVER_FROM(ratio), value)
    # A silent offer is a question, never a reason to prefer or to refuse; "from" alone may still rise to the ask.
    one = facet(ALWAYS, known & (met | ~only_from), met, value, PRIOR)
    return join({"salary": one._replace(value=np.where(known, value, np.float32(PRIOR)))}, len(pairs))


def monthly(pairs: Pairs) -> tuple[Floats, Floats, Floats]:
    """(ask, from, to) of the pairs in KZT a month, NaN = not stated; the offer is net where the ask is in hand."""
    vacancies, resumes = pairs.vacancies, pairs.resumes
    v, r = pairs.vacancy, pairs.resume
    factors = _factors(vacancies.shifts[v], vacancies.hours[v])
    row = np.arange(factors.shape[1]) if factors.shape[1] > 1 else 0
    ask = resumes.ask[r] * factors[resumes.ask_period[r], row]
    period = factors[vacancies.period[v], row]
    net = (resumes.ask_in_hand[r] > 0) & (vacancies.gross[v] > 0)
    scale = period * np.where(net, np.float32(NET_SHARE), np.float32(1)) if net.any() else period
    return ask, vacancies.low[v] * scale, vacancies.high[v] * scale


def _factors(shifts: Floats, hours: Floats) -> Floats:
    """float32[periods, vacancies]: what makes an amount a monthly one."""
    shifts, hours = _or(shifts, SHIFTS_A_MONTH), _or(hours, HOURS_A_WEEK) * np.float32(WEEKS_A_MONTH)
    return np.stack([np.ones_like(shifts), hours, shifts, np.full_like(shifts, 1 / MONTHS_A_YEAR)])


def _or(stated: Floats, otherwise: float) -> Floats:
    """What is stated, the convention where nothing is."""
    return np.where(np.isnan(stated), np.float32(otherwise), stated)
