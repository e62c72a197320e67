"""Sex, age, name, family, nationality, religion and health change no total, fit, verdict, band and order."""

from __future__ import annotations

import json
import re
from datetime import date
from itertools import islice

import msgspec
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fixtures.generator import resumes, vacancies
from indexer.readers.read import read_path
from scoring.places.names import PlaceNames
from scoring.reading.complete import complete
from scoring.reading.personal import impersonal
from scoring.reading.unlawful import lawful_title
from scoring.records import Job, Language, Offer, Place, Requirements, Resume, Schedule, SkillAsk, Vacancy
from scoring.suitability import band
from tests.judged import judged
from tests.pairs import TODAY, score
from tests.scoring.personal_words import OF_A_PERSON, TITLES, UNLAWFUL, VERBS

PAIRS = [tuple(pair.split("/")) for pair in TITLES]
replace = msgspec.structs.replace


def sensitive() -> list[Vacancy]:
    """Vacancies whose demands share words with what people say of themselves, and whose years look like ages."""
    asked = (
        ("Воспитатель детского сада", "Любовь к детям", "работа с детьми"),
        ("Сиделка", "Уход за пожилыми людьми", "уход за инвалидами"),
        ("Продавец женской одежды", "Знание мужской одежды", "женская одежда"),
        ("Водитель", "Без вредных привычек", "вождение"),
        ("Имам", "Знание религии", "намаз"),
        ("Сатушы", "Қазақ тілі", "балалар киімі"),
        ("Медсестра", "Здоровье детей", "уход за больными диабетом"),
        ("Оператор", "Гражданское право", "русский язык"),
    )
    return [
        Vacancy(
            id=f"t{at}",
            title=title,
            requirements=Requirements(
                other=(other,),
                skills=(SkillAsk(name=skill, required=True),),
                experience_years=(1, 2, 3, 5, 10, 20)[at % 6],
                education="vocational",
                licences=("driving:B",) if at % 2 else ("medical_book",),
                languages=(Language(code="kk", level="B1"), Language(code="ru", level="B2")),
            ),
            salary=Offer(low=200_000, high=250_000),
            schedule=Schedule(regime="shift", employment="full", format="on_site", night=True),
            place=Place(kato=("750000000", "790000000")[at % 2]),
        )
        for at, (title, other, skill) in enumerate(asked)
    ]


def bare(one: Resume) -> Resume:
    """A resume whose summary alone tells anything."""
    return Resume(id=f"{one.id}-bare", desired=one.desired, summary=one.summary)


OFFERS = [*sensitive(), *judged("vacancy")[::3], *islice(vacancies(6, 5), 6)]
ORIGINAL = [
    Resume(id="o1", desired=("Сварщик",)),
    Resume(id="o2", desired=("Няня",), summary="Люблю свою работу"),
    Resume(id="o3", desired=("Оператор",), summary="Опыт есть. Оплата на руки от 270"),
    Resume(id="o4", desired=("Аспазшы",), summary="Тәжірибем бар, ұлттық тағамдар дайындаймын."),
    Resume(id="o5", desired=("Медсестра",), summary="Стаж 6 лет, готова к сменам. Живу в Астане."),
]
PEOPLE = [*ORIGINAL, *judged("resume")[::14], *map(bare, judged("resume")[5::20]), *resumes(6, 5)]
READERS = [
    *(Resume(id=f"p{at}", desired=(one.title,), experience_years=at % 12) for at, one in enumerate(OFFERS)),
    *judged("resume")[::9],
    *resumes(8, 6),
]


def figures(scorer, offers, people) -> dict[str, np.ndarray]:
    """Everything that is decided about the pairs, one row an offer."""
    found = score(scorer, offers, people)
    parts = {
        "total": found.total,
        "employer_fit": found.employer_fit,
        "candidate_fit": found.candidate_fit,
        "band": band(found),
    }
    for name, one in found.criteria.items():
        parts[f"{name} verdict"], parts[f"{name} value"] = one.verdict, one.value
    return {name: part.reshape(len(offers), len(people)) for name, part in parts.items()}


def changed_people(scorer, one: Resume, others: list[tuple[str, Resume]]) -> list[str]:
    """The variants of a resume of which anything differs from the resume itself."""
    found = figures(scorer, OFFERS, [one, *(other for _, other in others)])
    differs = np.any([(part != part[:, :1]).any(axis=0) for part in found.values()], axis=0)
    return [f"{one.id}: {others[at - 1][0]}" for at in np.flatnonzero(differs)]


def changed_offers(scorer, one: Vacancy, others: list[tuple[str, Vacancy]]) -> list[str]:
    found = figures(scorer, [one, *(other for _, other in others)], READERS)
    differs = np.any([(part != part[:1]).any(axis=1) for part in found.values()], axis=0)
    return [f"{one.id}: {others[at - 1][0]}" for at in np.flatnonzero(differs)]


