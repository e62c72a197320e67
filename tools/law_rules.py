"""docs/rules.md: each point of Order No. 214 that says how the service works, and where in the code it stands.

    python tools/law_rules.py [--check]

Rows, terms, notices and visibility name their points themselves, the worked cases theirs; `law_rules.toml` says the
rest. `--check` changes nothing and fails where the page is not what would be written.
"""

from __future__ import annotations

import argparse
import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from matcher.cases.machines import MACHINES
from matcher.cases.notices.kinds import KINDS
from matcher.cases.runner import read
from matcher.cases.visibility import RULES
from matcher.terms import load_terms

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "rules.md"
TOLD = Path(__file__).with_suffix(".toml")
CASES = ("tests/law/cases.dev.jsonl", "tests/law/cases.own.jsonl")
POINTS = ("2(10)", *map(str, range(4, 82)))
FILES = {"va": "vacancy", "re": "referral", "sr": "seeker", "un": "unemployed", "pl": "plan"}
SHOWN = 4
"""Worked cases named for a point; the others are counted."""


class Rule(NamedTuple):
    """One line of the page."""

    point: str
    rows: tuple[str, ...]
    code: tuple[str, ...]
    tests: tuple[str, ...]
    note: str

    @property
    def empty(self) -> bool:
        """Whether nothing is said: no code with a test, and no reason why there is none."""
        return not ((self.code and self.tests) or self.note.startswith(("repealed", "later", "not of software")))


def points_of(text: str) -> Iterator[str]:
    """The points that a table names: "36; 78", "53-56", "51(2)" (of point 51), "annex 9" (of none)."""
    for part in text.split(";"):
        several = re.match(r"\s*(\d+)-(\d+)\s*$", part)
        one = re.match(r"\s*(\d+)(\(\d+\))?", part)
        if several:
            yield from map(str, range(int(several[1]), int(several[2]) + 1))
        elif one:
            yield "2(10)" if one[0].strip() == "2(10)" else one[1]


def rules() -> list[Rule]:
    """All lines, in the order of the points."""
    rows, code = _tables()
    cases = _cases()
    told: dict[str, Any] = tomllib.loads(TOLD.read_text("utf-8"))
    repealed = {str(one) for one in told["repealed"]["points"]}
    found = []
    for point in POINTS:
        said = told["point"].get(point, {})
        note = told["repealed"]["why"] if point in repealed else said.get("why", said.get("note", ""))
        named = [f"case {one}" for one in cases[point][:SHOWN]]
        more = len(cases[point]) - SHOWN
        named += [f"{more} more cases"] if more > 0 else []
        found.append(
            Rule(
                point,
                tuple(dict.fromkeys([*rows[point], *said.get("rows", ())])),
                tuple(dict.fromkeys([*code[point], *said.get("code", ())])),
                (*named, *said.get("tests", ())),
                note,
            )
        )
    return found


def _tables() -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Rows and files by point, as the tables of the code say them."""
    rows: dict[str, list[str]] = defaultdict(list)
    code: dict[str, list[str]] = defaultdict(list)

    def stands(text: str, what: str, file: str) -> None:
        for point in points_of(text):
            rows[point].append(what)
            code[point].append(file)

    for kind, machine in MACHINES.items():
        for row in machine.rows:
            stands(row.point, row.code, f"matcher/cases/{FILES[kind]}.py")
    for term in load_terms().values():
        stands(term.point, term.code, "matcher/terms/terms.toml")
    for notice in KINDS.values():
        stands(notice.point, notice.code, "matcher/cases/notices/kinds.py")
    for rule in RULES:
        stands(rule.point, f"sees: {rule.what[0]}", "matcher/cases/visibility.py")
    return rows, code


def _cases() -> dict[str, list[str]]:
    """Ids of worked cases by point."""
    found: dict[str, list[str]] = defaultdict(list)
    for name in CASES:
        for case in read(ROOT / name):
            for point in dict.fromkeys(points_of(case.pt)):
                found[point].append(case.id)
    return found


def page(lines: Iterable[Rule]) -> str:
    """The page in Markdown."""
    body = "\n".join(
        f"| {one.point} | {', '.join(one.rows)} | {_files(one.code)} | {_files(one.tests)} | {one.note} |"
        for one in lines
    )
    return f"""# The Rules, point by point

Written by `python tools/law_rules.py` from the tables of the code; do not edit by hand. Points are those of Order
No. 214 in the wording up to No. 174 of 13 June 2025. Codes of rows: `tests/law/process.md`; of terms:
`matcher/terms/terms.toml`. A worked case is a line of `tests/law`, carried out in memory and on both databases.

| point | rows of the tables | code | tests | note |
|---|---|---|---|---|
{body}
"""


def _files(names: Iterable[str]) -> str:
    return ", ".join(name if name.endswith("cases") or name.startswith("case ") else f"`{name}`" for name in names)


def main(arguments: list[str] | None = None) -> int:
    """Writes the page, or compares; 1 where a point is empty or the page is stale."""
    parser = argparse.ArgumentParser(description="Write docs/rules.md, or compare it with what would be written.")
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args(arguments).check
    lines = rules()
    empty = [one.point for one in lines if one.empty]
    if empty:
        sys.stderr.write(f"nothing is said about: {', '.join(empty)}\n")
        return 1
    text = page(lines)
    if check:
        stale = not PAGE.exists() or PAGE.read_text("utf-8") != text
        sys.stderr.write("docs/rules.md is stale: python tools/law_rules.py\n" if stale else "")
        return int(stale)
    PAGE.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
