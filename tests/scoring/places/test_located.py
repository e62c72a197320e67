"""Codes for records whose place is only named."""

from __future__ import annotations

import pytest

from scoring.places.located import located
from scoring.places.names import PlaceNames
from scoring.places.table import Places
from scoring.records import Place, Resume, Vacancy


@pytest.fixture(scope="module")
def names() -> PlaceNames:
    return PlaceNames(Places.load())


def test_a_named_place_gets_its_code_and_keeps_its_name(names: PlaceNames) -> None:
    record = located(Resume(id="1", desired=("повар",), place=Place(name="г. Тараз")), names)
    assert record.place == Place(kato="311010000", name="г. Тараз")


def test_an_address_is_asked_where_the_name_does_not_tell(names: PlaceNames) -> None:
    place = Place(name="промзона", address="г. Тараз, ул. Кольцевая, 41")
    record = located(Vacancy(id="1", title="повар", place=place), names)
    assert record.place is not None
    assert record.place.kato == "311010000"


@pytest.mark.parametrize(
    "place", [None, Place(kato="750000000", name="г. Тараз"), Place(name="Москва"), Place(lat=1.0, lon=2.0)]
)
def test_a_record_with_a_code_or_without_a_certain_name_stays_as_it_is(names: PlaceNames, place: Place | None) -> None:
    record = Vacancy(id="1", title="повар", place=place)
    assert located(record, names) is record
