"""Templates -> pages, and errors as pages."""

from functools import lru_cache
from typing import Annotated, Any
from urllib.parse import parse_qsl, urlencode

import jinja2
from fastapi import Depends, Request
from starlette.responses import HTMLResponse, Response

from api.http.pages.tongue import OWN_NAMES, Tongue, pick, tongues
from api.http.problems import Kind
from scoring.checks import Problem

MACHINE_PATHS = ("/v1/", "/livez", "/readyz", "/openapi.json", "/static/", "/swagger/")


@lru_cache(maxsize=1)
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.PackageLoader("api.http", "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def tongue_of(request: Request) -> Tongue:
    """The language of a page: ?lang=, else Accept-Language, else Russian."""
    return tongues()[pick(request.query_params.get("lang"), request.headers.get("accept-language"))]


PageTongue = Annotated[Tongue, Depends(tongue_of)]


def render(request: Request, template: str, tongue: Tongue, status: int = 200, **values: Any) -> HTMLResponse:
    """A page."""
    html = (
        _environment()
        .get_template(template)
        .render(
            t=tongue.texts,
            tongue=tongue,
            lang=tongue.lang,
            query=f"?lang={tongue.lang}",
            languages=[(lang, OWN_NAMES[lang], _switched(request, lang)) for lang in OWN_NAMES],
            **values,
        )
    )
    return HTMLResponse(html, status, {"Vary": "Accept-Language", "Content-Language": tongue.lang})


def _switched(request: Request, lang: str) -> str:
    """The query of this page in another language, all else as it is."""
    kept = [one for one in parse_qsl(request.url.query, keep_blank_values=True) if one[0] != "lang"]
    return "?" + urlencode([*kept, ("lang", lang)])


def wants_page(request: Request) -> bool:
    """Whether an error is read by a person in a browser."""
    accepts = "text/html" in request.headers.get("accept", "")
    return accepts and not request.url.path.startswith(MACHINE_PATHS)


def failed(request: Request, kind: Kind, problems: tuple[Problem, ...]) -> Response:
    """An error as a page; like a problem it names fields and what was expected, never what was sent."""
    tongue = tongue_of(request)
    text = tongue.texts["error"].get(str(kind.status), tongue.texts["error"]["other"])
    return render(request, "error.html", tongue, kind.status, text=text, problems=problems, status_code=kind.status)
