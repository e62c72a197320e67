"""Facts that stand only in a summary: papers, work since a year, hours accepted in plain words, languages, training."""

import pytest

from scoring.reading.complete import complete
from scoring.reading.experience import find as years_of
from scoring.reading.sheet import Sheet
from scoring.records import Accepts, Job, Language, Resume


def read(summary: str, wish: str = "слесарь", **stated: object) -> Resume:
    return complete(Resume(id="r", desired=(wish,), summary=summary, **stated)).record


def absent(resume: Resume) -> set[str]:
    return {one.value for one in complete(resume).evidence if one.path == "licences.absent"}


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Медкнижка старая, срок вышел", "medical_book"),
        ("Санкнижка была, но весной закончилась", "medical_book"),
        ("БиОТ (истёк в марте)", "safety:biot"),
        ("ПТМ ни разу не проходил", "safety:ptm"),
        ("Медкітапшамның уақыты өтіп кетті", "medical_book"),
        ("медкитапшамнын мерзими битти", "medical_book"),
        ("БиОТ былтыр бітті, ұзартпадым", "safety:biot"),
    ],
)
def test_a_paper_that_ran_out_or_was_never_earned_is_not_held(words, code):
    resume = Resume(id="r", desired=("повар",), summary=words)
    assert absent(resume) == {code}
    assert complete(resume).record.licences is None


@pytest.mark.parametrize(
    "words", ["БиОТ истёк, но уже продлил", "БиОТ истекает весной", "БиОТ 2029 жылға дейін жарамды", "БиОТ обновил"]
)
def test_a_paper_renewed_or_still_good_is_held(words):
    assert read(words).licences == ("safety:biot",)


def test_a_new_paper_does_not_renew_another():
    resume = Resume(id="r", desired=("повар",), summary="Медкнижка просрочена, но ПТМ новый есть")
    assert (complete(resume).record.licences, absent(resume)) == (("safety:ptm",), {"medical_book"})


@pytest.mark.parametrize(
    ("words", "wish", "codes"),
    [
        ("Двадцать лет на экскаваторе, удостоверение действует", "экскаваторщик", ("excavator",)),
        ("Машинист крана, корочки на руках", "рабочий", ("crane_operator",)),
        ("Куәлігім бар, тәжірибе мол", "тракторшы", ("tractor",)),
        ("Сертификат действует, работала в детском отделении", "медсестра", ("medical_specialist_certificate",)),
        ("Допуск по радиационной безопасности получен", "лаборант", ("safety:radiation",)),
        ("Водительское удостоверение есть", "крановщик", None),
        ("Удостоверение личности на руках", "крановщик", None),
        ("Сертификат IELTS есть", "медсестра", None),
        ("Сертификат есть", "программист", None),
        ("Удостоверение есть", "экскаваторщик, крановщик", None),
    ],
)
def test_a_paper_without_its_kind_is_that_of_the_trade(words, wish, codes):
    assert read(words, wish).licences == codes


def test_lines_of_qualifications_tell_papers():
    lines = ("удостоверение стропальщика", "БиОТ (истёк 05.2025)", "кочегар, куәлік мерзімі өтті")
    resume = Resume(id="r", desired=("рабочий",), qualifications=lines)
    assert complete(resume).record.licences == ("slinger",)
    assert absent(resume) == {"safety:biot", "boiler_operator"}


def test_a_summary_adds_to_the_lists_of_licences_and_languages():
    record = read(
        "медкнижка есть, английский B2", licences=("driving:B",), languages=(Language(code="kk", level="B1"),)
    )
    assert record.licences == ("driving:B", "medical_book")
    assert [(one.code, one.level) for one in record.languages] == [("kk", "B1"), ("en", "B2")]
    assert read("қазақша еркін", languages=(Language(code="kk", level="B1"),)).languages[0].level == "B1"


def test_a_grade_joins_qualifications_that_hold_none():
    assert read("4 разряд", qualifications=("аттестат",)).qualifications == ("аттестат", "4 разряд")
    assert read("4 разряд", qualifications=("сварщик 3 разряда",)).qualifications == ("сварщик 3 разряда",)


@pytest.mark.parametrize(
    ("words", "title", "start"),
    [
        ("На стройке с 2012 года", "слесарь", "2012-07"),
        ("Работаю с марта 2015 года в цехе", "слесарь", "2015-03"),
        ("С осени 2021 чиню насосы", "слесарь", "2021-10"),
        ("2014 жылдан бері зауытта істеймін", "слесарь", "2014-07"),
        ("С 2016 года работаю электриком", "электрик", "2016-07"),
        ("2010 жылдан күзетші болып істеймін", "күзетші", "2010-07"),
    ],
)
def test_work_since_a_year_lasts(words, title, start):
    assert read(words).experience == (Job(title=title, start=start),)


@pytest.mark.parametrize(
    "words",
    [
        "В Таразе с 2018 года",
        "Живу здесь с 2010 года",
        "С 2005 по 2015 год на стройке",
        "На учёте с 2025 года",
        "Женат с 2010 года",
        "С 2020 года работал в цехе, теперь без дела",
        "На пенсии с 2021 года",
    ],
)
def test_other_dates_are_no_work(words):
    assert read(words).experience == ()


