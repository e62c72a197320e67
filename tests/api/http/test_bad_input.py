"""What cannot be taken is refused with the field and what was expected, and nothing that was sent comes back."""

import json

import pytest

from tests.api.http.conftest import RECORDS, running

SECRET = "тайное-слово-7261"  # noqa: S105 - what must not come back
JSON = {"Content-Type": "application/json"}
VACANCY = {"id": "x", "title": "Повар"}
RESUME = {"id": "x", "desired": ["Повар"]}

BAD_FIELDS = [
    ("vacancies", VACANCY | {"title": 5}, "title"),
    ("vacancies", VACANCY | {"title": " "}, "title"),
    ("vacancies", {"title": SECRET}, "id"),
    ("vacancies", {"id": "x"}, "title"),
    ("vacancies", VACANCY | {"id": SECRET}, "id"),
    ("vacancies", VACANCY | {"title": f"{SECRET}\0"}, "title"),
    ("vacancies", VACANCY | {"description": "т" * 100_001}, "description"),
    ("vacancies", VACANCY | {"schedule": {"regime": SECRET}}, "schedule.regime"),
    ("vacancies", VACANCY | {"salary": {"from": -1}}, "salary.from"),
    ("vacancies", VACANCY | {"salary": {"from": SECRET}}, "salary.from"),
    ("vacancies", VACANCY | {"salary": {"from": 9, "to": 3}}, "salary.from"),
    ("vacancies", VACANCY | {"place": {"kato": SECRET}}, "place.kato"),
    ("vacancies", VACANCY | {"place": {"kato": "999999999"}}, "place.kato"),
    ("vacancies", VACANCY | {"published_at": "2126-01-01"}, "published_at"),
    ("vacancies", VACANCY | {"published_at": SECRET}, "published_at"),
    ("vacancies", VACANCY | {"requirements": {"skills": [{"name": "a"}, {"name": 7}]}}, "requirements.skills[1].name"),
    ("resumes", RESUME | {"desired": []}, "desired"),
    ("resumes", RESUME | {"desired": SECRET}, "desired"),
    ("resumes", RESUME | {"health_limits": [SECRET]}, "health_limits[0]"),
    ("resumes", RESUME | {"experience": [{"from": "2020-05", "to": "2019-01"}]}, "experience[0].to"),
    ("resumes", RESUME | {"experience": [{"from": "2126-05"}]}, "experience[0].from"),
]  # fmt: skip


def problem(answer, status):
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    found = answer.json()
    assert found["status"] == status
    assert found["type"].startswith("urn:laiyq:problem:")
    assert SECRET not in answer.text
    return found


@pytest.mark.parametrize(("kind", "body", "field"), BAD_FIELDS, ids=lambda one: one if isinstance(one, str) else "")
def test_a_bad_field_is_named_and_its_value_is_not(reader, kind, body, field):
    content = json.dumps(body).encode()
    found = problem(reader.put(f"/v1/{kind}/x", content=content, headers=JSON), 422)
    assert field in [one["field"] for one in found["errors"]]
    assert all(one["reason"] for one in found["errors"])


BROKEN = [
    b"",
    b"{",
    b"nothing",
    b"\xff\xfe\x00",
    b'{"id":"x","title":"\xff"}',
    b"[" * 100_000,
    b'{"id":NaN}',
    b'{"id":"x"}{}',
    b'{"id":"\\ud800"}',
]


@pytest.mark.parametrize("body", BROKEN)
@pytest.mark.parametrize("path", ["/v1/vacancies/x", "/v1/resumes/x", "/v1/explain"])
def test_broken_json_is_told_as_such(reader, path, body):
    method = "POST" if path == "/v1/explain" else "PUT"
    answer = reader.request(method, path, content=body, headers=JSON)
    assert answer.status_code in (400, 422)
    problem(answer, answer.status_code)


@pytest.mark.parametrize("body", [b"[]", b"5", b"null", b'"text"'])
def test_json_that_is_no_object_is_refused(reader, body):
    problem(reader.put("/v1/vacancies/x", content=body, headers=JSON), 422)


