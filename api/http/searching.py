"""Shortlists, suitable work, explanations: the same JSON as that of the command line."""

from typing import Annotated, Any

from fastapi import APIRouter, Path

from api.http.bodies import PairBody
from api.http.openapi import body_of, fails, shown
from api.http.options import LangParam, Search
from api.http.parts import Now, Parts
from matcher.shortlists import localise

router = APIRouter(prefix="/v1", tags=["matching"])
Answer = dict[str, Any]
Number = Annotated[int, Path(ge=1, le=2**53, description="The number that a list was kept under.")]


@router.get(
    "/vacancies/{id:path}/shortlist",
    summary="The people who fit a vacancy",
    responses=shown("shortlist") | fails(404, 422, 503),
)
def shortlist(id: str, search: Search, parts: Parts, now: Now, lang: LangParam = "ru") -> Answer:  # noqa: A002
    """The best people, best first, with reasons and questions. The list is kept under the number in `shortlist`."""
    return localise(parts.matching.shortlist(id, search, now), lang)


@router.get(
    "/resumes/{id:path}/suitable",
    summary="The vacancies that suit a person",
    responses=shown("suitable") | fails(404, 422, 503),
)
def suitable(id: str, search: Search, parts: Parts, now: Now, lang: LangParam = "ru") -> Answer:  # noqa: A002
    """The best vacancies, best first, each with the legal verdict of suitable work (point 2(10) of the Rules)."""
    return localise(parts.matching.suitable(id, search, now), lang)


@router.get("/explain", summary="One stored pair", responses=shown("explain") | fails(404, 422, 503))
def explain(vacancy: str, resume: str, search: Search, parts: Parts, lang: LangParam = "ru") -> Answer:
    """Every criterion of one pair with its verdict, sentence and question, whatever its rank."""
    return localise(parts.matching.explain(vacancy, resume, search), lang)


@router.post(
    "/explain",
    summary="One pair that is not stored",
    openapi_extra=body_of("Pair"),
    responses=shown("explain") | fails(400, 413, 415, 422),
)
def explain_records(pair: PairBody, search: Search, parts: Parts, lang: LangParam = "ru") -> Answer:
    """The same for two records sent along; nothing is stored."""
    return localise(parts.matching.explain_records(*pair, search), lang)


@router.get("/shortlists/{number}", summary="A kept list", responses=shown("kept") | fails(404, 422, 503))
def show(number: Number, parts: Parts, lang: LangParam = "ru") -> Answer:
    """The list as it was shown, from what was kept. A person withdrawn since is an empty row."""
    return localise(parts.matching.show(number), lang)
