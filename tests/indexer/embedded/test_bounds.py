"""No bound lies below a total, for rows and for cells, in both directions and under any weights."""

from itertools import islice

import numpy as np
import pytest

from fixtures.generator import resumes, vacancies
from indexer.embedded.build import columns_of
from indexer.embedded.directions import closeness_to
from indexer.embedded.search import within_reach
from indexer.embedded.segment import Segment, postings
from scoring.bounds import Query, bound
from scoring.columns.kinds import kinds
from scoring.criteria import salary, schedule
from scoring.suitability import BAND_FROM
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
    every, near, reach = within_reach(segment, closeness, most)
    rows, titles, of = posted.entries(near)
    cell = np.repeat(np.arange(len(near)), np.diff(posted.rows.offsets)[near])
    by_row, by_cell = np.full(len(totals), -np.inf), np.full(len(totals), -np.inf)
    np.maximum.at(by_cell, rows, reach[cell])
    opened, logs = most.open(rows, of, most.title(every[titles]), np.log(BAND_FROM[0]))
    np.maximum.at(by_row, opened, most.tighten(opened, logs))
    counted = totals >= BAND_FROM[0]  # what is not listed needs no bound
    actual = np.log(totals[counted])
    return max((actual - by_row[counted]).max(initial=-1), (actual - by_cell[counted]).max(initial=-1))


@pytest.mark.parametrize("weights", WEIGHTS.values(), ids=WEIGHTS)
def test_no_total_of_a_person_lies_above_the_bounds_of_a_vacancy(scorer, people, weights):
    segment = Segment(people, postings(people))
    for record in islice(vacancies(300, 5), 0, 300, 5):
        offer = columns_of("vacancy", [record], scorer.knowledge)

        def pairs(rows, offer=offer):
            return scorer.pairs(offer, people, 0, rows, TODAY)

        closeness = closeness_to(scorer, offer, segment)
        most = bound(Query(offer.place, people, segment.postings.kinds, pairs, scorer.memory, {}), weights)
        totals = scorer.score(pairs(np.arange(len(people))), weights).total
        assert below(segment, closeness, most, totals) <= 0


@pytest.mark.parametrize("weights", WEIGHTS.values(), ids=WEIGHTS)
def test_no_total_of_a_vacancy_lies_above_the_bounds_of_a_person(scorer, offers, weights):
    segment = Segment(offers, postings(offers))
    for record in islice(resumes(400, 5), 0, 400, 8):
        person = columns_of("resume", [record], scorer.knowledge)

        def pairs(rows, person=person):
            return scorer.pairs(offers, person, rows, 0, TODAY)

        most = bound(Query(person.place, offers, segment.postings.kinds, pairs, scorer.memory, {}), weights)
        totals = scorer.score(pairs(np.arange(len(offers))), weights).total
        assert below(segment, closeness_to(scorer, person, segment), most, totals) <= 0


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


def test_titles_found_by_meaning_and_words_are_as_close_as_pair_by_pair(scorer, offers, people):
    index = postings(people).titles
    every = np.arange(len(people.titles.texts), dtype=np.int32)
    for title in np.unique(offers.title)[::5].tolist():
        near = scorer.closeness.near(offers.titles, [title], "vacancy", index, len(every))
        exact = scorer.closeness(offers, people, np.array([title], np.int32), every)
        pairs = scorer.closeness._pairs(offers.titles, np.full(len(every), title), people.titles, every)
        assert exact.tolist() == pairs.tolist()
        counted = np.where(exact >= 0.3, exact, 0)
        assert np.abs(near[counted > 0] - counted[counted > 0]).max(initial=0) < 1e-6
