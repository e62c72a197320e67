"""Wording that the law forbids in a vacancy: quoted, flagged, and never a requirement.

Labour Code, art. 6 and the Law on employment forbid demands of sex, age, nationality, appearance, family, religion,
health beyond the work's own contraindications, and of residence registration. Coming of age (18) may be asked. What the
work serves ("мужской зал", "детская одежда") is no demand, nor is a polite word ("девушки и юноши", "без ограничений
по возрасту"). The quote is the clause, up to its commas.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from scoring.reading.facts import Fact
from scoring.reading.sheet import Rule, Sheet
from scoring.reading.unlawful_words import HARMLESS, KINDS, SERVED


class Mark(NamedTuple):
    """A forbidden demand at `low[start:end]`."""

    kind: str
    start: int
    end: int


def find(sheet: Sheet) -> Iterator[Mark]:
    """The forbidden demands of a vacancy's text, one a kind and clause."""
    seen: set[tuple[str, int]] = set()
    found: list[Mark] = []
    for kind, rule in KINDS:
        for match in rule.on(sheet):
            left, right = sheet.clause(match.start(), match.end())
            if (
                (kind, left) in seen
                or SERVED.first(sheet.low[left:right])
                or HARMLESS[kind].first(sheet.low[left:right])
                or _waived(sheet, left, right)
            ):
                continue
            seen.add((kind, left))
            found.append(Mark(kind, left, right))
    return _joined(found)


_NOUN = Rule(r"\W*(?:пол|возраст|национальность|внешность|вероисповедание|религия|ұлты|жынысы|жасы|діні)\W*$")
_WAIVED = Rule(
    r"(?:маңызды|маңызы|мәселе|шарт) (?:емес|жоқ)|қарамаймыз|қарамастан|не важ\w+|неважн\w+|не имее?ю?т\s+знач"
    r"|значения не",
)


def _waived(sheet: Sheet, left: int, right: int) -> bool:
    """Whether a clause only names what its sentence goes on to waive: "ұлты, жынысы, жасы маңызды емес"."""
    return (
        _NOUN.starts(sheet.low[left:right]) is not None
        and _WAIVED.first(sheet.low[slice(*sheet.sentence(left, right))]) is not None
    )


@lru_cache(maxsize=10_000)
def lawful_title(title: str) -> str:
    """A title without forbidden demands: "Официант (девушки до 30 лет)" looks for a waiter and nothing more.

    A clause behind the title goes as a whole; in the title's own clause only the demand itself.
    """
    sheet = Sheet(title)
    letters = list(title)
    for kind, rule in (*KINDS, ("", CITIZENSHIP)):
        for match in rule.all(sheet.low):
            left, right = sheet.clause(match.start(), match.end())
            clause = sheet.low[left:right]
            if SERVED.first(clause) or (kind and HARMLESS[kind].first(clause)):
                continue
            if not left:
                left = match.start() - len(_ONLY.search(sheet.low[: match.start()]).group())  # type: ignore[union-attr]
                right = match.end() + len(_AGE_AFTER.match(sheet.low[match.end() :]).group())  # type: ignore[union-attr]
            else:
                opening, close = sheet.low.rfind("(", 0, left), sheet.low.find(")", right)
                left, right = (opening, close + 1) if 0 <= opening < close else (left, right)
            start, end = sheet.origin(left, right)
            letters[start:end] = " " * (end - start)
    kept = " ".join("".join(letters).split()).strip(" ,;:-")
    return _EMPTY.sub("", kept).strip(" ,;:-") if any(letter.isalpha() for letter in kept) else title


_ONLY = re.compile(r"(?:(?:только|тек|требу[ею]тся|нужн[аы]|берем|рассматриваем)\s+)?$")
_AGE_AFTER = re.compile(
    r"(?:\s*,?\s*(?:от|до|с)?\s*\d\d(?:\s*(?:-|до)\s*\d\d)?\s*(?:лет|года?|жас\w*)?(?:\s+до\s+\d\d\s*лет)?(?!\w))?"
)
_EMPTY = re.compile(r"\(\s*[,;]?\s*\)|(?:[,;/]\s*)+$")


def lawful(facts: Iterable[Fact], marks: list[Mark]) -> Iterator[Fact]:
    """The facts without requirements and places that were read inside an unlawful demand.

    A demand of sex, appearance or family stands beside lawful ones in its clause ("женщина с опытом от 3 лет"); ages,
    registration and the others look like facts themselves.
    """
    spans = sorted((mark.start, mark.end) for mark in marks if mark.kind not in _BESIDE_LAWFUL)
    starts = [start for start, _ in spans]
    ends = list(accumulate((end for _, end in spans), max))
    for fact in facts:
        before = bisect_right(starts, fact.start)
        inside = before > 0 and fact.start < ends[before - 1]
        if not (inside and (fact.path.startswith("requirements.") or fact.path == "place.name")):
            yield fact


CITIZENSHIP = Rule(r"\bграждан(?:е|ин|ка|ств\w*)\b|\bазамат(?:ы|тар\w*|тығы\w*)\b", "граждан|азамат")
"""A demand that may be lawful, but that no resume can show to be met: it is nobody's advantage."""
_BESIDE_LAWFUL = frozenset(("sex", "appearance", "family"))


def _joined(marks: list[Mark]) -> Iterator[Mark]:
    """Neighbouring clauses of one kind as one demand: "семейное положение: женат"."""
    held: Mark | None = None
    for mark in sorted(marks, key=lambda one: (one.kind, one.start)):
        if held and held.kind == mark.kind and mark.start - held.end <= 1:
            held = held._replace(end=mark.end)
            continue
        if held:
            yield held
        held = mark
    if held:
        yield held
