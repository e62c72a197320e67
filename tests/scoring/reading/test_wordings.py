"""Wordings that real ads and resumes use and that were once misread: (text, facts). None must not be read."""

from __future__ import annotations

import time
from typing import Any

import pytest

from scoring.knowledge import Knowledge
from scoring.reading.read import read

VACANCY: list[tuple[str, dict[str, Any]]] = [
    ("Сварщик\n85 000 ₽\nОт 1 до 3 лет опыта", {"salary.from": 85000, "salary.to": None}),
    ("Учитель в школу № 5\n40 640–50 000 ₽", {"salary.from": 40640, "salary.to": 50000}),
    ("Повар\nот 48 700 ₽\n1. Готовить", {"salary.from": 48700, "salary.to": None}),
    ("Жалақы 170 мыңнан 200 мың теңгеге дейін", {"salary.from": 170000, "salary.to": 200000}),
    ("Продавец (Вокзальная, 45) Заработная плата по договоренности", {"salary.from": None}),
    ("Оклад + премии = от 400 000 до 550 000 тенге", {"salary.from": 400000, "salary.to": 550000}),
    ("Смена 8500 тг", {"salary.from": 8500, "salary.period": "shift"}),
    ("Айлығы 135 000 тг. Бес күндік жұмыс аптасы", {"salary.period": "month"}),
    ("күнделікті 7 мың + шайлық", {"salary.period": None}),
    ("Жалақы 450 000 теңге, салық ұсталғаннан кейін", {"salary.gross": False}),
    ("Бір тапсырыс 700 теңге", {"salary.from": None}),
    ("База данных в гибридной архитектуре", {"schedule.format": None}),
    ("Гибридный формат", {"schedule.format": "hybrid"}),
    ("Формат: 3 дня в офисе, 2 дня дома", {"schedule.format": "hybrid"}),
    ("Формат работы: на месте работодателя", {"schedule.format": "on_site"}),
    ("Возим вахтовым автобусом", {"schedule.regime": None, "provides": ["transport"]}),
    ("Делим 60/40", {"schedule.regime": None}),
    ("Смены: день, ночь, 48", {"schedule.regime": "shift"}),
    ("Сенбі, жексенбі демалыс", {"schedule.regime": "full_day"}),
    ("График: Пн. – Пт., с 9 до 18, посменные дежурства в выходные", {"schedule.regime": "full_day"}),
    ("Работа требует гибкости по времени", {"schedule.regime": None}),
    ("Ночной клуб, нужен бармен", {"schedule.night": None}),
    ("Развозка ночью", {"schedule.night": None}),
    ("Организация трансфера и гостиниц для гостей", {"provides": None}),
    ("Компенсация за обед", {"provides": None}),
    ("Жататын жер бар, азық-түлік беріледі", {"provides": ["housing", "meals"]}),
    ("Обучение английскому языку за счёт компании", {"requirements.languages": None}),
    ("Мектепке ағылшын тілі мұғалімі керек", {"requirements.languages": None}),
    ("Английский не ниже Upper-Intermediate", {"requirements.languages": [{"code": "en", "level": "B2"}]}),
    ("Оплачиваемая стажировка 3 месяца", {"requirements.experience_years": None}),
    ("Опыт тестирования мобильных приложений (iOS и Android) от 1 года", {"requirements.experience_years": 1}),
    ("Не менее 5 лет работы по специальности  Понимание принципов", {"requirements.experience_years": 5}),
    ("Медкітапша болса жақсы", {"requirements.licences": None}),
    ("Категория не ниже второй", {"requirements.qualification": "вторая категория"}),
    ("Химия мамандығы бойынша орта кәсіптік білім", {"requirements.speciality": "Химия"}),
    ("Профессиональная среда: обмен знаниями и сильное сообщество", {"requirements.skills": None}),
]
RESUME: list[tuple[str, dict[str, Any]]] = [
    ("Ночные нельзя по здоровью", {"health_limits": ["night_work"], "accepts.night": None}),
    ("Ночной болмайды", {"health_limits": None, "accepts.night": False}),
    ("Тяжелее 10 кг не поднимать", {"health_limits": ["heavy_lifting"]}),
    ("На вахту не поеду", {"accepts.regimes": None}),
    ("Допуск 4 группа, но удостоверение утеряно", {"licences": None}),
    ("Охранник, лицензия есть", {"licences": ["guard"]}),
    ("Охранник, лицензии нет", {"licences": None}),
    ("Прошлая зарплата была 180 000, хочу 250 000 тг", {"salary.min": 250000}),
    ("Хочу от 350", {"salary.min": 350000}),
    ("Каменщик, кладка от 5000 тг/м2", {"salary.min": None}),
    ("Стаж 18л", {"experience_years": 18}),
    ("Вожу канистры по 18л", {"experience_years": None}),
    ("Каз — C1, рус — C2", {"languages": [{"code": "kk", "level": "C1"}, {"code": "ru", "level": "C2"}]}),
    ("Слесарь 4р, завод", {"qualifications": ["4 разряд"]}),
    ("Выхожу 2 р. в неделю", {"qualifications": None}),
    ("Дорога до часа", {"travel.max_minutes": 60}),
    ("Служил в армии, умею: армия, военный билет", {"skills": None}),
    ("Опыт 9 лет, офис немесе удаленка", {"accepts.formats": ["on_site", "remote"]}),
]
TITLES: list[tuple[str, str]] = [
    ("Менеджер по работе с клиентами\n\nОбязанности: звонки", "менеджер по работе с клиентами"),
    ("Маркетолог\n\nНам нужен специалист, который пишет", "маркетолог"),
    ("Разработчик Python. Нужны: Django, PostgreSQL", "разработчик python"),
    ("Упаковщик/упаковщица в цех", "упаковщик"),
    ("Дүкенге сатушы қыз керек", "сатушы"),
    ("Медицинский центр, Кокшетау: врач-терапевт", "врач-терапевт"),
]
MOST_SECONDS = 2.0
"""Ten times what the longest text takes on a slow machine."""


def at(record: dict[str, Any], path: str) -> Any:
    part: Any = record
    for name in path.split("."):
        part = part.get(name) if isinstance(part, dict) else None
    return part


@pytest.mark.parametrize(("text", "facts"), VACANCY, ids=[text for text, _ in VACANCY])
def test_an_ad_states(text, facts):
    record = read(text, "vacancy").record
    assert {path: at(record, path) for path in facts} == facts


@pytest.mark.parametrize(("text", "facts"), RESUME, ids=[text for text, _ in RESUME])
def test_a_resume_states(text, facts):
    record = read(text, "resume").record
    assert {path: at(record, path) for path in facts} == facts


@pytest.mark.parametrize(("text", "title"), TITLES, ids=[text for text, _ in TITLES])
def test_an_ad_seeks(text, title):
    assert read(text, "vacancy", titles=Knowledge.load().finder).record.get("title") == title


def test_a_list_of_skills_ends_where_the_list_ends():
    text = (
        "Навыки: Excel, кассовая дисциплина\nУсловия:\n- отпуск 24 дня\n- коллектив, в котором все помогают друг другу"
    )
    names = [one["name"] for one in read(text, "vacancy").record["requirements"]["skills"]]
    assert names == ["Excel", "кассовая дисциплина"]


def test_odd_letters_between_words_cost_little():
    plain = "Требуется сварщик, опыт от 3 лет. " * 300
    begun = time.perf_counter()
    assert read(plain.replace("щик", "щик\u200b"), "vacancy").record["requirements"]["experience_years"] == 3
    assert time.perf_counter() - begun < MOST_SECONDS
