"""Columns from records: the one place where a record becomes numbers.

The builders take *completed* records (what the free text states is filled in) and the loaded knowledge. A record goes
in whole or not at all; the same record gives the same row in any company.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import numpy as np

from scoring.columns import codes
from scoring.columns.builder import NAN, Builder, Kinds, named_columns, number
from scoring.columns.resumes import JOB, WISH, ResumeColumns
from scoring.columns.texts import Ragged, Texts
from scoring.columns.vacancies import VacancyColumns
from scoring.criteria.grades import expired, grade
from scoring.criteria.licences import DENIED, canonical
from scoring.criteria.transport import HOUSED, PROVISIONS
from scoring.knowledge import Knowledge
from scoring.money import tenge
from scoring.reading.complete import Completed
from scoring.records import (
    EDUCATION,
    EMPLOYMENT,
    FORMATS,
    PERIODS,
    REGIMES,
    Accepts,
    Ask,
    Offer,
    Requirements,
    Resume,
    Schedule,
    Training,
    Travel,
    Vacancy,
)
from scoring.weights import suggested_musts

NOT_HELD = -1
"""Rank of a grade that has run out: below every grade asked."""
_SHIFT = r"(?:смен|выход|дежурств|ауысым|кезек|кезекшілік|сут(?:ок|ки)|тәулік)\w*"
_MANY = r"(\d{1,2})(?:\s*[-–]\s*\d{1,2})?\s*(?:\w+\s+){0,2}?"
_SHIFTS = re.compile(
    rf"(?<![\d/]){_MANY}{_SHIFT}\s*(?:в|на|за|/)?\s*(?:месяц|мес\b|ай\b|айына)"
    rf"|(?:месяц|мес\.|айына|ежемесячно)\D{{0,15}}?(?<![\d/]){_MANY}{_SHIFT}",
    re.IGNORECASE,
)
# The plain columns in the order of a row.
_RESUME: Kinds = {
    "ask": np.float32,
    "ask_period": np.int8,
    "ask_in_hand": np.int8,
    "regimes": np.int16,
    "employment": np.int16,
    "formats": np.int16,
    "night": np.int8,
    "hours_max": np.float32,
    "max_minutes": np.float32,
    "own_car": np.int8,
    "relocation": np.int8,
    "education": np.int8,
    "years": np.float32,
    "trainings": np.int32,
    "qualifications": np.int32,
    "licences": np.int32,
    "languages": np.int32,
}
_WORK: Kinds = {"work_kind": np.int8, "work_start": np.int16, "work_end": np.int16}
_VACANCY: Kinds = {
    "provides": np.int8,
    "low": np.float32,
    "high": np.float32,
    "period": np.int8,
    "gross": np.int8,
    "shifts": np.float32,
    "regime": np.int8,
    "employment": np.int8,
    "format": np.int8,
    "night": np.int8,
    "hours": np.float32,
    "education": np.int8,
    "years": np.float32,
    "specialities": np.int32,
    "qualifications": np.int32,
    "licences": np.int32,
    "languages": np.int32,
    "skills": np.int32,
    "others": np.int32,
    "musts": np.int32,
    "title": np.int32,
}


class ResumeBuilder(Builder):
    """Collects completed resumes; `columns()` gives them as arrays."""

    def __init__(self, knowledge: Knowledge) -> None:
        super().__init__(knowledge)
        self._relocation: list[list[int]] = []
        self._works: list[list[tuple[int, int, int, int]]] = []
        self._words: list[list[int]] = []
        self._denied: list[list[int]] = []

    def add(self, completed: Completed[Any]) -> None:
        """One resume more."""
        resume = completed.record
        assert isinstance(resume, Resume)  # noqa: S101 - the caller chose the builder by kind
        travel, accepts, ask = resume.travel or Travel(), resume.accepts or Accepts(), resume.salary or Ask()
        relocation, areas = _relocation(travel, completed)
        stated, denied = self.words.of_resume(resume)
        row = (
            tenge(ask.min, ask.currency),
            PERIODS.index(ask.period or "month"),
            codes.flag(ask.in_hand),
            _accepted(completed, "regimes", REGIMES),
            _accepted(completed, "employment", EMPLOYMENT),
            _accepted(completed, "formats", FORMATS),
            codes.flag(accepts.night),
            number(accepts.hours_max),
            number(travel.max_minutes),
            codes.flag(travel.own_car),
            relocation,
            _education(resume.education),
            number(resume.experience_years),
            self.set(self.words.training(one) for one in resume.education if one.speciality),
            self.set(self._grades(resume.qualifications)),
            self.set(sorted({*map(canonical, resume.licences or ()), *_absent(completed)})),
            self.set(sorted([one.code, one.level] for one in resume.languages)),
        )
        self._ids.append(resume.id)
        self.place(resume.place)
        self._rows.append(row)
        self._relocation.append(areas)
        self._works.append(self._entries(resume))
        self._words.append(stated)
        self._denied.append(denied)

    def _entries(self, resume: Resume) -> list[tuple[int, int, int, int]]:
        """(title, kind, start, end) of wishes, then of jobs by start; those of the same months by title."""
        wishes = [
            (self.title(text, resume.occupation), WISH, codes.UNSTATED, codes.UNSTATED) for text in resume.desired
        ]
        jobs = []
        wished = self._groups(resume)
        for job in resume.experience:
            title = job.title or ""
            start = codes.month(job.start) if job.start else codes.UNSTATED
            end = codes.month(job.end) if job.end else codes.OPEN_END
            jobs.append((start, end, title, self._meant(title, wished) or ""))
        # By the title's words: its id depends on the records before, and a row must not.
        return wishes + [(self.title(title, meant), JOB, start, end) for start, end, title, meant in sorted(jobs)]

    def _groups(self, resume: Resume) -> list[str]:
        """The groups that the person's wishes most likely mean, the stated one first."""
        nodes = self.knowledge.classifier.nodes
        first = (self.knowledge.finder.row(text).nodes[0] for text in resume.desired)
        found = [nodes[node].code for node in first if node]
        return [resume.occupation, *found] if resume.occupation else found

    def _meant(self, title: str, wished: Sequence[str]) -> str | None:
        """The group that a job's title means where it could mean several and the wishes name one: "слесарь"."""
        meanings = [
            self.knowledge.classifier.nodes[node].code for node in self.knowledge.finder.row(title).nodes if node
        ]
        if len(set(meanings)) < 2:
            return None
        return next((code for code in wished if code in meanings), None)

    def _grades(self, qualifications: Sequence[str]) -> list[list[Any]]:
        found = []
        for text in qualifications:
            read = grade(text)
            if read:
                trades = [] if read.scale == "teacher" else self._trades(text)
                found.append([read.scale, NOT_HELD if expired(text) else read.rank, trades])
        return sorted(found)

    def _trades(self, text: str) -> list[int]:
        """The occupations that a grade was given in; a teacher's category names the teacher and no subject."""
        return [one.node for one in self.knowledge.finder.find(text) if one.confidence >= 0.5]

    def columns(self) -> ResumeColumns:
        """The resumes collected so far."""
        works = [one for row in self._works for one in row]
        return ResumeColumns(
            ids=Texts.of(self._ids),
            place=self.place_columns(),
            relocation_codes=Ragged.of(self._relocation),
            works=Ragged.of([[one[0] for one in row] for row in self._works]),
            words=Ragged.of(self._words),
            denied=Ragged.of(self._denied),
            titles=self.title_columns(),
            sets=Texts.of(self._sets.texts()),
            **named_columns(self._rows, _RESUME),
            **named_columns([one[1:] for one in works], _WORK),
        )


