"""Tables (CSV): the separator found out, rows numbered by the line on which they begin, each as a dictionary."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, NamedTuple

from indexer.readers import columns, source
from indexer.readers.errors import UnknownFormat
from indexer.readers.outcome import Bad
from scoring.records import Kind, Record

SEPARATORS = (",", ";", "\t")


class Row(NamedTuple):
    """A row of a table, or what is wrong with it."""

    line: int
    cells: dict[str, str]
    bad: Bad | None = None


def separator(head: str, known: Callable[[str], bool]) -> str:
    """The separator under which the first line has the most columns that are known, else the most columns."""
    first = head.splitlines()[:1]

    def worth(mark: str) -> tuple[int, int]:
        names = _header(next(csv.reader(first, delimiter=mark), []))
        return sum(known(name) for name in names), len(names)

    return max(SEPARATORS, key=worth)


def rows(stream: IO[bytes], mark: str) -> Iterator[Row]:
    """The rows after the header; blank ones are left out.

    Bytes that are no UTF-8 come as half characters, which the checks refuse in the row where they are.
    """
    too_long: list[int] = []
    reader = csv.reader(_texts(stream, too_long), delimiter=mark, strict=True)
    header: list[str] | None = None
    while True:
        began = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            limit = "field larger" in str(error)
            reason = f"expected at most {source.MAX_CELL:,} characters" if limit else "broken quotation marks"
            yield Row(began, {}, Bad(None, reason))
            continue
        if header is None:
            header = _header(cells)
        elif any(cell.strip() for cell in cells):
            yield _row(began, header, cells)
    for line in too_long:
        yield Row(line, {}, Bad(None, f"expected a line of at most {source.MAX_LINE:,} bytes"))


def _texts(stream: IO[bytes], too_long: list[int]) -> Iterator[str]:
    """Every line, blank ones too: they count, and may stand inside of quotation marks."""
    for number, line in source.lines(stream, blank=True):
        if line is None:
            too_long.append(number)
        yield "\n" if line is None else line.decode("utf-8", errors="surrogateescape")


def _row(line: int, header: list[str], cells: list[str]) -> Row:
    if len(cells) != len(header):
        return Row(line, {}, Bad(None, f"expected {len(header)} columns, as in the first line"))
    return Row(line, dict(zip(header, cells, strict=True)))


def _header(cells: Iterable[str]) -> list[str]:
    return [cell.strip().lstrip("\ufeff") for cell in cells]


def plan(path: Path, head: str, kind: Kind | None) -> tuple[str, list[str]]:
    """The separator and the columns that are not known, of a table in our own columns.

    Raises:
        UnknownFormat: it has no id, or neither title nor desired.
    """
    kinds: tuple[Kind, ...] = (kind,) if kind else ("vacancy", "resume")

    def known(name: str) -> bool:
        return any(columns.form_of(name, one) for one in kinds)

    mark = separator(head, known)
    names = _header(next(csv.reader(head.splitlines()[:1], delimiter=mark), []))
    if "id" not in names or not {"title", "desired"}.intersection(names):
        raise UnknownFormat(
            f"{path}: neither JSON nor a table with the columns id and title (vacancies) or desired (resumes); "
            "docs/import.md lists the columns, other names need a mapping file (--map)"
        )
    return mark, [name for name in names if not known(name)]


def record(cells: dict[str, str], kind: Kind | None) -> Record:
    """A record from a row in our own columns.

    Raises:
        Bad: the row is no record.
    """
    if kind is None:
        kind = "resume" if cells.get("desired", "").strip() else "vacancy"
    flat = {}
    for column, text in cells.items():
        form = columns.form_of(column, kind)
        if form is not None:
            try:
                flat[column] = columns.value(text, form, column)
            except Bad as bad:
                raise Bad(bad.field, bad.reason, kind) from bad
    return columns.assembled(flat, kind)
