"""The JSON is that of the service in one language; options are taken; lists are kept."""

from dataclasses import replace

import pytest

from matcher.shortlists import Options, localise
from scoring.records import encode
from scoring.weights import CRITERIA, DEFAULT_WEIGHTS
from tests.api.http.conftest import GOOD, NOW, WELDER
from tests.factories import resume, wanting

LANGS = ("ru", "kk", "en")


def matching(client):
    return client.app.state.service.matching


@pytest.mark.parametrize("lang", LANGS)
def test_a_shortlist_is_that_of_the_service_in_one_language(reader, lang):
    options = Options(NOW.date(), limit=2, what_if=True)
    expected = localise(matching(reader).shortlist("v1", options, NOW), lang)
    found = reader.get(f"/v1/vacancies/v1/shortlist?limit=2&what_if=true&lang={lang}").json()
    assert {**found, "shortlist": 0} == {**expected, "shortlist": 0}
    assert list(found["items"][0]["criteria"]) == list(CRITERIA)


@pytest.mark.parametrize("lang", LANGS)
def test_suitable_work_comes_with_the_legal_verdict(reader, lang):
    expected = localise(matching(reader).suitable("r1", Options(NOW.date()), NOW), lang)
    found = reader.get(f"/v1/resumes/r1/suitable?lang={lang}").json()
    assert {**found, "shortlist": 0} == {**expected, "shortlist": 0}
    assert found["items"][0]["suitable_work"]["verdict"] == "not_suitable"


@pytest.mark.parametrize("lang", LANGS)
def test_a_pair_sent_along_is_explained_as_the_stored_one(reader, lang):
    stored = reader.get(f"/v1/explain?vacancy=v1&resume=r1&lang={lang}").json()
    body = b'{"vacancy":' + encode(WELDER) + b',"resume":' + encode(GOOD) + b"}"
    sent = reader.post(f"/v1/explain?lang={lang}", content=body, headers={"Content-Type": "application/json"}).json()
    assert sent == stored


def test_a_pair_sent_along_is_not_stored(reader):
    body = {"vacancy": {"id": "v77", "title": "Повар"}, "resume": {"id": "r77", "desired": ["Повар"]}}
    assert reader.post("/v1/explain", json=body).status_code == 200
    assert reader.get("/v1/vacancies/v77/shortlist").status_code == 404
    assert reader.get("/v1/resumes/r77/suitable").status_code == 404


def test_both_records_of_a_pair_are_checked_at_once(reader):
    body = {"vacancy": {"id": "v77", "title": 5}, "resume": {"id": "r77", "desired": []}}
    fields = [one["field"] for one in reader.post("/v1/explain", json=body).json()["errors"]]
    assert fields == ["vacancy.title", "resume.desired"]


def test_a_kept_list_is_shown_as_it_was(client):
    made = client.get("/v1/vacancies/v1/shortlist?weight=salary:9&what_if=true&lang=kk").json()
    client.put("/v1/resumes/r1", content=encode(replace_wish(GOOD)), headers={"Content-Type": "application/json"})
    kept = client.get(f"/v1/shortlists/{made['shortlist']}?lang=kk").json()
    assert kept["made_at"] == NOW.isoformat()
    for name in ("vacancy", "items", "weights", "musts", "considered", "what_if"):
        assert kept[name] == made[name]


def replace_wish(record):
    return resume(wanting("бухгалтер"), id=record.id)


def test_weights_and_musts_are_applied_and_told(reader):
    found = reader.get("/v1/vacancies/v1/shortlist?weight=salary:9&weight=other:0&must=salary&must=experience").json()
    assert found["weights"] == {**DEFAULT_WEIGHTS, "salary": 9.0, "other": 0.0}
    assert found["musts"] == ["salary", "experience"]
    assert "r2" not in [item["resume"] for item in found["items"]]


def test_an_empty_must_means_none(reader):
    assert reader.get("/v1/vacancies/v1/shortlist?must=").json()["musts"] == []


def test_a_day_is_taken_for_today(reader):
    assert reader.get("/v1/vacancies/v1/shortlist").json()["as_of"] == "2026-11-20"
    assert reader.get("/v1/vacancies/v1/shortlist?on=2025-01-31").json()["as_of"] == "2025-01-31"


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_any_day_of_the_calendar_is_answered(reader, day):
    assert reader.get(f"/v1/vacancies/v1/shortlist?on={day}").status_code == 200


def test_the_limit_is_kept(reader):
    assert len(reader.get("/v1/vacancies/v1/shortlist?limit=1").json()["items"]) == 1


def test_without_what_if_there_is_no_ladder(reader):
    assert "what_if" not in reader.get("/v1/vacancies/v1/shortlist").json()


def test_the_employers_side_never_tells_health(reader):
    for path in ("/v1/vacancies/v1/shortlist?what_if=true", "/v1/explain?vacancy=v1&resume=r1"):
        text = reader.get(path).text
        assert "heavy_lifting" not in text
        assert "health" not in text
        assert "suitable_work" not in text


def test_alive_and_ready(reader):
    assert reader.get("/livez").json() == {"status": "ok"}
    assert reader.get("/readyz").json() == {"status": "ready", "engine": "embedded", "change": 6, "behind": 0}


def test_options_and_query_agree(reader):
    options = Options(NOW.date(), limit=5, weights={"salary": 2.0}, musts=("experience",))
    expected = localise(matching(reader).shortlist("v1", replace(options, what_if=True), NOW), "en")
    query = "limit=5&weight=salary:2&must=experience&what_if=true&lang=en"
    assert reader.get(f"/v1/vacancies/v1/shortlist?{query}").json()["items"] == expected["items"]
