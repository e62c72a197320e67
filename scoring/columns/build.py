"""Columns from records: the one place where a record becomes numbers.

The builders take *completed* records (what the free text states is filled in) and the loaded knowledge. A record goes in
whole or not at all; the same record gives the same row in any company.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from scoring.columns import codes
from scoring.columns.places import NOWHERE, PlaceColumns
from scoring.columns.resumes import JOB, WISH, ResumeColumns
from scoring.columns.texts import Interner, Ragged, Texts
from scoring.columns.titles import TitleColumns
from scoring.columns.vacancies import VacancyColumns
from scoring.columns.words import Words, minor_concept
from scoring.criteria.grades import expired, grade
from scoring.criteria.transport import PROVISIONS
from scoring.knowledge import Knowledge
from scoring.money import tenge
from scoring.reading.complete import Completed
from scoring.records import EDUCATION, EMPLOYMENT, FORMATS, PERIODS, REGIMES, Accepts, Ask, Offer, Place, Requirements
from scoring.records import Resume, Schedule, Training, Travel, Vacancy

NAN = float("nan")
NOT_HELD = -1
"""Rank of a grade that has run out: below every grade asked."""
_SEPARATOR = "\x1f"
_SHIFTS = re.compile(r"(\d{1,2})(?:\s*[-–]\s*\d{1,2})?\s*(?:смен|ауысым|кезек)\w*\s+(?:в|на|за)?\s*(?:месяц|ай)|(?:месяц|айына)\D{0,15}(\d{1,2})\s*(?:смен|ауысым)")


class _Common:
    """What both builders share: titles, sets, places."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.words = Words(knowledge)
        self._titles = Interner()
        self._sets = Interner()
        self._ids: list[str] = []
        self._places: list[tuple[int, int, int, int, float, float, int]] = []
        self._rows: list[tuple[Any, ...]] = []

    def title(self, text: str, occupation: str | None) -> int:
        return self._titles.id(f"{text}{_SEPARATOR}{occupation or ''}")

    def set(self, values: Iterable[Any]) -> int:
        return self._sets.id(msgspec.json.encode(list(values)).decode())

    def place(self, place: Place | None) -> None:
        places = self.knowledge.places
        found = places.get(place.kato) if place else None
        lat, lon = (place.lat, place.lon) if place else (None, None)
        if found is None:
            self._places.append((NOWHERE, 0, 0, 0, NAN, NAN, 0))
            return
        approximate = 0
        if lat is None or lon is None:
            point = places.point(found)
            lat, lon, approximate = (point.lat, point.lon, int(point.approximate)) if point else (NAN, NAN, 0)
        code = places.settlement(found)
        self._places.append((found.kind, code, found.region, found.district, lat, lon, approximate))

    def title_columns(self) -> TitleColumns:
        keys = [key.split(_SEPARATOR) for key in self._titles.texts()]
        rows = [self.knowledge.title(text, occupation or None) for text, occupation in keys]
        return TitleColumns(
            Texts.of(text for text, _ in keys),
            _matrix([row.nodes for row in rows], np.int16),
            _matrix([row.confidence for row in rows], np.float32),
            _matrix([row.stems for row in rows], np.int32),
            _matrix([row.weights for row in rows], np.float32),
            np.array([row.vague for row in rows], np.int8),
        )

    def place_columns(self) -> PlaceColumns:
        kinds = (np.int8, np.int32, np.int8, np.int16, np.float32, np.float32, np.int8)
        return PlaceColumns(*_columns(self._places, kinds))


