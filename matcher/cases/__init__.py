"""The five life cycles of the Rules: vacancy, referral, seeker, unemployed person, plan.

Each is a table of rows; one pure `step` makes a row, `perform` also what follows from it. Pure: no store, no engine, no
clock. Visibility and notices stand beside.
"""

from matcher.cases.cascade import Happening, Outcome, World, perform
from matcher.cases.facts import Facts, FollowUp, Stepped
from matcher.cases.machines import MACHINES
from matcher.cases.stepping import step
from matcher.cases.things import Entry, Notice, Refused, Thing
from matcher.cases.visibility import View, visible

__all__ = [
    "MACHINES",
    "Entry",
    "Facts",
    "FollowUp",
    "Happening",
    "Notice",
    "Outcome",
    "Refused",
    "Stepped",
    "Thing",
    "View",
    "World",
    "perform",
    "step",
    "visible",
]
