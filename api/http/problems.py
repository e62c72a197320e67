"""Errors as RFC 9457 problems: one table from exception classes to status, type, title and detail; one handler.

Titles and details stand here in full and are never taken from an exception: an exception may name a file of the server
or a value of the request, and neither is for whoever sent it.
"""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import msgspec
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from api.http import errors as door
from api.http.errors import BrokenJsonError, FieldsError
from indexer import errors as index
from indexer.readers.errors import ReadError
from matcher import errors as matcher
from matcher.casework.reading import Denied
from scoring.checks import Problem
from scoring.weights import WeightError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fastapi import FastAPI, Request

MEDIA_TYPE = "application/problem+json"
TYPES = "urn:laiyq:problem:"
LIMIT_BYTES = 1_000_000
"""The largest body taken. A long resume is 20 kB."""
RETRY_S = "5"


@dataclass(frozen=True)
class Kind:
    """What a class of errors is to a client; `again` says that the same request may do later."""

    status: int
    name: str
    title: str
    detail: str
    again: bool = False


UNEXPECTED = Kind(500, "unexpected", "Unexpected error", "Something is wrong on the server; nothing was stored.")
_UNREADABLE = Kind(
    500, "unreadable-record", "A stored record cannot be read", "The store needs a look by its operator."
)
_INDEX = Kind(
    503, "index-unusable", "The search index cannot be used", "The operator can mend it with: laiyq index rebuild."
)
_STORE = Kind(500, "store", "The store could not do what was asked", "Nothing of this request was stored.")
_BUSY = Kind(503, "store-unavailable", "The store cannot be used just now", "Try again in a moment.", again=True)
_OPERATOR = Kind(503, "store-unusable", "The store cannot be used", "The operator must look at the server.")

TABLE: Mapping[type[Exception], Kind] = {
    door.DoorError: Kind(400, "bad-request", "Bad request", "The request cannot be taken."),
    door.FieldsError: Kind(
        422, "invalid-fields", "Some fields cannot be taken", "Each is named in `errors` with what was expected."
    ),
    door.BrokenJsonError: Kind(400, "broken-json", "The body is not JSON", "Send one JSON object in UTF-8."),
    door.MediaTypeError: Kind(415, "media-type", "The body must be JSON", "Send it as application/json."),
    door.BodyTooLargeError: Kind(
        413, "body-too-large", "The body is too large", f"At most {LIMIT_BYTES:,} bytes are taken."
    ),
    door.PreconditionError: Kind(
        412, "precondition-failed", "The record was changed meanwhile", "Look at it as it is now and try again."
    ),
    door.HostError: Kind(421, "unknown-host", "This host is not served here", "Use the address that the server names."),
    matcher.MatcherError: Kind(500, "service", "The service could not do what was asked", "Nothing was stored."),
    matcher.RecordMissingError: Kind(
        404, "no-such-record", "No such record", "There is no such vacancy or resume, or it was withdrawn."
    ),
    matcher.ShortlistMissingError: Kind(404, "no-such-shortlist", "No such shortlist", "No shortlist has this number."),
    matcher.VersionConflictError: Kind(
        409, "version-conflict", "The record was changed meanwhile", "Look at it as it is now and try again."
    ),
    matcher.CaseConflictError: Kind(
        409, "case-conflict", "The case was changed meanwhile", "Look at what happened and decide again."
    ),
    Denied: Kind(403, "not-shown", "This is not shown to you", "Whoever leads the case may see it."),
    matcher.EventTimeError: Kind(
        422, "event-time", "The event says a time that cannot be", "It lies in the future, or says no time zone."
    ),
    matcher.ThingMissingError: Kind(404, "no-such-case", "No such case", "Casework has nothing of this id."),
    matcher.JournalError: _OPERATOR,
    matcher.JournalKeyError: _OPERATOR,
    matcher.JournalBrokenError: _OPERATOR,
    matcher.SnapshotShrinksError: Kind(
        409, "snapshot-shrinks", "The snapshot lacks too much", "Look whether it is whole. Nothing of it was stored."
    ),
    matcher.SettingError: Kind(422, "invalid-setting", "No such setting", "Or it cannot have this value."),
    matcher.PersonMissingError: Kind(
        404, "no-such-person", "No such person", "There is no such person, or they were erased."
    ),
    matcher.BackupError: _OPERATOR,
    matcher.BackupKeyError: _OPERATOR,
    matcher.BackupUnreadableError: _OPERATOR,
    matcher.BackupProgramError: _OPERATOR,
    matcher.SubjectMissingError: Kind(
        404, "no-such-record", "No such record", "It was withdrawn while the list was being made."
    ),
    matcher.StoreError: _STORE,
    matcher.StoreAddressError: _OPERATOR,
    matcher.StoreDamagedError: _OPERATOR,
    matcher.StoreNewerError: _OPERATOR,
    matcher.StoreUnavailableError: _BUSY,
    matcher.StoreLockedError: _BUSY,
    matcher.StoreReadOnlyError: _OPERATOR,
    matcher.StoreFullError: Kind(507, "store-full", "The server has no room left", "What was stored before is safe."),
    index.SearchIndexError: _INDEX,
    index.IndexMissingError: _INDEX,
    index.IndexOutdatedError: _INDEX,
    index.IndexDamagedError: _INDEX,
    index.IndexBusyError: Kind(
        503, "index-busy", "The search index is being written", "Try again in a moment.", again=True
    ),
    index.TargetAwayError: Kind(
        503, "engine-away", "The search engine does not answer", "Try again in a moment.", again=True
    ),
    index.TargetRefusesError: Kind(
        503, "engine-refuses", "The search engine refuses", "The operator must look at the search engine."
    ),
    index.IndexShrinksError: Kind(
        503, "index-shrinks", "The new search index lacks too much", "The one before it is still used."
    ),
    index.EncoderError: Kind(
        503, "encoder-unusable", "The encoder cannot be used", "The operator must install it or name another."
    ),
    ReadError: Kind(400, "unreadable-file", "The file cannot be read", "It is in no form that is known here."),
    WeightError: Kind(
        422, "invalid-weights", "A weight or a must means nothing", "The options of a search are described at /docs."
    ),
    # Bodies are decoded where their errors become FieldsError; what arrives here comes from the store.
    msgspec.MsgspecError: _UNREADABLE,
    msgspec.DecodeError: _UNREADABLE,
    msgspec.ValidationError: _UNREADABLE,
    msgspec.EncodeError: _UNREADABLE,
}


