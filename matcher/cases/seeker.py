"""The seeker's registration (process 2.1): at the centre, through the assistant, on egov.kz, on enbek.kz.

One record is one spell. The text knows no way out (Q31): `seeker_left` is a state of the product, without sanctions,
and after a spell has ended a new application opens new records (S7).
"""

from __future__ import annotations

from typing import Any

import msgspec

from matcher.cases.checks import SEEKER_GROUNDS
from matcher.cases.facts import Change, Facts, FollowUp
from matcher.cases.numbers import AGE_OF_REGISTRATION
from matcher.cases.table import PERSON, Ctx, Guard, Machine, Row, Start
from matcher.cases.things import Seeker

Case = Ctx[Seeker]
CC = ("cc_specialist",)
THEMSELVES = ("applicant", *PERSON, "legal_rep")
APPLICANTS = (*THEMSELVES, "assistant", "cc_specialist", "egov")
SIGNERS = ("cc_director", "authorised_person")
STATES = ("sr.none", "sr.received", "sr.at_assistant", "sr.forwarded", "sr.registered", "sr.refused", "sr.closed")
EXITS = ("own_request", "hired", "pension", "death", "moved")
"""Reasons of the product's exit (Q31)."""


def opens_new_records(sr: str, un: str) -> bool:
    """S7: whether an application meets no running spell, so that new seeker and unemployed records are opened.

    A spell lasts from the registration as a seeker to the removal from the register or an exit (Q11, Q31).
    """
    return sr in {"sr.none", "sr.refused", "sr.closed"} or un in {"un.deregistered", "un.closed"}


def _to_assistant(ctx: Case) -> bool:
    """Pt. 14: where the village has no centre one applies to the assistant; online routes stay open."""
    in_person = ctx.facts.channel in {None, "in_person", "paper"}
    without_centre = ctx.facts.centre_in_settlement is False and in_person and ctx.actor in THEMSELVES
    return ctx.actor == "assistant" or ctx.facts.channel == "assistant" or without_centre


def _on_egov(ctx: Case) -> bool:
    return ctx.actor == "egov" or ctx.facts.channel == "egov_cabinet"


def _of_egov(ctx: Case) -> bool:
    return ctx.data.route == "egov"


def _represented(ctx: Case) -> bool:
    age = ctx.facts.age
    return age is None or age >= AGE_OF_REGISTRATION or ctx.facts.legal_rep_statement


def _old_enough(ctx: Case) -> bool:
    lowest = ctx.law.readings.lowest_age_of_a_seeker
    return lowest is None or ctx.facts.age is None or ctx.facts.age >= lowest


def _true_data(ctx: Case) -> bool:
    return bool(ctx.data.data_true if ctx.facts.data_true is None else ctx.facts.data_true)


def _ground(ctx: Case) -> bool:
    return ctx.facts.reason in SEEKER_GROUNDS


def _through_ais(ctx: Case) -> bool:
    return ctx.facts.channel == "ais"


def _spell_runs(ctx: Case) -> bool:
    return not opens_new_records(ctx.thing.state, ctx.facts.un)


def _with(ctx: Case, follow_ups: tuple[FollowUp, ...] = (), **data: Any) -> Change[Seeker]:
    return Change(data=msgspec.structs.replace(ctx.data, **data), follow_ups=follow_ups)


def _opened(ctx: Case, **data: Any) -> Change[Seeker]:
    """A record of the register opens with each spell: no refusals of an earlier spell are carried over (Q11)."""
    fresh = FollowUp(kind="un", of=ctx.data.person, event="record_opened", actor="ais", facts=Facts(), new=True)
    return _with(ctx, (fresh,), consents=ctx.facts.consents or (), **data)


def _ticked(ctx: Case) -> Change[Seeker]:
    """The ticks of the application as they are now."""
    return _with(ctx, consents=ctx.facts.consents or ())


def _repeated(ctx: Case) -> Change[Seeker]:
    """Changed data are a new trigger for somebody refused as unemployed, once the window is over (Q38)."""
    facts = ctx.facts
    over = facts.window_from is None or ctx.at >= ctx.law.window_closes(
        facts.window_from, portal=facts.window_of_portal
    )
    again = FollowUp(kind="un", of=ctx.data.person, event="repeat_application", actor="ais", facts=facts, optional=True)
    return _with(ctx, (again,) if facts.un == "un.refused" and over else (), checked_at=ctx.at)


AREA = Guard[Seeker]("residence_in_the_area", lambda c: c.facts.in_area is not False)
WITHOUT_WORK = Guard[Seeker]("no_work_or_income", lambda c: c.facts.without_work is not False)
CHILD = Guard[Seeker]("legal_rep_statement", _represented, "missing_legal_rep")
AGE = Guard[Seeker]("age", _old_enough)
EDS = Guard[Seeker]("digital_signature", lambda c: c.facts.eds, "no_eds")
DATA = Guard[Seeker]("verified_data", _true_data)
SIGNED = Guard[Seeker]("director_signature", lambda c: not _of_egov(c) or c.facts.signer in SIGNERS, "wrong_signer")
GROUND = Guard[Seeker]("ground_of_refusal", _ground)
RECEIVED = Guard[Seeker]("docs_from_assistant", lambda c: c.data.with_centre)
REGISTERED = ("alert_seeker_registered", "annex4")

