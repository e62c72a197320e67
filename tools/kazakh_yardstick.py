"""The Kazakh stemmer against the dictionary that Debian has for hunspell: a yardstick, no part of the package.

The dictionary lists many inflected words beside their base, so a *base word* here is one that its own rules make of no
other word. For a seeded sample of base words all forms are made by those rules. *Led back*: the share of forms whose
stem is the stem of the base word. *Collisions*: base words that share a stem with another base word.

    python -m tools.kazakh_yardstick [--words 2000] [--seed 7] [--write docs/languages.md]
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from scoring.language.kazakh import kazakh_stem

FOLDER = Path("/usr/share/hunspell")
MISSING = "no kk_KZ.dic and kk_KZ.aff in {folder}: install Debian's package hunspell-kk"
HANDLED = {"A": "plural", "F": "their", "G": "of", "H": "to", "I": "accusative", "J": "in", "K": "from", "L": "with",
           "C": "our", "E": "your (polite)"}  # fmt: skip
"""Flags of the forms that the stemmer takes off, alone and (small letter) after the plural; what they mean."""
PERSONAL = {"B": "my", "D": "your"}
"""Flags of forms that it leaves on purpose: "-ым" and "-ың" end too many words of their own."""
ARCHAIC = ("менен", "бенен", "пенен")
"""Bookish forms of "with" in the rules, which nobody writes about work; not counted."""
SHOWN = 15
START, END = "<!-- figures: written by tools/kazakh_yardstick.py -->", "<!-- end of figures -->"


class Rule(NamedTuple):
    """What to take off, what to put on, and the ending that a word must have for it."""

    strip: str
    suffix: str
    ending: re.Pattern[str]


Rules = dict[str, list[Rule]]
Words = dict[str, str]
"""A word -> its flags."""
Count = tuple[int, int]
"""How many, of how many."""


def rules(path: Path) -> Rules:
    """The suffix rules of an .aff file by flag."""
    found: Rules = defaultdict(list)
    for line in path.read_text("utf-8-sig").splitlines():
        parts = line.split()
        if len(parts) == 5 and parts[0] == "SFX":
            strip, suffix = (part if part != "0" else "" for part in parts[2:4])
            found[parts[1]].append(Rule(strip, suffix, re.compile(f"{parts[4]}$")))
    return found


def words(path: Path) -> Words:
    """The words of a .dic file, lower case and of one piece, with their flags; its first line is their number."""
    lines = (line.partition("/") for line in path.read_text("utf-8-sig").splitlines()[1:])
    return {word: flags.strip() for word, _, flags in lines if word.isalpha() and word.islower()}


def forms(word: str, known: Sequence[Rule]) -> Iterator[str]:
    """The forms that the rules of one flag make of a word; more than one where they allow several."""
    for rule in known:
        if word.endswith(rule.strip) and rule.ending.search(word):
            yield word[: len(word) - len(rule.strip)] + rule.suffix


def base_words(flags: Words, known: Rules) -> list[str]:
    """The words that can be inflected and are no form of another word, in order."""
    by_suffix: dict[str, list[tuple[str, Rule]]] = defaultdict(list)
    for flag, some in known.items():
        for rule in some:
            by_suffix[rule.suffix].append((flag, rule))

    def made(word: str) -> bool:
        for size in range(1, len(word)):
            for flag, rule in by_suffix.get(word[-size:], ()):
                base = word[:-size] + rule.strip
                if base != word and flag in flags.get(base, "") and rule.ending.search(base):
                    return True
        return False

    return sorted(word for word in flags if flags[word] and not made(word))


def led_back(sample: Sequence[str], flags: Words, known: Rules) -> dict[str, Count]:
    """Flag -> how many forms of the words have the stem of their word, of how many."""
    counts: dict[str, Count] = {}
    for word in sample:
        base = kazakh_stem(word)
        for flag in flags[word]:
            made = [form for form in forms(word, known[flag]) if not form.endswith(ARCHAIC)]
            right, of = counts.get(flag, (0, 0))
            counts[flag] = right + sum(kazakh_stem(form) == base for form in made), of + len(made)
    return counts


def collisions(bases: Sequence[str]) -> list[tuple[str, ...]]:
    """Base words of one stem, where there are several."""
    groups: dict[str, list[str]] = defaultdict(list)
    for word in bases:
        groups[kazakh_stem(word)].append(word)
    return [tuple(group) for group in groups.values() if len(group) > 1]


def report(flags: Words, known: Rules, size: int, seed: int) -> list[str]:
    """The figures as lines of Markdown."""
    chance = random.Random(seed)  # noqa: S311 - a sample that can be drawn again
    bases = base_words(flags, known)
    size = min(size, len(bases))
    counts = led_back(chance.sample(bases, size), flags, known)
    shared = collisions(bases)
    some = chance.sample(shared, min(SHOWN, len(shared)))
    colliding = sum(map(len, shared))
    command = f"`python -m tools.kazakh_yardstick --words {size} --seed {seed}`"
    return [
        f"{command}: {len(flags):,} words of the dictionary, {len(bases):,} base words, the forms of {size:,}.",
        "",
        "| forms | made | led back |",
        "|---|---|---|",
        _row("all that are taken off", [counts.get(one, (0, 0)) for flag in HANDLED for one in (flag, flag.lower())]),
        *(_row(f"... {name}", [counts.get(flag, (0, 0))]) for flag, name in HANDLED.items()),
        _row("... the same after the plural", [counts.get(flag.lower(), (0, 0)) for flag in HANDLED if flag != "A"]),
        _row("my, your", [counts.get(one, (0, 0)) for flag in PERSONAL for one in (flag, flag.lower())]),
        "",
        f"Collisions: {len(shared):,} stems are shared by {colliding:,} base words ({colliding / len(bases):.1%})."
        f" {len(some)} of them, by chance: " + "; ".join(", ".join(group) for group in some) + ".",
    ]


def _row(name: str, counts: Sequence[Count]) -> str:
    right, of = sum(one for one, _ in counts), sum(one for _, one in counts)
    return f"| {name} | {of:,} | {right / of:.1%} |" if of else f"| {name} | 0 | |"


def _write(path: Path, lines: Sequence[str]) -> None:
    """Put the lines between the marks of a page."""
    before, _, rest = path.read_text("utf-8").partition(START)
    after = rest.partition(END)[2]
    path.write_text(f"{before}{START}\n\n" + "\n".join(lines) + f"\n\n{END}{after}", "utf-8")


def main() -> int:
    """Print the figures, or say in one line what is missing; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, default=FOLDER)
    parser.add_argument("--words", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--write", type=Path, help="a page with the marks between which the figures go")
    asked = parser.parse_args()
    dictionary, affixes = asked.folder / "kk_KZ.dic", asked.folder / "kk_KZ.aff"
    if not (dictionary.exists() and affixes.exists()):
        sys.stderr.write(MISSING.format(folder=asked.folder) + "\n")
        return 1
    lines = report(words(dictionary), rules(affixes), asked.words, asked.seed)
    sys.stdout.write("\n".join(lines) + "\n")
    if asked.write:
        _write(asked.write, lines)
    return 0


if __name__ == "__main__":
    sys.exit(main())
