import time
from collections import defaultdict

import pytest

from scoring.language.concepts import (
    GENERAL,
    GENERAL_WEIGHT,
    Glossary,
    carrier_words,
    glossary_lines,
    identity,
    phrase_key,
)

LANGUAGES = ("ru", "kk", "en")
KNOWN_HOMOGRAPHS = {
    "адеп", "ауд", "виз", "гибк", "гост", "график", "дом", "дуал", "зам", "карер", "коз", "кондиру", "креп",
    "мед", "организова", "отел", "пил", "пол", "порт", "пос", "прав", "санитар", "сем", "сир", "сон", "строп",
    "суш", "тар", "тест", "тис", "удален", "уязвим", "шит",
}  # fmt: skip
"""Russian and Kazakh stems that words of two concepts share; those of one are then looked up as they are written."""


@pytest.fixture(scope="module")
def glossary():
    return Glossary.load()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("сварка труб", "құбыр дәнекерлеу"),
        ("исполнительная документация", "атқарушы құжаттама"),
        ("ремонт грузовиков", "жүк көлігін жөндеу"),
        ("Excel", "эксель"),
        ("1С", "1C"),
        ("ремонт двигателей", "қозғалтқышты жөндеу"),
        ("сварка труб", "pipe welding"),
        ("горячие блюда", "ыстық тағамдар"),
        ("доение коров", "сиыр сауу"),
        ("выпечка хлеба", "нан пісіру"),
        ("уход за детьми", "балаларға күтім жасау"),
        ("продажа товаров", "тауарларды сату"),
        ("приготовление теста", "қамыр дайындау"),
        ("инъекции", "екпе салу"),
        ("бурение скважин", "ұңғымаларды бұрғылау"),
        ("переговоры с клиентами", "клиенттермен келіссөз жүргізу"),
        ("программирование на питоне", "Python developer"),
        ("заработная плата", "еңбекақы есептеу"),
        ("стрессоустойчивость", "күйзеліске төзімділік"),
        ("ответственность", "жауапкершілік"),
        ("кладка кирпича", "кірпіш қалау"),
        ("преподавание математики", "математика пәнінен сабақ беру"),
    ],
)
def test_phrases_of_one_meaning_share_concepts(glossary, one, other):
    assert set(glossary.concepts(one)) & set(glossary.concepts(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("сварка труб", "ыстық тағам"),
        ("малый бизнес", "мал бағу"),
        ("полив поля", "укладка пола"),
        ("тестовые задания и тесты", "замес теста"),
        ("знание Excel", "жұмыс істеу тәжірибесі"),
        ("водоснабжение, вода", "водитель"),
        ("жүк көлігі", "общественный транспорт"),
        ("орыс тілі", "қазақ тілі"),
        ("сидеть до обеда", "доить коров"),
    ],
)
def test_phrases_of_different_meaning_share_none(glossary, one, other):
    shared = set(glossary.concepts(one)) & set(glossary.concepts(other))
    assert not {concept for concept in shared if glossary.weight(concept) == 1.0}


@pytest.mark.parametrize(
    ("profession", "trade"),
    [
        ("дәнекерлеуші", "дәнекерлеу"),
        ("бояушы", "бояу"),
        ("қоймашы", "қойма"),
        ("орманшы", "орман"),
        ("сұрыптаушы", "сұрыптау"),
    ],
)
def test_a_kazakh_profession_meets_the_trade_it_is_named_after(glossary, profession, trade):
    assert glossary.concepts(profession) == glossary.concepts(trade)


def test_a_profession_that_is_not_listed_is_traced_to_its_root():
    glossary = Glossary([(("тройка",), ("үштік",), ())], {})
    assert glossary.concepts("үштікші") == glossary.concepts("тройка") == [identity("concept:тройка")]


def test_concepts_keep_the_order_of_the_text(glossary):
    assert glossary.concepts("сварка труб") == [identity("concept:сварка"), identity("concept:труба")]


def test_a_phrase_is_taken_before_its_words(glossary):
    assert glossary.concepts("заработная плата") == [identity("concept:зарплата")]


def test_carriers_and_stop_words_leave_nothing(glossary):
    assert glossary.concepts("опыт работы и знание, умение") == []
    assert glossary.concepts("тәжірибе және жұмыс істей білу") == []
    assert glossary.concepts("") == []


