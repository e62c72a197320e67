"""Vacancy and Resume: the interchange format, as msgspec structures.

Every field but `id` and `title` / `desired` may be missing; missing means *not stated*, never "no".
Unknown fields of a record are ignored, so that an older reader survives a newer writer.
"""

from __future__ import annotations

from typing import Literal

import msgspec

Education = Literal["none", "secondary", "vocational", "higher", "postgraduate"]
Regime = Literal["full_day", "shift", "flexible", "rotation"]
Employment = Literal["full", "part", "temporary", "seasonal", "project", "internship"]
WorkFormat = Literal["on_site", "hybrid", "remote", "travelling"]
Period = Literal["month", "hour", "shift", "year"]
Currency = Literal["KZT", "USD", "EUR", "RUB"]
CefrLevel = Literal["A1", "A2", "B1", "B2", "C1", "C2"]
Provision = Literal["transport", "housing", "meals"]
Condition = Literal["heavy_lifting", "night_work", "heights", "standing", "cold", "dust", "driving", "noise"]

EDUCATION: tuple[Education, ...] = ("none", "secondary", "vocational", "higher", "postgraduate")
REGIMES: tuple[Regime, ...] = ("full_day", "shift", "flexible", "rotation")
EMPLOYMENT: tuple[Employment, ...] = ("full", "part", "temporary", "seasonal", "project", "internship")
FORMATS: tuple[WorkFormat, ...] = ("on_site", "hybrid", "remote", "travelling")
PERIODS: tuple[Period, ...] = ("month", "hour", "shift", "year")
CURRENCIES: tuple[Currency, ...] = ("KZT", "USD", "EUR", "RUB")
LEVELS: tuple[CefrLevel, ...] = ("A1", "A2", "B1", "B2", "C1", "C2")
CONDITIONS: tuple[Condition, ...] = (
    "heavy_lifting", "night_work", "heights", "standing", "cold", "dust", "driving", "noise",
)  # fmt: skip


class Part(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The base of a record and of its parts: immutable, written without what is not stated."""


class Place(Part, frozen=True):
    """Where something is. `kato` is the 9-digit code of the classifier of places; `name` is as written."""

    kato: str | None = None
    address: str | None = None
    name: str | None = None
    lat: float | None = None
    lon: float | None = None


class Employer(Part, frozen=True):
    """Who offers the work. `bin` is the 12-digit business number."""

    id: str | None = None
    name: str | None = None
    bin: str | None = None


class SkillAsk(Part, frozen=True):
    """A skill that a vacancy asks (required) or wishes for."""

    name: str
    required: bool = False


class Language(Part, frozen=True):
    """A language by its ISO 639-1 code, with the CEFR level where one is stated."""

    code: str
    level: CefrLevel | None = None


class Requirements(Part, frozen=True):
    """What the employer asks of a person. Licences are open codes `kind` or `kind:grade`."""

    education: Education | None = None
    speciality: str | None = None
    qualification: str | None = None
    licences: tuple[str, ...] = ()
    experience_years: float | None = None
    skills: tuple[SkillAsk, ...] = ()
    languages: tuple[Language, ...] = ()
    other: tuple[str, ...] = ()


class Offer(Part, frozen=True, rename={"low": "from", "high": "to"}):
    """The pay offered: amounts in `currency` per `period`; `gross` = before tax."""

    low: float | None = None
    high: float | None = None
    currency: Currency | None = None
    period: Period | None = None
    gross: bool | None = None


class Schedule(Part, frozen=True):
    """The working-time regime of a vacancy."""

    regime: Regime | None = None
    employment: Employment | None = None
    format: WorkFormat | None = None
    night: bool | None = None
    hours_per_week: float | None = None


class Vacancy(Part, frozen=True):
    """A vacancy as an employer or the portal states it. Dates are ISO texts."""

    id: str
    title: str
    description: str | None = None
    occupation: str | None = None
    employer: Employer | None = None
    place: Place | None = None
    requirements: Requirements | None = None
    salary: Offer | None = None
    schedule: Schedule | None = None
    provides: tuple[Provision, ...] = ()
    conditions: tuple[Condition, ...] | None = None
    openings: int | None = None
    published_at: str | None = None
    expires_at: str | None = None


class Training(Part, frozen=True):
    """One line of a person's education."""

    level: Education | None = None
    speciality: str | None = None
    institution: str | None = None
    year: int | None = None


class Job(Part, frozen=True, rename={"start": "from", "end": "to"}):
    """One job of a person; `start` and `end` are YYYY-MM, an `end` of None with a start means "until now"."""

    title: str | None = None
    employer: str | None = None
    start: str | None = None
    end: str | None = None
    duties: str | None = None


class Ask(Part, frozen=True):
    """The least pay a person would accept; `in_hand` = after tax, where the person says so."""

    min: float | None = None
    currency: Currency | None = None
    period: Period | None = None
    in_hand: bool | None = None


class Accepts(Part, frozen=True):
    """The working time a person accepts. A list that is absent is not stated."""

    regimes: tuple[Regime, ...] | None = None
    employment: tuple[Employment, ...] | None = None
    formats: tuple[WorkFormat, ...] | None = None
    night: bool | None = None
    hours_max: float | None = None


class Travel(Part, frozen=True):
    """How a person gets to work: minutes one way, own car, readiness to move (none, possible, or KATO codes)."""

    max_minutes: float | None = None
    own_car: bool | None = None
    relocation: Literal["none", "possible"] | tuple[str, ...] | None = None


class Resume(Part, frozen=True):
    """A resume as a person, an assistant or the portal states it.

    `health_limits` is read by `scoring.suitable` alone; no fit, no total and no employer ever sees it.
    """

    id: str
    desired: tuple[str, ...]
    occupation: str | None = None
    summary: str | None = None
    education: tuple[Training, ...] = ()
    qualifications: tuple[str, ...] = ()
    licences: tuple[str, ...] | None = None
    experience: tuple[Job, ...] = ()
    experience_years: float | None = None
    skills: tuple[str, ...] = ()
    languages: tuple[Language, ...] = ()
    salary: Ask | None = None
    accepts: Accepts | None = None
    place: Place | None = None
    travel: Travel | None = None
    health_limits: tuple[Condition, ...] | None = None
    available_from: str | None = None


Record = Vacancy | Resume

Kind = Literal["vacancy", "resume"]

_TYPES: dict[Kind, type[Record]] = {"vacancy": Vacancy, "resume": Resume}


def decode(data: bytes | str, kind: Kind) -> Record:
    """One record from its JSON text.

    Raises:
        msgspec.ValidationError: a field has the wrong type; the message ends with the field's path.
        msgspec.DecodeError: the text is not JSON.
    """
    return msgspec.json.decode(data, type=_TYPES[kind])


def convert(data: object, kind: Kind) -> Record:
    """One record from a decoded JSON object, with the same errors as `decode`."""
    return msgspec.convert(data, _TYPES[kind])


def encode(record: Record) -> bytes:
    """The record's JSON text: fields in the order of the structure, silent fields left out."""
    return msgspec.json.encode(record)


def kind_of(record: Record) -> Kind:
    """Which of the two a record is."""
    return "vacancy" if isinstance(record, Vacancy) else "resume"
