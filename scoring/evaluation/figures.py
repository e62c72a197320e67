"""The recorded figures: what was reached, kept in a file, so that a change that loses something shows.

`fixtures/judged/figures.toml` holds all tables of the report for the sets that the package ships, and the figures of
files that stay outside it where they were given. A test measures the shipped sets again and fails when one of the
`gates` falls by more than `ROUNDING`; rising is welcome and asks for a new record. A fall that is meant (a label
mended, a rule that pays elsewhere) is recorded on purpose with `laiyq evaluate --record`, and the change of the file
shows in the review what it costs.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

FILE = "figures.toml"
ROUNDING = 0.002
"""A lower figure within this is none: one judged pair of a set moves a criterion by 0.009, one title top-1 by 0.007."""
DECIMALS = 4
HEAD = "# Written by `laiyq evaluate --record`. A test fails when one of these figures falls; see docs/evaluation.md.\n"
RANKING = ("ndcg@10", "map", "recall@20", "p@5", "criteria_accuracy")
TITLES = ("top1", "top3", "none_accuracy")
TEXTS = ("precision", "recall", "flag_precision", "flag_recall")


def gates(figures: Mapping[str, Any]) -> dict[str, float]:
    """The figures that may not fall, by name; forbidden fields filled count down from none."""
    found: dict[str, float] = {}
    for name, one in figures["sets"].items():
        found |= {f"{name} {measure}": one[measure] for measure in RANKING}
        found |= {f"{name} {criterion}": part["accuracy"] for criterion, part in one["criteria"].items()}
    found |= {f"titles {name}": figures["titles"][name] for name in TITLES}
    found |= {f"texts {name}": figures["texts"][name] for name in TEXTS}
    return found | {"texts forbidden fields left alone": -float(figures["texts"]["forbid_violations"])}


def fallen(recorded: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, tuple[float, float]]:
    """The gates that fell: recorded and present value; a gate that is gone has fallen too."""
    present = gates(now)
    return {
        name: (before, present.get(name, 0.0))
        for name, before in gates(recorded).items()
        if present.get(name, float("-inf")) < before - ROUNDING
    }


def load(path: Path) -> dict[str, Any]:
    """The recorded figures; none where there is no file."""
    return tomllib.loads(path.read_text("utf-8")) if path.exists() else {}


def save(path: Path, figures: Mapping[str, Any]) -> None:
    """Writes the figures, rounded."""
    path.write_text("\n".join([HEAD, *_table(figures, ())]) + "\n", "utf-8")


def _table(values: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[str]:
    """A table of TOML: its own values, then its tables. What is not known (None) is left out."""
    plain = {name: value for name, value in values.items() if value is not None and not isinstance(value, Mapping)}
    if plain and path:
        yield f"[{'.'.join(map(_key, path))}]"
    yield from (f"{_key(name)} = {_value(value)}" for name, value in plain.items())
    if plain:
        yield ""
    for name, value in values.items():
        if isinstance(value, Mapping):
            yield from _table(value, (*path, name))


def _key(name: str) -> str:
    return name if name.replace("_", "").isalnum() and name.isascii() else json.dumps(name, ensure_ascii=False)


def _value(value: Any) -> str:
    if isinstance(value, float):
        return repr(round(value, DECIMALS))
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_value, value))}]"
    return json.dumps(value, ensure_ascii=False)
