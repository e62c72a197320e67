"""Clauses that deny, apart from what a text states."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.reading.denied import denied, stated


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("Легковые чиню, трубы варить не приходилось.", ["трубы варить не приходилось"]),
        ("С грузовыми дела не имел. Подвеска, тормоза.", ["С грузовыми дела не имел"]),
        ("Электрика – моё, двигатели и коробки не перебираю", ["двигатели и коробки не перебираю"]),
        ("Токарлық станокта істемедім, фрезерді білемін", ["Токарлық станокта істемедім"]),
        ("1С білмеймін, Excel жақсы", ["1С білмеймін"]),
        ("Банкте тәжірибем жоқ", ["Банкте тәжірибем жоқ"]),
        ("Код не пишу; высоты не боюсь", ["Код не пишу"]),
        ("На экскаваторе ни разу не работал", ["На экскаваторе ни разу не работал"]),
        ("Торт пісірген емеспін", ["Торт пісірген емеспін"]),
        ("Не пью, не курю", []),
        ("Түнгі ауысымға қарсы емеспін", []),
        ("Варю аргоном и полуавтоматом", []),
    ],
)
def test_denying_clauses_are_told(text, clauses):
    assert denied(text) == clauses


def test_what_is_stated_leaves_the_denials_out():
    assert stated("Подвеска, тормоза. С грузовыми дела не имел.") == "Подвеска. тормоза"


@given(st.text(max_size=300))
def test_any_text_is_split(text):
    assert isinstance(stated(text), str)
    assert all(clause in text for clause in denied(text))
