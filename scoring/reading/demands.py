"""What an ad demands a person to know, where it says so in its text alone: "нужно уметь варить аргоном".

A demand is a stretch of text behind or before words that ask for it (`FIRM`), or behind a word for knowing (`LOOSE`)
that stands neither under a heading of duties, conditions or wishes nor beside an offer to teach it. Bare names of tools
count under a heading of demands. Every demand that a person does not speak of lowers them, so few and short ones are
taken, and none where the words are about something else: character, education, licences, languages, hours, pay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from scoring.reading.demand_words import (
    ASKED_HEAD,
    CALLED,
    DOING,
    EMPTY,
    END,
    FIRM,
    FIRM_BEHIND,
    GIVEN,
    HANGING,
    HEADS,
    LEAD,
    LOOSE,
    LOOSE_BEHIND,
    MARKS,
    NEXT_LINE,
    NO_SKILL,
    VERB,
    WISHED,
)
from scoring.reading.facts import Fact
from scoring.reading.negation import denied, denied_after, denied_before, wished
from scoring.reading.sheet import Sheet
from scoring.reading.skills import TOOLS

_MOST = 3
"""Demands read of one ad; the first ones named matter most."""
_MOST_WORDS = 5
_MOST_ALTERNATIVES = 2
"""One of two is half of them, which is enough to meet both; of three it is not, and none of them is taken."""
_ONE_OR_OTHER = 3
"""Words of "сварка или пайка"."""
_AROUND = 50
_BEHIND = 90
_LISTED = 400
"""Letters under a heading of demands within which bare names of tools are looked for."""
_EITHER = re.compile(r"\s(?:или|либо|немесе)\s|/")
_OR = re.compile(r"\s(?:или|либо|немесе)\s")
_AND = re.compile(r"\s(?:и|а также|жане)\s")
_ALSO = re.compile(r"\s(?:да|де|та|те)(?=\s|$)")
_BRACKETS = re.compile(r"\([^()]{0,80}\)")
_ITEM = re.compile(r"[^,]+")
_LAST = re.compile(r"[^,:]+")
_LAST_PART = re.compile(r"[,:]")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_WORD = re.compile(r"\S+")
_EDGES = " \t\n.,;:!?-\"'•*_"


class _Stretch(NamedTuple):
    """Where something asked is named, where its cue begins, and whether it stands before its cue."""

    start: int
    end: int
    cue: int
    before: bool


_Head = tuple[int, str]
"""Where a part of the ad begins, and which it is: asked, wish or other."""
_CUES = (
    (FIRM, True, False),
    (FIRM_BEHIND, True, True),
    (CALLED, True, True),
    (LOOSE, False, False),
    (LOOSE_BEHIND, False, True),
)
"""Rules, whether they demand by themselves, whether what is asked stands before."""


def find(sheet: Sheet) -> Iterator[Fact]:
    """Required skills as facts, in the order of the text."""
    if not sheet.marks & (MARKS | ASKED_HEAD):
        return
    taken: list[str] = []
    for start, end in _named(sheet):
        name = _name(sheet.quote(start, end))
        words = sheet.low[start:end].strip(_EDGES)
        if any(words in one or one in words for one in taken):
            continue
        taken.append(words)
        yield Fact("requirements.skills", {"name": name, "required": True}, start, end, 0.7)
        if len(taken) == _MOST:
            return


def _name(quote: str) -> str:
    """What is asked as a skill would be listed: no brackets, no "да ... да"."""
    name = " ".join(_ALSO.sub(" ", _BRACKETS.sub(" ", quote)).split()).strip(_EDGES)
    return _EITHER.sub(" / ", name)


def _named(sheet: Sheet) -> Iterator[tuple[int, int]]:
    """The places of what is asked, those asked in so many words first where they overlap with others."""
    heads = list(_heads(sheet))
    for one in sorted({*_stretches(sheet, heads), *_listed(sheet, heads)}):
        for start, end in _items(sheet, one):
            if not (wished(sheet, start, end) or _refused(sheet, one, end) or _given(sheet, min(one.cue, start), end)):
                yield from _tools(sheet, start, end)


def _refused(sheet: Sheet, one: _Stretch, end: int) -> bool:
    """Whether it is said that the thing is not needed; "без ... не берём" is no such thing."""
    return not (one.before or sheet.low.startswith("без ", one.cue)) and denied_after(sheet, end)


def _given(sheet: Sheet, start: int, end: int) -> bool:
    """Whether the clause offers what it names."""
    left, right = sheet.clause(start, end)
    return GIVEN.first(sheet.low[max(left, start - _AROUND) : min(right, end + _AROUND)]) is not None


def _stretches(sheet: Sheet, heads: list[_Head]) -> Iterator[_Stretch]:
    """What stands beside words that ask."""
    for rules, firm, before in _CUES:
        for rule in rules:
            for match in rule.on(sheet):
                cue, end = match.span()
                if not _asking(sheet, heads, cue, firm=firm) or (rules is CALLED and not _doing(sheet, cue)):
                    continue
                if before and not denied_after(sheet, end):
                    yield _Stretch(max(sheet.sentence(cue, cue)[0], cue - _BEHIND), cue, cue, before)
                elif not before and (sheet.low.startswith("без ", cue) or not denied_before(sheet, cue)):
                    yield _Stretch(*match.span("l"), cue, before)


def _doing(sheet: Sheet, cue: int) -> bool:
    """Whether what stands just before is work or a tool, not a uniform or a meeting."""
    thing = _LAST_PART.split(sheet.low[max(sheet.sentence(cue, cue)[0], cue - _BEHIND) : cue])[-1].strip(_EDGES)
    return bool(DOING.starts(thing) or TOOLS.first(thing))


def _asking(sheet: Sheet, heads: list[_Head], place: int, *, firm: bool) -> bool:
    """Whether a cue may ask where it stands: of duties and wishes only what is said as a demand."""
    part, since = "", 0
    for start, kind in heads:
        if start > place:
            break
        part, since = kind, start
    if not firm and WISHED.starts(sheet.low[sheet.sentence(place, place)[0] : place]):
        return False
    if part in ("", "asked"):
        return True
    return firm and (part == "other" or any(one in sheet.low[since:place] for one in (". ", "\n")))


def _heads(sheet: Sheet) -> Iterator[_Head]:
    """Where a part of the ad begins, and which: asked, wish, other."""
    for match in HEADS.on(sheet):
        before = sheet.low[max(0, match.start() - 2) : match.start()].rstrip(" ")
        if not before[-1:].isalnum() or match.group().endswith((":", "\n")):
            yield match.end(), match.lastgroup or ""


def _listed(sheet: Sheet, heads: list[_Head]) -> Iterator[_Stretch]:
    """The tools named in the first lines under a heading of demands."""
    for number, (start, kind) in enumerate(heads):
        if kind != "asked":
            continue
        end = heads[number + 1][0] if number + 1 < len(heads) else len(sheet.low)
        for match in TOOLS.pattern.finditer(sheet.low, start, min(end, start + _LISTED)):
            if not denied(sheet, *match.span()):
                yield _Stretch(*match.span(), match.start(), before=False)


def _items(sheet: Sheet, one: _Stretch) -> Iterator[tuple[int, int]]:
    """The things named in a stretch: the first, and what a comma joins to it as long as it is of its kind."""
    start, end = one.start, one.end
    low = sheet.low[:start] + _plain(sheet.low[start:end]) + sheet.low[end:]
    if one.before:
        parts = _back(low, start, end)
    else:
        end = _cut(sheet, low, start, end)
        choice = _OR.search(low, start, end)
        if choice and "," in low[start : choice.start()]:
            return
        parts = [match.span() for match in _ITEM.finditer(low, start, end)]
    infinitive = False
    for number, (left, right) in enumerate(parts):
        place = _trimmed(low, left, right)
        if place is None or low.startswith("...", place[1]):
            return
        verb = VERB.starts(low[place[0] : place[1]]) is not None
        if number and verb and not infinitive:
            return
        infinitive = verb if not number else infinitive
        yield place


def _cut(sheet: Sheet, low: str, start: int, end: int) -> int:
    """Where a stretch that follows its cue has named what is asked."""
    cut = END.pattern.search(low, start, end)
    end = cut.start() if cut else end
    run_on = NEXT_LINE.search(sheet.text, start, end) if len(sheet.text) == len(low) else None
    return run_on.start() if run_on else end


def _plain(words: str) -> str:
    """Words with brackets blanked; brackets that name tools stand for what is before them."""
    while found := _BRACKETS.search(words):
        inner = found.group()[1:-1]
        if TOOLS.pattern.search(inner):
            left = words.rfind(",", 0, found.start()) + 1
            words = words[:left] + " " * (found.start() + 1 - left) + inner + " " + words[found.end() :]
        else:
            words = words[: found.start()] + " " * len(found.group()) + words[found.end() :]
    return words


def _back(low: str, start: int, end: int) -> list[tuple[int, int]]:
    """The last part of a stretch that stands before its cue, with parts before it that "да" joins to it."""
    parts = [match.span() for match in _LAST.finditer(low, start, end)]
    first = len(parts) - 1
    while first > 0 and _ALSO.search(low[slice(*parts[first - 1])].rstrip()[-3:]):
        first -= 1
    return parts[max(first, 0) :]


def _trimmed(low: str, start: int, end: int) -> tuple[int, int] | None:
    """A thing without the words that go before it; None where it is no skill or too long to be one."""
    while start < end and low[start] in _EDGES:
        start += 1
    lead = LEAD.pattern.match(low, start, end)
    start = lead.end() if lead else start
    words = [match.span() for match in _WORD.finditer(low, start, end)]
    if len(words) > _MOST_WORDS:
        shorter = _AND.search(low, start, end)
        end = shorter.start() if shorter else end
        words = [match.span() for match in _WORD.finditer(low, start, end)]
    if not words or len(words) > _MOST_WORDS:
        return None
    end = words[-1][1]
    thing = low[start:end]
    tool = TOOLS.first(thing)
    if _OR.search(thing) and not (tool or len(words) == _ONE_OR_OTHER):
        return None
    fine = tool or (_LETTERS.search(thing) and thing[0].isalnum())
    fine = fine and (tool or not (EMPTY.starts(thing) or HANGING.starts(thing)))
    return (start, end) if fine and not NO_SKILL.first(thing) else None


def _tools(sheet: Sheet, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A thing as it is; of one that names tools the tools alone, two that are alternatives as one."""
    tools = [match.span() for match in TOOLS.pattern.finditer(sheet.low, start, end)]
    if not tools or (len(tools) == 1 and _OR.search(sheet.low, start, end)):
        if len(sheet.low[start:end].split()) <= (_MOST_WORDS if not tools else _ONE_OR_OTHER):
            yield start, end
    elif len(tools) > 1 and _EITHER.search(sheet.low[tools[0][1] : tools[1][0]]):
        if len(tools) == _MOST_ALTERNATIVES:
            yield tools[0][0], tools[1][1]
    else:
        yield from tools
