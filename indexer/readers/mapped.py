"""A row of somebody's export, by a mapping, to a record."""

from __future__ import annotations

import re
from typing import Any

from indexer.readers import columns, money
from indexer.readers.dates import iso
from indexer.readers.hh import plain
from indexer.readers.mapping import PAY, Field, Mapping, at
from indexer.readers.outcome import Bad
from indexer.readers.reading import Reading
from scoring.records import Record

_LISTS = frozenset(("list", "list_or_none", "skills", "languages", "relocation"))


def record(row: dict[str, Any], mapping: Mapping, reading: Reading, line: int) -> Record:
    """The record of a row.

    Raises:
        Bad: the row is no record; the field is our column, since theirs may be several.
    """
    silent = frozenset(text.casefold() for text in mapping.silent)
    flat: dict[str, Any] = {}
    try:
        for target, field in mapping.fields.items():
            if target == PAY:
                flat.update(_pay(_text(row, field, silent), reading, line))
            else:
                flat[target] = _value(row, target, field, mapping, silent, reading, line)
        _constants(flat, mapping)
        if mapping.id_prefix and flat.get("id"):
            flat["id"] = mapping.id_prefix + flat["id"]
        return columns.assembled(flat, mapping.kind)
    except Bad as bad:
        raise Bad(bad.field, bad.reason, mapping.kind) from bad


def _text(row: dict[str, Any], field: Field, silent: frozenset[str]) -> str:
    """Their text, cleaned; "" where nothing is stated."""
    found = [text.strip() for source in field.sources for text in at(row, source)]
    text = field.join.join(one for one in found if one and one.casefold() not in silent)
    if field.html:
        text = plain(text)
    if field.pattern and text:
        match = re.search(field.pattern, text)
        text = (match[1] if match.re.groups else match[0]) or "" if match else ""
    return text.strip(field.trim)


def _value(
    row: dict[str, Any], target: str, field: Field, mapping: Mapping, silent: frozenset[str], reading: Reading, line: int
) -> Any:  # fmt: skip
    text = _text(row, field, silent)
    if not text:
        return None
    form = mapping.form(target)
    members = _members(text, field, silent)
    if field.values is not None:
        members = _translated(members, field.values, target, reading, line)
    if form in _LISTS:
        return columns.value("|".join(str(one) for one in members), form, target)
    if len(members) != 1:
        return None
    if field.date:
        return iso(str(members[0]), target, [field.date] if isinstance(field.date, str) else field.date)
    one = members[0]
    found = columns.value(one, form, target) if isinstance(one, str) else one
    return round(found * field.scale, 4) if field.scale is not None and found is not None else found


def _members(text: str, field: Field, silent: frozenset[str]) -> list[Any]:
    """The members of a list, or the one text. In our own cells "|" parts members, so none may hold it."""
    if field.find:
        return re.findall(field.find, text)
    if field.split:
        found = [one.strip().replace("|", "/") for one in text.split(field.split)]
        return [one for one in found if one and one.casefold() not in silent]
    return [text]


def _translated(members: list[Any], values: dict[str, Any], target: str, reading: Reading, line: int) -> list[Any]:
    found: list[Any] = []
    for one in members:
        if one in values:
            ours = values[one]
            found += ours if isinstance(ours, list) else [ours]
        else:
            reading.note(line, target, "a value that the mapping's table lacks is left out")
    return found


def _pay(text: str, reading: Reading, line: int) -> dict[str, Any]:
    """A pay that cannot be read states nothing: the rest of the row is as good as ever."""
    if not text:
        return {}
    try:
        found = money.salary(text, PAY)
    except Bad as bad:
        reading.note(line, PAY, f"{bad.reason}: the pay is left out")
        return {}
    return {f"salary.{part}": one for part, one in found.items()}


def _constants(flat: dict[str, Any], mapping: Mapping) -> None:
    paid = any(flat.get(f"salary.{part}") is not None for part in ("from", "to", "min"))
    currency = flat.get("salary.currency")
    if not paid:
        for column in [one for one in flat if one.startswith("salary.")]:
            del flat[column]
    elif isinstance(currency, str):
        flat["salary.currency"] = money.CURRENCIES.get(currency, currency)
    for target, one in mapping.constants.items():
        if flat.get(target) is None and (paid or not target.startswith("salary.")):
            flat[target] = one
