"""Tune on all sets but one, report the one left out, each way round: `python -m scoring.evaluation.tuning DIR DIR DIR`.

A coordinate search: each calibrated constant in turn is moved a few steps, the step that helps most is kept, twice over
all of them. What is climbed is nDCG@10 + 0.3 MAP over the vacancies of the sets that are seen; a step must bring
`LEAST_GAIN`. For each set left out the gain of nDCG@10 and MAP there is reported with its interval by vacancy.

The search writes nothing. The sets are small: believe a change only where the folds agree on its direction and the
sets left out gain together, and then take a round value that can be defended (docs/evaluation.md).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from statistics import mean
from typing import Any

from scoring.criteria.base import Curve
from scoring.evaluation import intervals
from scoring.evaluation.judged import JudgedSet
from scoring.evaluation.knobs import Knob, Setting, knobs, turned, weights_of
from scoring.evaluation.measured import measures
from scoring.evaluation.run import AS_OF, Prepared, prepare, rank_prepared
from scoring.knowledge import Knowledge
from scoring.rank import Scorer

MAP_COUNTS = 0.3
LEAST_GAIN = 2e-4
ROUNDS = 2
MEASURES = ("ndcg@10", "map")

Rows = list[dict[str, float]]
Tell = Callable[[str], Any]


def per_vacancy(sets: Sequence[Prepared], knowledge: Knowledge, setting: Setting) -> Rows:
    """The ranking figures of each vacancy under a setting; a new scorer, since a scorer remembers answers."""
    rows = []
    with turned(setting):
        scorer = Scorer(knowledge)
        for one in sets:
            run = rank_prepared(one, scorer, AS_OF, weights_of(setting))
            for vacancy, pairs in groupby(run, key=lambda pair: pair.vacancy):
                rows.append(measures([pair.resume for pair in pairs], one.judged.grades(vacancy)))
    return rows


def climb(sets: Sequence[Prepared], knowledge: Knowledge, rounds: int = ROUNDS) -> dict[Knob, Any]:
    """The setting that the search ends at, from the present one."""
    setting = {knob: knob.present() for knob in knobs()}
    best = _worth(per_vacancy(sets, knowledge, setting))
    for _ in range(rounds):
        before = best
        for knob in knobs():
            chosen = setting[knob]
            for value in knob.candidates(chosen):
                worth = _worth(per_vacancy(sets, knowledge, {**setting, knob: value}))
                if worth > best + LEAST_GAIN:
                    best, setting = worth, {**setting, knob: value}
        if best == before:
            break
    return setting


def leave_one_out(sets: Mapping[str, Prepared], knowledge: Knowledge, rounds: int, tell: Tell) -> None:
    """Climbs without each set in turn and tells what the set left out gains."""
    present = {knob: knob.present() for knob in knobs()}
    found, before, after = {}, [], []
    for name, held in sets.items():
        seen = [one for other, one in sets.items() if other != name]
        found[name] = climb(seen, knowledge, rounds)
        tell(f"without {name}: seen {_told(*_both(seen, knowledge, present, found[name]))}")
        one, other = _both([held], knowledge, present, found[name])
        tell(f"  left out {name}: {_told(one, other)}")
        before += one
        after += other
    tell(f"all sets when left out: {_told(before, after)}")
    tell("\nconstants that a fold moved (present -> without each set)")
    for knob, value in present.items():
        moved = [setting[knob] for setting in found.values()]
        if any(one != value for one in moved):
            tell(f"  {knob.name}: {_short(value)} -> {', '.join(_short(one) for one in moved)}")


def _both(sets: Sequence[Prepared], knowledge: Knowledge, one: Setting, other: Setting) -> tuple[Rows, Rows]:
    return per_vacancy(sets, knowledge, one), per_vacancy(sets, knowledge, other)


def _worth(rows: Rows) -> float:
    return mean(row["ndcg@10"] + MAP_COUNTS * row["map"] for row in rows)


def _told(before: Rows, after: Rows) -> str:
    parts = []
    for name in MEASURES:
        one, other = [row[name] for row in before], [row[name] for row in after]
        interval = intervals.of_difference(other, one)
        within = f" [{interval[0]:+.4f}, {interval[1]:+.4f}]" if interval else ""
        parts.append(f"{name} {mean(one):.4f} -> {mean(other):.4f} ({mean(other) - mean(one):+.4f}{within})")
    return "; ".join(parts)


def _short(value: Any) -> str:
    if isinstance(value, dict):
        return f"({', '.join(f'{one:.2f}' for one in value.values())})"
    return f"({', '.join(f'{y:.2f}' for _, y in value.points)})" if isinstance(value, Curve) else f"{value:g}"


def main(arguments: Sequence[str] | None = None) -> None:
    """The tool: names of judged folders, two at least."""
    parser = argparse.ArgumentParser(description="Tune on all judged sets but one, report the one left out.")
    parser.add_argument("folders", nargs="+", type=Path, metavar="DIR")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="how often all constants are gone through")
    chosen = parser.parse_args(arguments)
    if len(chosen.folders) < 2:
        parser.error("at least two sets are needed: one is left out")
    knowledge = Knowledge.load()
    sets = {folder.name: prepare(JudgedSet.load(folder), knowledge) for folder in chosen.folders}
    leave_one_out(sets, knowledge, chosen.rounds, lambda text: sys.stdout.write(f"{text}\n"))


if __name__ == "__main__":
    main()
