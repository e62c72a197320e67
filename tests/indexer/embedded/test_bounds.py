"""No bound lies below a total, for rows and for cells, in both directions and under any weights."""

from itertools import islice

import numpy as np
import pytest

from fixtures.generator import resumes, vacancies
from indexer.embedded.build import columns_of
from indexer.embedded.directions import closeness_to
from indexer.embedded.segment import Segment, postings
from scoring.bounds import Query, bound
from scoring.columns.kinds import kinds
from scoring.criteria import salary, schedule
from scoring.weights import DEFAULT_WEIGHTS
from tests.pairs import TODAY

WEIGHTS = {
    "the usual": DEFAULT_WEIGHTS,
    "only the person's side": {**dict.fromkeys(DEFAULT_WEIGHTS, 0.0), "transport": 3.0, "salary": 1.0, "schedule": 1.0},
    "a heavy profession": {**DEFAULT_WEIGHTS, "profession": 5.0, "wish": 4.0, "schedule": 0.0},
    "nothing": dict.fromkeys(DEFAULT_WEIGHTS, 0.0),
}


@pytest.fixture(scope="module")
def offers(scorer):
    return columns_of("vacancy", vacancies(300, 5), scorer.knowledge)


@pytest.fixture(scope="module")
def people(scorer):
    return columns_of("resume", resumes(400, 5), scorer.knowledge)


def below(segment, closeness, most, totals):
    """How far the bounds of rows, and of their cells, lie below the logarithms of the totals; 0 or less is right."""
    posted = segment.postings.cells
    every, by_group = posted.closeness(closeness)
    reach = most.title(by_group)[posted.group] + most.regions(posted.region, posted.move)
    rows, titles, of = posted.entries(np.arange(len(posted.group)))
    cell = np.repeat(np.arange(len(posted.group)), np.diff(posted.rows.offsets))
    by_row, by_cell = np.full(len(totals), -np.inf), np.full(len(totals), -np.inf)
    np.maximum.at(by_row, rows, most.title(every[titles]) + most.rows(rows, of))
    np.maximum.at(by_cell, rows, reach[cell])
    counted = totals > 0.2  # far below the least total that is listed, unknown professions have no part of their own
    actual = np.log(totals[counted])
    return max((actual - by_row[counted]).max(initial=-1), (actual - by_cell[counted]).max(initial=-1))


@pytest.mark.parametrize("weights", WEIGHTS.values(), ids=WEIGHTS)
def test_no_total_of_a_person_lies_above_the_bounds_of_a_vacancy(scorer, people, weights):
    segment = Segment(people, postings(people))
    for record in islice(vacancies(300, 5), 0, 300, 5):
        offer = columns_of("vacancy", [record], scorer.knowledge)

        def pairs(rows, offer=offer):
            return scorer.pairs(offer, people, 0, rows, TODAY)

        closeness = scorer.closeness.table(offer, int(offer.title[0]), people)
        most = bound(Query(offer.place, people, segment.postings.kinds, pairs), weights)
        totals = scorer.score(pairs(np.arange(len(people))), weights).total
        assert below(segment, closeness, most, totals) <= 0


@pytest.mark.parametrize("weights", WEIGHTS.values(), ids=WEIGHTS)
def test_no_total_of_a_vacancy_lies_above_the_bounds_of_a_person(scorer, offers, weights):
    segment = Segment(offers, postings(offers))
    for record in islice(resumes(400, 5), 0, 400, 8):
        person = columns_of("resume", [record], scorer.knowledge)

        def pairs(rows, person=person):
            return scorer.pairs(offers, person, rows, 0, TODAY)

        most = bound(Query(person.place, offers, segment.postings.kinds, pairs), weights)
        totals = scorer.score(pairs(np.arange(len(offers))), weights).total
        assert below(segment, closeness_to(scorer, person, offers), most, totals) <= 0


def test_rows_of_a_kind_are_judged_alike(scorer, offers, people):
    for columns, pairs in (
        (people, lambda rows: scorer.pairs(offers, people, 7, rows, TODAY)),
        (offers, lambda rows: scorer.pairs(offers, people, rows, 7, TODAY)),
    ):
        of, shared = kinds(columns)
        every = pairs(np.arange(len(columns)))
        for number, (criterion, rows) in enumerate(((salary, shared.salary), (schedule, shared.schedule))):
            one, each = criterion.judge(pairs(rows)), criterion.judge(every)
            assert one.value[of[:, number]].tolist() == each.value.tolist()
            assert one.verdict[of[:, number]].tolist() == each.verdict.tolist()
