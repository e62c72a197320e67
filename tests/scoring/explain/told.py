"""Original pairs of records, each made for the facts that it names, and ways to tell them."""

from __future__ import annotations

import numpy as np

from scoring.columns.build import ResumeBuilder, VacancyBuilder
from scoring.explain import Told, facts_of
from scoring.reading.complete import complete
from scoring.weights import DEFAULT_WEIGHTS
from tests.pairs import TODAY


def tell(scorer, pairs) -> list[tuple[dict[str, Told], dict[str, str]]]:
    """What is told of each (vacancy, resume), with the verdicts of the rank beside it."""
    offers, people = VacancyBuilder(scorer.knowledge), ResumeBuilder(scorer.knowledge)
    done = [(complete(vacancy), complete(resume)) for vacancy, resume in pairs]
    for vacancy, resume in done:
        offers.add(vacancy)
        people.add(resume)
    rows = np.arange(len(pairs))
    batch = scorer.pairs(offers.columns(), people.columns(), rows, rows, TODAY)
    scores = scorer.score(batch, DEFAULT_WEIGHTS)
    told = facts_of(
        scorer,
        batch,
        scores,
        [vacancy.record for vacancy, _ in done],
        [resume.record for _, resume in done],
        [(*vacancy.evidence, *resume.evidence) for vacancy, resume in done],
        DEFAULT_WEIGHTS,
    )
    verdicts = [{name: int(one.verdict[at]) for name, one in scores.criteria.items()} for at in rows]
    return list(zip(told, verdicts, strict=True))
