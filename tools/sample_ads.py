"""A seeded sample of real ads with what the reader read from them, to be judged ad by ad.

    python tools/sample_ads.py FOLDER [--seed 214] [--count 100]

FOLDER holds the ads as NDJSON (`FILES`). Their texts are their employers': they are printed, never kept, and nothing
of them may enter the project. `docs/reading.md` tells what such a look found.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from scoring.knowledge import Knowledge
from scoring.reading.read import Reading, read

FILES = ("spassk_multi_source_2026.jsonl", "hhkz_it_2026-04_full_text.jsonl")
"""Files of ads with their full text; each gives the same share of the sample."""
SEED = 214
COUNT = 100


def sample(folder: Path, count: int, seed: int) -> list[tuple[str, str]]:
    """Ids and texts, the same for the same seed and files.

    Args:
        folder: where `FILES` lie.
        count: of ads, shared equally among the files.
        seed: of the choice.

    Raises:
        FileNotFoundError: the folder holds none of the files, or not all of them.
    """
    chosen: list[tuple[str, str]] = []
    for name in FILES:
        with (folder / name).open(encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines if line.strip()]
        # Not for secrets: the same seed has to give the same ads.
        picked = random.Random(seed).sample(rows, min(count // len(FILES), len(rows)))  # noqa: S311
        chosen.extend((str(row["id"]), text_of(row)) for row in picked)
    return chosen


def text_of(row: dict[str, Any]) -> str:
    """An ad as a person would paste it: the title, the pay where it is given in words, the description."""
    return "\n".join(part for part in (row.get("name"), row.get("salary"), row.get("description")) if part)


def shown(number: int, name: str, text: str, found: Reading) -> Iterator[str]:
    """One ad for the eye: the text, then each fact and flag with its words."""
    yield f"=== {number} {name}"
    yield text
    for one in found.evidence:
        yield f"    {one.path} = {one.value!r} <- {one.quote!r}"
    for flag in found.flags:
        yield f"    FLAG {flag.kind} <- {flag.quote!r}"


def main() -> int:
    """Print the sample; 2 where the folder lacks the ads."""
    parser = argparse.ArgumentParser(description="A seeded sample of real ads and what is read from them.")
    parser.add_argument("folder", type=Path, help="the folder of ads (NDJSON)")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--count", type=int, default=COUNT)
    given = parser.parse_args()
    try:
        ads = sample(given.folder, given.count, given.seed)
    except FileNotFoundError as missing:
        sys.stderr.write(f"no ads here: {missing.filename} is not found; the ads are not part of the project\n")
        return 2
    finder = Knowledge.load().finder
    for number, (name, text) in enumerate(ads, 1):
        found = read(text, "vacancy", titles=finder)
        sys.stdout.write("\n".join(shown(number, name, text, found)) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
