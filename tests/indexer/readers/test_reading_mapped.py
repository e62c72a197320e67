"""Exports of others through mapping files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from indexer.readers import errors, load, maps
from indexer.readers.dates import iso
from indexer.readers.money import salary
from indexer.readers.outcome import Bad
from scoring.records import Offer, SkillAsk

MAPS = sorted(Path(str(maps.__path__[0])).glob("*.toml"))

MAP = """
kind = "vacancy"
id_prefix = "x-"
silent = ["нет данных"]

[constants]
"salary.period" = "month"
"provides" = "meals"

[fields]
id = { from = "Код" }
title = { from = ["Должность", "Разряд"], join = ", " }
description = { from = "Текст", html = true }
"place.name" = { from = "where.town" }
salary = { from = "Оклад", read = "salary" }
published_at = { from = "Дата", date = ["%d.%m.%Y", "words"] }
openings = { from = "Мест", pattern = "(\\\\d+) мест" }
"requirements.skills" = { from = "Навыки", split = "," }
"requirements.experience_years" = { from = "Стаж", scale = 0.08333 }
"schedule.night" = { from = "Ночь" }
"schedule.regime" = { from = "График", values = { "5/2" = "full_day", "вахта" = "rotation" } }
"schedule.format" = { from = "Формат", find = "[A-Z]+", values = { HOME = "remote", SITE = "on_site" } }
"""


@pytest.fixture
def mapping(tmp_path: Path) -> Path:
    path = tmp_path / "map.toml"
    path.write_text(MAP, "utf-8")
    return path


def row(**fields: Any) -> dict[str, Any]:
    return {"Код": 7, "Должность": "Слесарь", "Разряд": "4 разряд", "where": {"town": "Рудный"}, **fields}


def test_a_row_is_read_by_its_mapping(read: Any, mapping: Path) -> None:
    full = row(
        Текст="<b>Ремонт</b> &amp; уход",
        Оклад="200 000 – 250 000 ₸ на руки",
        Дата="3 марта 2026",
        Мест="всего 2 мест",
        Навыки="сварка, нет данных,чтение чертежей",
        Стаж="36",
        Ночь=True,
        График="вахта",
        Формат="['HOME']",
    )
    one = read([full], mapping=mapping).records[0]
    assert (one.id, one.title, one.description) == ("x-7", "Слесарь, 4 разряд", "Ремонт & уход")
    assert one.place.kato == "392410000"
    assert one.salary == Offer(low=200000, high=250000, currency="KZT", period="month", gross=False)
    assert (one.published_at, one.openings, one.requirements.experience_years) == ("2026-03-03", 2, 2.9999)
    assert one.requirements.skills == (
        SkillAsk(name="сварка", required=True),
        SkillAsk(name="чтение чертежей", required=True),
    )
    assert (one.schedule.night, one.schedule.regime, one.schedule.format) == (True, "rotation", "remote")
    assert one.provides == ("meals",)


def test_what_is_silent_stays_silent_and_what_is_not_known_is_noted(read: Any, mapping: Path) -> None:
    found = read(
        [row(Оклад="нет данных", График="5/2"), row(Оклад="по итогам", График="2/2", Формат="HOME, SITE")],
        mapping=mapping,
    )
    assert [one.salary for one in found.records] == [None, None]
    assert [one.schedule and one.schedule.regime for one in found.records] == ["full_day", None]
    assert [(one.line, one.field) for one in found.notes] == [(2, "salary"), (2, "schedule.regime"), (2, "id")]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"Код": None}, "id"),
        ({"Должность": "", "Разряд": None}, "title"),
        ({"Дата": "завтра"}, "published_at"),
        ({"Стаж": "много"}, "requirements.experience_years"),
        ({"Оклад": "9 - 5 KZT"}, "salary.from"),
        ({"Ночь": "иногда"}, "schedule.night"),
    ],
)
def test_a_bad_row_is_reported_by_our_column(read: Any, mapping: Path, fields: dict[str, Any], field: str) -> None:
    found = read([row(), row(**fields), row(Код=8)], mapping=mapping)
    assert [one.id for one in found.records] == ["x-7", "x-8"]
    assert (found.fields, found.refused[0].kind) == ([(2, field)], "vacancy")


def test_tables_and_arrays_go_through_a_mapping_as_well(read: Any, mapping: Path) -> None:
    found = read("Код;Должность;Оклад\n7;Слесарь;от 5 тенге в час\n", mapping=mapping)
    assert found.records[0].salary == Offer(low=5, currency="KZT", period="hour")
    assert read('[{"Код": 7, "Должность": "Слесарь"}]', mapping=mapping).records[0].id == "x-7"
    assert len(read("Код\tДолжность\n7\tСлесарь\n8\n", mapping=mapping).refused) == 1


def test_an_encoding_named_in_the_mapping_is_used(read: Any, mapping: Path) -> None:
    mapping.write_text('encoding = "cp1251"\n' + MAP, "utf-8")
    data = '{"Код": 7, "Должность": "Слесарь"}'.encode("cp1251")
    assert read(data, mapping=mapping).records[0].title == "Слесарь"


@pytest.mark.parametrize(
    ("change", "word"),
    [
        (("kind =", "kinds ="), "kinds"),
        (('kind = "vacancy"', 'kind = "cat"'), "cat|enum"),
        (("[fields]", "[fields"), "map.toml"),
        (("title =", "tytle ="), "fields.title is missing"),
        (("openings =", "age ="), "no such column"),
        (("(\\\\d+)", "(("), "regular expression"),
        (('"provides" =', '"sex" ='), "no such column"),
        (("split =", "splits ="), "splits"),
        (('read = "salary" ', 'join = "" '), "goes with"),
        (("id_prefix", "encoding"), "encoding"),
    ],
)
def test_a_wrong_mapping_is_a_clear_error(mapping: Path, change: tuple[str, str], word: str) -> None:
    assert change[0] in MAP
    mapping.write_text(MAP.replace(*change), "utf-8")
    with pytest.raises(errors.BadMapping, match=word):
        load(mapping)


def test_an_absent_mapping_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(errors.BadMapping, match="cannot be opened"):
        load(tmp_path / "absent.toml")


@pytest.mark.parametrize("path", MAPS, ids=lambda path: path.stem)
def test_the_mappings_that_come_along_are_whole(path: Path) -> None:
    mapping = load(path)
    assert {"id", "title"} <= mapping.fields.keys()
    assert mapping.id_prefix


def test_there_are_mappings_that_come_along() -> None:
    assert len(MAPS) >= 6


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "150\u202f000 – 350\u202f000 ₸ до вычета налогов",
            {"from": 150000, "to": 350000, "currency": "KZT", "gross": True},
        ),
        ("от 50 000 ₽", {"from": 50000, "currency": "RUB"}),
        ("до 15\u202f000 $ на руки", {"to": 15000, "currency": "USD", "gross": False}),
        ("600000 - 800000 KZT", {"from": 600000, "to": 800000, "currency": "KZT"}),
        ("1000 EUR", {"from": 1000, "currency": "EUR"}),
        ("85 146 ₽", {"from": 85146, "currency": "RUB"}),
        ("от 250000 до 300000 тг", {"from": 250000, "to": 300000, "currency": "KZT"}),
        ("12 000 тенге за смену", {"from": 12000, "currency": "KZT", "period": "shift"}),
        ("500", {"from": 500}),
        ("30 000–45 000 руб. в месяц", {"from": 30000, "to": 45000, "currency": "RUB", "period": "month"}),
        ("1 500 ₸/час", {"from": 1500, "currency": "KZT", "period": "hour"}),
        ("1000000 RUR", {"from": 1000000, "currency": "RUB"}),
    ],
)
def test_pay_is_read_from_the_texts_of_portals(text: str, parts: dict[str, Any]) -> None:
    assert salary(text, "x") == parts


@pytest.mark.parametrize("text", ["по договорённости", "от", "1000 BYN", "5000 сом", ""])
def test_pay_that_cannot_be_priced_is_refused(text: str) -> None:
    with pytest.raises(Bad):
        salary(text, "x")


@pytest.mark.parametrize(
    ("text", "form", "day"),
    [
        ("2026-04-10 16:02:39+03:00", "iso", "2026-04-10"),
        ("2026-06-30T07:41:06.408Z", "iso", "2026-06-30"),
        ("1 марта 2026", "words", "2026-03-01"),
        ("21 мая 2026 г.", "words", "2026-05-21"),
        ("5 қыркүйек 2026", "words", "2026-09-05"),
        ("12 қараша 2025", "words", "2025-11-12"),
        ("9 маусым 2025", "words", "2025-06-09"),
        ("24-07-2023", "%d-%m-%Y", "2023-07-24"),
    ],
)
def test_dates_are_read_in_the_forms_named(text: str, form: str, day: str) -> None:
    assert iso(text, "x", [form]) == day


@pytest.mark.parametrize("text", ["31 февраля 2026", "2026", "1 фуября 2026", ""])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(Bad, match="expected a date"):
        iso(text, "x", ["iso", "words"])