def test_dated_jobs_and_counted_years_outrank_a_year():
    job = Job(title="слесарь", start="2020-01")
    assert read("На заводе с 2012 года", experience=(job,)).experience == (job,)
    assert read("На заводе с 2012 года, стаж 14 лет").experience == ()


def test_shifts_after_years_are_no_distance_in_time():
    assert [fact.value for fact in years_of(Sheet("семь лет сутки через трое"), vacancy=False)] == [7]
    assert not list(years_of(Sheet("вернусь лет через 5"), vacancy=False))


@pytest.mark.parametrize(
    ("words", "accepts"),
    [
        (
            "Дежурю сутки через трое",
            {"regimes": ("shift",), "employment": ("full",), "formats": ("on_site",), "night": True},
        ),
        (
            "На вахту поеду, ночи – легко",
            {"regimes": ("rotation",), "employment": ("full",), "formats": ("on_site",), "night": True},
        ),
        ("Толық жұмыс күні ыңғайлы", {"regimes": ("full_day",), "employment": ("full",)}),
        ("Время любое", {"regimes": ("full_day", "shift", "flexible")}),
        ("Кез келген кесте болады", {"regimes": ("full_day", "shift", "flexible")}),
        ("Работать с утра до темна привык", {"regimes": ("full_day",)}),
        ("Весь день на маршруте", {"regimes": ("full_day",), "formats": ("travelling",)}),
        ("Вахту рассматриваю", {"regimes": ("rotation",)}),
    ],
)
def test_hours_in_plain_words(words, accepts):
    assert read(words).accepts == Accepts(**accepts)


@pytest.mark.parametrize(
    ("words", "night"),
    [
        ("Ночь не вопрос", True),
        ("Түнгі ауысымға қарсылығым жоқ", True),
        ("Ночные дежурства – дело привычное", True),
        ("День-ночь без разницы", True),
        ("Ночи – не для меня", False),
        ("Ночь мне не подходит", False),
    ],
)
def test_an_objection_denied_is_no_refusal(words, night):
    assert read(words).accepts.night is night


@pytest.mark.parametrize(
    "words", ["Десять лет вахтой, хватит", "Вахта – не предлагать", "Он жыл вахтада, жетті", "Езжу на маршрутке"]
)
def test_what_has_ended_or_is_refused_is_not_accepted(words):
    assert read(words).accepts is None


def test_enough_of_part_time_is_no_refusal():
    assert read("Мне и полставки хватит").accepts.employment == ("part",)


@pytest.mark.parametrize(
    ("words", "levels"),
    [
        ("Владею казахским и русским свободно", {"kk": "C1", "ru": "C1"}),
        ("Свободно говорю на русском и английском", {"ru": "C1", "en": "C1"}),
        ("Қазақша да, ағылшынша да B2 деңгейінде", {"kk": "B2", "en": "B2"}),
        ("Казахский родной, русский свободно, английский слабо, понимаю", {"kk": "C2", "ru": "C1", "en": None}),
        ("Знаю казахский и турецкий языки, последний на A2", {"kk": None, "tr": "A2"}),
    ],
)
def test_levels_in_words_and_of_two_languages_at_once(words, levels):
    assert {one.code: one.level for one in read(words).languages} == levels


@pytest.mark.parametrize(
    ("words", "speciality"),
    [
        ("Колледж, холодильное дело", "холодильное дело"),
        ("Техникум: бурение", "бурение"),
        ("Медучилище в 2011", "медицина"),
        ("Педколледж бітірдім", "педагогика"),
        ("Жоғары заң білімім бар", "заң"),
        ("Высшее экономическое, восемь лет в банке", "экономическое"),
        ("Колледж, шесть лет стажа", None),
        ("Колледж, практика на заводе", None),
    ],
)
def test_a_speciality_beside_the_level(words, speciality):
    assert [one.speciality for one in read(words).education] == [speciality]


def test_a_car_of_ones_own_by_its_make():
    assert read("Езжу на своём «Ларгусе»").travel.own_car is True


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("Уд. стропальщика свежее", ("slinger",)),
        ("Погрузчик, права есть", ("forklift",)),
        ("Труд стропальщика знаю", None),
        ("Медкнижка была, сейчас просрочена", None),
        ("Допуск БиОТ был", None),
    ],
)
def test_papers_as_they_are_shortened(words, codes):
    assert read(words, "рабочий").licences == codes


def test_a_trade_since_a_year_without_a_verb_of_work():
    assert read("Слесарь с 2013 года, насосы и задвижки").experience == (Job(title="слесарь", start="2013-07"),)
    assert read("Слесарю с 2001 года").experience == (Job(title="слесарь", start="2001-07"),)


def test_a_grade_with_its_number_behind():
    assert read("Разряд шестой, без нарушений").qualifications == ("6 разряд",)


def test_what_is_usual_closes_a_list_and_what_only_follows_does_not():
    usual, follows = (
        complete(Resume(id="r", desired=("слесарь",), summary=words))
        for words in ("Полная занятость", "Вахтой поеду, ночь не вопрос")
    )
    assert "employment" not in usual.open
    assert (follows.record.accepts.employment, "employment" in follows.open) == (("full",), True)
