"""Facts of one criterion a file: `facts(case) -> list[Fact]`, in no language, by the verdicts of the rank."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scoring.explain.facts import experience, other, profession, qualification, salary, schedule, transport

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from scoring.explain.case import Case
    from scoring.explain.model import Fact

FACTS: Mapping[str, Callable[[Case], list[Fact]]] = {
    "profession": profession.facts,
    "qualification": qualification.facts,
    "experience": experience.facts,
    "salary": salary.facts,
    "schedule": schedule.facts,
    "transport": transport.facts,
    "other": other.facts,
}
