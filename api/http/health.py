"""Whether the process lives, and whether it can answer."""

from fastapi import APIRouter

from api.http.openapi import fails
from api.http.parts import Parts
from indexer.errors import IndexMissingError

router = APIRouter(tags=["operation"])


@router.get("/livez", summary="The process lives")
def livez() -> dict[str, str]:
    """Always the same while the process answers at all."""
    return {"status": "ok"}


@router.get("/readyz", summary="Store and index can be used", responses=fails(503))
def readyz(parts: Parts) -> dict[str, str]:
    """503 while the store cannot be read or the index cannot be used."""
    parts.store.last_change()
    if not parts.engine.ready():
        raise IndexMissingError("there is no generation that this version can use: laiyq index rebuild")
    return {"status": "ready", "engine": parts.engine.name}
