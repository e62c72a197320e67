"""How values are written in a language: sums, lengths of time, names of codes, lists and quotes.

In a catalogue `{name:how}`, where `how` is

| how | value |
|---|---|
| (nothing) | text or a whole number, as it is |
| number | a number with the language's decimal sign |
| money | a sum in tenge |
| paid | a sum in the currency of the fact (`currency`) |
| time | {"years", "months", "hours", "minutes"}: those that are there |
| name | {"ru", "kk", "en"}: a name that the fact brings in each language |
| one.TABLE, list.TABLE | a code, or codes, by a table of names |
| count.UNIT | a number with a unit by its plural forms |
| quoted | texts, each in quotation marks |
| grade, licence, licences, language, languages | codes with their grade |
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from scoring.explain.model import Lang, Params

Way = Callable[[Any, Params], str]


class Wording:
    """The writing of one language, by its catalogue."""

    def __init__(self, lang: Lang, data: Mapping[str, Any]) -> None:
        self._lang = lang
        self._format = data["format"]
        self._currency: Mapping[str, str] = data["currency"]
        self._units = data["units"]
        self.names: Mapping[str, Mapping[str, str]] = data["names"]
        self._open, self._close = self._format["quote"]
        self._ways: dict[str, Way] = {
            "text": lambda value, _: str(value),
            "number": lambda value, _: self.number(value),
            "money": lambda value, _: self.money(value, "KZT"),
            "paid": lambda value, params: self.money(value, params["currency"]),
            "time": lambda value, _: self.time(value),
            "name": lambda value, _: str(value[lang]),
            "quoted": lambda value, _: self.quoted(value),
            "grade": lambda value, _: self.graded("grade", value),
            "licence": lambda value, _: self.graded("licence", value),
            "licences": lambda value, _: ", ".join([self.graded("licence", one) for one in value]),
            "language": lambda value, _: self.language(value),
            "languages": lambda value, _: ", ".join([self.language(one) for one in value]),
        }

    def way(self, how: str) -> Way:
        """How a place of a template is filled.

        Raises:
            KeyError: no such way, or no such table of names.
        """
        kind, _, table = how.partition(".")
        if kind == "count":
            return lambda value, _: f"{self.number(value)}\u00a0{self._unit(table, value)}"
        if kind not in ("one", "list"):
            return self._ways[how]
        names = self.names[table]
        if kind == "one":
            return lambda value, _: names[value]
        return lambda value, _: ", ".join([names[one] for one in value])

    def number(self, value: float) -> str:
        """A number with groups of thousands: 280 000, 37,5."""
        whole = int(value)
        grouped = f"{whole:,}".replace(",", self._format["group"])
        rest = round(value - whole, 2)
        return f"{grouped}{self._format['decimal']}{f'{rest:g}'[2:]}" if rest else grouped

    def money(self, value: float, currency: str) -> str:
        """A sum with its currency."""
        text: str = self._format["money"]
        return text.replace("{amount}", self.number(value)).replace("{currency}", self._currency[currency])

    def time(self, parts: Mapping[str, int]) -> str:
        """Years and months, or hours and minutes."""
        names = []
        for name, value in parts.items():
            short = name == "years" and len(parts) > 1
            names.append(f"{value}\u00a0{self._unit('years_short' if short else name, value)}")
        return " ".join(names)

    def _unit(self, name: str, value: int) -> str:
        forms: str | Sequence[str] = self._units[name]
        return forms if isinstance(forms, str) else forms[plural(self._lang, value, len(forms))]

    def quoted(self, texts: Sequence[str]) -> str:
        """Texts in quotation marks, by commas."""
        return ", ".join([f"{self._open}{one}{self._close}" for one in texts])

    def graded(self, table: str, code: str) -> str:
        """A code `kind:grade` by its own name, else by its kind's with the grade in it; an unknown one as written."""
        names = self.names[table]
        known = names.get(code)
        kind, _, grade = code.partition(":")
        if known is None:
            known = names.get(kind) or (f"{kind.replace('_', ' ')} ({{0}})" if grade else kind.replace("_", " "))
        return known.replace("{0}", grade) if grade else known.replace("{0}", "").strip()

    def language(self, code: str) -> str:
        """A language with its level, of "kk:B2"."""
        kind, _, level = code.partition(":")
        name = self.names["language"].get(kind, kind)
        return f"{name} {level}" if level else name


def plural(lang: Lang, value: int, forms: int) -> int:
    """Which form of a unit stands after a number: Russian one, few, many; English one, other; Kazakh has one."""
    if lang == "ru":
        if value % 10 == 1 and value % 100 != 11:
            return 0
        return 1 if 2 <= value % 10 <= 4 and not 12 <= value % 100 <= 14 else 2
    return 0 if value == 1 or forms == 1 else 1
