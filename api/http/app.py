"""The application: routes, errors, pages; the service is opened when it starts and closed when it ends."""

from __future__ import annotations

import logging
from contextlib import AbstractContextManager, asynccontextmanager
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from fastapi import FastAPI

from api import wiring
from api.http import changes, docs, guard, health, openapi, problems, records, searching
from api.http.pages import routes as pages
from api.operation.metrics import Metrics
from indexer.errors import IndexBusyError, TargetAwayError, TargetRefusesError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Collection

    from api.settings import Settings
    from api.wiring import Service

log = logging.getLogger("laiyq.http")


def create_app(
    settings: Settings,
    *,
    hosts: Collection[str] | None = None,
    open_service: Callable[[Settings], AbstractContextManager[Service]] = wiring.service,
) -> FastAPI:
    """The application on the settings' data.

    Args:
        settings: where the data lies and which parts are used.
        hosts: the host names served; None: any. Loopback needs the check most, there is no proxy before it.
        open_service: how the service is opened; tests bring their own.
    """

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        with open_service(settings) as service:
            _prepare(service)
            app.state.service = service
            yield

    app = FastAPI(
        title="Laiyq",
        version=_version(),
        description=openapi.DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
    )
    for router in (records.router, changes.router, searching.router, health.router, pages.router, docs.router):
        app.include_router(router)
    pages.mount(app)
    docs.mount(app)
    problems.register(app)
    openapi.register(app)
    app.state.metrics = Metrics()
    app.add_middleware(guard.Guard, metrics=app.state.metrics, hosts=hosts)
    return app


def _prepare(service: Service) -> None:
    """Makes an index where there is none yet. One that another process is writing is used as it was.

    A cluster that is away, or lets nobody in, at the start is asked again by every search.
    """
    try:
        service.finder.fold_if_due()
    except IndexBusyError:
        log.warning("another process is writing the index; it is used as it was")
    except (TargetAwayError, TargetRefusesError) as error:
        log.warning("started without the search engine: %s", error)


def _version() -> str:
    """The version installed; a source tree that is not installed has none."""
    try:
        return version("laiyq")
    except PackageNotFoundError:
        return "0"
