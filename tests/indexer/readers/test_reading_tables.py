"""CSV in our own columns."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from indexer.readers.columns import RESUME, VACANCY
from scoring.records import Job, Language, Offer, SkillAsk, Training

DOCS = Path(__file__).parents[3] / "docs" / "import.md"


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_each_separator_is_found_out(read: Any, mark: str) -> None:
    found = read(
        mark.join(("id", "title", "salary.from")) + "\n" + mark.join(("v1", '"Повар, кондитер; пекарь"', "5")) + "\n"
    )
    assert (found.records[0].title, found.records[0].salary.low) == ("Повар, кондитер; пекарь", 5)


def test_a_vacancy_with_every_kind_of_cell(read: Any) -> None:
    table = (
        "id;title;salary.from;salary.to;salary.currency;salary.gross;requirements.skills;requirements.skills.wished;"
        "requirements.languages;requirements.licences;schedule.night;openings;conditions;provides;place.lat;place.lon\n"
        "v1;Водитель;250 000;300000,50;KZT;да;ремонт|карта;такси;"
        "kk:B2|ru;driving:C|driving:E;нет;2;none;housing|meals;43,2;76.9\n"
    )
    one = read(table).records[0]
    assert one.salary == Offer(low=250000, high=300000.5, currency="KZT", gross=True)
    assert one.requirements.skills == (
        SkillAsk(name="ремонт", required=True),
        SkillAsk(name="карта", required=True),
        SkillAsk(name="такси"),
    )
    assert one.requirements.languages == (Language(code="kk", level="B2"), Language(code="ru"))
    assert one.requirements.licences == ("driving:C", "driving:E")
    assert (one.schedule.night, one.openings, one.conditions) == (False, 2, ())
    assert (one.provides, one.place.lat) == (("housing", "meals"), 43.2)


def test_jobs_of_a_resume_stand_in_numbered_columns_or_in_json(read: Any) -> None:
    numbered = (
        "id,desired,experience.1.title,experience.1.from,experience.2.title,experience.2.from,experience.2.to,education.1.year\n"
        "r1,Повар|Пекарь,Повар,2020-01,Пекарь,2015-01,2019-12,2014\n"
        "r2,Повар,,,,,,\n"
    )
    first, second = read(numbered).records
    assert first.desired == ("Повар", "Пекарь")
    assert first.experience == (
        Job(title="Повар", start="2020-01"),
        Job(title="Пекарь", start="2015-01", end="2019-12"),
    )
    assert first.education == (Training(year=2014),)
    assert (second.experience, second.licences) == ((), None)
    in_json = (
        "id,desired,experience,travel.relocation\n"
        'r1,Повар,"[{""title"": ""Повар""}]",possible\n'
        "r2,Повар,,710000000|750000000\n"
    )
    first, second = read(in_json).records
    assert first.experience == (Job(title="Повар"),)
    assert (first.travel.relocation, second.travel.relocation) == ("possible", ("710000000", "750000000"))


def test_a_table_may_mix_both_kinds_by_its_columns(read: Any) -> None:
    found = read("id,title,desired\nv1,Повар,\nr1,,Повар\nx,,\n")
    assert [type(one).__name__ for one in found.records] == ["Vacancy", "Resume"]
    assert found.fields == [(4, "title")]


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ("v2,Повар", None),
        ("v2,Повар,1,2,3", None),
        ("v2,,,", "title"),
        (",Повар,,", "id"),
        ("v2,Повар,много,", "salary.from"),
        ("v2,Повар,nan,", "salary.from"),
        ("v2,Повар,1e300,", "salary.from"),
        ("v2,Повар,-5,", "salary.from"),
        ("v2,Повар,,может", "schedule.night"),
        ('v2,"Повар" x,,', None),
        ("v2,По\0вар,,", "title"),
        ("v2," + "x" * 110_000 + ",,", "title"),
        ("v2," + "x" * 140_000 + ",,", None),
    ],
)
def test_a_bad_row_is_reported_and_the_others_are_read(read: Any, row: str, field: str | None) -> None:
    found = read(f"id,title,salary.from,schedule.night\nv1,Повар,5,да\n{row}\n,,,\nv3,Пекарь,,\n")
    assert [one.id for one in found.records] == ["v1", "v3"]
    assert found.fields == [(3, field)]


def test_a_row_is_numbered_by_the_line_where_it_begins(read: Any) -> None:
    found = read('id,title,description\nv1,Повар,"первая\n\nтретья"\nv2,,x\n')
    assert found.records[0].description == "первая\n\nтретья"
    assert found.fields == [(5, "title")]


def test_bytes_that_are_no_utf8_break_their_row_alone(read: Any) -> None:
    found = read("id,title\nv1,Повар\n".encode() + "v2,Повар\n".encode("cp1251"))
    assert [one.id for one in found.records] == ["v1"]
    assert found.fields == [(3, "title")]


def test_columns_that_are_not_known_are_noted_once(read: Any) -> None:
    found = read("id,title,phone\nv1,Повар,+7\n")
    assert len(found.records) == 1
    assert [one.reason for one in found.notes] == ["1 columns that are not known are left out"]


def test_every_column_is_documented() -> None:
    text = DOCS.read_text("utf-8")
    assert [column for column in (*VACANCY, *RESUME) if f"`{column}`" not in text] == []
