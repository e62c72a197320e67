"""CRITERIA.md says what the code does."""

from pathlib import Path

import scoring
from scoring.describe import describe
from scoring.weights import CRITERIA


def test_the_page_of_criteria_is_what_the_code_writes():
    page = Path(scoring.__file__).with_name("CRITERIA.md").read_text("utf-8")
    assert page == describe(), "run: python -m scoring.describe > scoring/CRITERIA.md"


def test_the_page_has_every_criterion_with_a_curve_or_a_number():
    page = describe()
    for name in CRITERIA:
        section = page.split(f"## {name.capitalize()}\n", 1)[1].split("\n## ", 1)[0]
        assert "|" in section
