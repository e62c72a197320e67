"""Working time in the first stage: each facet of the schedule by the term that the other side states.

Hours are left to the exact scorer: they lower a value and never raise one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

import numpy as np

from indexer.opensearch import probes
from indexer.opensearch.parts import SILENT, TERM, Part, has, part
from scoring.columns.codes import KNOWN
from scoring.columns.resumes import ResumeColumns
from scoring.columns.vacancies import VacancyColumns
from scoring.criteria import schedule
from scoring.criteria.base import Floats, Pairs
from scoring.records import EMPLOYMENT, FORMATS, REGIMES

FIELDS: dict[str, Any] = dict.fromkeys(("regime", "employment", "format", "night"), TERM)
_MASKS = {"regime": REGIMES, "employment": EMPLOYMENT, "format": FORMATS}
_RESUME = {"regime": "regimes", "employment": "employment", "format": "formats", "night": "night"}
"""The column of each field on the person's side; a vacancy's is called as the field."""
_FLAGS = {1: "yes", -1: "no", 0: SILENT}
_OF_FLAG = {term: number for number, term in _FLAGS.items()}


def of_resumes(columns: ResumeColumns) -> Iterator[dict[str, Any]]:
    """The fields of resumes: what is accepted."""
    accepted = {field: getattr(columns, column).tolist() for field, column in _RESUME.items()}
    for row in range(len(columns)):
        yield {field: _accepted(field, values[row]) for field, values in accepted.items()}


def of_vacancies(columns: VacancyColumns) -> Iterator[dict[str, Any]]:
    """The fields of vacancies: what is offered."""
    offered = {field: getattr(columns, field).tolist() for field in FIELDS}
    for row in range(len(columns)):
        yield {field: _terms(field, values[row]) for field, values in offered.items()}


def for_offer(offer: VacancyColumns, share: float) -> list[Part]:
    """The parts of a vacancy's schedule against what people accept, a facet each."""
    return [_of_offer(field, int(getattr(offer, field)[0]), share) for field in FIELDS]


def for_person(person: ResumeColumns, share: float) -> list[Part]:
    """The parts of what a person accepts against what is offered, a facet each."""
    return [_of_person(field, int(getattr(person, column)[0]), share) for field, column in _RESUME.items()]


def asked(offer: VacancyColumns) -> bool:
    """Whether a vacancy states anything of the schedule; otherwise the criterion weighs nothing with anybody."""
    everyone = probes.people(regimes=[0], employment=[0], formats=[0], night=[0], hours_max=[1.0])
    return schedule.states(probes.pairs(offer, everyone, 0, 0))


@lru_cache(maxsize=1024)
def _of_offer(field: str, state: int, share: float) -> Part:
    """A facet of a vacancy."""
    offer = _offers(field, [state])
    return _part(
        field, share, lambda states: probes.pairs(offer, _people(field, _closed(field, states)), 0, range(len(states)))
    )


@lru_cache(maxsize=1024)
def _of_person(field: str, state: int, share: float) -> Part:
    """A facet of a person."""
    person = _people(field, [state])
    return _part(field, share, lambda states: probes.pairs(_offers(field, states), person, range(len(states)), 0))


def _accepted(field: str, state: int) -> list[str]:
    """The terms of what a person accepts; "silent" as well where some value is left open, and may be worth as much."""
    terms = _terms(field, state)
    if field == "night" or SILENT in terms or state >> KNOWN == _all(field):
        return terms
    return [*terms, SILENT]


def _all(field: str) -> int:
    return (1 << len(_MASKS[field])) - 1


def _terms(field: str, state: int) -> list[str]:
    """The terms of a mask or of a flag."""
    if field == "night":
        return [_FLAGS[state]]
    return [name for bit, name in enumerate(_MASKS[field]) if state >> bit & 1] or [SILENT]


def _part(field: str, share: float, pairs: Callable[[list[int]], Pairs]) -> Part:
    """One facet: a term of the other side is worth what the rule says of a record that states it and nothing else."""
    states = [-1, 0, 1] if field == "night" else [0, *(1 << bit for bit in range(len(_MASKS[field])))]
    values = _values(field, pairs(states))
    least = float(values.min())
    terms = [(_terms(field, state)[0], value) for state, value in zip(states, values.tolist(), strict=True)]
    return part([(has(field, term), value) for term, value in terms], least, share)


def _values(field: str, pairs: Pairs) -> Floats:
    judged = schedule.judge(pairs).facets[field]
    return np.broadcast_to(np.where(judged.asked, judged.value, np.float32(1)), len(pairs))


def _closed(field: str, states: list[int]) -> list[int]:
    """The states of people who list one value and so tell of all."""
    return states if field == "night" else [state and state | _all(field) << KNOWN for state in states]


def _people(field: str, states: list[int]) -> ResumeColumns:
    nothing = np.zeros(len(states))
    columns = dict.fromkeys(_RESUME.values(), nothing) | {_RESUME[field]: np.array(states)}
    return probes.people(**columns, hours_max=nothing * np.nan)


def _offers(field: str, states: list[int]) -> VacancyColumns:
    nothing = np.zeros(len(states))
    return probes.offers(**(dict.fromkeys(FIELDS, nothing) | {field: np.array(states)}), hours=nothing * np.nan)
