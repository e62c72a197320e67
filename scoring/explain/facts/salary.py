"""Salary: the least accepted pay against the top of the offer in tenge a month, and how they got there."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from scoring.criteria.base import MET, NOT_MET
from scoring.criteria.salary import HOURS_A_WEEK, NET_SHARE, SHIFTS_A_MONTH, WEEKS_A_MONTH
from scoring.explain.model import Fact
from scoring.money import RATES

if TYPE_CHECKING:
    from scoring.explain.case import Case
    from scoring.records import Ask, Offer

LEAST_TOLD_PERCENT = 0.5
"""An excess below this is "slightly more"."""


def facts(case: Case) -> list[Fact]:
    """The comparison first, then the conversions that it rests on."""
    ask, low, high = (column[case.at] for column in (case.numbers.ask, case.numbers.low, case.numbers.high))
    top, field = (low, "from") if math.isnan(high) else (high, "to")
    top = math.nan if top <= 0 else top
    net = case.ask.in_hand is True and case.offer.gross is True
    told: list[Fact] = []
    if not math.isnan(ask):
        told += _converted(case, "ask", case.ask, case.ask.min, ask)
    if not math.isnan(top):
        stated = case.offer.low if case.offer.high is None else case.offer.high
        gross = top / NET_SHARE if net else top
        told += _converted(case, "offer", case.offer, stated, gross)
        if net:
            params = {"gross": _sum(case.offer, gross), "net": rough(top)}
            told.append(Fact("salary_net", params, case.source("vacancy", "salary.gross")))
    offer = rough(top) if net else _sum(case.offer, top)
    return [_comparison(case, {"ask": _sum(case.ask, ask), "offer": offer}, ask / top, field), *told]


def _comparison(case: Case, sums: dict[str, int | float | None], ratio: float, field: str) -> Fact:
    """What is expected against what is offered; None for a silent side."""
    stated = {name: value for name, value in sums.items() if value is not None}
    asked, offered = case.source("resume", "salary.min"), case.source("vacancy", f"salary.{field}")
    if not stated:
        return Fact("salary_both_silent", stated, "resume.salary")
    if "ask" not in stated:
        return Fact(f"salary_ask_silent_{field}", stated, offered)
    if "offer" not in stated:
        return Fact("salary_offer_silent", stated, asked)
    verdict = case.verdict("salary", "salary")
    if verdict == NOT_MET:
        return _over(stated, (ratio - 1) * 100, asked)
    return Fact(f"salary_within_{field}" if verdict == MET else "salary_above_from", stated, asked)


def _over(sums: dict[str, int | float], percent: float, source: str) -> Fact:
    if percent < LEAST_TOLD_PERCENT:
        return Fact("salary_slightly_over", sums, source)
    return Fact("salary_over", {**sums, "percent": round(percent)}, source)


def _converted(case: Case, side: str, stated: Ask | Offer, value: float | None, monthly: float) -> list[Fact]:
    """How a sum in another currency or per another period became tenge a month; nothing where it was so."""
    if value is None:
        return []
    currency, period = stated.currency or "KZT", stated.period or "month"
    if _plain(stated):
        return []
    params: dict[str, Any] = {
        "side": side, "amount": exact(value), "currency": currency, "monthly": rough(monthly),
    }  # fmt: skip
    if currency != "KZT":
        params["rate"] = exact(RATES[currency])
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


def _plain(stated: Ask | Offer) -> bool:
    """Whether a sum is tenge a month as it stands."""
    return (stated.currency or "KZT") == "KZT" and (stated.period or "month") == "month"


def _sum(stated: Ask | Offer, monthly: float) -> int | float | None:
    """A sum a month as shown: a stated one exactly, a converted one roughly; None where there is none."""
    return exact(monthly) if _plain(stated) else rough(monthly)


def exact(value: float) -> int | float | None:
    """Whole tenge, or two digits of tiyn; None where there is none."""
    if math.isnan(value):
        return None
    whole = round(value)
    return whole if value >= 1_000 or abs(value - whole) < 0.005 else round(value, 2)


def rough(value: float) -> int | float | None:
    """To the nearest hundred from ten thousand on: conversion makes no tenge certain."""
    return exact(value) if math.isnan(value) or value < 10_000 else int(round(value, -2))
