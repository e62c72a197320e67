"""The judged sets of other occupations (tests/scoring/judged.own): what was reached there stays reached."""

from pathlib import Path

import pytest

from scoring.evaluation.report import evaluate, summary
from scoring.evaluation.run import AS_OF

FOLDER = Path(__file__).parents[1] / "judged.own"
FLOORS = {
    "D": (0.980, 0.966),
    "E": (0.965, 0.970),
    "F": (0.932, 0.978),
    "G": (0.986, 0.957),
    "H": (0.938, 0.960),
    "I": (0.973, 0.956),
}


@pytest.mark.parametrize("name", FLOORS)
def test_other_occupations_are_ranked_and_judged_as_well_as_before(scorer, name):
    figures = summary(evaluate(FOLDER / name, scorer, AS_OF)[0])
    accuracy = [one["accuracy"] for one in figures["criteria"].values()]
    ranking, verdicts = FLOORS[name]
    assert figures["ndcg@10"] >= ranking
    assert sum(accuracy) / len(accuracy) >= verdicts
