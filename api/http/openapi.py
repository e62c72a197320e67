"""The OpenAPI document: FastAPI's, with the schemas of the records by msgspec and an example of each answer."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import msgspec

from api.http.problems import LIMIT_BYTES, MEDIA_TYPE, TABLE
from scoring.records import Resume, Vacancy

if TYPE_CHECKING:
    from fastapi import FastAPI

DESCRIPTION = f"""Explained two-way matching of vacancies and resumes by points 70 and 2(10) of the Rules (Order 214).

Records are stored by PUT under their id and found by the next query. Every list is kept, with its weights, musts and
versions, under the number in `shortlist`. `verdict` is met, not_met or unknown; an unknown has the question to ask.
Bodies may have {LIMIT_BYTES:,} bytes. Errors are `{MEDIA_TYPE}` (RFC 9457) and never repeat what was sent."""
REF = "#/components/schemas/"
Doc = dict[str, Any]


def body_of(schema: str) -> Doc:
    """The request body of a route that decodes it by msgspec."""
    content = {"schema": {"$ref": REF + schema}, "example": example(schema.lower())}
    return {"requestBody": {"required": True, "content": {"application/json": content}}}


def shown(name: str) -> dict[int | str, Doc]:
    """The good answer of a route, with an example from the catalogue."""
    return answers(example(name))


def answers(example: Doc) -> dict[int | str, Doc]:
    """The good answer of a route, with an example."""
    return {200: {"content": {"application/json": {"example": example}}}}


def fails(*statuses: int) -> dict[int | str, Doc]:
    """The problems that a route may answer."""
    content = {MEDIA_TYPE: {"schema": {"$ref": REF + "Problem"}}}
    return {status: {"description": _titles(status), "content": content} for status in statuses}


def _titles(status: int) -> str:
    return "; ".join(dict.fromkeys(one.title for one in TABLE.values() if one.status == status))


@lru_cache(maxsize=1)
def _examples() -> Doc:
    found: Doc = json.loads((files("api.http") / "examples.json").read_text("utf-8"))
    return found


def example(name: str) -> Any:
    """An example of a record or of an answer; a pair is made of both records."""
    known = _examples()
    return known.get(name) or {"vacancy": known["vacancy"], "resume": known["resume"]}


def register(app: FastAPI) -> None:
    """Makes `app.openapi()` give the document with our schemas."""
    plain = app.openapi

    def document() -> Doc:
        if app.openapi_schema is None:
            made = plain()
            made.setdefault("components", {})["schemas"] = _schemas()
            for path in made["paths"].values():
                for operation in path.values():
                    _without_pydantic(operation)
        return app.openapi_schema or {}

    app.openapi = document  # type: ignore[method-assign]  # FastAPI's own way to change the document


def _without_pydantic(operation: Doc) -> None:
    """FastAPI adds a 422 of its own shape to every route with parameters; ours are problems."""
    answer = operation["responses"].get("422", {})
    if "application/json" in answer.get("content", {}):
        del operation["responses"]["422"]


def _schemas() -> Doc:
    _, parts = msgspec.json.schema_components((Vacancy, Resume), ref_template=REF + "{name}")
    for part in parts.values():
        part.pop("title", None)
    sides = {"vacancy": {"$ref": REF + "Vacancy"}, "resume": {"$ref": REF + "Resume"}}
    pair = {"type": "object", "required": list(sides), "properties": sides}
    return {**parts, "Pair": pair, "Problem": _problem()}


def _problem() -> Doc:
    text = {"type": "string"}
    error = {"type": "object", "required": ["field", "reason"], "properties": {"field": text, "reason": text}}
    return {
        "type": "object",
        "description": "RFC 9457. `errors` names fields and what was expected, never what was sent.",
        "required": ["type", "title", "status", "detail"],
        "properties": {
            "type": {"type": "string", "format": "uri"},
            "title": text,
            "status": {"type": "integer"},
            "detail": text,
            "errors": {"type": "array", "items": error},
        },
    }


def methods_of(app: FastAPI, path: str) -> set[str]:
    """The methods that an address takes, by the document; empty for pages, which are not in it."""
    found: set[str] = set()
    for template, operations in app.openapi()["paths"].items():
        pattern = ".*".join(re.escape(part) for part in re.split(r"\{\w+\}", template))
        if re.fullmatch(pattern, path):
            found |= {name.upper() for name in operations}
    return found
