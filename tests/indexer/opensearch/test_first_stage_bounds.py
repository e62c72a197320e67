"""No bound of the first stage lies below a total: both directions, any weights, whatever is silent or odd."""

from datetime import date
from math import log

import numpy as np
import pytest

from indexer.embedded.build import columns_of
from indexer.opensearch.documents import documents
from indexer.opensearch.queries import people_for, work_for
from scoring.suitability import BAND_FROM, SUITABLE_FROM
from scoring.weights import DEFAULT_WEIGHTS
from scoring.whatif import relaxations
from tests.indexer.contract import offers, people
from tests.indexer.opensearch.by_hand import score
from tests.pairs import TODAY

WEIGHTS = {
    "the usual": DEFAULT_WEIGHTS,
    "only the person's side": {**dict.fromkeys(DEFAULT_WEIGHTS, 0.0), "transport": 3.0, "salary": 1.0, "schedule": 1.0},
    "a heavy profession": {**DEFAULT_WEIGHTS, "profession": 5.0, "wish": 4.0, "schedule": 0.0},
    "nothing": dict.fromkeys(DEFAULT_WEIGHTS, 0.0),
}
DAYS = (TODAY, date(2031, 2, 1))


@pytest.fixture(scope="module")
def sides(scorer):
    made = {}
    for kind, records in (("vacancy", offers()), ("resume", people())):
        columns = columns_of(kind, records, scorer.knowledge)
        made[kind] = (columns, [one.body for one in documents(columns, range(len(records)))])
    return made


def below(stage, bodies, totals, least=BAND_FROM[0]):
    """How far the bounds lie below the logarithms of the totals from a least one on; 0 or less is right."""
    listed = np.flatnonzero(totals >= least)
    bounds = [score(stage.query, bodies[at]) for at in listed.tolist()]
    assert None not in bounds
    return max((np.log(totals[listed]) - stage.base - np.array(bounds, float)).max(initial=-1.0), 0.0)


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize("weights", WEIGHTS.values(), ids=WEIGHTS)
def test_no_total_of_a_person_lies_above_the_bound_of_a_vacancy(scorer, sides, weights, day):
    columns, bodies = sides["resume"]
    for record in offers()[::3]:
        offer = columns_of("vacancy", [record], scorer.knowledge)
        totals = scorer.score(scorer.pairs(offer, columns, 0, np.arange(len(columns)), day), weights).total
        assert below(people_for(scorer, offer, weights, day), bodies, totals) == 0


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize("weights", WEIGHTS.values(), ids=WEIGHTS)
def test_no_total_of_a_vacancy_lies_above_the_bound_of_a_person(scorer, sides, weights, day):
    columns, bodies = sides["vacancy"]
    for record in people()[::9] + people()[-13:]:
        person = columns_of("resume", [record], scorer.knowledge)
        totals = scorer.score(scorer.pairs(columns, person, np.arange(len(columns)), 0, day), weights).total
        assert below(work_for(scorer, person, weights, day), bodies, totals) == 0


def test_no_total_after_a_relaxation_lies_above_the_bound_of_them_all(scorer, sides):
    columns, bodies = sides["resume"]
    for record in offers()[::6]:
        offer = columns_of("vacancy", [record], scorer.knowledge)
        ladder = relaxations(offer, ())
        stage = people_for(scorer, offer, DEFAULT_WEIGHTS, TODAY, ladder)
        for step in ladder:
            pairs = scorer.pairs(step.offer, columns, 0, np.arange(len(columns)), TODAY)
            if not step.extra_minutes:
                assert below(stage, bodies, scorer.score(pairs, DEFAULT_WEIGHTS).total) == 0


@pytest.mark.parametrize("least", [0.5, SUITABLE_FROM, 0.93])
@pytest.mark.parametrize("weights", WEIGHTS.values(), ids=WEIGHTS)
def test_from_a_floor_on_everybody_above_it_is_found_in_both_directions(scorer, sides, weights, least):
    floor, found = log(least), 0
    columns, bodies = sides["resume"]
    for record in offers()[::6]:
        offer = columns_of("vacancy", [record], scorer.knowledge)
        totals = scorer.score(scorer.pairs(offer, columns, 0, np.arange(len(columns)), TODAY), weights).total
        assert below(people_for(scorer, offer, weights, TODAY, floor=floor), bodies, totals, least) == 0
        found += (totals >= least).sum()
    columns, bodies = sides["vacancy"]
    for record in people()[::30]:
        person = columns_of("resume", [record], scorer.knowledge)
        totals = scorer.score(scorer.pairs(columns, person, np.arange(len(columns)), 0, TODAY), weights).total
        assert below(work_for(scorer, person, weights, TODAY, floor), bodies, totals, least) == 0
        found += (totals >= least).sum()
    assert found > 0


def test_a_higher_floor_leaves_more_of_the_index_untouched(scorer):
    offer = columns_of("vacancy", [offers()[0]], scorer.knowledge)
    low, high = (people_for(scorer, offer, DEFAULT_WEIGHTS, TODAY, floor=log(least)) for least in (0.25, 0.75))
    assert len(str(high.query)) < len(str(low.query))


def test_bounds_leave_most_people_out(scorer, sides):
    _, bodies = sides["resume"]
    matched = []
    for record in offers()[:60:3]:
        stage = people_for(scorer, columns_of("vacancy", [record], scorer.knowledge), DEFAULT_WEIGHTS, TODAY)
        matched.append(sum(score(stage.query, body) is not None for body in bodies))
    assert sum(matched) / len(matched) < len(bodies) / 5
