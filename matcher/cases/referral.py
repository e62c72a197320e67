"""The referral's life cycle (process 4.3): from the selection of a candidate to the hire, or to one of six ends."""

from __future__ import annotations

from collections.abc import Callable

from matcher.cases import referral_corrections as mend
from matcher.cases import referral_effects as do
from matcher.cases.answers import on_register
from matcher.cases.referral_corrections import in_time_after_all
from matcher.cases.referral_effects import Case
from matcher.cases.table import PERSON, Guard, Machine, Row, Start, over, past
from matcher.cases.things import LIVE, Referral

CC = ("cc_specialist",)
AIS = ("ais",)
BY_PERSON = (*PERSON, "akim")
INTERVIEW = ("re.resume_sent", "re.interview_set")
ENDED_BY_HIRE = ("hired_elsewhere", "vacancy_filled")


def _by_portal(ctx: Case) -> bool:
    return ctx.data.by == "portal"


def _by_centre(ctx: Case) -> bool:
    return ctx.data.by == "cc"


def _received_by_seeker(ctx: Case) -> bool:
    return do.receipt(ctx) is not None and (ctx.facts.status or ctx.data.status) == "seeker"


def _received_by_others(ctx: Case) -> bool:
    return do.receipt(ctx) is not None and (ctx.facts.status or ctx.data.status) != "seeker"


def _has_reply_term(ctx: Case) -> bool:
    """Pt. 72 is about the centre's offers; on a portal pick a seeker's day only ends the hold of Q08."""
    return _by_centre(ctx) or ctx.data.status == "seeker"


def _centre_notifies(ctx: Case) -> bool:
    return ctx.actor == "cc_specialist"


def _must_go(ctx: Case) -> bool:
    return _centre_notifies(ctx) and on_register(ctx)


def _decision_anew(ctx: Case) -> bool:
    return _centre_notifies(ctx) and ctx.law.readings.interview_restarts_decision


def _known_absent(ctx: Case) -> bool:
    silence = ctx.law.readings.silence_about_a_visit_is_a_no_show
    return ctx.data.appeared is False or (ctx.data.appeared is None and silence)


def _open(ctx: Case) -> bool:
    return ctx.facts.vacancy_state not in {"va.filled", "va.withdrawn"}


def _new_date(ctx: Case) -> bool:
    told = ctx.thing.state == "re.interview_set" and ctx.data.interview is not None
    return not told or ctx.facts.interview != ctx.data.interview


def _from(state: str) -> Callable[[Case], bool]:
    return lambda ctx: ctx.data.closed_from == state


def _closed_by_hire(state: str) -> Callable[[Case], bool]:
    return lambda ctx: ctx.data.closed_from == state and ctx.data.reason in ENDED_BY_HIRE


OPEN = Guard[Referral]("open_vacancy", _open, "vacancy_closed")
OWN = Guard[Referral]("own_vacancy", lambda c: c.facts.own_vacancy, "wrong_actor")
VILLAGER = Guard[Referral]("villager", lambda c: c.actor != "akim" or c.data.rural, "wrong_actor")
PROOF = Guard[Referral]("proof", lambda c: bool(c.facts.proof))
LAST_DAY_PAST = Guard[Referral]("passed_reply_term", lambda c: over(c, "T16", "T17"))
FINAL = ("re.hired", "re.declined", "re.employer_refused", "re.no_show", "re.closed")
REPLIES = ("T16", "T17")

