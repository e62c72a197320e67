"""Resumes as columns."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scoring.columns.places import PlaceColumns
from scoring.columns.texts import Ragged, Texts
from scoring.columns.titles import TitleColumns

Floats = NDArray[np.float32]
Bytes = NDArray[np.int8]
Ints = NDArray[np.int32]

WISH = 0
JOB = 1


@dataclass(frozen=True)
class ResumeColumns:
    """n resumes. Amounts are KZT per stated period, months count from January 1900, NaN / 0 / -1 = not stated.

    Attributes:
        ids: the records' ids.
        place: where the person lives.
        ask: least acceptable pay, KZT per `ask_period` (index into PERIODS); `ask_in_hand` where the person says "net".
        regimes, employment, formats: what is accepted and of what the person tells (`codes.accepted`).
        night, hours_max: 1 / -1 / 0; hours a week.
        max_minutes, own_car, relocation: travel; relocation -1 none, 0 silent, 1 anywhere, 2 to `relocation_codes`,
            3 where there is a bed.
        education: highest level (index into EDUCATION).
        years: experience stated in words, in years.
        trainings, qualifications, licences, languages: ids into `sets` (JSON texts of tuples).
        works: rows of entries, wishes and jobs; `work_title` (into `titles`), `work_kind`, `work_start`, `work_end`.
        words, denied: rows of sorted ids of concepts that the record states, or states to be absent.
    """

    ids: Texts
    place: PlaceColumns
    ask: Floats
    ask_period: Bytes
    ask_in_hand: Bytes
    regimes: NDArray[np.int16]
    employment: NDArray[np.int16]
    formats: NDArray[np.int16]
    night: Bytes
    hours_max: Floats
    max_minutes: Floats
    own_car: Bytes
    relocation: Bytes
    relocation_codes: Ragged
    education: Bytes
    years: Floats
    trainings: Ints
    qualifications: Ints
    licences: Ints
    languages: Ints
    works: Ragged
    work_kind: Bytes
    work_start: NDArray[np.int16]
    work_end: NDArray[np.int16]
    words: Ragged
    denied: Ragged
    titles: TitleColumns
    sets: Texts

    def __len__(self) -> int:
        """How many resumes."""
        return len(self.ids)
