"""Wording that the law forbids is flagged with its words and never fills a requirement; harmless words are not
flagged.
"""

from __future__ import annotations

import pytest

from scoring.reading.complete import complete
from scoring.reading.read import read
from scoring.records import Requirements, Vacancy

FORBIDDEN = [
    ("sex", "Только мужчины"), ("sex", "Требуется девушка-администратор"), ("sex", "ищем парня на склад"),
    ("sex", "тек ер адамдар"), ("sex", "Қыз-келіншектер ғана"), ("sex", "жігіттер керек"), ("sex", "Әйел адам керек"),
    ("sex", "женщины предпочтительнее"), ("sex", "Пол: мужской"), ("sex", "ер азаматтарды шақырамыз"),
    ("age", "до 35 лет"), ("age", "Возраст 25-40"), ("age", "возраст от 20 до 30 лет"), ("age", "не старше 45 лет"),
    ("age", "35 жасқа дейін"), ("age", "жасы 20-30 аралығында"), ("age", "Требуются молодые и энергичные"),
    ("age", "пенсионеров просим не беспокоить"), ("age", "25-45 жас аралығы"), ("age", "40 жастан аспаған"),
    ("nationality", "только казахи"), ("nationality", "Национальность: казах"),
    ("nationality", "славянская национальность"),
    ("nationality", "тек қазақтар"), ("nationality", "ұлты қазақ болуы керек"), ("nationality", "русские девушки"),
    ("appearance", "приятная внешность"), ("appearance", "презентабельный вид"), ("appearance", "рост от 170 см"),
    ("appearance", "сымбатты"), ("appearance", "келбеті келіскен"), ("appearance", "без татуировок и пирсинга"),
    ("appearance", "модельная внешность"), ("appearance", "бойы 165 см-ден жоғары"),
    ("family", "незамужняя"), ("family", "без детей"), ("family", "тұрмыс құрмаған"), ("family", "отбасылы"),
    ("family", "семейное положение: женат"), ("family", "жас баласы барларды алмаймыз"),
    ("family", "без маленьких детей"),
    ("family", "не планирующая декрет"),
    ("religion", "мусульманин"), ("religion", "Хиджаб киетіндер хабарласпасын"), ("religion", "намаз оқитын"),
    ("religion", "в хиджабе не берём"), ("religion", "православное вероисповедание"), ("religion", "орамал тақпайтын"),
    ("health", "инвалидов не берём"), ("health", "без хронических заболеваний"), ("health", "мүгедектігі жоқ"),
    ("health", "дені сау"), ("health", "крепкое здоровье"), ("health", "без инвалидности"),
    ("residence_registration", "прописка в Алматы обязательна"), ("residence_registration", "с местной пропиской"),
    ("residence_registration", "Астанада тіркеуі бар"), ("residence_registration", "алматинская регистрация"),
    ("residence_registration", "прописан в городе"), ("residence_registration", "тұрақты тіркеуі болуы керек"),
]  # fmt: skip

HARMLESS = [
    "парикмахер в мужской зал", "продавец женской одежды", "мастер мужских стрижек",
    "консультант в отдел детской обуви",
    "ер адамдар киімінің сатушысы", "мужчины и женщины", "опыт от 3 лет до 5 лет", "компания 10 лет на рынке",
    "воспитатель для детей от 2 до 6 лет", "совершеннолетние, от 18 лет", "возраст не имеет значения",
    "18 жастан асқан", "национальная компания", "официант в ресторан национальной кухни", "знание казахского языка",
    "осмотр внешнего вида автомобилей", "рост заработной платы", "карьерный рост", "няня для ребёнка 3 лет",
    "семейный врач", "на время декретного отпуска", "медицинское страхование за счёт компании", "здоровый коллектив",
    "министерство здравоохранения", "регистрация документов", "оформление регистрации гостей",
    "әйелдер кеңесі шаштаразы",
    "балабақшаға тәрбиеші керек", "қызметкер керек", "қызықты жұмыс", "молодой дружный коллектив", "опыт от 5 лет",
    "прописка не важна", "рассматриваем людей с инвалидностью", "медицинский осмотр", "жүкті түсіру",
    "мүгедектерді де қабылдаймыз", "жасына қарамастан", "внешние связи", "регистратор в поликлинику",
]  # fmt: skip


@pytest.mark.parametrize(("kind", "text"), FORBIDDEN, ids=[text for _, text in FORBIDDEN])
def test_a_forbidden_demand_is_flagged_and_quoted(kind, text):
    reading = read(f"Оклад 200 000 тенге. {text}. График 5/2.", "vacancy")
    flags = [flag for flag in reading.flags if flag.kind == kind]
    assert flags
    assert flags[0].quote in text


@pytest.mark.parametrize(("kind", "text"), FORBIDDEN, ids=[text for _, text in FORBIDDEN])
def test_a_forbidden_demand_fills_no_requirement(kind, text):
    assert "requirements" not in read(text, "vacancy").record, kind


@pytest.mark.parametrize("text", HARMLESS)
def test_harmless_words_are_not_flagged(text):
    assert read(text, "vacancy").flags == ()


def test_a_person_may_say_all_this_of_themselves():
    assert read("Женщина, 35 лет, замужем, двое детей, прописка Алматы", "resume").flags == ()


def test_a_forbidden_demand_leaves_the_other_requirements_and_is_flagged():
    asked = Requirements(other=("только мужчины", "свой инструмент", "35 жасқа дейін"))
    done = complete(Vacancy(id="v", title="сварщик", requirements=asked))
    assert done.record.requirements.other == ("свой инструмент",)
    assert [flag.kind for flag in done.flags] == ["sex", "age"]