# fmt: off
ROWS: tuple[Row[Seeker], ...] = (
    Row("A1", ("sr.none",), "application_received", APPLICANTS, "sr.at_assistant", "14; 15; 16", when=_to_assistant,
        guards=(CHILD, AGE, Guard("village_without_centre", lambda c: c.facts.centre_in_settlement is not True)),
        effect=lambda c: _opened(c, route="assistant", rural=True)),
    Row("E1", ("sr.none",), "application_received", APPLICANTS, "sr.received", "24; 25; annex 1 item 8", when=_on_egov,
        guards=(EDS, AGE), starts=(Start("T01"), Start("T02")), notices=("alert_request_accepted",),
        effect=lambda c: _opened(c, route="egov")),
    Row("S1", ("sr.none",), "application_received", APPLICANTS, "sr.received", "4; 5; 6; annex 1 item 8",
        guards=(CHILD, AREA, WITHOUT_WORK, AGE), starts=(Start("T01"), Start("T02")),
        effect=lambda c: _opened(c, route="centre")),
    Row("S5r", ("sr.registered",), "application_received", APPLICANTS, point="21",
        when=_spell_runs, refuse="already_registered"),
    Row("S7", ("sr.refused", "sr.closed", "sr.registered"), "application_received", APPLICANTS, point="21",
        refuse="wrong_state"),
    Row("B1", ("sr.none",), "enbek_application_signed", ("applicant", *PERSON), "sr.registered", "29-36",
        guards=(EDS, AGE, Guard("chosen_centre", lambda c: c.facts.centre_chosen)),
        starts=(Start("T06"), Start("T07")), notices=("alert_seeker_registered",),
        effect=lambda c: _opened(c, route="enbek", data_true=True)),
    Row("S2", ("sr.received", "sr.forwarded"), "data_verified", (*CC, "ais", "state_is"), point="7; 10; 11",
        effect=lambda c: _with(c, data_true=True, checked_at=c.at)),
    Row("S3", ("sr.received", "sr.forwarded"), "seeker_refused", CC, "sr.refused", "8; annex 1 items 5, 9",
        guards=(GROUND, SIGNED), meets=("T01", "T02", "T04"), notices=("annex3",),
        effect=lambda c: _with(c, reason=c.facts.reason)),
    Row("S4", ("sr.received",), "seeker_registered", CC, "sr.registered", "9; 12; 13",
        guards=(SIGNED, DATA), meets=("T01", "T02"), starts=(Start("T05"), Start("T07")), notices=REGISTERED,
        effect=lambda c: _with(c, data_true=True)),
    Row("A2a", ("sr.at_assistant",), "docs_verified", ("assistant",), point="15; 17; 19",
        starts=(Start("T03"),), effect=lambda c: _with(c, data_true=True, checked_at=c.at)),
    Row("A2", ("sr.at_assistant",), "assistant_forwarded", ("assistant",), "sr.forwarded", "19", guards=(DATA,),
        meets=("T03",), starts=(Start("T04", when=_through_ais),),
        effect=lambda c: _with(c, data_true=True, with_centre=_through_ais(c))),
    Row("A2b", ("sr.forwarded",), "docs_received_from_assistant", CC, point="20",
        guards=(Guard("papers_on_the_way", lambda c: not c.data.with_centre, "duplicate_event"),),
        starts=(Start("T04"),), effect=lambda c: _with(c, with_centre=True)),
    Row("A3", ("sr.forwarded",), "seeker_registered", CC, "sr.registered", "20",
        guards=(RECEIVED, DATA), meets=("T04",), starts=(Start("T05"), Start("T07")), notices=REGISTERED,
        effect=lambda c: _with(c, data_true=True)),
    Row("S5", ("sr.registered",), "repeat_application", (*CC, "applicant", *PERSON, "ais"), point="21",
        effect=_repeated),
    Row("S5c", STATES[1:-2], "consents_changed", (*THEMSELVES, *CC, "assistant"), point="annex 1 app.",
        guards=(Guard("consents", lambda c: c.facts.consents is not None),), effect=_ticked),
    Row("S6", STATES, "stage_reported", (*CC, "ais"), point="22"),
    Row("S4w", ("sr.registered",), "window_closed", ("ais",), point="38",
        guards=(Guard("open_window", lambda c: bool({"T05", "T06", "T07"} & set(c.thing.running))),),
        cancels=("T05", "T06", "T07")),
    Row("S8", ("sr.registered",), "seeker_left", (*CC, *PERSON), "sr.closed", "",
        guards=(Guard("reason_of_exit", lambda c: c.facts.reason in EXITS),),
        effect=lambda c: _with(c, reason=c.facts.reason)),
)
# fmt: on

MACHINE = Machine(
    "sr",
    "sr.none",
    STATES,
    ("sr.refused", "sr.closed"),
    ROWS,
)