def kind_of(error: type[Exception]) -> Kind:
    """The row of a class, or of its nearest ancestor that has one."""
    return next((TABLE[one] for one in error.__mro__ if one in TABLE), UNEXPECTED)


def problem(kind: Kind, problems: tuple[Problem, ...] = (), detail: str = "") -> dict[str, Any]:
    """The body of a problem."""
    body: dict[str, Any] = {
        "type": TYPES + kind.name,
        "title": kind.title,
        "status": kind.status,
        "detail": detail or kind.detail,
    }
    if problems:
        body["errors"] = [{"field": one.field, "reason": one.reason} for one in problems]
    return body


def respond(kind: Kind, problems: tuple[Problem, ...] = (), detail: str = "") -> Response:
    """A problem as a response."""
    headers = {"Retry-After": RETRY_S} if kind.again else None
    return Response(msgspec.json.encode(problem(kind, problems, detail)), kind.status, headers, MEDIA_TYPE)


def described(error: Exception) -> tuple[Kind, tuple[Problem, ...], str]:
    """What is told of an error: its kind, the fields, and a detail where it is safe and says more than the table."""
    if isinstance(error, HTTPException):
        return _plain(error.status_code), (), ""
    if isinstance(error, RequestValidationError):
        return TABLE[FieldsError], tuple(_parameter(one) for one in error.errors()), ""
    if isinstance(error, FieldsError):
        return TABLE[FieldsError], error.problems, ""
    if isinstance(error, BrokenJsonError):
        return TABLE[BrokenJsonError], (), f"{TABLE[BrokenJsonError].detail} This one: {error}."
    return kind_of(type(error)), (), ""


def _plain(status: int) -> Kind:
    phrase = HTTPStatus(status).phrase
    details = {404: "There is nothing at this address.", 405: "The header Allow says what this address takes."}
    return Kind(status, phrase.lower().replace(" ", "-"), phrase, details.get(status, phrase + "."))


def _parameter(error: Mapping[str, Any]) -> Problem:
    """A wrong parameter by its name, with the limit that it broke; pydantic's `input` and message stay out."""
    field = ".".join(str(part) for part in error["loc"][1:])
    limits = error.get("ctx", {})
    if error["type"] == "missing":
        return Problem(field, "missing")
    if "ge" in limits or "le" in limits:
        bound = f"at least {limits['ge']}" if "ge" in limits else f"at most {limits['le']}"
        return Problem(field, f"expected a whole number, {bound}")
    if error["type"] == "literal_error":
        return Problem(field, f"expected one of {limits['expected']}".replace("'", "").replace(" or ", ", "))
    words = {"int_parsing": "a whole number", "bool_parsing": "true or false", "string_too_long": "a shorter text"}
    return Problem(field, f"expected {words.get(error['type'], 'another form')}")


async def answer(request: Request, error: Exception) -> Response:
    """The one handler: a page for a person in a browser, a problem for a program."""
    from api.http.pages.render import failed, wants_page

    if isinstance(error, HTTPException) and error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        return _allowed(request, error)
    found = described(error)
    if wants_page(request):
        return failed(request, found[0], found[1])
    return respond(*found)


def _allowed(request: Request, error: HTTPException) -> Response:
    """405, or the answer to OPTIONS, with all methods that the address takes."""
    from api.http.openapi import methods_of

    found = methods_of(request.app, request.url.path) or {(error.headers or {}).get("Allow", "GET")}
    allow = ", ".join(sorted({*found, "OPTIONS", *(("HEAD",) if "GET" in found else ())}))
    made = Response(status_code=204) if request.method == "OPTIONS" else respond(_plain(405))
    made.headers["Allow"] = allow
    return made


HANDLED: tuple[type[Exception], ...] = (
    door.DoorError,
    matcher.MatcherError,
    index.SearchIndexError,
    ReadError,
    WeightError,
    msgspec.MsgspecError,
    RequestValidationError,
    HTTPException,
)
"""The roots; whatever else is raised is caught and logged by `guard.Guard`."""


def register(app: FastAPI) -> None:
    """Makes the handler answer for all roots."""
    for root in HANDLED:
        app.add_exception_handler(root, answer)
