"""`laiyq duplicates`, and an offer of two sources in a list of suitable work."""

from __future__ import annotations

from api.settings import DEFAULT_DATA
from tests.api.cli.conftest import DAY, call, written
from tests.api.http.conftest import running


def delivery(tmp_path, source, *titles):
    lines = [
        {
            "source_id": str(number),
            "source_version": 1,
            "record": {"id": f"{source}-{number}", "title": title, "employer": {"name": "ТОО «Вега»"}},
        }
        for number, title in enumerate(titles)
    ]
    done = call("intake", written(tmp_path / f"{source}.ndjson", *lines), "--source", source, "--on", DAY)
    assert done.code == 0, done.err


def test_an_offer_of_two_sources_is_found_and_shown_once(tmp_path):
    delivery(tmp_path, "portal", "Сварщик", "Повар")
    delivery(tmp_path, "board", "Сварщик (г. Караганда)", "Кассир")
    found = call("duplicates", "--json").json
    assert [{one["vacancy"] for one in group} for group in found["offers"]] == [{"portal-0", "board-0"}]
    said = call("duplicates")
    assert "board:board-0\tportal:portal-0" in said.out
    assert "1 offers are told by several sources, 2 vacancies in all" in said.words
    person = written(tmp_path / "p.jsonl", {"id": "r1", "desired": ["Сварщик"]})
    assert call("import", person, "--kind", "resume", "--on", DAY).code == 0
    (item,) = call("suitable", "r1", "--on", DAY, "--json").json["items"]
    assert {item["vacancy"], *item["also"]} == {"portal-0", "board-0"}
    other = f"The same offer in other sources: {item['also'][0]}."
    assert other in call("suitable", "r1", "--on", DAY, "--lang", "en").out
    number = call("lists", "--json").json[0]["id"]
    with running(tmp_path / DEFAULT_DATA, ()) as client:
        page = client.get(f"/shortlists/{number}?lang=en").text
    assert f'<a class="id" href="/vacancies/{item["also"][0]}?lang=en">' in page
