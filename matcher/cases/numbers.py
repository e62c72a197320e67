"""Legal numbers that are no terms, with their points."""

from __future__ import annotations

DECLINES_FOR_A_GROUND = 3
"""pt. 51(2): refusals of suitable work offered by the centre."""
AGE_OF_REGISTRATION = 16
"""pt. 6 and 41(1), in years: below it a seeker needs a legal representative's statement and cannot be unemployed."""