class VacancyBuilder(Builder):
    """Collects completed vacancies; `columns()` gives them as arrays."""

    def add(self, completed: Completed[Any]) -> None:
        """One vacancy more."""
        vacancy = completed.record
        assert isinstance(vacancy, Vacancy)  # noqa: S101 - the caller chose the builder by kind
        asks, offer, schedule = (
            vacancy.requirements or Requirements(),
            vacancy.salary or Offer(),
            vacancy.schedule or Schedule(),
        )
        row = (
            codes.mask(vacancy.provides, PROVISIONS),
            tenge(offer.low, offer.currency),
            tenge(offer.high, offer.currency),
            PERIODS.index(offer.period or "month"),
            codes.flag(offer.gross),
            _shifts(vacancy),
            codes.bit(schedule.regime, REGIMES),
            codes.bit(schedule.employment, EMPLOYMENT),
            codes.bit(schedule.format, FORMATS),
            codes.flag(schedule.night),
            number(schedule.hours_per_week),
            EDUCATION.index(asks.education) if asks.education else codes.UNSTATED,
            number(asks.experience_years),
            self.set([self.words.speciality(asks.speciality)] if asks.speciality else []),
            self.set(self._grade(vacancy, asks)),
            self.set(sorted(set(map(canonical, asks.licences)))),
            self.set(sorted([one.code, one.level] for one in asks.languages)),
            self.set(self.words.phrases(skill.name for skill in asks.skills if skill.required)),
            self.set(self.words.phrases(asks.other)),
            self.set(self._musts(vacancy, asks)),
            self.title(vacancy.title, vacancy.occupation),
        )
        self._ids.append(vacancy.id)
        self.place(vacancy.place)
        self._rows.append(row)

    def _grade(self, vacancy: Vacancy, asks: Requirements) -> list[list[Any]]:
        read = grade(asks.qualification) if asks.qualification else None
        if read is None:
            return []
        nodes = [node for node in self.knowledge.title(vacancy.title, vacancy.occupation).nodes if node]
        return [[read.scale, read.rank, nodes]]

    def _musts(self, vacancy: Vacancy, asks: Requirements) -> tuple[str, ...]:
        nodes = [node for node in self.knowledge.title(vacancy.title, vacancy.occupation).nodes if node]
        return suggested_musts(sorted(set(asks.licences)), nodes, self.knowledge.classifier)

    def columns(self) -> VacancyColumns:
        """The vacancies collected so far."""
        return VacancyColumns(
            ids=Texts.of(self._ids),
            place=self.place_columns(),
            titles=self.title_columns(),
            sets=Texts.of(self._sets.texts()),
            **named_columns(self._rows, _VACANCY),
        )


