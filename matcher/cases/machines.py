"""The five life cycles by kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from matcher.cases import plan, referral, seeker, unemployed, vacancy
from matcher.cases.table import Machine
from matcher.cases.things import Kind

MACHINES: Mapping[Kind, Machine[Any]] = {
    machine.kind: machine
    for machine in (vacancy.MACHINE, referral.MACHINE, seeker.MACHINE, unemployed.MACHINE, plan.MACHINE)
}
