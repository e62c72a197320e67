"""The form that changes weights and musts: plain GET parameters, the same as those of the JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from scoring.weights import DEFAULT_WEIGHTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from api.http.pages.tongue import Tongue
    from matcher.shortlists import Options
    from scoring.records import Vacancy

FACTORS = (("off", 0.0), ("less", 0.5), ("usual", 1.0), ("more", 2.0))
"""The steps offered for a weight, as multiples of the usual one."""
LIMITS = (10, 20, 50)


class Choice(NamedTuple):
    """One entry of a list or one box of the form."""

    value: str
    label: str
    chosen: bool


class Weight(NamedTuple):
    """One criterion with the steps of its weight."""

    name: str
    label: str
    choices: list[Choice]


def weight_choices(applied: Mapping[str, float], tongue: Tongue) -> list[Weight]:
    """All criteria; a weight that is none of the steps stands in the list as a number."""
    return [
        Weight(name, tongue.word(f"criteria.{name}"), _steps(name, usual, applied.get(name, usual), tongue))
        for name, usual in DEFAULT_WEIGHTS.items()
    ]


def _steps(name: str, usual: float, applied: float, tongue: Tongue) -> list[Choice]:
    """The usual weight is sent as nothing, so that an address names only what was changed."""
    steps = [
        Choice(
            "" if factor == 1 else f"{name}:{usual * factor:g}",
            tongue.word(f"controls.{step}"),
            abs(usual * factor - applied) < 1e-9,
        )
        for step, factor in FACTORS
    ]
    if not any(one.chosen for one in steps):
        label = tongue.word("controls.custom", n=tongue.number(applied))
        steps.append(Choice(f"{name}:{applied:g}", label, chosen=True))
    return steps


def must_choices(vacancy: Vacancy, applied: Iterable[str], tongue: Tongue) -> list[Choice]:
    """The facets that the vacancy states, and whatever is a must just now."""
    held = tuple(applied)
    names = dict.fromkeys((*_stated(vacancy), *held))
    return [Choice(name, must_name(name, tongue), name in held) for name in names]


def _stated(vacancy: Vacancy) -> Iterator[str]:
    asks, schedule = vacancy.requirements, vacancy.schedule
    yield "profession"
    if asks:
        facets: tuple[tuple[str, Any], ...] = (
            ("education", asks.education),
            ("speciality", asks.speciality),
            ("qualification", asks.qualification),
            ("experience", asks.experience_years),
        )
        yield from (name for name, value in facets if value)
        yield from (f"licence:{one}" for one in asks.licences)
        yield from (f"language:{one.code}" for one in asks.languages)
    if vacancy.salary and (vacancy.salary.low or vacancy.salary.high):
        yield "salary"
    if schedule:
        names = ("regime", "employment", "format", "night")
        yield from (name for name in names if getattr(schedule, name))
        if schedule.hours_per_week:
            yield "hours"
    if vacancy.place:
        yield "place"


def must_name(must: str, tongue: Tongue) -> str:
    """A must in words."""
    kind, _, code = must.partition(":")
    if kind == "licence":
        return tongue.wording.graded("licence", code)
    if kind == "language":
        return tongue.wording.language(code)
    return tongue.word("musts.skill", name=code) if kind == "skill" else tongue.word(f"musts.{kind}")


def changed(options: Options) -> bool:
    """Whether anything differs from the usual terms, so that the form is shown open."""
    return bool(options.weights) or options.musts is not None
