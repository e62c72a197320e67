"""Licences and their hierarchies: does what a person holds cover what is asked?

Codes are open, `kind` or `kind:grade`. Driving categories: C1 within C, D1 within D, and with a trailer CE within C
and E (Law on road traffic, Art. 72). Numbered grades count upwards: electrical safety 3 is covered by 4. A held
"no:kind" or "no:kind:grade" says that the person stated not to have it.
"""

from __future__ import annotations

from scoring.criteria.base import MET, NOT_MET, UNKNOWN

DENIED = "no:"

# Held category -> categories that it covers beside itself.
_DRIVING = {
    "A": ("A1",),
    "B": ("B1",),
    "C": ("C1",),
    "D": ("D1",),
    "BE": ("B", "B1", "E"),
    "CE": ("C", "C1", "E", "C1E"),
    "DE": ("D", "D1", "E", "D1E"),
    "C1E": ("C1", "E"),
    "D1E": ("D1", "E"),
}

NEAR_MISS = 0.25
"""A licence of the kind is there, the grade asked is not: to be earned, so not worthless."""
PRIOR = 0.8
ABSENT = 0.2
SOON_MADE = 0.45
"""Of a paper that is not there and takes days to get."""
_IN_DAYS = frozenset(
    ("medical_book", "medical_certificate", "safety", "electrical_safety", "guard", "slinger", "heights")
)
_GRADED = frozenset(("driving", "electrical_safety"))
"""Kinds whose grades are one ladder; papers of other kinds ("safety:biot", "safety:ptm") are papers of their own."""
ALIASES = {
    "tractor_machinist": "tractor",
    "tractor_driver": "tractor",
    "tractor_operator": "tractor",
    "industrial_safety": "safety:industrial",
    "fire_safety": "safety:ptm",
    "labour_safety": "safety:biot",
    "biot": "safety:biot",
    "ptm": "safety:ptm",
    "boiler_operator": "boiler",
    "security_guard": "guard",
    "crane": "crane_operator",
    "forklift_operator": "forklift",
    "forklift_driver": "forklift",
    "excavator_operator": "excavator",
    "work_at_height": "heights",
    "sanitary_book": "medical_book",
    "health_book": "medical_book",
    "naks": "welding:naks",
    "weapon": "weapons",
}
"""Codes are open, and one paper has several: each by the code that this project names."""


def canonical(code: str) -> str:
    """The code of a paper by which it is compared: "tractor_machinist:D" as "tractor:D"."""
    kind, colon, grade = code.partition(":")
    return f"{ALIASES.get(kind, kind)}{colon}{grade}"


def covers(held: str, asked: str) -> bool:
    """Whether one held licence covers the one asked."""
    if held == asked:
        return True
    kind, _, have = held.partition(":")
    wanted_kind, _, want = asked.partition(":")
    if kind != wanted_kind:
        return False
    if not want:
        return True
    if kind == "driving":
        return want in _DRIVING.get(have, ())
    return have.isdigit() and want.isdigit() and int(have) >= int(want)


def judge_one(asked: str, held: tuple[str, ...]) -> tuple[int, float]:
    """Verdict and value of one licence asked, against the list held (empty: the record lists none)."""
    have = [one for one in held if not one.startswith(DENIED)]
    if any(covers(one, asked) for one in have) or _joined(asked, have):
        return MET, 1.0
    kind = asked.partition(":")[0]
    if any(one in (f"{DENIED}{kind}", f"{DENIED}{asked}") for one in held):
        return NOT_MET, SOON_MADE if kind in _IN_DAYS else ABSENT
    if kind in _GRADED and any(one.partition(":")[0] == kind for one in have):
        return NOT_MET, NEAR_MISS
    return UNKNOWN, PRIOR


def _joined(asked: str, held: list[str]) -> bool:
    """A combined category ("CE") is there when its parts are ("C" and "E")."""
    kind, _, want = asked.partition(":")
    if kind != "driving" or len(want) < 2 or not want.endswith("E"):
        return False
    base = want[:-1]
    return any(covers(one, f"driving:{base}") for one in held) and any(one == "driving:E" for one in held)
