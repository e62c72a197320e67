"""Whether the process lives, whether it can answer, and its figures."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.http.openapi import fails
from api.http.parts import Parts
from api.operation.metrics import CONTENT_TYPE, Metrics
from api.operation.standing import standing

router = APIRouter(tags=["operation"])


@router.get("/livez", summary="The process lives")
def livez() -> dict[str, str]:
    """Always the same while the process answers at all."""
    return {"status": "ok"}


@router.get("/readyz", summary="Store and index can be used", responses=fails(503))
def readyz(parts: Parts) -> dict[str, Any]:
    """503 while the store cannot be read or the index cannot be used.

    `change` is the store's newest change, `behind` how many changes the engine has yet to be told.
    """
    return {"status": "ready", **standing(parts)._asdict()}


@router.get("/metrics", summary="Figures for Prometheus", response_class=Response)
def metrics(request: Request, parts: Parts) -> Response:
    """Requests, latencies and lists of all server processes; records, outbox and drift of the store."""
    counted: Metrics = request.app.state.metrics
    return Response(counted.scraped(parts.store), media_type=CONTENT_TYPE)
