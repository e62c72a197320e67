"""The what-if ladder: its counts are those of counting anew on a changed vacancy, and none takes anybody away."""

from __future__ import annotations

from itertools import islice

import msgspec
import numpy as np
import pytest

from fixtures.generator import resumes, vacancies
from scoring.columns.build import ResumeBuilder, VacancyBuilder
from scoring.reading.complete import Completed, complete
from scoring.records import PERIODS, Offer, Place, Resume, Schedule, Travel, Vacancy
from scoring.suitability import suitable
from scoring.weights import DEFAULT_WEIGHTS
from scoring.whatif import RAISES, WIDER_MINUTES, Relaxation, counts, relaxations
from tests.factories import asking, located_in, paying, requiring, resume, titled, vacancy
from tests.judged import judged
from tests.pairs import TODAY

DEFAULT_MINUTES = 60
"""What a person who states nothing allows, by the rules of the judged sets."""
ALMATY, ORAL = "750000000", "271010000"
replace = msgspec.structs.replace
PEOPLE = [complete(one).record for one in (*resumes(150, 21), *judged("resume"))]
OFFERS = [complete(one).record for one in (*judged("vacancy"), *islice(vacancies(12, 21), 12))]
MUSTS = ("licence:driving:C", "education", "experience", "place", "salary", "language:kk", "regime")


def columns(scorer, offer: Vacancy, people):
    """Columns of records whose texts are read already: reading them again would undo a change."""
    one, many = VacancyBuilder(scorer.knowledge), ResumeBuilder(scorer.knowledge)
    one.add(Completed(offer, (), ()))
    for person in people:
        many.add(Completed(person, (), ()))
    return one.columns(), many.columns()


def pairs(scorer, offer, people):
    return scorer.pairs(*columns(scorer, offer, people), 0, np.arange(len(people)), TODAY)


def fitting(scorer, offer, people, musts) -> set[str]:
    """Who is suitable, found from scratch."""
    found = suitable(scorer.score(pairs(scorer, offer, people), DEFAULT_WEIGHTS, {0: musts}))
    return {people[at].id for at in np.flatnonzero(found)}


def ladder_of(scorer, offer, musts) -> list[Relaxation]:
    return relaxations(columns(scorer, offer, PEOPLE[:1])[0], musts)


def changed(offer: Vacancy, step: Relaxation, people: list[Resume]) -> tuple[Vacancy, list[Resume]]:
    """The step done by hand, on the records."""
    if step.code == "salary":
        held = offer.salary or Offer()
        rate = {"USD": 520.0, "EUR": 590.0, "RUB": 6.0}.get(held.currency or "KZT", 1.0)
        low = None if held.low is None else held.low * rate
        assert PERIODS[int(step.params["period"])] == (held.period or "month")
        end = "low" if held.high is None else "high"
        return replace(offer, salary=replace(held, **{"low": low, "currency": "KZT", end: step.params["to"]})), people
    if step.code == "experience":
        return replace(offer, requirements=replace(offer.requirements, experience_years=step.params["to"])), people
    if step.code == "housing":
        return replace(offer, provides=(*offer.provides, "housing")), people
    if step.code == "commute":
        return offer, [wider(person) for person in people]
    assert step.code == "must"
    return offer, people


def wider(person: Resume) -> Resume:
    travel = person.travel or Travel()
    minutes = DEFAULT_MINUTES if travel.max_minutes is None else travel.max_minutes
    return replace(person, travel=replace(travel, max_minutes=minutes + WIDER_MINUTES))


@pytest.mark.parametrize("offer", OFFERS, ids=[one.id for one in OFFERS])
def test_each_count_is_that_of_counting_anew_on_the_changed_vacancy(scorer, offer):
    musts = MUSTS[:3]
    ladder = ladder_of(scorer, offer, musts)
    before, after = counts(scorer, pairs(scorer, offer, PEOPLE), ladder, DEFAULT_WEIGHTS, musts)
    now = fitting(scorer, offer, PEOPLE, musts)
    assert before == len(now)
    for step, found in zip(ladder, after, strict=True):
        other, people = changed(offer, step, PEOPLE)
        assert found == len(now | fitting(scorer, other, people, step.musts)), step.code


