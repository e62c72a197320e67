"""Names to codes: spellings, markers, parts that narrow one another, and what is not guessed."""

from __future__ import annotations

import time

import pytest

from scoring.places.names import PlaceNames
from scoring.places.table import Places

ALMATY, ASTANA, SHYMKENT, SEMEY = "750000000", "710000000", "790000000", "101010000"
ATYRAU, KARAGANDA, OSKEMEN, KYZYLORDA = "231010000", "351010000", "631010000", "431010000"


@pytest.fixture(scope="module")
def names() -> PlaceNames:
    return PlaceNames(Places.load())


@pytest.mark.parametrize(
    ("text", "kato"),
    [
        ("г. Алматы", ALMATY), ("Алматы қ.", ALMATY), ("Алматы", ALMATY), ("АЛМАТЫ", ALMATY), ("Almaty", ALMATY),
        ("Алматы қаласы", ALMATY), ("Қазақстан, Алматы қаласы", ALMATY), ("Алма-Ата", ALMATY), ("г.Алматы", ALMATY),
        ("Астана к.", ASTANA), ("Нур-Султан", ASTANA), ("Нұр-Сұлтан қ.", ASTANA), ("в Астане", ASTANA),
        ("Қызылордада", KYZYLORDA), ("Қызылорда", KYZYLORDA), ("Кзыл-Орда", KYZYLORDA), ("Atyrau", ATYRAU),
        ("в Караганде", KARAGANDA), ("Қарағанды", KARAGANDA), ("Karaganda", KARAGANDA), ("Қарағандыда", KARAGANDA),
        ("Усть-Каменогорск", OSKEMEN), ("Өскемен", OSKEMEN), ("Oskemen", OSKEMEN), ("в Усть-Каменогорске", OSKEMEN),
        ("из Семея", SEMEY), ("Семипалатинск", SEMEY), ("Shymkent", SHYMKENT), ("Капчагай", "191010000"),
    ],
)  # fmt: skip
def test_a_city_is_found_in_every_spelling(names: PlaceNames, text: str, kato: str) -> None:
    assert names.resolve(text).kato == kato


@pytest.mark.parametrize(
    ("text", "kato"),
    [
        ("с. Карааул, Абай облысы", "103230100"),
        ("Карагандинская обл., п. Саяк", "351645100"),
        ("п. Саяк", "351645100"),
        ("Костанайская область, Аулиекольский р-н, с. Кушмурун", "393633100"),
        ("Қостанай облысы Әулиекөл ауданы Құсмұрын к.", "393633100"),
        ("Костанайская обл, Аулиеколь", "393630100"),
        ("Алматинская область, Карасайский район, г. Каскелен", "195220100"),
        ("Алматинская обл, п. Боралдай", "196835100"),
        ("г. Темиртау, Карагандинская область, Казахстан", "352410000"),
        ("Karaganda region, Balkhash", "351610000"),
        ("Аягоз (ВКО)", "103620100"),
        ("Байконур (Кызылорд. обл)", "431910000"),
        ("Алтай (Зыряновск)", "634820100"),
        ("Восточно-Казахстанская область, г. Семей", SEMEY),
        ("Алматинская область, г. Алматы", ALMATY),
        ("ЮКО, г. Шымкент", SHYMKENT),
        ("Алматы, Бостандыкский район", "751410000"),
        ("г. Алматы Бостандыкский район", "751410000"),
        ("г. Астана, р-н Байконур", "711410000"),
        ("Павлодарская область, с. Павлодарское", "551041100"),
    ],
)
def test_the_parts_of_a_text_narrow_one_another(names: PlaceNames, text: str, kato: str) -> None:
    assert names.resolve(text).kato == kato


@pytest.mark.parametrize(
    ("text", "kato"),
    [
        ("Павлодарская область", "550000000"), ("Алматы облысы", "190000000"), ("Карагандинская", "350000000"),
        ("область Абай", "100000000"), ("Абай облысы, Абай ауданы", "103200000"), ("ВКО", "630000000"),
        ("ВКО, Глубоковский район", "634000000"), ("East Kazakhstan region", "630000000"),
        ("в Карагандинской области", "350000000"), ("Түркістан облысында", "610000000"),
    ],
)  # fmt: skip
def test_a_region_or_district_alone_is_itself(names: PlaceNames, text: str, kato: str) -> None:
    assert names.resolve(text).kato == kato


