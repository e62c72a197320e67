"""What routes depend on: the opened service and the clock."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, Request

from api.wiring import Service

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from api.settings import Settings

    OpenService = Callable[[Settings], AbstractContextManager[Service]]

KAZAKHSTAN = timezone(timedelta(hours=5), "UTC+5")
"""One time zone for the whole country since 1 March 2024."""


def parts_of(request: Request) -> Service:
    """The service that the lifespan opened."""
    found: Service = request.app.state.service
    return found


def clock() -> datetime:
    """Now; replaced in tests."""
    return datetime.now(UTC)


def today(now: Annotated[datetime, Depends(clock)]) -> date:
    """The day in Kazakhstan."""
    return now.astimezone(KAZAKHSTAN).date()


Parts = Annotated[Service, Depends(parts_of)]
Now = Annotated[datetime, Depends(clock)]
Today = Annotated[date, Depends(today)]
