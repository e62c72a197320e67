"""Runs a file of worked cases through a store: `python -m matcher.casework.runner FILE`, or `make law-cases FILE=path`.

The store is a file of SQLite that lives as long as the run. One line a case: its id and `pass`, or what differed; at
the end `N passed, N failed`. Exit code 1 if one failed, 2 if the call was wrong.
"""

from __future__ import annotations

import sys
import tempfile

from matcher.cases.runner import path_of, report
from matcher.casework.service import Casework
from matcher.casework.worked import StoredAnswers
from matcher.store import open_store


def main(arguments: list[str] | None = None) -> int:
    """Prints the result of each case and the sum."""
    path = path_of(arguments, "matcher.casework.runner")
    if path is None:
        return 2
    with tempfile.TemporaryDirectory(prefix="laiyq-cases-") as folder, open_store(folder) as store:
        casework = Casework(store)
        return report(path, StoredAnswers(casework, casework.law()))


if __name__ == "__main__":
    sys.exit(main())
