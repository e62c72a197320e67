"""A judged directory: records, grades and criterion labels (format: fixtures/judged/README.md)."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scoring.records import Resume, Vacancy, decode


class JudgedSetError(ValueError):
    """A directory that is not a judged set; the message says which file is missing or wrong."""


@dataclass(frozen=True)
class Judgement:
    """One judged pair: grade 0..3, verdict names by criterion."""

    vacancy: str
    resume: str
    grade: int
    criteria: dict[str, str]


@dataclass(frozen=True)
class JudgedSet:
    """Vacancies and resumes with the judgements of their pairs."""

    vacancies: list[Vacancy]
    resumes: list[Resume]
    judgements: list[Judgement]

    @classmethod
    def load(cls, folder: Path) -> JudgedSet:
        """The three files of a folder.

        Raises:
            JudgedSetError: a file is missing, or a line is not what it should be.
        """
        vacancies = [decode(line, "vacancy") for line in _lines(folder / "vacancies.jsonl")]
        resumes = [decode(line, "resume") for line in _lines(folder / "resumes.jsonl")]
        judged = [_judgement(line) for line in objects(folder / "judgements.jsonl")]
        return cls(
            [one for one in vacancies if isinstance(one, Vacancy)],
            [one for one in resumes if isinstance(one, Resume)],
            judged,
        )

    def grades(self, vacancy: str) -> dict[str, int]:
        """Grades of the judged resumes of one vacancy."""
        return {one.resume: one.grade for one in self.judgements if one.vacancy == vacancy}


def objects(path: Path) -> Iterator[dict[str, Any]]:
    """The JSON objects of a file, one a line.

    Raises:
        JudgedSetError: the file is missing.
    """
    return (json.loads(line) for line in _lines(path))


def table(path: Path, *columns: str) -> list[dict[str, str]]:
    """The rows of a tab-separated file with a head.

    Raises:
        JudgedSetError: the file is missing, or a column is.
    """
    rows = csv.DictReader(_lines(path), delimiter="\t", quoting=csv.QUOTE_NONE)
    missing = [name for name in columns if name not in (rows.fieldnames or ())]
    if missing:
        raise JudgedSetError(f"{path.name} has no column {', '.join(missing)}")
    return list(rows)


def _lines(path: Path) -> Iterator[str]:
    try:
        text = path.read_text("utf-8")
    except OSError as error:
        raise JudgedSetError(f"{path.name} cannot be read in {path.parent}: {error.strerror}") from error
    return (line for line in text.splitlines() if line.strip())


def _judgement(line: dict[str, Any]) -> Judgement:
    return Judgement(line["vacancy"], line["resume"], line["grade"], line["criteria"])