# One row of the process table reads as one row here.
# fmt: off
SELECTION: tuple[Row[Referral], ...] = (
    Row("M1a", ("re.none",), "candidate_selected", (*CC, "portal"), "re.offered", "36; 78",
        when=lambda c: c.actor == "portal", guards=(OPEN,),
        starts=(Start("T16", when=lambda c: (c.facts.status or c.data.status) == "seeker"),),
        effect=do.shown_by_portal),
    Row("M1", ("re.none",), "candidate_selected", (*CC, "portal"), "re.selected", "69; 70",
        guards=(OPEN, Guard("registered_vacancy", lambda c: c.facts.vacancy_state == "va.registered")),
        effect=do.selected),
    Row("M2", ("re.selected",), "offer_sent", CC, "re.offered", "71",
        guards=(Guard("suitable_work", lambda c: c.data.suitable is not False),
                Guard("offers_that_go_on", lambda c: not c.facts.offers_stopped)),
        starts=(Start("T16", _received_by_seeker, do.received_at), Start("T17", _received_by_others, do.received_at)),
        notices=("offer",), effect=do.offered),
    Row("M2a", ("re.offered",), "receipt_proven", (*CC, "assistant", "portal", "ais"), point="72",
        guards=(PROOF, Guard("unproven_receipt", lambda c: c.data.receipt is None, "duplicate_event")),
        starts=(Start("T16", lambda c: c.data.status == "seeker", do.received_at),
                Start("T17", lambda c: c.data.status != "seeker", do.received_at)),
        effect=do.receipt_proven),
)

ANSWERS: tuple[Row[Referral], ...] = (
    Row("M3", ("re.offered",), "reply_consent", BY_PERSON, "re.consented", "37; 72", guards=(VILLAGER,),
        meets=REPLIES, starts=(Start("T18", _by_centre, do.centre_knew),), effect=do.consented),
    Row("M4", ("re.offered",), "reply_decline", BY_PERSON, "re.declined", "37; 72", guards=(VILLAGER,),
        meets=REPLIES, effect=do.refused),
    Row("M5", ("re.offered",), "reply_due_passed", AIS, "re.no_reply", "72; 51(2)",
        guards=(LAST_DAY_PAST, Guard("reply_term", _has_reply_term)), passes=REPLIES, effect=do.silence),
    Row("M6c", ("re.no_reply",), "reply_consent", BY_PERSON, "re.consented", "72",
        when=in_time_after_all, guards=(VILLAGER, OPEN), starts=(Start("T18", _by_centre, do.centre_knew),),
        effect=mend.consented_after_all, correction=True),
    Row("M6", ("re.no_reply",), "reply_consent", BY_PERSON, "re.consented", "72",
        guards=(VILLAGER, OPEN), starts=(Start("T18", _by_centre, do.centre_knew),)),
    Row("M6d", ("re.no_reply",), "reply_decline", BY_PERSON, "re.declined", "72",
        when=in_time_after_all, guards=(VILLAGER,), effect=mend.refused_after_all, correction=True),
    Row("M6a", ("re.no_reply",), "reply_decline", BY_PERSON, "re.declined", "51(2)", guards=(VILLAGER,),
        effect=do.refused_late),
    Row("M4v", ("re.consented", "re.declined"), "reply_voided", CC, "re.offered", "72",
        guards=(PROOF, OPEN), cancels=("T18",), effect=mend.reply_voided, correction=True),
)

