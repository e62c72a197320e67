"""The words of the notices, from the catalogues ru.toml, kk.toml and en.toml.

What the codes in their fields mean stands in words.toml, the words of refusals in refusals.toml.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from importlib.resources import files
from typing import Literal

import msgspec

from matcher.cases.things import Value

Lang = Literal["ru", "kk", "en"]
LANGS: tuple[Lang, ...] = ("ru", "kk", "en")


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Title and text of one notice; fields stand in braces."""

    title: str
    text: str


class _Open(dict[str, str]):
    """Values by field; a field without one stands for itself."""

    def __missing__(self, name: str) -> str:
        return f"{{{name}}}"


class Texts:
    """The catalogues, loaded once at wiring."""

    def __init__(self) -> None:
        folder = files("matcher.cases.notices")
        self._words: Mapping[Lang, Mapping[str, Words]] = {
            lang: msgspec.toml.decode(folder.joinpath(f"{lang}.toml").read_bytes(), type=dict[str, Words])
            for lang in LANGS
        }
        self._refusals, self._codes = (
            msgspec.toml.decode(folder.joinpath(name).read_bytes(), type=dict[str, dict[Lang, str]])
            for name in ("refusals.toml", "words.toml")
        )

    def words(self, code: str, lang: Lang) -> Words:
        """Title and text with their fields still open.

        Raises:
            KeyError: no notice has this code.
        """
        return self._words[lang][code]

    def refusal(self, code: str, lang: Lang) -> str:
        """Why a step was refused, a sentence for the person at the screen.

        Raises:
            KeyError: no guard has this code.
        """
        return self._refusals[code][lang]

    def filled(self, code: str, lang: Lang, fields: Mapping[str, str]) -> Words:
        """Title and text with the fields filled in; fields that the text does not use are left aside.

        Raises:
            KeyError: no such notice, or a field that the text needs is not given.
        """
        words = self.words(code, lang)
        return Words(words.title.format_map(fields), words.text.format_map(fields))

    def said(self, code: str, lang: Lang, fields: Mapping[str, Value]) -> Words:
        """Title and text as far as they are known; a field that whoever sends has to fill in stays in its braces.

        Raises:
            KeyError: no notice has this code.
        """
        known = {name: self._one(value, lang) for name, value in fields.items() if value is not None}
        return self.filled(code, lang, _Open(known))

    def _one(self, value: str | bool | tuple[str, ...], lang: Lang) -> str:
        if isinstance(value, tuple):
            return "; ".join(self._one(one, lang) for one in value)
        code = value if isinstance(value, str) else ("no", "yes")[value]
        return self._codes[code][lang] if code in self._codes else _day(code)


def _day(text: str) -> str:
    """A date, or a date with its hour, as it is written in the country; any other text as it is."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return f"{date.fromisoformat(text):%d.%m.%Y}"
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}[+-]\d{2}:\d{2}", text):
        return f"{datetime.fromisoformat(text):%d.%m.%Y %H:%M}"
    return text
