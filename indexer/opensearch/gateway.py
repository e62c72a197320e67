"""The one way to the cluster: opensearch-py with timeouts, a pool, tries, a circuit breaker, and errors of ours.

Every call made through it may be repeated: writes carry external versions, names are given by the caller. So a call
that was not answered is tried again after a random wait, a few times; then the caller is told that the engine is away.
What the cluster says of a refusal is never passed on, it may hold a value of a record; only its type is.
"""

from __future__ import annotations

import logging
import random
import ssl
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import msgspec
import opensearchpy
from opensearchpy import OpenSearch

from indexer.errors import IndexMissingError, SearchIndexError, TargetAwayError, TargetRefusesError
from indexer.opensearch.breaker import Breaker

FIRST_WAIT_S = 0.1
POOL = 32
_BUSY = frozenset({429, 502, 503, 504})
_GIVEN_UP = "the search engine does not answer"
_READ_ONLY = "the search engine takes no writes just now: it is blocked, mostly for want of disk space"

Answer = dict[str, Any]


class Patience(NamedTuple):
    """How long one try may take, and how many there are."""

    seconds: float
    tries: int


SEARCHING = Patience(3.0, 2)
"""A person waits."""
WRITING = Patience(60.0, 3)


@dataclass(frozen=True)
class Address:
    """Where the cluster is and as whom it is called.

    Attributes:
        url: http:// or https:// with host and port; several separated by commas.
        user: the service's user, None where the cluster has none.
        password: of the user; it is in no text that this class gives.
        ca_file: certificates that the cluster's is checked against; None: those of `SSL_CERT_FILE`, else of certifi.
    """

    url: str
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    ca_file: str | None = None

    def client(self) -> OpenSearch:
        """A client; nothing is sent yet.

        Raises:
            TargetRefusesError: the file of certificates cannot be used.
        """
        # The library would write bodies, and so records, to its log.
        logging.getLogger("opensearch").setLevel(logging.WARNING)
        # The library would send Latin-1, so it is given the letters that make the bytes of UTF-8.
        both = [one.encode().decode("latin-1") for one in (self.user or "", self.password or "")]
        options: dict[str, Any] = {"http_auth": tuple(both)} if self.user else {}
        if self.url.startswith("https:"):
            options |= {"use_ssl": True, "verify_certs": True, "ca_certs": self._checked_ca()}
        return OpenSearch(
            self.url.split(","),
            timeout=WRITING.seconds,
            max_retries=0,
            # Not to try again, but to pass over a node that stands still while others answer.
            retry_on_timeout=True,
            pool_maxsize=POOL,
            **options,
        )

    def _checked_ca(self) -> str | None:
        """The file of certificates, looked into before the library is, whose error would be none of ours."""
        if self.ca_file is not None:
            try:
                ssl.create_default_context(cafile=self.ca_file)
            except OSError as error:  # of which errors of TLS are a kind
                why = "cannot be read" if error.filename or not isinstance(error, ssl.SSLError) else "holds none"
                raise TargetRefusesError(f"the file of certificates for the search engine {why}") from None
        return self.ca_file


class Gateway:
    """Calls to the cluster.

    Args:
        client: of opensearch-py, without tries of its own.
        clock: seconds that only grow, for the breaker.
        sleep: waits between tries.
        chance: a number in 0..1 for the length of a wait.
    """

    def __init__(
        self,
        client: OpenSearch,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._client = client
        self._sleep = sleep
        self._chance = chance
        self.breaker = Breaker(clock)

    def call(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        params: Mapping[str, Any] | None = None,
        patience: Patience = WRITING,
    ) -> Any:
        """One call, with its tries; what is answered, decoded.

        Raises:
            TargetAwayError: not answered, or too busy, or blocked for writes.
            TargetRefusesError: the user or the certificate is not accepted, or the user may not do this.
            IndexMissingError: there is no such index or alias.
            SearchIndexError: the call was not understood.
        """
        for number in range(patience.tries):
            if not self.breaker.allows():
                raise TargetAwayError(f"{_GIVEN_UP}; it is left alone for a moment")
            # Made for each try: the library takes the time out of it.
            asked = {**(params or {}), "request_timeout": patience.seconds}
            try:
                answer = self._client.transport.perform_request(method, path, params=asked, body=body)
            except opensearchpy.TransportError as error:
                again = self._failed(error)
                if not again or number + 1 == patience.tries:
                    raise _translated(error) from None
                self._sleep(FIRST_WAIT_S * 2**number * self._chance())
            else:
                self.breaker.succeeded()
                return answer
        raise AssertionError  # every way out of the loop is above

    def _failed(self, error: opensearchpy.TransportError) -> bool:
        """Counts the failure; whether the same call may do better."""
        unanswered = isinstance(error, opensearchpy.ConnectionError) and not isinstance(error, opensearchpy.SSLError)
        if unanswered or error.status_code in _BUSY:
            self.breaker.failed()
            return True
        self.breaker.succeeded()
        return False

    def search(self, index: str, bodies: Sequence[Mapping[str, Any]]) -> list[Answer]:
        """Several searches of an index in one call.

        Raises:
            TargetAwayError: also where a shard did not answer, so that an answer would be a part of one.
            TargetRefusesError, IndexMissingError, SearchIndexError: as `call`.
        """
        lines = [one for body in bodies for one in ({"index": index, "allow_partial_search_results": False}, body)]
        found = self.call("POST", "/_msearch", ndjson(lines), patience=SEARCHING)
        answers: list[Answer] = found["responses"]
        for answer in answers:
            if "error" in answer:
                raise _of_type(answer["error"].get("type", ""), int(answer.get("status", 500)))
            if answer["_shards"]["failed"] or answer["timed_out"]:
                raise TargetAwayError("a part of the search engine does not answer")
        return answers

    def close(self) -> None:
        """Closes the connections."""
        self._client.close()


def ndjson(lines: Iterable[Any]) -> str:
    """Objects as lines of JSON, as bulk calls want them."""
    return "".join(msgspec.json.encode(line).decode() + "\n" for line in lines)


def _translated(error: opensearchpy.TransportError) -> SearchIndexError:
    if isinstance(error, opensearchpy.SSLError):
        return TargetRefusesError("the certificate of the search engine is not accepted")
    if isinstance(error, opensearchpy.ConnectionError):
        return TargetAwayError(_GIVEN_UP)
    info = error.info if isinstance(error.info, dict) else {}
    cause = info.get("error")
    return _of_type(str(cause.get("type", "")) if isinstance(cause, dict) else "", int(error.status_code))


def _of_type(kind: str, status: int) -> SearchIndexError:
    """An error of ours from the cluster's type and status."""
    if kind == "cluster_block_exception" and status != 404:
        return TargetAwayError(_READ_ONLY)
    if status in _BUSY:
        return TargetAwayError("the search engine is too busy to answer")
    if status == 401:
        return TargetRefusesError("the search engine does not accept the user or the password")
    if status == 403:
        return TargetRefusesError("the user of the search engine may not do this")
    if status == 404:
        return IndexMissingError("there is no such index in the search engine; run: laiyq index rebuild")
    return SearchIndexError(f"the search engine did not understand a call ({kind or status})")


__all__ = ["Address", "Gateway"]
