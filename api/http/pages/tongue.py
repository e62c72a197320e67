"""A language of the pages: its catalogue, and how names of codes, places and sums are written."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from scoring.explain import LANGS, Lang, load
from scoring.explain.names import place_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scoring.explain.wording import Wording
    from scoring.places.table import Places
    from scoring.records import Ask, Offer, Place

DEFAULT: Lang = "ru"
MOST_ACCEPTED = 20
"""Entries read of an Accept-Language; browsers send five."""
OWN_NAMES: Mapping[Lang, str] = {"ru": "Русский", "kk": "Қазақша", "en": "English"}


@dataclass(frozen=True)
class Tongue:
    """One language. `texts` are the words of the pages, `wording` is that of the explanations."""

    lang: Lang
    texts: Mapping[str, Any]
    wording: Wording

    def word(self, path: str, **values: object) -> str:
        """A word of the catalogue: `tongue.word("list.title", number=7)`."""
        group, _, key = path.partition(".")
        found: str = self.texts[group][key]
        return found.format(**values) if values else found

    def number(self, value: float) -> str:
        """A number with the language's decimal sign and groups of thousands."""
        return self.wording.number(value)

    def share(self, value: float) -> str:
        """A value from 0 to 1 with two decimals."""
        return f"{value:.2f}".replace(".", self.wording.number(0.5)[1])

    def day(self, value: date | datetime) -> str:
        """A day, or a moment with its time zone as it is given."""
        if isinstance(value, datetime):
            return f"{value:%d.%m.%Y %H:%M}" if self.lang != "en" else f"{value:%-d %b %Y %H:%M}"
        return f"{value:%d.%m.%Y}" if self.lang != "en" else f"{value:%-d %b %Y}"

    def named(self, table: str, code: str) -> str:
        """A code by a table of names: of this catalogue, else of the explanations; an unknown one as it is."""
        own = self.texts.get(table, {})
        return str(own.get(code) or self.wording.names.get(table, {}).get(code, code))

    def place(self, place: Place | None, places: Places) -> str:
        """A place by its code, else as it is written."""
        if place is None:
            return ""
        known = places.get(place.kato)
        return place_name(places, known.code)[self.lang] if known else place.name or place.address or ""

    def offer(self, salary: Offer | None) -> str:
        """The pay offered, as stated."""
        if salary is None or (salary.low is None and salary.high is None):
            return ""
        low, high = (self._sum(one, salary.currency) for one in (salary.low, salary.high))
        form = "both" if low and high else "low" if low else "high"
        text = low if low == high else self.word(f"pay.{form}", low=low, high=high)
        tax = "" if salary.gross is None else ", " + self.word("pay.gross" if salary.gross else "pay.net")
        return f"{text}{self._period(salary.period)}{tax}"

    def ask(self, salary: Ask | None) -> str:
        """The least pay a person would take, as stated."""
        if salary is None or salary.min is None:
            return ""
        text = self.word("pay.low", low=self._sum(salary.min, salary.currency))
        tax = f", {self.word('pay.net')}" if salary.in_hand else ""
        return f"{text}{self._period(salary.period)}{tax}"

    def _sum(self, value: float | None, currency: str | None) -> str:
        if value is None:
            return ""
        return self.wording.money(value, currency) if currency else self.number(value)

    def _period(self, period: str | None) -> str:
        return f" {self.word(f'periods.{period}')}" if period else ""


@lru_cache(maxsize=1)
def tongues() -> Mapping[Lang, Tongue]:
    """All languages, read at the first page."""
    found = {}
    for lang in LANGS:
        text = (files("api.http") / "texts" / f"{lang}.toml").read_text("utf-8")
        found[lang] = Tongue(lang, tomllib.loads(text), load()[lang].wording)
    return found


def pick(wanted: str | None, accepted: str | None) -> Lang:
    """The language asked for, else the best of the browser's, else Russian. Nothing here is an error."""
    for lang in LANGS:
        if wanted == lang:
            return lang
    ranked = [
        (-_quality(rest), at, lang)
        for at, (tag, rest) in enumerate(_accepted(accepted or ""))
        for lang in LANGS
        if tag == lang
    ]
    return min(ranked)[2] if ranked and min(ranked)[0] < 0 else DEFAULT


def _accepted(header: str) -> Iterator[tuple[str, str]]:
    """The languages of an Accept-Language without their regions, each with its quality as text."""
    for part in header.split(",")[:MOST_ACCEPTED]:
        tag, _, rest = part.strip().partition(";")
        yield tag.partition("-")[0].lower(), rest


def _quality(text: str) -> float:
    try:
        return float(text.strip().removeprefix("q=")) if text.strip() else 1.0
    except ValueError:
        return 0.0
