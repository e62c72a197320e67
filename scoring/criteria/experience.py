"""Experience: do the years in the same or a close occupation reach what is asked?

Months are counted once where jobs overlap, and only in work as close as `RELATED`. Years that the person states in
words count where no dated job says more. unknown: asked, and the record gives neither dates nor years. The value
follows the share of the asked months, and fades where the last such work ended long ago.
"""

from __future__ import annotations

import numpy as np

from scoring.criteria.base import NOT_ASKED, Bools, Curve, Floats, Judged, Pairs, facet, join
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
    related = works.jobs & (works.closeness >= RELATED)
    dated = works.months(related)
    stated = pairs.resumes.years[pairs.resume] * np.float32(12)
    spoken = ~np.isnan(stated)
    # A related job without dates may reach any ask; jobs of which none is related tell that there is none.
    undated = works.any(related & (works.start < 0))
    known = works.any(works.jobs & works.recognised) & ~undated
    if spoken.any():
        # Years said in words are years of the work that the record is about, wished or done.
        own = works.any(works.closeness >= RELATED)
        dated = np.where(spoken & own, np.fmax(dated, stated), dated)
        known = spoken | known
    return dated, known


def asks(pairs: Pairs) -> bool:
    """Whether one of the vacancies asks for any."""
    return bool((pairs.vacancies.years[pairs.vacancy] > 0).any())


def judge(pairs: Pairs, works: Works) -> Judged:
    """One facet, `experience`."""
    need = np.nan_to_num(pairs.vacancies.years[pairs.vacancy]) * np.float32(12)
    asked = need > 0
    if not asked.any():
        return join({"experience": NOT_ASKED}, len(pairs))
    have, known = months(pairs, works)
    met = have >= need
    share = np.where(asked, have / np.where(asked, need, np.float32(1)), np.float32(1))
    latest = works.latest(works.jobs & (works.closeness >= RELATED))
    since = np.where(latest < 0, 0, np.maximum(pairs.month - latest, 0))
    # A record with an undated job may still reach the ask by its dated ones.
    return join({"experience": facet(asked, known | met, met, SHARE(share) * SINCE(since), PRIOR)}, len(pairs))
