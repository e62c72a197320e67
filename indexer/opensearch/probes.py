"""Columns of nobody in particular: what a rule says of a stated value is asked of the rule itself."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Any

import numpy as np

from indexer.opensearch.packing import unpack
from scoring.columns.resumes import ResumeColumns
from scoring.columns.vacancies import VacancyColumns
from scoring.criteria.base import Pairs
from scoring.records import Kind

_NO_MONTH = 0


def people(**columns: Any) -> ResumeColumns:
    """Resumes that state these columns and have no others; only for rules that read no others."""
    empty = _empty("resume")
    made: ResumeColumns = replace(empty, **{name: _as(getattr(empty, name), one) for name, one in columns.items()})
    return made


def offers(**columns: Any) -> VacancyColumns:
    """Vacancies that state these columns and have no others; only for rules that read no others."""
    empty = _empty("vacancy")
    made: VacancyColumns = replace(empty, **{name: _as(getattr(empty, name), one) for name, one in columns.items()})
    return made


def pairs(vacancies: VacancyColumns, resumes: ResumeColumns, vacancy: Any, resume: Any) -> Pairs:
    """Pairs of rows for rules that look at no title and at no day."""
    one, other = (np.atleast_1d(np.asarray(rows, np.int32)) for rows in (vacancy, resume))
    return Pairs(vacancies, resumes, one, other, _NO_MONTH, _no_titles)


@lru_cache(maxsize=2)
def _empty(kind: Kind) -> Any:
    return unpack(kind, [])


def _as(column: Any, values: Any) -> Any:
    return np.asarray(values, column.dtype)


def _no_titles(*_: Any) -> Any:
    raise AssertionError("a probe has no title")
