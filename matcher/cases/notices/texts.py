"""The words of the notices, from the catalogues ru.toml, kk.toml and en.toml; those of refusals, from refusals.toml."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from typing import Literal

import msgspec

Lang = Literal["ru", "kk", "en"]
LANGS: tuple[Lang, ...] = ("ru", "kk", "en")


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Title and text of one notice; fields stand in braces."""

    title: str
    text: str


class Texts:
    """The catalogues, loaded once at wiring."""

    def __init__(self) -> None:
        folder = files("matcher.cases.notices")
        self._words: Mapping[Lang, Mapping[str, Words]] = {
            lang: msgspec.toml.decode(folder.joinpath(f"{lang}.toml").read_bytes(), type=dict[str, Words])
            for lang in LANGS
        }
        refusals = folder.joinpath("refusals.toml").read_bytes()
        self._refusals = msgspec.toml.decode(refusals, type=dict[str, dict[Lang, str]])

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