def written(text: str | None, phrase: str) -> list[str]:
    """A text with the phrase before it, behind it, in its first sentence and on a line of its own."""
    if not text:
        return [phrase]
    end = "" if text.rstrip().endswith((".", "!", "?")) else "."
    return [
        f"{phrase}. {text}",
        f"{text.rstrip()}{end} {phrase}.",
        f"{phrase}, {text[0].lower()}{text[1:]}",
        f"{text}\n{phrase}",
    ]


def test_what_a_person_says_of_themselves_in_a_summary_changes_nothing(scorer):
    wrong = []
    for one in PEOPLE:
        others = [(text, replace(one, summary=text)) for phrase in OF_A_PERSON for text in written(one.summary, phrase)]
        wrong += changed_people(scorer, one, others)
    assert not wrong


def test_what_a_person_says_of_themselves_among_duties_changes_nothing(scorer):
    job = Job(title="Оператор", start="2020-01", end="2024-01", duties="Права категории B, заказы, касса.")
    wrong = []
    for one in PEOPLE[::3]:
        base = replace(one, experience=(*one.experience, job))
        others = [
            (text, replace(one, experience=(*one.experience, replace(job, duties=text))))
            for phrase in OF_A_PERSON
            for text in written(job.duties, phrase)[:2]
        ]
        wrong += changed_people(scorer, base, others)
    assert not wrong


@pytest.mark.parametrize("said", ["женщина", "мужчина, 45 лет", "девушка 25 лет", "ер адам", "замужем"])
def test_what_a_person_says_of_themselves_beside_the_position_changes_nothing(scorer, said):
    wrong = []
    for one in PEOPLE:
        first, *rest = one.desired
        others = [(text, replace(one, desired=(text, *rest))) for text in (f"{first}, {said}", f"{first} ({said})")]
        wrong += changed_people(scorer, one, others)
    assert not wrong


def test_an_unlawful_demand_in_a_description_changes_nothing(scorer):
    wrong = []
    for one in OFFERS:
        others = [
            (text, replace(one, description=text)) for phrase in UNLAWFUL for text in written(one.description, phrase)
        ]
        wrong += changed_offers(scorer, one, others)
    assert not wrong


def test_an_unlawful_demand_among_the_requirements_changes_nothing(scorer):
    wrong = []
    for one in OFFERS:
        asked = one.requirements or Requirements()
        others = [(text, replace(one, requirements=replace(asked, other=(*asked.other, text)))) for text in UNLAWFUL]
        wrong += changed_offers(scorer, one, others)
    assert not wrong


@pytest.mark.parametrize(
    "demand",
    ["девушка", "девушки до 30 лет", "мужчины 25-45 лет", "только мужчины", "ер адам", "20-30 жас", "без детей"],
)
def test_an_unlawful_demand_in_a_title_changes_nothing(scorer, demand):
    wrong = []
    for one in OFFERS:
        others = [(text, replace(one, title=text)) for text in (f"{one.title}, {demand}", f"{one.title} ({demand})")]
        wrong += changed_offers(scorer, one, others)
    assert not wrong


def test_an_unlawful_demand_is_flagged_whatever_it_stands_beside():
    flags = complete(Vacancy(id="v", title="Официант (девушки до 30 лет)", description="Славянской внешности.")).flags
    assert {"sex", "age", "appearance"} <= {flag.kind for flag in flags}


@pytest.mark.parametrize(
    "title",
    ["Мастер мужских стрижек", "Женский парикмахер", "Молодой специалист", "Няня (уход за ребёнком)", "Бала күтуші"],
)
def test_a_title_that_names_whom_the_work_serves_is_left_alone(title):
    assert lawful_title(title) == title


@pytest.mark.parametrize(
    "text",
    [
        "Уход за инвалидами 1 группы",
        "Работа с детьми от 3 лет",
        "Сидела с двумя детьми 3 и 5 лет",
        "Отдел женской и мужской одежды",
        "Языки: казахский, русский",
        "Русская, европейская кухня",
        "Мне 5 минут до работы, мне 200 000 достаточно",
        "Стаж 22 года, опыт 10 лет",
        "Пациенты с диабетом, беременные женщины",
        "Класс 25 детей, 3 года",
        "Балалармен жұмыс, бала күтімі",
    ],
)
def test_what_a_person_did_for_others_is_not_blanked(text):
    assert impersonal(text) == text


@pytest.mark.parametrize(("man", "woman"), PAIRS, ids=[woman for _, woman in PAIRS])
def test_a_title_means_the_same_for_a_man_and_a_woman(knowledge, man, woman):
    assert knowledge.finder.row(man) == knowledge.finder.row(woman)
    assert knowledge.finder.row(f"{man}, г. Алматы") == knowledge.finder.row(f"{woman}, г. Алматы")


