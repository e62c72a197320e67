"""The interchange format: good lines go in, each bad one is reported with its field, the reader goes on."""

from __future__ import annotations

import json
from typing import Any

import pytest

GOOD = '{"id": "v1", "title": "Повар"}'
PERSON = '{"id": "r1", "desired": ["Повар"]}'


def test_vacancies_and_resumes_may_stand_in_one_file(read: Any) -> None:
    found = read(f"{GOOD}\n\n{PERSON}\r\n")
    assert [type(one).__name__ for one in found.records] == ["Vacancy", "Resume"]
    assert found.refused == []


@pytest.mark.parametrize(
    ("line", "field", "reason"),
    [
        ('{"id": "x", "title": ', None, "broken JSON"),
        ("[1, 2]", None, "expected object"),
        ('{"id": "x"}', "title", "missing"),
        ('{"title": "x"}', "id", "missing"),
        ('{"id": 5, "title": "x"}', "id", "expected text"),
        ('{"id": "x", "title": "x", "salary": {"from": "5"}}', "salary.from", "expected number"),
        ('{"id": "x", "title": "x", "salary": {"from": NaN}}', None, "broken JSON"),
        ('{"id": "x", "title": "x", "salary": {"from": 1e999}}', "salary.from", "usual size"),
        ('{"id": "x", "title": "x", "salary": {"from": 1e300}}', "salary.from", "from 0 to"),
        ('{"id": "x", "title": "x", "salary": {"from": -1}}', "salary.from", "from 0 to"),
        ('{"id": "x", "title": "x", "salary": {"currency": "BYR"}}', "salary.currency", "one of KZT, USD, EUR, RUB"),
        ('{"id": "x", "title": "x", "schedule": {"regime": "secret"}}', "schedule.regime", "one of full_day"),
        ('{"id": "x", "title": "x", "openings": 1.5}', "openings", "expected whole number"),
        ('{"id": "x", "title": "x", "published_at": "2027-01-01"}', "published_at", "not in the future"),
        ('{"id": "x", "title": "x", "place": {"kato": "000000001"}}', "place.kato", "classifier"),
        ('{"id": "x", "title": "a\\u0000b"}', "title", "NUL"),
        ('{"id": "x", "desired": "x"}', "desired", "expected list"),
        (
            '{"id": "x", "desired": ["x"], "provides": ["x"], "experience": [{}, {"from": 2020}]}',
            "experience[1].from",
            "text",
        ),
        (
            '{"id": "x", "desired": ["x"], "experience": [{"from": "2020-05", "to": "2020-01"}]}',
            "experience[0].to",
            "before",
        ),
        ('{"id": "x", "desired": ["x"], "health_limits": ["secret"]}', "health_limits[0]", "one of heavy_lifting"),
        ('{"id": "x", "desired": ["x"], "languages": [{"level": "A1"}]}', "languages[0].code", "missing"),
        ('{"id": "x", "title": "x", "deep": ' + "[" * 5000, None, ""),
    ],
)
def test_a_bad_line_is_reported_and_the_others_are_read(read: Any, line: str, field: str | None, reason: str) -> None:
    found = read(f"{GOOD}\n{line}\n{PERSON}\n")
    assert [one.id for one in found.records] == ["v1", "r1"]
    assert found.fields == [(2, field)]
    assert reason in found.refused[0].reason
    assert "secret" not in found.refused[0].reason


def test_raw_nul_bytes_break_their_line_alone(read: Any) -> None:
    found = read(f"{GOOD}\n".encode() + b'{"id": "x", "title": "a\0b"}\n\0\0\0\n' + PERSON.encode())
    assert [one.id for one in found.records] == ["v1", "r1"]
    assert [line for line, _field in found.fields] == [2, 3]


def test_ten_megabytes_in_one_field_are_refused_by_name(read: Any) -> None:
    found = read(
        json.dumps({"id": "x", "title": "x", "description": "я" * 10_000_000}, ensure_ascii=False) + "\n" + GOOD
    )
    assert found.fields == [(1, "description")]
    assert "100,000" in found.refused[0].reason
    assert [one.id for one in found.records] == ["v1"]


def test_a_line_over_the_limit_is_refused_without_being_held(read: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indexer.readers.source.MAX_LINE", 1000)
    found = read(f"{GOOD}\n" + '{"id": "x", "title": "' + "x" * 5000 + f'"}}\n{PERSON}\n')
    assert [one.id for one in found.records] == ["v1", "r1"]
    assert [line for line, _field in found.fields] == [2]


def test_null_means_not_stated_for_a_list_as_well(read: Any) -> None:
    found = read(
        '{"id": "r", "desired": ["x"], "skills": null, "place": null, "experience": [{"from": "2020-01", "to": null}]}'
    )
    assert found.refused == []
    assert found.records[0].skills == ()


def test_the_kind_that_a_person_names_decides(read: Any) -> None:
    found = read(f"{GOOD}\n{PERSON}", kind="resume")
    assert [one.id for one in found.records] == ["r1"]
    assert found.fields == [(1, "desired")]
    assert found.refused[0].kind == "resume"


def test_an_id_that_occurs_again_is_noted_and_the_later_line_comes_later(read: Any) -> None:
    found = read(f"{GOOD}\n" + GOOD.replace("Повар", "Пекарь"))
    assert [one.title for one in found.records] == ["Повар", "Пекарь"]
    assert [(one.line, one.field) for one in found.notes] == [(2, "id")]


def test_a_place_that_is_only_named_gets_its_code(read: Any) -> None:
    found = read('{"id": "x", "title": "x", "place": {"name": "Алматы қ."}}')
    assert found.records[0].place.kato == "750000000"


def test_several_faults_of_a_line_are_one_refusal_that_counts_them(read: Any) -> None:
    found = read('{"id": "", "title": "x", "salary": {"from": -1, "to": -2}}')
    assert found.fields == [(1, "id")]
    assert "2 more" in found.refused[0].reason
    assert found.records == []
