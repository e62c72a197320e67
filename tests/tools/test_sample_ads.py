"""The sample of real ads: the same for the same seed, and a clear word where the ads are not there."""

from __future__ import annotations

import json
import sys

import pytest

from tools import sample_ads


@pytest.fixture
def folder(tmp_path):
    for name in sample_ads.FILES:
        rows = [
            {"id": f"{name}-{n}", "name": "Повар", "salary": f"{n + 100} 000 ₽", "description": "Кафе"}
            for n in range(9)
        ]
        text = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_a_seed_gives_the_same_ads_and_another_seed_others(folder):
    first = sample_ads.sample(folder, 6, seed=1)
    assert first == sample_ads.sample(folder, 6, seed=1)
    assert first != sample_ads.sample(folder, 6, seed=2)
    assert [name.rpartition("-")[0] for name, _ in first] == [name for name in sample_ads.FILES for _ in range(3)]


def test_each_ad_is_printed_with_what_was_read(folder, monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["sample_ads", str(folder), "--count", "2"])
    assert sample_ads.main() == 0
    assert capsys.readouterr().out.count("title = 'повар' <- 'Повар'") == 2


def test_without_the_ads_it_says_so(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["sample_ads", str(tmp_path)])
    assert sample_ads.main() == 2
    assert "not part of the project" in capsys.readouterr().err
