"""How often the verdicts are the labels, and where they are not, what was said instead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from statistics import mean
from typing import Any

from scoring.evaluation import intervals
from scoring.evaluation.measured import Measured, Person
from scoring.weights import CRITERIA

VERDICTS = ("met", "not_met", "unknown")


def accuracies(vacancies: Iterable[Measured], language: str | None = None) -> dict[str, dict[str, Any]]:
    """Of each criterion: the share of judged pairs with the right verdict, and how many there are."""
    people = list(_judged(vacancies, language))
    found = {}
    for name in CRITERIA:
        right, pairs = _tally(people, name)
        found[name] = {"accuracy": right / pairs if pairs else 1.0, "pairs": pairs}
    return found


def accuracy(vacancies: Iterable[Measured], language: str | None = None) -> float:
    """The mean over the criteria."""
    return float(mean(one["accuracy"] for one in accuracies(vacancies, language).values()))


def interval(vacancies: Sequence[Measured]) -> intervals.Interval | None:
    """The interval of `accuracy`."""
    tallies = [[_tally(list(_judged([one], None)), name) for name in CRITERIA] for one in vacancies]
    right = [[hits for hits, _ in row] for row in tallies]
    return intervals.of_shares(right, [[pairs for _, pairs in row] for row in tallies])


def confusions(vacancies: Iterable[Measured]) -> dict[str, dict[str, dict[str, int]]]:
    """Of each criterion: label -> verdict -> pairs."""
    people = list(_judged(vacancies, None))
    return {
        name: {
            label: {
                verdict: sum(1 for one in people if (one.labels.get(name), one.verdicts[name]) == (label, verdict))
                for verdict in VERDICTS
            }
            for label in VERDICTS
        }
        for name in CRITERIA
    }


def pairs(vacancies: Iterable[Measured], language: str | None = None) -> int:
    """How many judged pairs."""
    return sum(1 for _ in _judged(vacancies, language))


def _judged(vacancies: Iterable[Measured], language: str | None) -> Iterator[Person]:
    """The judged people of some vacancies; of one language where it is given."""
    for vacancy in vacancies:
        yield from (one for one in vacancy.people if one.labels and language in (None, one.language))


def _tally(people: Sequence[Person], name: str) -> tuple[int, int]:
    labelled = [one for one in people if name in one.labels]
    return sum(1 for one in labelled if one.labels[name] == one.verdicts[name]), len(labelled)
