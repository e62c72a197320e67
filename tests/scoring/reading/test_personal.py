"""What tells of the person is blanked; what tells of their work stays."""

from __future__ import annotations

import pytest

from scoring.reading.personal import impersonal


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Айгүл. Тігінші, 5 жыл", "Тігінші, 5 жыл"),
        ("Ерлан Сейтов, сварщик 5 разряда", "сварщик 5 разряда"),
        ("Мен Ерланмын, дәнекерлеушімін", "дәнекерлеушімін"),
        ("Марина, бухгалтер", "бухгалтер"),
        ("Служил в армии 2017-2018, водитель", "водитель"),
        ("Отслужил в армии, 1 год, права В", "права В"),
        ("Әскерде болдым. Жүргізуші", "Жүргізуші"),
        ("Военный билет есть, стаж 5 лет", "стаж 5 лет"),
    ],
)
def test_names_and_service_are_blanked(text, kept):
    plain = impersonal(text)
    assert len(plain) == len(text)
    assert plain.strip(" .,") == kept


@pytest.mark.parametrize(
    "text",
    [
        "Работал в салоне Айгерим",
        "Охранник, служил по контракту в погранвойсках 6 лет",
        "Преподавал дана и роза ветров",
        "Служил охранником на складе",
    ],
)
def test_work_is_kept(text):
    assert impersonal(text) == text
