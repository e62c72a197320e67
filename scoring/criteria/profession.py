"""Profession: is it the same occupation, or close enough to start without retraining?

met: a position that the person wishes, or work of the last five years, is the vacancy's occupation or as close as
`CLOSE`. not_met: the record tells other occupations only. unknown: the record does not tell, or asks for "any work".
The value is the closeness of the best of them; older work fades. The person's own wish is judged apart (`wish`).
"""

from __future__ import annotations

import numpy as np

from scoring.columns.resumes import JOB, WISH
from scoring.criteria.base import MET, NOT_MET, UNKNOWN, Curve, Facet, Floats, Judged, Pairs, join
from scoring.criteria.works import Works

CLOSE = 0.75
"""Closeness from which no retraining is needed (the lower end of `same_work` in docs/occupations.md)."""
RECENT_MONTHS = 60
PRIOR = 0.25
"""Of a record that does not tell its occupation: far below the mean of those that do and are listed."""
ANY_WORK = 0.45

AGE_OF_WORK = Curve(
    "months since the work ended",
    ((0, 1.0), (RECENT_MONTHS, 0.97), (84, 0.72), (120, 0.6), (240, 0.4)),
)
WISH_ALONE = 0.93
"""A wish without such work behind it is worth a little less to the employer than the work itself."""
WORK_ALONE = 0.9
"""Work that the person no longer asks for is worth less to the person than the wish itself."""


def judge(pairs: Pairs, works: Works) -> Judged:
    """The employer's question; `asked` always, since every vacancy has a title."""
    wished = works.best(works.kind == WISH)
    age = np.maximum(pairs.month - works.end, 0).astype(np.float32)
    worked = works.best(works.kind == JOB, AGE_OF_WORK(age))
    recent = works.best((works.kind == JOB) & (age <= RECENT_MONTHS))
    best = np.maximum(wished, recent)
    value = np.maximum(worked, wished * WISH_ALONE)
    return join({"profession": _facet(works, best, value)})


def wish(pairs: Pairs, works: Works) -> Facet:
    """The person's question: is it what they ask for? Their recent work counts for less than their words."""
    wished = works.best(works.kind == WISH)
    age = np.maximum(pairs.month - works.end, 0).astype(np.float32)
    recent = works.best((works.kind == JOB) & (age <= RECENT_MONTHS))
    return _facet(works, np.maximum(wished, recent), np.maximum(wished, recent * WORK_ALONE))


def _facet(works: Works, best: Floats, value: Floats) -> Facet:
    met = best >= CLOSE - 1e-6
    silent = ~works.any(works.recognised)
    any_work = works.any(works.vague)
    unknown = ~met & (silent | any_work)
    verdict = np.where(met, MET, np.where(unknown, UNKNOWN, NOT_MET)).astype(np.int8)
    prior = np.where(any_work, ANY_WORK, PRIOR)
    worth = np.where(unknown, np.maximum(prior, value), value).astype(np.float32)
    return Facet(verdict, worth, np.ones(len(best), bool))
