"""What can be wrong with a request before the service is asked, one tree.

    DoorError
    ├── FieldsError        fields or parameters that cannot be taken, each with its reason
    ├── BrokenJsonError    the body is no JSON object at all
    ├── MediaTypeError     the body says that it is something else than JSON
    ├── BodyTooLargeError  the body is over the limit
    ├── PreconditionError  the record has another version than If-Match or If-None-Match says
    └── HostError          the request names a host that is not ours

No message and no reason ever holds a value of the request.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scoring.checks import Problem


class DoorError(Exception):
    """The root of the tree."""


class FieldsError(DoorError):
    """Fields or parameters that cannot be taken; `problems` says which and why."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(f"{len(self.problems)} fields cannot be taken")


class BrokenJsonError(DoorError):
    """The body is no JSON object at all; the reason may name the byte."""


class MediaTypeError(DoorError):
    """The body says that it is something else than JSON."""


class BodyTooLargeError(DoorError):
    """The body is over the limit."""


class PreconditionError(DoorError):
    """The record has another version than the request says to change."""


class HostError(DoorError):
    """The request names a host that is not ours: a page of another site may be asking through the reader's browser."""
