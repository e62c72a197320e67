"""Shortlists: made by an engine, checked against the store, explained, kept, shown again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from indexer.search import Finder, Found, Ranking, Request
from matcher.entries import Entries, localise
from matcher.errors import RecordMissingError
from matcher.finding import checked
from matcher.store import Item, ListKind, Shortlist, Store
from scoring import suitable as suitable_work
from scoring.columns.build import ResumeBuilder, VacancyBuilder
from scoring.criteria.base import Pairs
from scoring.explain import LANGS
from scoring.explain.steps import step as step_in_words
from scoring.fingerprint import fingerprint
from scoring.rank import Scorer, Scores
from scoring.records import Record, Resume, Vacancy
from scoring.weights import check_musts, weights
from scoring.whatif import relaxations


@dataclass(frozen=True)
class Options:
    """What a specialist sets for one search: the day, how many, changed weights, musts (None: suggested), what-if."""

    as_of: date
    limit: int = 20
    weights: Mapping[str, float] | None = None
    musts: tuple[str, ...] | None = None
    what_if: bool = False

    def request(self) -> Request:
        """The engine's request.

        Raises:
            WeightError: a weight or a must that means nothing.
        """
        musts = None if self.musts is None else check_musts(self.musts)
        return Request(weights(self.weights or {}), self.as_of, self.limit, musts)


class Matching:
    """Both directions and single pairs, as JSON-ready dicts with the texts of all languages; `localise` picks one."""

    def __init__(self, store: Store, engine: Finder, scorer: Scorer) -> None:
        self._store = store
        self._engine = engine
        self._scorer = scorer
        self._entries = Entries(scorer)

    def shortlist(self, vacancy_id: str, options: Options, at: datetime) -> dict[str, Any]:
        """The best resumes for a stored vacancy; the list is kept under the number that it returns as `shortlist`.

        A person is named once, by the resume that fits best.

        Raises:
            RecordMissingError: no such vacancy, or withdrawn.
            WeightError: a weight or must that means nothing.
            SearchIndexError: the index cannot be used.
        """
        vacancy = self.vacancy(vacancy_id)
        request = options.request()
        found = checked(self._store, "resume", lambda asked: self._engine.shortlist(vacancy, asked), request)
        pairs = [(vacancy, _resume(found.hits[one.id].record)) for one in found.shown]
        items = self._entries.of("resume", found.shown, pairs, request.weights)
        musts = self._engine.musts(vacancy, request)
        made = {"vacancy": vacancy_id, **_answer(found.ranking, request, musts, items)}
        if options.what_if:
            made["what_if"] = self._ladder(vacancy, request)
        return {"shortlist": self._keep("shortlist", made, options, at), **made}

    def suitable(self, resume_id: str, options: Options, at: datetime) -> dict[str, Any]:
        """The best vacancies for a stored resume, each with the legal verdict of suitable work; kept as `shortlist` is.

        An offer that several sources tell of is shown once; `also` names its other vacancies.

        Raises:
            RecordMissingError, WeightError, SearchIndexError: as `shortlist`.
        """
        resume = self.resume(resume_id)
        request = options.request()
        found = checked(self._store, "vacancy", lambda asked: self._engine.suitable(resume, asked), request)
        offers = [_vacancy(found.hits[one.id].record) for one in found.shown]
        items = self._entries.of("vacancy", found.shown, [(offer, resume) for offer in offers], request.weights)
        for item, one, offer in zip(items, found.shown, offers, strict=True):
            item["musts"] = list(one.musts)
            item["suitable_work"] = self._law(one.pair, one.scores, offer, resume)
            if one.id in found.also:
                item["also"] = found.also[one.id]
        made = {"resume": resume_id, **_answer(found.ranking, request, options.musts or (), items)}
        return {"shortlist": self._keep("suitable", made, options, at), **made}

    def explain(self, vacancy_id: str, resume_id: str, options: Options) -> dict[str, Any]:
        """One pair, whatever its rank.

        Raises:
            RecordMissingError: one of both is not there.
            WeightError: a weight or must that means nothing.
        """
        vacancy, resume = self.vacancy(vacancy_id), self.resume(resume_id)
        return self.explain_records(vacancy, resume, options)

    def explain_records(self, vacancy: Vacancy, resume: Resume, options: Options) -> dict[str, Any]:
        """One pair of records, which need not be stored."""
        request = options.request()
        offers, people = VacancyBuilder(self._scorer.knowledge), ResumeBuilder(self._scorer.knowledge)
        offers.add(self._entries.complete(vacancy))
        people.add(self._entries.complete(resume))
        pair = self._scorer.pairs(offers.columns(), people.columns(), 0, 0, options.as_of)
        musts = (
            {0: request.musts} if request.musts is not None else self._scorer.suggested(pair.vacancies, pair.vacancy)
        )
        scores = self._scorer.score(pair, request.weights, musts)
        found = Found(resume.id, pair, scores, 0, tuple(musts[0]))
        return {
            "vacancy": vacancy.id,
            "weights": dict(request.weights),
            "musts": list(musts[0]),
            "excluded": bool(scores.excluded[0]),
            **self._entries.of("resume", [found], [(vacancy, resume)], request.weights)[0],
        }

    def show(self, number: int) -> dict[str, Any]:
        """A kept list as it was, from what was kept.

        Raises:
            ShortlistMissingError: there is no such list.
        """
        kept = self._store.load_shortlist(number)
        side = "vacancy" if kept.kind == "shortlist" else "resume"
        return {
            "shortlist": number,
            side: kept.subject,
            "made_at": kept.made_at.isoformat(),
            "as_of": kept.as_of.isoformat(),
            "engine": kept.engine,
            "generation": kept.generation,
            "knowledge": kept.knowledge,
            "considered": kept.considered,
            "exact": kept.exact,
            "weights": kept.weights,
            "musts": list(kept.musts),
            "items": [item.body for item in kept.items],
            **({"what_if": kept.what_if} if kept.what_if is not None else {}),
        }

    def vacancy(self, record_id: str) -> Vacancy:
        """A stored vacancy.

        Raises:
            RecordMissingError: it is not there, or withdrawn.
        """
        record = self._store.get("vacancy", record_id)
        if record is None:
            raise RecordMissingError("there is no such vacancy, or it was withdrawn")
        return record

    def resume(self, record_id: str) -> Resume:
        """A stored resume.

        Raises:
            RecordMissingError: it is not there, or withdrawn.
        """
        record = self._store.get("resume", record_id)
        if record is None:
            raise RecordMissingError("there is no such resume, or it was withdrawn")
        return record

    def _law(self, pair: Pairs, scores: Scores, vacancy: Vacancy, resume: Resume) -> dict[str, Any]:
        found = suitable_work.judge(
            pair,
            scores,
            self._entries.complete(vacancy).record,
            self._entries.complete(resume).record,
            self._scorer.knowledge.classifier,
        )
        return {"verdict": found.verdict, "fails": list(found.fails), "unknown": list(found.unknown)}

    def _ladder(self, vacancy: Vacancy, request: Request) -> list[dict[str, Any]]:
        """The what-if ladder, the step that brings most first; steps that bring nobody are left out."""
        ladder, before, after = self._engine.what_if(vacancy, request, relaxations)
        steps = [
            {
                "change": {"code": step.code, **step.params},
                "text": {lang: step_in_words(step.code, step.params, before, found, lang) for lang in LANGS},
                "before": before,
                "after": found,
            }
            for step, found in zip(ladder, after, strict=True)
            if found > before
        ]
        return sorted(steps, key=lambda step: -step["after"])

    def _keep(self, kind: ListKind, made: Mapping[str, Any], options: Options, at: datetime) -> int:
        side = "resume" if kind == "shortlist" else "vacancy"
        return self._store.save_shortlist(
            Shortlist(
                kind=kind,
                subject=made["vacancy" if kind == "shortlist" else "resume"],
                made_at=at,
                as_of=options.as_of,
                engine=self._engine.name,
                generation=self._engine.version(),
                knowledge=fingerprint(),
                weights=dict(made["weights"]),
                musts=tuple(made["musts"]),
                options={"limit": options.limit, "what_if": options.what_if},
                considered=made["considered"],
                exact=made["exact"],
                items=tuple(Item(item[side], item) for item in made["items"]),
                what_if=made.get("what_if"),
            )
        )


def _answer(ranking: Ranking, request: Request, musts: Sequence[str], items: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "considered": ranking.considered,
        "exact": ranking.exact,
        "as_of": request.as_of.isoformat(),
        "weights": dict(request.weights),
        "musts": list(musts),
        "items": items,
    }


def _vacancy(record: Record) -> Vacancy:
    assert isinstance(record, Vacancy)  # noqa: S101 - asked for by kind
    return record


def _resume(record: Record) -> Resume:
    assert isinstance(record, Resume)  # noqa: S101 - asked for by kind
    return record


__all__ = ["Matching", "Options", "localise"]
