"""What a bench prints: one table for people, one JSON document for scripts and for the report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rich.table import Table

from api.cli.bench.machine import machine, words
from api.cli.output import emit, say, stdout


def show(name: str, found: Mapping[str, Any], *, json_: bool) -> None:
    """The figures of a bench and the machine they are of.

    Args:
        name: of the bench.
        found: by name; a mapping inside becomes a block of lines, a list of mappings a block each.
        json_: whether a script reads it.
    """
    of = machine()
    if json_:
        emit({"bench": name, "machine": of, **found})
        return
    table = Table(f"bench {name}", "", box=None)
    for key, value in _lines(found, ""):
        table.add_row(key, value)
    stdout.print(table)
    say(words(of))


def _lines(found: Mapping[str, Any], indent: str) -> Iterable[tuple[str, str]]:
    for key, value in found.items():
        if isinstance(value, Mapping):
            yield f"{indent}{key}", ""
            yield from _lines(value, f"{indent}  ")
        elif isinstance(value, list) and value and isinstance(value[0], Mapping):
            for one in value:
                yield f"{indent}{key}", ""
                yield from _lines(one, f"{indent}  ")
        else:
            yield f"{indent}{key}", number(value)


def number(value: Any) -> str:
    """A figure as people read it: three significant digits of what was measured, counts whole, a spread with a dash."""
    if value is None:
        return "-"
    if isinstance(value, bool | str):
        return str(value)
    if isinstance(value, Iterable):
        return " - ".join(number(one) for one in value)
    if isinstance(value, int):
        return f"{value:,}"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
