"""A record with what its own free text states filled in where the record is silent.

A stated field is never overruled: the text is read only for fields the record leaves open, which also makes
completing a million resumes cheap. Rules of the judged sets add to that: a regime, an employment or a format that a
summary accepts joins the stated list, as its licences and languages do (`JOINS`), and unlawful demands leave
`requirements.other` with a flag. Lines of qualifications and duties of jobs tell licences, never wishes. What a resume
tells of sex, age, family and the like is blanked first, and stays out of the completed record's texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain
from typing import Any, Generic, NamedTuple, TypeVar

import msgspec
from msgspec.structs import FieldInfo

from scoring.reading import (
    demands,
    education,
    experience,
    grades,
    health,
    insisted,
    languages,
    licences,
    openings,
    papers,
    place,
    provides,
    salary,
    schedule,
    summary,
    unlawful,
    week_hours,
)  # fmt: skip
from scoring.reading.facts import Evidence, Fact, Flag, evidence_of, record_of, settle
from scoring.reading.personal import impersonal
from scoring.reading.read import flags_of
from scoring.reading.sheet import Rule, Sheet
from scoring.records import Record, Requirements, Resume, Schedule, Vacancy

R = TypeVar("R", bound=Record)

ADDS = ("accepts.regimes", "accepts.employment", "accepts.formats")
"""Lists that a summary adds to; in every other field the record's own value stands."""
JOINS = ("licences", "languages", "qualifications")
"""Lists that a summary adds to where they are not empty: of what they do not name they are silent, by the rules of the
judged sets. An empty list says that there is none. Grades are added to lists without one (`summary`)."""


class Completed(NamedTuple, Generic[R]):
    """The record completed, the words of what was filled in, and the unlawful demands found."""

    record: R
    evidence: tuple[Evidence, ...]
    flags: tuple[Flag, ...]
    open: tuple[str, ...] = ()
    """Lists of `accepts` that the text fills and does not close: "можно вахту" tells nothing of office hours."""


def complete(record: R) -> Completed[R]:
    """The record with what its text states, the words it was read from, and unlawful demands."""
    done: Completed[Any] = _vacancy(record) if isinstance(record, Vacancy) else _resume(record)
    return done


def _resume(resume: Resume) -> Completed[Resume]:
    resume = _impersonal_work(resume)
    if not resume.summary:
        return _with_papers(resume, Completed(resume, (), ()))
    limits = tuple(health.find(Sheet.of(resume.summary)))
    plain = impersonal(resume.summary)
    sheet = Sheet.of(plain)
    facts = settle(_open(resume, chain(summary.find(sheet, resume, states_pay=_states_pay(resume)), limits)))
    record = _filled(resume, facts) if facts else resume
    if limits:
        plain = impersonal(resume.summary, limits)
    if plain is not resume.summary:
        record = msgspec.structs.replace(record, summary=plain)
    left_open = schedule.left_open(sheet, facts) if resume.accepts is None else ()
    return _with_papers(resume, Completed(record, evidence_of(facts, sheet), (), left_open))


def _impersonal_work(resume: Resume) -> Resume:
    """The resume whose wishes and jobs tell nothing of the person; the same one where none does."""
    desired = tuple([_title(one) for one in resume.desired])
    changed = desired != resume.desired
    jobs = []
    for job in resume.experience:
        title, duties = job.title and _title(job.title), job.duties and impersonal(job.duties)
        if title is job.title and duties is job.duties:
            jobs.append(job)
        else:
            changed = True
            jobs.append(msgspec.structs.replace(job, title=title, duties=duties))
    return msgspec.structs.replace(resume, desired=desired, experience=tuple(jobs)) if changed else resume


@lru_cache(maxsize=50_000)
def _title(text: str) -> str:
    """A title without what tells of the person; the same text where nothing does, or nothing else is said."""
    plain = impersonal(text)
    if plain is text:
        return text
    kept = " ".join(plain.replace("()", "").split()).strip(" ,;:-")
    return kept if any(letter.isalpha() for letter in kept) else text


