"""Resumes of hh.ru's API."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from scoring.records import Accepts, Ask, Job, Language, Place, Training, Travel

PRIVATE = {
    "last_name": "Тайнова",
    "first_name": "Тайна",
    "middle_name": "Тайновна",
    "age": 47,
    "birth_date": "1979-05-08",
    "gender": {"id": "female", "name": "Женский"},
    "citizenship": [{"id": "40", "name": "Гражданская"}],
    "photo": {"small": "https://photo.example/1", "id": "1"},
    "work_ticket": [{"id": "40", "name": "Гражданская"}],
    "contact": [{"type": {"id": "email"}, "value": "person@example.com"}],
    "site": [{"url": "profile.example"}],
    "recommendation": [{"name": "Рекомендателев", "position": "шеф", "organization": "Столовая"}],
    "portfolio": [{"small": "https://photo.example/2"}],
    "metro": {"lat": 1.5, "lng": 1.5, "name": "Метровая"},
}


def resume(**fields: Any) -> dict[str, Any]:
    """An object in the documented form, of a person who does not exist."""
    return {
        "id": "abc1",
        "title": "Бухгалтер",
        **PRIVATE,
        "area": {"id": "1", "name": "Қостанай"},
        "relocation": {"type": {"id": "no_relocation"}, "area": []},
        "salary": {"amount": 300000, "currency": "KZT"},
        "employments": [{"id": "full"}, {"id": "part"}, {"id": "volunteer"}],
        "schedules": [{"id": "fullDay"}, {"id": "remote"}],
        "education": {
            "level": {"id": "higher", "name": "Высшее"},
            "elementary": [],
            "primary": [
                {"name": "Колледж", "result": "Учёт", "organization": None, "year": 2001},
                {"name": "Институт", "result": "Финансы", "organization": "Факультет", "year": 2006},
            ],
            "additional": [{"name": "Курсы 1С", "organization": "Центр", "result": "1С:Бухгалтерия", "year": 2010}],
            "attestation": [{"name": "Тест внимания", "year": 2005}],
        },
        "language": [
            {"id": "rus", "level": {"id": "native"}},
            {"id": "kaz", "level": {"id": "l1"}},
            {"id": "eng", "level": {"id": "b1"}},
            {"id": "epo", "level": None},
        ],
        "experience": [
            {
                "company": "ТОО «Астық»",
                "position": "Бухгалтер",
                "start": "2010-03-01",
                "end": None,
                "description": "<p>Учёт</p>",
            },
            {"company": None, "position": "Кассир", "start": "2006-09-01", "end": "2010-02-01", "employer": None},
        ],
        "total_experience": {"months": 200},
        "skills": "Веду учёт\nс нуля",
        "skill_set": ["1С", "Excel"],
        "certificate": [{"title": "САР", "achieved_at": "2013-01-01", "owner": "ТАЙНОВА", "url": "cert.example"}],
        "travel_time": {"id": "less_than_hour"},
        "has_vehicle": True,
        "driver_license_types": [{"id": "B"}],
        **fields,
    }


def test_a_full_resume_becomes_our_fields(read: Any) -> None:
    one = read([resume()]).records[0]
    assert (one.id, one.desired, one.summary) == ("abc1", ("Бухгалтер",), "Веду учёт\nс нуля")
    assert one.place == Place(kato="391010000", name="Қостанай")
    assert one.education == (
        Training(speciality="Учёт", institution="Колледж", year=2001),
        Training(level="higher", speciality="Финансы", institution="Институт", year=2006),
    )
    assert one.qualifications == ("1С:Бухгалтерия", "САР")
    assert one.experience == (
        Job(title="Бухгалтер", employer="ТОО «Астық»", start="2010-03", duties="Учёт"),
        Job(title="Кассир", start="2006-09", end="2010-02"),
    )
    assert (one.experience_years, one.skills, one.licences) == (16.7, ("1С", "Excel"), ("driving:B",))
    assert one.languages == (
        Language(code="ru", level="C2"),
        Language(code="kk", level="C2"),
        Language(code="en", level="B1"),
        Language(code="epo"),
    )
    assert one.salary == Ask(min=300000, currency="KZT", period="month")
    assert one.accepts == Accepts(regimes=("full_day",), employment=("full", "part"), formats=("on_site", "remote"))
    assert one.travel == Travel(max_minutes=60, own_car=True, relocation="none")


@pytest.mark.parametrize(
    "word", ["тайн", "47", "1979", "женск", "female", "граждан", "photo", "example", "рекоменд", "1.5", "метров"]
)
def test_nothing_protected_or_private_reaches_a_record(read: Any, word: str) -> None:
    assert word not in msgspec.json.encode(read([resume()]).records[0]).decode().lower()


def test_changing_what_is_private_changes_no_record(read: Any) -> None:
    other = dict.fromkeys(PRIVATE) | {"gender": {"id": "male"}, "age": 20, "photo": None}
    assert read([resume(**other)]).records == read([resume()]).records


@pytest.mark.parametrize(
    ("level", "ours"),
    [
        ("secondary", "secondary"),
        ("special_secondary", "vocational"),
        ("unfinished_higher", "secondary"),
        ("bachelor", "higher"),
        ("master", "postgraduate"),
        ("candidate", "postgraduate"),
        ("doctor", "postgraduate"),
    ],
)
def test_each_level_of_education_has_its_counterpart(read: Any, level: str, ours: Any) -> None:
    assert read([resume(education={"level": {"id": level}})]).records[0].education == (Training(level=ours),)


def test_relocation_is_a_list_of_codes_where_the_places_are_certain(read: Any) -> None:
    def moved(*towns: str) -> Any:
        return {"type": {"id": "relocation_possible"}, "area": [{"name": town} for town in towns]}

    found = read([resume(relocation=moved("Астана", "Шымкент"))])
    assert found.records[0].travel.relocation == ("710000000", "790000000")
    found = read([resume(relocation=moved("Астана", "Москва"))])
    assert found.records[0].travel.relocation == ("710000000",)
    assert [one.field for one in found.notes] == ["relocation.area"]
    assert read([resume(relocation=moved("Москва"))]).records[0].travel.relocation is None
    assert read([resume(relocation=moved())]).records[0].travel.relocation == "possible"


def test_a_closed_or_empty_field_states_nothing(read: Any) -> None:
    empty = dict.fromkeys(
        ("salary", "area", "total_experience", "has_vehicle", "skills", "language", "experience", "relocation")
    )
    one = read(
        [resume(**empty, employments=[], schedules=[], driver_license_types=[], travel_time={"id": "any"})]
    ).records[0]
    assert (one.salary, one.place, one.accepts, one.licences, one.travel, one.experience) == (
        None,
        None,
        None,
        None,
        None,
        (),
    )


def test_a_currency_without_a_rate_leaves_the_wish_silent(read: Any) -> None:
    found = read([resume(salary={"amount": 5, "currency": "UZS"})])
    assert found.records[0].salary is None
    assert len(found.notes) == 1


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"title": None}, "title"),
        ({"experience": [{"start": "2027-01-01"}]}, "experience[0].from"),
        ({"experience": [{"start": "2020-05-01", "end": "2019-01-01"}]}, "experience[0].to"),
        ({"experience": ["x"]}, "experience"),
        ({"experience": [{"start": 2020}]}, "experience[0].from"),
        ({"salary": {"amount": "5"}}, "salary.min"),
        ({"skill_set": "Excel"}, "skill_set"),
        ({"total_experience": {"months": "5"}}, "total_experience.months"),
        ({"education": []}, "education"),
        ({"language": [{}]}, "language"),
    ],
)
def test_an_object_with_a_fault_is_reported_and_the_others_are_read(
    read: Any, fields: dict[str, Any], field: str
) -> None:
    found = read([resume(), resume(**fields), resume(id="abc3")])
    assert [one.id for one in found.records] == ["abc1", "abc3"]
    assert (found.fields, found.refused[0].kind) == ([(2, field)], "resume")
