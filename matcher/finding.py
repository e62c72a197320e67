"""What an engine found, checked against the database before anybody sees it, and each person and each offer once.

An engine may lag behind or be asked just before a change: who was withdrawn is left out, and what changed during the
search is searched again. Where a place falls empty so, the engine is asked for more.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from matcher.twins import Told, joins
from scoring.records import Vacancy

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from indexer.search import Found, Ranking, Request
    from matcher.store import Hit, Store
    from scoring.records import Kind

TRIES = 3
"""How often a search is begun anew because what it found was changed under it."""
MORE = 2


@dataclass(frozen=True)
class Checked:
    """A ranking that may be shown: `hits` are the records behind it, `also` other sources' vacancies of an offer."""

    ranking: Ranking
    shown: list[Found]
    hits: Mapping[str, Hit]
    also: dict[str, list[str]] = field(default_factory=dict)


def checked(store: Store, kind: Kind, search: Callable[[Request], Ranking], request: Request) -> Checked:
    """The best that may be shown, up to the request's limit.

    Args:
        store: where the truth is; it is asked once a search for all hits.
        kind: of what is found.
        search: asks the engine.
        request: the limit is how many are shown.
    """
    asked, tries, mark = request.limit, 1, store.last_change()
    while True:
        ranking = search(replace(request, limit=asked))
        hits = store.hits(kind, [found.id for found in ranking.items])
        if any(hit.version > mark for hit in hits.values()):
            if tries < TRIES:
                tries, mark = tries + 1, store.last_change()
                continue
            hits = {id_: hit for id_, hit in hits.items() if hit.version <= mark}
        shown, also = _once(ranking.items, hits)
        if len(shown) >= request.limit or len(ranking.items) < asked:
            break
        asked = asked * MORE + 1
    kept = shown[: request.limit]
    return Checked(ranking, kept, hits, {one.id: also[one.id] for one in kept if one.id in also})


def _once(items: list[Found], hits: Mapping[str, Hit]) -> tuple[list[Found], dict[str, list[str]]]:
    """The items whose person or offer was not among those before; and the further vacancies of an offer."""
    shown: list[Found] = []
    also: dict[str, list[str]] = {}
    people: set[str] = set()
    offers: list[tuple[str, list[Told]]] = []
    for found in items:
        hit = hits.get(found.id)
        if hit is None:
            continue
        if isinstance(hit.record, Vacancy):
            one = Told(hit.source, hit.record)
            same = next(((first, group) for first, group in offers if joins(one, group)), None)
            if same is not None:
                same[1].append(one)
                also.setdefault(same[0], []).append(found.id)
                continue
            if hit.source is not None:
                offers.append((found.id, [one]))
        elif hit.person is not None:
            if hit.person in people:
                continue
            people.add(hit.person)
        shown.append(found)
    return shown, also
