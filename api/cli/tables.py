"""Answers as a person reads them on a terminal."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any

from rich.table import Table
from rich.text import Text

from api.cli.output import stdout
from matcher.store import ShortlistLine
from scoring.records import Resume, Vacancy

Made = Mapping[str, Any]
_STYLES = {"met": "green", "not_met": "red", "unknown": "yellow"}
_MARKS = {"met": "+", "not_met": "−", "unknown": "?"}


@lru_cache(maxsize=1)
def _texts() -> dict[str, Any]:
    return tomllib.loads((files("api.cli") / "texts.toml").read_text("utf-8"))


def word(group: str, key: str, lang: str) -> str:
    """A word of the tables in a language."""
    found: str = _texts()[group][key][lang]
    return found


def shortlist(made: Made, vacancy: Vacancy, lang: str) -> None:
    """A shortlist with its reasons, and the what-if ladder where it was asked."""
    stdout.print(Text(f"{word('words', 'shortlist_for', lang)} «{vacancy.title}» ({vacancy.id})", "bold"))
    _items(made, "resume", lang)
    _foot(made, lang)
    ladder(made, lang)


def suitable(made: Made, resume: Resume, lang: str) -> None:
    """Suitable vacancies with their reasons and the legal verdict."""
    stdout.print(Text(f"{word('words', 'work_for', lang)} {', '.join(resume.desired)} ({resume.id})", "bold"))
    _items(made, "vacancy", lang)
    _foot(made, lang)


def pair(made: Made, lang: str) -> None:
    """One pair."""
    _head(made, f"{made['vacancy']} × {made['resume']}", lang)
    if made.get("excluded"):
        stdout.print(Text("   " + word("words", "excluded", lang), "red"))
    _criteria(made["criteria"])


def kept(made: Made, lang: str) -> None:
    """A kept list, in its numbers and sentences as kept."""
    side = "resume" if "vacancy" in made else "vacancy"
    subject = made.get("vacancy") or made.get("resume") or word("words", "withdrawn", lang)
    stdout.print(Text(f"№ {made['shortlist']}: {subject}, {made['made_at']}", "bold"))
    _items(made, side, lang)
    ladder(made, lang)


def lists(found: Iterable[ShortlistLine]) -> None:
    """An overview of kept lists."""
    table = Table("№", "kind", "subject", "made at", "as of", "items", box=None)
    for one in found:
        made_at = one.made_at.isoformat(timespec="seconds")
        table.add_row(str(one.id), one.kind, one.subject or "-", made_at, one.as_of.isoformat(), str(one.items))
    stdout.print(table)


def ladder(made: Made, lang: str) -> None:
    """The what-if ladder."""
    if made.get("what_if"):
        stdout.print(Text(word("words", "what_if", lang) + ":", "bold"))
        for step in made["what_if"]:
            stdout.print(Text("  " + step["text"]), soft_wrap=True)


def _items(made: Made, side: str, lang: str) -> None:
    for place, item in enumerate(made["items"], start=1):
        if item.get("withdrawn"):
            stdout.print(Text(f"{place:>2}. {word('words', 'withdrawn', lang)}", "dim"))
            continue
        _head(item, f"{place:>2}. {item[side]}", lang)
        if "suitable_work" in item:
            stdout.print(Text("    " + word("law", item["suitable_work"]["verdict"], lang)))
        if "also" in item:
            stdout.print(Text("    " + word("words", "also", lang).format(items=", ".join(item["also"]))))
        _criteria(item["criteria"])


def _head(item: Made, name: str, lang: str) -> None:
    words = {key: word("words", key, lang) for key in ("total", "employer", "person")}
    band = word("bands", str(item["band"]), lang)
    fits = f"{words['employer']} {item['employer_fit']:.2f}, {words['person']} {item['candidate_fit']:.2f}"
    stdout.print(Text(f"{name}  {words['total']} {item['total']:.2f} — {band} ({fits})", "bold"), soft_wrap=True)


def _criteria(criteria: Mapping[str, Any]) -> None:
    """Criteria in the order of the Rules; what nobody asks for is left out."""
    table = Table(box=None, show_header=False, padding=(0, 1, 0, 0), pad_edge=False)
    table.add_column(width=4)
    table.add_column(overflow="fold")
    for found in criteria.values():
        if not found["weight"] and found["verdict"] == "met":
            continue
        text = Text(found["text"])
        if found["ask"]:
            text.append(f" → {found['ask']}", "italic")
        mark = Text(f"   {_MARKS[found['verdict']]}", _STYLES[found["verdict"]])
        table.add_row(mark, text)
    stdout.print(table)


def _foot(made: Made, lang: str) -> None:
    if not made["items"]:
        stdout.print(Text(word("words", "empty", lang)))
    words = word("words", "considered", lang)
    stdout.print(Text(words.format(n=made["considered"], number=made["shortlist"]), "dim"))