@pytest.mark.parametrize("musts", [(), MUSTS[:1], MUSTS], ids=["none", "one", "all"])
def test_no_relaxation_takes_anybody_away(scorer, musts):
    for offer in OFFERS:
        before, after = counts(
            scorer, pairs(scorer, offer, PEOPLE), ladder_of(scorer, offer, musts), DEFAULT_WEIGHTS, musts
        )
        assert all(found >= before for found in after), offer.id


def test_the_relaxations_bring_somebody_somewhere(scorer):
    """Each kind of step tells some vacancy apart; a ladder of zeros would pass every other test."""
    brought = set()
    for offer in OFFERS:
        ladder = ladder_of(scorer, offer, MUSTS)
        before, after = counts(scorer, pairs(scorer, offer, PEOPLE), ladder, DEFAULT_WEIGHTS, MUSTS)
        brought |= {step.code for step, found in zip(ladder, after, strict=True) if found > before}
    assert brought >= {"salary", "must"}


def test_pay_is_raised_by_steps_of_two_digits(scorer):
    offer = vacancy(paying(200_000, 253_000))
    steps = [step.params for step in ladder_of(scorer, offer, ()) if step.code == "salary"]
    assert len(steps) == len(RAISES)
    assert [step["to"] for step in steps] == [280_000, 310_000]
    assert all(step["from"] == 253_000 for step in steps)


def test_where_only_the_least_pay_is_stated_that_is_raised(scorer):
    (first, _) = [step for step in ladder_of(scorer, vacancy(paying(200_000)), ()) if step.code == "salary"]
    assert (float(first.offer.low[0]), np.isnan(first.offer.high[0])) == (220_000, True)


def test_only_what_can_be_relaxed_is_offered(scorer):
    codes = {step.code for step in ladder_of(scorer, vacancy(titled("Сварщик")), ())}
    assert codes == {"housing", "commute"}
    remote = vacancy(schedule=Schedule(format="remote"))
    assert ladder_of(scorer, remote, ()) == []
    housed = vacancy(provides=("housing",))
    assert "housing" not in {step.code for step in ladder_of(scorer, housed, ())}
    asked = ladder_of(scorer, vacancy(requiring(experience_years=0.5)), ("education",))
    assert [(step.code, step.params) for step in asked[:2]] == [
        ("experience", {"from": 0.5, "to": 0.0}),
        ("must", {"must": "education"}),
    ]
    assert [step.musts for step in asked[:2]] == [("education",), ()]


def test_a_person_just_above_the_offer_comes_with_the_raise(scorer):
    here = located_in("Алматы", ALMATY)
    offer = vacancy(titled("Сварщик"), paying(200_000, 250_000), here)
    people = [resume(asking(ask), here, id=str(ask)) for ask in (240_000, 270_000, 295_000, 900_000)]
    ladder = ladder_of(scorer, offer, ("salary",))
    before, after = counts(scorer, pairs(scorer, offer, people), ladder, DEFAULT_WEIGHTS, ("salary",))
    found = {step.params.get("to", step.code): count for step, count in zip(ladder, after, strict=True)}
    assert before == 1
    assert (found[280_000.0], found[300_000.0]) == (2, 3)


def test_housing_brings_who_would_move_and_nobody_who_would_not(scorer):
    offer = vacancy(titled("Сварщик"), paying(300_000, 350_000), place=Place(kato=ALMATY))
    people = [
        resume(asking(250_000), id=str(at), place=Place(kato=ORAL), travel=Travel(relocation=ready))
        for at, ready in enumerate((("710000000",), "none"))
    ]
    ladder = ladder_of(scorer, offer, ("place",))
    _, after = counts(scorer, pairs(scorer, offer, people), ladder, DEFAULT_WEIGHTS, ("place",))
    other, _ = changed(offer, next(step for step in ladder if step.code == "housing"), people)
    housing = next(count for step, count in zip(ladder, after, strict=True) if step.code == "housing")
    assert housing == len(fitting(scorer, other, people, ("place",))) == 1


def test_a_year_less_is_enough_for_who_lacks_a_year(scorer):
    offer = vacancy(titled("Сварщик"), requiring(experience_years=3))
    people = [resume(id=str(years), experience_years=years) for years in (1, 2.2, 3)]
    ladder = ladder_of(scorer, offer, ("experience",))
    before, after = counts(scorer, pairs(scorer, offer, people), ladder, DEFAULT_WEIGHTS, ("experience",))
    assert (before, after[0]) == (1, 2)
