"""One line over all findings of a pair: by what it fits, what to ask, what stands against."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scoring.explain.phrasebook import Phrasebook, finished, load

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scoring.explain.model import Finding, Lang, Told


def summary(findings: Mapping[str, Finding] | Mapping[str, Told], lang: Lang) -> str:
    """The head of an item of a shortlist; a criterion that nobody asks for is no strength.

    Example:
        "Подходит по профессии, опыту и графику; уточнить: зарплата; против: дорога 63 мин."
    """
    book = load()[lang]
    by = findings.items()
    fits = [book.summary["strength"][name] for name, one in by if one.verdict == "met" and one.weight > 0]
    asks = [book.summary["question"][name] for name, one in by if one.verdict == "unknown"]
    against = [_against(name, one, book) for name, one in by if one.verdict == "not_met"]
    parts = [
        book.summary[key].replace("{items}", _joined(items, book) if key == "fits" else ", ".join(items))
        for key, items in (("fits", fits), ("asks", asks), ("against", against))
        if items
    ]
    line = "; ".join(parts) or book.summary["nothing"]
    return finished(line[0].upper() + line[1:])


def _joined(items: Sequence[str], book: Phrasebook) -> str:
    """Words as a list with "and" before the last."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {book.summary['and']} {items[-1]}"


def _against(name: str, finding: Finding | Told, book: Phrasebook) -> str:
    for fact in finding.facts:
        if fact.code in book.short:
            return book.short[fact.code].fill(fact.params)
    label: str = book.summary["question"][name]
    return label
