"""Salary: the least accepted pay against the top of the offer in tenge a month, and how they got there."""

from __future__ import annotations

import math
from typing import Any

from scoring.criteria.base import MET, UNKNOWN
from scoring.criteria.salary import HOURS_A_WEEK, NET_SHARE, SHIFTS_A_MONTH, WEEKS_A_MONTH
from scoring.explain.case import Case
from scoring.explain.model import Fact
from scoring.money import RATES
from scoring.records import Ask, Offer

LEAST_TOLD_PERCENT = 0.5
"""An excess below this is "slightly more"."""


def facts(case: Case) -> list[Fact]:
    """The comparison first, then the conversions that it rests on."""
    ask, low, high = (column[case.at] for column in (case.numbers.ask, case.numbers.low, case.numbers.high))
    top = low if math.isnan(high) else high
    field = "from" if math.isnan(high) else "to"
    first = _comparison(case, ask, top, field)
    told = [] if math.isnan(ask) else _converted("ask", case.ask, case.ask.min, ask, case)
    if not math.isnan(top) and top > 0:
        net = case.ask.in_hand is True and case.offer.gross is True
        gross = top / NET_SHARE if net else top
        told += _converted("offer", case.offer, _stated_top(case.offer), gross, case)
        if net:
            params = {"gross": amount(gross), "net": amount(top)}
            told.append(Fact("salary_net", params, case.source("vacancy", "salary.gross")))
    return [first, *told]


def _comparison(case: Case, ask: float, top: float, field: str) -> Fact:
    asked, offered = case.source("resume", "salary.min"), f"vacancy.salary.{field}"
    silent_offer = math.isnan(top) or top <= 0
    if math.isnan(ask):
        if silent_offer:
            return Fact("salary_both_silent", {}, "resume.salary")
        return Fact(f"salary_ask_silent_{field}", {"offer": amount(top)}, offered)
    if silent_offer:
        return Fact("salary_offer_silent", {"ask": amount(ask)}, asked)
    params: dict[str, Any] = {"ask": amount(ask), "offer": amount(top)}
    verdict = case.verdict("salary", "salary")
    if verdict == MET:
        return Fact(f"salary_within_{field}", params, asked)
    if verdict == UNKNOWN:
        return Fact("salary_above_from", params, asked)
    percent = (ask / top - 1) * 100
    if percent < LEAST_TOLD_PERCENT:
        return Fact("salary_slightly_over", params, asked)
    return Fact("salary_over", {**params, "percent": round(percent)}, asked)


def _stated_top(offer: Offer) -> float | None:
    return offer.high if offer.high is not None else offer.low


def _converted(side: str, stated: Ask | Offer, value: float | None, monthly: float, case: Case) -> list[Fact]:
    """How a sum in another currency or per another period became tenge a month; nothing where it was so."""
    if value is None:
        return []
    currency, period = stated.currency or "KZT", stated.period or "month"
    if currency == "KZT" and period == "month":
        return []
    params: dict[str, Any] = {
        "side": side, "amount": amount(value), "currency": currency, "monthly": amount(monthly),
    }  # fmt: skip
    if currency != "KZT":
        params["rate"] = amount(RATES[currency])
    code = f"salary_by_{period}" + ("" if currency == "KZT" else "_foreign")
    if period == "shift":
        params["times"] = _times(float(case.numbers.pairs.vacancies.shifts[case.row_v]), SHIFTS_A_MONTH)
    elif period == "hour":
        hours = float(case.numbers.pairs.vacancies.hours[case.row_v])
        params["times"] = round((HOURS_A_WEEK if math.isnan(hours) else hours) * WEEKS_A_MONTH)
    path = "salary.min" if side == "ask" else "salary"
    return [Fact(code, params, case.source("resume" if side == "ask" else "vacancy", path))]


def _times(stated: float, usual: float) -> int:
    return round(usual if math.isnan(stated) else stated)


def amount(value: float) -> int | float:
    """Whole tenge as they are; what conversion made crooked to the nearest hundred; small sums with their tiyn."""
    whole = round(value)
    if abs(value - whole) < 0.05 or value >= 1000:
        return whole if whole < 10_000 or whole % 50 == 0 else round(value, -2).__int__()
    return round(value, 2)
