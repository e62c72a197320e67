"""Title pairs, synonyms and considered people, on files made by hand."""

from __future__ import annotations

import json

import pytest

from scoring.evaluation.considered import evaluate_considered, load
from scoring.evaluation.judged import JudgedSetError
from scoring.evaluation.pairs import evaluate_pairs
from scoring.evaluation.synonyms import evaluate_synonyms


def written(tmp_path, *lines):
    path = tmp_path / "file.tsv"
    path.write_text("\n".join("\t".join(line) for line in lines), "utf-8")
    return path


def test_pairs_of_one_spelling_are_left_out_and_silence_is_a_miss(tmp_path, knowledge):
    rows = [("ru", "kk"), ("Агроном", "агроном"), ("сварщик", "дәнекерлеуші"), ("сварщик", "кез келген жұмыс")]
    found = evaluate_pairs(written(tmp_path, *rows), knowledge.finder)
    assert (found["rows"], found["pairs"], found["top1"], found["mrr"]) == (3, 2, 0.5, 0.5)
    assert found["silent_kk"] == 1


def test_a_synonym_is_measured_against_what_most_of_its_group_mean(tmp_path, knowledge):
    rows = [("group", "title"), *((("1", one)) for one in ("сварщик", "электросварщик", "газосварщик", "бухгалтер"))]
    found = evaluate_synonyms(written(tmp_path, *rows), knowledge)
    assert found["titles"] == {"rows": 4, "same": 0.75, "same_or_near": 0.75, "silent": 0.0}
    assert found["pairs"] == {"groups": 1, "same": 0.5, "same_or_near": 0.5}


@pytest.mark.parametrize(
    ("measure", "column"), [(lambda path, k: evaluate_pairs(path, k.finder), "kk"), (evaluate_synonyms, "group")]
)
def test_a_file_without_its_columns_is_named(tmp_path, knowledge, measure, column):
    with pytest.raises(JudgedSetError, match=column):
        measure(written(tmp_path, ("ru", "title")), knowledge)
    with pytest.raises(JudgedSetError, match="cannot be read"):
        measure(tmp_path / "none.tsv", knowledge)


def people(tmp_path):
    jobs = [("Повар", "p1"), ("Повар", "p1"), ("Сварщик", "p2"), ("Бухгалтер", "p3")]
    resumes = [
        {"uuid": f"r{at}", "text_hash": text, "experienceItem": [{"position": title, "starts": "2020-12-01"}]}
        for at, (title, text) in enumerate(jobs)
    ]
    vacancies = [{"uuid": f"v{at}", "name": title} for at, title in enumerate(("Повар", "Сварщик", "Бухгалтер"))]
    for name, objects in (("resumes", resumes), ("vacancies", vacancies)):
        (tmp_path / f"{name}.jsonl").write_text("\n".join(json.dumps(one) for one in objects), "utf-8")
    lines = ["vacancy_uuid\tresume_uuid", "v0\tr0", "v0\tr1", "v1\tr2", "v2\tr3"]
    (tmp_path / "qrels.tsv").write_text("\n".join(lines), "utf-8")
    return tmp_path


def test_people_with_the_same_text_count_once_and_are_found_by_their_vacancy(tmp_path, scorer):
    judged, day = load(people(tmp_path))
    assert [one.id for one in judged.resumes] == ["r0", "r2", "r3"]
    assert len(judged.judgements) == 3
    assert day.isoformat() == "2021-01-01"
    found = evaluate_considered(tmp_path, scorer)
    assert (found["queries"], found["resumes"], found["ap"], found["ndcg@10"]) == (3, 3, 1.0, 1.0)
    assert found["baselines"]["word_tfidf"]["ap_ours_more_by"]["interval"] == (0.0, 0.0)


def test_a_folder_without_its_files_is_named(tmp_path, scorer):
    with pytest.raises(JudgedSetError, match=r"resumes\.jsonl"):
        evaluate_considered(tmp_path, scorer)
