"""The page of figures: a table a bench with a column a size, so that growth can be read along a line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from api.cli.bench import sections
from api.cli.bench.machine import words
from api.cli.bench.output import number

Found = Mapping[str, Any]


def render(figures: Sequence[Found]) -> str:
    """The page from all figures, machine by machine."""
    machines = list(dict.fromkeys(words(one["machine"]) for one in figures))
    blocks = [sections.HEAD]
    for machine in machines:
        blocks.append(f"## {machine}")
        here = [one for one in figures if words(one["machine"]) == machine]
        blocks += _benches(here)
    return "\n\n".join(blocks) + "\n"


def _benches(figures: Sequence[Found]) -> Iterable[str]:
    for section in sections.SECTIONS:
        found = sorted((one for one in figures if one["bench"] == section.bench), key=lambda one: int(one["resumes"]))
        if found:
            yield f"### {section.title}"
            yield section.words
            yield from _PAGES.get(section.bench, _table)(section, found)
            yield from _loads(found)


def _loads(found: Sequence[Found]) -> Iterable[str]:
    """How busy the machine was before each size."""
    loads = [f"{number(one['load_before'])} before {one['resumes']:,}" for one in found if "load_before" in one]
    if loads:
        yield f"Load: {', '.join(loads)}."


def _table(section: sections.Section, found: Sequence[Found]) -> Iterable[str]:
    """A column a size; the last column says how much the largest is of the smallest."""
    sizes = [int(one["resumes"]) for one in found]
    head = ["", *(f"{size:,} resumes" for size in sizes)]
    if len(sizes) > 1:
        head.append(f"growth at {number(sizes[-1] / sizes[0])} times the records")
    rows = []
    for label, path in section.lines:
        cells = [cell(one, path) for one in found]
        if any(one != "-" for one in cells):
            rows.append([label, *cells, *([_growth(found, path)] if len(sizes) > 1 else [])])
    yield _markdown(head, rows)


def cell(of: Found, path: str) -> str:
    """A figure, with the spread over the runs behind it where it has one."""
    value = at(of, path)
    spread = at(of, f"{path.removesuffix('_ms')}_spread_ms" if path.endswith("_ms") else f"{path}_spread")
    if spread is None or spread[0] == spread[1]:
        return number(value)
    return f"{number(value)} ({number(spread[0])} to {number(spread[1])})"


def at(of: Found, path: str) -> Any:
    """What stands at a path, None where nothing does; a number picks from a list."""
    value: Any = of
    for name in path.split("."):
        if isinstance(value, list):
            value = value[int(name)] if int(name) < len(value) else None
        elif isinstance(value, Mapping):
            value = value.get(name)
        else:
            return None
    return value


def _growth(found: Sequence[Found], path: str) -> str:
    first, last = at(found[0], path), at(found[-1], path)
    if not isinstance(first, int | float) or not isinstance(last, int | float) or not first:
        return ""
    return f"× {number(last / first)}"


def _http(section: sections.Section, found: Sequence[Found]) -> Iterable[str]:
    """A line a load."""
    yield from _table(section, found)
    head = ["", "requests a second", "p50, ms", "p95, ms", "p99, ms", "errors"]
    for one in found:
        loads = [(f"closed loop, {load['connections']} at once", load) for load in one["closed"]]
        loads.append((f"open loop, {number(one['open']['asked_a_second'])} a second asked", one["open"]))
        rows = [
            [label, *(cell(load, name) for name in ("a_second", "p50_ms", "p95_ms", "p99_ms", "errors"))]
            for label, load in loads
        ]
        yield f"{one['resumes']:,} resumes:\n\n" + _markdown(head, rows)


def _peers(section: sections.Section, found: Sequence[Found]) -> Iterable[str]:
    """A table a size, a line a peer; who could not be started is named below."""
    head = ["", *(line.words for line in section.lines)]
    for one in found:
        measured = [peer for peer in one["peers"] if "absent" not in peer]
        rows = [[peer["peer"], *(cell(peer, line.path) for line in section.lines)] for peer in measured]
        missing = [f"\n\nNot measured: {peer['peer']} ({peer['absent']})." for peer in one["peers"] if "absent" in peer]
        asked = f"{one['resumes']:,} resumes, {one['queries']} vacancies, {one['runs']} runs:"
        yield f"{asked}\n\n{_markdown(head, rows)}" + "".join(missing)


_PAGES: dict[str, Callable[[sections.Section, Sequence[Found]], Iterable[str]]] = {"http": _http, "peers": _peers}


def _markdown(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
