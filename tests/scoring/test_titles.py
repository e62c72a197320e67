from pathlib import Path
from time import perf_counter

import pytest

from scoring.evaluation.titles import evaluate_titles
from scoring.occupations.classifier import Classifier
from scoring.occupations.titles import TitleFinder, TitleRow


@pytest.fixture(scope="module")
def finder():
    return TitleFinder(Classifier.load())


def first(finder, title):
    found = finder.find(title)
    return finder.code(found[0].node) if found else None


def groups(finder, title):
    return [finder.code(one.node) for one in finder.find(title)]


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("сварщик", "7212"),
        ("дәнекерлеуші", "7212"),
        ("welder", "7212"),
        ("водитель самосвала", "8332"),
        ("самосвал жүргізушісі", "8332"),
        ("учитель физики", "2330"),
        ("кладовщик", "4321"),
        ("қоймашы", "4321"),
        ("официант", "5131"),
    ],
)
def test_a_known_title_means_its_group_in_every_language(finder, title, code):
    assert first(finder, title) == code


def test_every_title_of_the_knowledge_is_found_in_its_own_node(finder):
    classifier = Classifier.load()
    alone = [title for title in classifier.titles if title.share == 1]
    lost = [title.text for title in alone if title.node not in [one.node for one in finder.find(title.text, 12)]]
    assert len(lost) <= len(alone) * 0.005, lost


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Требуется сварщик, вахта 15/15, Атырау, з/п от 400 000 тг, жильё!!!", "7212"),
        ("СРОЧНО!!! Повар 5 разряда (г. Алматы)", "5120"),
        ("Мектепке күзетші керек, түнгі ауысым", "5414"),
        ("Старший кладовщик на склад", "4321"),
        ("Официант в ресторан, 2/2, питание", "5131"),
        ("🔥 Кондитер 🔥", "7512"),
        ("\u200fСто\u00adляр\u200b краснодеревщик", "7522"),
    ],
)
def test_pay_places_schedules_and_ranks_do_not_disturb(finder, title, code):
    assert first(finder, title) == code


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("сварщица", "7212"),
        ("кассирша", "5230"),
        ("крановщица", "8343"),
        ("бетонщица", "7114"),
        ("библиотекарша", "2622"),
    ],
)
def test_feminine_forms_follow_by_rule(finder, title, code):
    assert first(finder, title) == code


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("эл.сварщик", "7212"),
        ("мед.сестра", "3221"),
        ("мед сестра", "3221"),
        ("инж. ПТО", "2142"),
        ("пом. бурильщика", "8113"),
        ("вод. кат. С", "8332"),
        ("Водитель В, С, Е", "8332"),
        ("водитель категории D", "8331"),
        ("уч. нач. классов", "2341"),
        ("Водитель спец. техники", "8342"),
    ],
)
def test_abbreviations_are_opened(finder, title, code):
    assert code in groups(finder, title)


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("сваршык", "7212"),
        ("эксковаторщик", "8342"),
        ("стамотолог", "2261"),
        ("парихмахер", "5141"),
        ("офицант", "5131"),
        ("бульдазерист", "8342"),
        ("данекерлеуши", "7212"),
        ("кузетши", "5414"),
        ("аспазшы", "5120"),
        ("cварщик", "7212"),
    ],
)
def test_misspelt_titles_are_repaired(finder, title, code):
    assert first(finder, title) == code


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("svarshchik", "7212"),
        ("ohrannik", "5414"),
        ("povar", "5120"),
        ("kuzetshi", "5414"),
        ("shashtaraz", "5141"),
        ("muğalım", "2330"),
    ],
)
def test_latin_letters_are_read_as_russian_or_kazakh(finder, title, code):
    assert first(finder, title) == code


def test_the_head_noun_decides_and_not_a_chance_word(finder):
    assert first(finder, "водитель погрузчика") == "8344"
    assert first(finder, "водитель автобуса") == "8331"
    assert first(finder, "Продавец в автобусный парк") == "5223"
    assert first(finder, "Няня для ребёнка врача") == "5311"
    assert "7212" not in groups(finder, "Кладовщик сварочного участка")


def test_several_titles_in_one_text_all_count_and_the_first_most(finder):
    found = groups(finder, "Сварщик, официант")
    assert found[:2] == ["7212", "5131"]
    assert set(groups(finder, "бульдозерист каменщик")) >= {"8342", "7112"}
    assert set(groups(finder, "Машинист автокрана / автовышки")) == {"8343"}


def test_a_helper_without_a_title_of_their_own_is_near_to_whom_they_help(finder):
    found = finder.find("помощник чабана-зоотехника")
    assert found
    assert all(one.confidence < 0.7 for one in found)