def _with_papers(resume: Resume, done: Completed[Resume]) -> Completed[Resume]:
    """What the lines of qualifications and the duties of jobs tell of licences."""
    for sheet, fact in papers.listed(resume.qualifications):
        if any(one.path == fact.path and one.value == fact.value for one in done.evidence):
            continue
        facts = list(_open(done.record, (fact,)))
        record = _filled(done.record, facts) if facts else done.record
        done = done._replace(record=record, evidence=done.evidence + evidence_of(facts, sheet))
    return _with_duties(resume, done)


def _with_duties(resume: Resume, done: Completed[Resume]) -> Completed[Resume]:
    """What the duties of jobs tell of licences, where neither the record nor the summary does."""
    if done.record.licences is not None:
        return done
    duties = [job.duties for job in resume.experience if job.duties]
    if not any(Sheet.of(text).marks & licences.MARKS for text in duties):
        return done
    sheet = Sheet(". ".join(duties))
    facts = settle(fact for fact in licences.find(sheet, vacancy=False) if fact.path == "licences")
    if not facts:
        return done
    return done._replace(record=_filled(done.record, facts), evidence=done.evidence + evidence_of(facts, sheet))


def _vacancy(vacancy: Vacancy) -> Completed[Vacancy]:
    sheet = Sheet(f"{vacancy.title}.\n{vacancy.description}" if vacancy.description else vacancy.title)
    marks = list(unlawful.find(sheet))
    flags = list(flags_of(sheet, marks))
    facts = settle(_open(vacancy, unlawful.lawful(_from_ad(sheet, vacancy), marks)))
    facts = _no_whole_days(vacancy, facts, sheet)
    record = _filled(vacancy, facts) if facts else vacancy
    if (marks and min(mark.start for mark in marks) < len(vacancy.title)) or unlawful.CITIZENSHIP.first(sheet.low):
        record = msgspec.structs.replace(record, title=unlawful.lawful_title(vacancy.title))
    if vacancy.requirements and vacancy.requirements.other:
        record = _lawful_other(record, flags)
    return Completed(record, evidence_of(facts, sheet), tuple(flags))


def _from_ad(sheet: Sheet, vacancy: Vacancy) -> Iterator[Fact]:
    """The readers whose fields the record leaves open."""
    yield from _asked(sheet, vacancy.requirements or Requirements())
    stated = _states_pay(vacancy)
    if not stated or vacancy.salary is None or vacancy.salary.gross is None:
        yield from salary.find(sheet, vacancy=True, stated=stated)
    yield from schedule.find(sheet, vacancy=True)
    if vacancy.schedule is None or vacancy.schedule.hours_per_week is None:
        yield from week_hours.find(sheet)
    if not vacancy.provides:
        yield from provides.find(sheet)
    if vacancy.openings is None:
        yield from openings.find(sheet)
    if vacancy.place is None:
        yield from place.find(sheet, place.shipped(), vacancy=True)


def _asked(sheet: Sheet, asked: Requirements) -> Iterator[Fact]:
    """What an ad demands, where the record states no such demand."""
    if not (asked.skills or asked.other):
        yield from demands.find(sheet)
    sheet = insisted.insisted(sheet)
    if asked.experience_years is None:
        yield from experience.find(sheet, vacancy=True)
    if not asked.licences:
        yield from licences.find(sheet, vacancy=True)
    if asked.qualification is None:
        yield from grades.find(sheet, vacancy=True)
    if asked.education is None:
        yield from education.find(sheet, vacancy=True)
    if not asked.languages:
        yield from languages.find(sheet, vacancy=True)


_PART = 30
"""Hours a week up to which a job is no whole day, whatever days it takes."""


