"""Mapping files (TOML): which column of somebody's export is which field of ours. docs/import.md describes them."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import msgspec

from indexer.readers.columns import Form, form_of
from indexer.readers.errors import BadMapping
from scoring.records import Kind

Scalar = str | int | float | bool
PAY = "salary"
"""The target of a whole pay in one text (`read = "salary"`)."""


class Field(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"source": "from"}):
    """How one of our fields is made of theirs.

    Attributes:
        source: their column, or the path in their JSON ("area.name"); of several the texts are joined.
        join: what stands between several.
        html: tags are taken out.
        pattern: a regular expression, of whose first group (or whole) the value is taken; no match states nothing.
        find: a regular expression, all matches of which are the members of a list.
        split: what parts the members of a list.
        values: a table of their values and ours; a value that it lacks is left out with a note.
        date: the forms of a date, tried in order.
        read: "salary": one text is a whole pay.
        scale: a number to multiply by (thousands, months to years).
        trim: characters cut off both ends.
    """

    source: str | list[str]
    join: str = "\n"
    html: bool = False
    pattern: str | None = None
    find: str | None = None
    split: str | None = None
    values: dict[str, Scalar | list[str]] | None = None
    date: str | list[str] | None = None
    read: Literal["salary"] | None = None
    scale: float | None = None
    trim: str | None = None

    @property
    def sources(self) -> list[str]:
        """The columns, one or several."""
        return [self.source] if isinstance(self.source, str) else self.source


class Mapping(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A mapping file.

    Attributes:
        kind: what the records are.
        fields: our columns (as in a CSV file of ours) and how each is made.
        constants: our columns with a value that all records share; those of the pay only where there is a pay.
        silent: texts that state nothing, in any column; compared without case.
        id_prefix: put before every id, so that two sources do not share one.
        encoding: of the file, where it is not UTF-8.
        separator: of a table, where it should not be found out.
    """

    kind: Kind
    fields: dict[str, Field]
    constants: dict[str, Scalar] = {}
    silent: list[str] = []
    id_prefix: str = ""
    encoding: str | None = None
    separator: str | None = None

    def form(self, target: str) -> Form:
        """The form of one of our columns."""
        return form_of(target, self.kind) or "text"


def load(path: Path | str) -> Mapping:
    """A mapping from its file.

    Raises:
        BadMapping: no such file, no TOML, an option or field that does not exist, a wrong regular expression.
    """
    path = Path(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BadMapping(f"{path}: cannot be opened ({error.strerror or 'unknown reason'})") from error
    try:
        mapping = msgspec.toml.decode(data, type=Mapping)
    except (msgspec.DecodeError, UnicodeError) as error:
        raise BadMapping(f"{path}: {error}") from error
    for problem in _wrong(mapping):
        raise BadMapping(f"{path}: {problem}")
    return mapping


def _wrong(mapping: Mapping) -> list[str]:
    needed = {"id", "title" if mapping.kind == "vacancy" else "desired"}
    found = [f"fields.{name} is missing" for name in sorted(needed - mapping.fields.keys())]
    for target, field in mapping.fields.items():
        if target != PAY and form_of(target, mapping.kind) is None:
            found.append(f"fields.{target}: a {mapping.kind} has no such column")
        if (target == PAY) != (field.read == "salary"):
            found.append(f'fields.{target}: read = "salary" goes with the field salary alone')
        found += [
            f"fields.{target}: a wrong regular expression" for one in (field.pattern, field.find) if not _fits(one)
        ]
    for target in mapping.constants:
        if form_of(target, mapping.kind) is None:
            found.append(f"constants.{target}: a {mapping.kind} has no such column")
    if mapping.encoding and not _is_codec(mapping.encoding):
        found.append("encoding: not known")
    return found


def _fits(pattern: str | None) -> bool:
    try:
        re.compile(pattern or "")
    except re.error:
        return False
    return True


@lru_cache(maxsize=64)
def _is_codec(name: str) -> bool:
    try:
        "".encode(name)
    except LookupError:
        return False
    return True


def at(row: dict[str, Any], source: str) -> list[str]:
    """The texts under a column or path of a row; through lists, so that "skills.name" gives every name."""
    if source in row:
        return _texts(row[source])
    found: list[Any] = [row]
    for step in source.split("."):
        found = [inner for one in found for inner in (one if isinstance(one, list) else [one])]
        found = [one[step] for one in found if isinstance(one, dict) and step in one]
    return [text for one in found for text in _texts(one)]


def _texts(one: Any) -> list[str]:
    if isinstance(one, list):
        return [text for inner in one for text in _texts(inner)]
    if one is None or isinstance(one, dict):
        return []
    if isinstance(one, bool):
        return ["true" if one else "false"]
    return [str(one)]
