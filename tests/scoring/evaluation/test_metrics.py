"""Our few lines of arithmetic against ir_measures, on a judged set and on orders made by chance."""

from __future__ import annotations

import random
from statistics import mean

import ir_measures
import pytest
from ir_measures import AP, P, R, nDCG

from scoring.evaluation.baselines import BASELINES
from scoring.evaluation.measured import measures
from scoring.evaluation.metrics import average_precision, ndcg, precision, recall


def ours(judged, ranked):
    rows = [measures(ranked[one.id], judged.grades(one.id)) for one in judged.vacancies]
    return {name: mean(row[name] for row in rows) for name in rows[0]}


def theirs(judged, ranked):
    run = [
        ir_measures.ScoredDoc(vacancy, resume, -float(rank))
        for vacancy, order in ranked.items()
        for rank, resume in enumerate(order)
    ]
    grades = [ir_measures.Qrel(one.vacancy, one.resume, one.grade) for one in judged.judgements]
    # ir_measures takes a grade as the gain; ours is 2^grade - 1.
    gains = [one._replace(relevance=2**one.relevance - 1) for one in grades]
    found = ir_measures.calc_aggregate([AP(rel=2), R(rel=2) @ 20, P(rel=2) @ 5], grades, run)
    found |= ir_measures.calc_aggregate([nDCG @ 10], gains, run)
    return {
        "ndcg@10": found[nDCG @ 10],
        "map": found[AP(rel=2)],
        "recall@20": found[R(rel=2) @ 20],
        "p@5": found[P(rel=2) @ 5],
    }


def test_the_figures_of_a_judged_set_are_those_of_ir_measures(judged, run):
    ranked = {}
    for one in run:
        ranked.setdefault(one.vacancy, []).append(one.resume)
    assert ours(judged, ranked) == pytest.approx(theirs(judged, ranked), abs=1e-9)


@pytest.mark.parametrize("name", BASELINES)
def test_so_are_those_of_the_baselines(judged, name):
    ranked = BASELINES[name](judged)
    assert ours(judged, ranked) == pytest.approx(theirs(judged, ranked), abs=1e-9)


def test_so_are_those_of_any_order(judged):
    chance = random.Random(5)  # noqa: S311 - orders, not secrets
    for _ in range(5):
        ranked = {one.id: chance.sample([of.id for of in judged.resumes], 45) for one in judged.vacancies}
        assert ours(judged, ranked) == pytest.approx(theirs(judged, ranked), abs=1e-9)


def test_a_vacancy_without_anybody_to_forward_gives_nothing_and_fails_nowhere():
    assert ndcg(["a"], {"a": 0}) == average_precision(["a"], {"a": 1}) == recall(["a"], {}) == precision([], {}) == 0


def test_the_best_order_gives_one():
    grades = {"a": 3, "b": 2, "c": 1, "d": 0}
    assert ndcg(["a", "b", "c", "d"], grades) == average_precision(["a", "b"], grades) == 1
    assert ndcg(["d", "c", "b", "a"], grades) < 1
