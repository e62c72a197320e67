import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.language.kazakh import is_kazakh, kazakh_stem, loose_kazakh_stem, profession_root
from scoring.language.letters import clean, one_script, skeleton, transliterate, transliterations
from scoring.language.russian import agent_root, looks_adjective, masculine
from scoring.language.sounds import sound
from scoring.language.tables import abbreviations, common_words, concepts, kin_heads
from scoring.language.words import stem, stems, tokens


@pytest.mark.parametrize(
    ("word", "root"),
    [
        ("жүргізушісі", "жүргізуші"),
        ("жүргізушілер", "жүргізуші"),
        ("дәрігері", "дәрігер"),
        ("мұғалімі", "мұғалім"),
        ("мұғалім", "мұғалім"),
        ("машинисі", "машинист"),
        ("механигі", "механик"),
        ("мектепке", "мектеп"),
        ("операторы", "оператор"),
        ("маманмен", "маман"),
        ("адамдармен", "адам"),
        ("бармен", "бармен"),
    ],
)
def test_kazakh_endings_come_off_and_the_profession_suffix_stays(word, root):
    assert kazakh_stem(word) == root


def test_kazakh_typed_with_russian_letters_loses_its_endings_too():
    assert loose_kazakh_stem(skeleton("жургизушиси")) == skeleton("жүргізуші")
    assert loose_kazakh_stem(skeleton("балабакшага")) == skeleton("балабақша")


def test_the_root_of_a_profession_is_what_is_worked_with():
    assert profession_root("қоймашы") == "қойма"
    assert agent_root("линолеумщик") == "линолеум"
    assert agent_root("повар") == ""


def test_kazakh_is_told_by_letters_and_by_common_words():
    assert is_kazakh(["жүргізуші", "керек"])
    assert is_kazakh(["аспаз", "керек"])
    assert not is_kazakh(["повар", "горячего", "цеха"])


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("закройщица", "закройщик"),
        ("кассирша", "кассир"),
        ("учительница", "учитель"),
        ("продавщица", "продавец"),
        ("ассистентка", "ассистент"),
        ("повариха", "повар"),
        ("дворничиха", "дворник"),
    ],
)
def test_a_feminine_title_leads_to_the_masculine_one(word, other):
    assert other in masculine(word)


def test_short_words_have_no_masculine():
    assert list(masculine("няня")) == []


def test_adjectives_are_told_by_their_endings():
    assert looks_adjective("участковый")
    assert not looks_adjective("терапевт")


@pytest.mark.parametrize(
    ("heard", "right"),
    [("грущик", "грузчик"), ("кандитер", "кондитер"), ("бугалтер", "бухгалтер"), ("извосчик", "извозчик")],
)
def test_words_written_as_they_are_heard_meet_the_right_ones(heard, right):
    assert sound(skeleton(heard)) == sound(skeleton(right))


def test_different_words_sound_different():
    assert sound(skeleton("повар")) != sound(skeleton("товар"))


def test_latin_is_read_as_russian_and_as_kazakh():
    assert transliterate("svarshik") == "сваршик"
    assert skeleton("жүк") in {skeleton(one) for one in transliterations("juk")}
    assert transliterate("сварщик") == "сварщик"


def test_look_alike_letters_become_one_script():
    assert one_script("cлесарь") == "слесарь"
    assert one_script("welder") == "welder"
    assert tokens("1C, C++ и .NET") == ["1с", "c++", "и", ".net"]


def test_invisible_characters_vanish():
    assert clean("Сто\u00adляр\u200b \u202eA") == "столяр a"


def test_kazakh_and_russian_spellings_meet_in_the_stem():
    assert stem("қоймашы") == stem("коймашы", kazakh=True)
    assert stems("сварщики и сварщика") == [stem("сварщик")] * 2


@given(st.text(max_size=80))
def test_any_text_can_be_read(text):
    for token in tokens(text):
        assert isinstance(sound(skeleton(stem(token))), str)
        assert all(isinstance(one, str) for one in (*masculine(token), transliterate(token), agent_root(token)))


def test_the_tables_are_whole():
    assert abbreviations()["зам"] == "заместитель"
    assert set(common_words()) == {"noise", "grade", "vague", "somebody", "unit", "place", "person"}
    assert all(first and (kazakh or english) for first, kazakh, english in concepts())
    assert all(len(family) > 1 for family in kin_heads())
