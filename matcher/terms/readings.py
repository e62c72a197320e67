"""The readings: where the text leaves a choice and the choice changes a result, it has a name here.

One field, one open question; the numbers are those of docs/decisions/law-readings.md, which has a row for every
question, also for those that change no result. The defaults are the recommended readings. A client's lawyer changes
a field, never the code.
"""

from __future__ import annotations

from datetime import time

import msgspec


class Readings(msgspec.Struct, frozen=True, kw_only=True):
    """The reading of each open question that changes a result."""

    day_of_event_counts: bool = False
    """Q01: "со дня": the day itself is day 1. Recommended: the next day is (Civil Code art. 173 by analogy)."""
    validity_moves_to_working_day: bool = False
    """Q02: a validity of calendar days that ends on a day off runs on to the next working day."""
    late_hours_move_service_events: bool = True
    """Q03, Q04: what happens after hours or on a day off counts on the next working day, notices to people too."""
    late_hours_move_life_events: bool = False
    """Q04: so do life events (a vacancy arose, a circumstance arose)."""
    remote_acts_end: time | None = None
    """Q06: hour at which an act by cabinet, phone or akim stops being in time; None: 24:00."""
    utc_offset_hours: int = 5
    """Q07: one time for the whole country."""
    window_waits_for: tuple[str, ...] = ("re.offered", "re.consented", "re.resume_sent", "re.interview_set")
    """Q08: referrals in these states hold back the automatic registration as unemployed."""
    seekers_refusal_counts: bool = False
    """Q10: a refusal given as a seeker is one of the three of pt. 51(2)."""
    portal_offers_count: bool = False
    """Q11: refusing what the portal picked is one of the three."""
    same_vacancy_counts_again: bool = False
    """Q11: refusing the same vacancy twice counts twice."""
    late_answer_is_a_ground: bool = True
    """Q12: one late or missing answer is a ground by itself."""
    breach_is_a_ground: bool = False
    """Q13: not going to the employer within the three days of pt. 74 is already the ground of pt. 51(3)."""
    interview_day_extends_terms: bool = True
    """Q14: the terms of going to the employer end on the day of the interview at the earliest."""
    interview_restarts_decision: bool = True
    """Q15: the employer's five days run anew from the notice of an agreed interview."""
    hire_after_deemed_refusal: bool = True
    """Q16: a hire reported after the deemed refusal is accepted."""
    excluded_posts_published: bool = False
    """Q19: a post outside pt. 66 that is reported all the same is published."""
    financial_organisations_excluded: bool = False
    """Q20: "и финансовых организаций" takes the staff of banks out of pt. 66."""
    contributions_for_a_signal: int = 3
    """Q22: how many of the three kinds of contributions make an automatic signal; a specialist may open at one."""
    suspended_sentence_is_a_ground: bool = False
    """Q23: imprisonment imposed conditionally is a ground of pt. 51(5)."""
    report_to_lmc_days: int = 1
    """Q25: our own aim for the centre's report, in working days; no term stands in the text."""
    students_must_claim: bool = True
    """Q26: pt. 41(5) meets only students who claim active measures."""
    lowest_age_of_a_seeker: int | None = None
    """Q39: below this age nobody is registered as a seeker; None: the text has no such age."""
    certificate_for_anyone: bool = True
    """Q40: annex 9 is issued to anyone identified by a digital signature, registered or not."""
    silence_about_a_visit_is_a_no_show: bool = False
    """Q44: unknown whether the person came counts as not having come."""
    good_cause_covers_quitting: bool = False
    """Q45: a good cause stops the ground of quitting a measure at once; recommended: the review decides."""
    hire_closes_other_referrals: bool = True
    """Q36: a hire closes the person's other live referrals and, at zero openings, other people's to the vacancy."""
