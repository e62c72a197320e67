"""The figures of `laiyq evaluate DIR`: of a set, of all sets together, by sector, by language, beside others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from itertools import combinations
from pathlib import Path
from statistics import mean
from typing import Any

from scoring.evaluation import criteria, intervals
from scoring.evaluation.baselines import BASELINES
from scoring.evaluation.judged import JudgedSet
from scoring.evaluation.measured import MEASURES, Measured, measured, measures
from scoring.evaluation.nearest import Encode
from scoring.evaluation.run import FULL, Layers, Ranked, rank_all
from scoring.rank import Scorer

ABLATION: Mapping[str, Layers] = {
    "lexical": Layers(occupations=False, reading=False, glossary=False),
    "+ occupations": Layers(reading=False, glossary=False),
    "+ reading": Layers(glossary=False),
    "full": FULL,
}
"""Each layer adds to the one before: words of titles, occupations and neighbours, facts from free text, concepts."""


def evaluate(folder: Path, scorer: Scorer, as_of: date) -> tuple[list[Measured], list[Ranked]]:
    """The vacancies of a set as measured, and the run that they are of.

    Raises:
        JudgedSetError: the folder is not a judged set.
    """
    judged = JudgedSet.load(folder)
    run = rank_all(judged, scorer, as_of)
    return measured(judged, run, scorer.knowledge), run


def summary(vacancies: Sequence[Measured]) -> dict[str, Any]:
    """The JSON of `laiyq evaluate DIR --json`."""
    figures = _of_rows([one.figures() for one in vacancies])
    return {
        **figures,
        "criteria": criteria.accuracies(vacancies),
        "criteria_accuracy": criteria.accuracy(vacancies),
        "intervals": {**figures["intervals"], "criteria_accuracy": criteria.interval(vacancies)},
        "confusions": criteria.confusions(vacancies),
        "by_sector": _by(vacancies, lambda one: one.sector),
        "by_language": {"vacancy": _by(vacancies, lambda one: one.language), "resume": _by_resume(vacancies)},
        "order": order(vacancies),
    }


def baselines(folders: Iterable[Path]) -> dict[str, dict[str, Any]]:
    """The ranking figures of plain searches over the vacancies of some sets."""
    sets = [JudgedSet.load(folder) for folder in folders]
    return {name: _of_rows(_searched(sets, rank)) for name, rank in BASELINES.items()}


def ablation(folders: Iterable[Path], scorer: Scorer, as_of: date, encode: Encode) -> dict[str, dict[str, Any]]:
    """The figures with less of the knowledge, and with vectors beside it, over the vacancies of some sets."""
    sets = [JudgedSet.load(folder) for folder in folders]
    found = {}
    for name, layers in {**ABLATION, "+ vectors": Layers(vectors=encode)}.items():
        runs = ((judged, rank_all(judged, scorer, as_of, layers=layers)) for judged in sets)
        vacancies = [one for judged, run in runs for one in measured(judged, run, scorer.knowledge)]
        figures = _of_rows([one.figures() for one in vacancies])
        found[name] = {**figures, "criteria_accuracy": criteria.accuracy(vacancies)}
    return found


def order(vacancies: Iterable[Measured]) -> dict[str, Any]:
    """Judged pairs of a Kazakh and a Russian resume, of different grades: how often the better one stands higher.

    A share that is lower where the Kazakh resume is the better one is what a search without Kazakh would show.
    """
    found = {"kk": [0, 0], "ru": [0, 0]}
    for vacancy in vacancies:
        for higher, lower in combinations([one for one in vacancy.people if one.labels], 2):
            if {higher.language, lower.language} != {"kk", "ru"} or higher.grade == lower.grade:
                continue
            right = higher.grade > lower.grade
            tally = found[(higher if right else lower).language]
            tally[0] += right
            tally[1] += 1
    return {
        f"{name}_better": {"pairs": pairs, "right": right / pairs if pairs else None}
        for name, (right, pairs) in found.items()
    }


def _searched(sets: Iterable[JudgedSet], rank: Callable[[JudgedSet], dict[str, list[str]]]) -> list[dict[str, float]]:
    rows = []
    for judged in sets:
        ranked = rank(judged)
        rows += [measures(ranked[one.id], judged.grades(one.id)) for one in judged.vacancies]
    return rows


def _of_rows(rows: Sequence[Mapping[str, float]]) -> dict[str, Any]:
    found: dict[str, Any] = {"queries": len(rows), **{name: mean(row[name] for row in rows) for name in MEASURES}}
    found["intervals"] = {name: intervals.of_mean([row[name] for row in rows]) for name in MEASURES}
    return found


def _by(vacancies: Iterable[Measured], key: Callable[[Measured], str]) -> dict[str, dict[str, Any]]:
    parts: dict[str, list[Measured]] = {}
    for one in vacancies:
        parts.setdefault(key(one), []).append(one)
    return {name: _part([one.figures() for one in part], part) for name, part in sorted(parts.items())}


def _by_resume(vacancies: Sequence[Measured]) -> dict[str, dict[str, Any]]:
    """Among the resumes of one language alone; a vacancy without a forwardable one of them asks nothing."""
    names = sorted({person.language for one in vacancies for person in one.people})
    found = {}
    for name in names:
        asked = [
            one for one in vacancies if any(person.language == name and person.grade >= 2 for person in one.people)
        ]
        if asked:
            found[name] = _part([one.figures(name) for one in asked], vacancies, name)
    return found


def _part(rows: Sequence[Mapping[str, float]], part: Sequence[Measured], resume: str | None = None) -> dict[str, Any]:
    return {
        **_of_rows(rows),
        "criteria_accuracy": criteria.accuracy(part, resume),
        "pairs": criteria.pairs(part, resume),
    }
