"""The outermost layer: log, headers, methods, hosts."""

import logging

import pytest

from api.http.server import LOOPBACK, hosts
from tests.api.http.conftest import running


def test_the_log_names_routes_and_never_people_or_queries(reader, caplog):
    with caplog.at_level(logging.INFO, "laiyq"):
        reader.get("/v1/resumes/r1/suitable?must=experience&lang=kk")
        reader.get("/resumes/r1?lang=kk")
        reader.get("/?people=r1")
        reader.get("/v1/explain?vacancy=v1&resume=r1")
        reader.get("/nowhere/r1")
    lines = [record.getMessage() for record in caplog.records if record.name == "laiyq.access"]
    assert [line.rsplit(" ", 3)[0] for line in lines] == [
        "GET /v1/resumes/{id:path}/suitable",
        "GET /resumes/{id:path}",
        "GET /",
        "GET /v1/explain",
        "GET -",
    ]
    assert "r1" not in caplog.text
    assert "lang" not in caplog.text


@pytest.mark.parametrize("path", ["/", "/v1/vacancies/v1/shortlist", "/nowhere", "/livez"])
def test_every_answer_is_guarded(reader, path):
    headers = reader.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "no-store"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]


@pytest.mark.parametrize(
    "path", ["/", "/vacancies/v1", "/v1/vacancies/v1/shortlist", "/livez", "/docs", "/v1/shortlists/9999"]
)
def test_head_is_get_without_a_body(reader, path):
    full, bare = reader.get(path), reader.head(path)
    assert bare.status_code == full.status_code
    assert bare.content == b""
    assert bare.headers["content-type"] == full.headers["content-type"]


@pytest.mark.parametrize(
    ("path", "allow"),
    [
        ("/v1/vacancies/v1", "DELETE, OPTIONS, PUT"),
        ("/v1/explain", "GET, HEAD, OPTIONS, POST"),
        ("/v1/shortlists/1", "GET, HEAD, OPTIONS"),
        ("/vacancies/v1", "GET, HEAD, OPTIONS"),
        ("/", "GET, HEAD, OPTIONS"),
    ],
)
def test_options_and_wrong_methods_say_what_an_address_takes(reader, path, allow):
    asked, wrong = reader.options(path), reader.patch(path)
    assert (asked.status_code, asked.headers["allow"]) == (204, allow)
    assert (wrong.status_code, wrong.headers["allow"]) == (405, allow)
    assert wrong.headers["content-type"] == "application/problem+json"


def test_only_known_hosts_are_served_on_loopback(tmp_path):
    with running(tmp_path, hosts=hosts("127.0.0.1")) as client:
        for host in ("localhost", "127.0.0.1:8000", "LOCALHOST:8000", "[::1]:8000"):
            assert client.get("/livez", headers={"Host": host}).status_code == 200
        for host in ("evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8000", "[::2]"):
            answer = client.get("/", headers={"Host": host})
            assert answer.status_code == 421
            assert "evil" not in answer.text


def test_loopback_serves_its_own_names_and_other_addresses_any():
    assert hosts("127.0.0.1") == (*LOOPBACK, "127.0.0.1")
    assert hosts("::1")
    assert hosts("localhost")
    assert hosts("0.0.0.0") is None  # noqa: S104
    assert hosts("laiyq.example") is None