def _no_whole_days(vacancy: Vacancy, facts: list[Fact], sheet: Sheet) -> list[Fact]:
    """The facts without a full day that only weekdays tell of, where the job is half a day: "пн-пт с 9 до 13"."""
    if not any(fact.path == "schedule.regime" and fact.value == "full_day" for fact in facts):
        return facts
    told = {fact.path: fact.value for fact in facts}
    stated = vacancy.schedule or Schedule()
    employment = stated.employment or told.get("schedule.employment")
    hours = stated.hours_per_week or told.get("schedule.hours_per_week") or _PART + 1
    if employment != "part" and hours > _PART:
        return facts
    return [fact for fact in facts if fact.path != "schedule.regime" or _WHOLE.first(sheet.low[fact.start : fact.end])]


_WHOLE = Rule(r"полн|толық|full|вахт|смен|ауысым|гибк|свободн|икемді")


def _lawful_other(vacancy: Vacancy, flags: list[Flag]) -> Vacancy:
    """The vacancy without unlawful demands among `requirements.other`; they are flagged."""
    kept: list[str] = []
    asked = vacancy.requirements or Requirements()
    for text in asked.other:
        sheet = Sheet(text)
        marks = list(unlawful.find(sheet))
        if marks:
            flags.extend(flag for flag in flags_of(sheet, marks) if flag not in flags)
        elif not unlawful.CITIZENSHIP.first(sheet.low):
            kept.append(text)
    if len(kept) == len(asked.other):
        return vacancy
    return msgspec.structs.replace(vacancy, requirements=msgspec.structs.replace(asked, other=tuple(kept)))


def _open(record: Vacancy | Resume, facts: Iterable[Fact]) -> Iterator[Fact]:
    """Those facts whose field the record leaves open; a list is one field, but for the lists that a summary adds to."""
    stated_pay = _states_pay(record)
    for fact in facts:
        head = fact.path.split(".", 1)[0]
        if head == "salary" and stated_pay and fact.path not in ("salary.in_hand", "salary.gross"):
            continue
        held = _held(record, fact.path)
        if fact.path in ADDS:
            if held is None or fact.value not in held:
                yield fact
        elif held and fact.path in JOINS:
            if not any(_same(fact.value, one) for one in held):
                yield fact
        elif held is None or (held == () and fact.path != "licences"):
            yield fact


def _same(said: Any, held: Any) -> bool:
    """Whether a list holds what a text says: a language is one, whatever its level."""
    return bool(said["code"] == held.code if isinstance(said, dict) else said == held)


def _states_pay(record: Vacancy | Resume) -> bool:
    if record.salary is None:
        return False
    return bool(record.salary.min if isinstance(record, Resume) else (record.salary.low or record.salary.high))


_NAMES = {"from": "low", "to": "high"}


def _held(record: Any, path: str) -> Any:
    """What a record states at a path, None where it is silent."""
    part = record
    for name in path.split("."):
        part = getattr(part, _NAMES.get(name, name) if path.startswith("salary.") else name, None)
        if part is None:
            return None
    return part


def _filled(record: R, facts: list[Fact]) -> R:
    """The record with the facts in their fields."""
    return _merged(record, record_of(facts))  # type: ignore[no-any-return]


@lru_cache(maxsize=32)
def _fields(kind: Any) -> dict[str, FieldInfo]:
    """The fields of a structure by their names in JSON; resolving their types anew would cost more than the reading."""
    return {one.encode_name: one for one in msgspec.structs.fields(kind)}


def _merged(part: Any, values: dict[str, Any]) -> Any:
    """A structure with values: nested ones merged, lists joined to what is stated."""
    changes: dict[str, Any] = {}
    kind: Any = type(part)
    names = _fields(kind)
    for encoded, value in values.items():
        field = names[encoded]
        held = getattr(part, field.name)
        if isinstance(value, dict) and held is not None:
            changes[field.name] = _merged(held, value)
        elif isinstance(value, list):
            joined = msgspec.convert(value, field.type)
            changes[field.name] = (*(held or ()), *(joined or ()))
        else:
            changes[field.name] = msgspec.convert(value, field.type)
    return msgspec.structs.replace(part, **changes)
