"""The gateway against a server that answers as it is told: tries, errors, the breaker, and what is not passed on."""

import json
import socket
import threading
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from indexer.errors import IndexMissingError, SearchIndexError, TargetAwayError, TargetRefusesError
from indexer.opensearch.breaker import FAILURES, REST_S, Breaker
from indexer.opensearch.gateway import Address, Gateway, Patience, ndjson

OK = (200, {"fine": True})


class Told(ThreadingHTTPServer):
    """Gives the answers of a list one after the other, the last for ever."""

    daemon_threads = True

    def __init__(self):
        self.answers = [OK]
        self.calls = []
        super().__init__(("127.0.0.1", 0), Handler)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.calls.append((self.command, self.path, self.headers.get("Authorization")))
        answers = self.server.answers
        status, body = answers.pop(0) if len(answers) > 1 else answers[0]
        if status == "slow":
            threading.Event().wait(body)
            status, body = OK
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        with suppress(BrokenPipeError):  # whoever did not wait is gone
            self.wfile.write(data)

    do_GET = do_POST  # noqa: N815 - named by the library

    def log_message(self, *_):
        pass


@pytest.fixture
def server():
    with Told() as made:
        thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield made
        made.shutdown()
        thread.join()


@pytest.fixture
def time():
    class Time:
        def __init__(self):
            self.now = 0.0
            self.slept = []

    return Time()


@pytest.fixture
def gateway(server, time):
    made = Gateway(
        Address(f"http://127.0.0.1:{server.server_port}", "laiyq", "secret").client(),
        clock=lambda: time.now,
        sleep=time.slept.append,
        chance=lambda: 0.5,
    )
    yield made
    made.close()


def refusal(status, kind, reason="the value Ахметов"):
    return (status, {"error": {"type": kind, "reason": reason, "root_cause": [{"reason": reason}]}, "status": status})


def test_a_busy_cluster_is_asked_again_after_waits_that_double(server, gateway, time):
    server.answers = [(503, {}), (429, {}), OK]
    assert gateway.call("GET", "/") == {"fine": True}
    assert time.slept == [pytest.approx(0.05), pytest.approx(0.1)]


def test_a_cluster_that_stays_busy_is_away(server, gateway):
    server.answers = [(503, {})]
    with pytest.raises(TargetAwayError, match="too busy"):
        gateway.call("GET", "/")
    assert len(server.calls) == 3


def test_an_answer_that_takes_too_long_is_none(server, gateway):
    server.answers = [("slow", 0.5), OK]
    assert gateway.call("GET", "/", patience=Patience(0.1, 2)) == {"fine": True}
    server.answers = [("slow", 0.5)]
    with pytest.raises(TargetAwayError, match="does not answer"):
        gateway.call("GET", "/", patience=Patience(0.1, 2))


def test_who_stands_still_is_passed_over_by_the_calls_that_follow(server):
    with Told() as still:  # takes connections and answers none
        urls = [f"http://127.0.0.1:{port}" for port in (still.server_port, server.server_port)]
        made = Gateway(Address(",".join(urls)).client(), sleep=lambda _: None)
        for _ in range(20):
            assert made.call("GET", "/", patience=Patience(0.2, 2)) == {"fine": True}
        pool = made._client.transport.connection_pool
        assert [one.port for one in pool.connections] == [server.server_port]
        made.close()


def test_nobody_there_is_away():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    made = Gateway(Address(f"http://127.0.0.1:{port}").client(), sleep=lambda _: None)
    with pytest.raises(TargetAwayError, match="does not answer"):
        made.call("GET", "/")
    made.close()


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (refusal(401, "security_exception"), TargetRefusesError),
        (refusal(403, "security_exception"), TargetRefusesError),
        (refusal(403, "cluster_block_exception"), TargetAwayError),
        (refusal(404, "index_not_found_exception"), IndexMissingError),
        (refusal(400, "parsing_exception"), SearchIndexError),
        ((400, {"error": "a text"}), SearchIndexError),
    ],
)
def test_a_refusal_becomes_an_error_of_ours_that_repeats_nothing_and_is_not_tried_again(server, gateway, answer, error):
    server.answers = [answer]
    with pytest.raises(error) as raised:
        gateway.call("GET", "/")
    assert type(raised.value) is error
    assert "Ахметов" not in str(raised.value)
    assert raised.value.__cause__ is None
    assert len(server.calls) == 1


def test_a_search_of_which_a_shard_failed_is_no_answer(server, gateway):
    whole = {"_shards": {"failed": 0}, "timed_out": False}
    server.answers = [(200, {"responses": [whole, {**whole, "_shards": {"failed": 1}}]})]
    with pytest.raises(TargetAwayError, match="a part"):
        gateway.search("x", [{}, {}])
    server.answers = [(200, {"responses": [{"error": {"type": "index_not_found_exception"}, "status": 404}]})]
    with pytest.raises(IndexMissingError):
        gateway.search("x", [{}])
    server.answers = [(200, {"responses": [whole]})]
    assert gateway.search("x", [{}]) == [whole]


def test_after_failures_in_a_row_the_cluster_is_left_alone_until_one_caller_has_tried(server, gateway, time):
    server.answers = [(503, {})]
    for _ in range(3):
        with pytest.raises(TargetAwayError):
            gateway.call("GET", "/")
    asked = len(server.calls)
    assert asked == FAILURES
    with pytest.raises(TargetAwayError, match="left alone"):
        gateway.call("GET", "/")
    assert len(server.calls) == asked
    time.now += REST_S
    server.answers = [OK]
    assert gateway.call("GET", "/") == {"fine": True}
    assert gateway.call("GET", "/") == {"fine": True}


def test_a_refusal_says_that_the_cluster_is_there(server, gateway):
    server.answers = [(503, {}), (503, {}), refusal(404, "index_not_found_exception")] * 4
    for _ in range(4):
        with pytest.raises(IndexMissingError):
            gateway.call("GET", "/")


def test_the_user_is_sent_and_the_password_is_shown_nowhere(server, gateway, caplog):
    server.answers = [(500, {})]
    with pytest.raises(SearchIndexError):
        gateway.call("POST", "/x", {"surname": "Ахметов"})
    assert server.calls[0][2].startswith("Basic ")
    assert "secret" not in repr(Address("http://x", "laiyq", "secret")) + caplog.text
    assert "Ахметов" not in caplog.text


def test_of_those_who_wait_one_may_try(time):
    breaker = Breaker(lambda: time.now)
    for _ in range(FAILURES):
        assert breaker.allows()
        breaker.failed()
    assert not breaker.allows()
    assert breaker.rests
    time.now += REST_S
    assert [breaker.allows(), breaker.allows()] == [True, False]
    breaker.succeeded()
    assert breaker.allows()


def test_lines_are_json_each():
    assert ndjson([{"a": "ә"}, {}]) == '{"a":"ә"}\n{}\n'