@pytest.mark.parametrize(
    "title",
    [
        "любая работа",
        "Подработка",
        "кез келген жұмыс",
        "any work",
        "работник",
        "вакансия",
        "Ищу работу",
        "требуются сотрудники",
        "жұмыс іздеймін",
        "работа без опыта",
    ],
)
def test_any_work_is_vague_and_no_occupation(finder, title):
    assert finder.is_vague(title)
    assert finder.find(title) == []


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("еден жуатын адам", "9112"),
        ("қой бағатын жігіт керек", "6121"),
        ("бетон құятын жігіттер", "7114"),
        ("нан пісіретін", "7512"),
        ("бала қарайтын апа", "5311"),
        ("жылжымайтын мүлік маманы", "3334"),
    ],
)
def test_who_is_asked_for_by_what_they_do_is_the_doer(finder, title, code):
    assert first(finder, title) == code


def test_kazakh_words_that_differ_in_one_letter_are_told_apart_as_they_are_written(finder):
    assert [first(finder, "әнші"), first(finder, "тойға әнші"), first(finder, "аңшы")] == ["2652", "2652", "6224"]
    assert set(groups(finder, "анши")) == {"2652", "6224"}


@pytest.mark.parametrize(("title", "code"), [("продовщица", "5223"), ("почтальенка", "4412")])
def test_a_misspelt_feminine_title_is_that_of_the_man(finder, title, code):
    assert first(finder, title) == code


@pytest.mark.parametrize(
    "title", ["", " ", "12345", "!!!", "🔥🔥🔥", "\u200f\u200b", "zzzz qqqq", "оператор", "менеджер"]
)
def test_what_tells_no_occupation_finds_nothing_sure(finder, title):
    assert not finder.is_vague(title)
    assert all(one.confidence < 0.5 for one in finder.find(title))


def test_a_title_beside_vague_words_is_not_vague(finder):
    assert not finder.is_vague("любая работа: грузчик")
    assert first(finder, "Специалист по кадрам") in {"4416", "2423"}


def test_confidences_fall_and_stay_within_one(finder):
    for title in ("врач", "электрик 5 разряда", "повар-кондитер", "оператор станка", "менеджер по рекламе"):
        values = [one.confidence for one in finder.find(title, 12)]
        assert values == sorted(values, reverse=True)
        assert all(0 < value <= 1 for value in values)


def test_the_reason_names_the_known_title_and_the_way(finder):
    assert finder.find("сварщик")[0].why == "сварщик~exact"
    assert finder.find("стамотолог")[0].why == "стоматолог~sound"


def test_a_row_has_the_fixed_widths_and_weights_of_unit_length(finder):
    row = finder.row("Водитель автобуса в автопарк")
    assert isinstance(row, TitleRow)
    assert [len(row.nodes), len(row.confidence), len(row.stems), len(row.weights)] == [4, 4, 6, 6]
    assert sum(weight * weight for weight in row.weights) == pytest.approx(1)
    assert all(0 <= stem < 2**31 for stem in row.stems)
    assert not row.vague


def test_a_row_of_any_work_is_vague_and_empty(finder):
    row = finder.row("любая работа")
    assert row.vague
    assert row.nodes == (0, 0, 0, 0)


def test_a_megabyte_of_one_word_is_read_quickly(finder):
    start = perf_counter()
    finder.find("сварщик" * 150_000)
    finder.find("сварщик " * 150_000)
    assert perf_counter() - start < 1


def test_the_judged_file_is_measured_in_groups_and_confidence(finder, tmp_path: Path):
    path = tmp_path / "titles.tsv"
    path.write_text(
        "title\tlang\tcodes\tkind\tnote\nсварщик\tru\t7212\tplain\t\nаспазшы\tkk\t7212;5120\tplain\t\n"
        "кассир\tru\t0110\ttrap\t\nлюбая работа\tru\tnone\tnone\t\n",
        encoding="utf-8",
    )
    figures = evaluate_titles(path, finder)
    assert [figures["rows"], figures["top1"], figures["top3"], figures["none_accuracy"]] == [4, 0.75, 0.75, 1.0]
    assert figures["by_lang"]["kk"] == {"rows": 1, "top1": 1.0, "top3": 1.0}
    assert figures["by_kind"]["trap"]["top1"] == 0.0


@pytest.mark.parametrize(
    ("title", "both"),
    [
        ("штукатур-маляр", {"7123", "7131"}),
        ("официант-бармен", {"5131", "5132"}),
        ("кладовщик-грузчик", {"4321", "9333"}),
        ("парикмахер-визажист", {"5141", "5142"}),
    ],
)
def test_a_known_title_of_two_trades_is_sure_of_both(finder, title, both):
    sure = {finder.code(one.node)[:4] for one in finder.find(title) if one.confidence >= 0.55}
    assert sure == both


@pytest.mark.parametrize(
    ("title", "any_"),
    [("любая работа", True), ("кез келген жұмыс", True), ("молодой специалист", False), ("жас маман", False)],
)
def test_who_names_no_work_does_not_thereby_take_any(finder, title, any_):
    assert finder.is_vague(title)
    assert finder.is_any(title) is any_


@pytest.mark.parametrize("title", ["специалист по персоналу", "Ведущий специалист по работе с персоналом"])
def test_work_with_somebody_is_work(finder, title):
    assert first(finder, title) == "2423"
