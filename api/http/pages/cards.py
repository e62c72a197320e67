"""An answer of the matching as a page shows it: cards, the overview above them, the foot, the what-if ladder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

from api.http.pages.controls import must_name
from api.http.parts import KAZAKHSTAN
from scoring.explain.protected import tells_protected
from scoring.records import Vacancy
from scoring.weights import CRITERIA, DEFAULT_WEIGHTS

if TYPE_CHECKING:
    from api.http.pages.tongue import Tongue
    from api.wiring import Service
    from scoring.records import Kind, Record, Resume

MARKS = {"met": "✓", "not_met": "✕", "unknown": "?", "not_asked": "–"}
SHOWN_TITLES = 2
Made = Mapping[str, Any]


class Line(NamedTuple):
    """One criterion of a card: `state` is the verdict, or not_asked."""

    name: str
    state: str
    mark: str
    word: str
    text: str
    ask: str


class Card(NamedTuple):
    """One item of a list; a withdrawn one has nothing but its rank."""

    rank: int
    withdrawn: bool
    title: str = ""
    detail: str = ""
    id: str = ""
    link: str = ""
    band: int = 0
    total: float = 0.0
    total_text: str = ""
    employer: str = ""
    person: str = ""
    summary: str = ""
    lines: tuple[Line, ...] = ()
    law: Mapping[str, str] | None = None
    also: tuple[tuple[str, str], ...] = ()
    """Ids and addresses of the same offer's vacancies in other sources."""


def link(side: Kind, record_id: str) -> str:
    """The address of a record's page."""
    return f"/{'vacancies' if side == 'vacancy' else 'resumes'}/{quote(record_id, safe='')}"


def cards(made: Made, side: Kind, parts: Service, tongue: Tongue) -> list[Card]:
    """The items of an answer; `side` says what is listed. Titles come from the store, all else from the answer."""
    ids = [item[side] for item in made["items"] if not item.get("withdrawn")]
    records = parts.store.get_many(side, ids)
    return [
        _card(rank, item, side, head(records.get(item[side]), parts, tongue), tongue)
        for rank, item in enumerate(made["items"], start=1)
    ]


def _card(rank: int, item: Made, side: Kind, head: tuple[str, str], tongue: Tongue) -> Card:
    if item.get("withdrawn"):
        return Card(rank, withdrawn=True)
    return Card(
        rank,
        withdrawn=False,
        title=head[0] or item[side],
        detail=head[1],
        id=item[side],
        link=link(side, item[side]),
        band=item["band"],
        total=item["total"],
        total_text=tongue.share(item["total"]),
        employer=tongue.share(item["employer_fit"]),
        person=tongue.share(item["candidate_fit"]),
        summary=item.get("summary", ""),
        lines=tuple(_lines(item["criteria"], tongue)),
        law=_law(item.get("suitable_work"), tongue),
        also=tuple((one, link(side, one)) for one in item.get("also", ())),
    )


def head(record: Record | None, parts: Service, tongue: Tongue) -> tuple[str, str]:
    """A record in two lines; nothing of one that is no longer there."""
    if record is None:
        return "", ""
    return vacancy_title(record, parts, tongue) if isinstance(record, Vacancy) else resume_title(record, parts, tongue)


def vacancy_title(vacancy: Vacancy, parts: Service, tongue: Tongue) -> tuple[str, str]:
    """A vacancy in two lines."""
    employer = vacancy.employer.name if vacancy.employer else None
    found = (employer, tongue.place(vacancy.place, parts.names.places), tongue.offer(vacancy.salary))
    return vacancy.title, " · ".join(one for one in found if one)


def resume_title(resume: Resume, parts: Service, tongue: Tongue) -> tuple[str, str]:
    """A person in two lines: the work desired and the place. A wish that may tell health or family is left out."""
    desired = [one for one in resume.desired if not tells_protected(one)][:SHOWN_TITLES]
    return ", ".join(desired), tongue.place(resume.place, parts.names.places)


def _lines(criteria: Mapping[str, Made], tongue: Tongue) -> Iterator[Line]:
    """In the order of the Rules."""
    for name in CRITERIA:
        found = criteria.get(name)
        if found is None:
            continue
        state = "not_asked" if not found["weight"] and found["verdict"] == "met" else found["verdict"]
        word = tongue.word("card.not_asked" if state == "not_asked" else f"verdicts.{state}")
        yield Line(tongue.word(f"criteria.{name}"), state, MARKS[state], word, found["text"], found["ask"] or "")


def _law(found: Made | None, tongue: Tongue) -> Mapping[str, str] | None:
    """The legal verdict in words, with the factors that fail and those to find out."""
    if found is None:
        return None
    said = {
        key: tongue.word(f"law.{key}", items=", ".join(tongue.word(f"factors.{one}") for one in found[key]))
        if found[key]
        else ""
        for key in ("fails", "unknown")
    }
    return {"verdict": found["verdict"], "text": tongue.word(f"law.{found['verdict']}"), **said}


def foot(made: Made, tongue: Tongue) -> list[str]:
    """What makes the list reproducible: weights, musts, how many were looked at, whether it is exact."""
    changed = {name: value for name, value in made["weights"].items() if DEFAULT_WEIGHTS.get(name) != value}
    weights = ", ".join(f"{tongue.word(f'criteria.{name}')} {tongue.number(value)}" for name, value in changed.items())
    musts = ", ".join(must_name(one, tongue) for one in made["musts"])
    return [
        tongue.word("list.considered", n=tongue.number(made["considered"]))
        + " "
        + tongue.word("list.exact" if made["exact"] else "list.inexact"),
        tongue.word("list.musts", items=musts) if musts else tongue.word("list.no_musts"),
        *([tongue.word("list.weights", items=weights)] if weights else []),
    ]


def origin(made: Made, tongue: Tongue) -> list[str]:
    """When and by what a kept list was made."""
    at = datetime.fromisoformat(made["made_at"]).astimezone(KAZAKHSTAN)
    return [
        tongue.word("list.made_at", at=tongue.day(at), day=tongue.day(date.fromisoformat(made["as_of"]))),
        tongue.word("list.from"),
        tongue.word(
            "list.technical", engine=made["engine"], generation=made["generation"], knowledge=made["knowledge"][:12]
        ),
    ]
