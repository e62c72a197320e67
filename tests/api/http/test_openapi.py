"""The OpenAPI document describes what is there, and /docs shows it without any network."""

import re

import pytest

from api.http.openapi import example
from scoring.records import Resume, Vacancy, convert


@pytest.fixture(scope="module")
def document(reader):
    return reader.get("/openapi.json").json()


def references(part):
    if isinstance(part, dict):
        if isinstance(part.get("$ref"), str):
            yield part["$ref"]
        for one in part.values():
            yield from references(one)
    elif isinstance(part, list):
        for one in part:
            yield from references(one)


def test_all_routes_are_described_and_pages_are_not(document):
    found = {(path, method) for path, operations in document["paths"].items() for method in operations}
    assert found == {
        ("/v1/vacancies/{id}", "put"), ("/v1/vacancies/{id}", "delete"),
        ("/v1/resumes/{id}", "put"), ("/v1/resumes/{id}", "delete"), ("/v1/changes", "get"),
        ("/v1/vacancies/{id}/shortlist", "get"), ("/v1/resumes/{id}/suitable", "get"),
        ("/v1/explain", "get"), ("/v1/explain", "post"), ("/v1/shortlists/{number}", "get"),
        ("/livez", "get"), ("/readyz", "get"), ("/metrics", "get"),
    }  # fmt: skip


def test_every_reference_leads_somewhere(document):
    schemas = document["components"]["schemas"]
    assert {one.removeprefix("#/components/schemas/") for one in references(document)} <= set(schemas)


def test_the_records_are_described_with_all_their_fields(document):
    schemas = document["components"]["schemas"]
    assert set(schemas["Vacancy"]["properties"]) == set(Vacancy.__struct_encode_fields__)
    assert set(schemas["Resume"]["properties"]) == set(Resume.__struct_encode_fields__)
    assert set(schemas["Vacancy"]["required"]) == {"id", "title"}
    assert set(schemas["Offer"]["properties"]) >= {"from", "to"}


def test_every_error_described_is_a_problem(document):
    for operations in document["paths"].values():
        for operation in operations.values():
            for status, answer in operation["responses"].items():
                if int(status) >= 400:
                    assert list(answer["content"]) == ["application/problem+json"]
                    assert answer["description"]


def test_the_examples_are_such_as_the_service_gives(reader):
    pair = {"vacancy": example("vacancy"), "resume": example("resume")}
    assert example("pair") == pair
    assert convert(pair["vacancy"], "vacancy").id
    assert convert(pair["resume"], "resume").id
    found = reader.get("/v1/vacancies/v1/shortlist?what_if=true").json()
    real = {
        "shortlist": found,
        "suitable": reader.get("/v1/resumes/r1/suitable").json(),
        "explain": reader.post("/v1/explain", json=pair).json(),
        "kept": reader.get(f"/v1/shortlists/{found['shortlist']}").json(),
    }
    for name, made in real.items():
        shown = example(name)
        assert shown.keys() == made.keys()
        if "items" in made:
            assert shown["items"][0].keys() == made["items"][0].keys()


def test_the_docs_load_from_here_alone(reader):
    text = reader.get("/docs").text
    files = re.findall(r'(?:src|href)="(/(?:static|swagger)/[^"]+)"', text)
    assert len(files) == 4
    for one in files:
        answer = reader.get(one)
        assert answer.status_code == 200
        assert answer.headers["cache-control"] == "no-cache"
    assert "SwaggerUIBundle" in reader.get("/swagger/swagger-ui-bundle.js").text
