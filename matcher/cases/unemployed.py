"""The unemployed person's registration (process 2.3): automatic on, by review and the labour mobility centre off."""

from __future__ import annotations

from matcher.cases import unemployed_effects as do
from matcher.cases.grounds import CIRCUMSTANCES, REMOVALS, enough_declines, excused, shown
from matcher.cases.table import PERSON, Guard, Machine, Row, Start, past
from matcher.cases.things import ON_REGISTER, Unemployed
from matcher.cases.unemployed_effects import Case

CC = ("cc_specialist",)
LMC = ("lmc",)
AIS = ("ais", "portal")
ANSWERERS = ("ais", "portal", *PERSON, "akim")
SYSTEMS = ("portal", "egov", "ais", "state_is")
OFF = ("un.none", "un.refused")
STATES = (*OFF, *ON_REGISTER, "un.deregistered", "un.closed")
IN_REVIEW = ("un.removal_review", "un.removal_reported")


def _fails(ctx: Case) -> bool:
    return bool(ctx.facts.refused_for)


def _eds(ctx: Case) -> bool:
    return ctx.facts.eds


def _anyone(ctx: Case) -> bool:
    return ctx.law.readings.certificate_for_anyone or ctx.thing.state in ON_REGISTER


def _caused(ctx: Case) -> bool:
    """The registration came through this referral's end, or when the window closed, which an answer in time held."""
    held = ctx.data.cause == do.WINDOW and ctx.data.registered_at is not None and ctx.at < ctx.data.registered_at
    return held or (ctx.data.cause is not None and ctx.data.cause == ctx.facts.source)


OVER = Guard[Unemployed]("closed_window", do.window_over)
NOTHING_FOUND = Guard[Unemployed]("no_referral_under_way", do.nothing_found)
KNOWN = Guard[Unemployed]("ground_of_removal", lambda c: c.facts.ground in REMOVALS)
NEW = Guard[Unemployed]("new_ground", do.new_ground, "duplicate_event")
NO_EXCUSE = Guard[Unemployed]("no_good_cause", lambda c: not excused(c.facts, c.law.readings), "good_cause")
THREE = Guard[Unemployed]("three_declines", lambda c: enough_declines(c.facts, do.declines(c)), "not_enough_declines")
SHOWN = Guard[Unemployed]("evidence", lambda c: shown(c.facts, c.actor, c.law.readings))
KIND = Guard[Unemployed]("circumstance", lambda c: c.facts.circumstance in CIRCUMSTANCES)
OPEN = Guard[Unemployed]("open_ground", do.has_ground)
PROOF = Guard[Unemployed]("proof", lambda c: bool(c.facts.proof))
CAUSE = Guard[Unemployed]("no_good_cause", lambda c: not c.facts.good_cause, "good_cause")
ABSENT = Guard[Unemployed](
    "known_absence",
    lambda c: (
        c.data.appeared is False or (c.data.appeared is None and c.law.readings.silence_about_a_visit_is_a_no_show)
    ),
)
TO_REGISTER = (Start[Unemployed]("T09"), Start[Unemployed]("T11"))
GOOD = ("alert_unemployed_registered", "annex5")
BAD = ("alert_unemployed_refused", "annex6")
AGAINST = (KNOWN, NEW, NO_EXCUSE, THREE, SHOWN)

