"""The feed of changes."""

from tests.factories import resume


def test_a_follower_learns_of_everything_in_pieces_and_of_nothing_twice(client):
    seen, since = [], 0
    while (answer := client.get(f"/v1/changes?since={since}&limit=4").json())["changes"]:
        seen += answer["changes"]
        since = answer["next"]
    assert [one["version"] for one in seen] == [1, 2, 3, 4, 5, 6]
    assert {(one["kind"], one["id"]) for one in seen} >= {("vacancy", "v1"), ("resume", "r1")}
    assert answer == {"changes": [], "next": 6}
    client.delete("/v1/resumes/r1")
    answer = client.get(f"/v1/changes?since={since}").json()
    assert answer == {"changes": [{"version": 7, "kind": "resume", "id": "r1", "action": "withdraw"}], "next": 7}


def test_the_feed_names_records_and_says_nothing_of_them(client):
    text = client.get("/v1/changes").text
    assert resume().desired[0] not in text


def test_a_cursor_that_means_nothing_is_refused(client):
    for wrong in ("since=-1", "since=x", "limit=0", "limit=10001"):
        assert client.get(f"/v1/changes?{wrong}").status_code == 422
