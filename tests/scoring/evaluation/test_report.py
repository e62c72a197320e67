"""The parts of the report: slices, confusions, intervals, ablations."""

from __future__ import annotations

import numpy as np
import pytest

from fixtures import judged_path
from indexer.encoder import load_encoder
from scoring.evaluation import criteria, intervals, report
from scoring.evaluation.everything import TOGETHER, set_folders
from scoring.evaluation.measured import MEASURES, Measured, Person, language
from scoring.evaluation.run import AS_OF
from scoring.weights import CRITERIA


def person(resume, lang, grade, verdict="met", label="met"):
    labels, verdicts = dict.fromkeys(CRITERIA, label), dict.fromkeys(CRITERIA, verdict)
    return Person(resume, lang, grade, 0.5, labels, verdicts)


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Требуется сварщик. Опыт от 3 лет.", "ru"),
        ("Дәнекерлеуші керек. Тәжірибе 3 жылдан.", "kk"),
        ("Требуется сварщик, опыт 3 года. Дәнекерлеуші керек, тәжірибе 3 жыл.", "mixed"),
        ("", "ru"),
    ],
)
def test_a_record_has_the_language_of_its_clauses(text, lang):
    assert language(text) == lang


def test_the_parts_add_up_to_the_whole(present):
    whole = present["sets"][TOGETHER]
    assert sum(part["queries"] for part in whole["by_sector"].values()) == whole["queries"]
    assert sum(part["queries"] for part in whole["by_language"]["vacancy"].values()) == whole["queries"]
    pairs = whole["criteria"]["profession"]["pairs"]
    assert sum(part["pairs"] for part in whole["by_language"]["resume"].values()) == pairs
    for name, confusion in whole["confusions"].items():
        counts = [count for row in confusion.values() for count in row.values()]
        assert sum(counts) == whole["criteria"][name]["pairs"]
        right = sum(confusion[label][label] for label in confusion)
        assert right / sum(counts) == pytest.approx(whole["criteria"][name]["accuracy"])


def test_every_figure_lies_within_its_interval(present):
    for one in present["sets"].values():
        for name in (*MEASURES, "criteria_accuracy"):
            low, high = one["intervals"][name]
            assert low <= one[name] <= high


def test_the_language_of_resumes_ranks_them_among_themselves():
    mixed = Measured("v", "7", "ru", (person("r", "ru", 0), person("k", "kk", 3), person("s", "ru", 3)))
    assert mixed.figures("kk")["map"] == 1
    assert mixed.figures("ru")["map"] == 0.5


def test_order_tells_which_language_loses():
    lost = Measured("v", "7", "ru", (person("r", "ru", 1), person("k", "kk", 3), person("s", "ru", 0)))
    assert report.order([lost]) == {
        "kk_better": {"pairs": 2, "right": 0.5},
        "ru_better": {"pairs": 0, "right": None},
    }


def test_confusions_count_labels_by_verdict():
    one = Measured("v", "7", "ru", (person("a", "ru", 3, "unknown", "met"), person("b", "ru", 0)))
    assert criteria.confusions([one])["salary"]["met"] == {"met": 1, "not_met": 0, "unknown": 1}
    assert criteria.accuracy([one]) == 0.5


def test_no_interval_is_given_for_fewer_than_three():
    assert intervals.of_mean([0.5, 0.6]) is None
    assert intervals.of_mean([0.5, 0.5, 0.5]) == (0.5, 0.5)
    assert intervals.of_difference([1, 1, 1], [0.5, 0.5, 0.5]) == (0.5, 0.5)


def test_each_layer_of_knowledge_is_worth_having(scorer, present):
    found = report.ablation(set_folders(judged_path()), scorer, AS_OF, load_encoder().encode)
    accuracy = [found[name]["criteria_accuracy"] for name in report.ABLATION]
    assert accuracy == sorted(accuracy)
    assert found["full"]["ndcg@10"] == present["sets"][TOGETHER]["ndcg@10"]
    assert found["lexical"]["ndcg@10"] < found["full"]["ndcg@10"]


def test_vectors_give_titles_of_no_known_occupation_that_of_the_nearest(scorer):
    from scoring.columns.builder import Builder
    from scoring.evaluation.nearest import by_nearest

    builder = Builder(scorer.knowledge)
    for title in ("сварщик", "куралайщик", "любая работа"):
        builder.title(title, None)
    titles = builder.title_columns()
    unknown = int(np.flatnonzero((titles.nodes[:, 0] == 0) & (titles.vague == 0))[0])
    known = scorer.knowledge.classifier.titles[5]

    def encode(texts):
        return np.array(
            [[1, 0] if text in (titles.texts[unknown], known.text) else [0, 1] for text in texts], np.float32
        )

    found = by_nearest(titles, scorer.knowledge.classifier, encode)
    assert found.nodes[unknown, 0] == known.node
    assert found.confidence[unknown, 0] == 1
    others = np.arange(len(titles.texts)) != unknown
    assert (found.nodes[others] == titles.nodes[others]).all()


def test_plain_searches_stay_behind(present):
    for name, one in report.baselines(set_folders(judged_path())).items():
        assert one["ndcg@10"] < present["sets"][TOGETHER]["ndcg@10"], name
