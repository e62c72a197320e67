"""Bodies -> records: read up to the limit, decoded as files are, checked, their place found."""

from datetime import date
from typing import Annotated, TypeVar

import msgspec
from fastapi import Depends, Request

from api.http.errors import BodyTooLargeError, BrokenJsonError, FieldsError, MediaTypeError
from api.http.parts import Parts, Today
from api.http.problems import LIMIT_BYTES
from api.wiring import Service
from indexer.readers import interchange
from indexer.readers.outcome import Bad
from scoring.checks import Problem, problems
from scoring.places.located import located
from scoring.records import Kind, Record, Resume, Vacancy

R = TypeVar("R", Vacancy, Resume)
DRAIN_BYTES = 32 * LIMIT_BYTES
"""So much of a body that is too large is read and dropped: a client still sending would never see the answer."""


class Pair(msgspec.Struct):
    """Both records of one pair, still as JSON."""

    vacancy: msgspec.Raw
    resume: msgspec.Raw


async def read_body(request: Request) -> bytes:
    """The body.

    Raises:
        MediaTypeError: it says that it is not JSON.
        BodyTooLargeError: it is over the limit.
    """
    kept, size = [], 0
    async for chunk in request.stream():
        size += len(chunk)
        if size <= LIMIT_BYTES:
            kept.append(chunk)
        elif size > DRAIN_BYTES:
            break
    if size > LIMIT_BYTES:
        raise BodyTooLargeError
    declared = request.headers.get("content-type", "application/json").partition(";")[0].strip().lower()
    if declared != "application/json" and not declared.endswith("+json"):
        raise MediaTypeError
    return b"".join(kept)


Body = Annotated[bytes, Depends(read_body)]


def vacancy_of(id: str, body: Body, parts: Parts, today: Today) -> Vacancy:  # noqa: A002 - the name in the path
    """The vacancy of a body, under the id of the path."""
    return _named(_record(body, "vacancy", parts, today), id, Vacancy)


def resume_of(id: str, body: Body, parts: Parts, today: Today) -> Resume:  # noqa: A002
    """The resume of a body, under the id of the path."""
    return _named(_record(body, "resume", parts, today), id, Resume)


def pair_of(body: Body, parts: Parts, today: Today) -> tuple[Vacancy, Resume]:
    """Both records of a body; what is wrong with either is told at once."""
    try:
        both = msgspec.json.decode(body, type=Pair)
    except msgspec.ValidationError:
        raise FieldsError([Problem("", "expected an object with vacancy and resume")]) from None
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        raise BrokenJsonError("broken JSON") from None
    wrong: list[Problem] = []
    found: list[Record] = []
    sides: tuple[tuple[Kind, msgspec.Raw], ...] = (("vacancy", both.vacancy), ("resume", both.resume))
    for side, text in sides:
        try:
            found.append(_record(bytes(text), side, parts, today))
        except FieldsError as error:
            wrong += [Problem(f"{side}.{one.field}".rstrip("."), one.reason) for one in error.problems]
    if wrong:
        raise FieldsError(wrong)
    offer, person = found
    assert isinstance(offer, Vacancy)  # noqa: S101 - by the kind that was decoded
    assert isinstance(person, Resume)  # noqa: S101
    return offer, person


def _record(body: bytes, kind: Kind, parts: Service, today: date) -> Record:
    """One record.

    Raises:
        BrokenJsonError: no JSON.
        FieldsError: a field of a wrong type, or one that cannot be true.
    """
    try:
        read = interchange.read(body, kind)
    except Bad as bad:
        if bad.field is None and "JSON" in bad.reason:
            raise BrokenJsonError(bad.reason) from None
        raise FieldsError([Problem(bad.field or "", bad.reason)]) from None
    record = located(read, parts.names)
    wrong = problems(record, places=parts.names.places, as_of=today)
    if wrong:
        raise FieldsError(wrong)
    return record


def _named(record: Record, record_id: str, of: type[R]) -> R:
    assert isinstance(record, of)  # noqa: S101 - by the kind that was decoded
    if record.id != record_id:
        raise FieldsError([Problem("id", "expected the id of the address")])
    return record


VacancyBody = Annotated[Vacancy, Depends(vacancy_of)]
ResumeBody = Annotated[Resume, Depends(resume_of)]
PairBody = Annotated[tuple[Vacancy, Resume], Depends(pair_of)]