def test_a_bare_name_means_the_town_rather_than_a_village_of_its_name(names: PlaceNames) -> None:
    for text, kato in (("Павлодар", "551010000"), ("Аксу", "551610000"), ("Тобыл", "395420100")):
        assert names.resolve(text).kato == kato


@pytest.mark.parametrize("text", ["с. Абай", "Абай", "Аулиеколь", "п. Боралдай", "с. Бирлик", "Жамбыл"])
def test_homonyms_are_not_guessed(names: PlaceNames, text: str) -> None:
    found = names.resolve(text)
    assert (found.kato, found.why) == (None, "homonyms")
    assert found.candidates > 1


def test_what_is_certain_around_a_homonym_is_kept(names: PlaceNames) -> None:
    found = names.resolve("Акмолинская область, с. Абай")
    assert (found.kato, found.why) == ("110000000", "wider")
    assert names.resolve("Кордайский район, с. Нигде").kato == "314800000"


def test_the_region_known_otherwise_decides(names: PlaceNames) -> None:
    assert names.resolve("Аулиеколь", region=39).kato == "393630100"
    assert names.resolve("с. Кушмурун", region=35).kato == "350000000"


@pytest.mark.parametrize(
    "text",
    ["Москва", "Россия, Москва", "Московская область, с. Абай", "Орёл", "Тюмень", "Приморский край, г Спасск-Дальний",
     "Респ Татарстан, г Лениногорск", "Ташкент", "Воронеж"],
)  # fmt: skip
def test_places_abroad_have_no_code(names: PlaceNames, text: str) -> None:
    assert names.resolve(text).kato is None


@pytest.mark.parametrize(
    "text", ["", " ", ",", "12345", "Казахстан", "Республика Казахстан", "г.", "\0", "а" * 5000, "((("]
)
def test_a_text_without_a_place_gives_none(names: PlaceNames, text: str) -> None:
    assert names.resolve(text).kato is None


@pytest.mark.parametrize(
    ("text", "kato"),
    [
        ("п. Саяк, промзона карьера", "351645100"), ("г. Тараз, ул. Кольцевая, 41", "311010000"),
        ("Тараз қ., Мыңбұлақ ықшам ауданы", "311010000"), ("Тараз қ. Абай к-сі 5", "311010000"),
        ("Алматы, Абая 10", ALMATY), ("Казахстан, Астана, проспект Мангилик Ел, 55", ASTANA),
        ("Достык, 5", None), ("ул. Абая 5", None), ("Северная промзона", None), ("Советская, 1а", None),
    ],
)  # fmt: skip
def test_a_street_in_an_address_is_no_village(names: PlaceNames, text: str, kato: str | None) -> None:
    assert names.resolve(text, address=True).kato == kato


def test_every_town_is_found_by_its_official_names(names: PlaceNames) -> None:
    towns = [one for one in names.places.places.values() if one.name_ru.startswith("г.") and one.name_ru[:4] != "г.а."]
    assert len(towns) > 80
    for town in towns:
        assert names.resolve(town.name_ru).kato == str(town.code)
        assert names.resolve(town.name_kk.replace("ќ", "қ")).kato == str(town.code)


def test_whole_official_addresses_are_found_or_widened_but_not_misplaced(names: PlaceNames) -> None:
    places = names.places.places
    villages = [one for one in places.values() if one.level == "settlement" and one.name_ru.startswith(("с.", "п."))][
        ::7
    ]
    found = 0
    for one in villages:
        region, district = places[one.region * 10_000_000], places[one.district * 100_000]
        kato = names.resolve(f"{region.name_ru}, {district.name_ru}, {one.name_ru}").kato
        found += kato == str(one.code)
        assert kato is not None
        assert int(kato) // 10_000_000 == one.region
    assert found > 0.93 * len(villages)


def test_old_names_point_to_places_that_exist(names: PlaceNames) -> None:
    entries = [one for found in names._gazetteer._by_key.values() for one in found]
    assert all(one.code in names.places.places for one in entries)


def test_building_and_asking_are_fast() -> None:
    names = PlaceNames(Places.load())
    start = time.process_time()
    names.resolve("Алматы")
    assert time.process_time() - start < 2.0
    start = time.process_time()
    for _ in range(10_000):
        names.resolve("Костанайская область, Аулиекольский р-н, с. Кушмурун")
    assert (time.process_time() - start) / 10_000 < 50e-6
