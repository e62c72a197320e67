"""Grounds to remove the unemployed from the register (pt. 51), and what has to be shown for each."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from matcher.cases.facts import Facts
from matcher.cases.numbers import DECLINES_FOR_A_GROUND
from matcher.terms import Readings

CONTRIBUTIONS = ("osms", "opv", "social")
"""Compulsory health insurance, pension contributions, social contributions (pt. 51(1))."""
CIRCUMSTANCES = ("residence", "employment", "entrepreneurship", "founder", "disability_group", "pension")
"""The six circumstances of pt. 64 and 51(6)."""


class Removal(msgspec.Struct, frozen=True):
    """A ground of pt. 51; `excused`: the text excuses a good cause."""

    code: str
    excused: bool
    about: str


REMOVALS: Mapping[str, Removal] = {
    one.code: one
    for one in (
        Removal("51(1)", excused=False, about="contributions came in"),
        Removal("51(2)a", excused=False, about="three refusals of suitable work offered by the centre"),
        Removal("51(2)b", excused=False, about="late or missing answer to an offer of the centre"),
        Removal("51(3)a", excused=True, about="did not come to the place of offered work or training"),
        Removal("51(3)b", excused=True, about="did not come on the call for active measures"),
        Removal("51(3)c", excused=False, about="left active measures at own will; good cause unclear (Q45)"),
        Removal("51(4)", excused=True, about="broke the terms of visiting or notifying the centre"),
        Removal("51(5)", excused=False, about="imprisonment or compulsory treatment by a court decision in force"),
        Removal("51(6)", excused=False, about="reported a circumstance of pt. 64 late"),
        Removal("51(7)", excused=False, about="knowingly false or forged papers"),
    )
}


def excused(facts: Facts, readings: Readings) -> bool:
    """Whether a good cause stands against the ground (pt. 51(3), (4)); who decides on it is a specialist (Q34)."""
    removal = REMOVALS.get(facts.ground or "")
    covers = removal is not None and (
        removal.excused or (removal.code == "51(3)c" and readings.good_cause_covers_quitting)
    )
    return facts.good_cause and covers


def enough_declines(facts: Facts, declines: int) -> bool:
    """Pt. 51(2): three counted refusals; refusals given as a seeker are not among them."""
    return facts.ground != "51(2)a" or declines >= DECLINES_FOR_A_GROUND


def shown(facts: Facts, actor: str, readings: Readings) -> bool:
    """Whether what is known bears the ground: the contributions of pt. 51(1), the sentence of pt. 51(5).

    All three contributions make an automatic signal, any one lets a specialist open the review (Q22). A suspended
    sentence is no signal, and corrective or community works are no ground of pt. 51(5) at all (Q23).
    """
    if facts.ground == "51(1)" and facts.contributions is not None:
        needed = 1 if actor == "cc_specialist" else readings.contributions_for_a_signal
        return len(set(facts.contributions) & set(CONTRIBUTIONS)) >= needed
    if facts.ground == "51(5)" and facts.sentence is not None:
        suspended = facts.sentence == "imprisonment_suspended"
        return facts.sentence in {"imprisonment", "compulsory_treatment"} or (
            suspended and readings.suspended_sentence_is_a_ground
        )
    return facts.ground in REMOVALS
