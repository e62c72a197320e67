"""Runs a file of worked cases: `python -m matcher.cases.runner FILE`, or `make law-cases FILE=path`.

One line a case: its id and `pass`, or what differed; at the end `N passed, N failed`. Exit code 1 if one failed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from matcher.cases.worked.answers import Answers
from matcher.cases.worked.case import Case, differences
from matcher.terms import Calendar, Law


def read(path: Path) -> list[Case]:
    """The cases of a file, one JSON object a line.

    Raises:
        OSError: the file cannot be read.
        msgspec.DecodeError: a line is no case.
    """
    lines = path.read_bytes().splitlines()
    return [msgspec.json.decode(line, type=Case) for line in lines if line.strip()]


def check(cases: Iterable[Case], answers: Answers) -> Iterator[tuple[Case, list[str]]]:
    """Each case with what differed; nothing if it passes."""
    for case in cases:
        answer = answers.kinds.get(case.kind)
        if answer is None:
            yield case, [f"kind: {case.kind!r} is not known"]
            continue
        try:
            got = answer(case)
        except (KeyError, ValueError, TypeError, msgspec.MsgspecError) as error:
            yield case, [f"not understood: {type(error).__name__} {error}"]
            continue
        yield case, differences(case.then, got)


def path_of(arguments: list[str] | None, module: str) -> Path | None:
    """The one file that a call names; None, and the usage said, if the call was wrong."""
    given = sys.argv[1:] if arguments is None else arguments
    if len(given) == 1:
        return Path(given[0])
    sys.stderr.write(f"usage: python -m {module} FILE\n")
    return None


def report(path: Path, answers: Answers) -> int:
    """Prints the result of each case of a file and the sum; 1 if a case failed."""
    failed = total = 0
    for case, wrong in check(read(path), answers):
        total += 1
        failed += bool(wrong)
        sys.stdout.write(f"{case.id} {case.kind}: {'; '.join(wrong) or 'pass'}\n")
    sys.stdout.write(f"{total - failed} passed, {failed} failed\n")
    return int(failed > 0)


def main(arguments: list[str] | None = None) -> int:
    """Prints the result of each case and the sum; 1 if a case failed, 2 if the call was wrong."""
    path = path_of(arguments, "matcher.cases.runner")
    return 2 if path is None else report(path, Answers(Law(Calendar())))


if __name__ == "__main__":
    sys.exit(main())
