"""Suitable work, point 2(10) of the Rules: six factors, each of which fails, is unknown or fits; pay never decides."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest

from fixtures.generator import resumes, vacancies
from scoring import suitable as law
from scoring.reading.complete import complete
from scoring.records import (
    Accepts,
    Ask,
    Job,
    Offer,
    Place,
    Requirements,
    Resume,
    Schedule,
    Training,
    Travel,
    Vacancy,
)
from scoring.suitable import FACTORS
from scoring.weights import DEFAULT_WEIGHTS
from tests.pairs import TODAY, columns

replace = msgspec.structs.replace
KARAGANDA, ORAL = "351010000", "271010000"
OFFER = Vacancy(
    id="v1",
    title="Сварщик",
    requirements=Requirements(education="vocational", experience_years=3),
    salary=Offer(low=250_000, high=300_000, currency="KZT", period="month"),
    schedule=Schedule(regime="full_day", night=False),
    place=Place(kato=KARAGANDA),
    conditions=("dust",),
)
PERSON = Resume(
    id="r1",
    desired=("Сварщик",),
    education=(Training(level="vocational", speciality="Сварочное дело"),),
    experience=(Job(title="Сварщик", start="2015-01", end="2026-09"),),
    salary=Ask(min=250_000, currency="KZT", period="month"),
    accepts=Accepts(regimes=("full_day",)),
    place=Place(kato=KARAGANDA),
    travel=Travel(max_minutes=60, relocation="none"),
    health_limits=(),
)


def judged(scorer, offer: Vacancy = OFFER, person: Resume = PERSON) -> law.SuitableWork:
    pair = scorer.pairs(*columns(scorer, [offer], [person]), 0, 0, TODAY)
    scores = scorer.score(pair, DEFAULT_WEIGHTS)
    return law.judge(pair, scores, complete(offer).record, complete(person).record, scorer.knowledge.classifier)


def with_job(**changes) -> Resume:
    return replace(PERSON, experience=(replace(PERSON.experience[0], **changes),))


FAILS = {
    "training": (OFFER, replace(PERSON, education=(Training(level="secondary"),))),
    "service": (OFFER, with_job(start="2025-09", end="2026-09")),
    "speciality": (OFFER, with_job(title="Повар")),
    "health": (OFFER, replace(PERSON, health_limits=("dust",))),
    "regime": (replace(OFFER, schedule=Schedule(regime="rotation")), PERSON),
    "transport": (replace(OFFER, place=Place(kato=ORAL)), PERSON),
}
UNKNOWN = {
    "training": (OFFER, replace(PERSON, education=())),
    "service": (OFFER, replace(PERSON, experience=(Job(title="Сварщик"),))),
    "speciality": (OFFER, replace(PERSON, experience=())),
    "health": (OFFER, replace(PERSON, health_limits=None)),
    "regime": (OFFER, replace(PERSON, accepts=None)),
    "transport": (OFFER, replace(PERSON, place=None)),
}


def test_work_is_suitable_where_every_factor_fits(scorer):
    found = judged(scorer)
    assert (found.verdict, found.fails, found.unknown) == ("suitable", (), ())


@pytest.mark.parametrize("factor", FACTORS)
def test_each_factor_that_does_not_fit_makes_the_work_not_suitable(scorer, factor):
    found = judged(scorer, *FAILS[factor])
    assert factor in found.fails
    assert found.verdict == "not_suitable"


@pytest.mark.parametrize("factor", FACTORS)
def test_each_factor_that_is_not_told_makes_the_facts_insufficient(scorer, factor):
    found = judged(scorer, *UNKNOWN[factor])
    assert factor in found.unknown
    assert found.fails == ()
    assert found.verdict == "insufficient"


@pytest.mark.parametrize("failing", FACTORS)
def test_one_factor_that_fails_outweighs_one_that_is_unknown(scorer, failing):
    offer, person = FAILS[failing]
    silent = "regime" if failing != "regime" else "health"
    person = replace(person, accepts=None) if silent == "regime" else replace(person, health_limits=None)
    found = judged(scorer, offer, person)
    assert failing in found.fails
    assert silent in found.unknown
    assert found.verdict == "not_suitable"


@pytest.mark.parametrize("ask", [None, 1, 250_000, 5_000_000])
def test_pay_never_decides(scorer, ask):
    for offer in (OFFER, replace(OFFER, salary=None), replace(OFFER, salary=Offer(high=1))):
        person = replace(PERSON, salary=None if ask is None else Ask(min=ask))
        assert judged(scorer, offer, person) == judged(scorer)


def test_work_in_any_place_counts_as_service_and_only_the_former_trade_as_speciality(scorer):
    found = judged(scorer, OFFER, with_job(title="Повар"))
    assert "service" not in (*found.fails, *found.unknown)
    assert "speciality" in found.fails


def test_conditions_of_the_occupation_count_where_the_vacancy_is_silent_and_a_fit_is_then_not_certain(scorer):
    silent = replace(OFFER, conditions=None)
    implied = {one for node in scorer.knowledge.classifier.nodes if node.code == "7212" for one in node.conditions}
    assert implied
    limited = judged(scorer, silent, replace(PERSON, health_limits=(min(implied),)))
    assert "health" in limited.fails
    assert "health" in judged(scorer, silent).unknown


def test_night_work_is_a_condition_of_its_own(scorer):
    night = replace(OFFER, schedule=replace(OFFER.schedule, night=True))
    found = judged(scorer, night, replace(PERSON, health_limits=("night_work",)))
    assert "health" in found.fails
    assert found.facts["health"]["clash"] == ["night_work"]


def test_a_limit_told_in_the_summary_counts(scorer):
    offer = replace(OFFER, conditions=("heavy_lifting",))
    person = replace(PERSON, health_limits=None, summary="Тяжести поднимать нельзя, спина после операции.")
    assert "health" in judged(scorer, offer, person).fails


def test_health_changes_the_legal_verdict_and_nothing_else(scorer):
    limits = ("heavy_lifting", "night_work", "standing", "dust", "noise", "cold", "heights", "driving")
    offers = list(vacancies(12, 31))
    people = [replace(one, health_limits=None) for one in resumes(40, 31)]
    limited = [replace(one, health_limits=limits) for one in people]
    rows = [part.ravel() for part in np.meshgrid(np.arange(12), np.arange(40), indexing="ij")]
    found = []
    for side in (people, limited):
        scores = scorer.score(scorer.pairs(*columns(scorer, offers, side), *rows, TODAY), DEFAULT_WEIGHTS)
        found.append((scores.total.tolist(), scores.employer_fit.tolist(), scores.candidate_fit.tolist()))
    assert found[0] == found[1]


def test_a_told_limit_changes_no_total(scorer):
    offers = list(vacancies(12, 31))
    told = "Тяжести поднимать нельзя. Аллергия на пыль, пыль нельзя. Высоты боюсь по здоровью."
    people = list(resumes(30, 31))
    saying = [replace(one, summary=f"{one.summary or ''} {told}".strip()) for one in people]
    rows = [part.ravel() for part in np.meshgrid(np.arange(12), np.arange(30), indexing="ij")]
    totals = [
        scorer.score(scorer.pairs(*columns(scorer, offers, side), *rows, TODAY), DEFAULT_WEIGHTS).total.tolist()
        for side in (people, saying)
    ]
    assert totals[0] == totals[1]
