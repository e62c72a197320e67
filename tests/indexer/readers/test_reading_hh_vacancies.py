"""Vacancies of hh.ru's API."""

from __future__ import annotations

import json
from typing import Any

import pytest

from scoring.records import Employer, Language, Offer, Place, Requirements, Schedule, SkillAsk


def vacancy(**fields: Any) -> dict[str, Any]:
    """An object in the documented form, of a bakery that does not exist."""
    return {
        "id": "900001",
        "name": "Водитель-экспедитор",
        "description": "<p>Развозим <strong>хлеб</strong>:</p><ul><li>по&nbsp;городу;</li><li>по сёлам</li></ul>",
        "key_skills": [{"name": "Вождение"}, {"name": "Накладные"}],
        "schedule": {"id": "shift", "name": "Сменный график"},
        "experience": {"id": "between1And3", "name": "От 1 года до 3 лет"},
        "address": {"city": "Тараз", "street": "улица Кольцевая", "building": "1", "lat": 42.9, "lng": 71.37},
        "employment": {"id": "full", "name": "Полная занятость"},
        "salary": {"to": None, "from": 250000, "currency": "KZT", "gross": True},
        "archived": False,
        "area": {"url": "https://api.example/areas/1", "id": "1", "name": "Тараз"},
        "published_at": "2026-11-08T16:17:21+0500",
        "employer": {"name": "Пекарня «Дән»", "id": "77", "trusted": True},
        "contacts": {"name": "Имя Фамилия", "email": "person@example.com", "phones": []},
        "driver_license_types": [{"id": "B"}, {"id": "C"}],
        "languages": [{"id": "kaz", "name": "Казахский", "level": {"id": "b2", "name": "B2"}}],
        "professional_roles": [{"id": "21", "name": "Водитель"}],
        **fields,
    }


def test_a_full_vacancy_becomes_our_fields(read: Any) -> None:
    one = read([vacancy()]).records[0]
    assert (one.id, one.title, one.published_at) == ("900001", "Водитель-экспедитор", "2026-11-08")
    assert one.description == "Развозим хлеб:\nпо городу;\nпо сёлам"
    assert one.employer == Employer(id="77", name="Пекарня «Дән»")
    assert one.place == Place(kato="311010000", address="Тараз, улица Кольцевая, 1", name="Тараз", lat=42.9, lon=71.37)
    assert one.salary == Offer(low=250000, currency="KZT", period="month", gross=True)
    assert one.schedule == Schedule(regime="shift", employment="full")
    assert one.requirements == Requirements(
        experience_years=1,
        skills=(SkillAsk(name="Вождение"), SkillAsk(name="Накладные")),
        licences=("driving:B", "driving:C"),
        languages=(Language(code="kk", level="B2"),),
    )


def test_contacts_reach_no_record(read: Any) -> None:
    assert "person@example.com" not in str(read([vacancy()]).records)
    assert "Фамилия" not in str(read([vacancy()]).records)


def test_a_search_page_an_array_and_pages_on_lines_are_the_same_vacancies(read: Any) -> None:
    objects = [vacancy(), vacancy(id="900002")]
    page = {"items": objects, "page": 0, "pages": 1, "found": 2}
    for text in (
        json.dumps(page),
        json.dumps(page, indent=1),
        json.dumps(objects),
        json.dumps(objects, indent=1),
        json.dumps({"page": 0, **page}, indent=1),
        json.dumps(page) + "\n" + json.dumps({**page, "items": []}) + "\n",
    ):
        assert [one.id for one in read(text).records] == ["900001", "900002"]


def test_the_short_form_gives_its_snippets_without_marks(read: Any) -> None:
    snippet = {"requirement": "Права <highlighttext>C</highlighttext>.", "responsibility": None}
    short = {key: one for key, one in vacancy().items() if key in ("id", "name", "area", "published_at", "employer")}
    one = read([{**short, "snippet": snippet, "address": None, "salary": None, "archived": "false"}]).records[0]
    assert (one.description, one.salary, one.schedule) == ("Права C.", None, None)


@pytest.mark.parametrize(
    ("fields", "schedule"),
    [
        ({"schedule": {"id": "remote"}}, Schedule(employment="full", format="remote")),
        ({"schedule": {"id": "flyInFlyOut"}}, Schedule(regime="rotation", employment="full")),
        ({"schedule": None, "employment_form": {"id": "FLY_IN_FLY_OUT"}}, Schedule(regime="rotation")),
        ({"employment": {"id": "probation"}}, Schedule(regime="shift", employment="internship")),
        ({"employment": {"id": "volunteer"}}, Schedule(regime="shift")),
        ({"work_format": [{"id": "HYBRID"}]}, Schedule(regime="shift", employment="full", format="hybrid")),
        ({"work_format": [{"id": "HYBRID"}, {"id": "REMOTE"}]}, Schedule(regime="shift", employment="full")),
        ({"night_shifts": True}, Schedule(regime="shift", employment="full", night=True)),
    ],
)
def test_each_code_of_working_time_has_its_counterpart_or_none(
    read: Any, fields: dict[str, Any], schedule: Schedule
) -> None:
    assert read([vacancy(**fields)]).records[0].schedule == schedule


def test_the_rouble_is_renamed_and_a_currency_without_a_rate_leaves_the_pay_silent(read: Any) -> None:
    pay = {"from": 1, "to": 2, "currency": "RUR"}
    assert read([vacancy(salary=pay)]).records[0].salary.currency == "RUB"
    found = read([vacancy(salary={**pay, "currency": "BYR"})])
    assert found.records[0].salary is None
    assert [(one.line, one.field) for one in found.notes] == [(1, "salary.currency")]


def test_the_newer_pay_says_its_period(read: Any) -> None:
    pay = {"from": 9000, "to": None, "currency": "KZT", "gross": False, "mode": {"id": "SHIFT"}}
    assert read([vacancy(salary_range=pay)]).records[0].salary == Offer(
        low=9000, currency="KZT", period="shift", gross=False
    )


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"id": 5}, "id"),
        ({"name": None}, "name"),
        ({"salary": "много"}, "salary"),
        ({"area": []}, "area"),
        ({"salary": {"from": "5", "currency": "KZT"}}, "salary.from"),
        ({"key_skills": {}}, "key_skills"),
        ({"salary": {"from": 5, "to": 4, "currency": "KZT"}}, "salary.from"),
        ({"driver_license_types": ["B"]}, "driver_license_types"),
        ({"published_at": "2027-01-01T00:00:00+0300"}, "published_at"),
        ({"published_at": "вчера"}, "published_at"),
        ({"archived": True}, "archived"),
        ({"description": 5}, "description"),
    ],
)
def test_an_object_with_a_fault_is_reported_and_the_others_are_read(
    read: Any, fields: dict[str, Any], field: str
) -> None:
    found = read([vacancy(), vacancy(**fields), vacancy(id="900003")])
    assert [one.id for one in found.records] == ["900001", "900003"]
    assert found.fields == [(2, field)]
    assert found.refused[0].kind == "vacancy"


def test_a_place_abroad_keeps_its_name_without_a_code(read: Any) -> None:
    one = read([vacancy(area={"id": "1", "name": "Москва"}, address=None)]).records[0]
    assert one.place == Place(name="Москва")
