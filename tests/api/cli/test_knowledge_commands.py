"""`laiyq occupations`, `read` and `index`: their JSON and their exit codes."""

from __future__ import annotations

import json

from tests.api.cli.conftest import DAY, call, written


def test_a_title_gives_groups_and_no_title_gives_none():
    found = call("occupations", "find", "дәнекерлеуші", "--json").json
    assert found.keys() == {"groups"}
    for group in found["groups"]:
        assert group.keys() >= {"code", "name", "confidence", "why"}
        assert 0 < group["confidence"] <= 1
    assert found["groups"][0]["code"] == "7212"
    nothing = call("occupations", "find", "ыыыыы щщщщ", "--json")
    assert nothing.json == {"groups": []}
    assert call("occupations", "find", "сварщик").out.startswith("7212")


def test_titles_in_a_batch_give_a_line_each_in_their_order():
    done = call("occupations", "find", "--batch", stdin="сварщик\n\nповар\nыыыы\n")
    lines = [json.loads(line) for line in done.out.splitlines()]
    assert [line["title"] for line in lines] == ["сварщик", "", "повар", "ыыыы"]
    assert [len(line["groups"]) > 0 for line in lines] == [True, False, True, False]


def test_the_knowledge_checks_itself():
    assert call("occupations", "check").code == 0


AD = "Требуется сварщик, девушек не берём. Опыт от 3 лет, з/п до 300 000 тг на руки, вахта."


def test_a_text_gives_its_record_the_words_and_the_unlawful_demands():
    found = call("read", "--kind", "vacancy", "--json", stdin=AD).json
    assert found.keys() == {"record", "evidence", "flags"}
    assert found["record"]["requirements"]["experience_years"] == 3
    assert found["record"]["salary"]["to"] == 300000
    assert found["evidence"]
    for one in found["evidence"]:
        assert one.keys() == {"path", "value", "quote", "confidence"}
        assert one["quote"] in AD
    assert [flag["kind"] for flag in found["flags"]] == ["sex"]
    assert all(flag.keys() == {"kind", "quote"} for flag in found["flags"])


def test_a_text_is_told_in_words_and_an_empty_one_tells_nothing():
    done = call("read", "--kind", "vacancy", stdin=AD)
    assert (done.code, done.err) == (0, "")
    assert "300 000" in done.out
    empty = call("read", "--kind", "resume", "--json", stdin="")
    assert (empty.code, empty.json) == (0, {"record": {}, "evidence": [], "flags": []})
    assert call("read", "--kind", "resume", stdin=" ").out == ""


def test_bytes_of_another_encoding_are_read_as_far_as_they_go():
    assert call("read", "--kind", "resume", "--json", stdin="повар".encode("cp1251")).code == 0


def test_texts_in_a_batch_give_a_line_each_and_bad_lines_are_named():
    lines = (
        '{"id": "a", "kind": "resume", "text": "Ищу работу поваром, опыт 5 лет"}',
        "{broken",
        '{"id": "b", "kind": "person", "text": "x"}',
        "",
        '{"id": 7, "kind": "vacancy", "text": "Требуется повар"}',
    )
    done = call("read", "--batch", stdin="\n".join(lines))
    found = [json.loads(line) for line in done.out.splitlines()]
    assert done.code == 0
    assert [one["id"] for one in found] == ["a", 7]
    assert all(one.keys() == {"id", "record", "evidence", "flags"} for one in found)
    assert found[0]["record"]["experience_years"] == 5
    assert "line 2" in done.words
    assert "line 3" in done.words


def test_a_batch_takes_its_kind_from_the_option_where_a_line_names_none():
    done = call("read", "--batch", "--kind", "resume", stdin='{"id": "a", "text": "Ищу работу поваром"}\n')
    assert json.loads(done.out)["record"]["desired"] == ["повар"]
    assert call("read", "--batch", stdin='{"id": "a", "text": "повар"}\n').code == 1


def test_an_index_is_rebuilt_checked_and_described(tmp_path):
    call("import", written(tmp_path / "p.jsonl", {"id": "r1", "desired": ["Сварщик"]}), "--on", DAY)
    assert call("index", "rebuild").code == 0
    assert call("index", "check").code == 0
    status = call("index", "status", "--json")
    assert status.code == 0
    assert isinstance(status.json, dict)
    assert call("index", "status").out == ""


def test_a_damaged_index_is_found_and_rebuilt(tmp_path):
    people = [{"id": f"r{at}", "desired": ["Сварщик"]} for at in range(5)]
    call("import", written(tmp_path / "p.jsonl", *people, {"id": "v1", "title": "Сварщик"}), "--on", DAY)
    call("index", "rebuild")
    files = (one for one in (tmp_path / ".laiyq" / "index").rglob("*") if one.is_file())
    largest = max(files, key=lambda one: one.stat().st_size)
    largest.write_bytes(largest.read_bytes()[:-7])
    assert call("index", "check").code == 1
    done = call("index", "rebuild")
    assert done.code == 0, done.err
    assert call("index", "check").code == 0
    assert len(call("shortlist", "v1", "--on", DAY, "--json").json["items"]) == 5
