"""The constants that were calibrated on the grades, and the steps by which the search turns them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from types import ModuleType
from typing import Any

from scoring import rank
from scoring.criteria import experience, licences, other, profession, qualification, salary, schedule, transport
from scoring.criteria.base import Curve
from scoring.weights import DEFAULT_WEIGHTS

CONSTANTS: tuple[tuple[ModuleType, str], ...] = (
    (rank, "CAP"),
    (profession, "WISH_ALONE"),
    (profession, "WORK_ALONE"),
    (qualification, "EDUCATION_PRIOR"),
    (licences, "PRIOR"),
    (experience, "SHARE"),
    (experience, "PRIOR"),
    (salary, "OVER"),
    (salary, "PRIOR"),
    (schedule, "PRIOR"),
    (schedule, "REFUSED"),
    (transport, "OVER"),
    (transport, "PRIOR"),
    (other, "SKILL_PRIOR"),
    (other, "CONTRADICTED"),
)
FACTORS = (0.7, 0.85, 1.2, 1.5)
"""A weight is multiplied by these; values of a curve or table are raised to these powers: 0, 1 and the order stay."""
STEPS = (-0.1, -0.05, 0.05, 0.1)
"""Added to a constant between 0 and 1."""
LOWEST, HIGHEST = 0.02, 0.98


@dataclass(frozen=True)
class Knob:
    """A weight of a criterion (`module` is None) or a constant of a module."""

    name: str
    module: ModuleType | None
    attribute: str

    def present(self) -> Any:
        """Its value in the code."""
        return getattr(self.module, self.attribute) if self.module else DEFAULT_WEIGHTS[self.attribute]

    def candidates(self, value: Any) -> Iterator[Any]:
        """Values a few steps from a value."""
        if isinstance(value, dict):
            yield from ({name: one**power for name, one in value.items()} for power in FACTORS)
        elif isinstance(value, Curve):
            yield from (replace(value, points=tuple((x, y**power) for x, y in value.points)) for power in FACTORS)
        elif self.module is None:
            yield from (round(value * factor, 3) for factor in FACTORS)
        else:
            yield from (round(min(max(value + step, LOWEST), HIGHEST), 3) for step in STEPS)


Setting = Mapping[Knob, Any]


def knobs() -> list[Knob]:
    """All of them, weights first."""
    weights = [Knob(f"weight {name}", None, name) for name in DEFAULT_WEIGHTS]
    return weights + [Knob(f"{of.__name__.rpartition('.')[2]} {name}", of, name) for of, name in CONSTANTS]


def weights_of(setting: Setting) -> dict[str, float]:
    """The weights of a setting; they are arguments of a search and nothing need be changed for them."""
    return {knob.attribute: value for knob, value in setting.items() if knob.module is None}


@contextmanager
def turned(setting: Setting) -> Iterator[None]:
    """The constants of the modules are those of the setting, and what they were again at the end."""
    constants = [(knob.module, knob.attribute, value) for knob, value in setting.items() if knob.module]
    with_coverage = [*constants, *_coverage(setting)]
    before = [(module, name, getattr(module, name)) for module, name, _ in with_coverage]
    try:
        _set(with_coverage)
        yield
    finally:
        _set(before)


def _coverage(setting: Setting) -> Iterator[tuple[ModuleType, str, Curve]]:
    """The curve of a skill half found begins at the value of one not found."""
    for knob, value in setting.items():
        if (knob.module, knob.attribute) == (other, "SKILL_PRIOR"):
            points = ((0.0, value), *other.COVERAGE.points[1:])
            yield other, "COVERAGE", replace(other.COVERAGE, points=points)


def _set(constants: Iterable[tuple[ModuleType, str, Any]]) -> None:
    for module, name, value in constants:
        setattr(module, name, value)