# fmt: off
ENTRY: tuple[Row[Unemployed], ...] = (
    Row("U0", ("un.none",), "record_opened", ("ais",), point="21"),
    *(row for event, actors, guards, code in (
        ("match_window_expired", AIS, (OVER, NOTHING_FOUND), "U1"),
        ("reply_decline", ANSWERERS, (), "U2"),
    ) for row in (
        Row(f"U3.{code}", OFF, event, actors, "un.refused", "38; 40; 41; 54; 56", when=_fails, guards=guards,
            notices=BAD, effect=do.refused),
        Row(code, OFF, event, actors, "un.registered", "38; 53-56", guards=guards, starts=TO_REGISTER, notices=GOOD,
            effect=do.registered),
    )),
    Row("U3a", ("un.refused",), "repeat_application", (*CC, "ais", "applicant", *PERSON), "un.refused", "38; 41",
        when=_fails, guards=(OVER, NOTHING_FOUND), notices=BAD, effect=do.refused),
    Row("U3b", ("un.refused",), "repeat_application", (*CC, "ais", "applicant", *PERSON), "un.registered", "38; 41",
        guards=(OVER, NOTHING_FOUND), starts=TO_REGISTER, notices=GOOD, effect=do.registered),
    Row("U1c", ("un.registered",), "registration_undone", ("ais",), "un.none", "38", guards=(
        Guard("registration_by_this", _caused), PROOF), cancels=("T09", "T11"), effect=do.undone, correction=True),
)

SERVICE: tuple[Row[Unemployed], ...] = (
    Row("U10", STATES, "stage_reported", (*CC, "ais"), point="43"),
    Row("U4", ON_REGISTER, "written_notice_asked", CC, point="40", notices=("annex5",)),
    Row("U4a", ("un.refused",), "written_notice_asked", CC, point="40", notices=("annex6",)),
    Row("U5", ON_REGISTER, "unemployed_registered", CC, point="42", meets=("T09",),
        guards=(Guard("list_not_sent", lambda c: not c.data.told_social, "duplicate_event"),),
        notices=("notice_social_payment_docs", "annex5"), effect=do.told_social),
    Row("U6", STATES, "certificate_issued", (*SYSTEMS, "applicant", *PERSON), point="45; annex 9",
        guards=(Guard("digital_signature", _eds, "no_eds"), Guard("registration", _anyone)),
        starts=(Start("T10"),), notices=("annex9",)),
    Row("U5a", ON_REGISTER, "plan_drafted", ("ais",), point="61",
        guards=(Guard("T11", lambda c: "T11" in c.thing.running),), meets=("T11",)),
    Row("U7", ON_REGISTER, "social_payment_applied", ("unemployed",), point="57",
        guards=(Guard("compulsory_insurance", lambda c: c.facts.insured is not False),)),
    Row("U8a", ON_REGISTER, "circumstance_arose", (*CC, "ais", "state_is", "unemployed"), point="64",
        guards=(KIND,), starts=(Start("T12", at=lambda c: c.facts.arose_at or c.at),)),
    Row("U8x", ("un.registered",), "circumstance_reported", ("unemployed", "ais"), "un.removal_review", "64; 51(6)",
        when=do.late_report, guards=(KIND,), passes=("T12",), effect=do.reported),
    Row("U8", ON_REGISTER, "circumstance_reported", ("unemployed", "ais"), point="64", guards=(KIND,), meets=("T12",),
        effect=do.reported),
    Row("U9", ON_REGISTER, "call_notified", CC, point="51(3)", starts=(Start("T22"),), effect=do.called),
    Row("U9a", ON_REGISTER, "training_notified", CC, point="51(3)", starts=(Start("T21"),), effect=do.called),
    Row("U9b", ON_REGISTER, "person_appeared", ("unemployed", *CC), point="51(3)",
        guards=(Guard("first_visit", lambda c: c.data.appeared is not True, "duplicate_event"),),
        meets=("T21", "T22"), effect=do.came),
    Row("U9e", ON_REGISTER, "absence_stated", ("unemployed", *CC), point="51(3)",
        guards=(Guard("no_visit", lambda c: c.data.appeared is None),), effect=do.stayed_away),
    *(row for event, term, ground, code in (
        ("call_due_passed", "T22", "51(3)b", "U9c"), ("training_due_passed", "T21", "51(3)a", "U9d"),
    ) for row in (
        Row(code, ("un.registered",), event, ("ais",), "un.removal_review", "51(3)", passes=(term,),
            guards=(Guard("passed_term", past(term)), ABSENT, CAUSE),
            effect=do.did_not_come(ground, term)),
        Row(f"{code}x", IN_REVIEW, event, ("ais",), point="51(3)", passes=(term,),
            guards=(Guard("passed_term", past(term)), ABSENT, CAUSE),
            effect=do.did_not_come(ground, term)),
    )),
)

