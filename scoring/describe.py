"""`scoring/CRITERIA.md` from the code: `python -m scoring.describe > scoring/CRITERIA.md`.

Rules come from the docstrings, curves and constants from the modules themselves, so that the page cannot say anything
that the code does not do; a test compares the two.
"""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from scoring import closeness, money, rank, suitability, weights
from scoring.criteria import experience, grades, licences, other, profession, qualification, salary, schedule, transport
from scoring.criteria.base import Curve
from scoring.places import distance

if TYPE_CHECKING:
    from types import ModuleType

CRITERIA: Mapping[str, tuple[ModuleType, ...]] = {
    "profession": (profession, closeness),
    "qualification": (qualification, grades, licences),
    "experience": (experience,),
    "salary": (salary, money),
    "schedule": (schedule,),
    "transport": (transport, distance),
    "other": (other,),
}
HEAD = """# Criteria

Written by `python -m scoring.describe` from the code; change the code, not this page.

Each criterion answers met, not met or unknown, and a value from 0 to 1 that says how near a miss is. Where it is
unknown the value is a stated prior, never 1. A curve is given by its points: straight lines between, constant outside.
"""


def describe() -> str:
    """The whole page."""
    parts = [HEAD, _weights(), _ranking()]
    parts += [_criterion(name, modules) for name, modules in CRITERIA.items()]
    return "\n".join(parts)


def _weights() -> str:
    lines = ["## Weights and musts", "", _text(weights), "", "| criterion | side | weight |", "|---|---|---|"]
    for name, weight in weights.DEFAULT_WEIGHTS.items():
        lines.append(f"| {name} | {'employer' if name in weights.EMPLOYER else 'person'} | {weight:g} |")
    musts = [*weights.STATIC_MUSTS, "licence:CODE", "language:CODE", "skill:NAME"]
    lines += ["", f"Weights lie between 0 and {weights.LARGEST_WEIGHT:g}.", ""]
    lines += [f"Facets that may be a must: {', '.join(f'`{one}`' for one in musts)}.", ""]
    lines += [f"Suggested musts: {_sentence(weights.suggested_musts)}", ""]
    papers = ", ".join(f"`{one}`" for one in sorted(weights.NOT_ESSENTIAL))
    return "\n".join([*lines, f"Never suggested as a must: {papers}.", ""])


def _ranking() -> str:
    lines = ["## Fits, total and bands", "", _text(rank), "", *_curves(rank), _text(suitability), ""]
    lines += ["| band | least total |", "|---|---|"]
    lines += [f"| {band} | {least:g} |" for band, least in enumerate(suitability.BAND_FROM, start=1)]
    return "\n".join([*lines, ""])


def _criterion(name: str, modules: tuple[ModuleType, ...]) -> str:
    lines = [f"## {name.capitalize()}", ""]
    for module in modules:
        lines += [_text(module), "", *_curves(module), *_constants(module)]
    return "\n".join(lines)


def _text(thing: object) -> str:
    return inspect.getdoc(thing) or ""


def _sentence(thing: object) -> str:
    """The docstring in one line, up to its arguments."""
    return " ".join(_text(thing).split("\n\nArgs:")[0].split())


def _curves(module: ModuleType) -> Iterator[str]:
    """Each curve of a module as a table of its points."""
    for name, value in vars(module).items():
        if isinstance(value, Curve) and name in dict(_assigned(module)):
            xs = " | ".join(f"{x:g}" for x, _ in value.points)
            ys = " | ".join(f"{y:g}" for _, y in value.points)
            yield f"`{name}`\n\n| {value.unit} | {xs} |\n|{'---|' * (len(value.points) + 1)}\n| value | {ys} |\n"


def _constants(module: ModuleType) -> Iterator[str]:
    """The numbers of a module, with what is said of them."""
    rows = []
    for name, note in _assigned(module):
        value = getattr(module, name)
        if isinstance(value, Mapping) and all(isinstance(one, int | float) for one in value.values()):
            shown = ", ".join(f"{key} {one:g}" for key, one in value.items())
        elif isinstance(value, int | float):
            shown = f"{value:g}"
        else:
            continue
        rows.append(f"| `{name}` | {shown} | {note} |")
    if rows:
        yield "\n".join(["| constant | value | meaning |", "|---|---|---|", *rows, ""])


def _assigned(module: ModuleType) -> Iterator[tuple[str, str]]:
    """Public constants that a module assigns, each with the text that stands under it; masks of bits are none."""
    body = ast.parse(inspect.getsource(module)).body
    for statement, after in zip(body, [*body[1:], None], strict=True):
        target = statement.targets[0] if isinstance(statement, ast.Assign) else getattr(statement, "target", None)
        value = getattr(statement, "value", None)
        if not isinstance(target, ast.Name) or not target.id.isupper() or target.id.startswith("_"):
            continue
        if isinstance(value, ast.BinOp) and isinstance(value.op, ast.LShift):
            continue
        yield target.id, _note(after)


def _note(statement: ast.stmt | None) -> str:
    if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
        return " ".join(str(statement.value.value).split())
    return ""


if __name__ == "__main__":
    sys.stdout.write(describe())
