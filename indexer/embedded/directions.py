"""Both directions of a search over segments."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.asking import Musts, musts_at, musts_of
from indexer.embedded.search import Hit, Scored, best, order
from indexer.embedded.segment import AnySegment, Segment
from indexer.search import Found, Ranking, Request
from scoring.bounds import Bound, Query, bound
from scoring.columns.places import PlaceColumns
from scoring.columns.resumes import ResumeColumns
from scoring.columns.vacancies import VacancyColumns
from scoring.criteria.base import Pairs
from scoring.criteria.profession import ANY_WORK, CLOSE
from scoring.rank import Scorer
from scoring.whatif import Relaxation, counts

CLOSE_ROUNDING = 1e-5
Rows = NDArray[np.int32]
PairRows = Callable[[int, Rows], Pairs]


class _Look(NamedTuple):
    """One direction: the query's place, bounds of the profession value by title of each segment, pairs, musts."""

    home: PlaceColumns
    bounds: Sequence[NDArray[np.float32]]
    pairs: PairRows
    musts: Musts


def people_for(
    scorer: Scorer, offer: VacancyColumns, segments: Sequence[Segment[ResumeColumns]], request: Request
) -> Ranking:
    """The best resumes for the one vacancy of `offer`."""
    bounds = [closeness_to(scorer, offer, segment) for segment in segments]

    def pairs(number: int, rows: Rows) -> Pairs:
        return scorer.pairs(offer, segments[number].columns, 0, rows, request.as_of)

    return _ranking(scorer, segments, _Look(offer.place, bounds, pairs, musts_of(scorer, request)), request)


def work_for(
    scorer: Scorer, person: ResumeColumns, segments: Sequence[Segment[VacancyColumns]], request: Request
) -> Ranking:
    """The best vacancies for the one resume of `person`."""
    bounds = [closeness_to(scorer, person, segment) for segment in segments]

    def pairs(number: int, rows: Rows) -> Pairs:
        return scorer.pairs(segments[number].columns, person, rows, 0, request.as_of)

    return _ranking(scorer, segments, _Look(person.place, bounds, pairs, musts_of(scorer, request)), request)


def suitable_counts(
    scorer: Scorer,
    offer: VacancyColumns,
    segments: Sequence[Segment[ResumeColumns]],
    request: Request,
    ladder: Sequence[Relaxation],
) -> tuple[int, list[int]]:
    """How many people are suitable now and after each relaxation; only those of a close profession can be.

    The request names its musts: a ladder starts from those that hold.
    """
    before, after = 0, [0] * len(ladder)
    for segment in segments:
        closeness = closeness_to(scorer, offer, segment)
        rows = segment.rows_close(closeness, CLOSE - CLOSE_ROUNDING)
        if len(rows):
            pairs = scorer.pairs(offer, segment.columns, 0, rows, request.as_of)
            now, then = counts(scorer, pairs, ladder, request.weights, request.musts or ())
            before += now
            after = [one + more for one, more in zip(after, then, strict=True)]
    return before, after


def closeness_to(scorer: Scorer, one: VacancyColumns | ResumeColumns, segment: AnySegment) -> NDArray[np.float32]:
    """float32[titles of the segment]: how close each is to the nearest title of one record, or a bound of it.

    Somebody open to any work is near to all.
    """
    titles, index = one.titles, segment.postings.titles
    count = len(segment.columns.titles.texts)
    if isinstance(one, VacancyColumns):
        return scorer.closeness.near(titles, [int(one.title[0])], "vacancy", index, count)
    own = np.unique(one.works.values)
    found = scorer.closeness.near(titles, own.tolist(), "resume", index, count)
    return np.maximum(found, np.float32(ANY_WORK)) if titles.vague[own].any() else found


def bound_of(
    scorer: Scorer, home: PlaceColumns, segment: AnySegment, pairs: Callable[[Rows], Pairs], request: Request
) -> Bound:
    """The bound of one record over a segment: `home` is its place, `pairs` pairs it with rows."""
    query = Query(home, segment.columns, segment.postings.kinds, pairs, scorer.memory, segment.remembered)
    return bound(query, request.weights)


def _ranking(scorer: Scorer, segments: Sequence[AnySegment], look: _Look, request: Request) -> Ranking:
    hits: list[Hit] = []
    for number, segment in enumerate(segments):
        if not len(segment.columns):
            continue

        def score(rows: Rows, number: int = number) -> Scored:
            made = look.pairs(number, rows)
            return made, scorer.score(made, request.weights, look.musts(made))

        def pairs(rows: Rows, number: int = number) -> Pairs:
            return look.pairs(number, rows)

        most = bound_of(scorer, look.home, segment, pairs, request)
        hits += best(segment, look.bounds[number], score, most, request.limit)
    found = [
        Found(hit.record, hit.pairs, hit.scores, hit.at, musts_at(hit.pairs, hit.at, look.musts))
        for hit in sorted(hits, key=order)[: request.limit]
    ]
    return Ranking(found, sum(segment.count for segment in segments), exact=True)