DECLINES: tuple[Row[Unemployed], ...] = (
    Row("D3", ("un.registered",), "reply_decline", ANSWERERS, "un.removal_review", "51(2)", when=do.makes_ground,
        effect=do.declined),
    Row("D1", ON_REGISTER, "reply_decline", ANSWERERS, point="51(2)", when=do.counts, effect=do.declined),
    Row("D0", ON_REGISTER, "reply_decline", ANSWERERS, point="51(2)"),
    Row("D4", ("un.removal_review", "un.removal_reported"), "decline_withdrawn", ("ais",), "un.registered", "51(2)",
        when=do.ends_review, cancels=("T23",), effect=do.decline_withdrawn, correction=True),
    Row("D5", ON_REGISTER, "decline_withdrawn", ("ais",), point="51(2)", effect=do.decline_withdrawn, correction=True),
)

REMOVAL: tuple[Row[Unemployed], ...] = (
    Row("X1", ("un.registered",), "ground_arose", (*CC, "ais", "state_is"), "un.removal_review", "51", guards=AGAINST,
        effect=do.ground_arose),
    Row("X1a", IN_REVIEW, "ground_arose", (*CC, "ais", "state_is"), point="51", guards=AGAINST, effect=do.ground_arose),
    Row("X2", ("un.removal_review",), "report_sent", CC, "un.removal_reported", "51",
        guards=(Guard("open_ground", lambda c: bool(c.data.grounds)),), starts=(Start("T23"),),
        notices=("report_to_lmc",)),
    Row("X3", ("un.removal_review",), "ground_rejected", CC, "un.registered", "51", when=do.last_ground_goes,
        guards=(OPEN,), effect=do.ground_gone),
    Row("X3b", ("un.removal_review",), "ground_rejected", CC, point="51", guards=(OPEN,), effect=do.ground_gone),
    Row("X3a", ("un.removal_reported",), "report_returned", LMC, "un.removal_review", "51", cancels=("T23",)),
    Row("X3c", IN_REVIEW, "ground_withdrawn", ("ais", *CC), "un.registered", "51", when=do.last_ground_goes,
        guards=(OPEN, PROOF), cancels=("T23",), notices=("report_withdrawn",), effect=do.ground_gone, correction=True),
    Row("X3d", IN_REVIEW, "ground_withdrawn", ("ais", *CC), point="51", guards=(OPEN, PROOF), effect=do.ground_gone,
        correction=True),
    Row("X3e", ("un.deregistered",), "ground_withdrawn", ("ais", *CC), point="51", guards=(OPEN, PROOF),
        notices=("report_withdrawn",), effect=do.ground_gone, correction=True),
    Row("X4", ("un.removal_reported",), "deregistered", LMC, "un.deregistered", "51; 58", meets=("T23",),
        starts=(Start("T24"),), notices=("notice_deregistered",), effect=do.removed),
    Row("X5", ("un.deregistered",), "deregistration_told", (*CC, "akim"), point="52",
        guards=(Guard("untold", lambda c: "T24" in c.thing.running),), meets=("T24",)),
    Row("X4a", ("un.deregistered",), "deregistration_annulled", LMC, "un.registered", "51", guards=(PROOF,),
        cancels=("T24",), effect=do.annulled, correction=True),
    Row("X6", ON_REGISTER, "unemployed_left", LMC, "un.closed", "",
        guards=(Guard("reason_of_exit", lambda c: bool(c.facts.reason)),)),
)
# fmt: on

MACHINE = Machine(
    "un",
    "un.none",
    STATES,
    ("un.deregistered", "un.closed"),
    (*ENTRY, *SERVICE, *DECLINES, *REMOVAL),
)
