"""Experience: do the years in the same or a close occupation reach what is asked?

Months are counted once where jobs overlap, and only in work as close as `RELATED`. Years that the person states in
words count where no dated job says more. unknown: asked, and the record gives neither dates nor years. The value
follows the share of the asked months, and fades where the last such work ended long ago.
"""

from __future__ import annotations

import numpy as np

from scoring.columns.resumes import JOB
from scoring.criteria.base import Bools, Curve, Floats, Judged, Pairs, facet, join
from scoring.criteria.profession import CLOSE
from scoring.criteria.works import Works

RELATED = CLOSE
PRIOR = 0.55

SHARE = Curve(
    "months had / months asked",
    ((0.0, 0.28), (0.25, 0.36), (0.5, 0.5), (0.75, 0.7), (0.9, 0.88), (1.0, 1.0)),
)
SINCE = Curve(
    "months since the last such work",
    ((0, 1.0), (36, 1.0), (60, 0.95), (120, 0.85), (240, 0.7)),
)


def months(pairs: Pairs, works: Works) -> tuple[Floats, Bools]:
    """Months of related experience and whether the record tells, a pair each."""
    jobs = works.kind == JOB
    related = jobs & (works.closeness >= RELATED)
    dated = works.months(related)
    stated = pairs.resumes.years[pairs.resume] * 12
    spoken = ~np.isnan(stated)
    # Years said in words are years of the work that the record is about, wished or done.
    own = works.best(np.ones(len(works.owner), bool)) >= RELATED
    total = np.where(spoken & own, np.maximum(dated, np.nan_to_num(stated)), dated).astype(np.float32)
    # A related job without dates may reach any ask; jobs of which none is related tell that there is none.
    undated = works.any(related & (works.start < 0))
    return total, spoken | (works.any(jobs & works.recognised) & ~undated)


def judge(pairs: Pairs, works: Works) -> Judged:
    """One facet, `experience`."""
    need = np.nan_to_num(pairs.vacancies.years[pairs.vacancy]) * 12
    have, known = months(pairs, works)
    asked = need > 0
    met = have >= need
    share = np.where(asked, have / np.where(asked, need, 1), 1).astype(np.float32)
    related = (works.kind == JOB) & (works.closeness >= RELATED)
    latest = works.latest(related)
    since = np.where(latest < 0, 0, np.maximum(pairs.month - latest, 0)).astype(np.float32)
    # A record with an undated job may still reach the ask by its dated ones.
    one = facet(asked, known | met, met, SHARE(share) * SINCE(since), PRIOR)
    return join({"experience": one})
