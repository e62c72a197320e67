"""Storing and withdrawing one record. What is stored is found by the next query."""

from fastapi import APIRouter
from starlette.responses import Response

from api.http.bodies import ResumeBody, VacancyBody
from api.http.openapi import answers, body_of, fails
from api.http.parts import Now, Parts
from matcher.errors import RecordMissingError
from scoring.records import Kind, Record

router = APIRouter(prefix="/v1", tags=["records"])
STORED = answers({"stored": 1, "unchanged": 0})


@router.put(
    "/vacancies/{id:path}",  # noqa: FAST003 - read by the body's dependency
    summary="Store a vacancy",
    openapi_extra=body_of("Vacancy"),
    responses=STORED | fails(400, 413, 415, 422, 503),
)
def put_vacancy(record: VacancyBody, parts: Parts, now: Now) -> dict[str, int]:
    """Stores the vacancy, or replaces the one that was there. An unchanged one is left alone."""
    return _put(parts, record, now)


@router.put(
    "/resumes/{id:path}",  # noqa: FAST003
    summary="Store a resume",
    openapi_extra=body_of("Resume"),
    responses=STORED | fails(400, 413, 415, 422, 503),
)
def put_resume(record: ResumeBody, parts: Parts, now: Now) -> dict[str, int]:
    """Stores the resume, or replaces the one that was there. An unchanged one is left alone."""
    return _put(parts, record, now)


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


def _put(parts: Parts, record: Record, now: Now) -> dict[str, int]:
    return parts.store.put([record], now)._asdict()


def _withdraw(parts: Parts, kind: Kind, record_id: str, now: Now) -> None:
    if not parts.store.withdraw(kind, record_id, now):
        raise RecordMissingError(f"there is no such {kind}, or it was withdrawn before")
