from __future__ import annotations

import pytest

from matcher.twins import Told, groups, same_offer
from scoring.records import Employer, Offer, Place
from tests.factories import vacancy


def _told(source="a", title="Монтёр пути", employer="ТОО «Вега»", bin=None, place="Караганда", low=200_000, **pay):  # noqa: A002
    return Told(
        source,
        vacancy(
            id=f"{source}-{title}",
            title=title,
            employer=Employer(name=employer, bin=bin) if employer else None,
            place=Place(name=place) if place else None,
            salary=Offer(low=low, **{"currency": "KZT", "period": "month", **pay}) if low else None,
        ),
    )


@pytest.mark.parametrize(
    "other",
    [
        {},
        {"title": "монтер пути"},
        {"title": "Монтёр пути в депо с обучением"},
        {"title": "Монтёр пути (ул. Ленина, 5)"},
        {"employer": "Вега, ЖШС"},
        {"employer": "ТОО «ВЕГА»"},
        {"place": "Карагандинская область, г. Караганда"},
        {"place": None},
        {"low": 210_000},
        {"low": 200_000, "high": 300_000},
        {"low": None},
    ],
)
def test_the_same_offer_in_other_words_is_the_same(other):
    assert same_offer(_told(), _told("b", **other))
    assert same_offer(_told("b", **other), _told())


@pytest.mark.parametrize(
    "other",
    [
        {"source": "a"},
        {"source": None},
        {"title": "Мастер пути"},
        {"title": "Монтёр"},
        {"employer": "ТОО «Орион»"},
        {"employer": None},
        {"place": "Темиртау"},
        {"low": 260_000},
        {"currency": "USD"},
        {"period": "hour"},
    ],
)
def test_another_offer_is_another(other):
    assert not same_offer(_told(), _told(**{"source": "b", **other}))


def test_two_tails_that_differ_are_two_offers():
    assert not same_offer(_told(title="Водитель на самосвал"), _told("b", title="Водитель на автобус"))
    assert same_offer(_told(title="Водитель на самосвал"), _told("b", title="Водитель на самосвал"))


def test_business_numbers_and_numbers_of_schools_decide():
    one = _told(bin="111111111111")
    assert same_offer(one, _told("b", employer="Совсем иначе", bin="111111111111"))
    assert not same_offer(one, _told("b", bin="222222222222"))
    assert not same_offer(_told(employer="Школа № 1"), _told("b", employer="Школа № 12"))


def test_places_by_code_are_the_same_or_one_within_the_other():
    def at(kato):
        told = _told("b" if kato != "351010000" else "a")
        return told._replace(vacancy=vacancy(**{**_fields(told.vacancy), "place": Place(kato=kato)}))

    def _fields(record):
        return {name: getattr(record, name) for name in record.__struct_fields__}

    assert same_offer(at("351010000"), at("350000000"))
    assert not same_offer(at("351010000"), at("352410000"))


def test_a_group_holds_one_vacancy_of_a_source():
    shops = [_told("a", title=f"Продавец (ул. {street})") for street in ("Абая", "Сатпаева", "Гоголя")]
    found = groups([*shops, _told("b", title="Продавец"), _told("c", title="Продавец"), _told(None, title="Продавец")])
    assert [[one.source for one in group] for group in found] == [["a", "b", "c"]]


def test_groups_are_the_pairs_that_comparing_all_with_all_finds():
    everything = [
        _told(source, title, employer)
        for source in ("a", "b")
        for title in ("Сварщик", "Повар", "Повар на вахту")
        for employer in ("ТОО «Вега»", "ИП Орион Плюс", "АО «Вега Строй Сервис»")
    ]
    found = groups(everything)
    assert len(found) == 9
    assert all(same_offer(*group) for group in found)
