"""Profession: is it the same occupation, or close enough to start without retraining?

met: a position that the person wishes, or work of the last five years, is the vacancy's occupation or as close as
`CLOSE`. not_met: the record tells other occupations only. unknown: the record does not tell, or asks for "any work".
The value is the closeness of the best of them; older work fades. The person's own wish is judged apart (`wish`).
"""

from __future__ import annotations

import numpy as np

from scoring.criteria.base import ALWAYS, MET, NOT_MET, UNKNOWN, Curve, Facet, Judged, Pairs, join
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


def judge(pairs: Pairs, works: Works) -> tuple[Judged, Judged]:
    """The employer's question and the person's (`wish`); both are asked always, since every vacancy has a title.

    The person's recent work counts for less than their words.
    """
    wished = works.best(~works.jobs)
    worked = works.best(works.jobs, AGE_OF_WORK(works.age))
    recent = works.best(works.jobs & (works.age <= RECENT_MONTHS))
    best = np.maximum(wished, recent)
    met = best >= CLOSE - 1e-6
    any_work = works.any(works.vague)
    unknown = ~met & (~works.any(works.recognised) | any_work)
    verdict = np.where(met, np.int8(MET), np.where(unknown, np.int8(UNKNOWN), np.int8(NOT_MET)))
    prior = np.where(unknown, np.where(any_work, np.float32(ANY_WORK), np.float32(PRIOR)), np.float32(0))
    employer = np.maximum(np.maximum(worked, wished * np.float32(WISH_ALONE)), prior)
    person = np.maximum(np.maximum(wished, recent * np.float32(WORK_ALONE)), prior)
    count = len(pairs)
    return (
        join({"profession": Facet(verdict, employer, ALWAYS)}, count),
        join({"wish": Facet(verdict, person, ALWAYS)}, count),
    )
