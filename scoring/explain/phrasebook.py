"""The catalogues: one a language, read and compiled once by `load()`; a sentence is then a join of ready parts."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from string import Formatter
from typing import Any

from scoring.explain.model import LANGS, Fact, Lang, Params
from scoring.explain.wording import Wording

Part = str | tuple[str, Callable[[Any, Params], str]]


class Template:
    """A text with places for values, each with the way it is written."""

    __slots__ = ("fields", "parts")

    def __init__(self, text: str, wording: Wording) -> None:
        self.parts: list[Part] = []
        self.fields: list[str] = []
        for literal, name, how, _ in Formatter().parse(text):
            if literal:
                self.parts.append(literal)
            if name is not None:
                self.fields.append(name)
                self.parts.append((name, wording.way(how or "text")))

    def fill(self, params: Params) -> str:
        """The text with the values of a fact."""
        return "".join([one if isinstance(one, str) else one[1](params[one[0]], params) for one in self.parts])


@dataclass(frozen=True)
class Phrasebook:
    """One language: compiled templates by code, and the names of criteria."""

    lang: Lang
    wording: Wording
    label: Mapping[str, str]
    text: Mapping[str, Template]
    ask: Mapping[str, Template]
    short: Mapping[str, Template]
    summary: Mapping[str, Any]

    @classmethod
    def read(cls, lang: Lang) -> Phrasebook:
        """The catalogue file of a language."""
        data = tomllib.loads((files("scoring.explain") / "catalogues" / f"{lang}.toml").read_text("utf-8"))
        wording = Wording(lang, data)
        compiled = {
            part: {code: Template(text, wording) for code, text in data[part].items()}
            for part in ("text", "ask", "short")
        }
        return cls(lang, wording, data["label"], compiled["text"], compiled["ask"], compiled["short"], data["summary"])

    def sentence(self, criterion: str, facts: tuple[Fact, ...]) -> str:
        """The criterion's label and what its facts say, as one sentence."""
        said = "; ".join([self.text[fact.code].fill(fact.params) for fact in facts])
        return finished(f"{self.label[criterion]}: {said}")

    def question(self, facts: tuple[Fact, ...]) -> str:
        """The questions of the facts that leave something open."""
        return " ".join([finished(self.ask[fact.code].fill(fact.params)) for fact in facts if fact.code in self.ask])


def finished(text: str) -> str:
    """The text with one full stop at its end: "2 г. 8 мес." and a name such as "Павлодар қ." have it already."""
    return f"{text.rstrip('.')}." if not text.endswith(("?", "!")) else text


@lru_cache(maxsize=1)
def load() -> Mapping[Lang, Phrasebook]:
    """All catalogues; the first call reads them, so call it when a process starts."""
    return {lang: Phrasebook.read(lang) for lang in LANGS}
