"""The pages: declare, call, return."""

from dataclasses import replace
from itertools import islice
from typing import Annotated, Any

from fastapi import APIRouter, Depends, FastAPI, Request
from starlette.responses import HTMLResponse, Response
from starlette.staticfiles import StaticFiles

from api.http.options import Search
from api.http.pages import cards as shown
from api.http.pages import controls
from api.http.pages.render import PageTongue, render
from api.http.pages.stated import resume_rows, vacancy_rows
from api.http.pages.tongue import Tongue
from api.http.parts import Now, Parts
from api.http.searching import Number
from matcher.shortlists import Options, localise
from scoring.reading.complete import complete
from scoring.records import Kind, Vacancy

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
PAGE = 20


def page_search(search: Search) -> Options:
    """A page always shows the ladder."""
    return replace(search, what_if=True)


PageSearch = Annotated[Options, Depends(page_search)]


@router.get("/")
def home(request: Request, parts: Parts, tongue: PageTongue, vacancies: str = "", people: str = "") -> Response:
    """All vacancies and all people, each list paged by the last id of the page before."""
    lists = {"vacancy": _page(parts, "vacancy", vacancies, tongue), "resume": _page(parts, "resume", people, tongue)}
    return render(request, "home.html", tongue, lists=lists, after={"vacancy": vacancies, "resume": people})


@router.get("/vacancies/{id:path}")
def vacancy(id: str, request: Request, search: PageSearch, parts: Parts, now: Now, tongue: PageTongue) -> Response:  # noqa: A002, PLR0913, PLR0917
    """A vacancy, the people who fit, the ladder, the controls."""
    made = localise(parts.matching.shortlist(id, search, now), tongue.lang)
    return render(request, "vacancy.html", tongue, **_vacancy(parts, made, search, tongue))


@router.get("/resumes/{id:path}")
def resume(id: str, request: Request, search: Search, parts: Parts, now: Now, tongue: PageTongue) -> Response:  # noqa: A002, PLR0913, PLR0917
    """A person and the vacancies that suit, with the legal verdict."""
    made = localise(parts.matching.suitable(id, search, now), tongue.lang)
    return render(request, "resume.html", tongue, **_resume(parts, made, search, tongue))


@router.get("/shortlists/{number}")
def shortlist(number: Number, request: Request, parts: Parts, tongue: PageTongue) -> Response:
    """A kept list as it was."""
    made = localise(parts.matching.show(number), tongue.lang)
    return render(request, "shortlist.html", tongue, **_kept(parts, made, tongue))


def _page(parts: Parts, kind: Kind, after: str, tongue: Tongue) -> dict[str, Any]:
    """One page of records, and the id after which the next one begins."""
    found = list(islice(parts.store.iterate(kind, after=after or None), PAGE + 1))
    places = parts.names.places
    rows = [
        {
            "id": one.id,
            "link": shown.link(kind, one.id),
            "title": shown.head(one, parts, tongue)[0] or one.id,
            "employer": one.employer.name if isinstance(one, Vacancy) and one.employer else "",
            "place": tongue.place(one.place, places),
            "pay": tongue.offer(one.salary) if isinstance(one, Vacancy) else tongue.ask(one.salary),
        }
        for one in found[:PAGE]
    ]
    return {"rows": rows, "count": parts.store.count(kind), "next": found[PAGE - 1].id if len(found) > PAGE else ""}


def _vacancy(parts: Parts, made: dict[str, Any], search: Options, tongue: Tongue) -> dict[str, Any]:
    record = parts.matching.vacancy(made["vacancy"])
    done = complete(record)
    return {
        "record": record,
        "rows": vacancy_rows(record, tongue, parts.names.places),
        "flags": [flag.quote for flag in done.flags],
        "musts": controls.must_choices(done.record, made["musts"], tongue),
        "ladder": made.get("what_if") or [],
        **_list(parts, made, "resume", search, tongue),
    }


def _resume(parts: Parts, made: dict[str, Any], search: Options, tongue: Tongue) -> dict[str, Any]:
    record = parts.matching.resume(made["resume"])
    return {
        "record": record,
        "rows": resume_rows(record, tongue, parts.names.places),
        "musts": [],
        **_list(parts, made, "vacancy", search, tongue),
    }


def _list(parts: Parts, made: dict[str, Any], side: Kind, search: Options, tongue: Tongue) -> dict[str, Any]:
    return {
        "number": made["shortlist"],
        "cards": shown.cards(made, side, parts, tongue),
        "foot": shown.foot(made, tongue),
        "weights": controls.weight_choices(made["weights"], tongue),
        "limits": sorted({*controls.LIMITS, search.limit}),
        "limit": search.limit,
        "day": search.as_of.isoformat(),
        "changed": controls.changed(search),
    }


def _kept(parts: Parts, made: dict[str, Any], tongue: Tongue) -> dict[str, Any]:
    of: Kind = "vacancy" if "vacancy" in made else "resume"
    subject = made[of]
    record = parts.store.get(of, subject) if subject else None
    return {
        "number": made["shortlist"],
        "of": of,
        "subject": subject,
        "title": shown.head(record, parts, tongue)[0] or subject,
        "link": shown.link(of, subject) if record else "",
        "cards": shown.cards(made, "resume" if of == "vacancy" else "vacancy", parts, tongue),
        "foot": shown.foot(made, tongue),
        "origin": shown.origin(made, tongue),
        "ladder": made.get("what_if") or [],
    }


def mount(app: FastAPI) -> None:
    """Serves the style sheet."""
    app.mount("/static", StaticFiles(packages=[("api.http", "static")]), name="static")