def test_bare_numbers_leave_nothing_unless_they_are_named(glossary):
    assert glossary.concepts("5 12 200000") == []
    assert glossary.concepts("ISO 9001")


def test_an_unknown_stem_keeps_its_own_id_that_is_never_zero(glossary):
    assert glossary.concepts("абракадабры") == [identity(phrase_key("абракадабра", kazakh=False)[0])]
    assert identity("") == 1


def test_every_word_of_the_glossary_finds_its_concept(glossary):
    astray = [
        (line[0][0], words)
        for line in glossary_lines()
        for language in (line[0], line[2])
        for words in language
        if glossary.concepts(words) != [identity(f"concept:{line[0][0]}")]
    ]
    assert astray == []


def test_every_kazakh_word_finds_its_concept_in_a_kazakh_text(glossary):
    astray = [
        (line[0][0], words)
        for line in glossary_lines()
        for words in line[1]
        if identity(f"concept:{line[0][0]}") not in glossary.concepts(f"және {words} бойынша")
    ]
    assert astray == []


def test_every_line_has_russian_and_kazakh_words_and_none_is_empty():
    for line in glossary_lines():
        assert line[0]
        assert line[1]
        for words in (word for language in line for word in language):
            assert words == words.strip()
            assert words
            assert words == words.lower()


def test_no_word_stands_in_two_concepts():
    owners = defaultdict(set)
    for line in glossary_lines():
        for language, words in zip(LANGUAGES, line, strict=True):
            for word in words:
                owners[language, word].add(line[0][0])
    assert {word: lines for word, lines in owners.items() if len(lines) > 1} == {}


def test_stems_of_two_concepts_are_the_known_few():
    owners = defaultdict(set)
    for line in glossary_lines():
        for language, words in zip(LANGUAGES[:2], line[:2], strict=True):
            for word in words:
                owners[language, " ".join(phrase_key(word, kazakh=language == "kk"))].add(line[0][0])
    shared = {key for (_, key), lines in owners.items() if len(lines) > 1 and key}
    assert shared <= KNOWN_HOMOGRAPHS


def test_ids_of_concepts_do_not_collide():
    firsts = [line[0][0] for line in glossary_lines()]
    assert len({identity(f"concept:{first}") for first in firsts}) == len(firsts)


def test_phrases_have_two_stems_at_most():
    for line in glossary_lines():
        for language, words in zip(LANGUAGES, line, strict=True):
            for word in words:
                assert len(phrase_key(word, kazakh=language == "kk")) <= 2


def test_no_carrier_is_a_concept(glossary):
    carriers = carrier_words()
    assert [word for word in carriers["ru"] + carriers["en"] if glossary.concepts(word)] == []
    assert [word for word in carriers["kk"] if glossary.concepts(f"және {word} бойынша")] == []


def test_general_concepts_exist_and_weigh_less(glossary):
    firsts = {line[0][0] for line in glossary_lines()}
    assert set(GENERAL) <= firsts
    assert glossary.weight(identity("concept:документ")) == GENERAL_WEIGHT
    assert glossary.weight(identity("concept:сварка")) == 1.0


def test_loading_and_reading_are_fast():
    Glossary.load()
    started = time.perf_counter()
    glossary = Glossary.load()
    built = time.perf_counter() - started
    text = "Опыт сварки труб, монтажа и ремонта оборудования, чтение чертежей, работа с клиентами, Excel, 1С. " * 4
    glossary.concepts(text)
    started = time.perf_counter()
    for _ in range(200):
        glossary.concepts(text)
    read = (time.perf_counter() - started) / 200
    assert built < 0.5
    assert read < 0.0005


@pytest.mark.parametrize(
    ("misspelt", "meant"),
    [
        ("переговары", "переговоры"),
        ("бухгалтерия", "бухгалтерия"),
        ("электромантаж", "электромонтаж"),
        ("тестировнаие", "тестирование"),
    ],
)
def test_a_misspelt_skill_is_mended_by_the_nearest_known_word(glossary, misspelt, meant):
    assert set(glossary.concepts(meant)) <= set(glossary.mended(misspelt))


def test_a_short_or_known_word_is_never_mended(glossary):
    for word in ("пекарь", "токарь", "маляр", "сварка"):
        assert glossary.mended(word) == glossary.concepts(word)