def test_all_bad_fields_are_named_at_once(reader):
    body = VACANCY | {"salary": {"from": -1}, "place": {"kato": "1"}, "occupation": "12"}
    found = problem(reader.put("/v1/vacancies/x", json=body), 422)
    assert {one["field"] for one in found["errors"]} == {"salary.from", "place.kato", "occupation"}


def test_ten_megabytes_are_refused_and_the_next_request_is_answered(reader):
    body = b'{"id":"x","title":"' + b"a" * 10_000_000 + b'"}'
    problem(reader.put("/v1/vacancies/x", content=body, headers=JSON), 413)
    assert reader.get("/livez").status_code == 200


def test_a_body_that_hides_its_length_is_measured(reader):
    chunks = (b"a" * 100_000 for _ in range(20))
    problem(reader.put("/v1/vacancies/x", content=chunks, headers=JSON), 413)


def test_a_body_of_another_type_is_refused(reader):
    problem(reader.put("/v1/vacancies/x", content=b"id=x", headers={"Content-Type": "text/plain"}), 415)


def test_nothing_of_a_refused_record_is_stored(tmp_path):
    with running(tmp_path) as client:
        for kind, body, _ in BAD_FIELDS:
            client.put(f"/v1/{kind}/x", content=json.dumps(body).encode(), headers=JSON)
        assert client.get("/v1/vacancies/x/shortlist").status_code == 404
        assert client.get("/v1/resumes/x/suitable").status_code == 404
        assert client.get("/v1/vacancies/v1/shortlist").json()["considered"] == len(RECORDS) - 2


BAD_QUERIES = [
    (f"weight={SECRET}:1", "weight"),
    (f"weight=salary:{SECRET}", "weight"),
    ("weight=salary", "weight"),
    ("weight=salary:-1", "weight"),
    ("weight=salary:11", "weight"),
    ("weight=salary:nan", "weight"),
    ("weight=salary:inf", "weight"),
    (f"must={SECRET}", "must"),
    ("must=licence:", "must"),
    (f"on={SECRET}", "on"),
    ("on=2026-02-30", "on"),
    ("on=20261120", "on"),
    ("limit=0", "limit"),
    ("limit=1001", "limit"),
    (f"limit={SECRET}", "limit"),
    (f"lang={SECRET}", "lang"),
    (f"what_if={SECRET}", "what_if"),
    (f"must={SECRET * 40}", "must.0"),
]


@pytest.mark.parametrize(("query", "field"), BAD_QUERIES)
def test_a_bad_parameter_is_named_and_its_value_is_not(reader, query, field):
    for path in ("/v1/vacancies/v1/shortlist?", "/v1/resumes/r1/suitable?", "/v1/explain?vacancy=v1&resume=r1&"):
        found = problem(reader.get(path + query), 422)
        assert [one["field"] for one in found["errors"]] == [field]


@pytest.mark.parametrize("query", [query for query, field in BAD_QUERIES if field != "lang"])
def test_a_bad_parameter_of_a_page_makes_a_page_without_its_value(reader, query):
    answer = reader.get(f"/vacancies/v1?lang=kk&{query}", headers={"Accept": "text/html"})
    if not query.startswith("what_if"):
        assert "Орындалмады" in answer.text
    assert answer.headers["content-type"].startswith("text/html")
    assert answer.text.count(SECRET) <= 3  # in the addresses of the three languages alone


@pytest.mark.parametrize(
    "path",
    [
        "/v1/vacancies/nobody/shortlist",
        "/v1/resumes/nobody/suitable",
        "/v1/explain?vacancy=v1&resume=nobody",
        "/v1/explain?vacancy=nobody&resume=r1",
        "/v1/shortlists/987654",
        "/v1/vacancies/%00/shortlist",
        "/v1/vacancies/%ff/shortlist",
        "/nowhere",
    ],
)
def test_what_is_not_there_is_a_problem_that_repeats_no_id(reader, path):
    found = problem(reader.get(path), 404)
    assert "nobody" not in json.dumps(found)


@pytest.mark.parametrize("number", ["x", "-1", "0", "9" * 30, "1.5"])
def test_the_number_of_a_list_is_a_number(reader, number):
    found = problem(reader.get(f"/v1/shortlists/{number}"), 422)
    assert found["errors"][0]["field"] == "number"
