"""The what-if ladder: how many more people each single relaxation of a vacancy brings.

Each relaxation changes one column of the vacancy, the minutes that people allow, or one must; only the criterion that
it touches is judged again. Who is suitable stays suitable: where a demand is dropped, those who met it lose that credit
in their total, but an employer who asks less does not lose them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil, floor, log10

import numpy as np

from scoring.columns.vacancies import VacancyColumns
from scoring.criteria import experience, salary, transport
from scoring.criteria.base import Bools, Judged, Pairs
from scoring.criteria.memory import Memory
from scoring.criteria.works import Works
from scoring.rank import Scorer, combine
from scoring.suitability import suitable

RAISES = (1.1, 1.2)
"""Pay a step up and two steps up, rounded up to two digits."""
WIDER_MINUTES = 30.0
"""Half an hour more on the way than each person allows."""


@dataclass(frozen=True)
class Relaxation:
    """One change of a vacancy: what it is (`code`, `params` for words) and what it does to a search."""

    code: str
    params: Mapping[str, float | str]
    offer: VacancyColumns
    musts: tuple[str, ...]
    extra_minutes: float = 0.0


def relaxations(offer: VacancyColumns, musts: Sequence[str]) -> list[Relaxation]:
    """The single relaxations worth offering for the one vacancy of `offer`."""
    held = tuple(musts)
    return [*_pay(offer, held), *_years(offer, held), *_musts(offer, held), *_way(offer, held)]


def _pay(offer: VacancyColumns, musts: tuple[str, ...]) -> Iterator[Relaxation]:
    top = float(offer.low[0] if np.isnan(offer.high[0]) else offer.high[0])
    if np.isnan(top) or top <= 0:
        return
    # Where only "from" is stated it is raised: a top of its own would refuse people who are now a question.
    only_from = bool(np.isnan(offer.high[0]))
    for raised in dict.fromkeys(_round_up(top * factor) for factor in RAISES):
        pay = np.array([raised], np.float32)
        changed = replace(offer, low=pay) if only_from else replace(offer, high=pay)
        yield Relaxation("salary", {"from": top, "to": raised, "period": int(offer.period[0])}, changed, musts)


def _years(offer: VacancyColumns, musts: tuple[str, ...]) -> Iterator[Relaxation]:
    years = float(np.nan_to_num(offer.years[0]))
    if years > 0:
        fewer = max(years - 1, 0.0)
        changed = replace(offer, years=np.array([fewer], np.float32))
        yield Relaxation("experience", {"from": years, "to": fewer}, changed, musts)


def _musts(offer: VacancyColumns, musts: tuple[str, ...]) -> Iterator[Relaxation]:
    for must in musts:
        yield Relaxation("must", {"must": must}, offer, tuple(one for one in musts if one != must))


def _way(offer: VacancyColumns, musts: tuple[str, ...]) -> Iterator[Relaxation]:
    if offer.format[0] & transport.REMOTE:
        return
    if not offer.provides[0] & transport.HOUSING:
        housed = replace(offer, provides=np.array([offer.provides[0] | transport.HOUSING], np.int8))
        yield Relaxation("housing", {}, housed, musts)
        yield Relaxation("commute", {"minutes": WIDER_MINUTES}, offer, musts, WIDER_MINUTES)


def _round_up(amount: float) -> float:
    """Up to two significant digits: 275 000 -> 280 000."""
    unit = 10 ** (floor(log10(amount)) - 1)
    return float(ceil(amount / unit - 1e-9) * unit)


def counts(
    scorer: Scorer, pairs: Pairs, ladder: Sequence[Relaxation], weights: Mapping[str, float], musts: Sequence[str]
) -> tuple[int, list[int]]:
    """How many of the pairs are suitable as things are, and after each relaxation alone."""
    criteria = scorer.judge(pairs)
    before = suitable(combine(pairs, criteria, weights, {0: musts}, scorer.memory))
    after = [_after(pairs, criteria, step, weights, scorer.memory) for step in ladder]
    return int(before.sum()), [int((before | found).sum()) for found in after]


def _after(
    pairs: Pairs, criteria: Mapping[str, Judged], step: Relaxation, weights: Mapping[str, float], memory: Memory
) -> Bools:
    """Which pairs are suitable after one relaxation."""
    changed = replace(pairs, vacancies=step.offer, extra_minutes=step.extra_minutes)
    again: dict[str, Judged] = {}
    if step.code == "salary":
        again["salary"] = salary.judge(changed)
    elif step.code == "experience":
        again["experience"] = experience.judge(changed, Works.of(changed))
    elif step.code in ("housing", "commute"):
        again["transport"] = transport.judge(changed)
    return suitable(combine(changed, {**criteria, **again}, weights, {0: step.musts}, memory))
