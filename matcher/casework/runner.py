"""Runs a file of worked cases through a store: `python -m matcher.casework.runner FILE`, or `make law-cases FILE=path`.

The store is a file of SQLite that lives as long as the run. One line a case: its id and `pass`, or what differed; at
the end `N passed, N failed`. Exit code 1 if one failed, 2 if the call was wrong.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from matcher.cases.runner import check, read
from matcher.casework.service import Casework
from matcher.casework.worked import StoredAnswers
from matcher.store import open_store


def main(arguments: list[str] | None = None) -> int:
    """Prints the result of each case and the sum."""
    given = sys.argv[1:] if arguments is None else arguments
    if len(given) != 1:
        sys.stderr.write("usage: python -m matcher.casework.runner FILE\n")
        return 2
    failed = total = 0
    with tempfile.TemporaryDirectory(prefix="laiyq-cases-") as folder, open_store(folder) as store:
        casework = Casework(store)
        for case, wrong in check(read(Path(given[0])), StoredAnswers(casework, casework.law())):
            total += 1
            failed += bool(wrong)
            sys.stdout.write(f"{case.id} {case.kind}: {'; '.join(wrong) or 'pass'}\n")
    sys.stdout.write(f"{total - failed} passed, {failed} failed\n")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
