"""`/metrics`, request ids, readiness."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta

from prometheus_client.parser import text_string_to_metric_families

from api.operation.metrics import LISTS
from api.operation.standing import CHECK
from matcher.errors import StoreUnavailableError
from tests.api.http.conftest import GOOD, NOW, failing, running
from tests.api.operation.conftest import templates

__all__ = ["failing"]


def figures(client):
    """Name and labels -> value."""
    families = text_string_to_metric_families(client.get("/metrics").text)
    return {(one.name, *sorted(one.labels.items())): one.value for family in families for one in family.samples}


def test_requests_are_counted_by_route_and_status_and_timed(tmp_path):
    with running(tmp_path) as client:
        for path in (
            "/v1/vacancies/v1/shortlist",
            "/v1/vacancies/v2/shortlist",
            "/v1/vacancies/none/shortlist",
            "/nowhere",
        ):
            client.get(path)
        client.request("PROPFIND", "/livez")
        found = figures(client)
    route = ("route", "/v1/vacancies/{id:path}/shortlist")
    assert found["laiyq_requests_total", ("method", "GET"), route, ("status", "200")] == 2
    assert found["laiyq_requests_total", ("method", "GET"), route, ("status", "404")] == 1
    assert found["laiyq_requests_total", ("method", "GET"), ("route", "-"), ("status", "404")] == 1
    assert [key for key in found if key[1:2] == (("method", "other"),)]
    assert found["laiyq_request_seconds_count", route] == 3
    assert found["laiyq_request_seconds_bucket", ("le", "+Inf"), route] == 3
    assert found["laiyq_shortlists_total", ("direction", "shortlist")] == 2


def test_every_route_that_makes_a_list_is_counted_as_one(tmp_path):
    with running(tmp_path) as client:
        assert set(LISTS) <= templates()
        kept = client.get("/v1/vacancies/v1/shortlist").json()["shortlist"]
        for path in ("/v1/resumes/r1/suitable", "/vacancies/v1", "/resumes/r1"):
            client.get(path)
        assert client.get("/v1/vacancies/v1/shortlist").json()["shortlist"] == kept + 4
        found = figures(client)
    assert sum(value for key, value in found.items() if key[0] == "laiyq_shortlists_total") == 5


def test_records_the_outbox_and_drift_are_those_of_the_store(tmp_path):
    with running(tmp_path) as client:
        store = client.app.state.service.store
        assert not [key for key in figures(client) if key[0].startswith("laiyq_drift")]
        store.add_job(CHECK, NOW)
        store.finish_job(store.take_job([CHECK], NOW), {"resume": {"missing": 2, "extra": 0}})
        store.add_job(CHECK, NOW + timedelta(days=1))
        (word, *_) = store.pending(NOW, 1)
        store.bury(word, "no")
        client.delete("/v1/resumes/r2")
        found = figures(client)
    assert found["laiyq_records", ("kind", "resume")] == 3
    assert found["laiyq_records", ("kind", "vacancy")] == 2
    assert (found["laiyq_outbox_waiting",], found["laiyq_outbox_dead",]) == (5, 1)
    assert found["laiyq_change_number",] == 7
    assert found["laiyq_drift", ("kind", "resume"), ("what", "missing")] == 2
    assert found["laiyq_drift_checked_at",] == NOW.timestamp()
    assert found["laiyq_store_up",] == 1


def test_a_store_that_does_not_answer_is_a_figure_and_no_error(failing):
    client = failing(StoreUnavailableError("away"))
    assert figures(client)["laiyq_store_up",] == 0


def test_ready_says_how_far_the_engine_is_behind(tmp_path):
    with running(tmp_path) as client:
        assert client.get("/readyz").json() == {"status": "ready", "engine": "embedded", "change": 6, "behind": 0}
        client.put("/v1/resumes/new", json={"id": "new", "desired": ["Сварщик"]})
        assert client.get("/readyz").json()["change"] == 7


def test_not_ready_without_a_usable_index(tmp_path):
    with running(tmp_path) as client:
        (tmp_path / "index" / "CURRENT").unlink()
        assert client.get("/readyz").status_code == 503
        assert client.get("/livez").status_code == 200


def test_the_id_of_a_request_is_the_proxys_or_a_new_one_and_is_given_back(reader_of_ids):
    client = reader_of_ids
    for given in (uuid.uuid4().hex, str(uuid.uuid4())):
        assert client.get("/livez", headers={"X-Request-ID": given}).headers["x-request-id"] == given
    made = {
        client.get("/livez", headers={"X-Request-ID": given} if given else {}).headers["x-request-id"]
        for given in ("", "850101300123", "aigul", GOOD.id, "x" * 5000)
    }
    assert len(made) == 5
    assert all(re.fullmatch(r"[0-9a-f]{32}", one) for one in made)
