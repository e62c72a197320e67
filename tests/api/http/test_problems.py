"""One table for all errors; what an exception says never reaches a client."""

import msgspec
import pytest

from api.http import errors as door
from api.http.problems import HANDLED, TABLE, UNEXPECTED, kind_of
from indexer.errors import SearchIndexError
from indexer.readers.errors import ReadError
from matcher.errors import MatcherError, StoreLockedError
from scoring.weights import WeightError

ROOTS = (door.DoorError, MatcherError, SearchIndexError, ReadError, WeightError, msgspec.MsgspecError)
SECRET = "r0007 Айгүл heavy_lifting /srv/laiyq.sqlite"  # noqa: S105 - what must not get out


def tree(root):
    yield root
    for one in root.__subclasses__():
        yield from tree(one)


ALL = sorted({one for root in ROOTS for one in tree(root)}, key=lambda one: one.__name__)


@pytest.mark.parametrize("error", ALL, ids=lambda one: one.__name__)
def test_every_error_of_the_trees_is_mapped_and_handled(error):
    assert kind_of(error) is not UNEXPECTED
    assert issubclass(error, HANDLED)


@pytest.mark.parametrize("root", [door.DoorError, MatcherError, SearchIndexError], ids=lambda one: one.__name__)
def test_every_error_of_the_service_has_a_row_of_its_own(root):
    assert [one for one in tree(root) if one not in TABLE] == []


@pytest.mark.parametrize(
    "error", [one for one in ALL if not issubclass(one, door.DoorError)], ids=lambda one: one.__name__
)
@pytest.mark.parametrize("accept", ["application/json", "text/html"])
def test_no_message_of_an_exception_gets_out(failing, error, accept):
    client = failing(error(SECRET))
    for path in ("/v1/vacancies/v/shortlist", "/v1/shortlists/1", "/readyz", "/vacancies/v", "/"):
        answer = client.get(path, headers={"Accept": accept})
        assert answer.status_code == kind_of(error).status
        assert not [word for word in SECRET.split() if word in answer.text]


@pytest.mark.parametrize("kind", set(TABLE.values()) | {UNEXPECTED}, ids=lambda one: one.name)
def test_a_row_is_whole(kind):
    assert 400 <= kind.status < 600
    assert kind.name
    assert kind.title
    assert kind.detail.endswith((".", "rebuild."))


def test_a_status_that_passes_says_when_to_try_again(failing):
    answer = failing(StoreLockedError("busy")).get("/v1/shortlists/1")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")


@pytest.mark.parametrize("accept", ["application/json", "text/html"])
def test_an_unexpected_error_is_a_problem_and_its_message_is_not_logged(failing, caplog, accept):
    with caplog.at_level("INFO", "laiyq"):
        answer = failing(LookupError(SECRET)).get("/v1/resumes/r0007/suitable", headers={"Accept": accept})
    assert (answer.status_code, answer.headers["content-type"]) == (500, "application/problem+json")
    assert answer.json()["type"] == "urn:laiyq:problem:unexpected"
    assert "LookupError in /v1/resumes/{id:path}/suitable" in caplog.text
    assert not [word for word in SECRET.split() if word in caplog.text + answer.text]
