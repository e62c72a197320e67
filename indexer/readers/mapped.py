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


class MappedRows:
    """The rows of one file under one mapping."""

    def __init__(self, mapping: Mapping, reading: Reading) -> None:
        self._mapping = mapping
        self._reading = reading
        self._silent = frozenset(text.casefold() for text in mapping.silent)

    def record(self, row: dict[str, Any], line: int) -> Record:
        """The record of a row.

        Raises:
            Bad: the row is no record; the field is our column, since theirs may be several.
        """
        flat: dict[str, Any] = {}
        try:
            for target, field in self._mapping.fields.items():
                text = self._text(row, field)
                if target == PAY:
                    flat.update(self._pay(text, line))
                elif text:
                    flat[target] = self._value(text, target, field, line)
            self._constants(flat)
            if self._mapping.id_prefix and flat.get("id"):
                flat["id"] = self._mapping.id_prefix + flat["id"]
            return columns.assembled(flat, self._mapping.kind)
        except Bad as bad:
            raise Bad(bad.field, bad.reason, self._mapping.kind) from bad

    def _text(self, row: dict[str, Any], field: Field) -> str:
        """Their text, cleaned; "" where nothing is stated."""
        found = [text.strip() for source in field.sources for text in at(row, source)]
        text = field.join.join(one for one in found if one and one.casefold() not in self._silent)
        if field.html:
            text = plain(text)
        if field.pattern and text:
            match = re.search(field.pattern, text)
            text = (match[1] if match.re.groups else match[0]) or "" if match else ""
        return text.strip(field.trim)

    def _value(self, text: str, target: str, field: Field, line: int) -> Any:
        form = self._mapping.form(target)
        members = self._members(text, field)
        if field.values is not None:
            members = self._translated(members, field.values, target, line)
        if form in _LISTS:
            return columns.value("|".join(str(one) for one in members), form, target)
        if len(members) != 1:
            return None
        if field.date:
            return iso(str(members[0]), target, [field.date] if isinstance(field.date, str) else field.date)
        one = members[0]
        found = columns.value(one, form, target) if isinstance(one, str) else one
        return round(found * field.scale, 4) if field.scale is not None and found is not None else found

    def _members(self, text: str, field: Field) -> list[Any]:
        """The members of a list, or the one text. In our own cells "|" parts members, so none may hold it."""
        if field.find:
            return re.findall(field.find, text)
        if field.split:
            found = [one.strip().replace("|", "/") for one in text.split(field.split)]
            return [one for one in found if one and one.casefold() not in self._silent]
        return [text]

    def _translated(self, members: list[Any], values: dict[str, Any], target: str, line: int) -> list[Any]:
        found: list[Any] = []
        for one in members:
            if one in values:
                ours = values[one]
                found += ours if isinstance(ours, list) else [ours]
            else:
                self._reading.note(line, target, "a value that the mapping's table lacks is left out")
        return found

    def _pay(self, text: str, line: int) -> dict[str, Any]:
        """A pay that cannot be read states nothing: the rest of the row is as good as ever."""
        if not text:
            return {}
        try:
            found = money.salary(text, PAY)
        except Bad as bad:
            self._reading.note(line, PAY, f"{bad.reason}: the pay is left out")
            return {}
        return {f"salary.{part}": one for part, one in found.items()}

    def _constants(self, flat: dict[str, Any]) -> None:
        paid = any(flat.get(f"salary.{part}") is not None for part in ("from", "to", "min"))
        currency = flat.get("salary.currency")
        if not paid:
            for column in [one for one in flat if one.startswith("salary.")]:
                del flat[column]
        elif isinstance(currency, str):
            flat["salary.currency"] = money.CURRENCIES.get(currency, currency)
        for target, one in self._mapping.constants.items():
            if flat.get(target) is None and (paid or not target.startswith("salary.")):
                form = self._mapping.form(target)
                flat[target] = columns.value(one, form, target) if isinstance(one, str) else one
