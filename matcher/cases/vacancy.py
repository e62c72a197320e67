"""The vacancy's life cycle (process 4.1): unreported, registered, filled; or excluded; or withdrawn (assumption).

Publication is a flag beside the state: an unlawful demand holds it back while selection and all terms go on. Each
place of a notice is a vacancy (pt. 2(4); Q21); the counter `places` holds what is left.
"""

from __future__ import annotations

import msgspec

from matcher.cases.exclusions import excluded_item
from matcher.cases.facts import Change, Facts, FollowUp
from matcher.cases.table import Ctx, Guard, Machine, Row, Start
from matcher.cases.things import LIVE, Vacancy

Case = Ctx[Vacancy]
EMPLOYER = ("employer",)
CENTRE = ("cc_specialist", "portal", "ais")


def places(ctx: Case) -> int:
    """Openings left."""
    return ctx.thing.counters.get("places", 1)


def _excluded(ctx: Case) -> bool:
    return ctx.facts.post is not None and excluded_item(ctx.facts.post, ctx.law.readings) is not None


def _registered(ctx: Case) -> Change[Vacancy]:
    held = ctx.facts.unlawful
    return Change(data=msgspec.structs.replace(ctx.data, published=not held, held_for=held))


def _outside(ctx: Case) -> Change[Vacancy]:
    item = excluded_item(ctx.facts.post, ctx.law.readings) if ctx.facts.post else None
    return Change(
        data=msgspec.structs.replace(ctx.data, item=item, published=ctx.law.readings.excluded_posts_published)
    )


def _held(ctx: Case) -> Change[Vacancy]:
    return Change(data=msgspec.structs.replace(ctx.data, published=False, held_for=ctx.facts.unlawful))


def _shown(ctx: Case) -> Change[Vacancy]:
    return Change(data=msgspec.structs.replace(ctx.data, published=True, held_for=()))


def _one_less(ctx: Case) -> Change[Vacancy]:
    left = places(ctx) - 1
    published = ctx.data.published and left > 0
    closing = _closing(ctx, "vacancy_filled") if left == 0 and ctx.law.readings.hire_closes_other_referrals else ()
    data = msgspec.structs.replace(ctx.data, published=published)
    return Change(data=data, counters={"places": left}, follow_ups=closing)


def _one_back(ctx: Case) -> Change[Vacancy]:
    data = msgspec.structs.replace(ctx.data, published=not ctx.data.held_for)
    return Change(data=data, counters={"places": places(ctx) + 1}, corrects=ctx.thing.version)


def _withdrawn(ctx: Case) -> Change[Vacancy]:
    data = msgspec.structs.replace(ctx.data, published=False)
    return Change(data=data, follow_ups=_closing(ctx, "vacancy_withdrawn"))


def _closing(ctx: Case, reason: str) -> tuple[FollowUp, ...]:
    """Live referrals to this vacancy end; the facts of their people are for whoever carries it out to add."""
    return tuple(
        FollowUp(kind="re", of=one.id, event="referral_closed", actor="ais", facts=Facts(reason=reason))
        for one in ctx.facts.others
        if one.vacancy == ctx.thing.id and one.state in LIVE
    )


OWN = Guard[Vacancy]("own_vacancy", lambda c: c.facts.own_vacancy, "wrong_actor")
CONDITIONS = Guard[Vacancy]("conditions", lambda c: c.facts.conditions_given)
PAY = Guard[Vacancy]("pay", lambda c: c.facts.pay_given)
PROOF = Guard[Vacancy]("proof", lambda c: bool(c.facts.proof))
BEFORE = ("va.none", "va.unreported")

# fmt: off
ROWS: tuple[Row[Vacancy], ...] = (
    Row("V1", ("va.none",), "vacancy_arose", EMPLOYER, "va.unreported", "66",
        starts=(Start("T13", when=lambda c: not _excluded(c)),)),
    Row("V3", BEFORE, "vacancy_submitted", EMPLOYER, "va.excluded", "66", when=_excluded, cancels=("T13",),
        effect=_outside),
    Row("V2", BEFORE, "vacancy_submitted", EMPLOYER, "va.registered", "66; 68", guards=(CONDITIONS, PAY),
        meets=("T13",), starts=(Start("T14"), Start("T15")), effect=_registered),
    Row("V4", ("va.registered",), "candidate_selected", CENTRE, point="69; 70",
        guards=(Guard("T14", lambda c: "T14" in c.thing.running),), meets=("T14",)),
    Row("V4a", ("va.registered",), "offer_sent", CENTRE, point="71",
        guards=(Guard("T15", lambda c: "T15" in c.thing.running),), meets=("T15",)),
    Row("V5", ("va.registered",), "employer_hired", EMPLOYER, "va.filled", "76; 81", when=lambda c: places(c) == 1,
        guards=(OWN,), effect=_one_less),
    Row("V5a", ("va.registered",), "employer_hired", EMPLOYER, point="76; 81", when=lambda c: places(c) > 1,
        guards=(OWN,), effect=_one_less),
    Row("V5b", ("va.registered", "va.filled"), "hire_voided", ("cc_specialist",), "va.registered", "76",
        guards=(PROOF,), effect=_one_back, correction=True),
    Row("V6", ("va.unreported", "va.registered"), "vacancy_withdrawn", EMPLOYER, "va.withdrawn", "66", guards=(OWN,),
        effect=_withdrawn),
    Row("V7", ("va.registered",), "publication_held", CENTRE, point="66",
        guards=(Guard("unlawful_demand", lambda c: bool(c.facts.unlawful)),), effect=_held),
    Row("V7a", ("va.registered",), "publication_released", CENTRE, point="66",
        guards=(Guard("held_publication", lambda c: not c.data.published),), effect=_shown),
)
# fmt: on

MACHINE = Machine(
    "va",
    "va.none",
    ("va.none", "va.unreported", "va.registered", "va.filled", "va.excluded", "va.withdrawn"),
    ("va.filled", "va.excluded", "va.withdrawn"),
    ROWS,
)
