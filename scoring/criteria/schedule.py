"""Schedule: are regime, employment, format and night work all accepted?

Each facet that the vacancy states is looked for in what the resume accepts: stated there -> met, left out of a stated
list -> not_met, no list -> unknown. A facet that the vacancy leaves out while it states others is not asked; where it
states nothing of the schedule, the whole is unknown.
"""

from __future__ import annotations

import numpy as np

from scoring.criteria.base import Bools, Bytes, Curve, Facet, Judged, Pairs, facet, join
from scoring.records import EMPLOYMENT, FORMATS, REGIMES

PRIOR = 0.88
"""A facet of the schedule that the resume leaves open: most people accept the usual, and it is asked."""
SILENT = 0.8
REFUSED = {"regime": 0.4, "employment": 0.35, "format": 0.5, "night": 0.3}
HOURS_OVER = Curve("hours asked / hours accepted", ((1.0, 1.0), (1.1, 0.8), (1.5, 0.4), (2.0, 0.2)))

_USUAL = {
    "regime": 1 << REGIMES.index("full_day"),
    "employment": 1 << EMPLOYMENT.index("full"),
    "format": 1 << FORMATS.index("on_site"),
}


def judge(pairs: Pairs) -> Judged:
    """Facets `regime`, `employment`, `format`, `night`, `hours`."""
    vacancies, resumes = pairs.vacancies, pairs.resumes
    v, r = pairs.vacancy, pairs.resume
    facets = {
        "regime": _listed("regime", vacancies.regime[v], resumes.regimes[r]),
        "employment": _listed("employment", vacancies.employment[v], resumes.employment[r]),
        "format": _listed("format", vacancies.format[v], resumes.formats[r]),
        "night": _night(vacancies.night[v], resumes.night[r]),
        "hours": _hours(pairs),
    }
    silent = ~np.logical_or.reduce([facets[name].asked for name in ("regime", "employment", "format", "night")])
    nothing = facet(silent, np.zeros(len(pairs), bool), silent, np.ones(len(pairs), np.float32), SILENT)
    return join({**facets, "stated": nothing._replace(asked=np.zeros(len(pairs), bool))})


def _listed(name: str, offered: Bytes, accepted: Bytes) -> Facet:
    """One facet of masks: the offered bit within the accepted ones. The usual (office hours, full, on site) is open."""
    met = (offered & accepted) != 0
    one = facet(offered != 0, accepted != 0, met, np.where(met, 1.0, REFUSED[name]).astype(np.float32), PRIOR)
    usual = (offered == _USUAL[name]) & (accepted == 0)
    return one._replace(value=np.where(usual, 0.95, one.value).astype(np.float32))


def _night(asked: Bytes, accepted: Bytes) -> Facet:
    met = accepted > 0
    value = np.where(met, 1.0, REFUSED["night"]).astype(np.float32)
    return facet(asked > 0, accepted != 0, met, value, PRIOR)


def _hours(pairs: Pairs) -> Facet:
    asked = pairs.vacancies.hours[pairs.vacancy]
    most = pairs.resumes.hours_max[pairs.resume]
    both: Bools = ~np.isnan(asked) & ~np.isnan(most)
    ratio = np.where(both, asked / np.where(both, most, 1), 1).astype(np.float32)
    return facet(both, both, ratio <= 1.0, HOURS_OVER(ratio), PRIOR)
