"""PUT and DELETE: stored at once, found by the next query, gone at the next."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest

from scoring.records import encode
from tests.api.http.conftest import GOOD, WELDER
from tests.factories import resume, vacancy, wanting


def put(client, path, record):
    return client.put(path, content=encode(record), headers={"Content-Type": "application/json"})


def listed(client, vacancy_id="v1"):
    return [item["resume"] for item in client.get(f"/v1/vacancies/{vacancy_id}/shortlist").json()["items"]]


def test_a_new_resume_is_found_by_the_next_query(client):
    answer = put(client, "/v1/resumes/r9", resume(wanting("сварщик"), id="r9"))
    assert (answer.status_code, answer.json()) == (200, {"stored": 1, "unchanged": 0})
    assert "r9" in listed(client)


def test_the_same_record_again_changes_nothing(client):
    put(client, "/v1/vacancies/v1", WELDER)
    assert put(client, "/v1/vacancies/v1", WELDER).json() == {"stored": 0, "unchanged": 1}


def test_a_changed_record_replaces_the_old_one(client):
    assert "r1" in listed(client)
    put(client, "/v1/resumes/r1", resume(wanting("бухгалтер"), id="r1"))
    assert "r1" not in listed(client)


def test_a_withdrawn_person_is_shown_nowhere_any_more(client):
    number = client.get("/v1/vacancies/v1/shortlist").json()["shortlist"]
    gone = client.delete("/v1/resumes/r1")
    assert (gone.status_code, gone.content) == (204, b"")
    assert "r1" not in listed(client)
    kept = client.get(f"/v1/shortlists/{number}")
    assert "r1" not in kept.text
    assert any(item.get("withdrawn") for item in kept.json()["items"])
    assert client.get("/v1/resumes/r1/suitable").status_code == 404
    page = client.get(f"/shortlists/{number}?lang=en").text
    assert "Record withdrawn" in page
    assert ">r1<" not in page


def test_a_withdrawn_vacancy_is_gone_and_cannot_be_withdrawn_twice(client):
    assert client.delete("/v1/vacancies/v1").status_code == 204
    assert client.get("/v1/vacancies/v1/shortlist").status_code == 404
    assert client.delete("/v1/vacancies/v1").status_code == 404


@pytest.mark.parametrize("record_id", ["a/b", "қазақша id", "50%", "a?b#c", "shortlist", "../x"])
def test_an_id_may_hold_any_letters(client, record_id):
    from urllib.parse import quote

    path = f"/v1/vacancies/{quote(record_id, safe='')}"
    assert put(client, path, vacancy(id=record_id)).status_code == 200
    answer = client.get(f"{path}/shortlist")
    assert (answer.status_code, answer.json()["vacancy"]) == (200, record_id)
    assert client.get(f"/vacancies/{quote(record_id, safe='')}").status_code == 200


def test_null_is_taken_as_not_stated(client):
    answer = client.put(
        "/v1/resumes/r9", json={"id": "r9", "desired": ["сварщик"], "skills": None, "travel": {"own_car": None}}
    )
    assert answer.status_code == 200


def test_a_named_place_is_found(client):
    body = json.loads(encode(resume(wanting("сварщик"), id="r9"))) | {"place": {"name": "г. Караганда"}}
    client.put("/v1/resumes/r9", json=body)
    found = client.get("/v1/explain?vacancy=v1&resume=r9").json()
    assert found["criteria"]["transport"]["verdict"] == "met"


def test_requests_at_once_give_each_its_own_answer(client):
    def work(number):
        record = resume(wanting("сварщик"), id=f"n{number}")
        stored = put(client, f"/v1/resumes/n{number}", record).status_code
        pair = client.get(f"/v1/explain?vacancy=v1&resume=n{number}").json()
        made = client.get(f"/v1/vacancies/v{1 + number % 2}/shortlist").json()
        return stored, pair["resume"], made["vacancy"], made["shortlist"]

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(work, range(16)))
    assert [one[:3] for one in found] == [(200, f"n{n}", f"v{1 + n % 2}") for n in range(16)]
    assert len({one[3] for one in found}) == 16
    assert {f"n{n}" for n in range(16)} <= set(listed(client))


def test_a_record_may_come_as_any_json_media_type(client):
    for media_type in ("application/json; charset=utf-8", "application/vnd.laiyq+json"):
        answer = client.put("/v1/resumes/r1", content=encode(GOOD), headers={"Content-Type": media_type})
        assert answer.status_code == 200


def conditional(client, path, record, headers):
    return client.put(path, content=encode(record), headers={"Content-Type": "application/json", **headers})


def test_a_change_from_an_old_version_is_refused_and_stores_nothing(client):
    first = put(client, "/v1/resumes/r1", resume(wanting("повар"), id="r1")).headers["etag"]
    second = conditional(client, "/v1/resumes/r1", resume(wanting("пекарь"), id="r1"), {"If-Match": first})
    assert (second.status_code, second.json()) == (200, {"stored": 1, "unchanged": 0})
    newer = second.headers["etag"]
    assert newer != first
    late = conditional(client, "/v1/resumes/r1", resume(wanting("сварщик"), id="r1"), {"If-Match": first})
    assert (late.status_code, late.json()["type"]) == (412, "urn:laiyq:problem:precondition-failed")
    assert "r1" not in listed(client)
    same = conditional(client, "/v1/resumes/r1", resume(wanting("пекарь"), id="r1"), {"If-Match": newer})
    assert same.json() == {"stored": 0, "unchanged": 1}
    assert same.headers["etag"] == newer


def test_a_record_may_be_stored_only_where_there_is_none(client):
    new = {"If-None-Match": "*"}
    assert conditional(client, "/v1/resumes/r9", resume(wanting("сварщик"), id="r9"), new).status_code == 200
    assert conditional(client, "/v1/resumes/r9", resume(wanting("повар"), id="r9"), new).status_code == 412
    assert "r9" in listed(client)


@pytest.mark.parametrize(
    "headers", [{"If-Match": "7"}, {"If-Match": "*"}, {"If-Match": 'W/"7"'}, {"If-None-Match": '"7"'}]
)
def test_a_precondition_in_another_form_is_named(client, headers):
    answer = conditional(client, "/v1/resumes/r9", resume(wanting("сварщик"), id="r9"), headers)
    assert answer.status_code == 422
    assert [one["field"] for one in answer.json()["errors"]] == list(headers)
