"""The page of the Rules is what the code says, and every point has its place."""

import ast
from pathlib import Path

import pytest

from tools import law_rules

ROOT = Path(__file__).parents[2]
RULES = law_rules.rules()


def test_the_page_is_not_stale():
    assert law_rules.main(["--check"]) == 0


def test_a_stale_page_and_an_empty_point_are_told(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(law_rules, "PAGE", tmp_path / "rules.md")
    assert law_rules.main(["--check"]) == 1
    assert law_rules.main([]) == 0
    assert law_rules.main(["--check"]) == 0
    empty = law_rules.Rule("99", (), (), (), "")
    monkeypatch.setattr(law_rules, "rules", lambda: [empty])
    assert law_rules.main(["--check"]) == 1
    assert "99" in capsys.readouterr().err


@pytest.mark.parametrize("rule", RULES, ids=[rule.point for rule in RULES])
def test_every_point_names_code_and_a_test_or_says_why_not(rule):
    assert not rule.empty
    for name in rule.code:
        assert (ROOT / name).exists(), name
    for name in rule.tests:
        if "::" in name:
            file, _, test = name.partition("::")
            defined = {
                node.name for node in ast.walk(ast.parse((ROOT / file).read_text("utf-8"))) if hasattr(node, "name")
            }
            assert set(test.split(".")) <= defined, name


def test_the_points_are_those_of_the_order():
    assert [rule.point for rule in RULES] == ["2(10)", *map(str, range(4, 82))]


@pytest.mark.parametrize(
    ("text", "points"),
    [("36; 78", ["36", "78"]), ("53-56", ["53", "54", "55", "56"]), ("51(2)", ["51"]), ("annex 9", []), ("", []),
     ("2(10)", ["2(10)"]), ("2(17); 61", ["2", "61"]), ("8; annex 1 items 5, 9", ["8"])],
)  # fmt: skip
def test_points_are_read_as_the_tables_write_them(text, points):
    assert list(law_rules.points_of(text)) == points
