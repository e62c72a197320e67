"""One offer told by several sources: the same title, employer, place and pay, each as its source writes them.

Only advertisements of different sources can be the same offer: one source that tells two openings means two. What one
of both leaves silent (a place, the pay) parts nobody; an employer that is not stated is not known to be the same.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.fuzz import token_set_ratio, token_sort_ratio

from scoring.language.words import tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from scoring.records import Employer, Offer, Place, Vacancy

ALIKE = 90.0
"""Of 100: how alike two titles are that are the same but for spelling and order."""
EMPLOYER_ALIKE = 88.0
PAY_APART = 0.1
"""The share by which the lower ends of two sums may differ: rounding, and tax left in or out of a minimum wage."""
REGION_DIGITS = 2
RARER = 12
"""Words of an employer's name, the rarest first, by which those are found that may be the same."""

_FORMS = frozenset(
    (
        "тоо ооо ао оао зао пао ип кгу ргу гу кгкп ргкп гкп кх жшс ақ ак жк мбоу мбдоу кгку кгбу кгбуз фгуп фку "
        "llp ltd llc jsc"
    ).split()
)
"""Legal forms, which one source writes and another does not."""
_TAIL = re.compile(r"[(\[–—|/]|\s-\s|,|\s(?:в|во|на|с|со|из|для|при)\s")
"""Where a title ends and its circumstances begin: "монтёр пути | в РЖД с обучением"."""


class Told(NamedTuple):
    """A vacancy as one source tells it."""

    source: str | None
    vacancy: Vacancy


def same_offer(one: Told, other: Told) -> bool:
    """Whether two sources tell of one offer."""
    a, b = one.vacancy, other.vacancy
    return (
        one.source is not None
        and other.source is not None
        and one.source != other.source
        and _same_employer(a.employer, b.employer)
        and _same_title(a.title, b.title)
        and _same_place(a.place, b.place)
        and _same_pay(a.salary, b.salary)
    )


def groups(told: Iterable[Told]) -> list[list[Told]]:
    """The offers that several sources tell of, each with all that tell of it, in the order given.

    Each is compared with the first of every group whose employer shares one of its rarer words and whose title begins
    alike. A group holds one vacancy of a source: three shops of one chain are three offers, also where another source
    that names no shop could mean any of them.
    """
    everything = [one for one in told if one.source is not None]
    heads: dict[object, list[list[Told]]] = defaultdict(list)
    found: list[list[Told]] = []
    for one, keys in zip(everything, _keys(everything), strict=True):
        group = next((group for key in keys for group in heads[key] if joins(one, group)), None)
        if group is None:
            group = []
            found.append(group)
            for key in keys:
                heads[key].append(group)
        group.append(one)
    return [group for group in found if len(group) > 1]


def joins(one: Told, group: Sequence[Told]) -> bool:
    """Whether a vacancy is the same offer as a group's first, told by a source that is not in the group yet."""
    return all(one.source != other.source for other in group) and same_offer(one, group[0])


def _keys(told: Sequence[Told]) -> Iterator[list[object]]:
    often = Counter(word for one in told for word in set(_employer_words(one.vacancy.employer)))
    for one in told:
        start = min(_head(one.vacancy.title), default="")[:4]
        employer = one.vacancy.employer
        words = sorted(set(_employer_words(employer)), key=lambda word: (often[word], word))[:RARER]
        bins = [employer.bin] if employer is not None and employer.bin else []
        yield [(word, start) for word in (*bins, *words)]


def _same_employer(a: Employer | None, b: Employer | None) -> bool:
    if a is None or b is None:
        return False
    if a.bin and b.bin:
        return a.bin == b.bin
    first, second = (" ".join(_employer_words(one)) for one in (a, b))
    if not first or not second:
        return False
    digits = [sorted(word for word in one.split() if word.isdigit()) for one in (first, second)]
    # "School No. 1" and "School No. 12" are spelt nearly alike.
    return digits[0] == digits[1] and token_set_ratio(first, second) >= EMPLOYER_ALIKE


def _same_title(a: str, b: str) -> bool:
    first, second = " ".join(tokens(a)), " ".join(tokens(b))
    if token_sort_ratio(first, second) >= ALIKE:
        return True
    heads = _head(a), _head(b)
    # "Driver of a lorry" and "driver of a bus" begin alike: only what one of both leaves out may be missing.
    plain = len(heads[0]) == len(tokens(a)) or len(heads[1]) == len(tokens(b))
    return plain and token_sort_ratio(" ".join(heads[0]), " ".join(heads[1])) >= ALIKE


@lru_cache(maxsize=65_536)
def _head(title: str) -> tuple[str, ...]:
    start = _TAIL.split(title.strip(), maxsplit=1)[0]
    return tuple(tokens(start)) or tuple(tokens(title))


@lru_cache(maxsize=65_536)
def _employer_words(employer: Employer | None) -> tuple[str, ...]:
    if employer is None or not employer.name:
        return ()
    words = tuple(tokens(employer.name))
    return tuple(word for word in words if word not in _FORMS) or words


def _same_place(a: Place | None, b: Place | None) -> bool:
    if a is None or b is None:
        return True
    if a.kato and b.kato:
        short, long = sorted((a.kato.rstrip("0"), b.kato.rstrip("0")), key=len)
        return long.startswith(short) or (len(short) <= REGION_DIGITS and long[:REGION_DIGITS] == short)
    first, second = _where(a), _where(b)
    if not first[0] or not second[0]:
        return True
    return first[0] <= second[1] or second[0] <= first[1]


def _where(place: Place) -> tuple[set[str], set[str]]:
    """The words of a place's name, and those with its address: one source names the region, another the town."""
    name = set(tokens(place.name or ""))
    return name, name | set(tokens(place.address or ""))


def _same_pay(a: Offer | None, b: Offer | None) -> bool:
    if a is None or b is None:
        return True
    for first, second in ((a.currency, b.currency), (a.period, b.period)):
        if first and second and first != second:
            return False
    lows = [one.low if one.low is not None else one.high for one in (a, b)]
    if lows[0] is None or lows[1] is None:
        return True
    return abs(lows[0] - lows[1]) <= PAY_APART * max(lows[0], lows[1])
