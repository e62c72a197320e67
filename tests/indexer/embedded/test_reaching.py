"""Whoever reaches a floor is found, in both directions; who has no list, or is gone, never is."""

from __future__ import annotations

from itertools import islice

import numpy as np
import pytest

from fixtures.generator import resumes, vacancies
from indexer.embedded.build import columns_of
from indexer.embedded.reaching import reached
from indexer.embedded.segment import Segment, postings
from indexer.search import Request
from scoring.suitability import BAND_FROM
from scoring.weights import DEFAULT_WEIGHTS
from tests.pairs import TODAY

REQUEST = Request(DEFAULT_WEIGHTS, TODAY)


@pytest.fixture(scope="module")
def sides(scorer):
    offers = columns_of("vacancy", vacancies(300, 5), scorer.knowledge)
    people = columns_of("resume", resumes(400, 5), scorer.knowledge)
    return {"vacancy": Segment(offers, postings(offers)), "resume": Segment(people, postings(people))}


def floors_of(count):
    """Floors of all heights, and some rows without a list."""
    found = np.log(np.linspace(BAND_FROM[0], 0.99, count))
    found[::5] = np.inf
    return np.random.default_rng(1).permutation(found)


@pytest.mark.parametrize("kind", ["vacancy", "resume"])
def test_no_row_whose_floor_is_reached_is_missed_and_most_others_are_left_out(scorer, sides, kind):
    other = "resume" if kind == "vacancy" else "vacancy"
    segment = sides[other]
    count = len(segment.columns)
    floors = floors_of(count)
    found_all = reached_all = 0
    for record in islice(vacancies(300, 6) if kind == "vacancy" else resumes(400, 6), 60):
        one = columns_of(kind, [record], scorer.knowledge)
        every = np.arange(count, dtype=np.int32)
        if kind == "vacancy":
            pairs = scorer.pairs(one, segment.columns, 0, every, TODAY)
        else:
            pairs = scorer.pairs(segment.columns, one, every, 0, TODAY)
        total = scorer.score(pairs, DEFAULT_WEIGHTS).total
        reaching = np.flatnonzero((total >= BAND_FROM[0]) & (np.log(np.maximum(total, 1e-9)) >= floors))
        found = reached(scorer, one, segment, floors, REQUEST)
        assert set(reaching.tolist()) <= set(found.tolist())
        assert len(found) == len(set(found.tolist()))
        assert np.isfinite(floors[found]).all()
        found_all, reached_all = found_all + len(found), reached_all + len(reaching)
    assert reached_all > 50
    assert found_all < 4 * reached_all


def test_rows_that_are_gone_and_rows_without_a_list_are_never_found(scorer, sides):
    people = sides["resume"]
    segment = Segment(people.columns, people.postings)
    one = columns_of("vacancy", vacancies(1, 6), scorer.knowledge)
    low = np.full(len(people.columns), np.log(BAND_FROM[0]))
    found = reached(scorer, one, segment, low, REQUEST)
    assert len(found)
    segment.bury(people.columns.ids[int(found[0])])
    assert reached(scorer, one, segment, low, REQUEST).tolist() == found[1:].tolist()
    assert reached(scorer, one, segment, np.full(len(people.columns), np.inf), REQUEST).tolist() == []
