"""Tests against sentence-transformers itself. They run where the extra `semantic` is installed.

`LAIYQ_SEMANTIC_PYTHON` names the interpreter of an environment that has it (`make semantic-test` makes one).
Without it, and where this interpreter has no sentence-transformers either, one line says that nothing was tested.
"""

import os
from importlib.util import find_spec

HERE = find_spec("sentence_transformers") is not None
ELSEWHERE = os.environ.get("LAIYQ_SEMANTIC_PYTHON")

collect_ignore = ["test_elsewhere.py"] if HERE or not ELSEWHERE else []
if not HERE:
    collect_ignore += ["test_shipped_model.py", "test_any_model.py", "test_training.py"]


def pytest_terminal_summary(terminalreporter):
    if not HERE and not ELSEWHERE:
        terminalreporter.write_line("tests/semantic skipped: no sentence-transformers here; see make semantic-test")
