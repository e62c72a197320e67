"""Title pairs, synonyms and considered people on the real files, collected only where they are given.

`LAIYQ_EVALUATION_DATA` names a folder with job_titles_ru_kk, title_synonyms_ru and talent_match_dev; they may not be
shipped. Without it one line says that they were not measured (conftest.py).
"""

from __future__ import annotations

import os
from pathlib import Path

from scoring.evaluation.considered import evaluate_considered
from scoring.evaluation.pairs import evaluate_pairs
from scoring.evaluation.synonyms import evaluate_synonyms

GIVEN = os.environ["LAIYQ_EVALUATION_DATA"]


def test_the_ranking_finds_considered_people_better_than_plain_searches(scorer):
    found = evaluate_considered(Path(str(GIVEN)) / "talent_match_dev", scorer)
    assert all(found["ap"] > one["ap"] for one in found["baselines"].values())


def test_given_pairs_and_synonyms_can_be_measured(knowledge):
    folder = Path(str(GIVEN))
    assert evaluate_pairs(folder / "job_titles_ru_kk" / "titles_ru_kk.tsv", knowledge.finder)["top1"] > 0.5
    assert evaluate_synonyms(folder / "title_synonyms_ru" / "title_groups.tsv", knowledge)["titles"]["same"] > 0.5