EMPLOYER: tuple[Row[Referral], ...] = (
    Row("M7n", ("re.selected", "re.offered", "re.no_reply", "re.declined"), "resume_sent", (*CC, "portal"),
        point="73", refuse="no_consent"),
    Row("M7", ("re.consented",), "resume_sent", (*CC, "portal"), "re.resume_sent", "73",
        guards=(Guard("portal_pick", lambda c: c.actor != "portal" or c.data.by == "portal", "wrong_actor"), OPEN,
                Guard("fitting_conditions", lambda c: c.facts.conditions_fit is not False)),
        meets=("T18",), starts=(Start("T20", _centre_notifies),), notices=("resume_sent_notice",)),
    Row("M8", ("re.resume_sent",), "employer_reminded", CC, point="73", notices=("employer_reminder",)),
    Row("M9", INTERVIEW, "interview_notified", (*CC, "portal"), "re.interview_set", "73; 79",
        guards=(Guard("other_time_or_place", _new_date, "duplicate_event"),),
        starts=(Start("T19", _must_go, not_before=do.interview_day),
                Start("T21", _must_go, not_before=do.interview_day), Start("T20", _decision_anew)),
        notices=("interview_notice",), effect=do.interview_set),
    Row("M10", ("re.interview_set",), "person_appeared", (*PERSON, "employer", *CC), point="74",
        guards=(Guard("first_visit", lambda c: c.data.appeared is not True, "duplicate_event"),),
        meets=("T19", "T21"), effect=do.came),
    Row("M10a", ("re.interview_set",), "absence_stated", (*PERSON, "employer"), point="51(3)",
        guards=(Guard("no_visit", lambda c: c.data.appeared is None),), effect=do.absence_stated),
    Row("M10c", ("re.no_show",), "person_appeared", (*PERSON, "employer", *CC), "re.interview_set", "51(3)",
        when=in_time_after_all, guards=(OPEN,), effect=mend.came_after_all, correction=True),
    Row("M11", ("re.interview_set",), "contact_due_passed", AIS, point="74",
        guards=(Guard("passed_term_of_contact", past("T19")),
                Guard("absence", lambda c: c.data.appeared is not True), Guard("unemployed", on_register)),
        passes=("T19",), effect=do.contact_missed),
    Row("M12", ("re.interview_set",), "appear_due_passed", AIS, "re.no_show", "51(3)",
        guards=(Guard("known_absence", _known_absent), Guard("passed_term", past("T21")),
                Guard("no_good_cause", lambda c: not c.facts.good_cause, "good_cause")),
        passes=("T21",), effect=do.did_not_come),
    Row("M13", INTERVIEW, "employer_hired", ("employer",), "re.hired", "75; 76; 81",
        guards=(OWN, OPEN), meets=("T20",), effect=do.hired),
    Row("M13a", ("re.deemed_refused",), "employer_hired", ("employer",), "re.hired", "75; 76",
        when=lambda c: c.law.readings.hire_after_deemed_refusal, guards=(OWN, OPEN), effect=do.hired),
    Row("M14", INTERVIEW, "employer_refused", ("employer",), "re.employer_refused", "75",
        guards=(OWN,), meets=("T20",), effect=do.ended),
    Row("M14c", ("re.deemed_refused",), "employer_refused", ("employer",), "re.employer_refused", "75",
        when=in_time_after_all, guards=(OWN,), effect=mend.refused_by_employer_after_all, correction=True),
    Row("M15", INTERVIEW, "decision_due_passed", AIS, "re.deemed_refused", "75",
        guards=(Guard("passed_term_of_decision", past("T20")),), passes=("T20",),
        cancels=("T19", "T21"), effect=do.deemed),
)

ENDS: tuple[Row[Referral], ...] = (
    Row("M16", ("re.interview_set",), "interview_declined", PERSON, "re.closed", "79; 80",
        when=_by_portal, effect=do.interview_declined),
    Row("M17", LIVE, "consent_withdrawn", PERSON, "re.closed", "annex 1 app.", effect=do.withdrawn),
    Row("M18", LIVE, "referral_closed", AIS, "re.closed", "76",
        guards=(Guard("reason", lambda c: bool(c.facts.reason)),), effect=do.closed),
    *(
        Row(f"M13{letter}", ("re.hired",), "hire_voided", CC, back, "76",
            when=_from(back), guards=(PROOF,), effect=mend.hire_voided, correction=True)
        for letter, back in zip("vwx", ("re.resume_sent", "re.interview_set", "re.deemed_refused"), strict=True)
    ),
    *(
        Row(f"M18{letter}", ("re.closed",), "referral_reopened", CC, back, "76",
            when=_closed_by_hire(back),
            guards=(PROOF, OPEN), effect=mend.reopened, correction=True)
        for letter, back in zip("vwxyz", LIVE, strict=True)
    ),
)

# fmt: on

MACHINE = Machine(
    "re",
    "re.none",
    ("re.none", *LIVE, "re.no_reply", "re.deemed_refused", *FINAL),
    FINAL,
    (*SELECTION, *ANSWERS, *EMPLOYER, *ENDS),
)
