"""The numbers behind the verdicts of some pairs, from the criteria's own functions, once for all of them.

Nothing is computed by a second formula: salary in KZT a month is `salary.monthly`, months are `experience.months`, the
way is `transport.way`, phrases are `other.named`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from scoring.closeness import strength
from scoring.columns.resumes import JOB
from scoring.criteria import experience, other, salary, transport
from scoring.criteria.base import spread
from scoring.criteria.profession import CLOSE, RECENT_MONTHS
from scoring.criteria.works import Works

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scoring.columns.titles import TitleColumns
    from scoring.criteria.base import Ints, Pairs
    from scoring.rank import Scorer


@dataclass(frozen=True)
class Entry:
    """A wish or a job as judged: `at` is its place in the resume's row of works; the title's id; months since 1900."""

    title: int
    job: bool
    start: int
    end: int
    closeness: float
    known: bool
    vague: bool


@dataclass(frozen=True)
class Meeting:
    """The occupation nodes by which a resume's title comes closest to the vacancy's; 0 where a title is unknown."""

    wanted: int
    found: int
    closeness: float


class Numbers:
    """n pairs; every attribute is a list with one item a pair."""

    def __init__(self, scorer: Scorer, pairs: Pairs) -> None:
        self.scorer = scorer
        self.pairs = pairs = pairs.spread()
        works = Works.of(pairs)
        self.entries = _entries(pairs, works)
        have, _ = experience.months(pairs, works)
        self.months: list[float] = have.tolist()
        related = (works.kind == JOB) & (works.closeness >= experience.RELATED)
        self.latest: list[int] = works.latest(related).tolist()
        ask, low, high = salary.monthly(pairs)
        self.ask: list[float] = ask.tolist()
        self.low: list[float] = low.tolist()
        self.high: list[float] = high.tolist()
        way = transport.way(pairs)
        lists = {name: spread(values, len(pairs)).tolist() for name, values in way._asdict().items()}
        self.way: list[dict[str, Any]] = [
            dict(zip(lists, row, strict=True)) for row in zip(*lists.values(), strict=True)
        ]
        self.skills = _phrases(pairs, scorer, pairs.vacancies.skills)
        self.demands = _phrases(pairs, scorer, pairs.vacancies.others)
        self.best = [_best(entries, pairs.month) for entries in self.entries]
        self.meetings = self._meetings()

    def __len__(self) -> int:
        """How many pairs."""
        return len(self.pairs)

    def _meetings(self) -> list[Meeting | None]:
        """How the chosen entry of each pair meets the vacancy's title: the same product that `Closeness` maximises."""
        pairs = self.pairs
        rows = [at for at, best in enumerate(self.best) if best is not None]
        found: list[Meeting | None] = [None] * len(pairs)
        if not rows:
            return found
        wanted = pairs.vacancies.title[pairs.vacancy[rows]]
        titles = np.array([best.title for best in self.best if best is not None], np.int32)
        one, other_side = _chosen(pairs.vacancies.titles, wanted), _chosen(pairs.resumes.titles, titles)
        matrix = self.scorer.knowledge.classifier.closeness
        nodes_v, nodes_r = one.nodes[:, None, :], other_side.nodes[:, :, None]
        value = matrix[nodes_r, nodes_v] * strength(one)[:, None, :] * strength(other_side)[:, :, None]
        flat = value.reshape(len(rows), -1)
        place = flat.argmax(axis=1)
        r, v = np.divmod(place, one.nodes.shape[1])
        line = np.arange(len(rows))
        node_v, node_r = one.nodes[line, v].tolist(), other_side.nodes[line, r].tolist()
        plain = matrix[other_side.nodes[line, r], one.nodes[line, v]].tolist()
        for at, *meeting in zip(rows, node_v, node_r, plain, strict=True):
            found[at] = Meeting(*meeting)
        return found


def _entries(pairs: Pairs, works: Works) -> list[list[Entry]]:
    """The wishes and jobs of each pair."""
    positions, _ = pairs.resumes.works.positions(pairs.resume)
    titles = pairs.resumes.works.values[positions]
    found: list[list[Entry]] = [[] for _ in range(len(pairs))]
    columns = (
        titles, works.kind == JOB, works.start, works.end, works.closeness, works.recognised, works.vague,
    )  # fmt: skip
    for owner, *entry in zip(works.owner.tolist(), *(one.tolist() for one in columns), strict=True):
        found[owner].append(Entry(*entry))
    return found


def _best(entries: list[Entry], month: int) -> Entry | None:
    """The entry that decides the profession: the closest wish or recent job; an old job only where none is close."""
    closest: Entry | None = None
    old: Entry | None = None
    for one in entries:
        if one.job and month - one.end > RECENT_MONTHS:
            old = one if old is None or one.closeness > old.closeness else old
        elif closest is None or one.closeness > closest.closeness:
            closest = one
    if closest is None or (closest.closeness < CLOSE - 1e-6 and old is not None and old.closeness >= CLOSE - 1e-6):
        return old or closest
    return closest


def _phrases(pairs: Pairs, scorer: Scorer, asked: Ints) -> list[list[int]]:
    """The verdict of each asked phrase of each pair."""
    count, verdict, _ = other.named(pairs, scorer.memory, asked[pairs.vacancy], 0.0)
    flat = verdict.tolist()
    ends = np.cumsum(count).tolist()
    return [flat[end - size : end] for size, end in zip(count.tolist(), ends, strict=True)]


def _chosen(titles: TitleColumns, rows: NDArray[np.int32]) -> TitleColumns:
    """Some of the titles, with what `strength` reads."""
    return replace(titles, nodes=titles.nodes[rows], confidence=titles.confidence[rows])
