"""Storing and withdrawing one record. What is stored is found by the next query."""

import re
from typing import Annotated

from fastapi import APIRouter, Depends, Header
from starlette.responses import Response

from api.http.bodies import ResumeBody, VacancyBody
from api.http.errors import FieldsError, PreconditionError
from api.http.openapi import answers, body_of, fails
from api.http.parts import Now, Parts
from api.wiring import Service
from matcher.errors import RecordMissingError, VersionConflictError
from scoring.checks import Problem
from scoring.records import Kind, Record, kind_of

router = APIRouter(prefix="/v1", tags=["records"])
STORED = answers({"stored": 1, "unchanged": 0})
ABSENT = 0
"""The version of a record that is not there."""
_TAG = re.compile(r'"(\d{1,18})"')


def precondition(
    if_match: Annotated[
        str | None,
        Header(description="The ETag of the version that the change is made from: another one there gives 412."),
    ] = None,
    if_none_match: Annotated[
        str | None, Header(description="`*`: only where there is no such record yet, else 412.")
    ] = None,
) -> int | None:
    """The version that the writer saw; None: whatever is there.

    Raises:
        FieldsError: a header in another form than one strong ETag, or `*`.
    """
    if if_none_match is not None:
        if if_none_match.strip() != "*":
            raise FieldsError([Problem("If-None-Match", "expected *")])
        return ABSENT
    if if_match is None:
        return None
    found = _TAG.fullmatch(if_match.strip())
    if found is None:
        raise FieldsError([Problem("If-Match", "expected one ETag as it was given, in quotation marks")])
    return int(found.group(1))


Expected = Annotated[int | None, Depends(precondition)]


@router.put(
    "/vacancies/{id:path}",  # noqa: FAST003 - read by the body's dependency
    summary="Store a vacancy",
    openapi_extra=body_of("Vacancy"),
    responses=STORED | fails(400, 412, 413, 415, 422, 503),
)
def put_vacancy(record: VacancyBody, parts: Parts, now: Now, response: Response, expected: Expected) -> dict[str, int]:
    """Stores the vacancy, or replaces the one that was there; an unchanged one is left alone. ETag is its version."""
    return _put(parts, record, now, response, expected)


@router.put(
    "/resumes/{id:path}",  # noqa: FAST003
    summary="Store a resume",
    openapi_extra=body_of("Resume"),
    responses=STORED | fails(400, 412, 413, 415, 422, 503),
)
def put_resume(record: ResumeBody, parts: Parts, now: Now, response: Response, expected: Expected) -> dict[str, int]:
    """Stores the resume, or replaces the one that was there; an unchanged one is left alone. ETag is its version."""
    return _put(parts, record, now, response, expected)


@router.delete(
    "/vacancies/{id:path}",
    status_code=204,
    response_class=Response,
    summary="Withdraw a vacancy",
    responses=fails(404, 503),
)
def withdraw_vacancy(id: str, parts: Parts, now: Now) -> None:  # noqa: A002 - the name in the path
    """Takes the vacancy out of everything that is shown, from the next query on."""
    _withdraw(parts, "vacancy", id, now)


@router.delete(
    "/resumes/{id:path}",
    status_code=204,
    response_class=Response,
    summary="Withdraw a resume",
    responses=fails(404, 503),
)
def withdraw_resume(id: str, parts: Parts, now: Now) -> None:  # noqa: A002
    """Takes the person out of everything that is shown, kept shortlists included, from the next query on."""
    _withdraw(parts, "resume", id, now)


def _put(parts: Service, record: Record, now: Now, response: Response, expected: int | None) -> dict[str, int]:
    kind = kind_of(record)
    if expected is None:
        done = parts.store.put([record], now)._asdict()
        version = parts.store.versions(kind, [record.id]).get(record.id)
    else:
        try:
            version = parts.store.replace(record, now, expected=expected)
        except VersionConflictError:
            raise PreconditionError from None
        done = {"stored": int(version != expected), "unchanged": int(version == expected)}
    if version is not None:  # withdrawn by another hand in this very moment
        response.headers["ETag"] = f'"{version}"'
    return done


def _withdraw(parts: Parts, kind: Kind, record_id: str, now: Now) -> None:
    if not parts.store.withdraw(kind, record_id, now):
        raise RecordMissingError(f"there is no such {kind}, or it was withdrawn before")