def test_the_form_of_a_title_changes_nothing_on_either_side(scorer):
    men = [Resume(id=f"r{at:03}", desired=(man,), experience=(Job(title=man),)) for at, (man, _) in enumerate(PAIRS)]
    women = [
        Resume(id=f"r{at:03}", desired=(woman,), experience=(Job(title=woman),)) for at, (_, woman) in enumerate(PAIRS)
    ]
    for_men = [Vacancy(id=f"v{at:03}", title=man.capitalize()) for at, (man, _) in enumerate(PAIRS)]
    for_women = [Vacancy(id=f"v{at:03}", title=woman.capitalize()) for at, (_, woman) in enumerate(PAIRS)]
    base = figures(scorer, [*for_men, *OFFERS], men)
    for offers, people in ((for_men, women), (for_women, men), (for_women, women)):
        found = figures(scorer, [*offers, *OFFERS], people)
        assert [name for name, part in found.items() if not np.array_equal(part, base[name])] == []


def test_the_gender_of_verbs_changes_nothing(scorer):
    wrong = []
    for at, verb in enumerate(VERBS):
        man, woman = verb.split("/")
        text = "{} сварщиком 3 года, ночные смены подходят, живу в Алматы, на руки от 250 000 тг".format
        one = replace(ORIGINAL[at % 5], summary=text(man.capitalize()))
        wrong += changed_people(scorer, one, [(woman, replace(one, summary=text(woman.capitalize())))])
    assert not wrong


_WOMAN = re.compile(r"\b(\w{3,}(?:а|и))л(ся)?\b")


def test_summaries_in_the_other_gender_change_nothing(scorer):
    """Every "работал" of the judged summaries as "работала": the ending alone differs."""
    wrong = []
    for one in judged("resume")[::4]:
        if one.summary and _WOMAN.search(one.summary):
            text = _WOMAN.sub(lambda found: f"{found[1]}л{'ась' if found[2] else 'а'}", one.summary)
            wrong += changed_people(scorer, one, [(text, replace(one, summary=text))])
    assert not wrong


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_mixture_of_such_phrases_changes_nothing(scorer, data):
    one = data.draw(st.sampled_from(PEOPLE))
    phrases = data.draw(st.lists(st.sampled_from(OF_A_PERSON), min_size=2, max_size=5, unique=True))
    sentences = (one.summary or "").split(". ") if one.summary else []
    for phrase in phrases:
        sentences.insert(data.draw(st.integers(0, len(sentences))), phrase)
    text = ". ".join(sentences)
    assert not changed_people(scorer, one, [(text, replace(one, summary=text))])


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(age=st.integers(18, 74), sex=st.sampled_from(["Женщина", "Мужчина", "Девушка"]), data=st.data())
def test_an_age_is_never_read_as_experience(age, sex, data):
    year = "год" if age % 10 == 1 else "года" if age % 10 in (2, 3, 4) else "лет"
    form = data.draw(
        st.sampled_from(["{sex}, {age} {year}", "Мне {age} {year}", "Возраст {age} {year}", "{age} {year}, женат",
                         "Жасым {age}-де", "Маған {age} жас", "{sex} {age} {year}, ищу работу", "Возраст: {age}"])
    )  # fmt: skip
    text = form.format(sex=sex, age=age, year=year)
    assert complete(Resume(id="r", desired=("Повар",), summary=text)).record.experience_years is None
    text = f"{text}. Опыт работы 7 лет."
    assert complete(Resume(id="r", desired=("Повар",), summary=text)).record.experience_years == 7


HH = {
    "id": "h1",
    "title": "Продавец-кассир",
    "area": {"id": "160", "name": "Алматы"},
    "experience": [{"position": "Кассир", "start": "2019-01-01", "end": None, "description": "Касса."}],
    "skill_set": ["1С", "Касса"],
    "skills": "Работа на кассе, выкладка.",
    "salary": {"amount": 250000, "currency": "KZT"},
}
PRIVATE = {
    "gender": [{"id": "male", "name": "Мужской"}, {"id": "female", "name": "Женский"}],
    "age": [19, 47, None],
    "birth_date": ["1979-05-08", None],
    "citizenship": [[{"id": "40", "name": "Казахстан"}], [{"id": "113", "name": "Россия"}], []],
    "first_name": ["Роман", "Вера", "Болат"],
    "last_name": ["Кузнецов", "Мельник", "Швец"],
    "middle_name": ["Ивановна", None],
    "photo": [{"small": "https://photo.example/1"}, None],
    "has_children": [True, False],
}


def test_personal_fields_of_hh_change_no_record(tmp_path, knowledge):
    names = PlaceNames(knowledge.places)

    def read(fields):
        path = tmp_path / "hh.jsonl"
        path.write_text(json.dumps({**HH, **fields}, ensure_ascii=False) + "\n", "utf-8")
        return list(read_path(path, names=names, as_of=date(2026, 11, 20)))

    base = read({})
    assert isinstance(base[0], Resume)
    for field, values in PRIVATE.items():
        for value in values:
            assert read({field: value}) == base, field
    assert date(2026, 11, 20) == TODAY
