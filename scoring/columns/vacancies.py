"""Vacancies as columns."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scoring.columns.places import PlaceColumns
from scoring.columns.texts import Texts
from scoring.columns.titles import TitleColumns

Floats = NDArray[np.float32]
Bytes = NDArray[np.int8]
Ints = NDArray[np.int32]


@dataclass(frozen=True)
class VacancyColumns:
    """n vacancies. Amounts are KZT per stated period, NaN / 0 / -1 = not stated.

    Attributes:
        ids: the records' ids.
        place: where the work is; `provides` a mask of PROVISIONS.
        low, high: the offer, KZT per `period` (index into PERIODS); `gross` 1 / -1 / 0; `shifts` stated shifts a month.
        regime, employment, format: one bit each; `night` 1 / -1 / 0; `hours` a week.
        education: level asked (index into EDUCATION); `years`: experience asked, in years.
        specialities, qualifications, licences, languages, skills, others, musts: ids into `sets` (JSON of tuples);
            the last are those that the vacancy suggests, -1 none.
        title: id into `titles`.
    """

    ids: Texts
    place: PlaceColumns
    provides: Bytes
    low: Floats
    high: Floats
    period: Bytes
    gross: Bytes
    shifts: Floats
    regime: Bytes
    employment: Bytes
    format: Bytes
    night: Bytes
    hours: Floats
    education: Bytes
    years: Floats
    specialities: Ints
    qualifications: Ints
    licences: Ints
    languages: Ints
    skills: Ints
    others: Ints
    musts: Ints
    title: Ints
    titles: TitleColumns
    sets: Texts

    def __len__(self) -> int:
        """How many vacancies."""
        return len(self.ids)