def _education(trainings: Sequence[Training]) -> int:
    return max((EDUCATION.index(one.level) for one in trainings if one.level), default=codes.UNSTATED)


def _relocation(travel: Travel, completed: Completed[Resume]) -> tuple[int, list[int]]:
    """The code of the column and the areas that the person would move to."""
    if travel.relocation is None:
        return 0, []
    if isinstance(travel.relocation, str):
        if travel.relocation == "none":
            return -1, []
        return HOUSED if any(one.path == "relocation.if_housed" for one in completed.evidence) else 1, []
    return 2, sorted(int(code) for code in travel.relocation)


def _accepted(completed: Completed[Resume], name: str, values: Sequence[str]) -> int:
    """The mask of one list of `accepts`, with what the person refuses in words."""
    refused = {one.value for one in completed.evidence if one.path == f"refuses.{name}"} if completed.evidence else ()
    held = getattr(completed.record.accepts, name, None)
    return codes.accepted(held, refused, values, open_=name in completed.open)


def _absent(completed: Completed[Resume]) -> set[str]:
    """Licences that the person says not to have, as the criterion of licences wants them."""
    return {f"{DENIED}{canonical(one.value)}" for one in completed.evidence if one.path == "licences.absent"}


def _shifts(vacancy: Vacancy) -> float:
    """Shifts a month where the description states them: they outrank the convention of 15."""
    found = _SHIFTS.search(vacancy.description or "")
    stated = int(found.group(1) or found.group(2)) if found else 0
    return float(stated) if 0 < stated <= 31 else NAN
