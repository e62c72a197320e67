"""The feed of changes: what another system follows to know what is known here."""

from typing import Annotated, Any

from fastapi import APIRouter, Query

from api.http.openapi import answers, fails
from api.http.parts import Parts

router = APIRouter(prefix="/v1", tags=["records"])
Since = Annotated[int, Query(ge=0, le=2**63 - 1, description="The `next` of the answer before; 0: from the start.")]
Limit = Annotated[int, Query(ge=1, le=10_000, description="How many at most.")]
_SHOWN = answers({"changes": [{"version": 7, "kind": "vacancy", "id": "v-1024", "action": "put"}], "next": 7})


@router.get("/changes", summary="What has changed since", responses=_SHOWN | fails(422, 503))
def changes(parts: Parts, since: Since = 0, limit: Limit = 1_000) -> dict[str, Any]:
    """Changes in their order, each record once at its newest; ask again with `since` = `next`. None is ever missed.

    A record withdrawn or erased is told as `withdraw`, by its id alone.
    """
    found = parts.store.changes_since(since, limit)
    return {"changes": [one._asdict() for one in found], "next": found[-1].version if found else since}
