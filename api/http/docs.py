"""/docs: Swagger UI from files that are installed, so that it works without any network."""

from importlib.resources import files

from fastapi import APIRouter, FastAPI
from starlette.responses import HTMLResponse
from starlette.staticfiles import StaticFiles

from api.http.guard import POLICY

router = APIRouter(include_in_schema=False)
# Swagger UI writes its own style elements and draws its arrows as data: images.
DOCS_POLICY = (
    f"{POLICY}script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; connect-src 'self'; form-action 'none'"
)


@router.get("/docs")
def docs() -> HTMLResponse:
    """The interface, to read and to try."""
    page = (files("api.http") / "templates" / "docs.html").read_text("utf-8")
    return HTMLResponse(page, headers={"Content-Security-Policy": DOCS_POLICY})


def mount(app: FastAPI) -> None:
    """Serves Swagger UI's files from the package that ships them."""
    app.mount("/swagger", StaticFiles(packages=[("fastapi_offline", "static")]), name="swagger")
