"""The service on a cluster behind TLS and a password: it works with both, and with less it says what is wrong."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from cryptography import x509
from starlette.testclient import TestClient

from api.cli.worker import Worker
from api.http.app import create_app
from api.settings import Settings
from indexer.opensearch.gateway import Address, Gateway
from indexer.opensearch.indices import Indices
from tests.api.cli.conftest import DAY, call, written
from tests.api.operation.secured import Authority, guarded

USER, PASSWORD = "laiyq", "pass-Құпия-7"
NOT_ACCEPTED = "the certificate of the search engine is not accepted"


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return Authority(tmp_path_factory.mktemp("ours"), "ours")


@pytest.fixture
def cluster(opensearch, authority, monkeypatch):
    """The cluster, and an environment that is right for it."""
    with guarded(opensearch, authority.context(), USER, PASSWORD) as made:
        told = {
            "ENGINE": "opensearch", "OPENSEARCH_URL": made.url, "OPENSEARCH_PREFIX": "overtls",
            "OPENSEARCH_REPLICAS": "0", "OPENSEARCH_USER": USER, "OPENSEARCH_PASSWORD": PASSWORD,
            "OPENSEARCH_CA": str(authority.file),
        }  # fmt: skip
        for name, value in told.items():
            monkeypatch.setenv(f"LAIYQ_{name}", value)
        yield made


@pytest.fixture
def taken_away(opensearch):
    yield
    gateway = Gateway(Address(opensearch).client())
    indices = Indices(gateway, "overtls")
    for one in indices.kept().values():
        for index in one.all():
            indices.drop(index)
    gateway.close()


@pytest.mark.usefixtures("taken_away")
def test_with_the_right_certificates_and_the_right_user_all_works(cluster, tmp_path):
    data = tmp_path / "data"
    people = written(tmp_path / "p.jsonl", {"id": "r1", "desired": ["Сварщик"]})
    assert call("import", people, "--kind", "resume", "--on", DAY, "--data", data).code == 0
    offer = written(tmp_path / "v.jsonl", {"id": "v1", "title": "Сварщик"})
    assert call("import", offer, "--kind", "vacancy", "--on", DAY, "--data", data).code == 0
    assert call("index", "rebuild", "--data", data).code == 0
    found = call("shortlist", "v1", "--on", DAY, "--data", data, "--json")
    assert [item["resume"] for item in found.json["items"]] == ["r1"]
    assert call("drift", "--data", data).code == 0
    assert cluster.asked


def said(tmp_path):
    """What the operator is told: one line, with nothing of the password in it."""
    done = call("index", "status", "--data", tmp_path / "data")
    assert done.code == 1
    assert PASSWORD not in done.out + done.err
    return done.err


def test_an_authority_that_is_not_known_is_not_believed(cluster, monkeypatch, tmp_path):
    monkeypatch.setenv("LAIYQ_OPENSEARCH_CA", str(Authority(tmp_path, "another").file))
    assert NOT_ACCEPTED in said(tmp_path)
    assert cluster.asked == [], "the password was sent to nobody"


def test_without_a_file_the_systems_authorities_count_and_no_others(cluster, monkeypatch, tmp_path):
    monkeypatch.delenv("LAIYQ_OPENSEARCH_CA")
    assert NOT_ACCEPTED in said(tmp_path)
    assert cluster.asked == []


def test_a_certificate_of_another_host_is_not_accepted(opensearch, authority, cluster, monkeypatch, tmp_path):
    other = authority.context(x509.DNSName("search-1.example"))
    with guarded(opensearch, other, USER, PASSWORD) as elsewhere:
        monkeypatch.setenv("LAIYQ_OPENSEARCH_URL", elsewhere.url)
        assert NOT_ACCEPTED in said(tmp_path)
        assert elsewhere.asked == cluster.asked == []


@pytest.mark.parametrize(("content", "why"), [(None, "cannot be read"), ("no certificate", "holds none")])
def test_a_file_of_certificates_that_cannot_be_used_is_named(cluster, monkeypatch, tmp_path, content, why):
    file = tmp_path / "ca.pem"
    if content is not None:
        file.write_text(content, "utf-8")
    monkeypatch.setenv("LAIYQ_OPENSEARCH_CA", str(file))
    assert f"the file of certificates for the search engine {why}" in said(tmp_path)
    assert cluster.asked == []


@pytest.mark.parametrize("password", ["wrong", None])
def test_a_wrong_password_or_none_is_told_without_it(cluster, monkeypatch, tmp_path, password):
    monkeypatch.setenv("LAIYQ_OPENSEARCH_PASSWORD", password or "")
    if password is None:
        monkeypatch.delenv("LAIYQ_OPENSEARCH_USER")
    assert "the search engine does not accept the user or the password" in said(tmp_path)
    assert cluster.asked


def test_no_way_without_tls_is_looked_for(opensearch, cluster, monkeypatch, tmp_path):
    monkeypatch.setenv("LAIYQ_OPENSEARCH_URL", opensearch.replace("http:", "https:"))
    assert NOT_ACCEPTED in said(tmp_path)
    assert cluster.asked == []


@pytest.mark.usefixtures("cluster")
def test_a_password_that_is_refused_ends_neither_server_nor_worker_and_changes_wait(monkeypatch, tmp_path):
    monkeypatch.setenv("LAIYQ_OPENSEARCH_PASSWORD", "wrong")
    with TestClient(create_app(Settings.read(data=tmp_path / "data"))) as client:
        assert client.put("/v1/resumes/r1", json={"id": "r1", "desired": ["Сварщик"]}).status_code == 200
        ready = client.get("/readyz")
        assert (ready.status_code, ready.json()["type"]) == (503, "urn:laiyq:problem:engine-refuses")
        assert "Retry-After" not in ready.headers, "only the operator can help"
        worker = Worker(client.app.state.service)
        assert "does not accept the user" in worker.turn(datetime.now(UTC))["away"]
        assert worker.parts.store.waiting() == 1
