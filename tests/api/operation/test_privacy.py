"""Personal data through every door: what is stored is shown to who asks; no log, no error and no figure has it."""

from __future__ import annotations

import json
from urllib.parse import quote

import pytest

from api.cli.doors import Doors
from matcher.errors import StoreError
from tests.api.cli.conftest import DAY, call
from tests.api.http.conftest import failing, running
from tests.api.operation.conftest import templates

__all__ = ["failing"]

DOORS = dict(Doors())
"""All doors are imported, and what they bring is looked at below."""

NAME, IIN, PHONE, MAIL = "Айгүль Бекова", "850101300123", "+7 701 234 56 78", "aigul.bekova@example.kz"
SECRETS = (NAME, "Айгүль", "Бекова", IIN, PHONE, "7012345678", MAIL, "aigul")
EVERYTHING = f"{NAME} {IIN} {PHONE} {MAIL}"
SOUND = {"id": f"r {EVERYTHING}", "desired": ["Сварщик"], "summary": EVERYTHING, "skills": [EVERYTHING]}
METHODS = ("get", "put", "post", "delete", "patch", "options", "head")
BODIES = (
    json.dumps(SOUND),
    json.dumps({**SOUND, "desired": EVERYTHING}),
    json.dumps({**SOUND, EVERYTHING: 1}),
    json.dumps({"vacancy": {"id": "v", "title": EVERYTHING, "salary": EVERYTHING}, "resume": SOUND}),
    f'{{"{EVERYTHING}": {EVERYTHING}',
    EVERYTHING,
)


def found(text):
    return [secret for secret in SECRETS if secret in text or json.dumps(secret)[1:-1] in text or quote(secret) in text]


@pytest.fixture
def spoken(lines, tmp_path):
    """A client and what it has logged; the store holds the person already."""
    said = lines(level="debug")
    with running(tmp_path) as client:
        yield client, said


def paths():
    """Every address with something personal where a parameter stands, and in the query."""
    for path in sorted(templates() | {"/nowhere/{id}", "/static/{id}"}):
        filled = path.replace("{id:path}", "{id}").replace("{number}", "{id}").replace("{path:path}", "{id}")
        for value in (EVERYTHING, IIN, SOUND["id"]):
            yield filled.replace("{id}", quote(value, safe=""))


def test_no_request_brings_personal_data_into_a_log_an_error_or_a_figure(spoken):
    client, said = spoken
    assert client.put(f"/v1/resumes/{quote(SOUND['id'], safe='')}", json=SOUND).status_code == 200
    query = dict.fromkeys(("lang", "on", "must", "weight", "limit", "what_if", "vacancy", "resume", NAME), EVERYTHING)
    headers = {
        "User-Agent": MAIL, "Referer": f"http://x/?q={IIN}", "Authorization": PHONE, "X-Request-ID": IIN,
        "Accept": "application/json",
    }  # fmt: skip
    errors = 0
    for path in paths():
        for method in METHODS:
            answer = client.request(method, path, params=query, headers=headers, follow_redirects=False)
            if answer.status_code >= 400:
                errors += 1
                assert found(answer.text) == [], (method, path)
            assert found(answer.headers["x-request-id"]) == []
    assert errors > 100
    for body in BODIES:
        for path, method in (("/v1/resumes/r", "put"), ("/v1/vacancies/v", "put"), ("/v1/explain", "post")):
            answer = client.request(method, path, content=body.encode(), headers={"Content-Type": "application/json"})
            assert answer.status_code < 400 or found(answer.text) == [], (path, body)
    assert found(client.get("/metrics").text) == []
    assert len(said()) > errors
    assert found("\n".join(said())) == []


@pytest.mark.parametrize("error", [LookupError(EVERYTHING), StoreError(EVERYTHING), ValueError(EVERYTHING)])
def test_no_exception_brings_it_out(failing, lines, error):
    said = lines()
    client = failing(error)
    for accept in ("application/json", "text/html"):
        for path in ("/v1/vacancies/v/shortlist", "/readyz", "/v1/shortlists/1", "/metrics"):
            answer = client.get(path, headers={"Accept": accept})
            assert found(answer.text) == []
    assert said()
    assert found("\n".join(said())) == []


BAD_LINES = (
    *BODIES,
    json.dumps({"id": EVERYTHING, "desired": ["Повар"], "birth": EVERYTHING, "experience": [{"start": EVERYTHING}]}),
    json.dumps({"id": IIN, "salary": {"low": PHONE}}),
    f"{NAME};{IIN};{PHONE}",
)


@pytest.mark.parametrize("kind", ["resume", "vacancy"])
def test_a_line_that_cannot_be_imported_is_told_without_what_stands_in_it(
    tmp_path, monkeypatch, knowledge, kind, lines
):
    from api import wiring

    monkeypatch.setattr(wiring, "knowledge", lambda: knowledge)
    said = lines(level="debug")
    file = tmp_path / "people.jsonl"
    file.write_text("".join(f"{line}\n" for line in BAD_LINES), "utf-8")
    done = call("import", file, "--kind", kind, "--on", DAY, "--data", tmp_path / "data")
    assert "refused" in done.err
    assert found(done.out + done.err + "\n".join(said())) == []


def test_a_delivery_that_cannot_be_taken_is_told_without_what_stands_in_it(tmp_path, monkeypatch, knowledge):
    from api import wiring

    monkeypatch.setattr(wiring, "knowledge", lambda: knowledge)
    file = tmp_path / "delivery.jsonl"
    lines_ = [json.dumps({"source_id": EVERYTHING, "source_version": 1, "record": json.loads(BODIES[1])}), *BAD_LINES]
    file.write_text("".join(f"{line}\n" for line in lines_), "utf-8")
    done = call("intake", file, "--source", "portal", "--kind", "resume", "--on", DAY, "--data", tmp_path / "data")
    assert "refused" in done.err
    assert found(done.out + done.err) == []
