"""The judged records, read once."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import Any

from scoring.records import Kind, decode

_FILES = {"vacancy": "vacancies.jsonl", "resume": "resumes.jsonl"}


@lru_cache(maxsize=2)
def judged(kind: Kind) -> tuple[Any, ...]:
    """All records of one kind of the three sets."""
    folder = files("fixtures") / "judged"
    lines = (line for name in "ABC" for line in (folder / name / _FILES[kind]).read_text("utf-8").splitlines())
    return tuple(decode(line, kind) for line in lines if line.strip())
