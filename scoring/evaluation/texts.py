"""How well free text is read: judged texts against what the reader says.

A fact is one leaf path with its value; lists compare as sets, titles, skills and other words by their stems. A fact
that is not expected counts against precision, skills excepted, since their lists are partial. `forbid` names fields
that a careless reader would fill. A flag is right where its kind is and one quote holds the other.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scoring.language.words import stems
from scoring.reading.position import TitleSource
from scoring.reading.read import Flag, Reading, read
from scoring.reading.sheet import fold

YEAR = 2026
"""The year of the judged texts' "today", to which "since 2016" is counted."""
_PARTIAL = frozenset(("skills", "requirements.skills.name", "requirements.skills.required"))
_WORDS = frozenset(
    ("title", "desired", "place.name", "qualifications", "requirements.qualification", "skills", "speciality", "name")
)

Leaf = tuple[str, str]


@dataclass
class _Tally:
    """Facts right, claimed and expected."""

    right: int = 0
    claimed: int = 0
    expected: int = 0

    def figures(self) -> dict[str, float | int | None]:
        return {
            "precision": _share(self.right, self.claimed),
            "recall": _share(self.right, self.expected),
            "expected": self.expected,
        }


@dataclass
class _Sums:
    """What is counted over a file."""

    texts: int = 0
    forbidden: int = 0
    all: _Tally = field(default_factory=_Tally)
    flags: _Tally = field(default_factory=_Tally)
    by_fact: dict[str, _Tally] = field(default_factory=dict)
    by_lang: dict[str, _Tally] = field(default_factory=dict)


def evaluate_texts(path: Path | str, titles: TitleSource | None = None) -> dict[str, Any]:
    """The figures of `evaluate --texts`.

    Args:
        path: NDJSON of {"kind", "lang", "text", "expect", "forbid", "flags"}.
        titles: what knows occupations.

    Returns:
        Shares with 4 decimals; a share of nothing is null.
    """
    sums = _Sums()
    with Path(path).open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                row = json.loads(line)
                _count(sums, row, read(row["text"], row["kind"], titles=titles, year=YEAR))
    return {
        "texts": sums.texts,
        "precision": sums.all.figures()["precision"],
        "recall": sums.all.figures()["recall"],
        "forbid_violations": sums.forbidden,
        "flag_precision": sums.flags.figures()["precision"],
        "flag_recall": sums.flags.figures()["recall"],
        "by_fact": {name: one.figures() for name, one in sorted(sums.by_fact.items())},
        "by_lang": {name: one.figures() for name, one in sorted(sums.by_lang.items())},
    }


def compare(row: dict[str, Any], reading: Reading) -> tuple[set[Leaf], set[Leaf]]:
    """The facts claimed (without surplus skills) and those expected of one row, in their normal form."""
    expected = set(leaves(row["expect"]))
    claimed = {one for one in leaves(reading.record) if one in expected or one[0] not in _PARTIAL}
    return claimed, expected


def violations(row: dict[str, Any], reading: Reading) -> list[str]:
    """The forbidden paths that were filled."""
    return [path for path in row.get("forbid", []) if _at(reading.record, path) is not None]


def _count(sums: _Sums, row: dict[str, Any], reading: Reading) -> None:
    sums.texts += 1
    claimed, expected = compare(row, reading)
    for leaf in claimed | expected:
        for tally in (
            sums.all,
            sums.by_fact.setdefault(leaf[0], _Tally()),
            sums.by_lang.setdefault(row.get("lang", "?"), _Tally()),
        ):
            tally.claimed += leaf in claimed
            tally.expected += leaf in expected
            tally.right += leaf in claimed and leaf in expected
    sums.forbidden += len(violations(row, reading))
    right = sum(any(_same(flag, one) for one in reading.flags) for flag in row.get("flags", []))
    sums.flags.right += right
    sums.flags.expected += len(row.get("flags", []))
    # Two of our flags may stand for one of the list; a wrong one is a flag that matches none.
    sums.flags.claimed += right + sum(
        not any(_same(one, flag) for one in row.get("flags", [])) for flag in reading.flags
    )


def _same(expected: dict[str, str], flag: Flag) -> bool:
    """Whether a flag is the expected one: the kind, and one quote's words within the other's."""
    one, other = fold(expected["quote"]).strip(" ."), fold(flag.quote).strip(" .")
    if expected["kind"] != flag.kind:
        return False
    these, those = Counter(stems(one)), Counter(stems(other))
    return one in other or other in one or these <= those or those <= these


def leaves(value: Any, path: str = "", owner: str = "") -> Iterator[Leaf]:
    """The leaf paths of a partial record with their normal forms; what belongs to a list's item carries its name."""
    if isinstance(value, dict):
        name = str(value.get("code") or value.get("name") or "")
        own = " ".join(stems(name)) if "name" in value and "required" in value else name if "code" in value else ""
        for key, part in value.items():
            yield from leaves(part, f"{path}.{key}".lstrip("."), own if key in ("level", "required") else "")
    elif isinstance(value, list):
        for part in value:
            yield from leaves(part, path, owner)
    else:
        yield path, f"{owner}={_normal(path, value)}" if owner else _normal(path, value)


def _normal(path: str, value: Any) -> str:
    if isinstance(value, str) and (path in _WORDS or path.rpartition(".")[2] in _WORDS):
        return " ".join(stems(value)) or value.casefold()
    if isinstance(value, bool) or not isinstance(value, int | float):
        return json.dumps(value, ensure_ascii=False)
    return f"{float(value):g}"


def _at(record: dict[str, Any], path: str) -> Any:
    part: Any = record
    for name in path.split("."):
        part = part.get(name) if isinstance(part, dict) else None
    return part


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None
