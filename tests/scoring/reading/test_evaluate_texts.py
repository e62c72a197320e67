"""The figures of judged texts, on a file made by hand."""

from __future__ import annotations

import json

from scoring.evaluation.texts import evaluate_texts

ROWS = [
    {"kind": "vacancy", "lang": "ru", "text": "Требуется сварщик. Опыт от 3 лет. Только мужчины.",
     "expect": {"title": "сварщик", "requirements": {"experience_years": 3}}, "forbid": ["openings"],
     "flags": [{"kind": "sex", "quote": "только мужчины"}]},
    {"kind": "resume", "lang": "kk", "text": "Көлігім жоқ.",
     "expect": {"travel": {"own_car": False, "max_minutes": 30}},
     "forbid": ["travel.own_car"], "flags": []},
]  # fmt: skip


def test_the_figures_count_leaves_violations_and_flags(tmp_path):
    path = tmp_path / "texts.jsonl"
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in ROWS), encoding="utf-8")
    figures = evaluate_texts(path)
    assert (figures["texts"], figures["precision"], figures["recall"]) == (2, 1.0, 0.75)
    assert figures["forbid_violations"] == 1
    assert (figures["flag_precision"], figures["flag_recall"]) == (1.0, 1.0)
    assert figures["by_fact"]["travel.max_minutes"] == {"precision": None, "recall": 0.0, "expected": 1}
    assert figures["by_lang"]["ru"]["recall"] == 1.0