class ResumeBuilder(_Common):
    """Collects completed resumes; `columns()` gives them as arrays."""

    def __init__(self, knowledge: Knowledge) -> None:
        super().__init__(knowledge)
        self._relocation: list[list[int]] = []
        self._works: list[list[tuple[int, int, int, int]]] = []
        self._words: list[list[int]] = []
        self._denied: list[list[int]] = []

    def add(self, completed: Completed) -> None:
        """One resume more."""
        resume = completed.record
        assert isinstance(resume, Resume)  # noqa: S101 - the caller chose the builder by kind
        travel, accepts, ask = resume.travel or Travel(), resume.accepts or Accepts(), resume.salary or Ask()
        relocation, areas = _relocation(travel)
        stated, denied = self.words.of_resume(resume)
        row = (
            tenge(ask.min, ask.currency),
            PERIODS.index(ask.period or "month"),
            codes.flag(ask.in_hand),
            codes.mask(accepts.regimes, REGIMES),
            codes.mask(accepts.employment, EMPLOYMENT),
            codes.mask(accepts.formats, FORMATS),
            codes.flag(accepts.night),
            _number(accepts.hours_max),
            _number(travel.max_minutes),
            codes.flag(travel.own_car),
            relocation,
            _education(resume.education),
            _number(resume.experience_years),
            self.set(self.words.training(one) for one in resume.education if one.speciality),
            self.set(self._grades(resume.qualifications)),
            self.set(sorted(set(resume.licences or ()))),
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
        """(title, kind, start, end) of wishes, then of jobs by start."""
        wishes = [(self.title(text, resume.occupation), WISH, codes.UNSTATED, codes.UNSTATED) for text in resume.desired]
        jobs = []
        wished = self._groups(resume)
        for job in resume.experience:
            title = job.title or ""
            start = codes.month(job.start) if job.start else codes.UNSTATED
            end = codes.month(job.end) if job.end else codes.OPEN_END
            jobs.append((self.title(title, self._meant(title, wished)), JOB, start, end))
        return wishes + sorted(jobs, key=lambda job: (job[2], job[3], job[0]))

    def _groups(self, resume: Resume) -> list[str]:
        """The groups that the person's wishes most likely mean, the stated one first."""
        nodes = self.knowledge.classifier.nodes
        first = (self.knowledge.finder.row(text).nodes[0] for text in resume.desired)
        found = [nodes[node].code for node in first if node]
        return [resume.occupation, *found] if resume.occupation else found

    def _meant(self, title: str, wished: Sequence[str]) -> str | None:
        """The group that a job's title means where it could mean several and the wishes name one: "слесарь"."""
        meanings = [self.knowledge.classifier.nodes[node].code for node in self.knowledge.finder.row(title).nodes if node]
        if len(set(meanings)) < 2:
            return None
        return next((code for code in wished if code in meanings), None)

    def _grades(self, qualifications: Sequence[str]) -> list[list[Any]]:
        found = []
        for text in qualifications:
            read = grade(text)
            if read:
                trades = [one.node for one in self.knowledge.finder.find(text) if one.confidence >= 0.5]
                found.append([read.scale, NOT_HELD if expired(text) else read.rank, trades])
        return sorted(found)

    def columns(self) -> ResumeColumns:
        """The resumes collected so far."""
        kinds = (
            np.float32, np.int8, np.int8, np.int8, np.int8, np.int8, np.int8, np.float32, np.float32, np.int8, np.int8,
            np.int8, np.float32, np.int32, np.int32, np.int32, np.int32,
        )  # fmt: skip
        ask, *rest = _columns(self._rows, kinds)
        works = [one for row in self._works for one in row]
        _, kind, start, end = _columns(works, (np.int32, np.int8, np.int16, np.int16))
        before, after = rest[:10], rest[10:]
        return ResumeColumns(
            Texts.of(self._ids),
            self.place_columns(),
            ask,
            *before,
            Ragged.of(self._relocation),
            *after,
            Ragged.of([[one[0] for one in row] for row in self._works]),
            kind,
            start,
            end,
            Ragged.of(self._words),
            Ragged.of(self._denied),
            self.title_columns(),
            Texts.of(self._sets.texts()),
        )


class VacancyBuilder(_Common):
    """Collects completed vacancies; `columns()` gives them as arrays."""

    def add(self, completed: Completed) -> None:
        """One vacancy more."""
        vacancy = completed.record
        assert isinstance(vacancy, Vacancy)  # noqa: S101 - the caller chose the builder by kind
        asks, offer, schedule = vacancy.requirements or Requirements(), vacancy.salary or Offer(), vacancy.schedule or Schedule()
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
            _number(schedule.hours_per_week),
            EDUCATION.index(asks.education) if asks.education else codes.UNSTATED,
            _number(asks.experience_years),
            self.set([self.words.speciality(asks.speciality)] if asks.speciality else []),
            self.set(self._grade(vacancy, asks)),
            self.set(sorted(set(asks.licences))),
            self.set(sorted([one.code, one.level] for one in asks.languages)),
            self.set(self.words.phrases(skill.name for skill in asks.skills if skill.required)),
            self.set(self.words.phrases(asks.other)),
            self.title(vacancy.title, vacancy.occupation),
        )
        self._ids.append(vacancy.id)
        self.place(vacancy.place)
        self._rows.append(row)

    def _grade(self, vacancy: Vacancy, asks: Requirements) -> list[list[Any]]:
        read = grade(asks.qualification) if asks.qualification else None
        nodes = [node for node in self.knowledge.title(vacancy.title, vacancy.occupation).nodes if node]
        return [[read.scale, read.rank, nodes]] if read else []

    def columns(self) -> VacancyColumns:
        """The vacancies collected so far."""
        kinds = (
            np.int8, np.float32, np.float32, np.int8, np.int8, np.float32, np.int8, np.int8, np.int8, np.int8, np.float32,
            np.int8, np.float32, *(np.int32,) * 7,
        )  # fmt: skip
        columns = _columns(self._rows, kinds)
        return VacancyColumns(
            Texts.of(self._ids),
            self.place_columns(),
            *columns,
            self.title_columns(),
            Texts.of(self._sets.texts()),
        )


def _number(value: float | None) -> float:
    return NAN if value is None else value


def _education(trainings: Sequence[Training]) -> int:
    return max((EDUCATION.index(one.level) for one in trainings if one.level), default=codes.UNSTATED)


def _relocation(travel: Travel) -> tuple[int, list[int]]:
    """The code of the column and the areas that the person would move to."""
    if travel.relocation is None:
        return 0, []
    if isinstance(travel.relocation, str):
        return (-1 if travel.relocation == "none" else 1), []
    return 2, sorted(int(code) for code in travel.relocation)


def _shifts(vacancy: Vacancy) -> float:
    """Shifts a month where the description states them: they outrank the convention of 15."""
    found = _SHIFTS.search(vacancy.description or "")
    number = int(found.group(1) or found.group(2)) if found else 0
    return float(number) if 0 < number <= 31 else NAN


def _columns(rows: Sequence[Sequence[Any]], kinds: Sequence[Any]) -> list[NDArray[Any]]:
    """Columns of rows, each with its dtype; no rows give empty columns."""
    if not rows:
        return [np.empty(0, kind) for kind in kinds]
    return [np.array(column, kind) for column, kind in zip(zip(*rows, strict=True), kinds, strict=True)]


def _matrix(rows: Sequence[Sequence[Any]], kind: Any) -> NDArray[Any]:
    return np.array(rows, kind) if rows else np.empty((0, 1), kind)


__all__ = ["ResumeBuilder", "VacancyBuilder", "minor_concept"]
