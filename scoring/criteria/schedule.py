"""Schedule: are regime, employment, format and night work all accepted?

Each facet that the vacancy states is looked for in what the resume accepts: stated there -> met, left out of a stated
list or refused in words -> not_met, no list, or words that leave it open ("можно вахту") -> unknown. A facet that the
vacancy leaves out while it states others is not asked; where it states nothing of the schedule, the whole is unknown.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.columns.codes import KNOWN
from scoring.criteria.base import MET, NOT_ASKED, UNKNOWN, Bools, Bytes, Curve, Facet, Judged, Pairs, facet, join
from scoring.records import EMPLOYMENT, FORMATS, REGIMES

PRIOR = 0.88
"""A facet of the schedule that the resume leaves open: most people accept the usual, and it is asked."""
SILENT = 0.8
REFUSED = {"regime": 0.3, "employment": 0.25, "format": 0.4, "night": 0.2}
HOURS_OVER = Curve("hours asked / hours accepted", ((1.0, 1.0), (1.1, 0.8), (1.5, 0.4), (2.0, 0.2)))

Words = NDArray[np.int16]
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
    }
    silent = ~(facets["regime"].asked | facets["employment"].asked | facets["format"].asked | facets["night"].asked)
    nothing = NOT_ASKED
    if silent.any():
        verdict, value = np.where(silent, np.int8(UNKNOWN), np.int8(MET)), np.where(silent, np.float32(SILENT), _WHOLE)
        nothing = Facet(verdict, value, np.zeros(1, bool))
    return join({**facets, "hours": _hours(pairs), "stated": nothing}, len(pairs))


def key(pairs: Pairs, *, vacancy: bool) -> tuple[float, ...]:
    """All that the rules read of the one vacancy (or resume) of some pairs: equal keys are judged alike."""
    if vacancy:
        offers, row = pairs.vacancies, int(pairs.vacancy[0])
        read: tuple[Any, ...] = (offers.regime, offers.employment, offers.format, offers.night, offers.hours)
    else:
        people, row = pairs.resumes, int(pairs.resume[0])
        read = (people.regimes, people.employment, people.formats, people.night, people.hours_max)
    values = [float(column[row]) for column in read]
    return tuple(-1.0 if math.isnan(value) else value for value in values)


def states(pairs: Pairs) -> bool:
    """Whether one of the vacancies states anything of the schedule; otherwise the criterion is asked of nobody."""
    offers, v = pairs.vacancies, pairs.vacancy
    columns = (offers.regime, offers.employment, offers.format)
    return any((one[v] != 0).any() for one in columns) or bool((offers.night[v] > 0).any() or _hours(pairs).asked.any())


_WHOLE = np.float32(1)
_USUAL_VALUE = np.float32(0.95)
"""Of the usual (office hours, full time, on site) where the resume leaves it open."""


def _listed(name: str, offered: Bytes, accepted: Words) -> Facet:
    """One facet of masks: the offered bit within the accepted ones. The usual (office hours, full, on site) is open."""
    asked = offered != 0
    if not asked.any():
        return NOT_ASKED
    met = (offered & accepted) != 0
    known = (accepted >> KNOWN & offered) != 0
    one = facet(asked, known, met, np.where(met, np.float32(1), np.float32(REFUSED[name])), PRIOR)
    usual = (offered == _USUAL[name]) & (accepted == 0)
    return one._replace(value=np.where(usual, _USUAL_VALUE, one.value)) if usual.any() else one


def _night(night: Bytes, accepted: Bytes) -> Facet:
    asked = night > 0
    if not asked.any():
        return NOT_ASKED
    met = accepted > 0
    return facet(asked, accepted != 0, met, np.where(met, np.float32(1), np.float32(REFUSED["night"])), PRIOR)


def _hours(pairs: Pairs) -> Facet:
    asked = pairs.vacancies.hours[pairs.vacancy]
    ratio = asked / pairs.resumes.hours_max[pairs.resume]
    both: Bools = ~np.isnan(ratio)
    if not both.any():
        return NOT_ASKED
    ratio = np.where(both, ratio, np.float32(1))
    return facet(both, both, ratio <= 1.0, HOURS_OVER(ratio), PRIOR)
